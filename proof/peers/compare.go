package main

import (
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/jjti/go-spancheck"
	"github.com/ryanrolds/sqlclosecheck/pkg/analyzer"
	"github.com/timakin/bodyclose/passes/bodyclose"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/analysis/passes/lostcancel"
	"golang.org/x/tools/go/packages"
	"honnef.co/go/tools/staticcheck"

	wskvet "github.com/wskvet/wskvet/analyzer"
)

// A column is an analyzer, with the vocabulary that it knows.
type column struct {
	name      string
	words     vocabulary
	analyzers []*analysis.Analyzer
	verdicts  []verdict // by shape
}

type verdict int

const (
	cannot verdict = iota // the vocabulary has no words for it
	silent
	reported
)

func columns() []*column {
	words := map[string]vocabulary{}
	for _, v := range vocabularies {
		words[v.name] = v
	}
	span := spancheck.NewDefaultConfig()
	span.EnabledChecks = []string{spancheck.EndCheck.String()}
	var resources []*analysis.Analyzer // staticcheck's checks of misused standard library, concurrency and correctness
	for _, a := range staticcheck.Analyzers {
		for _, group := range []string{"SA1", "SA2", "SA5"} {
			if strings.HasPrefix(a.Analyzer.Name, group) {
				resources = append(resources, a.Analyzer)
			}
		}
	}
	return []*column{
		{name: "bodyclose", words: words["response"], analyzers: []*analysis.Analyzer{bodyclose.Analyzer}},
		{name: "sqlclosecheck", words: words["rows"], analyzers: []*analysis.Analyzer{analyzer.NewAnalyzer()}},
		{name: "spancheck", words: words["span"], analyzers: []*analysis.Analyzer{spancheck.NewAnalyzerWithConfig(span)}},
		{name: "lostcancel", words: words["cancel"], analyzers: []*analysis.Analyzer{lostcancel.Analyzer}},
		{name: "staticcheck", words: words["file"], analyzers: resources},
		{name: "wskvet, registrations", words: words["registration"], analyzers: []*analysis.Analyzer{wskvet.Analyzer}},
		{name: "wskvet, captures", words: words["capture"], analyzers: []*analysis.Analyzer{wskvet.Analyzer}},
	}
}

// compare runs every analyzer on every shape.
func compare() ([]*column, error) {
	dir, err := filepath.Abs(".")
	if err != nil {
		return nil, err
	}
	cols := columns()
	for _, c := range cols {
		if err := c.run(dir); err != nil {
			return nil, fmt.Errorf("%s: %w", c.name, err)
		}
	}
	return cols, nil
}

// run analyses the shapes, which exist in memory alone.
func (c *column) run(dir string) error {
	overlay := map[string][]byte{}
	c.verdicts = make([]verdict, len(shapes))
	for i, s := range shapes {
		if c.words.says(s) {
			overlay[filepath.Join(dir, place(c, i), "shape.go")] = []byte(c.words.source(s))
			c.verdicts[i] = silent
		}
	}
	var patterns []string
	for i := range shapes {
		if c.verdicts[i] == silent {
			patterns = append(patterns, "./"+place(c, i))
		}
	}
	pkgs, err := packages.Load(&packages.Config{Mode: packages.LoadAllSyntax, Dir: dir, Overlay: overlay}, patterns...)
	if err != nil {
		return err
	}
	for _, p := range pkgs {
		for _, e := range p.Errors {
			return e
		}
	}
	graph, err := checker.Analyze(c.analyzers, pkgs, nil)
	if err != nil {
		return err
	}
	for _, act := range graph.Roots {
		if act.Err != nil {
			return act.Err
		}
		for i := range shapes {
			if reports(act.Diagnostics) && strings.HasSuffix(act.Package.PkgPath, "/"+place(c, i)) {
				c.verdicts[i] = reported
			}
		}
	}
	return nil
}

func place(c *column, i int) string { return fmt.Sprintf("shapes/%s/s%02d", c.words.name, i) }

// printTable prints how many shapes of each kind are reported.
func printTable(w io.Writer, cols []*column) {
	fmt.Fprintln(w, "| analyzer | leaks found | misuse found | false alarms |")
	fmt.Fprintln(w, "| --- | --- | --- | --- |")
	for _, c := range cols {
		fmt.Fprintf(w, "| %s | %s | %s | %s |\n", c.name, c.count(leak), c.count(misuse), c.count(correct))
	}
}

func (c *column) count(k kind) string {
	hit, all := 0, 0
	for i, s := range shapes {
		if s.kind != k || c.verdicts[i] == cannot {
			continue
		}
		all++
		if c.verdicts[i] == reported {
			hit++
		}
	}
	return fmt.Sprintf("%d of %d", hit, all)
}

// printEach prints what each analyzer says of each shape.
func printEach(w io.Writer, cols []*column) {
	fmt.Fprint(w, "| shape | kind |")
	for _, c := range cols {
		fmt.Fprintf(w, " %s |", c.name)
	}
	fmt.Fprintf(w, "\n|%s\n", strings.Repeat(" --- |", 2+len(cols)))
	for i, s := range shapes {
		fmt.Fprintf(w, "| %s | %v |", s.name, s.kind)
		for _, c := range cols {
			fmt.Fprintf(w, " %s |", [...]string{"", "-", "reported"}[c.verdicts[i]])
		}
		fmt.Fprintln(w)
	}
}

// reports says whether a diagnostic is about the resource: that a driver was not
// followed to its end is none.
func reports(ds []analysis.Diagnostic) bool {
	return slices.ContainsFunc(ds, func(d analysis.Diagnostic) bool { return d.Category != "inconclusive" })
}
