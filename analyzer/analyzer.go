package analyzer

import (
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/wskvet/wskvet/internal/check"
	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/fix"
	"github.com/wskvet/wskvet/internal/relevant"
	"github.com/wskvet/wskvet/internal/settings"
	"github.com/wskvet/wskvet/internal/summary"
)

// Settings are the choices that change findings.
type Settings = settings.Settings

// Inconclusive says what is shown of where the analysis gave up.
type Inconclusive = settings.Inconclusive

// The choices: by default one diagnostic for each driver that was not followed to its end.
const (
	EachDriver = settings.EachDriver
	EachPlace  = settings.EachPlace
	Nowhere    = settings.Nowhere
)

// Analyzer checks with the default settings.
var Analyzer = New(Settings{})

// Summaries is the fact of a package: what its functions, and those of the
// packages below it, do to a registration. It holds them all, since a driver of
// analyzers need not hand on facts of packages that are imported indirectly.
type Summaries struct{ Data []byte }

// AFact marks Summaries as a fact.
func (*Summaries) AFact() {}

// New makes an analyzer with the given settings, over which its flags win.
func New(s Settings) *analysis.Analyzer {
	a := &analysis.Analyzer{
		Name:      "wskvet",
		Doc:       "check the life cycle of Winsock Kernel clients\n\nDrivers modelled in Go are followed from DriverEntry to Unload.",
		URL:       "https://pkg.go.dev/github.com/wskvet/wskvet/analyzer",
		FactTypes: []analysis.Fact{new(Summaries)},
		Run:       func(pass *analysis.Pass) (any, error) { return nil, run(pass, s) },
	}
	flags(&a.Flags, &s)
	return a
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
	in := check.Input{Path: path, Fset: pass.Fset, Files: pass.Files, Types: pass.Pkg, Info: pass.TypesInfo, Deps: deps, Settings: s}
	out, err := check.Package(in)
	if err != nil {
		return err
	}
	data, err := summary.Encode(append(deps, out.Summary))
	if err != nil {
		return err
	}
	pass.ExportPackageFact(&Summaries{data})
	if err := fix.Propose(fix.Local{In: in, Out: out, Read: pass.ReadFile}, out.Findings); err != nil {
		return err
	}
	shown := slices.DeleteFunc(out.Diagnostics(s.Inconclusive), func(f finding.Finding) bool { return f.Suppressed != "" })
	if len(shown) == 0 {
		return nil
	}
	at := placesOf(pass)
	for _, f := range shown {
		pass.Report(at.diagnostic(f))
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
