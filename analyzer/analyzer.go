package analyzer

import (
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/wskvet/wskvet/internal/check"
	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/relevant"
	"github.com/wskvet/wskvet/internal/rules"
	"github.com/wskvet/wskvet/internal/settings"
	"github.com/wskvet/wskvet/internal/summary"
)

// Settings are the choices that change findings.
type Settings = settings.Settings

// Analyzer checks with the default settings.
var Analyzer = New(Settings{})

// Summaries is the fact of a package: what its functions, and those of the
// packages below it, do to a registration. It holds them all, since a driver of
// analyzers need not hand on facts of packages that are imported indirectly.
type Summaries struct{ Data []byte }

// AFact marks Summaries as a fact.
func (*Summaries) AFact() {}

// New makes an analyzer with the given settings.
func New(s Settings) *analysis.Analyzer {
	return &analysis.Analyzer{
		Name:      "wskvet",
		Doc:       "check the life cycle of Winsock Kernel clients\n\nDrivers modelled in Go are followed from DriverEntry to Unload.",
		URL:       "https://pkg.go.dev/github.com/wskvet/wskvet/analyzer",
		FactTypes: []analysis.Fact{new(Summaries)},
		Run:       func(pass *analysis.Pass) (any, error) { return nil, run(pass, s) },
	}
}

func run(pass *analysis.Pass, s Settings) error {
	if len(pass.Files) == 0 {
		return nil
	}
	deps, err := below(pass)
	if err != nil {
		return err
	}
	if len(deps) == 0 && !mentions(pass) {
		return nil
	}
	path, _, _ := strings.Cut(pass.Pkg.Path(), " ")
	out, err := check.Package(check.Input{Path: path, Fset: pass.Fset, Files: pass.Files, Types: pass.Pkg, Info: pass.TypesInfo, Deps: deps, Settings: s})
	if err != nil {
		return err
	}
	data, err := summary.Encode(append(deps, out.Summary))
	if err != nil {
		return err
	}
	pass.ExportPackageFact(&Summaries{data})
	if s.Inconclusive {
		out.Findings = append(out.Findings, out.Inconclusive...)
	}
	for _, f := range out.Findings {
		if f.Suppressed == "" {
			report(pass, f)
		}
	}
	return nil
}

// below are the summaries of the packages below, each once, by path.
func below(pass *analysis.Pass) ([]*summary.Package, error) {
	var out []*summary.Package
	for _, p := range pass.Pkg.Imports() {
		fact := new(Summaries)
		if !pass.ImportPackageFact(p, fact) {
			continue
		}
		ps, err := summary.Decode(fact.Data)
		if err != nil {
			return nil, err
		}
		out = append(out, ps...)
	}
	slices.SortFunc(out, func(a, b *summary.Package) int { return strings.Compare(a.Path, b.Path) })
	return slices.CompactFunc(out, func(a, b *summary.Package) bool { return a.Path == b.Path }), nil
}

func mentions(pass *analysis.Pass) bool {
	for _, f := range pass.Files {
		name := pass.Fset.PositionFor(f.FileStart, false).Filename
		if text, err := pass.ReadFile(name); err == nil && relevant.Source(text) {
			return true
		}
	}
	return false
}

// report hands a finding on. Its message says all, since drivers drop the
// category and some the related information.
func report(pass *analysis.Pass, f finding.Finding) {
	d := analysis.Diagnostic{Category: f.Rule, Message: f.Text(), Pos: place(pass, f.Pos)}
	if !d.Pos.IsValid() {
		d.Pos = pass.Files[0].Package
	}
	if r, ok := rules.Lookup(f.Rule); ok {
		d.URL = r.URL()
	}
	for _, s := range f.Steps {
		if p := place(pass, s.Pos); p.IsValid() {
			d.Related = append(d.Related, analysis.RelatedInformation{Pos: p, Message: s.Text})
		}
	}
	pass.Report(d)
}

// place is a position in the pass's file set. A finding may lie in a file of
// another package, of which export data tells lines and no columns: such a file
// is added as it is on disk.
func place(pass *analysis.Pass, p finding.Position) token.Pos {
	if p.Line == 0 {
		return token.NoPos
	}
	for _, f := range pass.Files {
		if tf := pass.Fset.File(f.FileStart); tf != nil && tf.Name() == p.File {
			return at(tf, p)
		}
	}
	text, err := os.ReadFile(filepath.FromSlash(p.File))
	if err != nil {
		return token.NoPos
	}
	tf := pass.Fset.AddFile(p.File, -1, len(text))
	tf.SetLinesForContent(text)
	return at(tf, p)
}

func at(tf *token.File, p finding.Position) token.Pos {
	if p.Line > tf.LineCount() {
		return token.NoPos
	}
	pos := tf.LineStart(p.Line) + token.Pos(max(p.Col-1, 0))
	if int(pos)-tf.Base() > tf.Size() {
		return token.NoPos
	}
	return pos
}
