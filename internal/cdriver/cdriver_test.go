package cdriver

import (
	"fmt"
	"go/ast"
	"go/importer"
	"go/token"
	"go/types"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/wskvet/wskvet/internal/cfront"
	"github.com/wskvet/wskvet/internal/cfront/project"
	"github.com/wskvet/wskvet/internal/check"
)

// What is declared of the standard library is what the standard library declares.
func TestStandard(t *testing.T) {
	d, err := declare(token.NewFileSet(), check.Package)
	if err != nil {
		t.Fatal(err)
	}
	real := importer.ForCompiler(token.NewFileSet(), "source", nil)
	for _, path := range slices.Sorted(maps.Keys(standard())) {
		want, err := real.Import(path)
		if err != nil {
			t.Skip("the sources of the standard library are not there:", err)
		}
		scope := d.types[path].Scope()
		for _, name := range scope.Names() {
			fn, ok := scope.Lookup(name).(*types.Func)
			if !ok {
				continue
			}
			other := want.Scope().Lookup(name)
			if other == nil || !types.Identical(fn.Type(), other.Type()) {
				t.Errorf("%s.%s is %v, want %v", path, name, fn.Type(), other)
			}
		}
	}
}

const entry = `package driver

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var g_Registration wsk.WSK_REGISTRATION
var dispatch wsk.WSK_CLIENT_DISPATCH

//line drv/main.c:10:1
func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	var status wdm.NTSTATUS
/*line drv/main.c:13:14*/status = wsk./*line drv/main.c:13:14*/WskRegister(&client, &g_Registration)
	if !wdm./*line drv/main.c:14:10*/NT_SUCCESS(status) {
		return status
	}
	if /*line drv/main.c:16:20*/Ready(driver)  {
		driver.DriverUnload = Unload
	}
//line drv/main.c:18:5
	return 0
}

//line drv/main.c:21:1
func Unload(driver *wdm.DRIVER_OBJECT) {
//line drv/main.c:22:1
}

//line drv/ready.c:3:6
func Ready(d *wdm.DRIVER_OBJECT) bool { return wdm.Unknown[bool]() }
`

// model is a model as reading a driver gives it.
func model(text string) *cfront.Model {
	return &cfront.Model{
		Package: "driver", Files: []cfront.File{{Name: "model.go", Text: []byte(text)}},
		Texts: cfront.Texts{
			{File: "drv/main.c", Line: 13, Col: 14}: "WskRegister(pClient, &g_Registration)",
			{File: "drv/main.c", Line: 14, Col: 10}: "NT_SUCCESS(Status)",
			{File: "drv/main.c", Line: 16, Col: 20}: "Ready(DriverObject) != 0",
		},
		Counts: cfront.Counts{Files: 2, Functions: 3, Modelled: 3}, Sources: []string{"drv/main.c", "drv/ready.c"},
	}
}

// checked checks drivers with models that are at hand.
func checked(t *testing.T, models map[string]*cfront.Model) *Result {
	t.Helper()
	var ds []project.Driver
	for name := range models {
		ds = append(ds, project.Driver{Driver: cfront.Driver{Name: name}, Path: name})
	}
	res, err := Run(ds, Config{Base: base(t), Read: func(d cfront.Driver) (*cfront.Model, error) { return models[d.Name], nil }})
	if err != nil {
		t.Fatal(err)
	}
	return res
}

func base(t *testing.T) string {
	t.Helper()
	abs, err := filepath.Abs(filepath.FromSlash("/src"))
	if err != nil {
		t.Fatal(err)
	}
	return abs
}

func describe(t *testing.T, res *Result) string {
	t.Helper()
	var b strings.Builder
	at := func(file string, line, col int) string {
		rel, err := filepath.Rel(base(t), file)
		if err != nil {
			t.Fatal(err)
		}
		return fmt.Sprintf("%s:%d:%d", filepath.ToSlash(rel), line, col)
	}
	for _, f := range slices.Concat(res.Findings, res.Inconclusive) {
		fmt.Fprintf(&b, "%s %s %s\n", at(f.Pos.File, f.Pos.Line, f.Pos.Col), f.Rule, f.Message)
		for _, s := range f.Steps {
			fmt.Fprintf(&b, "  %s\n", s.Text)
		}
	}
	for _, err := range res.Failed {
		fmt.Fprintf(&b, "failed: %v\n", err)
	}
	return b.String()
}

// A finding stands at the line of the C, and its steps quote the C.
func TestRun(t *testing.T) {
	got := describe(t, checked(t, map[string]*cfront.Model{"beacon": model(entry)}))
	for _, want := range []string{
		"drv/main.c:22:1 WSK001 Unload can return with g_Registration still registered\n",
		"  WskRegister(pClient, &g_Registration) succeeds\n", "  Ready(DriverObject) != 0 is true\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing in\n%s", want, got)
		}
	}
}

// Of a driver that calls nothing of WSK no body is looked at; one that calls it through a
// table of its own is followed.
func TestClient(t *testing.T) {
	for _, c := range []struct {
		name, text string
		bodies     int
	}{
		{"none", "func Start() wdm.NTSTATUS { return wdm.STATUS_SUCCESS }", 0},
		{"a table of its own", "type table struct{ WskSocket func() wdm.NTSTATUS }\n\nvar own table\n\nfunc Start() wdm.NTSTATUS { return own.WskSocket() }", 2},
		{"the registrar", "func Start() wdm.NTSTATUS { return wdm.NmrDeregisterClient(nil) }", 2},
	} {
		m := model("package driver\n\nimport \"github.com/wskvet/wskvet/wdm\"\n\nfunc DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS { return Start() }\n\n" + c.text + "\n")
		bodies := 0
		res, err := Run([]project.Driver{{Driver: cfront.Driver{Name: "d"}, Path: "d"}}, Config{
			Base: base(t), Read: func(cfront.Driver) (*cfront.Model, error) { return m, nil },
			Check: func(in check.Input) (check.Output, error) {
				for _, f := range in.Files {
					for _, d := range f.Decls {
						if fn, ok := d.(*ast.FuncDecl); ok && in.Path == "d" && len(fn.Body.List) > 0 {
							bodies++
						}
					}
				}
				return check.Package(in)
			},
		})
		if err != nil {
			t.Fatal(err)
		}
		if bodies != c.bodies || res.Coverage.Drivers != 1 || len(res.Failed) > 0 {
			t.Errorf("%s: %d bodies, want %d; %d drivers; %s", c.name, bodies, c.bodies, res.Coverage.Drivers, describe(t, res))
		}
	}
}

// A function whose model is no Go is one that could not be modelled: the others are
// checked, and it is named.
func TestMend(t *testing.T) {
	text := strings.Replace(entry, "return wdm.Unknown[bool]()", "return NoSuchName", 1)
	res := checked(t, map[string]*cfront.Model{"beacon": model(text)})
	got := describe(t, res)
	if want := "drv/ready.c:3:11 inconclusive Ready could not be modelled: undefined: NoSuchName\n"; !strings.Contains(got, want) {
		t.Errorf("%q is missing in\n%s", want, got)
	}
	if strings.Contains(got, "failed") || res.Counts.Modelled != 2 {
		t.Errorf("%d functions are modelled:\n%s", res.Counts.Modelled, got)
	}
}

// A type that does not compile takes what needs it with it, and no more.
func TestMendType(t *testing.T) {
	text := entry + "\ntype Broken struct{ a NoSuchName; a int }\nvar broken Broken\nfunc Use() { broken.a++ }\n"
	got := describe(t, checked(t, map[string]*cfront.Model{"beacon": model(text)}))
	if want := "WSK001 Unload can return with g_Registration still registered\n"; !strings.Contains(got, want) || strings.Contains(got, "failed") {
		t.Errorf("%q is missing in\n%s", want, got)
	}
}

// So is one that is no Go at all, which shows in the function behind it. What is no
// function is left out.
func TestRepair(t *testing.T) {
	text := strings.Replace(entry, " return wdm.Unknown[bool]() }", "\n{\nreturn wdm.Unknown[bool]()\n}\n", 1) + "\nvar = 2\n"
	res := checked(t, map[string]*cfront.Model{"beacon": model(text)})
	got := describe(t, res)
	for _, want := range []string{
		"drv/ready.c:3:11 inconclusive Ready could not be modelled: its model is no Go\n",
		"drv/main.c:1:1 inconclusive A declaration could not be modelled: its model is no Go\n",
		"drv/ready.c:3:50 inconclusive Ready could not be modelled\n  DriverEntry runs\n", // the driver is followed
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing in\n%s", want, got)
		}
	}
}

// A driver that cannot be checked does not take the others with it.
func TestFailed(t *testing.T) {
	res := checked(t, map[string]*cfront.Model{"beacon": model(entry), "broken": model("no Go at all")})
	if len(res.Findings) == 0 || len(res.Failed) != 1 || !strings.HasPrefix(res.Failed[0].Error(), "broken: ") {
		t.Errorf("got\n%s", describe(t, res))
	}
}

func BenchmarkDeclare(b *testing.B) {
	for b.Loop() {
		if _, err := declare(token.NewFileSet(), check.Package); err != nil {
			b.Fatal(err)
		}
	}
}
