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
		m.Remove(st, a) // those before it in the list are others from here on
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
			act.Handle = m.Allocate(&st, state.ThreadObject, r.At, "", state.Random)
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
	good := m.Status(&st, r, follow.Succeeds)
	if r.Op != ddi.StartThread {
		return []follow.Outcome{{St: st, Result: good}}
	}
	m.LogFailure(&bad, r, "")
	fail := m.Status(&bad, r, follow.Fails)
	return []follow.Outcome{{St: st, Result: good}, {St: bad, Result: fail}}
}

// boundCells are the cells of a work item in which its routine and its context stand:
// where it was made with them, or in its fields.
var boundCells = [][2]string{{"routine", "context"}, {ddi.WorkerRoutine, ddi.Parameter}}

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
