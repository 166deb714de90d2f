// Package cdriver checks drivers in C and C++: it makes the Go model of each, in
// memory, type-checks it against the declarations of packages wdm and wsk that are
// embedded in the program, and analyses it as any other package. It needs no Go
// installation.
package cdriver

import (
	"fmt"
	"go/token"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/wskvet/wskvet/internal/cfront"
	"github.com/wskvet/wskvet/internal/cfront/project"
	"github.com/wskvet/wskvet/internal/check"
	"github.com/wskvet/wskvet/internal/coverage"
	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/settings"
)

// Config says how drivers are checked.
type Config struct {
	Base     string // folder that the names of files are relative to, absolute
	Settings settings.Settings
	At       func(dir string) (settings.Place, error)         // for the drivers of a folder; nil: Settings for all
	Progress func(done, total int)                            // called, one at a time, when a driver is done; or nil
	Read     func(cfront.Driver) (*cfront.Model, error)       // nil is cfront.Read
	Check    func(in check.Input) (out check.Output, e error) // nil is check.Package
}

// read makes the model of a driver, with the directives of its text.
func (c Config) read(d cfront.Driver) (*cfront.Model, error) {
	read := c.Read
	if read == nil {
		read = cfront.Read
	}
	m, err := read(d)
	if err == nil && d.FS != nil && carry(d.FS, m) {
		m.Compiled = nil
	}
	return m, err
}

// Result is what was found.
type Result struct {
	Findings     []finding.Finding // one for each rule and place, sorted
	Inconclusive []finding.Finding // notes of the models among them
	Notes        []finding.Finding // what is no finding and worth saying
	Coverage     finding.Tally     // what was followed
	Unnamed      check.Names       // names in the settings that no function has
	Files        []string          // that were read, absolute, sorted
	Failed       []error           // of drivers that could not be checked at all
	Drivers      int
	Counts       cfront.Counts // of all drivers
	Spent        []Spent       // on each, in the order of the drivers
}

// Spent is what a driver took.
type Spent struct {
	Path        string
	Counts      cfront.Counts
	Read, Check time.Duration
}

// Run checks drivers, several at a time. The order of the drivers decides nothing.
func Run(drivers []project.Driver, c Config) (*Result, error) {
	if c.Check == nil {
		c.Check = check.Package
	}
	if c.Progress == nil {
		c.Progress = func(int, int) {}
	}
	fset := token.NewFileSet()
	decls, err := declare(fset, c.Check)
	if err != nil {
		return nil, err
	}
	r := &run{c: c, decls: decls, slots: make(chan struct{}, runtime.GOMAXPROCS(0)), total: len(drivers)}
	c.Progress(0, r.total)
	done := make([]outcome, len(drivers))
	var wg sync.WaitGroup
	for i, d := range drivers {
		wg.Go(func() {
			r.slots <- struct{}{}
			defer func() { <-r.slots }()
			done[i] = r.driver(d)
			r.tick()
		})
	}
	wg.Wait()
	return r.result(done), nil
}

// Models makes the models of drivers and checks nothing. Each compiles.
func Models(drivers []project.Driver, c Config) ([]*cfront.Model, error) {
	decls, err := declare(token.NewFileSet(), check.Package)
	if err != nil {
		return nil, err
	}
	var out []*cfront.Model
	for _, d := range drivers {
		d.Compiler = decls.compiler(d.Path, c.Base)
		m, err := c.read(d.Driver)
		if err == nil {
			var k *compiled
			if k, err = decls.compile(d.Path, c.Base, m); err == nil {
				k.places().drop()
			}
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", d.Path, err)
		}
		m.Compiled = nil // it is large, and only its text is asked for
		out = append(out, m)
	}
	return out, nil
}

type run struct {
	c     Config
	decls *declared
	slots chan struct{}

	mu          sync.Mutex
	done, total int
}

// outcome is what a driver gives.
type outcome struct {
	model *cfront.Model
	out   check.Output
	notes []finding.Finding
	spent Spent
	place settings.Place
	err   error
}

func (r *run) tick() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.done++
	r.c.Progress(r.done, r.total)
}

// driver checks one driver. What goes wrong in it is an error of its own.
func (r *run) driver(d project.Driver) (o outcome) {
	defer func() {
		if p := recover(); p != nil {
			o.err = fmt.Errorf("%s: the analysis panicked: %v\n%s", d.Path, p, debug.Stack())
		}
	}()
	begin := time.Now()
	d.Compiler = r.decls.compiler(d.Path, r.c.Base)
	m, err := r.c.read(d.Driver)
	if err != nil {
		return outcome{err: fmt.Errorf("%s: %w", d.Path, err)}
	}
	read := time.Now()
	place := settings.Place{Settings: r.c.Settings}
	if r.c.At != nil {
		if place, err = r.c.At(d.Dir); err != nil {
			return outcome{err: err}
		}
	}
	o = r.model(d, m, place)
	o.spent = Spent{d.Path, m.Counts, read.Sub(begin), time.Since(read)}
	return o
}

// model checks the model of a driver.
func (r *run) model(d project.Driver, m *cfront.Model, place settings.Place) outcome {
	c, err := r.decls.compile(d.Path, r.c.Base, m)
	if err != nil {
		return outcome{err: fmt.Errorf("%s: %w", d.Path, err)}
	}
	defer c.places().drop()
	m.Compiled, m.Files = nil, nil // only the run beyond needs what they hold, and drops it early
	if !c.client() {
		c.empty()
	}
	out, err := r.c.Check(check.Input{
		Path: d.Path, Fset: c.fset, Files: c.files, Types: c.types, Info: c.info,
		Deps: r.decls.below, Settings: place.Settings, Quote: quoted(r.c.Base, m.Texts), Called: func(name string) string { return m.Called[name] },
	})
	if err != nil {
		err = fmt.Errorf("%s: %w", d.Path, err)
	}
	t := r.text(d, m)
	t.place(out.Findings)
	t.place(out.Inconclusive)
	t.place(out.Notes)
	notes := r.notes(d, m)
	said := map[finding.Position]bool{}
	for _, n := range notes {
		said[n.Pos] = true
	}
	out.Inconclusive = slices.DeleteFunc(out.Inconclusive, func(f finding.Finding) bool { return said[f.Pos] }) // the notes say why
	return outcome{model: m, out: out, notes: notes, place: place, err: err}
}

// quoted finds the C text at a place of the model.
func quoted(base string, texts cfront.Texts) func(token.Position) string {
	return func(p token.Position) string {
		name, err := filepath.Rel(base, p.Filename)
		if err != nil {
			return ""
		}
		return texts[cfront.Place{File: filepath.ToSlash(name), Line: p.Line, Col: p.Column}]
	}
}

// notes are what the model could not do, as findings that are inconclusive.
func (r *run) notes(d project.Driver, m *cfront.Model) []finding.Finding {
	var out []finding.Finding
	at := map[finding.Position]int{}
	for _, n := range m.Notes {
		if n.Kind == cfront.NoteMissing {
			continue // the WDK's headers are never there
		}
		pos := finding.Position{Line: n.Place.Line, Col: n.Place.Col}
		if n.Place.File != "" {
			pos.File = filepath.Join(r.c.Base, filepath.FromSlash(n.Place.File))
		}
		if i, said := at[pos]; said {
			out[i].Message = sentence(out[i].Message) + n.Text // else one of the two would go
			continue
		}
		at[pos] = len(out)
		out = append(out, finding.Finding{Rule: finding.Inconclusive, Pos: pos, End: pos, Message: n.Text, Package: d.Path, Func: n.Function})
	}
	return out
}

// sentence ends a text, for another one to follow.
func sentence(s string) string { return strings.TrimSuffix(s, ".") + ". " }

// result puts together what the drivers gave.
func (r *run) result(done []outcome) *Result {
	res := &Result{Drivers: len(done)}
	var reports []coverage.Report
	for _, o := range done {
		if o.spent.Path != "" {
			res.Spent = append(res.Spent, o.spent)
		}
		if o.err != nil {
			res.Failed = append(res.Failed, o.err)
			continue
		}
		res.Findings = append(res.Findings, o.out.Findings...)
		res.Inconclusive = append(append(res.Inconclusive, o.out.Inconclusive...), o.notes...)
		res.Notes = append(res.Notes, o.out.Notes...)
		reports = append(reports, o.out.Coverage)
		res.Unnamed.Add(o.place.File, o.out.Unnamed)
		for _, name := range o.model.Sources {
			res.Files = append(res.Files, filepath.Join(r.c.Base, filepath.FromSlash(name)))
		}
		res.Counts = Sum(res.Counts, o.model.Counts)
	}
	unmodelled := res.Counts.Calls - res.Counts.Followed
	tally, missed := coverage.Merge(reports)
	res.Findings = finding.Merge(res.Findings)
	res.Inconclusive = finding.Merge(append(res.Inconclusive, missed...))
	tally.Calls += max(0, unmodelled) // which no life can come to
	res.Notes, res.Coverage = finding.Merge(res.Notes), tally
	slices.Sort(res.Files)
	res.Files = slices.Compact(res.Files)
	return res
}

// Sum adds the sizes of two models.
func Sum(a, b cfront.Counts) cfront.Counts {
	return cfront.Counts{
		Files: a.Files + b.Files, Lines: a.Lines + b.Lines, Functions: a.Functions + b.Functions,
		Modelled: a.Modelled + b.Modelled, Calls: a.Calls + b.Calls, Followed: a.Followed + b.Followed,
	}
}
