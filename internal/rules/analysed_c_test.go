package rules_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/wskvet/wskvet/internal/cdriver"
	"github.com/wskvet/wskvet/internal/cfront"
	"github.com/wskvet/wskvet/internal/cfront/project"
	"github.com/wskvet/wskvet/internal/rules"
	"github.com/wskvet/wskvet/internal/settings"
)

// TestExamplesAnalysedInC holds that the analysis says of every driver in C what the
// rule's page says: one finding, at the mark; of the correct one nothing, and nothing
// is inconclusive there.
func TestExamplesAnalysedInC(t *testing.T) {
	var drivers []project.Driver
	for _, r := range rules.All() {
		drivers = append(drivers, inC(r.ID+"/bad", r.Bad), inC(r.ID+"/good", r.Good))
	}
	res, err := cdriver.Run(drivers, cdriver.Config{Base: t.TempDir(), Settings: settings.Settings{Checks: []string{"all"}}})
	if err != nil || len(res.Failed) > 0 {
		t.Fatal(err, res.Failed)
	}
	var want []string
	for _, r := range rules.All() {
		want = append(want, fmt.Sprintf("%s/bad.c:%d %[1]s", r.ID, line(r.Bad, "/* "+r.ID)))
	}
	if got := reported(res); !slices.Equal(got, want) {
		t.Errorf("reported:\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// inC is a driver of one file.
func inC(name, text string) project.Driver {
	file := name + ".c"
	return project.Driver{Path: name, Driver: cfront.Driver{
		Name: "driver", FS: fstest.MapFS{file: {Data: []byte(text)}}, Files: []string{file},
	}}
}

// reported is what is found, and what is inconclusive of the correct drivers.
func reported(res *cdriver.Result) []string {
	var out []string
	for _, f := range slices.Concat(res.Findings, res.Inconclusive) {
		_, file, _ := strings.Cut(f.Pos.File, "WSK")
		if at := fmt.Sprintf("WSK%s:%d %s", file, f.Pos.Line, f.Rule); f.Rule != "inconclusive" || strings.Contains(at, "/good.c") {
			out = append(out, at)
		}
	}
	slices.Sort(out)
	return out
}
