package device

import (
	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/follow"
	"github.com/wskvet/wskvet/internal/irql"
	"github.com/wskvet/wskvet/internal/state"
	"github.com/wskvet/wskvet/internal/summary"
)

func (m *System) NewObject(r *follow.Call, st state.State) []follow.Outcome {
	bad := st
	m.LogFailure(&bad, r, "")
	kind := state.AllocObject
	if r.Op == ddi.NewIrp {
		kind = state.IrpObject
	}
	o := m.Allocate(&st, kind, r.At, r.At.Fn.Blocks[r.At.Key.Block].Instrs[r.At.Key.Instr].Name, state.Zeroed)
	v := domain.Value{K: domain.Ptr, O: o, T: state.AnyType}
	m.Bind(&st, r, v.Plain(), irql.Timer)
	if ddi.MakesMdl(r.Call.Name) {
		m.Describes(&st, v, r.Args)
	}
	out := []follow.Outcome{{St: st, Result: v}, {St: bad, Result: domain.Number(0)}}
	if r.Op == ddi.NewIrp {
		out[0].Result.T = 0
		if n := r.Integers(); len(n) > 0 {
			m.Sized(&out[0].St, v, n[0])
		}
	}
	return out
}

func (m *System) ZeroMemory(r *follow.Call, st state.State) []follow.Outcome {
	for _, v := range r.Args {
		if v.K == domain.Ptr {
			if m.Overwritten(&st, v.O, v.P, domain.Value{K: domain.Agg}, r.At) {
				return nil
			}
			m.Mark(&st, v.O, v.P, state.Zeroed)
			break
		}
	}
	return m.Anything(r, st)
}

func (m *System) AsObject(r *follow.Call, st state.State) []follow.Outcome {
	var from domain.Value
	for i, v := range r.Args {
		if i == 0 {
			from = v
		} else if v.K == domain.Ptr && r.Call.Roles[i] != summary.Integer {
			m.Store(&st, v.O, v.P, from)
		}
	}
	return m.Either2(r, st)
}

// End is a call that does not return. A thread that ends itself has run to its
// end; what is no thread goes on.
func (m *System) End(r *follow.Call, st state.State) []follow.Outcome {
	if r.Op == ddi.EndThread && m.Inside > 0 {
		m.Ended = append(m.Ended, st)
		return nil
	}
	if r.Op == ddi.EndThread {
		return []follow.Outcome{{St: st, Result: m.Results(&st, r.Call, r.At)}}
	}
	return nil
}

func (m *System) Succeeded(r *follow.Call, st state.State) []follow.Outcome {
	if len(r.Args) == 0 {
		return m.Anything(r, st)
	}
	v := r.Args[0]
	in := &summary.Instr{N: 32, Kind: summary.Signed}
	v = m.Convert(&st, v, in)
	res := m.Compare(&st, ">=", v, domain.Number(0), r.At)
	return append(m.Outcomes(), follow.Outcome{St: st, Result: res})
}

// ---- interlocked operations

// Interlocked carries out an atomic operation on the cell that the first
// pointer argument points to. Others do not get in between: they run before or
// after the routine that is being followed.
func (m *System) Interlocked(r *follow.Call, st state.State) []follow.Outcome {
	var addr domain.Value
	var rest []domain.Value
	for i, v := range r.Args {
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
		return m.Anything(r, st)
	}
	kind := summary.Signed
	if len(r.Call.Results) > 0 {
		kind = r.Call.Results[0]
	}
	load := kind
	if r.Op == ddi.AtomicCAS || r.Op >= ddi.BitSet && r.Op <= ddi.BitTest {
		load = summary.Signed
	}
	old := m.Load(&st, o, p, load, r.At)
	if old.K == domain.Set {
		var out []follow.Outcome
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

func (m *System) interlockedOn(r *follow.Call, st state.State, o, p int32, old domain.Value, rest []domain.Value, kind summary.Shape) []follow.Outcome {
	in := &summary.Instr{Kind: kind}
	n := func(i int) domain.Value {
		if i < len(rest) {
			return rest[i]
		}
		return domain.Value{K: domain.Any}
	}
	write := func(v domain.Value) {
		m.Store(&st, o, p, v)
		m.Wrote(&st, r.At, o, p, old, v, summary.Signed)
	}
	one := func(v domain.Value) []follow.Outcome { return []follow.Outcome{{St: st, Result: v}} }
	switch r.Op {
	case ddi.AtomicLoad:
		return one(old)
	case ddi.AtomicStore:
		if m.Overwritten(&st, o, p, n(0), r.At) {
			return nil
		}
		write(n(0))
		return one(domain.Value{})
	case ddi.Swap:
		write(n(0))
		return one(old)
	case ddi.CompareSwap:
		return m.compareSwap(r, st, o, p, old, n(1), n(0), givesOld)
	case ddi.AtomicCAS:
		return m.compareSwap(r, st, o, p, old, n(0), n(1), givesWhether)
	case ddi.Increment, ddi.Decrement, ddi.Add, ddi.AddOld:
		by := n(0)
		switch r.Op {
		case ddi.Increment:
			by = domain.Number(1)
		case ddi.Decrement:
			by = domain.Number(-1)
		}
		v := r.A.Tally(r.At, &st, m.Binary(&st, "+", old, by, in, r.At))
		write(v)
		if r.Op == ddi.AddOld {
			v = old
		}
		return one(v)
	case ddi.Or:
		write(m.Binary(&st, "|", old, n(0), in, r.At))
		return one(old)
	case ddi.And:
		write(m.Binary(&st, "&", old, n(0), in, r.At))
		return one(old)
	case ddi.Xor:
		write(m.Binary(&st, "^", old, n(0), in, r.At))
		return one(old)
	}
	// bits
	if n(0).K != domain.Int || n(0).N < 0 || n(0).N > 63 {
		write(domain.Value{K: domain.Any})
		return one(m.UnknownIn(&st, r.At, domain.Range{Lo: 0, Hi: 1}))
	}
	mask := int64(1) << n(0).N
	was := m.Compare(&st, "!=", m.Binary(&st, "&", old, domain.Number(mask), in, r.At), domain.Number(0), r.At)
	switch r.Op {
	case ddi.BitSet:
		write(m.Binary(&st, "|", old, domain.Number(mask), in, r.At))
	case ddi.BitReset:
		write(m.Binary(&st, "&^", old, domain.Number(mask), in, r.At))
	case ddi.BitFlip:
		write(m.Binary(&st, "^", old, domain.Number(mask), in, r.At))
	}
	if len(r.Call.Results) == 1 && r.Call.Results[0] != summary.Bool && was.K != domain.Int {
		was = m.UnknownIn(&st, r.At, domain.Range{Lo: 0, Hi: 1})
	}
	return one(was)
}

// gives is what a compare and swap returns: what the cell held, or whether it has swapped.
type gives bool

const (
	givesOld     gives = false
	givesWhether gives = true
)

// compareSwap writes next where the cell holds want.
func (m *System) compareSwap(r *follow.Call, st state.State, o, p int32, old, want, next domain.Value, result gives) []follow.Outcome {
	same := m.Compare(&st, "==", old, want, r.At)
	var out []follow.Outcome
	if same.K != domain.Int && m.Presumes(old) {
		st.Tainted = true
	}
	yes := st
	if m.Assume(&yes, same, true) {
		m.Store(&yes, o, p, next)
		v := old
		if result == givesWhether {
			v = domain.Number(1)
		}
		out = append(out, follow.Outcome{St: yes, Result: v})
	}
	no := st
	if m.Assume(&no, same, false) {
		v := old
		if result == givesWhether {
			v = domain.Number(0)
		}
		out = append(out, follow.Outcome{St: no, Result: v})
	}
	return out
}

// Once runs a function that runs once: the cell tells whether it has.
func (m *System) Once(r *follow.Call, st state.State) []follow.Outcome {
	if len(r.Args) < 2 {
		return m.Anything(r, st)
	}
	o, p, ok := m.Base(&st, r.Args[0])
	if !ok {
		return m.Anything(r, st)
	}
	cell := m.Paths.Below(p, "done")
	done := m.Load(&st, o, cell, summary.Bool, r.At)
	var out []follow.Outcome
	if m.Presumes(done) {
		st.Tainted = true
	}
	before := st
	if m.Assume(&before, m.Compare(&before, "!=", done, domain.Number(0), r.At), true) {
		res := m.Status(&before, r, follow.Succeeds)
		out = append(out, follow.Outcome{St: before, Result: res})
	}
	if !m.Assume(&st, m.Compare(&st, "==", done, domain.Number(0), r.At), true) {
		return out
	}
	if r.Op == ddi.OnceDo {
		m.Put(&st, o, cell, domain.Number(1))
	}
	sub := &summary.Call{Callee: 0, Name: "function value", Args: make([]summary.Operand, 1), Roles: []summary.Role{summary.Context}, Results: []summary.Shape{summary.Bool}}
	sub.Sig = follow.Sprintf("#%d", max(len(r.Args)-2, 0))
	args := r.Args[2:]
	if r.Op == ddi.OnceDo {
		args = nil
	} else if fn := r.Args[1]; fn.K == domain.Func && int(m.Prog.Funcs[fn.N].Params) > 1 {
		args = append([]domain.Value{r.Args[0]}, args...)
	}
	m.Cannot++
	defer func() { m.Cannot-- }()
	for _, res := range r.A.Call(r.At, nil, sub, r.Args[1], args, &st) {
		if res.Panics || r.Op == ddi.OnceDo {
			out = append(out, res)
			continue
		}
		good, bad := res.St, res.St
		v := res.Result
		if v.K != domain.Int && v.K != domain.Sym && v.K != domain.Term {
			v = m.UnknownIn(&good, r.At, domain.Range{Lo: 0, Hi: 1})
			bad = good
		}
		if m.Assume(&good, m.Compare(&good, "!=", v, domain.Number(0), r.At), true) {
			m.Put(&good, o, cell, domain.Number(1))
			x := m.Status(&good, r, follow.Succeeds)
			out = append(out, follow.Outcome{St: good, Result: x})
		}
		if m.Assume(&bad, m.Compare(&bad, "==", v, domain.Number(0), r.At), true) {
			x := m.Status(&bad, r, follow.Fails)
			out = append(out, follow.Outcome{St: bad, Result: x})
		}
	}
	return out
}
