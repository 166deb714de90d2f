package lives

import (
	"slices"

	"github.com/wskvet/wskvet/internal/coverage"
	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/follow"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/state"
	"github.com/wskvet/wskvet/internal/summary"
)

// Threads, goroutines and work items are lives beside the one that is followed.
// One that has been started has run by the time somebody waits for it, and may
// run, as a whole, between two routines that the system calls. While it has
// not, whatever it may do excuses others: a finding about something that it
// could still do is not made.

func (m *Lives) Spawn(a *follow.Activation, b, i int32, in *summary.Instr, st *state.State) {
	at := m.Site(a.F, b, i)
	callee := a.F.Value(in.Call.Callee)
	if in.Call.Callee >= 0 {
		callee = a.Value(st, in.Call.Callee)
	}
	args := a.Values(st, in.Call.Args)
	if in.Call.Op.Wsk() {
		m.launchCall(st, at, in.Call, args)
		return
	}
	if in.Call.Method != "" {
		callee, args = m.method(st, at, in.Call, args)
	}
	if callee.IsNil() {
		a.Ends(b, i, coverage.Nil)
	}
	if callee.K == domain.Func {
		m.Launch(st, Activity{Kind: Goroutine, Fn: callee, Args: args, Handle: domain.None, At: at})
	}
}

// method is the method of an interface that a goroutine runs, and its arguments; Any
// if it is not known which.
func (m *Lives) method(st *state.State, at *program.Site, c *summary.Call, args []domain.Value) (domain.Value, []domain.Value) {
	recv := args[0]
	if recv.T <= 0 {
		return domain.Value{K: domain.Any}, args
	}
	f, ok := m.Prog.Methods[program.MethodKey{Typ: m.TypeNames[recv.T], Name: c.Method}]
	if !ok {
		return domain.Value{K: domain.Any}, args
	}
	args = slices.Clone(args)
	args[0] = recv.Unboxed()
	return domain.Value{K: domain.Func, N: int64(f.Fn), O: m.BindTypes(st, f.Args, at)}, args
}

// launchCall starts a goroutine that is a DDI itself.
func (m *Lives) launchCall(st *state.State, at *program.Site, c *summary.Call, args []domain.Value) {
	a := Activity{Kind: Goroutine, Fn: domain.Value{K: domain.API, N: m.Prog.Str(c.Name), O: domain.AnyBase}, Args: args, Handle: domain.None, At: at}
	m.Launch(st, a)
}

// Launch has an activity run beside st, where it is told from the others.
func (m *Lives) Launch(st *state.State, a Activity) (followed bool) {
	n, same := 0, 0
	for x := m.Last(st); x != nil; x = x.next {
		if x.Kind == a.Kind && x.Fn == a.Fn && x.At == a.At && slices.Equal(x.Args, a.Args) {
			same++
		}
		n++
	}
	if m.enoughWait(st, &a) {
		return false
	}
	if same == maxSame {
		m.SetCount(st, untold, 1)
		return true
	}
	if n >= maxActivities {
		m.Report.Inconclusive(st, a.At, "too many threads and work items are pending")
		return true
	}
	a.Trace = st.Trace
	m.Add(st, a)
	m.Escape(st, a.Fn)
	for _, v := range a.Args {
		m.Escape(st, v)
		m.Retain(st, v, 1)
	}
	m.Log(st, finding.Spawn, a.At, a.Kind.Verb()+" "+m.ActivityName(&a), "")
	return true
}

// enoughWait reports whether so many that are started at the same place wait already,
// from roots that have ended, that a life with one more is not followed: each of them
// may as well have run.
func (m *Lives) enoughWait(st *state.State, a *Activity) bool {
	if a.Kind.Unbounded() {
		return false
	}
	return len(m.Pending(st, func(x *Activity) bool {
		return x.Old && !x.Kind.Pends() && x.Paused == nil && x.At == a.At && x.Fn == a.Fn
	})) >= maxSame
}

// Settle says that the root which has started what is pending has ended. Who has
// nothing left to do has come to its end.
func (m *Lives) Settle(st *state.State) {
	for gone := m.Pending(st, m.spent); len(gone) > 0; gone = m.Pending(st, m.spent) {
		a := gone[0]
		m.disarm(st, a) // those before it in the list are others from here on
		m.Hold(st, a.Paused.Level, -1)
		if !a.Kind.Pends() && a.Fn.K == domain.Func {
			m.Ran(m.Prog.Funcs[a.Fn.N], true)
		}
	}
	m.acts.Put(st, m.acts.Of(st).aged())
}

// spent reports whether an activity has paused where it does not wait, and does nothing
// more that is followed.
func (m *Lives) spent(a *Activity) bool {
	return a.Paused != nil && a.Paused.On == 0 && m.ActivityEffects(a) == 0
}

// maxSame is how many activities that do the same are told apart: one and
// several. Where there are more, the cell untold of the harness says so.
const maxSame = 2

const untold = "untold"

// maxActivities bounds what is started and has not run.
const maxActivities = 6

// ActivityName is what a message calls an activity.
func (m *Lives) ActivityName(a *Activity) string { return a.Kind.Name(m, a) }

// ActivityEffects are what an activity may do yet.
func (m *Lives) ActivityEffects(a *Activity) program.Effects {
	if a.Paused != nil {
		return m.remaining(a.Paused)
	}
	return a.Kind.Effects(m, a)
}

// started are the kinds of activity that DDIs start.
var started = map[ddi.Op]Routine{ddi.StartThread: Thread, ddi.QueueWork: WorkItem, ddi.QueueContextFirst: WorkItem, ddi.GroupGo: Goroutine}

// Start is a DDI that starts a thread or queues a work item.
func (m *Lives) Start(r *follow.Call, st state.State) []follow.Outcome {
	bad := st
	act := Activity{Kind: started[r.Op], Handle: domain.None, At: r.At}
	for i, v := range r.Args {
		if v.K == domain.Func {
			act.Fn = v
		}
		if i == 0 && v.K == domain.Ptr && r.Op == ddi.StartThread {
			act.Handle = m.Allocate(&st, "thread", r.At, "", true)
			m.Store(&st, v.O, v.P, domain.Value{K: domain.Ptr, O: act.Handle})
		}
	}
	ctx, hasCtx := r.LastContext()
	for _, names := range boundCells {
		if act.Fn.K == domain.Func || len(r.Args) == 0 || r.Args[0].K != domain.Ptr {
			break
		}
		item := r.Args[0]
		if v, ok := st.Mem.Get(state.Key(item.O, m.Paths.Below(item.P, names[0]))); ok && v.K == domain.Func {
			act.Fn = v
			ctx, hasCtx = st.Mem.Get(state.Key(item.O, m.Paths.Below(item.P, names[1])))
		}
	}
	if act.Fn.K != domain.Func {
		if r.NoRoutine() {
			m.Report.Inconclusive(&st, r.At, "no routine is handed to "+r.Name()+", so nothing that it would do is followed")
		}
		return m.Either2(r, st)
	}
	f := m.Prog.Funcs[act.Fn.N]
	at := f.ContextAt(r.Op)
	for i := range f.Params {
		v := domain.Value{K: domain.Any}
		if hasCtx && i == at {
			v = ctx
		}
		act.Args = append(act.Args, v)
	}
	if r.Op == ddi.GroupGo && len(r.Args) > 0 && r.Args[0].K == domain.Ptr {
		act.Group = r.Args[0]
		m.count(&st, act.Group, domain.Number(1))
	}
	if !m.Launch(&st, act) {
		return nil
	}
	if len(r.Call.Results) == 0 {
		return []follow.Outcome{{St: st}}
	}
	good := m.Status(&st, r, true)
	if r.Op != ddi.StartThread {
		return []follow.Outcome{{St: st, Result: good}}
	}
	m.Log(&bad, finding.Operate, r.At, r.Text()+" fails", "")
	fail := m.Status(&bad, r, false)
	return []follow.Outcome{{St: st, Result: good}, {St: bad, Result: fail}}
}

// boundCells are the cells of a work item in which its routine and its context stand:
// where it was made with them, or in its fields.
var boundCells = [][2]string{{"routine", "context"}, {"WorkerRoutine", "Parameter"}}

// Anybody is any activity.
func Anybody(*Activity) bool { return true }

// Pending are the activities that have not run, first started first.
func (m *Lives) Pending(st *state.State, want func(*Activity) bool) []*Activity {
	var out []*Activity
	for a := m.Last(st); a != nil; a = a.next {
		if want(a) {
			out = append(out, a)
		}
	}
	slices.Reverse(out)
	return out
}

// RunActivity runs an activity from st, which has it pending: to its end, or to
// where it waits for what nobody has done yet. until is the key of an event for
// which it is run: it also pauses when it has set that.
func (m *Lives) RunActivity(st state.State, act *Activity, until uint64) (done, paused []state.State) {
	saved := follow.Frame{Regs: st, Defers: st.Defers}
	m.Remove(&st, act)
	for _, v := range act.Args {
		m.Retain(&st, v, -1)
	}
	if act.Paused != nil && !m.Signalled(&st, act.Paused.On) {
		return nil, nil
	}
	act.Kind.Begin(m, &st, act)
	m.PushPin(&st, &st.Regs, st.Defers)
	outer := m.aside(&st, act)
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
		m.Back(&done[i], outer)
		saved.Restore(m.Runner, &done[i])
	}
	for i := range paused {
		c := *act
		mark := m.Last(&paused[i]) // put there by pause
		c.Paused = mark.Paused
		m.Remove(&paused[i], mark)
		m.Add(&paused[i], c)
		for _, v := range c.Args {
			m.Retain(&paused[i], v, 1)
		}
		m.Back(&paused[i], outer)
		saved.Restore(m.Runner, &paused[i])
	}
	return done, paused
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

// aside puts the IRQL of whoever waits aside: an activity begins at
// PASSIVE_LEVEL, or goes on at the level at which it has paused.
func (m *Lives) aside(st *state.State, act *Activity) (outer state.Level) {
	outer = st.Level
	m.Hold(st, outer, 1)
	l := state.Level{}
	if act.Paused != nil {
		l = act.Paused.Level
	}
	m.ChangeLevel(st, l)
	if act.Paused != nil {
		m.Hold(st, l, -1)
	}
	return outer
}

// follow runs an activity from its start, or from where it waits.
func (m *Lives) follow(st state.State, act *Activity) []follow.Exit {
	if act.Paused != nil {
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
	st = m.Prepare(st, f, act.Fn.O, act.Args)
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

// pause puts the activity that is being run aside, at the call r that will
// return result. Where a deferred call or the like is under way it cannot.
func (m *Lives) pause(a *follow.Activation, at *program.Site, st state.State, result domain.Value, on uint64) {
	m.Pauses++
	if m.Cannot > 0 || m.Inside != 1 {
		return
	}
	c := &Continuation{Result: result, On: on, Level: st.Level}
	if on == 0 {
		c.Again = m.again(at)
	}
	m.Hold(&st, c.Level, 1)
	c.Frames = append(append(c.Frames, m.Calls...), state.CallFrame{F: a.F, At: at, Regs: st.Regs, Defers: st.Defers})
	c.hash = domain.Combine(result.Hash(), on, c.Level.Hash(), uint64(c.Again))
	for _, f := range c.Frames {
		c.hash = domain.Combine(c.hash, uint64(f.F.Index), uint64(uint32(f.At.Key.Block)), uint64(uint32(f.At.Key.Instr)), f.Regs.Hash())
		if f.Defers != nil {
			c.hash = domain.Combine(c.hash, f.Defers.Hash)
		}
	}
	m.Add(&st, Activity{Paused: c, At: at})
	m.Halted = append(m.Halted, st)
}

// Signalled reports whether the event at key k is set, or may be.
func (m *Lives) Signalled(st *state.State, k uint64) bool {
	if k == 0 {
		return true
	}
	v, ok := st.Mem.Get(k)
	return !ok && m.Objects[state.ObjectOf(k)].Kind != "alloc" || ok && (v.K != domain.Int || v.T != state.EventType || v.N != 0) || !ok && st.Async&program.Shares != 0
}

// runCall runs a goroutine that is a DDI itself.
func (m *Lives) runCall(st state.State, act *Activity) []follow.Exit {
	a := m.Activate(act.At.Fn)
	in := &act.At.Fn.Blocks[act.At.Key.Block].Instrs[act.At.Key.Instr]
	var out []follow.Exit
	for _, o := range a.Operate(&follow.Call{A: a, At: act.At, Op: in.Call.Op, Call: in.Call, Args: act.Args, Table: domain.Value{K: domain.API, O: domain.AnyBase}}, st) {
		out = append(out, follow.Exit{State: o.St, Place: act.At})
	}
	return out
}
