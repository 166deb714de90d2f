package simulate

import (
	"github.com/wskvet/wskvet/internal/summary"
)

func (a *activation) deferCall(b, i int32, in *summary.Instr, st *State) {
	d := &deferral{next: st.defers, in: a.m.site(a.f, b, i), args: a.values(st, in.Call.Args)}
	if in.Call.Callee < 0 {
		d.fn = a.f.Value(in.Call.Callee)
	} else {
		d.fn = a.value(st, in.Call.Callee)
	}
	var up uint64
	n := 0
	for x := st.defers; x != nil; x = x.next {
		n++
	}
	if n >= maxDefers {
		a.m.report.giveUp(st, d.in, "defers", "too many deferred calls are pending")
		return
	}
	if d.next != nil {
		up = d.next.hash
	}
	d.hash = valuesHash(combine(up, uint64(uint32(b))<<32|uint64(uint32(i)), d.fn.Hash()), d.args)
	st.defers = d
	a.m.escape(st, d.fn)
	for _, v := range d.args {
		a.m.escape(st, v)
	}
}

// maxDefers bounds the deferred calls that are pending in one function.
const maxDefers = 20000

// deferred runs the pending calls, last first.
func (a *activation) deferred(st State) []State {
	a.m.cannot++
	defer func() { a.m.cannot-- }()
	done, work := []State(nil), []State{st}
	for len(work) > 0 {
		s := work[len(work)-1]
		work = work[:len(work)-1]
		d := s.defers
		if d == nil {
			done = append(done, s)
			continue
		}
		s.defers = d.next
		in := &a.f.Blocks[d.in.Key.Block].Instrs[d.in.Key.Instr]
		for _, o := range a.call(d.in, in, in.Call, d.fn, d.args, s) {
			o.st.panics = o.st.panics || o.panics
			work = append(work, o.st)
		}
	}
	return done
}

func (a *activation) runDefers(b, i int32, in *summary.Instr, st *State) (bool, []State) {
	if st.defers == nil {
		return true, nil
	}
	var next []State
	for _, s := range a.deferred(*st) {
		if s.panics {
			a.leaveByPanic(b, i, s)
			continue
		}
		next = append(next, s)
	}
	return first(st, next)
}

// unwind runs the pending calls of a panic and leaves the function.
func (a *activation) unwind(b, i int32, st *State) {
	for _, s := range a.deferred(*st) {
		if s.panics {
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

func (a *activation) leaveByPanic(b, i int32, st State) {
	st.panics = false
	a.exit(Exit{State: st, at: a.m.site(a.f, b, i), Panics: true})
}
