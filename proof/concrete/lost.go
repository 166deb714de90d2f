package concrete

import (
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// forgets looks for live registrations that nothing leads to any more: after a pointer
// has been overwritten, or the function that had it has returned. What a function has in
// its variables counts until it returns, but for what the function that overwrites, top,
// does not use any more. What frameworks keep for a driver is not looked into, so their
// drivers are left out.
func (r *run) forgets(at token.Position, top *frame) {
	if r.sys == nil || r.sys.kmdf != nil || r.sys.filter != nil || r.sys.miniport != nil || len(r.clients) > 0 {
		return
	}
	var led marks
	for _, n := range r.regList {
		g := r.regs[n]
		if g.state != live || g.waiter != nil || n.root().global {
			continue
		}
		if led == nil {
			led = r.reachable(top)
		}
		if !led[n.root()] {
			r.violate("WSK009", at)
			g.state = gone
		}
	}
}

// root is the variable that n is a part of.
func (n *node) root() *node {
	for n.up != nil {
		n = n.up
	}
	return n
}

// pointing reports whether a value leads anywhere.
func pointing(v value) bool {
	switch v := v.(type) {
	case *node:
		return v != nil
	case slice:
		return len(v) > 0
	case aggregate:
		return slices.ContainsFunc(v, pointing)
	case tuple:
		return slices.ContainsFunc(v, pointing)
	case iface, *closure, *dict, *channel:
		return true
	}
	return false
}

// marks are what something leads to: variables by their roots, maps, channels, closures.
type marks map[any]bool

// reachable is what the driver, or the system for it, can still get at.
func (r *run) reachable(top *frame) marks {
	m := marks{}
	for _, n := range r.globals {
		m.add(n)
	}
	for _, t := range r.threads {
		m.thread(t, top)
	}
	if r.cur != nil {
		m.thread(r.cur, top)
	}
	m.add(r.sys.driver)
	m.add(r.device)
	for _, s := range r.sockets {
		if s.open || !s.closed {
			m.add(s.given)
			m.add(s.table)
		}
	}
	for irp, q := range r.requests {
		if q.pending {
			m.add(irp)
			m.add(q.ctx)
			m.add(q.routine)
		}
	}
	for n, j := range r.jobs {
		if !j.idle() {
			m.add(n)
		}
		m.all(j.args)
		m.add(j.fn)
	}
	for n, t := range r.timers {
		if t.set != nil {
			m.add(n)
		}
	}
	return m
}

func (m marks) thread(t *thread, top *frame) {
	if t.ended {
		return
	}
	m.add(t.cause)
	m.add(t.result)
	for _, f := range t.stack {
		m.add(f.result)
		m.add(f.cause)
		for _, n := range f.locals {
			m.add(n)
		}
		for v, x := range f.env {
			if pointing(x) && (f != top || f.uses(v)) {
				m.add(x)
			}
		}
		for _, d := range f.defers {
			m.add(d.fn)
			m.all(d.args)
		}
	}
}

func (m marks) all(vs []value) {
	for _, v := range vs {
		m.add(v)
	}
}

// add marks what a value leads to.
func (m marks) add(v value) {
	switch v := v.(type) {
	case *node:
		if v != nil {
			m.variable(v.root())
		}
	case aggregate:
		m.all(v)
	case tuple:
		m.all(v)
	case iface:
		m.add(v.v)
	case slice:
		for _, n := range v {
			m.add(n)
		}
	case *closure:
		if v != nil && !m[v] {
			m[v] = true
			m.all(v.env)
		}
	case *dict:
		if v != nil && !m[v] {
			m[v] = true
			m.all(v.keys)
			m.all(v.vals)
		}
	case *channel:
		if v != nil && !m[v] {
			m[v] = true
			m.all(v.buf)
		}
	}
}

func (m marks) variable(n *node) {
	if m[n] {
		return
	}
	m[n] = true
	m.parts(n)
}

func (m marks) parts(n *node) {
	m.add(n.v)
	for _, k := range n.kids {
		m.parts(k)
	}
}

// uses reports whether a function can still use a value of its own before that is
// computed anew.
func (f *frame) uses(v ssa.Value) bool {
	if v.Referrers() == nil {
		return true
	}
	var made *ssa.BasicBlock
	if in, ok := v.(ssa.Instruction); ok {
		made = in.Block()
	}
	ahead := reaches(f.block.Succs, made)
	for _, in := range *v.Referrers() {
		_, phi := in.(*ssa.Phi)
		if b := in.Block(); ahead[b.Index] && (b != made || phi) || b == f.block && slices.Contains(b.Instrs[f.pc:], in) {
			return true
		}
	}
	return false
}

// reaches are the blocks, by their index, that control can get to from some, but not
// through another.
func reaches(from []*ssa.BasicBlock, not *ssa.BasicBlock) map[int]bool {
	seen := map[int]bool{}
	work := slices.Clone(from)
	for len(work) > 0 {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		if seen[b.Index] {
			continue
		}
		seen[b.Index] = true
		if b != not {
			work = append(work, b.Succs...)
		}
	}
	return seen
}
