package e2e

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/wskvet/wskvet/internal/corpus"
)

// multitool is Microsoft's validator, which has the schema beside it.
const multitool = "node_modules/@microsoft/sarif-multitool-linux"

// TestSARIF: the log is SARIF 2.1.0 by its schema, and by the rules of code
// scanning, with findings, with suppressed and inconclusive ones, and without.
func TestSARIF(t *testing.T) {
	if _, err := os.Stat(multitool); err != nil {
		t.Fatalf("%s is not installed: npm ci", multitool)
	}
	schema, err := jsonschema.NewCompiler().Compile(filepath.Join(multitool, "sarif-2.1.0.json"))
	if err != nil {
		t.Fatal(err)
	}
	program, err := filepath.Abs(filepath.Join(multitool, "Sarif.Multitool"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(program, 0o755); err != nil { // npm leaves it to a script
		t.Fatal(err)
	}
	base := filepath.Join(t.TempDir(), "known.json")
	must(t, 0, "..", nil, tool("wskvet"), "-write-baseline", base, "./examples/socklib/...")
	var fixtures []string
	names, err := corpus.Fixtures("../testdata/src")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range corpus.Sample(names, 10) {
		fixtures = append(fixtures, "./"+name+"/...")
	}
	for _, c := range []struct {
		name   string
		status int
		args   []string
	}{
		{"examples", 1, []string{"./examples/..."}},
		{"fixtures", 1, append([]string{"-C", "testdata/src", "-checks=all"}, fixtures...)},
		{"baseline", 1, []string{"-baseline", base, "./examples/socklib/...", "examples/meter"}},
		{"none", 0, []string{"./examples/lazy/..."}},
	} {
		t.Run(c.name, func(t *testing.T) {
			log := filepath.Join(t.TempDir(), "wskvet.sarif")
			must(t, c.status, "..", nil, tool("wskvet"), append([]string{"-format=sarif", "-o", log}, c.args...)...)
			data, err := os.ReadFile(log)
			if err != nil {
				t.Fatal(err)
			}
			doc, err := jsonschema.UnmarshalJSON(strings.NewReader(string(data)))
			if err != nil {
				t.Fatal(err)
			}
			if err := schema.Validate(doc); err != nil {
				t.Errorf("the schema says: %v", err)
			}
			broken, err := jsonschema.UnmarshalJSON(strings.NewReader(strings.Replace(string(data), `"ruleId"`, `"rule"`, 1)))
			if err != nil {
				t.Fatal(err)
			}
			if strings.Contains(string(data), `"ruleId"`) && schema.Validate(broken) == nil {
				t.Error("the schema allows anything")
			}
			out, err := exec.CommandContext(t.Context(), program, "validate", log, "--rule-kind", "Sarif;Ghas", "--level", "Error;Warning", "--max-file-size-in-kb", "100000").CombinedOutput()
			if err != nil || !strings.Contains(string(out), "Analysis completed successfully") {
				t.Fatalf("%v\n%s", err, out)
			}
			lines := slices.DeleteFunc(strings.Split(string(out), "\n"), func(l string) bool {
				return !strings.Contains(l, " error ") && !strings.Contains(l, " warning ")
			})
			if len(lines) > 0 {
				t.Errorf("the validator says:\n%s", strings.Join(lines[:min(len(lines), 20)], "\n"))
			}
		})
	}
}
