package cli_test

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"
)

// inC is a driver that stays registered where its second step fails, at line 14.
const inC = `#include <wsk.h>

static const WSK_CLIENT_DISPATCH g_Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION g_Registration;
DRIVER_UNLOAD Unload;

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	WSK_CLIENT_NPI client = { NULL, &g_Dispatch };
	NTSTATUS status = WskRegister(&client, &g_Registration);
	DriverObject->DriverUnload = Unload;
	if (NT_SUCCESS(status))
		status = SecondStep();
	/* é */ return status;
}

void Unload(PDRIVER_OBJECT DriverObject)
{
	WskDeregister(&g_Registration);
}
`

const project = `<Project><PropertyGroup><ConfigurationType>Driver</ConfigurationType></PropertyGroup>
<ItemGroup><ClCompile Include="driver.c"/></ItemGroup></Project>
`

// place is where the finding of inC stands, in bytes.
const place = "driver.c:14:11: "

// driverIn writes a driver into a folder below a new working directory.
func driverIn(t *testing.T, folder string, files map[string]string) {
	t.Helper()
	t.Chdir(t.TempDir())
	if err := os.MkdirAll(folder, 0o777); err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		write(t, filepath.Join(folder, name), text)
	}
}

// However a driver is named, it is found and checked.
func TestDriverInC(t *testing.T) {
	driverIn(t, "sys", map[string]string{
		"driver.c": inC, "sys.vcxproj": project, "all.sln": `Project("{8BC9CEB8-8B4A-11D0-8D11-00A0C91BC942}") = "sys", "sys.vcxproj", "{1}"`,
		"all.slnx": `<Solution><Project Path="sys.vcxproj"/></Solution>`, "compile_commands.json": `[{"directory": ".", "file": "driver.c", "command": "cl /c driver.c"}]`,
	})
	for _, args := range [][]string{
		nil, {"."}, {"./..."}, {"sys"}, {"sys/"}, {"sys/driver.c"}, {"sys/sys.vcxproj"}, {"sys/all.sln"}, {"sys/all.slnx"}, {"sys/compile_commands.json"},
		{"-DX=1", "-Isys", "-D", "Y", "sys"}, {"-configuration", "Debug", "sys/driver.c"}, {"-C", "sys"}, {"sys/driver.c", "sys"},
	} {
		status, out, err := runAll(args...)
		want := "sys/" + place
		if len(args) > 0 && args[0] == "-C" {
			want = place
		}
		if status != 1 || !strings.HasPrefix(out, want) || strings.Count(out, "(WSK006)") != 1 {
			t.Errorf("%q: status %d\n%s%s", args, status, out, err)
		}
		if !strings.HasSuffix(err, "; C: 1 file, 2 of 2 functions and 2 of 2 lifecycle calls modelled\n") {
			t.Errorf("%q ends with %q", args, err)
		}
	}
}

// C and Go stand side by side.
func TestCBesideGo(t *testing.T) {
	module(t, broken)
	if err := os.Mkdir("sys", 0o777); err != nil {
		t.Fatal(err)
	}
	write(t, "sys/driver.c", inC)
	for _, args := range [][]string{nil, {"./..."}, {".", "sys"}} {
		if status, out, err := runAll(args...); status != 1 || !strings.Contains(out, "sys/"+place) || !strings.Contains(out, "driver.go:") {
			t.Errorf("%q: status %d\n%s%s", args, status, out, err)
		}
	}
}

func TestFormatsOfC(t *testing.T) {
	driverIn(t, "sys", map[string]string{"driver.c": inC})
	for format, want := range map[string]string{
		"text":    "sys/" + place + "DriverEntry ",
		"json":    `"file": "sys/driver.c",` + "\n" + `        "line": 14,` + "\n" + `        "col": 11`,
		"github":  "::error file=sys/driver.c,line=14,col=10,",
		"msbuild": "sys/driver.c(14,10): warning WSK006: DriverEntry ",
		"html":    `<span class="c">/* é */</span>`,
		"sarif":   `"startColumn": 10`,
	} {
		status, out, err := runAll("-format="+format, "sys")
		if status != 1 || !strings.Contains(out, want) {
			t.Errorf("%s: status %d, %q is missing in\n%s%s", format, status, want, out, err)
		}
	}
}

// The same text in the encodings of Windows has its finding at the same place.
func TestEncodingsOfC(t *testing.T) {
	var wide []byte
	for _, c := range utf16.Encode([]rune("\ufeff" + inC)) {
		wide = append(wide, byte(c), byte(c>>8))
	}
	for name, text := range map[string]string{
		"UTF-16": string(wide), "a mark": "\ufeff" + inC, "CRLF": strings.ReplaceAll(inC, "\n", "\r\n"), "Windows-1252": strings.ReplaceAll(inC, "é", "\xe9"),
	} {
		driverIn(t, "sys", map[string]string{"driver.c": text})
		if status, out, err := runAll("sys"); status != 1 || !strings.HasPrefix(out, "sys/"+place) {
			t.Errorf("%s: status %d\n%s%s", name, status, out, err)
		}
		if _, out, _ := runAll("-format=msbuild", "sys"); !strings.HasPrefix(out, "sys/driver.c(14,10): ") {
			t.Errorf("%s: %s", name, out)
		}
	}
}

// What is wrong with the input is one line, and the rest is read.
func TestBadInputOfC(t *testing.T) {
	binary := "MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00\xb8"
	for _, c := range []struct {
		name   string
		files  map[string]string
		args   []string
		status int
		want   string
	}{
		{"a binary", map[string]string{"driver.c": inC, "b.c": binary}, []string{"sys"}, 1, "wskvet: sys/b.c: it is not text\n"},
		{"nothing but a binary", map[string]string{"b.c": binary}, []string{"sys/b.c"}, 2, "wskvet: sys/b.c: it is not text\n"},
		{"a missing file", map[string]string{"driver.c": inC, "p.vcxproj": strings.Replace(project, "<ClCompile", "<ClCompile Include=\"gone.c\"/><ClCompile", 1)}, []string{"sys"}, 1, "wskvet: sys/p.vcxproj:2: it names gone.c, which is not there\n"},
		{"a project that is no XML", map[string]string{"driver.c": inC, "p.vcxproj": "<Project"}, []string{"sys"}, 1, "wskvet: sys/p.vcxproj: it is not XML: line 1: unexpected EOF\n"},
		{"a solution that points nowhere", map[string]string{"a.sln": `Project("{1}") = "x", "x.vcxproj", "{1}"`}, []string{"sys/a.sln"}, 2, "wskvet: sys/a.sln:1: it names x.vcxproj, which is not there\n"},
		{"a solution that is none", map[string]string{"a.sln": "PK\x03\x04 garbage\n"}, []string{"sys/a.sln"}, 2, "wskvet: sys/a.sln: it is no solution of Visual Studio\n"},
		{"an empty solution", map[string]string{"a.sln": ""}, []string{"sys/a.sln"}, 2, "wskvet: sys/a.sln: it holds no driver in C or C++\n"},
		{"no such file", map[string]string{}, []string{"sys/no.c"}, 2, "wskvet: sys/no.c: there is no such file\n"},
		{"a bad macro", map[string]string{"driver.c": inC}, []string{"-D1=2", "sys"}, 2, "wskvet: -D: \"1\" is no name of a macro\n"},
		{"no such folder", map[string]string{"driver.c": inC}, []string{"-I", "none", "sys"}, 2, "wskvet: -I: none is no folder\n"},
		{"no such root", map[string]string{"driver.c": inC}, []string{"-root", "none", "sys"}, 2, "wskvet: -root: none is no folder\n"},
		{"prose", map[string]string{"driver.c": inC, "a.md": "# A\n"}, []string{"sys/a.md"}, 2, "wskvet: sys/a.md: it is neither C or C++, nor a project of them, nor Go\n"},
		{"fixes", map[string]string{"driver.c": inC}, []string{"-fix", "sys"}, 2, "wskvet: -fix and -diff are for Go: an edit that is sure in the model of a driver in C is none of its text\n"},
		{"a header outside", map[string]string{"driver.c": "#include \"../../secret.h\"\n" + inC}, []string{"-C", "sys", "."}, 1, ""},
		{"two entries", map[string]string{"a.c": inC, "b.c": inC}, []string{"sys"}, 1, "2 drivers"},
	} {
		driverIn(t, "sys", c.files)
		status, out, err := runAll(c.args...)
		if status != c.status || !strings.Contains(err, c.want) {
			t.Errorf("%s: status %d, want %d\n%s%s", c.name, status, c.status, out, err)
		}
	}
}

// What cannot be read is said once: by the report, where it tells of what is inconclusive.
func TestBadInputSaidOnce(t *testing.T) {
	driverIn(t, "sys", map[string]string{"driver.c": inC, "b.c": "MZ\x90\x00"})
	for _, args := range [][]string{{"sys"}, {"-inconclusive", "sys"}} {
		if _, out, err := runAll(args...); strings.Count(out+err, "sys/b.c: it is not text") != 1 {
			t.Errorf("%q:\n%s%s", args, out, err)
		}
	}
}

// A comment of C directs as one of Go does: behind the line, above it, and above the
// function.
func TestDirectivesOfC(t *testing.T) {
	const directive = "// wskvet:ignore WSK006 the second step cannot fail"
	for name, text := range map[string]string{
		"behind": strings.Replace(inC, "return status;", "return status; "+directive, 1),
		"above":  strings.Replace(inC, "\t/* é */ return", "\t"+directive+"\n\treturn", 1),
		"of the function": strings.Replace(inC, "NTSTATUS DriverEntry",
			"/* wskvet:ignore WSK006 the second step cannot fail */\n_Use_decl_annotations_\nNTSTATUS DriverEntry", 1),
	} {
		driverIn(t, "sys", map[string]string{"driver.c": text})
		if status, out, err := runAll("sys"); status != 0 || !strings.Contains(err, "0 findings; 1 suppressed;") {
			t.Errorf("%s: status %d\n%s%s", name, status, out, err)
		}
	}
	driverIn(t, "sys", map[string]string{"driver.c": strings.Replace(inC, "void Unload(", "// wskvet:ignore WSK001 nothing\nvoid Unload(", 1)})
	if _, out, _ := runAll("sys"); !strings.Contains(out, "sys/driver.c:17:1: this wskvet directive suppresses nothing: WSK001 is not reported here") {
		t.Errorf("a directive that suppresses nothing is not reported:\n%s", out)
	}
	driverIn(t, "sys", map[string]string{"driver.c": strings.NewReplacer("\tDriverObject->DriverUnload = Unload;\n", "", "\nvoid Unload(", "\n// wskvet:unload\nvoid Halt(").Replace(inC)})
	if _, out, err := runAll("sys"); !strings.Contains(err, "2 roots") {
		t.Errorf("a directive does not make an unload:\n%s%s", out, err)
	}
}

func TestBaselineOfC(t *testing.T) {
	driverIn(t, "sys", map[string]string{"driver.c": inC})
	if status, _, err := runAll("-write-baseline=known.json", "sys"); status != 0 {
		t.Fatal(err)
	}
	write(t, "sys/driver.c", "\n\n"+inC) // lines move
	if status, out, err := runAll("-baseline=known.json", "sys"); status != 0 || !strings.Contains(err, "1 in the baseline") {
		t.Errorf("status %d\n%s%s", status, out, err)
	}
}

// A model that is written compiles, vets clean, and has the same findings.
func TestModel(t *testing.T) {
	driverIn(t, "sys", map[string]string{"driver.c": strings.Replace(inC, "void Unload(", "// wskvet:ignore WSK009 nothing\nvoid Unload(", 1)})
	_, want, _ := runAll("-format=json", "sys")
	if status, _, err := runAll("-model=model", "sys"); status != 0 {
		t.Fatal(err)
	}
	if status, _, err := runAll("-model=model", "sys"); status != 2 || !strings.Contains(err, "-model: model is not empty") {
		t.Errorf("a second model: status %d, %s", status, err)
	}
	vet := exec.Command("go", "vet", "./...")
	vet.Dir = "model"
	vet.Env = append(os.Environ(), "GOFLAGS=-mod=vendor", "GOWORK=off")
	if out, err := vet.CombinedOutput(); err != nil {
		t.Fatalf("go vet: %v\n%s", err, out)
	}
	t.Chdir("model")
	_, got, err := runAll("-format=json")
	if a, b := places(t, strings.ReplaceAll(got, "../sys/", "sys/")), places(t, want); a != b || a == "" {
		t.Errorf("the model has\n%s\nthe driver has\n%s%s", a, b, err)
	}
}

// places are the rules and places of a report.
func places(t *testing.T, report string) string {
	t.Helper()
	var r struct {
		Findings []struct {
			Rule, Message string
			Pos           struct {
				File      string
				Line, Col int
			}
		}
	}
	if err := json.Unmarshal([]byte(report), &r); err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, f := range r.Findings {
		fmt.Fprintf(&b, "%s:%d:%d %s %s\n", f.Pos.File, f.Pos.Line, f.Pos.Col, f.Rule, f.Message)
	}
	return b.String()
}

func TestDebug(t *testing.T) {
	driverIn(t, "sys", map[string]string{"driver.c": inC})
	for what, want := range map[string]string{
		"tokens": "sys/driver.c:7:1\tidentifier\tNTSTATUS\n", "syntax": "Func sys/driver.c:7:1\n", "model": "func DriverEntry(",
	} {
		if status, out, err := runAll("debug", what, "sys/driver.c"); status != 0 || !strings.Contains(out, want) {
			t.Errorf("%s: status %d\n%s%s", what, status, out, err)
		}
	}
}

// Two hundred projects are two hundred drivers of one run, in the order of their
// names whichever is done first.
func TestManyDrivers(t *testing.T) {
	t.Chdir(t.TempDir())
	const n = 200
	for i := range n {
		dir := fmt.Sprintf("d%03d", i)
		if err := os.Mkdir(dir, 0o777); err != nil {
			t.Fatal(err)
		}
		text := inC
		if i%2 == 0 { // every second one is correct
			text = strings.Replace(text, "status = SecondStep();", "SecondStep();", 1)
		}
		write(t, filepath.Join(dir, "driver.c"), text)
		write(t, filepath.Join(dir, dir+".vcxproj"), project)
	}
	status, out, err := runAll(".")
	lines := strings.Split(out, "\n")
	var found []string
	for _, l := range lines {
		if strings.HasSuffix(l, "(WSK006)") {
			found = append(found, l[:len("d001/"+place)])
		}
	}
	for i := range n / 2 {
		if want := fmt.Sprintf("d%03d/%s", 2*i+1, place); len(found) != n/2 || found[i] != want {
			t.Fatalf("%d findings, %d is %q, want %q", len(found), i, found[min(i, len(found)-1)], want)
		}
	}
	if status != 1 || !strings.Contains(err, "200 drivers, 400 roots, 400 of 400 lifecycle calls followed") {
		t.Errorf("status %d\n%s", status, err)
	}
}
