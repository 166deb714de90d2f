package e2e

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/wskvet/wskvet/internal/finding"
)

// A model that is written finds, through each door, what the direct way finds in the
// text, at the same places of it; and it compiles and vets clean. What the steps quote
// is the Go of the model.
func TestWrittenModel(t *testing.T) {
	text := t.TempDir()
	for _, name := range []string{"beacon", "lookup", "meter"} {
		if err := os.CopyFS(filepath.Join(text, name), os.DirFS(filepath.Join("..", "examples", name))); err != nil {
			t.Fatal(err)
		}
	}
	want := places(text, reported(t, text, 1, bareRule))
	if len(want) == 0 {
		t.Fatal("nothing is found in the examples")
	}
	dir := filepath.Join(t.TempDir(), "model")
	must(t, 0, text, nil, tool("wskvet"), "-model", dir, "./...")
	must(t, 0, dir, nil, "go", "build", "./...")
	must(t, 0, dir, nil, "go", "vet", "./...")

	same(t, places(dir, reported(t, dir, 1, bareRule)), want)
	same(t, places(dir, vet(t, dir, "wskvet")), want)
	same(t, places(dir, multichecker(t, dir)), want)
	same(t, drivers(places(dir, golangci(t, dir, 1, config()))), drivers(want)) // golangci-lint names Go alone
}

func bareRule(f *finding.Finding) string { return f.Rule + ":" }

// rule is a finding's place and rule, in what any door prints.
var rule = regexp.MustCompile(`^(.+?)(:\d+:\d+: )(?:.*?)(WSK\d+|inconclusive)\b.*$`)

// places are findings of files below dir by place and rule, with absolute names.
func places(dir string, lines []string) []string {
	var out []string
	for _, l := range lines {
		if m := rule.FindStringSubmatch(l); m != nil {
			out = append(out, filepath.Join(dir, m[1])+m[2]+m[3])
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// drivers are findings by the folder of the driver and the rule.
func drivers(places []string) []string {
	var out []string
	for _, p := range places {
		file, rule, _ := strings.Cut(p, ": ")
		out = append(out, filepath.Base(filepath.Dir(file))+" "+rule)
	}
	slices.Sort(out)
	return out
}
