package follow

import (
	"math"
	"slices"
	"strings"

	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/state"
	"github.com/wskvet/wskvet/internal/summary"
)

// Call is a call of a DDI.
type Call struct {
	A      *Activation
	At     *program.Site
	Op     ddi.Op
	Call   *summary.Call
	Args   []domain.Value
	Table  domain.Value // the dispatch table it goes through
	callee domain.Value
}

// Arg is the first argument of a role.
func (r *Call) Arg(role summary.Role) (domain.Value, bool) {
	for i, x := range r.Call.Roles {
		if x == role && i < len(r.Args) {
			return r.Args[i], true
		}
	}
	return domain.Value{}, false
}

// Registration is the argument that names the registration: by its type, as the
// receiver, or else the first pointer.
func (r *Call) Registration() (domain.Value, bool) {
	for _, role := range []summary.Role{summary.Registration, summary.Receiver, summary.Out} {
		if v, ok := r.Arg(role); ok {
			return v, true
		}
	}
	for _, v := range r.Args { // a type parameter, or an interface
		if v.K == domain.Ptr {
			return v, true
		}
	}
	return domain.Value{}, false
}

// Crashes reports whether the call is handed nil for what it cannot do without: a
// bug check, by no rule of ours.
func (r *Call) Crashes() bool {
	switch r.Op {
	case ddi.Register, ddi.Deregister, ddi.Capture, ddi.Release:
		v, ok := r.Registration()
		return ok && v.IsNil()
	case ddi.WaitOne, ddi.EventInit, ddi.EventSet, ddi.EventClear, ddi.EventRead, ddi.SemaphoreInit, ddi.SemaphoreRelease,
		ddi.QueueInit, ddi.QueueInsert, ddi.QueueFirst, ddi.QueueRemove, ddi.QueueOver, ddi.UseSocket, ddi.ReleaseData:
		return len(r.Args) > 0 && r.Args[0].IsNil()
	case ddi.ContextOf:
		return len(r.Args) > 0 && r.Args[0].Unboxed().IsNil()
	case ddi.FreeDevice: // where the model leaves out who makes the device, it is there
		return r.A.m.Prog.Devices && len(r.Args) > 0 && r.Args[0].IsNil()
	case ddi.OnCompletion, ddi.FreeIrp, ddi.ReuseIrp, ddi.InitIrp, ddi.CancelIrp: // likewise
		v, ok := r.Arg(summary.Irp)
		return ok && v.IsNil() && r.A.m.Prog.Irps
	}
	return ddi.Needs(r.Name()) && len(r.Args) > 0 && r.Args[0].IsNil()
}

func (r *Call) Integers() []domain.Value {
	var out []domain.Value
	for i, x := range r.Call.Roles {
		if x == summary.Integer && i < len(r.Args) {
			out = append(out, r.Args[i])
		}
	}
	return out
}

// Operate carries out a DDI.
func (a *Activation) Operate(r *Call, st *state.State) []Outcome {
	at, found := r.At.Key, a.m.Report.Told
	a.m.notesVague(r, st)
	if !r.Op.Fills() && slices.ContainsFunc(r.Args, func(v domain.Value) bool { return a.m.Blends(st, v) }) && r.Op.Lifecycle() {
		a.m.Report.Inconclusive(st, r.At, "this is about an element of an array beyond those that are told apart")
	}
	if what := a.m.scattered(r, st); what != "" {
		a.m.Scattered(r, st, what)
	}
	if r.Op.Lifecycle() {
		a.trail.Called(at.Block, at.Instr)
	}
	outs := a.m.Sys.Operate(r, st)
	if len(outs) == 0 && a.m.Report.Told == found {
		a.Ends(at.Block, at.Instr, r.halts())
	}
	return outs
}

// scattered says of what several a call moves the registration: an element that may be any of
// an array, or memory that stands for all further of one allocation. It is "" of one alone.
func (m *Runner) scattered(r *Call, st *state.State) string {
	switch r.Op {
	case ddi.Register, ddi.Deregister, ddi.Capture, ddi.Release:
	default:
		return ""
	}
	v, _ := r.Registration()
	o, p, ok := m.Base(st, v)
	switch {
	case !ok || !m.follows(state.Key(o, p)):
	case m.Scatters(p):
		return "an element of an array by an index that is not known"
	case !m.Strong(st, o, 0):
		return "memory of which there is more than is told apart"
	}
	return ""
}

// Scattered gives up what is behind a call about one of several things. A driver that is
// followed once more tells more of them apart.
func (m *Runner) Scattered(r *Call, st *state.State, what string) {
	st.Lossy = true
	m.Report.GiveUp(st, r.At, "elements", "this is about "+what)
}

// Anything is a call whose result is unknown and that changes nothing.
func (m *Runner) Anything(r *Call, st state.State) []Outcome {
	v := m.Results(&st, r.Call, r.At)
	return append(m.Outcomes(), Outcome{St: st, Result: v})
}

// Ending is how a call with a status ends.
type Ending bool

const (
	Fails    Ending = false
	Succeeds Ending = true
)

// Status is the results of a call that succeeds or fails. The status is the last
// result that can be one; what stands before it is given.
func (m *Runner) Status(st *state.State, r *Call, e Ending, before ...domain.Value) domain.Value {
	shapes := r.Call.Results
	vs := make([]domain.Value, len(shapes))
	for i, s := range shapes {
		last := i == len(shapes)-1
		switch {
		case last && s == summary.Bool:
			vs[i] = domain.Boolean(e == Succeeds)
		case last && (s == summary.Signed || s == summary.Error) && e == Succeeds:
			vs[i] = domain.Number(0)
		case last && s == summary.Signed:
			vs[i] = m.UnknownIn(st, r.At, domain.Range{Lo: -1 << 30, Hi: -1}) // of severity error: no page of a DDI names a warning
		case last && s == summary.Unsigned && e == Succeeds:
			vs[i] = domain.Number(0)
		case last && s == summary.Unsigned:
			vs[i] = m.UnknownIn(st, r.At, domain.Range{Lo: 3 << 30, Hi: math.MaxUint32})
		case last && s == summary.Error:
			vs[i] = m.UnknownIn(st, r.At, domain.Full.Without(0))
		case e == Succeeds && len(before) > 0:
			vs[i] = before[0]
			before = before[1:]
		case e == Succeeds:
			vs[i] = m.UnknownOf(st, r.At, s)
		case s == summary.Struct:
			vs[i] = domain.Value{K: domain.Agg}
		default:
			vs[i] = domain.Number(0)
		}
	}
	return m.Bundle(vs)
}

// Place is the key of the registration that v points to; ok is false if it is
// not one object.
func (m *Runner) Place(st *state.State, v domain.Value) (uint64, bool) {
	o, p, ok := m.Base(st, v)
	if !ok || !m.Strong(st, o, p) {
		return 0, false
	}
	return state.Key(o, p), m.follows(state.Key(o, p))
}

// Untracked is a register or capture of a registration that is not followed:
// anything may come of it.
func (m *Runner) Untracked(r *Call, st state.State) []Outcome {
	if npi, ok := r.Arg(summary.ProviderNPI); ok {
		if o, p, ok := m.Base(&st, npi); ok {
			m.Mark(&st, o, p, state.Random)
		}
	}
	return m.Anything(r, st)
}

func (r *Call) Name() string {
	if r.Call.Name != "" {
		return r.Call.Name
	}
	return r.A.m.Prog.Text(r.Table.N)
}

func (r *Call) Text() string {
	if r.Call.Text != "" {
		return r.Call.Text
	}
	return r.Name()
}

// Handle is the handle that a function is handed, and whether it is a client's.
func (r *Call) Handle() (domain.Value, bool) {
	if len(r.Args) == 0 {
		return domain.Value{K: domain.Any}, false
	}
	v := r.Args[0]
	return v, v.K == domain.Ptr && r.A.m.Objects[v.O].Kind == state.NmrObject
}

// Outs are the arguments that point to something.
func (r *Call) Outs() []domain.Value {
	var out []domain.Value
	for i, v := range r.Args {
		if v.K == domain.Ptr && r.Call.Roles[i] == summary.Out {
			out = append(out, v)
		}
	}
	return out
}

// Pointer is the first argument that is a pointer.
func (r *Call) Pointer() (domain.Value, bool) {
	for _, v := range r.Args {
		if v.K == domain.Ptr {
			return v, true
		}
	}
	return domain.Value{}, false
}

// LastContext is the argument behind the routine.
func (r *Call) LastContext() (domain.Value, bool) {
	for i := len(r.Args) - 1; i >= 0; i-- {
		if r.Args[i].K == domain.Func {
			break
		}
		switch r.Call.Roles[i] {
		case summary.Context, summary.Out, summary.Registration, summary.ProviderNPI, summary.Irp, summary.Socket, summary.Buffer, summary.Events:
			return r.Args[i], true
		}
	}
	return domain.Value{}, false
}

// Limited reports whether a wait for several objects has a time-out.
func (r *Call) Limited() bool {
	seen := false
	for i, v := range r.Args {
		if v.K == domain.Ptr && !seen {
			seen = true // the objects
			continue
		}
		if role := r.Call.Roles[i]; seen && (role == summary.Out || role == summary.Context) {
			return !v.IsNil() // behind it stands room for the wait itself
		}
	}
	return false
}

// TimesOut reports whether a wait has a time limit: a pointer that is not nil,
// behind the object.
func (r *Call) TimesOut() bool {
	if n := r.Integers(); ddi.Milliseconds(r.Name()) && len(n) > 0 {
		return n[0].K != domain.Int || n[0].N != 0
	}
	for i := 1; i < len(r.Args) && i < len(r.Call.Roles); i++ {
		switch r.Call.Roles[i] {
		case summary.Out, summary.Context:
			if !r.Args[i].IsNil() {
				return true
			}
		}
	}
	return false
}

// Hands reports whether a call is handed fn.
func (r *Call) Hands(fn domain.Value) bool {
	for _, v := range r.Args {
		if v.Plain() == fn.Plain() {
			return true
		}
	}
	return false
}

// Argument is argument i of a call, if it has that.
func Argument(r *Call, i int) domain.Value {
	if i < len(r.Args) {
		return r.Args[i]
	}
	return domain.Value{K: domain.Any}
}

// Times is how many holds a call takes or releases, with the sign: forms whose names end in
// Ex are handed their number.
func (r *Call) Times(sign int64) domain.Value {
	n := r.Integers()
	switch {
	case !strings.HasSuffix(r.Name(), "Ex") || len(n) == 0:
		return domain.Number(sign)
	case n[0].K == domain.Int:
		return domain.Number(sign * n[0].N)
	}
	return domain.Value{K: domain.Any}
}

// NoRoutine reports whether a call that starts a routine is handed nil for it.
func (r *Call) NoRoutine() bool {
	for i, role := range r.Call.Roles {
		if role == summary.Callback && i < len(r.Args) && r.Args[i].IsNil() {
			return true
		}
	}
	return false
}

// Either2 is a call that may succeed or fail on something not tracked.
func (m *Runner) Either2(r *Call, st state.State) []Outcome {
	bad := st
	good := m.Status(&st, r, Succeeds)
	fail := m.Status(&bad, r, Fails)
	return []Outcome{{St: st, Result: good}, {St: bad, Result: fail}}
}
