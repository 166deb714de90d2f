package fix_test

import (
	"errors"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"slices"
	"strings"
	"testing"

	"github.com/wskvet/wskvet/internal/check"
	"github.com/wskvet/wskvet/internal/diff"
	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/fix"
	"github.com/wskvet/wskvet/internal/settings"
)

// declarations are as much of the kernel interfaces as the drivers below need.
const declarations = `package driver

type NTSTATUS int32
type DRIVER_OBJECT struct {
	DriverUnload  func(*DRIVER_OBJECT)
	MajorFunction [28]func(*DEVICE_OBJECT, *IRP) NTSTATUS
}
type DEVICE_OBJECT struct{ _ int }
type IRP struct{ Status NTSTATUS }
type WSK_REGISTRATION struct{ _ int }
type WSK_CLIENT_NPI struct{ _ int }
type WSK_PROVIDER_DISPATCH struct{ WskControlClient func(any) NTSTATUS }
type WSK_PROVIDER_NPI struct {
	Client   any
	Dispatch *WSK_PROVIDER_DISPATCH
}

const (
	STATUS_SUCCESS      NTSTATUS = 0
	STATUS_UNSUCCESSFUL NTSTATUS = -1
)

func NT_SUCCESS(s NTSTATUS) bool { return s >= 0 }

func WskRegister(*WSK_CLIENT_NPI, *WSK_REGISTRATION) NTSTATUS                     { return 0 }
func WskDeregister(*WSK_REGISTRATION)                                             {}
func WskCaptureProviderNPI(*WSK_REGISTRATION, uint32, *WSK_PROVIDER_NPI) NTSTATUS { return 0 }
func WskReleaseProviderNPI(*WSK_REGISTRATION)                                     {}
func IoCreateDevice() NTSTATUS                                                    { return 0 }
func IoCompleteRequest(*IRP)                                                      {}
func DbgPrint(string)                                                             {}

var (
	reg WSK_REGISTRATION
	npi WSK_PROVIDER_NPI
)
`

// start is a DriverEntry that registers and captures, as it should.
const start = `
func DriverEntry(d *DRIVER_OBJECT) NTSTATUS {
	d.DriverUnload = unload
	if status := WskRegister(nil, &reg); !NT_SUCCESS(status) {
		return status
	}
	if status := WskCaptureProviderNPI(&reg, 0, &npi); !NT_SUCCESS(status) {
		WskDeregister(&reg)
		return status
	}
	return STATUS_SUCCESS
}
`

// stop is the unload function to it.
const stop = `
func unload(*DRIVER_OBJECT) {
	WskReleaseProviderNPI(&reg)
	WskDeregister(&reg)
}
`

// registers is a DriverEntry that only registers.
const registers = `
func DriverEntry(d *DRIVER_OBJECT) NTSTATUS {
	d.DriverUnload = unload
	return WskRegister(nil, &reg)
}
`

// TestPropose: the lines that a fix takes away and puts in, of which there are
// none where no edit, or more than one, is right.
func TestPropose(t *testing.T) {
	for _, c := range []struct{ name, src, want string }{
		{"deregister at the end", registers + "func unload(*DRIVER_OBJECT) {\n\tDbgPrint(\"bye\")\n}\n", "+\tWskDeregister(&reg)\n"},
		{"body on one line", registers + "\nfunc unload(*DRIVER_OBJECT) {}\n", "-func unload(*DRIVER_OBJECT) {}\n+func unload(*DRIVER_OBJECT) {\n+\tWskDeregister(&reg)\n+}\n"},
		{"release and deregister", start + "func unload(*DRIVER_OBJECT) {\n}\n", "+\tWskReleaseProviderNPI(&reg)\n+\tWskDeregister(&reg)\n"},
		{"release before", start + "func unload(*DRIVER_OBJECT) {\n\tWskDeregister(&reg)\n}\n", "+\tWskReleaseProviderNPI(&reg)\n"},
		{"deregister after", start + "func unload(*DRIVER_OBJECT) {\n\tWskReleaseProviderNPI(&reg)\n}\n", "+\tWskDeregister(&reg)\n"},
		{"the driver's own function", start + "func shut() {\n\tWskReleaseProviderNPI(&reg)\n\tWskDeregister(&reg)\n}\n\nfunc unload(*DRIVER_OBJECT) {\n}\n", "+\tshut()\n"},
		{"swap", start + "func unload(*DRIVER_OBJECT) {\n\tWskDeregister(&reg)\n\tWskReleaseProviderNPI(&reg)\n}\n", "-\tWskDeregister(&reg)\n+\tWskDeregister(&reg)\n"},
		{"swap with what is said of it", start + "func unload(*DRIVER_OBJECT) {\n\tWskDeregister(&reg) // at last\n\n\t// The provider.\n\tWskReleaseProviderNPI(&reg)\n}\n",
			"-\tWskDeregister(&reg) // at last\n-\n+\n+\tWskDeregister(&reg) // at last\n"},
		{"swap what is guarded", "var on, got bool\n" + strings.NewReplacer("}\n\tif status := WskC", "}\n\ton = true\n\tif status := WskC", "}\n\treturn STATUS_SUCCESS", "}\n\tgot = true\n\treturn STATUS_SUCCESS").Replace(start) +
			"func unload(*DRIVER_OBJECT) {\n\tif on {\n\t\tWskDeregister(&reg)\n\t}\n\tif got {\n\t\tWskReleaseProviderNPI(&reg)\n\t}\n}\n",
			"-\tif on {\n-\t\tWskDeregister(&reg)\n-\t}\n+\t}\n+\tif on {\n+\t\tWskDeregister(&reg)\n"},
		{"deferred, in the wrong order", start + "func unload(*DRIVER_OBJECT) {\n\tdefer WskReleaseProviderNPI(&reg)\n\tdefer WskDeregister(&reg)\n}\n", "-\tdefer WskReleaseProviderNPI(&reg)\n+\tdefer WskReleaseProviderNPI(&reg)\n"},
		{"use before the release", start + "func unload(*DRIVER_OBJECT) {\n\tWskReleaseProviderNPI(&reg)\n\tnpi.Dispatch.WskControlClient(npi.Client)\n\tWskDeregister(&reg)\n}\n", "-\tWskReleaseProviderNPI(&reg)\n+\tWskReleaseProviderNPI(&reg)\n"},
		{"failing return", strings.Replace(start, "\t\tWskDeregister(&reg)\n", "", 1) + stop, "+\t\tWskDeregister(&reg)\n"},
		{"return that may fail", strings.Replace(registers, "return WskRegister(nil, &reg)", "if status := WskRegister(nil, &reg); !NT_SUCCESS(status) {\n\t\treturn status\n\t}\n\treturn IoCreateDevice()", 1) + "func unload(*DRIVER_OBJECT) { WskDeregister(&reg) }\n",
			"-\treturn IoCreateDevice()\n+\tstatus := IoCreateDevice()\n+\tif !NT_SUCCESS(status) {\n+\t\tWskDeregister(&reg)\n+\t}\n+\treturn status\n"},
		{"status that is returned in any case", strings.Replace(registers, "return WskRegister(nil, &reg)", "status := WskRegister(nil, &reg)\n\tif NT_SUCCESS(status) {\n\t\tgoto next\n\t}\n\treturn status\nnext:\n\tstatus = IoCreateDevice()\n\treturn status", 1) + "func unload(*DRIVER_OBJECT) { WskDeregister(&reg) }\n",
			"+\tif !NT_SUCCESS(status) {\n+\t\tWskDeregister(&reg)\n+\t}\n"},
		{"in the function that fails", strings.NewReplacer("DriverEntry(d *DRIVER_OBJECT)", "begin()", "\td.DriverUnload = unload\n", "", "\t\tWskDeregister(&reg)\n", "").Replace(start) + stop +
			"func DriverEntry(d *DRIVER_OBJECT) NTSTATUS {\n\td.DriverUnload = unload\n\treturn begin()\n}\n", "+\t\tWskDeregister(&reg)\n"},
		{"all ways out fail", strings.Replace(registers, "return WskRegister(nil, &reg)", "if status := WskRegister(nil, &reg); !NT_SUCCESS(status) {\n\t\treturn status\n\t}\n\tif !NT_SUCCESS(IoCreateDevice()) {\n\t\treturn -2\n\t}\n\treturn -3", 1) + "func unload(*DRIVER_OBJECT) {}\n",
			"+\tdefer WskDeregister(&reg)\n | +\tdefer WskDeregister(&reg)\n"},
		{"dropped status", strings.Replace(registers, "return WskRegister(nil, &reg)", "WskRegister(nil, &reg)\n\treturn STATUS_SUCCESS", 1) + "func unload(*DRIVER_OBJECT) { WskDeregister(&reg) }\n",
			"-\tWskRegister(nil, &reg)\n+\tif status := WskRegister(nil, &reg); !NT_SUCCESS(status) {\n+\t\treturn status\n+\t}\n"},
		{"status given to nobody", strings.Replace(registers, "return WskRegister(nil, &reg)", "_ = WskRegister(nil, &reg)\n\treturn STATUS_SUCCESS", 1) + "func unload(*DRIVER_OBJECT) { WskDeregister(&reg) }\n",
			"-\t_ = WskRegister(nil, &reg)\n+\tif status := WskRegister(nil, &reg); !NT_SUCCESS(status) {\n+\t\treturn status\n+\t}\n"},
		{"status written over", strings.Replace(registers, "return WskRegister(nil, &reg)", "status := WskRegister(nil, &reg)\n\tstatus = STATUS_SUCCESS\n\treturn status", 1) + "func unload(*DRIVER_OBJECT) { WskDeregister(&reg) }\n",
			"+\tif !NT_SUCCESS(status) {\n+\t\treturn status\n+\t}\n"},
		{"dropped status of a capture", strings.Replace(start, "if status := WskCaptureProviderNPI(&reg, 0, &npi); !NT_SUCCESS(status) {\n\t\tWskDeregister(&reg)\n\t\treturn status\n\t}", "WskCaptureProviderNPI(&reg, 0, &npi)", 1) + stop,
			"-\tWskCaptureProviderNPI(&reg, 0, &npi)\n+\tif status := WskCaptureProviderNPI(&reg, 0, &npi); !NT_SUCCESS(status) {\n+\t\tWskDeregister(&reg)\n+\t\treturn status\n+\t}\n"},
		{"provider of one function", "func DriverEntry(d *DRIVER_OBJECT) NTSTATUS {\n\td.DriverUnload, d.MajorFunction[14] = unload, control\n\treturn WskRegister(nil, &reg)\n}\n\nfunc control(*DEVICE_OBJECT, *IRP) NTSTATUS {\n\tvar mine WSK_PROVIDER_NPI\n\tstatus := WskCaptureProviderNPI(&reg, 0, &mine)\n\tif !NT_SUCCESS(status) {\n\t\treturn status\n\t}\n\treturn mine.Dispatch.WskControlClient(mine.Client)\n}\n\nfunc unload(*DRIVER_OBJECT) { WskDeregister(&reg) }\n",
			"+\tdefer WskReleaseProviderNPI(&reg)\n"},

		{"none: a test the wrong way round", strings.Replace(registers, "return WskRegister(nil, &reg)", "if status := WskRegister(nil, &reg); NT_SUCCESS(status) {\n\t\treturn STATUS_UNSUCCESSFUL\n\t}\n\treturn STATUS_SUCCESS", 1) + "func unload(*DRIVER_OBJECT) { WskDeregister(&reg) }\n", ""},
		{"none: a flag that nobody sets", "var on bool\n" + registers + "func unload(*DRIVER_OBJECT) {\n\tif on {\n\t\tWskDeregister(&reg)\n\t}\n}\n", ""},
		{"none: a request that has to be completed", "func DriverEntry(d *DRIVER_OBJECT) NTSTATUS {\n\td.DriverUnload, d.MajorFunction[14] = unload, control\n\treturn WskRegister(nil, &reg)\n}\n\nfunc control(_ *DEVICE_OBJECT, irp *IRP) NTSTATUS {\n\tWskCaptureProviderNPI(&reg, 0, &npi)\n\tirp.Status = npi.Dispatch.WskControlClient(npi.Client)\n\tWskReleaseProviderNPI(&reg)\n\tIoCompleteRequest(irp)\n\treturn STATUS_SUCCESS\n}\n\nfunc unload(*DRIVER_OBJECT) { WskDeregister(&reg) }\n", ""},
		{"none of two functions that would do", start + "func a() {\n\tWskReleaseProviderNPI(&reg)\n\tWskDeregister(&reg)\n}\n\nfunc b() {\n\tWskReleaseProviderNPI(&reg)\n\tWskDeregister(&reg)\n}\n\nfunc unload(*DRIVER_OBJECT) {\n}\n", "+\tWskReleaseProviderNPI(&reg)\n+\tWskDeregister(&reg)\n"},
		{"none: suppressed", registers + "func unload(*DRIVER_OBJECT) {\n} //wskvet:ignore WSK001 the machine is switched off\n", ""},
		{"none: a generated file", "// Code generated by a model maker. DO NOT EDIT.\n" + registers + "func unload(*DRIVER_OBJECT) {\n}\n", ""},
		{"none: made from another file", registers + "//line driver.c:1\nfunc unload(*DRIVER_OBJECT) {\n}\n", ""},
		{"none: nothing is wrong", start + stop, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := world(t, c.src)
			fs := w.Out.Findings
			if !strings.HasPrefix(c.name, "none: ") && len(fs) == 0 {
				t.Fatal("nothing is found")
			}
			if err := fix.Propose(w, fs); err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, f := range fs {
				if len(f.Fixes) > 0 {
					got = append(got, changed(t, w, f))
				}
			}
			if s := strings.Join(got, " | "); s != c.want {
				t.Errorf("got\n%s\nwant\n%s", s, c.want)
			}
		})
	}
}

// changed is the lines that a fix changes.
func changed(t *testing.T, w fix.Local, f finding.Finding) string {
	t.Helper()
	const file = "driver.go"
	text, err := w.Text(file)
	if err != nil {
		t.Fatal(err)
	}
	after, err := fix.Apply(text, file, f.Fixes[0].Edits)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for l := range strings.Lines(diff.Unified(file, string(text), string(after))) {
		if (l[0] == '+' || l[0] == '-') && !strings.HasPrefix(l, "+++") && !strings.HasPrefix(l, "---") {
			b.WriteString(l)
		}
	}
	return b.String()
}

// world is a package of the declarations and a driver.
func world(t *testing.T, src string) fix.Local {
	t.Helper()
	texts := map[string]string{"wsk.go": declarations, "driver.go": "package driver\n\n" + strings.TrimPrefix(src, "\n")}
	if strings.HasPrefix(src, "// Code generated") {
		head, rest, _ := strings.Cut(src, "\n")
		texts["driver.go"] = head + "\n\npackage driver\n\n" + rest
	}
	in := check.Input{Path: "example.org/driver", Fset: token.NewFileSet(), Info: &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{},
		Implicits: map[ast.Node]types.Object{}, Selections: map[*ast.SelectorExpr]*types.Selection{},
		Scopes: map[ast.Node]*types.Scope{}, Instances: map[*ast.Ident]types.Instance{}, FileVersions: map[*ast.File]string{},
	}, Settings: settings.Settings{}}
	for _, name := range []string{"driver.go", "wsk.go"} {
		f, err := parser.ParseFile(in.Fset, name, texts[name], parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		in.Files = append(in.Files, f)
	}
	var err error
	conf := types.Config{Importer: importer.Default()}
	if in.Types, err = conf.Check(in.Path, in.Fset, in.Files, in.Info); err != nil {
		t.Fatal(err)
	}
	out, err := check.Package(in)
	if err != nil {
		t.Fatal(err)
	}
	return fix.Local{In: in, Out: out, Read: func(name string) ([]byte, error) {
		if text, ok := texts[name]; ok {
			return []byte(text), nil
		}
		return nil, errors.New("no such file")
	}}
}

// Fixes that touch the same place are not made together, whichever comes first.
func TestSelectConflict(t *testing.T) {
	w := world(t, registers+"func unload(*DRIVER_OBJECT) {\n}\n")
	fs := w.Out.Findings
	if err := fix.Propose(w, fs); err != nil {
		t.Fatal(err)
	}
	other := fs[0]
	other.Fixes = []finding.Fix{{Message: "another", Edits: []finding.Edit{{Pos: fs[0].Fixes[0].Edits[0].Pos, End: fs[0].Fixes[0].Edits[0].End, New: "\tDbgPrint(\"bye\")\n"}}}}
	res, err := fix.Select(w, []finding.Finding{fs[0], other})
	if err != nil {
		t.Fatal(err)
	}
	if res.Fixed != 1 || res.Left != 1 || len(res.Files) != 1 || !strings.Contains(string(res.Files[0].After), "WskDeregister") {
		t.Errorf("got %+v", res)
	}
	// The same fix for two findings is made once.
	res, err = fix.Select(w, []finding.Finding{fs[0], fs[0]})
	if err != nil {
		t.Fatal(err)
	}
	if res.Fixed != 2 || strings.Count(string(res.Files[0].After), "WskDeregister(&reg)") != 1 {
		t.Errorf("got %+v", res)
	}
}

// A fix is proved against all rules, whichever were asked for.
func TestUnselectedRules(t *testing.T) {
	src := start + "func unload(*DRIVER_OBJECT) {\n}\n"
	w := world(t, src)
	w.In.Settings.Checks = []string{"WSK001"}
	out, err := check.Package(w.In)
	if err != nil {
		t.Fatal(err)
	}
	w.Out = out
	if err := fix.Propose(w, out.Findings); err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(out.Findings, func(f finding.Finding) bool { return len(f.Fixes) > 0 })
	if i < 0 {
		t.Fatal("no fix")
	}
	// To deregister alone would mend WSK001, and break WSK003.
	if got, want := changed(t, w, out.Findings[i]), "+\tWskReleaseProviderNPI(&reg)\n+\tWskDeregister(&reg)\n"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
