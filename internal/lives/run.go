package lives

import (
	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/follow"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/state"
	"github.com/wskvet/wskvet/internal/summary"
)

// How an activity runs: beside whoever waits, to its end or to where it waits itself.

// RunActivity runs an activity from st, which has it pending: to its end, or to
// where it waits for what nobody has done yet. until is the key of an event for
// which it is run: it also pauses when it has set that.
func (m *Lives) RunActivity(st state.State, act *Activity, until uint64) (done, paused []state.State) {
	saved := follow.FrameOf(&st)
	m.Remove(&st, act)
	if act.Paused != nil && !m.Signalled(&st, act.Paused.On) {
		return nil, nil
	}
	defer m.Shares()()
	act.Kind.Begin(m, &st, act)
	m.PushPin(&st, &st.Regs, st.Defers)
	outer := st.Level
	st.Level = state.Level{}
	if act.Paused != nil {
		st.Level = act.Paused.Level
	}
	exits, course := m.Aside(m.beside(act, until), func() []follow.Exit {
		act.Kind.Level(m, &st, act)
		return m.followOrYield(st, act)
	})
	done, paused = course.Ended, course.Halted
	for _, e := range exits {
		if !e.Panics {
			done = append(done, e.State)
		}
	}
	if !act.Kind.Pends() && act.Fn.K == domain.Func {
		m.Ran(m.Prog.Funcs[act.Fn.N], len(done) > 0)
	}
	for i := range done {
		if act.Group.K == domain.Ptr {
			m.count(&done[i], act.Group, domain.Number(-1))
		}
		done[i].Level = outer
		saved.Restore(m.Runner, &done[i])
	}
	for i := range paused {
		c := *act
		mark := m.Last(&paused[i]) // put there by pause
		c.Paused = mark.Paused
		m.Remove(&paused[i], mark)
		m.Add(&paused[i], c)
		paused[i].Level = outer
		saved.Restore(m.Runner, &paused[i])
	}
	return done, paused
}

// RunsAs moves the IRQL to that of the routines of a slot.
func (m *Lives) RunsAs(st *state.State, a *Activity, slot string) {
	*st = m.At(*st, slot, int32(a.Fn.N))
	st.Trace.To = m.Highest(st)
}

// beside is the context in which an activity runs.
func (m *Lives) beside(act *Activity, until uint64) follow.Context {
	c := m.Context
	c.Inside, c.Beside, c.Until, c.Cannot, c.Sleeps = c.Inside+1, act.At, until, 0, act.Kind.Sleeps()
	c.Slept, c.Naps = program.SiteKey{}, 0
	if p := act.Paused; p != nil {
		c.Slept, c.Naps = p.Frames[len(p.Frames)-1].At.Key, p.Again+1
	}
	if !c.Endless {
		c.Awaited = ""
	}
	c.Endless = false
	return c
}

// followOrYield follows an activity. One that stays in a loop as long as nobody gets in
// between, as it asks there for what others change, is followed once more, and then
// pauses where it waits for its requests, too.
func (m *Lives) followOrYield(st state.State, act *Activity) []follow.Exit {
	stays := m.Stays
	exits := m.follow(st, act)
	if m.Stays == stays || m.Yields {
		return exits
	}
	m.Yields, m.Ended, m.Halted = true, nil, nil
	defer func() { m.Yields = false }()
	return m.follow(st, act)
}

// follow runs an activity from its start, or from where it waits.
func (m *Lives) follow(st state.State, act *Activity) []follow.Exit {
	if act.Paused != nil {
		defer func(was uint64) { m.since = was }(m.since)
		m.since = act.Paused.since
		return m.resume(st, act.Paused)
	}
	return act.Kind.Run(m, st, act)
}

// runRoutine runs the routine of an activity.
func (m *Lives) runRoutine(st state.State, act *Activity) []follow.Exit {
	f := m.Prog.Funcs[act.Fn.N]
	if len(f.Blocks) == 0 || len(m.Stack) >= m.Limits.Depth || m.Recursive(f, act.Args) {
		return nil
	}
	m.Prepare(&st, f, act.Fn.O, act.Args)
	return m.Perform(f, &st)
}

// runs says that an activity runs.
func (m *Lives) runs(st *state.State, act *Activity) {
	m.Log(st, finding.Enter, act.At, m.ActivityName(act)+" runs", "")
}

// resume goes on behind the call at which an activity paused, frame by frame.
func (m *Lives) resume(st state.State, c *Continuation) []follow.Exit {
	base := st.Pins
	result := c.Result
	at := c.Frames[len(c.Frames)-1].At
	awaited := domain.Value{K: domain.Ptr, O: state.ObjectOf(c.On), P: state.PathOf(c.On)}
	if in := at.Instr(); in.Code == summary.Receive {
		result = m.received(&st, at, in, awaited)
	} else if in.Call != nil && in.Call.Op == ddi.QueueRemove {
		result = m.dequeue(&st, at, in.Call, awaited)
	} else if c.On != 0 {
		m.consume(&st, awaited)
	}
	outs := []follow.Outcome{{St: st, Result: result}}
	var exits []follow.Exit
	for k := len(c.Frames) - 1; k >= 0; k-- {
		fr := c.Frames[k]
		m.Calls = append([]state.CallFrame(nil), c.Frames[:k]...)
		pins := base
		for _, up := range c.Frames[:k] {
			s := state.State{Pins: pins}
			m.PushPin(&s, &up.Regs, up.Defers)
			pins = s.Pins
		}
		a := m.Activate(fr.F)
		for i := range outs {
			outs[i].St.Regs, outs[i].St.Defers, outs[i].St.Pins = fr.Regs, fr.Defers, pins
		}
		m.Push(fr.F, &state.State{})
		b, i := fr.At.Key.Block, fr.At.Key.Instr
		var first state.State
		if ok, more := a.Finish(outs, b, i, &fr.F.Blocks[b].Instrs[i], &first); ok {
			a.From(b, i+1, &first)
			for k := range more {
				a.From(b, i+1, &more[k])
			}
		}
		exits = a.Drain()
		m.Pop()
		outs = outs[:0:0]
		for _, e := range exits {
			outs = append(outs, follow.Outcome{St: e.State, Result: m.Bundle(e.Results), Panics: e.Panics})
		}
	}
	return exits
}

// pause puts the activity that is being run aside, at the call at that will
// return result: until the event at key on is set, if that is not 0, and none of the
// others before. Where a deferred call or the like is under way it cannot.
func (m *Lives) pause(a *follow.Activation, at *program.Site, st state.State, result domain.Value, on uint64, others ...uint64) {
	m.Pauses++
	if m.Cannot > 0 || m.Inside != 1 {
		return
	}
	c := &Continuation{Result: result, On: on, Level: st.Level, others: others}
	if on == 0 {
		c.Again, c.since = m.again(at), since(&st)
	}
	c.Frames = append(append(c.Frames, m.Calls...), state.CallFrame{F: a.F, At: at, Regs: st.Regs, Defers: st.Defers})
	c.hash = c.hashed()
	m.Add(&st, Activity{Paused: c, At: at})
	m.Halted = append(m.Halted, st)
}

// Signalled reports whether the event at key k is set, or may be.
func (m *Lives) Signalled(st *state.State, k uint64) bool {
	if k == 0 {
		return true
	}
	v, ok := st.Mem.Get(k)
	return !ok && m.Objects[state.ObjectOf(k)].Kind != state.AllocObject || ok && (v.K != domain.Int || v.T != state.EventType || v.N != 0) || !ok && st.Async&program.Shares != 0
}

// runCall runs a goroutine that is a DDI itself.
func (m *Lives) runCall(st state.State, act *Activity) []follow.Exit {
	a := m.Activate(act.At.Fn)
	in := &act.At.Fn.Blocks[act.At.Key.Block].Instrs[act.At.Key.Instr]
	var out []follow.Exit
	for _, o := range a.Operate(&follow.Call{A: a, At: act.At, Op: in.Call.Op, Call: in.Call, Args: act.Args, Table: domain.Value{K: domain.API, O: domain.AnyBase}}, &st) {
		out = append(out, follow.Exit{State: o.St, Place: act.At})
	}
	return out
}
