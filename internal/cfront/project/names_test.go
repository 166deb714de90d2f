package project

import (
	"strings"
	"testing"
)

func TestKindOf(t *testing.T) {
	for name, want := range map[string]Kind{
		"a.c": Source, `src\A.CPP`: Source, "a.cxx": Source, "a.h": Other, "a.cs": Other,
		`C:\drv\drv.vcxproj`: Project, "drv.VcxProj": Project, "all.sln": Solution, "all.slnx": Solution,
		"build/compile_commands.json": Commands, "other.json": Other, "driver": Other,
	} {
		if got := KindOf(name); got != want {
			t.Errorf("KindOf(%q) = %d, want %d", name, got, want)
		}
	}
}

func TestBelow(t *testing.T) {
	for _, c := range []struct {
		base, name, want string
		ok               bool
	}{
		{"/src/repo", "/src/repo/a/b.c", "a/b.c", true},
		{"/src/repo", "/src/repo", ".", true},
		{"/src/repo", "/src/repository/a.c", "", false},
		{"/src/repo", "/src/repo/../x.c", "", false},
		{"/src/repo", "/SRC/repo/a.c", "", false},
		{"/", "/a.c", "a.c", true},
		{"C:/Src/Repo", "c:/src/repo/A.c", "A.c", true},
		{"C:/", "C:/a.c", "a.c", true},
		{"C:/src", "D:/src/a.c", "", false},
		{"C:/src", "C:a.c", "", false},
		{"//srv/share/src", "//SRV/Share/src/a.c", "a.c", true},
		{"//srv/share/src", "//srv/other/src/a.c", "", false},
		{"/src", "C:/src/a.c", "", false},
		{"relative", "relative/a.c", "", false},
	} {
		got, ok := below(c.base, c.name)
		if got != c.want || ok != c.ok {
			t.Errorf("below(%q, %q) = %q, %t, want %q, %t", c.base, c.name, got, ok, c.want, c.ok)
		}
	}
}

func TestCommon(t *testing.T) {
	for _, c := range []struct {
		names []string
		want  string
		ok    bool
	}{
		{[]string{"/a/b"}, "/a/b", true},
		{[]string{"/a/b", "/a/c/d"}, "/a", true},
		{[]string{"/a/b", "/c"}, "/", true},
		{[]string{"C:/a/b", "c:/A/c"}, "C:/a", true},
		{[]string{"C:/a", "D:/a"}, "", false},
	} {
		got, ok := common(c.names)
		if got != c.want || ok != c.ok {
			t.Errorf("common(%q) = %q, %t, want %q, %t", c.names, got, ok, c.want, c.ok)
		}
	}
}

func TestMatch(t *testing.T) {
	for _, c := range []struct {
		pattern, name string
		want          bool
	}{
		{"drv/*.c", "drv/a.c", true},
		{"drv/*.c", "drv/sub/a.c", false},
		{"drv/**/*.c", "drv/a.c", true},
		{"drv/**/*.c", "drv/x/y/a.c", true},
		{"drv/**/*.c", "other/a.c", false},
		{"Drv/*.C", "drv/A.c", true},
		{"**", "a/b", true},
		{"drv/**", "drv", true},
		{"**/a/**/b", "a/x/a/y/b", true},
		{"**/a/**/b", "a/x/a/y/c", false},
		{"a/**/b/*.c", "a/b/x/b/y.c", true},
		{strings.Repeat("**/a/", 200) + "b", strings.Repeat("a/", 2000) + "c", false},
	} {
		if got := match(c.pattern, c.name); got != c.want {
			t.Errorf("match(%q, %q) = %t", c.pattern, c.name, got)
		}
	}
}

func TestDefine(t *testing.T) {
	for text, want := range map[string]string{"A": "1", "A=": "", "A=2": "2", " A = x": " x", "A=b=c": "b=c"} {
		d, err := Define(text)
		if err != nil || d.Name != "A" || d.Value != want {
			t.Errorf("Define(%q) = %v, %v", text, d, err)
		}
	}
	for _, text := range []string{"", "=1", "1A", "A-B", "A B=1"} {
		if _, err := Define(text); err == nil {
			t.Errorf("Define(%q) gives no error", text)
		}
	}
}
