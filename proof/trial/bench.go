// Package trial holds what wskvet reports of a driver model against what happens
// when the model is run.
package trial

import (
	"fmt"
	"maps"
	"path"
	"path/filepath"
	"slices"

	"github.com/wskvet/wskvet/internal/check"
	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/fix"
	"github.com/wskvet/wskvet/internal/settings"
	"github.com/wskvet/wskvet/internal/summary"
	"github.com/wskvet/wskvet/proof/concrete"
	"github.com/wskvet/wskvet/proof/draw"
)

// A Bench is where models are tried.
type Bench struct {
	w     *concrete.World
	lives int
	base  []*summary.Package
	early bool
}

// Early has models tried as drivers that load before the provider is ready: WSK014 is
// asked for.
func (b *Bench) Early(early bool) { b.early = early }

// NewBench makes a bench for models in the repository at root; at most lives lives of
// each are followed in order.
func NewBench(root string, lives int) (*Bench, error) {
	w, err := concrete.NewWorld(root)
	if err != nil {
		return nil, err
	}
	b := &Bench{w: w, lives: lives}
	for _, p := range w.Base() {
		out, err := b.check(p, b.base, true)
		if err != nil {
			return nil, err
		}
		b.base = append(b.base, out.Summary)
	}
	return b, nil
}

func (b *Bench) check(p *concrete.Package, below []*summary.Package, silent bool) (check.Output, error) {
	return check.Package(b.input(p, below, silent))
}

func (b *Bench) input(p *concrete.Package, below []*summary.Package, silent bool) check.Input {
	s := settings.Settings{Limits: settings.DefaultLimits()}
	if b.early {
		s.Checks = []string{"default", "WSK014"}
	}
	return check.Input{
		Path: p.Path, Fset: b.w.Fset, Files: p.Files, Types: p.Types, Info: p.Info, Deps: below, Settings: s, Silent: silent,
	}
}

// A Report is a rule and the line it is broken on, below the root.
type Report struct {
	Rule, File string
	Line       int
}

func (r Report) String() string { return fmt.Sprintf("%s:%d %s", r.File, r.Line, r.Rule) }

// A Verdict is what the two sides say of one model.
type Verdict struct {
	Invalid      bool   // it does not type-check
	Unable       string // why it cannot be judged; "" if it can
	Whole        bool
	Crashes      bool     // while it is registered
	Must, May    []Report // what happens
	Found        []Report // what wskvet says
	Inconclusive bool

	slip draw.Slip // that the model has; zero if every life was followed
}

// A Mended is a model with one of its findings mended.
type Mended struct {
	Report
	Message string // what the fix does
	Src     map[string]string
}

// Mend makes each fix that wskvet proposes in the driver's own package.
func (b *Bench) Mend(src map[string]string) ([]Mended, error) {
	ps, err := b.w.Check(src)
	if err != nil {
		return nil, err
	}
	below := slices.Clone(b.base)
	for _, p := range ps {
		driver := p.Types.Scope().Lookup("DriverEntry") != nil
		in := b.input(p, below, !driver)
		out, err := check.Package(in)
		if err != nil {
			return nil, err
		}
		if driver {
			return b.mend(fix.Local{In: in, Out: out, Read: b.reader(src)}, src)
		}
		below = append(below, out.Summary)
	}
	return nil, nil
}

func (b *Bench) reader(src map[string]string) func(string) ([]byte, error) {
	return func(file string) ([]byte, error) { return []byte(src[b.rel(file)]), nil }
}

func (b *Bench) mend(w fix.Local, src map[string]string) ([]Mended, error) {
	fs := w.Out.Findings
	if err := fix.Propose(w, fs); err != nil {
		return nil, err
	}
	var out []Mended
	for _, f := range fs {
		if len(f.Fixes) == 0 {
			continue
		}
		x := f.Fixes[0]
		m := Mended{Report{f.Rule, b.rel(f.Pos.File), f.Pos.Line}, x.Message, maps.Clone(src)}
		for _, e := range x.Edits {
			name := b.rel(e.Pos.File)
			after, err := fix.Apply([]byte(src[name]), e.Pos.File, x.Edits)
			if err != nil {
				return nil, err
			}
			m.Src[name] = string(after)
		}
		out = append(out, m)
	}
	return out, nil
}

// Run runs a model, given by its files below the root. What wskvet says of it is not asked.
func (b *Bench) Run(src map[string]string) Verdict {
	v, _, _ := b.run(src)
	return v
}

// run is the same, with the driver and its packages, if it can be judged.
func (b *Bench) run(src map[string]string) (Verdict, *concrete.Driver, []*concrete.Package) {
	ps, err := b.w.Check(src)
	if err != nil {
		return Verdict{Invalid: true, Unable: "does not type-check"}, nil, nil
	}
	d, err := b.w.Driver(ps)
	if err != nil {
		return Verdict{Unable: err.Error()}, nil, nil
	}
	d.Early = b.early
	res := d.Explore(b.lives, 1)
	v := Verdict{Unable: res.Unable, Whole: res.Whole, Crashes: d.Crashes}
	if v.Unable == "" && !d.Registers && len(res.Violations) == 0 {
		v.Unable = "never registers"
	}
	if v.Unable != "" {
		return v, nil, nil
	}
	for _, x := range res.Violations {
		r := Report{x.Rule, b.rel(x.Pos.Filename), x.Pos.Line}
		if x.Must {
			v.Must = append(v.Must, r)
		} else {
			v.May = append(v.May, r)
		}
	}
	return v, d, ps
}

// Try runs a model, and has wskvet look at it.
func (b *Bench) Try(src map[string]string) Verdict {
	v, d, ps := b.run(src)
	if v.Unable != "" {
		return v
	}
	var err error
	if v.Found, v.Inconclusive, err = b.find(ps); err != nil {
		v.Unable = "wskvet: " + err.Error()
		return v
	}
	for _, f := range v.Found {
		if !v.shows(f) {
			for _, x := range d.Longer(longer, 1) {
				v.May = append(v.May, Report{x.Rule, b.rel(x.Pos.Filename), x.Pos.Line})
			}
			break
		}
	}
	return v
}

// find has wskvet look at a model's packages. One below the driver's is looked at as a
// library, too; what that finds is of callers that this driver need not be.
func (b *Bench) find(ps []*concrete.Package) (found []Report, inconclusive bool, err error) {
	below := slices.Clone(b.base)
	for _, p := range ps {
		out, err := b.check(p, below, p.Types.Scope().Lookup("DriverEntry") == nil)
		if err != nil {
			return nil, false, err
		}
		below = append(below, out.Summary)
		for _, f := range out.Findings {
			found = append(found, Report{f.Rule, b.rel(f.Pos.File), f.Pos.Line})
		}
		inconclusive = inconclusive || len(out.Inconclusive) > 0
	}
	return found, inconclusive, nil
}

// Findings is what wskvet finds in a model.
func (b *Bench) Findings(src map[string]string) ([]Report, error) {
	ps, err := b.w.Check(src)
	if err != nil {
		return nil, err
	}
	found, _, err := b.find(ps)
	return found, err
}

// Says are all that wskvet says of a model, its witnesses and what is inconclusive with it.
func (b *Bench) Says(src map[string]string) ([]finding.Finding, error) {
	ps, err := b.w.Check(src)
	if err != nil {
		return nil, err
	}
	var said []finding.Finding
	below := slices.Clone(b.base)
	for _, p := range ps {
		out, err := b.check(p, below, p.Types.Scope().Lookup("DriverEntry") == nil)
		if err != nil {
			return nil, err
		}
		below = append(below, out.Summary)
		said = append(append(said, out.Findings...), out.Inconclusive...)
	}
	for i := range said {
		said[i].Pos.File = b.rel(said[i].Pos.File)
	}
	return said, nil
}

// World is what type-checks the models.
func (b *Bench) World() *concrete.World { return b.w }

// Longer are the rules that n longer lives of a model break, taken at random.
func (b *Bench) Longer(src map[string]string, n int) ([]Report, error) {
	ps, err := b.w.Check(src)
	if err != nil {
		return nil, err
	}
	d, err := b.w.Driver(ps)
	if err != nil {
		return nil, err
	}
	var out []Report
	for _, x := range d.Longer(n, 1) {
		if x.Must {
			out = append(out, Report{x.Rule, b.rel(x.Pos.Filename), x.Pos.Line})
		}
	}
	return out, nil
}

// longer is how many longer lives are followed for what shorter ones do not show.
const longer = 4000

// shows reports whether f is known to happen.
func (v Verdict) shows(f Report) bool {
	return slices.ContainsFunc(slices.Concat(v.Must, v.May), func(x Report) bool { return same(x, f) })
}

func (b *Bench) rel(file string) string {
	rel, err := filepath.Rel(b.w.Root, file)
	if err != nil {
		return path.Base(file)
	}
	return filepath.ToSlash(rel)
}
