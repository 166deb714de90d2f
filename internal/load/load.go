// Package load analyses packages by their patterns: the standalone driver.
//
// One go list gives the import graph. Packages from which no kernel interface
// can be reached are not even parsed, or only for their types, without function
// bodies. The others are type-checked, summarised and checked in dependency
// order and in parallel; their syntax is dropped as soon as that is done, so
// that memory holds types and summaries alone.
package load

import (
	"context"
	"errors"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"sync"

	"github.com/wskvet/wskvet/internal/cache"
	"github.com/wskvet/wskvet/internal/check"
	"github.com/wskvet/wskvet/internal/coverage"
	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/settings"
	"github.com/wskvet/wskvet/internal/summary"
)

// Config says what to analyse.
type Config struct {
	Dir      string     // where the go tool runs; "" is the working directory
	Patterns []string   // none is ./...
	Tags     string     // build tags, separated by commas
	Tests    bool       // test files too
	Whole    bool       // the patterns name all that could use their packages
	Once     bool       // nothing is analysed again: the result has no World
	Cache    *cache.Dir // of what runs of that kind have found, or nil
	All      bool       // every package, whether it can reach a kernel interface or not
	Settings settings.Settings
	At       func(dir string) (settings.Place, error) // for the packages of a directory; nil: Settings for all
	Progress func(done, total int)                    // called, one at a time, when a package is done
	Check    func(check.Input) (check.Output, error)  // nil is check.Package
}

// Result is what was found.
type Result struct {
	Findings     []finding.Finding // one for each rule, place and object, sorted
	Inconclusive []finding.Finding
	Unreached    []finding.Finding // of Inconclusive, the lifecycle calls that no followed life comes to
	Notes        []finding.Finding // what is no finding and worth saying
	Coverage     finding.Tally     // what was followed
	Unnamed      check.Names       // names in the settings that no function has
	Files        []string          // that were analysed, sorted
	Roots        []string          // directories of the main modules that have such packages, sorted
	World        *World            // to try edits in, if the run was not to be the only one
	Packages     int               // in the import graph
	Analysed     int               // of them, with their bodies
}

// Run analyses the packages that c names. An error is ready to be printed: the
// go tool's own message, once.
func Run(ctx context.Context, c Config) (*Result, error) {
	if len(c.Patterns) == 0 {
		c.Patterns = []string{"./..."}
	}
	if c.Check == nil {
		c.Check = check.Package
	}
	ps, err := list(ctx, c)
	if err != nil {
		return nil, err
	}
	if err := broken(ps); err != nil {
		return nil, err
	}
	res := &Result{Packages: len(ps), World: new(World)}
	if relevant, checked := mark(ps, c.All); relevant+checked == 0 {
		return res, nil
	}
	l := &loader{c: c, fset: token.NewFileSet(), order: ps, by: map[string]*pkg{}, slots: make(chan struct{}, runtime.GOMAXPROCS(0))}
	for _, p := range ps {
		p.ready = make(chan struct{})
		l.by[p.ImportPath] = p
	}
	if err := l.settle(); err != nil {
		return nil, err
	}
	l.recall()
	l.count()
	if c.Progress != nil {
		c.Progress(0, l.total)
	}
	var wg sync.WaitGroup
	for _, p := range ps {
		if p.lowered && !p.testMain() {
			res.Analysed++
			res.Files = append(res.Files, p.files()...)
			if !p.DepOnly && p.Module != nil && p.Module.Main {
				res.Roots = append(res.Roots, p.Module.Dir)
			}
		}
		if !l.loads(p) {
			close(p.ready)
			l.take(p)
			continue
		}
		wg.Go(func() {
			defer close(p.ready)
			l.wait(p)
			l.slots <- struct{}{}
			defer func() { <-l.slots }()
			l.load(p)
			l.remember(p)
			l.release(p)
			l.tick(p)
		})
	}
	wg.Wait()
	for _, list := range []*[]string{&res.Files, &res.Roots} {
		slices.Sort(*list)
		*list = slices.Compact(*list)
	}
	if len(l.errs) > 0 {
		slices.Sort(l.errs)
		return nil, errors.New(strings.Join(slices.Compact(l.errs), "\n"))
	}
	if !c.Once {
		res.World.loaders = []*loader{l}
	}
	if c.Whole {
		stale, err := l.stale()
		if err != nil {
			return nil, err
		}
		l.findings = append(l.findings, stale...)
	}
	res.Findings = finding.Merge(l.findings)
	tally, missed := coverage.Merge(l.reports)
	res.Unreached = missed
	res.Inconclusive = finding.Merge(append(l.inconclusive, missed...))
	res.Notes = finding.Merge(l.notes)
	res.Coverage = tally
	res.Unnamed = l.unnamed
	return res, nil
}

type loader struct {
	c       Config
	fset    *token.FileSet
	order   []*pkg // dependencies first
	by      map[string]*pkg
	overlay map[string][]byte // files that are not read from disk
	slots   chan struct{}

	mu           sync.Mutex
	needed       map[*pkg]bool
	done, total  int // packages that are analysed
	findings     []finding.Finding
	inconclusive []finding.Finding
	notes        []finding.Finding
	reports      []coverage.Report
	unnamed      check.Names
	errs         []string
}

// settle gives each package its settings. One that is only imported has those of the run:
// it is summarised, and nothing is reported of it.
func (l *loader) settle() error {
	for _, p := range l.order {
		p.place.Settings = l.c.Settings
		if l.c.At == nil || p.DepOnly || !p.lowered || !p.mine() {
			continue
		}
		place, err := l.c.At(p.Dir)
		if err != nil {
			return err
		}
		p.place = place
	}
	return nil
}

// tick counts a package that is analysed.
func (l *loader) tick(p *pkg) {
	if l.c.Progress == nil || !p.lowered {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.done++
	l.c.Progress(l.done, l.total)
}

// wanted reports whether p is analysed, or gives types to a package that is.
func (l *loader) wanted(p *pkg) bool {
	if l.needed == nil {
		l.needed = map[*pkg]bool{}
		var need func(p *pkg)
		need = func(p *pkg) {
			if l.needed[p] {
				return
			}
			l.needed[p] = true
			for _, i := range p.Imports {
				if q := l.by[i]; q != nil {
					need(q)
				}
			}
		}
		for _, p := range l.by {
			if p.bodied() && p.record == nil {
				need(p)
			}
		}
	}
	return l.needed[p]
}

// bodied reports whether the bodies of p's functions are type-checked, and an error in them
// is one of the run.
func (p *pkg) bodied() bool { return p.lowered || p.checked }

// loads reports whether p is loaded.
func (l *loader) loads(p *pkg) bool { return !p.testMain() && l.wanted(p) }

// count counts the packages that wait for each one, and itself.
func (l *loader) count() {
	for _, p := range l.order {
		if !l.loads(p) {
			continue
		}
		p.users++
		if p.lowered {
			l.total++
		}
		for _, i := range p.Imports {
			if q := l.by[i]; q != nil {
				q.users++
			}
		}
	}
}

// release drops what nobody needs any more once p is done: p, and what only p
// still waited for.
func (l *loader) release(p *pkg) {
	if !l.c.Once {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	p.unused()
	for _, i := range p.Imports {
		if q := l.by[i]; q != nil {
			q.unused()
		}
	}
}

func (l *loader) wait(p *pkg) {
	for _, i := range p.Imports {
		if q := l.by[i]; q != nil {
			<-q.ready
		}
	}
}

// load type-checks p and, if it is lowered, checks it.
func (l *loader) load(p *pkg) {
	if p.ImportPath == "unsafe" {
		p.types = types.Unsafe
		return
	}
	defer func() {
		if r := recover(); r != nil {
			p.failed = true
			l.fail(fmt.Sprintf("%s: the analysis panicked: %v\n%s", p.ImportPath, r, debug.Stack()))
		}
	}()
	files := l.parse(p)
	if p.failed {
		return
	}
	info := l.types(p, files)
	if !p.lowered || p.failed || len(files) == 0 {
		return
	}
	p.below = l.below(p)
	out, err := l.c.Check(check.Input{Path: p.path(), Fset: l.fset, Files: files, Types: p.types, Info: info, Deps: p.below, Settings: p.place.Settings, Silent: p.DepOnly})
	if err != nil {
		p.failed = true
		l.fail(fmt.Sprintf("%s: %v", p.ImportPath, err))
		return
	}
	p.keep(out)
	l.found(p, out)
}

// found adds what was found in p, if p was asked for.
func (l *loader) found(p *pkg, out check.Output) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if p.DepOnly {
		return
	}
	l.unnamed.Add(p.place.File, out.Unnamed)
	l.findings = append(l.findings, out.Findings...)
	l.inconclusive = append(l.inconclusive, out.Inconclusive...)
	l.notes = append(l.notes, out.Notes...)
	l.reports = append(l.reports, out.Coverage)
}

// below are the summaries of the packages below p, each once, by path.
func (l *loader) below(p *pkg) []*summary.Package {
	var out []*summary.Package
	for _, i := range p.Imports {
		if q := l.by[i]; q != nil {
			out = append(out, q.below...)
		}
	}
	slices.SortFunc(out, func(a, b *summary.Package) int { return strings.Compare(a.Path, b.Path) })
	return slices.CompactFunc(out, func(a, b *summary.Package) bool { return a.Path == b.Path })
}

func (l *loader) types(p *pkg, files []*ast.File) *types.Info {
	var info *types.Info
	if p.lowered {
		info = &types.Info{
			Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{},
			Implicits: map[ast.Node]types.Object{}, Instances: map[*ast.Ident]types.Instance{},
			Selections: map[*ast.SelectorExpr]*types.Selection{}, FileVersions: map[*ast.File]string{},
		}
	}
	tc := &types.Config{
		IgnoreFuncBodies: !p.bodied(),
		FakeImportC:      len(p.CgoFiles) > 0,
		Sizes:            types.SizesFor("gc", runtime.GOARCH),
		Importer:         importer{l, p},
		Error: func(err error) {
			if p.bodied() {
				p.failed = true
				l.typeError(err)
			}
		},
	}
	if p.Module != nil && p.Module.GoVersion != "" {
		tc.GoVersion = "go" + p.Module.GoVersion
	}
	p.types, _ = tc.Check(p.path(), l.fset, files, info)
	return info
}

// importer finds the packages that p imports.
type importer struct {
	l *loader
	p *pkg
}

func (i importer) Import(path string) (*types.Package, error) {
	if m := i.p.ImportMap[path]; m != "" {
		path = m
	}
	if path == "unsafe" {
		return types.Unsafe, nil
	}
	q := i.l.by[path]
	if q == nil || q.types == nil {
		return nil, fmt.Errorf("could not import %s", path)
	}
	return q.types, nil
}
