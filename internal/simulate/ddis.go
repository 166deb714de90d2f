package simulate

import (
	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/irql"
	"github.com/wskvet/wskvet/internal/state"
	"github.com/wskvet/wskvet/internal/summary"
)

func (m *Machine) newObject(r *request, st state.State) []outcome {
	bad := st
	m.note(&bad, finding.Operate, r.at, r.text()+" fails", "")
	kind := "alloc"
	if r.op == ddi.NewIrp {
		kind = "irp"
	}
	o := m.Allocate(&st, kind, r.at, r.at.Fn.Blocks[r.at.Key.Block].Instrs[r.at.Key.Instr].Name, false)
	v := Value{K: Ptr, O: o, T: state.AnyType}
	m.bind(&st, r, v.Plain(), irql.Timer)
	out := []outcome{{st: st, result: v}, {st: bad, result: integer(0)}}
	if r.op == ddi.NewIrp {
		out[0].result.T = 0
		if n := r.integers(); len(n) > 0 {
			m.sized(&out[0].st, v, n[0])
		}
	}
	return out
}

func (m *Machine) zero(r *request, st state.State) []outcome {
	for _, v := range r.args {
		if v.K == Ptr {
			if m.Overwritten(&st, v.O, v.P, Value{K: Agg}, r.at) {
				return nil
			}
			m.Mark(&st, v.O, v.P, false)
			break
		}
	}
	return m.anything(r, st)
}

func (m *Machine) asObject(r *request, st state.State) []outcome {
	var from Value
	for i, v := range r.args {
		if i == 0 {
			from = v
		} else if v.K == Ptr && r.call.Roles[i] != summary.Integer {
			m.Store(&st, v.O, v.P, from)
		}
	}
	return m.either2(r, st)
}

// end is a call that does not return. A thread that ends itself has run to its
// end; what is no thread goes on.
func (m *Machine) end(r *request, st state.State) []outcome {
	if r.op == ddi.EndThread && m.inside > 0 {
		m.ended = append(m.ended, st)
		return nil
	}
	if r.op == ddi.EndThread {
		return []outcome{{st: st, result: m.results(&st, r.call, r.at)}}
	}
	return nil
}

func (m *Machine) succeeded(r *request, st state.State) []outcome {
	if len(r.args) == 0 {
		return m.anything(r, st)
	}
	v := r.args[0]
	in := &summary.Instr{N: 32, Kind: summary.Signed}
	v = m.Convert(&st, v, in)
	res := m.Compare(&st, ">=", v, integer(0), r.at)
	return append(m.outcomes(), outcome{st: st, result: res})
}

// ---- interlocked operations

// interlocked carries out an atomic operation on the cell that the first
// pointer argument points to. Others do not get in between: they run before or
// after the routine that is being followed.
func (m *Machine) interlocked(r *request, st state.State) []outcome {
	var addr Value
	var rest []Value
	for i, v := range r.args {
		if i == 0 {
			addr = v
		} else {
			rest = append(rest, v)
		}
	}
	o, p, ok := m.Base(&st, addr)
	if !ok {
		if addr.IsNil() {
			return nil
		}
		return m.anything(r, st)
	}
	kind := summary.Signed
	if len(r.call.Results) > 0 {
		kind = r.call.Results[0]
	}
	load := kind
	if r.op == ddi.AtomicCAS || r.op >= ddi.BitSet && r.op <= ddi.BitTest {
		load = summary.Signed
	}
	old := m.Load(&st, o, p, load, r.at)
	if old.K == Set {
		var out []outcome
		for _, w := range m.Sets[old.N] {
			s := st
			if m.Strong(&s, o, p) {
				m.Put(&s, o, p, w)
			}
			out = append(out, m.interlockedOn(r, s, o, p, w, rest, kind)...)
		}
		return out
	}
	return m.interlockedOn(r, st, o, p, old, rest, kind)
}

func (m *Machine) interlockedOn(r *request, st state.State, o, p int32, old Value, rest []Value, kind summary.Shape) []outcome {
	in := &summary.Instr{Kind: kind}
	n := func(i int) Value {
		if i < len(rest) {
			return rest[i]
		}
		return Value{K: Any}
	}
	write := func(v Value) { m.Store(&st, o, p, v) }
	one := func(v Value) []outcome { return []outcome{{st: st, result: v}} }
	switch r.op {
	case ddi.AtomicLoad:
		return one(old)
	case ddi.AtomicStore:
		if m.Overwritten(&st, o, p, n(0), r.at) {
			return nil
		}
		write(n(0))
		return one(Value{})
	case ddi.Swap:
		write(n(0))
		return one(old)
	case ddi.CompareSwap:
		return m.compareSwap(r, st, o, p, old, n(1), n(0), false)
	case ddi.AtomicCAS:
		return m.compareSwap(r, st, o, p, old, n(0), n(1), true)
	case ddi.Increment, ddi.Decrement, ddi.Add, ddi.AddOld:
		by := n(0)
		switch r.op {
		case ddi.Increment:
			by = integer(1)
		case ddi.Decrement:
			by = integer(-1)
		}
		v := m.Binary(&st, "+", old, by, in, r.at)
		write(v)
		if r.op == ddi.AddOld {
			v = old
		}
		return one(v)
	case ddi.Or:
		write(m.Binary(&st, "|", old, n(0), in, r.at))
		return one(old)
	case ddi.And:
		write(m.Binary(&st, "&", old, n(0), in, r.at))
		return one(old)
	case ddi.Xor:
		write(m.Binary(&st, "^", old, n(0), in, r.at))
		return one(old)
	}
	// bits
	if n(0).K != Int || n(0).N < 0 || n(0).N > 63 {
		write(Value{K: Any})
		return one(m.UnknownIn(&st, r.at, Range{Lo: 0, Hi: 1}))
	}
	mask := int64(1) << n(0).N
	was := m.Compare(&st, "!=", m.Binary(&st, "&", old, integer(mask), in, r.at), integer(0), r.at)
	switch r.op {
	case ddi.BitSet:
		write(m.Binary(&st, "|", old, integer(mask), in, r.at))
	case ddi.BitReset:
		write(m.Binary(&st, "&^", old, integer(mask), in, r.at))
	case ddi.BitFlip:
		write(m.Binary(&st, "^", old, integer(mask), in, r.at))
	}
	if len(r.call.Results) == 1 && r.call.Results[0] != summary.Bool && was.K != Int {
		was = m.UnknownIn(&st, r.at, Range{Lo: 0, Hi: 1})
	}
	return one(was)
}

// compareSwap writes next where the cell holds want.
func (m *Machine) compareSwap(r *request, st state.State, o, p int32, old, want, next Value, report bool) []outcome {
	same := m.Compare(&st, "==", old, want, r.at)
	var out []outcome
	if same.K != Int && m.Presumes(old) {
		st.Tainted = true
	}
	yes := st
	if m.Assume(&yes, same, true) {
		m.Store(&yes, o, p, next)
		v := old
		if report {
			v = integer(1)
		}
		out = append(out, outcome{st: yes, result: v})
	}
	no := st
	if m.Assume(&no, same, false) {
		v := old
		if report {
			v = integer(0)
		}
		out = append(out, outcome{st: no, result: v})
	}
	return out
}

// once runs a function that runs once: the cell tells whether it has.
func (m *Machine) once(a *activation, r *request, st state.State) []outcome {
	if len(r.args) < 2 {
		return m.anything(r, st)
	}
	o, p, ok := m.Base(&st, r.args[0])
	if !ok {
		return m.anything(r, st)
	}
	cell := m.Paths.Below(p, "done")
	done := m.Load(&st, o, cell, summary.Bool, r.at)
	var out []outcome
	if m.Presumes(done) {
		st.Tainted = true
	}
	before := st
	if m.Assume(&before, m.Compare(&before, "!=", done, integer(0), r.at), true) {
		res := m.status(&before, r, true)
		out = append(out, outcome{st: before, result: res})
	}
	if !m.Assume(&st, m.Compare(&st, "==", done, integer(0), r.at), true) {
		return out
	}
	if r.op == ddi.OnceDo {
		m.Put(&st, o, cell, integer(1))
	}
	sub := &summary.Call{Callee: 0, Name: "function value", Args: make([]summary.Operand, 1), Roles: []summary.Role{summary.Context}, Results: []summary.Shape{summary.Bool}}
	sub.Sig = sprintf("#%d", max(len(r.args)-2, 0))
	args := r.args[2:]
	if r.op == ddi.OnceDo {
		args = nil
	} else if fn := r.args[1]; fn.K == Func && int(m.Prog.Funcs[fn.N].Params) > 1 {
		args = append([]Value{r.args[0]}, args...)
	}
	m.cannot++
	defer func() { m.cannot-- }()
	for _, res := range a.call(r.at, nil, sub, r.args[1], args, st) {
		if res.panics || r.op == ddi.OnceDo {
			out = append(out, res)
			continue
		}
		good, bad := res.st, res.st
		v := res.result
		if v.K != Int && v.K != Sym && v.K != Term {
			v = m.UnknownIn(&good, r.at, Range{Lo: 0, Hi: 1})
			bad = good
		}
		if m.Assume(&good, m.Compare(&good, "!=", v, integer(0), r.at), true) {
			m.Put(&good, o, cell, integer(1))
			x := m.status(&good, r, true)
			out = append(out, outcome{st: good, result: x})
		}
		if m.Assume(&bad, m.Compare(&bad, "==", v, integer(0), r.at), true) {
			x := m.status(&bad, r, false)
			out = append(out, outcome{st: bad, result: x})
		}
	}
	return out
}

// timesOut reports whether a wait has a time limit: a pointer that is not nil,
// behind the object.
func (r *request) timesOut() bool {
	if n := r.integers(); ddi.Milliseconds(r.name()) && len(n) > 0 {
		return n[0].K != Int || n[0].N != 0
	}
	for i := 1; i < len(r.args) && i < len(r.call.Roles); i++ {
		switch r.call.Roles[i] {
		case summary.Out, summary.Context:
			if !r.args[i].IsNil() {
				return true
			}
		}
	}
	return false
}
