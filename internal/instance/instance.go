// Package instance gives each call of a small helper a function of its own.
//
// What is known of a program without running it is known by function: which memory a
// pointer may lead to, who writes what somebody reads. A helper that allocates, links a
// list or reads a word for everybody would make one of all that it is ever handed. So each
// call of one gets a copy (Lattner, Lenharth and Adve, "Making Context-Sensitive Points-to
// Analysis with Heap Cloning Practical for the Real World", 2007). A run is the same, and
// so are its places.
package instance

import (
	"strconv"

	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/summary"
)

// maxHelper bounds the instructions of a helper, with those of the helpers that it calls.
// It is halved until the copies hold no more instructions than the program.
const maxHelper = 64

// Of is a program in which helpers have instances. The summaries that it is handed stay as
// they are; dependencies come before dependants.
func Of(pkgs []*summary.Package) []*summary.Package {
	m := read(pkgs)
	for m.max = maxHelper; m.max > 0 && m.growth() > m.size; m.max /= 2 {
		clear(m.helpers)
	}
	if m.max == 0 {
		return pkgs
	}
	return m.copies()
}

// maker makes the instances of a program.
type maker struct {
	pkgs    []*summary.Package
	of      map[string]*summary.Func // by name: the first wins, as where programs are linked
	home    map[*summary.Func]int    // the package that has it
	size    int                      // instructions of the program
	max     int
	helpers map[*summary.Func]int // instructions with those of what it calls; 0 if it is none

	out     []*summary.Package
	claimed map[*summary.Func]bool // helpers that stand for one of their calls themselves
	made    int
}

func read(pkgs []*summary.Package) *maker {
	m := &maker{pkgs: pkgs, of: map[string]*summary.Func{}, home: map[*summary.Func]int{}, helpers: map[*summary.Func]int{}, claimed: map[*summary.Func]bool{}}
	for k, pkg := range pkgs {
		for i := range pkg.Funcs {
			f := &pkg.Funcs[i]
			if m.of[f.Name] == nil {
				m.of[f.Name], m.home[f] = f, k
				m.size += length(f)
			}
		}
	}
	return m
}

// length is the number of instructions of a function.
func length(f *summary.Func) int {
	n := 0
	for _, b := range f.Blocks {
		n += len(b.Instrs)
	}
	return n
}

// growth is the number of instructions that instances have, if each call has one.
func (m *maker) growth() int {
	n := 0
	for k, pkg := range m.pkgs {
		for i := range pkg.Funcs {
			f := &pkg.Funcs[i]
			if m.of[f.Name] != f || m.helper(f) > 0 {
				continue
			}
			for _, g := range m.calls(k, f) {
				n += m.helper(g)
			}
		}
	}
	return n
}

// calls are the helpers that a function calls, call by call.
func (m *maker) calls(k int, f *summary.Func) []*summary.Func {
	var out []*summary.Func
	for _, b := range f.Blocks {
		for i := range b.Instrs {
			if g := m.callee(m.pkgs[k], &b.Instrs[i]); g != nil && m.helper(g) > 0 {
				out = append(out, g)
			}
		}
	}
	return out
}

// callee is the function of the program that an instruction calls by its name, or nil.
func (m *maker) callee(pkg *summary.Package, in *summary.Instr) *summary.Func {
	if in.Code != summary.Invoke || in.Call.Op != ddi.None || in.Call.Method != "" || in.Call.Callee >= 0 {
		return nil
	}
	if c := pkg.Consts[-1-in.Call.Callee]; c.Kind == summary.Fun {
		return m.of[c.S]
	}
	return nil
}

// helper is the number of instructions of a helper, or 0 for a function that is none.
func (m *maker) helper(f *summary.Func) int {
	if n, ok := m.helpers[f]; ok {
		return n
	}
	m.helpers[f] = open
	n := 0
	if length(f) <= m.max && plain(f) && handles(f) {
		n = length(f) + m.called(f)
	}
	if n > m.max {
		n = 0
	}
	m.helpers[f] = n
	return n
}

// open marks a function that is looked at.
const open = -1

// called is the number of instructions of the helpers that f calls. It is beyond all
// bounds where somebody is called who is found at run time, or calls f: so no helper comes
// to itself through helpers.
func (m *maker) called(f *summary.Func) int {
	n, pkg := 0, m.pkgs[m.home[f]]
	for _, b := range f.Blocks {
		for i := range b.Instrs {
			in := &b.Instrs[i]
			if in.Call == nil || in.Call.Op != ddi.None {
				continue
			}
			g := m.callee(pkg, in)
			if g == nil || m.helpers[g] == open {
				return maxHelper + 1
			}
			n += m.helper(g)
		}
	}
	return n
}

// plain reports whether nothing but its calls leads to a function, and nobody counts what
// it does by its place.
func plain(f *summary.Func) bool {
	if f.Free > 0 || f.Recover >= 0 || f.Effect != ddi.None || f.Mark != ddi.NoMark || len(f.Stores) > 0 || ddi.Lookup(f.Short) != ddi.None || ddi.NamedEntry(f.Short) || ddi.NamedUnload(f.Short) {
		return false
	}
	for _, b := range f.Blocks {
		for i := range b.Instrs {
			in := &b.Instrs[i]
			switch {
			case in.Code == summary.Spawn || in.Code == summary.Defer || in.Code == summary.Closure:
				return false
			case in.Call != nil && (in.Call.Op.Lifecycle() || in.Call.Op.Wsk() || in.Call.Op.Nmr()):
				return false
			}
		}
	}
	return true
}

// handles reports whether a function handles addresses, or may hand them on: else it makes
// nothing one.
func handles(f *summary.Func) bool {
	for _, r := range f.Results {
		if r == summary.Pointer || r == summary.Other {
			return true
		}
	}
	for _, b := range f.Blocks {
		for i := range b.Instrs {
			switch b.Instrs[i].Code {
			case summary.Load, summary.Store, summary.FieldAddr, summary.IndexAddr, summary.Outer, summary.Inner, summary.Invoke:
				return true
			}
		}
	}
	return false
}

// copies is the program with its instances.
func (m *maker) copies() []*summary.Package {
	for _, pkg := range m.pkgs {
		next := *pkg
		next.Funcs, next.Consts = make([]summary.Func, len(pkg.Funcs)), pkg.Consts[:len(pkg.Consts):len(pkg.Consts)]
		m.out = append(m.out, &next)
	}
	for k, pkg := range m.pkgs {
		for i := range pkg.Funcs {
			m.out[k].Funcs[i] = m.expanded(k, pkg.Funcs[i].Copy())
		}
	}
	return m.out
}

// expanded is a copy of a function of package k whose calls of helpers are of instances.
func (m *maker) expanded(k int, f summary.Func) summary.Func {
	shared := true
	for b := range f.Blocks {
		for i := range f.Blocks[b].Instrs {
			g := m.callee(m.pkgs[k], &f.Blocks[b].Instrs[i])
			if g == nil || m.helper(g) == 0 {
				continue
			}
			if !g.Taken && !m.claimed[g] {
				m.claimed[g] = true
				continue
			}
			if shared {
				f.Blocks, shared = blocks(f.Blocks), false
			}
			in := &f.Blocks[b].Instrs[i]
			call := *in.Call
			call.Callee, in.Call = m.operand(k, m.instance(g)), &call
		}
	}
	return f
}

// blocks are blocks whose instructions may be changed.
func blocks(of []summary.Block) []summary.Block {
	out := append([]summary.Block(nil), of...)
	for b := range out {
		out[b].Instrs = append([]summary.Instr(nil), out[b].Instrs...)
	}
	return out
}

// instance makes one of a helper, and returns its name.
func (m *maker) instance(g *summary.Func) string {
	k := m.home[g]
	f := g.Copy()
	m.made++
	f.Name, f.Public, f.Taken = g.Name+"#"+strconv.Itoa(m.made), false, false
	f = m.expanded(k, f)
	m.out[k].Funcs = append(m.out[k].Funcs, f)
	return f.Name
}

// operand is a constant of package k that names a function.
func (m *maker) operand(k int, name string) summary.Operand {
	pkg := m.out[k]
	pkg.Consts = append(pkg.Consts, summary.Const{Kind: summary.Fun, S: name})
	return summary.Operand(-len(pkg.Consts))
}
