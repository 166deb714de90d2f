package project

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const hostileEntry = "\n-- wd/a.c --\nNTSTATUS DriverEntry(PDRIVER_OBJECT d, PUNICODE_STRING p) { return 0; }\n"

// vcxproj is a project of a driver with some elements more.
func vcxproj(more string) string {
	return "-- wd/d.vcxproj --\n<Project><PropertyGroup><ConfigurationType>Driver</ConfigurationType></PropertyGroup>" +
		"<ItemGroup><ClCompile Include=\"a.c\" /></ItemGroup>" + more + "</Project>"
}

// What a stranger's project asks for too much of is a line, and the rest is read.
func TestHostileProjects(t *testing.T) {
	const n = 4000
	deep := func(open, in, end string, n int) string { return strings.Repeat(open, n) + in + strings.Repeat(end, n) }
	for name, c := range map[string]struct{ files, want string }{
		"entities":      {"-- wd/d.vcxproj --\n<!DOCTYPE p [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><Project>&b;</Project>", "error: d.vcxproj: it is not XML: line 1: invalid character entity &b;"},
		"nested":        {"-- wd/d.vcxproj --\n" + deep("<a>", "", "</a>", n), "error: d.vcxproj: its elements are nested more than 64 deep"},
		"imports":       {vcxproj("<Import Project=\"d.vcxproj\" />"), "! d.vcxproj:1: too many imports: d.vcxproj is not read"},
		"elements":      {vcxproj("<PropertyGroup>" + strings.Repeat("<A/>", 1<<16) + "</PropertyGroup>"), "! d.vcxproj:1: too many elements: the rest of the project is not read"},
		"outside":       {vcxproj("<Import Project=\"..\\..\\x.props\" />"), "! d.vcxproj:1: it imports ..\\..\\x.props, outside of what may be read (-root allows it)"},
		"line in name":  {vcxproj("<ItemGroup><ClCompile Include=\"x&#10;//line y.go:1.c\" /></ItemGroup>"), "! d.vcxproj:1: it names \"x\\n//line y.go:1.c\", which has control characters: it is not read"},
		"volume":        {vcxproj("<ItemGroup><ClCompile Include=\"C:\\x.c\" /></ItemGroup>"), "! d.vcxproj:1: it names C:\\x.c, outside of what may be read (-root allows it)"},
		"share":         {vcxproj("<ItemGroup><ClCompile Include=\"\\\\server\\x.c\" /></ItemGroup>"), "! d.vcxproj:1: it names \\\\server\\x.c, outside of what may be read (-root allows it)"},
		"doubling":      {vcxproj("<PropertyGroup>" + strings.Repeat("<A>$(A)$(A)x</A>", 100) + "</PropertyGroup>"), "d d: a.c"},
		"function":      {vcxproj("<PropertyGroup><A>$([System.IO.File]::ReadAllText('a.c'))</A></PropertyGroup><Target Name=\"x\"><Exec Command=\"touch ran\" /></Target>"), "d d: a.c"},
		"condition":     {vcxproj("<PropertyGroup Condition=\"" + deep("(", "true", ")", n) + "\"><A>1</A></PropertyGroup>"), "a condition that is not understood is taken for false"},
		"comments":      {vcxproj(deep("<!-- -->x", "", "", n)), "d d: a.c"},
		"definitions":   {vcxproj("<ItemDefinitionGroup><ClCompile><PreprocessorDefinitions>" + strings.Repeat("A;", n) + "</PreprocessorDefinitions></ClCompile></ItemDefinitionGroup>"), "d d: a.c -D A=1"},
		"solution":      {"-- wd/d.sln --\n" + strings.Repeat("Project(\"{1}\") = \"x\", \"x.vcxproj\", \"{2}\"\n", n) + strings.Repeat("GlobalSection x\n", n), "error: d.sln:1: it names x.vcxproj, which is not there"},
		"commands":      {"-- wd/compile_commands.json --\n[" + strings.Repeat("{\"directory\":\"/x\",\"file\":\"a.c\"},", n) + "{}]", "driver driver: a.c"},
		"open database": {"-- wd/compile_commands.json --\n" + strings.Repeat("[", 5*n), "error: compile_commands.json:1: it is no compilation database: a list of commands is expected"},
		"sources":       {"-- wd/sources --\nTARGETTYPE=DRIVER\nSOURCES=a.c\n" + strings.Repeat("A=$(A)$(A)x\n", 100) + strings.Repeat("!IFDEF Q\n", n), "driver driver: a.c"},
	} {
		t.Run(name, func(t *testing.T) {
			file := c.files[len("-- wd/"):strings.Index(c.files, " --\n")]
			got := run(t, c.files+hostileEntry, Config{Args: []string{file}})
			if !strings.Contains(got, c.want) {
				t.Errorf("got %.400s\nwant %s", got, c.want)
			}
			if n := strings.Count(got, "\n"); n > 4 {
				t.Errorf("%d lines are said: %.600s", n, got)
			}
		})
	}
}

// A name that is more than a line would be one in the model: it is not read.
func TestNameOfLines(t *testing.T) {
	const name = "x\n//line y.go:1.c"
	dir := t.TempDir()
	for n, text := range map[string]string{name: "void X(void) { }\n", "a.c": "NTSTATUS DriverEntry(PDRIVER_OBJECT d, PUNICODE_STRING p) { return 0; }\n"} {
		if err := os.WriteFile(filepath.Join(dir, n), []byte(text), 0o666); err != nil {
			t.Skip(err)
		}
	}
	tree, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer tree.Close()
	res, err := Find(tree, Config{Args: []string{dir}})
	if err != nil {
		t.Fatal(err)
	}
	if len(res.Drivers) != 1 || len(res.Drivers[0].Files) != 1 || res.Drivers[0].Files[0] != "a.c" {
		t.Errorf("read %v", res.Drivers)
	}
	if len(res.Problems) != 1 || res.Problems[0].File != name || res.Problems[0].Text != "its name has control characters: it is not read" {
		t.Errorf("said %v", res.Problems)
	}
}

// A link within the folder is read, one that leads out of it is said, and one to a folder
// above is no circle.
func TestLinks(t *testing.T) {
	dir := t.TempDir()
	wd := filepath.Join(dir, "wd")
	if err := os.MkdirAll(wd, 0o777); err != nil {
		t.Fatal(err)
	}
	const entry = "NTSTATUS DriverEntry(PDRIVER_OBJECT d, PUNICODE_STRING p) { return 0; }\n"
	for name, text := range map[string]string{"wd/real.txt": entry, "out.c": "void Out(void) { }\n"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for name, to := range map[string]string{"in.c": "real.txt", "out.c": "../out.c", "gone.c": "nowhere.c", "circle": "."} {
		if err := os.Symlink(filepath.FromSlash(to), filepath.Join(wd, name)); err != nil {
			t.Skip(err)
		}
	}
	tree, err := Open(wd)
	if err != nil {
		t.Fatal(err)
	}
	defer tree.Close()
	res, err := Find(tree, Config{Args: []string{wd}})
	if err != nil {
		t.Fatal(err)
	}
	if len(res.Drivers) != 1 || fmt.Sprint(res.Drivers[0].Files) != "[in.c]" {
		t.Errorf("the drivers are %v", res.Drivers)
	}
	want := "[{gone.c 0 it is a link that leads to no file that may be read} {out.c 0 it is a link that leads to no file that may be read}]"
	if got := fmt.Sprint(res.Problems); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
