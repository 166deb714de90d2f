package simulate

import (
	"github.com/wskvet/wskvet/internal/state"
	"github.com/wskvet/wskvet/internal/summary"
)

func (a *activation) deferCall(b, i int32, in *summary.Instr, st *state.State) {
	d := &state.Deferral{Next: st.Defers, In: a.m.site(a.f, b, i), Args: a.values(st, in.Call.Args)}
	if in.Call.Callee < 0 {
		d.Fn = a.f.Value(in.Call.Callee)
	} else {
		d.Fn = a.value(st, in.Call.Callee)
	}
	var up uint64
	n := 0
	for x := st.Defers; x != nil; x = x.Next {
		n++
	}
	if n >= maxDefers {
		a.m.report.giveUp(st, d.In, "defers", "too many deferred calls are pending")
		return
	}
	if d.Next != nil {
		up = d.Next.Hash
	}
	d.Hash = state.ValuesHash(combine(up, uint64(uint32(b))<<32|uint64(uint32(i)), d.Fn.Hash()), d.Args)
	st.Defers = d
	a.m.Escape(st, d.Fn)
	for _, v := range d.Args {
		a.m.Escape(st, v)
	}
}

// maxDefers bounds the deferred calls that are pending in one function.
const maxDefers = 20000

// deferred runs the pending calls, last first.
func (a *activation) deferred(st state.State) []state.State {
	a.m.cannot++
	defer func() { a.m.cannot-- }()
	done, work := []state.State(nil), []state.State{st}
	for len(work) > 0 {
		s := work[len(work)-1]
		work = work[:len(work)-1]
		d := s.Defers
		if d == nil {
			done = append(done, s)
			continue
		}
		s.Defers = d.Next
		in := &a.f.Blocks[d.In.Key.Block].Instrs[d.In.Key.Instr]
		for _, o := range a.call(d.In, in, in.Call, d.Fn, d.Args, s) {
			o.st.Panics = o.st.Panics || o.panics
			work = append(work, o.st)
		}
	}
	return done
}

func (a *activation) runDefers(b, i int32, in *summary.Instr, st *state.State) (bool, []state.State) {
	if st.Defers == nil {
		return true, nil
	}
	var next []state.State
	for _, s := range a.deferred(*st) {
		if s.Panics {
			a.leaveByPanic(b, i, s)
			continue
		}
		next = append(next, s)
	}
	return first(st, next)
}

// unwind runs the pending calls of a panic and leaves the function.
func (a *activation) unwind(b, i int32, st *state.State) {
	for _, s := range a.deferred(*st) {
		if s.Panics {
			a.leaveByPanic(b, i, s)
			continue
		}
		if a.f.Recover >= 0 {
			a.arrive(a.f.Recover, &s)
			continue
		}
		e := Exit{State: s, at: a.m.funcSite(a.f, true)}
		for range a.f.Results {
			e.Results = append(e.Results, integer(0))
		}
		a.exit(e)
	}
}

func (a *activation) leaveByPanic(b, i int32, st state.State) {
	st.Panics = false
	a.exit(Exit{State: st, at: a.m.site(a.f, b, i), Panics: true})
}
