package report

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/wskvet/wskvet/internal/finding"
)

func TestRelative(t *testing.T) {
	here, err := filepath.Abs(".")
	if err != nil {
		t.Fatal(err)
	}
	local := func(name string) string { // on this volume
		if strings.HasPrefix(name, "/") {
			return filepath.VolumeName(here) + name
		}
		return name
	}
	for _, c := range []struct{ root, file, want string }{
		{"/src/beacon", "/src/beacon/driver.go", "driver.go"},
		{"/src/beacon", "/src/beacon/sock/sock.go", "sock/sock.go"},
		{"/src/beacon", "/src/wsk/wsk.go", "../wsk/wsk.go"},
		{"/src/beacon", "sock/../driver.go", "driver.go"},
		{"/src/beacon", "../wsk/wsk.go", "../wsk/wsk.go"},
		{"/src/beacon", `C:\src\beacon\driver.go`, "driver.go"},
		{"/src/beacon", `\\server\share\driver.go`, "driver.go"},
		{"", "/src/beacon/driver.go", "driver.go"},
		{"/src/beacon", "", ""},
	} {
		if got := relative(local(c.root), local(c.file)); got != c.want {
			t.Errorf("relative(%q, %q) = %q, want %q", c.root, c.file, got, c.want)
		}
	}
}

func TestUnits(t *testing.T) {
	line := "\tgröße, 世界, 𝔊 := x"
	for _, c := range []struct {
		at   string
		want int
	}{
		{"\tgr", 1},
		{"größe", 2},
		{", 世", 7},
		{"世界", 9},
		{"𝔊", 13},  // one character of two units
		{":=", 16}, // 𝔊 is 13 and 14
	} {
		if got := units(line, 1+strings.Index(line, c.at)); got != c.want {
			t.Errorf("%q is at UTF-16 column %d, want %d", c.at, got, c.want)
		}
	}
	for _, col := range []int{-1, 0, len(line) + 2} {
		if got := units(line, col); got != 0 {
			t.Errorf("column %d is not on the line, but has UTF-16 column %d", col, got)
		}
	}
	if got := units("ab", 3); got != 3 {
		t.Errorf("the end of the line has column %d, want 3", got)
	}
}

func TestEnd(t *testing.T) {
	at := func(line, col int) finding.Position { return finding.Position{File: "a.go", Line: line, Col: col} }
	const line = "\tg.Dispatch.Free(x) // größe"
	for _, c := range []struct {
		p, e finding.Position
		want int
	}{
		{at(3, 2), at(3, 2), 17},             // a name with its selectors
		{at(3, 2), at(3, 20), 20},            // as far as it says
		{at(3, 2), at(3, 99), 1 + len(line)}, // but not beyond the line
		{at(3, 2), at(5, 1), 1 + len(line)},  // nor on the next one
		{at(3, 17), at(3, 17), 18},           // a parenthesis
		{at(3, 24), at(3, 24), 31},           // größe is 7 bytes
		{at(3, 1+len(line)), at(3, 0), 1 + len(line)},
	} {
		if got := end(line, c.p, c.e); got != c.want {
			t.Errorf("end of %v to %v = %d, want %d", c.p, c.e, got, c.want)
		}
	}
}

func TestWidth(t *testing.T) {
	for in, want := range map[string]int{"abc": 3, "größe": 5, "世界": 4, "e\u0301": 1, "한글 x": 6} {
		if got := width(in); got != want {
			t.Errorf("width(%q) = %d, want %d", in, got, want)
		}
	}
}

// Two files of other volumes may share a base name. Neither's source is shown
// for the other.
func TestSharedName(t *testing.T) {
	pos := func(file string) finding.Position { return finding.Position{File: file, Line: 1, Col: 1} }
	r := Run{
		Root:     "/src",
		Findings: []finding.Finding{{Pos: pos(`C:\a.go`)}, {Pos: pos(`D:\a.go`)}},
		Options:  Options{ReadFile: func(string) ([]byte, error) { return []byte("package a"), nil }},
	}
	if _, ok := newSource(r).line(pos("a.go")); ok {
		t.Error("a.go is one of two files, and was read")
	}
	r.Findings = r.Findings[:1]
	if line, ok := newSource(r).line(pos("a.go")); !ok || line != "package a" {
		t.Errorf("a.go is one file; got %q, %v", line, ok)
	}
}
