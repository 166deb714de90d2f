package coverage

import (
	"cmp"
	"maps"
	"slices"

	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/summary"
)

// Report is what the analysis of one package has come to, and what not.
type Report struct {
	Path    string
	Below   []string         // the packages below it that call WSK functions, sorted
	Drivers int              // entries in it
	Roots   int              // functions that were run as the system runs them
	Calls   []Call           // lifecycle calls of the package, and those below that it refers to, sorted
	Entry   *finding.Finding // what looks like an entry, where there is none
}

// Call is a lifecycle call in the code.
type Call struct {
	Text     string
	Missed   finding.Finding // what to say if it is not followed
	Followed bool            // a life has come to it

	alone bool // that its package is not followed from load to unload is said instead
}

// Of reports on the package that comes last, over those below it, of which the Log
// tells. Entries are the functions in which the lives of its drivers begin; without
// them its exported functions were followed each by itself. Ends are inconclusive:
// where roots end of which no run comes to its end, and where lives do at a nil pointer
// that nobody sets. Words are likewise: names that are almost those of WSK functions.
func Of(pkgs []*summary.Package, log *Log, entries int) (report Report, ends, words []finding.Finding) {
	own := pkgs[len(pkgs)-1]
	r := &reasons{code: read(pkgs), log: log, ordered: entries > 0}
	out := Report{Path: own.Path, Drivers: entries}
	if entries > 0 {
		out.Roots = len(log.roots)
		ends = append(r.endless(), r.unset()...)
	}
	referred := r.referred(own)
	below := map[string]bool{}
	for _, f := range r.funcs {
		calls := r.calls(f)
		if len(calls) > 0 && f.pkg != own {
			below[f.pkg.Path] = true
		}
		if f.pkg == own || entries > 0 && referred[f] {
			out.Calls = append(out.Calls, calls...)
		}
	}
	out.Below = slices.Sorted(maps.Keys(below))
	slices.SortFunc(out.Calls, func(a, b Call) int { return finding.Compare(a.Missed, b.Missed) })
	return out, ends, r.misspelt(own)
}

// calls are the lifecycle calls of a function.
func (r *reasons) calls(f *fn) []Call {
	if f.stands() {
		return nil
	}
	var out []Call
	t := r.log.trails[f.Func]
	f.visit(func(at Place, in *summary.Instr) {
		if in.Call == nil || in.Pos.Line == 0 || !r.op(f, in.Call).Lifecycle() {
			return
		}
		c := Call{Text: cmp.Or(in.Call.Text, in.Call.Name), Followed: t != nil && t.calls[at]}
		why := ""
		if !c.Followed {
			why = r.why(f, at)
		}
		c.Missed = f.missed(f.position(in.Pos), c.Text, why)
		out = append(out, c)
	})
	for _, d := range f.Dead {
		out = append(out, Call{Text: d.Text, Missed: f.missed(f.position(d.Pos), d.Text, "the code before it never goes on")})
	}
	return out
}

func (f *fn) missed(at finding.Position, call, why string) finding.Finding {
	return f.inconclusive(at, "no life that is followed comes to "+call+": "+why)
}

// referred are the functions that a package leads to: those that it mentions, and
// those that these mention.
func (r *reasons) referred(own *summary.Package) map[*fn]bool {
	out := map[*fn]bool{}
	var work []*fn
	add := func(f *fn) {
		if f != nil && !out[f] {
			out[f] = true
			work = append(work, f)
		}
	}
	methods := map[string][]*fn{}
	for _, f := range r.funcs {
		for _, m := range f.pkg.Methods {
			methods[m.Name] = append(methods[m.Name], r.by[m.Func])
		}
		if f.pkg == own {
			add(f)
		}
	}
	for len(work) > 0 {
		f := work[0]
		work = work[1:]
		f.visit(func(_ Place, in *summary.Instr) {
			in.Reads(func(o summary.Operand) {
				if k := f.constant(o); k.Kind == summary.Fun {
					add(r.by[k.S])
				}
			})
			if in.Call != nil && in.Call.Op == ddi.None {
				for _, g := range methods[in.Call.Method] {
					add(g)
				}
			}
		})
	}
	return out
}
