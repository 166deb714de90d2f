package check

import (
	"bytes"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"slices"
	"strings"
	"testing"

	"github.com/wskvet/wskvet/internal/settings"
	"github.com/wskvet/wskvet/internal/summary"
)

// prelude declares the kernel interfaces in the package itself: names are all
// that the analysis goes by.
const prelude = `package driver

type NTSTATUS int32
type DRIVER_OBJECT struct{ DriverUnload func(*DRIVER_OBJECT) }
type WSK_REGISTRATION struct{ _ int }
type WSK_CLIENT_NPI struct{ _ int }

func WskRegister(*WSK_CLIENT_NPI, *WSK_REGISTRATION) NTSTATUS { return 0 }
func WskDeregister(*WSK_REGISTRATION)                         {}

var reg WSK_REGISTRATION
`

func analyse(t *testing.T, src string, set settings.Settings) Output {
	t.Helper()
	return analyseAs(t, "example.org/driver", src, set)
}

func analyseAs(t *testing.T, path, src string, set settings.Settings) Output {
	t.Helper()
	return analyseText(t, path, prelude+src, set)
}

func analyseText(t *testing.T, path, text string, set settings.Settings) Output {
	t.Helper()
	out, err := Package(input(t, path, text, set))
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// input is the package whose one file has some text.
func input(t testing.TB, path, text string, set settings.Settings) Input {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "driver.go", text, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	info := &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{},
		Implicits: map[ast.Node]types.Object{}, Selections: map[*ast.SelectorExpr]*types.Selection{},
		Scopes: map[ast.Node]*types.Scope{}, Instances: map[*ast.Ident]types.Instance{}, FileVersions: map[*ast.File]string{},
	}
	conf := types.Config{Importer: declarations{}}
	pkg, err := conf.Check(path, fset, []*ast.File{file}, info)
	if err != nil {
		t.Fatal(err)
	}
	return Input{Path: path, Fset: fset, Files: []*ast.File{file}, Types: pkg, Info: info, Settings: set}
}

// declarations imports what models import: its declarations alone, as bodies of the standard
// library are not read. So no Go installation is needed.
type declarations struct{}

func (declarations) Import(path string) (*types.Package, error) {
	if path != "sync" {
		return importer.Default().Import(path)
	}
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "sync.go", "package sync; type WaitGroup struct{ n int }; func (*WaitGroup) Add(int); func (*WaitGroup) Done(); func (*WaitGroup) Wait()", 0)
	if err != nil {
		return nil, err
	}
	return new(types.Config).Check(path, fset, []*ast.File{file}, nil)
}

func found(out Output) []string {
	var rs []string
	for _, f := range out.Findings {
		s := f.Rule
		if f.Suppressed != "" {
			s += " suppressed"
		}
		rs = append(rs, s)
	}
	return rs
}

const leaking = `
func DriverEntry(d *DRIVER_OBJECT) NTSTATUS {
	d.DriverUnload = bye
	return WskRegister(nil, &reg)
}
`

func TestPackage(t *testing.T) {
	for _, c := range []struct {
		name, src string
		set       settings.Settings
		want      []string
	}{
		{"leak", leaking + "func bye(*DRIVER_OBJECT) {}\n", settings.Settings{}, []string{"WSK001"}},
		{"clean", leaking + "func bye(*DRIVER_OBJECT) { WskDeregister(&reg) }\n", settings.Settings{}, nil},
		{"rule not selected", leaking + "func bye(*DRIVER_OBJECT) {}\n", settings.Settings{Checks: []string{"WSK003"}}, nil},
		{"suppressed", leaking + "func bye(*DRIVER_OBJECT) {\n} //wskvet:ignore WSK001 the machine never unloads it\n", settings.Settings{}, []string{"WSK001 suppressed"}},
		{"no reason", leaking + "func bye(*DRIVER_OBJECT) {\n} //wskvet:ignore WSK001\n", settings.Settings{}, []string{"WSK001", "directive"}},
		{"nothing to suppress", leaking + "func bye(*DRIVER_OBJECT) {\n\tWskDeregister(&reg)\n} //wskvet:ignore WSK001 it is fine\n", settings.Settings{}, []string{"directive"}},
		{"unknown directive", leaking + "//wskvet:unlaod\nfunc bye(*DRIVER_OBJECT) { WskDeregister(&reg) }\n", settings.Settings{}, []string{"directive"}},
		{"unknown effect", leaking + "//wskvet:effect deregster\nfunc bye(*DRIVER_OBJECT) { WskDeregister(&reg) }\n", settings.Settings{}, []string{"directive"}},
		{"above no function", leaking + "//wskvet:unload\n\nvar x int\n\nfunc bye(*DRIVER_OBJECT) { WskDeregister(&reg) }\n", settings.Settings{}, []string{"directive"}},
		{"entry by settings", "func Begin() NTSTATUS { return WskRegister(nil, &reg) }\nfunc End() {}\n", settings.Settings{Entry: []string{"Begin"}, Unload: []string{"End"}}, []string{"WSK001"}},
		{"entry by directive", "//wskvet:entry\nfunc begin() NTSTATUS { return WskRegister(nil, &reg) }\n//wskvet:unload\nfunc end() {}\n", settings.Settings{}, []string{"WSK001"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := found(analyse(t, c.src, c.set)); !slices.Equal(got, c.want) {
				t.Errorf("found %q, want %q", got, c.want)
			}
		})
	}
}

// Where a limit is reached the analysis says so, and finds nothing by half.
// A comment that looks like a directive and is none is one that says nothing; what is near
// is named. Prose is prose.
func TestLookalikes(t *testing.T) {
	const says = "a directive is written //wskvet:"
	for comment, want := range map[string]string{
		"// wskvet:entry":                          says + "entry,",
		"//Wskvet:Entry":                           says + "entry,",
		"//WSKVET:unload":                          says + "unload,",
		"/* wskvet:callback */":                    says + "callback,",
		"/*wskvet:unload*/":                        says + "unload,",
		"// wskvet: ignore WSK001 it is fine":      says + "ignore,",
		"//wskvet entry":                           says + "entry,",
		"//wskvet-unload":                          says + "unload,",
		"// wskvet:enrty":                          says + "entry,",
		"//wskvet:callbacks":                       `there is no directive "callbacks", which is near to "callback"`,
		"//wskvet:Entry":                           `there is no directive "Entry", which is near to "entry"`,
		"//wskvet:effect deregistr":                `it knows no effect "deregistr", which is near to "deregister"`,
		"//wskvet:ignore unload-registred because": `there is no rule "unload-registred", which is near to "unload-registered"`,
		"// wskvet finds what is wrong here":       "",
		"// wskvet: see the manual":                "",
		"// the entry of the driver":               "",
	} {
		src := leaking + comment + "\nfunc bye(*DRIVER_OBJECT) { WskDeregister(&reg) }\n"
		var got []string
		for _, f := range analyse(t, src, settings.Settings{}).Findings {
			got = append(got, f.Message)
		}
		if want == "" && len(got) > 0 || want != "" && (len(got) != 1 || !strings.Contains(got[0], want)) {
			t.Errorf("%s: %q, want %q", comment, got, want)
		}
	}
}

// Rules are named by their IDs and by their names, in whatever case.
func TestIgnoreByName(t *testing.T) {
	for _, rule := range []string{"WSK001", "wsk001", "unload-registered", "Unload-Registered"} {
		src := leaking + "func bye(*DRIVER_OBJECT) {\n} //wskvet:ignore " + rule + " the machine never unloads it\n"
		if got := found(analyse(t, src, settings.Settings{})); !slices.Equal(got, []string{"WSK001 suppressed"}) {
			t.Errorf("%s: %q", rule, got)
		}
	}
}

func TestLimitIsSaid(t *testing.T) {
	src := leaking + "func bye(*DRIVER_OBJECT) {\n\tx++\n\tx++\n\tx++\n\tWskDeregister(&reg)\n}\nvar x int\n"
	out := analyse(t, src, settings.Settings{Limits: settings.Limits{States: 16, Steps: 4, Depth: 10, Whole: 4}})
	if len(out.Inconclusive) == 0 || len(out.Findings) != 0 {
		t.Errorf("with 4 steps: %q and %d inconclusive", found(out), len(out.Inconclusive))
	}
	if out := analyse(t, src, settings.Settings{}); len(out.Inconclusive) != 0 || len(out.Findings) != 0 {
		t.Errorf("with the default limits: %q, %v", found(out), out.Inconclusive)
	}
}

// Where every life waits for what nobody brings about, the analysis says where. Where
// only some do it does not: those that go on are followed.
func TestEndlessWaitIsSaid(t *testing.T) {
	const never = "var never chan int\nvar ask = make(chan bool)\nfunc answer() { ask <- true }\n"
	for name, c := range map[string]struct {
		src  string
		line string // what stands on the line that is named, or nothing
	}{
		"Unload":          {leaking + never + "func bye(*DRIVER_OBJECT) {\n\t<-never // here\n}\n", "here"},
		"DriverEntry":     {never + "func DriverEntry(d *DRIVER_OBJECT) NTSTATUS {\n\t<-never // here\n\treturn WskRegister(nil, &reg)\n}\n", "here"},
		"one way":         {leaking + never + "func bye(*DRIVER_OBJECT) {\n\tif <-ask {\n\t\t<-never\n\t}\n\tWskDeregister(&reg)\n}\n", ""},
		"who is to blame": {never + "func DriverEntry(d *DRIVER_OBJECT) NTSTATUS {\n\tWskDeregister(&reg) // found\n\t<-never\n\treturn 0\n}\n", ""},
	} {
		out := analyse(t, c.src, settings.Settings{})
		if c.line == "" {
			if len(out.Inconclusive) != 0 {
				t.Errorf("%s: %v", name, out.Inconclusive)
			}
			continue
		}
		line := 1 + strings.Count((prelude + c.src)[:strings.Index(prelude+c.src, "// "+c.line)], "\n")
		if len(out.Findings) != 0 || len(out.Inconclusive) != 1 || out.Inconclusive[0].Pos.Line != line {
			t.Errorf("%s: found %q, inconclusive %v; want line %d", name, found(out), out.Inconclusive, line)
		}
	}
}

// The same package has the same summary: facts are cached by their bytes.
func TestSummaryIsDeterministic(t *testing.T) {
	var first []byte
	for range 4 {
		data, err := summary.Encode([]*summary.Package{analyse(t, leaking+"func bye(*DRIVER_OBJECT) {}\n", settings.Settings{}).Summary})
		if err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = data
		}
		if !bytes.Equal(first, data) {
			t.Fatal("the summary differs from run to run")
		}
	}
}

// A finding at a call begins at the name that is called.
func TestCallIsReportedAtItsName(t *testing.T) {
	for _, call := range []string{"WskDeregister(&reg)", "k.WskDeregister(&reg)", "(WskDeregister)(&reg)", "stop[int](&reg)"} {
		src := leaking + `
var k struct{ WskDeregister func(*WSK_REGISTRATION) }

func stop[T any](r *WSK_REGISTRATION) { WskDeregister(r); WskDeregister(r) }

func bye(*DRIVER_OBJECT) {
	WskDeregister(&reg)
	` + call + `
}
`
		out := analyse(t, src, settings.Settings{})
		if len(out.Findings) == 0 || out.Findings[0].Rule != "WSK008" {
			t.Errorf("%s: found %q", call, found(out))
			continue
		}
		f := out.Findings[len(out.Findings)-1]
		line := strings.Split(prelude+src, "\n")[f.Pos.Line-1]
		if at := line[f.Pos.Col-1:]; !strings.HasPrefix(at, "WskDeregister") {
			t.Errorf("%s: reported at %q", call, at)
		}
		for _, s := range f.Steps {
			if at := strings.Split(prelude+src, "\n")[s.Pos.Line-1][s.Pos.Col-1:]; strings.HasPrefix(at, "(") {
				t.Errorf("%s: step %q is at %q", call, s.Text, at)
			}
		}
	}
}

// What stands behind a function that could not be modelled is inconclusive, and
// says so by the function's name.
func TestNotModelled(t *testing.T) {
	src := `
func NotModelled() {}

func stop() { NotModelled() }

func DriverEntry(d *DRIVER_OBJECT) NTSTATUS {
	d.DriverUnload = bye
	return WskRegister(nil, &reg)
}

func bye(*DRIVER_OBJECT) { stop() }
`
	out := analyseAs(t, "example.org/wdm", src, settings.Settings{})
	if len(out.Findings) != 0 || len(out.Inconclusive) != 1 || out.Inconclusive[0].Message != "stop could not be modelled" {
		t.Errorf("found %q, inconclusive %v", found(out), out.Inconclusive)
	}
}

// two leaks two registrations at one closing brace.
const two = `
var other WSK_REGISTRATION

func DriverEntry(d *DRIVER_OBJECT) NTSTATUS {
	d.DriverUnload = bye
	if status := WskRegister(nil, &reg); status < 0 {
		return status
	}
	if status := WskRegister(nil, &other); status < 0 {
		WskDeregister(&reg)
		return status
	}
	return 0
}

func bye(*DRIVER_OBJECT) {
`

// A rule that is broken at one place for two objects is two findings, of which
// suppressing one leaves the other.
func TestSubjects(t *testing.T) {
	for _, c := range []struct{ end, want string }{
		{"}", "WSK001 WSK001"},
		{"} //wskvet:ignore WSK001:reg it is known", "WSK001 WSK001 suppressed"},
		{"} //wskvet:ignore WSK001:reg,WSK001:other they are known", "WSK001 suppressed WSK001 suppressed"},
		{"} //wskvet:ignore WSK001 it is known", "WSK001 WSK001 directive"},
		{"} //wskvet:ignore WSK001:third it is known", "WSK001 WSK001 directive"},
	} {
		if got := strings.Join(found(analyse(t, two+c.end, settings.Settings{})), " "); got != c.want {
			t.Errorf("%s: %s, not %s", c.end, got, c.want)
		}
	}
	one := strings.Replace(two, "\tif status := WskRegister(nil, &other)", "\tif status := NTSTATUS(0)", 1)
	if got := strings.Join(found(analyse(t, one+"} //wskvet:ignore WSK001 it is known", settings.Settings{})), " "); got != "WSK001 suppressed" {
		t.Errorf("of one: %s", got)
	}
}
