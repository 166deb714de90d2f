package plugin_test

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/golangci/plugin-module-register/register"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/wskvet/wskvet/plugin"
)

// settings are as golangci-lint reads them from YAML.
type settings = map[string]any

func list(s ...any) []any { return s }

func TestRegistered(t *testing.T) {
	if _, err := register.GetPlugin("wskvet"); err != nil {
		t.Fatal(err)
	}
}

func TestSettings(t *testing.T) {
	for _, c := range []struct {
		name string
		raw  any
		want string // of the error; "" for none
	}{
		{"none", nil, ""},
		{"empty", settings{}, ""},
		{"all", settings{
			"checks": list("all", "-WSK003"), "unload": list("Bye"), "entry": list("Hello"), "callbacks": list("Tick"),
			"tests": true, "inconclusive": true,
		}, ""},
		{"unknown key", settings{"check": list("all")}, `unknown field "check"`},
		{"unknown rule", settings{"checks": list("WSK001", "WSK099")}, `checks: unknown rule "WSK099"`},
		{"no rule left", settings{"checks": list("WSK001", "-WSK001")}, `leave no rule to run`},
		{"not a list", settings{"checks": "WSK001"}, "checks of type []string"},
		{"not a bool", settings{"tests": "often"}, "tests of type bool"},
		{"not a map", list("WSK001"), "cannot unmarshal array"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, err := plugin.New(c.raw)
			if c.want == "" {
				if err != nil {
					t.Fatal(err)
				}
				if got := p.GetLoadMode(); got != register.LoadModeTypesInfo {
					t.Errorf("load mode %q", got)
				}
				return
			}
			if err == nil || !strings.HasPrefix(err.Error(), "wskvet: ") || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v; want one of wskvet with %q", err, c.want)
			}
			if err != nil && strings.Contains(err.Error(), "\n") {
				t.Errorf("more than one line: %v", err)
			}
		})
	}
}

// Each setting reaches the analysis. The model has unusual names, so that only
// settings make its functions entry, unload and callback; the places are marked
// in it.
func TestSettingsTakeEffect(t *testing.T) {
	roots := settings{"entry": list("Hello"), "unload": list("Bye"), "inconclusive": false}
	with := func(more settings) settings {
		all := maps.Clone(roots)
		for k, v := range more {
			all[k] = v
		}
		return all
	}
	for _, c := range []struct {
		name string
		raw  any
		want []string
	}{
		{"no roots", nil, nil},
		{"entry and unload", roots, []string{"driver.go:27 WSK001"}},
		{"callbacks", with(settings{"callbacks": list("Tick")}), []string{"driver.go:22 WSK008", "driver.go:27 WSK001"}},
		{"unfollowed", settings{"entry": list("Hello"), "unload": list("Bye"), "checks": list("WSK008")}, []string{"driver.go:15 inconclusive"}},
		{"each place", with(settings{"inconclusive": true, "checks": list("WSK008")}), []string{"driver.go:22 inconclusive"}},
		{"checks", with(settings{"checks": list("WSK008")}), nil},
		{"tests", with(settings{"tests": true}), []string{"driver.go:27 WSK001", "driver_test.go:15 WSK006"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := analyse(t, c.raw); !slices.Equal(got, c.want) {
				t.Errorf("got %q\nwant %q", got, c.want)
			}
		})
	}
}

// A file of settings holds where golangci-lint's own say nothing.
func TestFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), ".wskvet.yaml")
	if err := os.WriteFile(file, []byte("entry: [Hello]\nunload: [Bye]\ncallbacks: [Tick]\ninconclusive: false\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		raw  any
		want []string
	}{
		{"the file", settings{"config": file}, []string{"driver.go:22 WSK008", "driver.go:27 WSK001"}},
		{"over the file", settings{"config": file, "checks": list("WSK001")}, []string{"driver.go:27 WSK001"}},
		{"off", settings{"config": "off"}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := analyse(t, c.raw); !slices.Equal(got, c.want) {
				t.Errorf("got %q\nwant %q", got, c.want)
			}
		})
	}
	if _, err := plugin.New(settings{"config": file + ".missing"}); err == nil || !strings.HasPrefix(err.Error(), "wskvet: config: ") {
		t.Errorf("a file that is not there: %v", err)
	}
}

// analyse runs the plugin's analyzer on the model and its tests.
func analyse(t *testing.T, raw any) []string {
	t.Helper()
	p, err := plugin.New(raw)
	if err != nil {
		t.Fatal(err)
	}
	as, err := p.BuildAnalyzers()
	if err != nil {
		t.Fatal(err)
	}
	pkgs, err := packages.Load(&packages.Config{Mode: packages.LoadAllSyntax, Tests: true}, "./testdata/named")
	if err != nil {
		t.Fatal(err)
	}
	graph, err := checker.Analyze(as, pkgs, nil)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for act := range graph.All() {
		if !act.IsRoot {
			continue
		}
		if act.Err != nil {
			t.Fatalf("%s: %v", act.Package.PkgPath, act.Err)
		}
		for _, d := range act.Diagnostics {
			got = append(got, line(act.Package, d))
			if d.Related != nil {
				t.Errorf("%s: has related information", d.Message)
			}
			if !strings.Contains(d.Message, "; ") && d.Category != "inconclusive" {
				t.Errorf("%s: has no witness", d.Message)
			}
		}
	}
	slices.Sort(got)
	return slices.Compact(got) // a package and its test variant
}

func line(p *packages.Package, d analysis.Diagnostic) string {
	at := p.Fset.Position(d.Pos)
	return fmt.Sprintf("%s:%d %s", filepath.Base(at.Filename), at.Line, d.Category)
}
