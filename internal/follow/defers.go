package follow

import (
	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/state"
	"github.com/wskvet/wskvet/internal/summary"
)

func (a *Activation) deferCall(b, i int32, in *summary.Instr, st *state.State) {
	d := &state.Deferral{Next: st.Defers, In: a.m.Site(a.F, b, i), Args: a.Values(st, in.Call.Args)}
	if in.Call.Callee < 0 {
		d.Fn = a.F.Value(in.Call.Callee)
	} else {
		d.Fn = a.Value(st, in.Call.Callee)
	}
	n := 0
	for x := st.Defers; x != nil; x = x.Next {
		n++
	}
	if n >= maxDefers {
		a.m.Report.GiveUp(st, d.In, "defers", "too many deferred calls are pending")
		return
	}
	d.Hash = d.Hashed()
	st.Defers = d
	a.m.Escape(st, d.Fn)
	for _, v := range d.Args {
		a.m.Escape(st, v)
	}
}

// maxDefers bounds the deferred calls that are pending in one function.
const maxDefers = 20000

// deferred runs the pending calls, last first.
func (a *Activation) deferred(st state.State) []state.State {
	a.m.Cannot++
	defer func() { a.m.Cannot-- }()
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
		in := &a.F.Blocks[d.In.Key.Block].Instrs[d.In.Key.Instr]
		for _, o := range a.Call(d.In, in, in.Call, d.Fn, d.Args, &s) {
			o.St.Panics = o.St.Panics || o.Panics
			work = append(work, o.St)
		}
	}
	return done
}

func (a *Activation) runDefers(b, i int32, in *summary.Instr, st *state.State) (bool, []state.State) {
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
	return First(st, next)
}

// unwind runs the pending calls of a panic and leaves the function.
func (a *Activation) unwind(b, i int32, st *state.State) {
	for _, s := range a.deferred(*st) {
		if s.Panics {
			a.leaveByPanic(b, i, s)
			continue
		}
		if a.F.Recover >= 0 {
			a.arrive(a.F.Recover, &s)
			continue
		}
		e := Exit{State: s, Place: a.m.EndOf(a.F)}
		for range a.F.Results {
			e.Results = append(e.Results, domain.Number(0))
		}
		a.exit(e)
	}
}

func (a *Activation) leaveByPanic(b, i int32, st state.State) {
	st.Panics = false
	a.exit(Exit{State: st, Place: a.m.Site(a.F, b, i), Panics: true})
}
