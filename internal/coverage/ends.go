package coverage

import (
	"cmp"
	"slices"

	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/summary"
)

// leaf is where lives end, below the calls that do not return.
type leaf struct {
	f   *fn
	at  Place
	why Stop
}

// leaves are where lives end that end at a place of a function: there, or below the
// call that is there. Those that say most come first.
func (r *reasons) leaves(f *fn, at Place, why Stop) []leaf {
	w := &walk{r: r, seen: map[*fn]bool{f: true}}
	w.add(f, at, why)
	return w.sorted()
}

// ends are where the lives end that come to a function.
func (r *reasons) ends(f *fn) []leaf {
	w := &walk{r: r, seen: map[*fn]bool{}}
	w.follow(f)
	return w.sorted()
}

type walk struct {
	r    *reasons
	seen map[*fn]bool
	out  []leaf
}

func (w *walk) sorted() []leaf {
	slices.SortStableFunc(w.out, func(a, b leaf) int {
		return cmp.Or(cmp.Compare(b.why, a.why), a.f.at(a.at).Compare(b.f.at(b.at)))
	})
	return w.out
}

func (w *walk) follow(f *fn) {
	t := w.r.log.trails[f.Func]
	if t == nil || w.seen[f] {
		return
	}
	w.seen[f] = true
	for _, p := range places(t.stops) {
		w.add(f, p, t.stops[p])
	}
}

func places(stops map[Place]Stop) []Place {
	var out []Place
	for p := range stops {
		out = append(out, p)
	}
	slices.SortFunc(out, func(a, b Place) int {
		return cmp.Or(cmp.Compare(a.Block, b.Block), cmp.Compare(a.Instr, b.Instr))
	})
	return out
}

// add adds a place. Of a call that does not return the places below it are added.
func (w *walk) add(f *fn, at Place, why Stop) {
	if why == 0 {
		return
	}
	if why != Inside {
		w.out = append(w.out, leaf{f, at, why})
		return
	}
	n := len(w.out)
	for _, name := range w.r.callees(f, f.instr(at)) {
		if g := w.r.by[name]; g != nil {
			w.follow(g)
		}
	}
	if len(w.out) == n {
		w.out = append(w.out, leaf{f, at, why})
	}
}

// callees are the functions that an instruction calls or hands on.
func (c *code) callees(f *fn, in *summary.Instr) []string {
	var out []string
	if in.Code == summary.RunDefers {
		f.visit(func(_ Place, d *summary.Instr) {
			if d.Code == summary.Defer {
				out = append(out, c.callees(f, d)...)
			}
		})
		return out
	}
	in.Reads(func(o summary.Operand) {
		if name := f.target(o); name != "" {
			out = append(out, name)
		}
	})
	if in.Call != nil && len(out) == 0 {
		for _, g := range c.funcs { // whatever it may be
			if c.mentioned(g) {
				out = append(out, g.Name)
			}
		}
	}
	return out
}

// mentioned reports whether a function is used as a value.
func (c *code) mentioned(f *fn) bool {
	return slices.ContainsFunc(c.mentions[f.Name], func(m mention) bool { return !m.calls })
}

// endless says of the roots of which no run has come to its end where the runs end.
func (r *reasons) endless() []finding.Finding {
	var out []finding.Finding
	for _, f := range r.funcs {
		if ended, ran := r.log.roots[f.Func]; !ran || ended || r.log.cut {
			continue
		}
		out = append(out, r.endlessly(f)...)
	}
	return out
}

// maxEnds bounds the places that are named of one root.
const maxEnds = 3

func (r *reasons) endlessly(f *fn) []finding.Finding {
	leaves := r.ends(f)
	said := func(l leaf) bool { return l.why == Found || l.why == Said || l.why == Overfull }
	told := slices.ContainsFunc(leaves, said)
	leaves = slices.DeleteFunc(leaves, said)
	strong := slices.DeleteFunc(slices.Clone(leaves), func(l leaf) bool { return l.why <= Inside })
	switch {
	case len(strong) > 0:
		leaves = strong
	case told:
		return nil
	case len(leaves) == 0:
		return []finding.Finding{f.inconclusive(f.position(f.Pos), "no run of "+f.Short+" comes to its end")}
	}
	var out []finding.Finding
	for _, l := range leaves[:min(len(leaves), maxEnds)] {
		out = append(out, l.f.inconclusive(l.f.at(l.at), "no run of "+f.Short+" comes to its end: "+texts[l.why]+" here"))
	}
	return out
}

// unset says where lives end at a nil pointer that nothing in the model sets.
func (r *reasons) unset() []finding.Finding {
	var out []finding.Finding
	for _, f := range r.funcs {
		t := r.log.trails[f.Func]
		if t == nil {
			continue
		}
		for _, p := range places(t.stops) {
			if t.stops[p] != Nil {
				continue
			}
			if name := r.blankCell(f, f.instr(p)); name != "" {
				out = append(out, f.inconclusive(f.at(p), short(name)+" is nil here, as nothing in the model sets it: what would follow is not looked at"))
			}
		}
	}
	return out
}

// blankCell is the cell that nobody sets and from which an instruction has a pointer, or "".
func (r *reasons) blankCell(f *fn, in *summary.Instr) string {
	name := ""
	in.Reads(func(o summary.Operand) {
		for range maxChain {
			d := f.def(o)
			if d == nil {
				return
			}
			switch d.Code {
			case summary.FieldAddr, summary.IndexAddr, summary.Copy, summary.MakeIface, summary.Assert:
				o = d.A
			case summary.Load:
				if cell := f.cell(d.A); name == "" && cell != "" && !r.written[cell] {
					name = cell
				}
				return
			default:
				return
			}
		}
	})
	return name
}

// inconclusive is what is said of a place.
func (f *fn) inconclusive(at finding.Position, text string) finding.Finding {
	return finding.Finding{Rule: finding.Inconclusive, Pos: at, End: at, Message: text, Package: f.pkg.Path, Func: f.Short}
}
