package simulate

import (
	"math"

	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/state"
	"github.com/wskvet/wskvet/internal/summary"
	"github.com/wskvet/wskvet/internal/typestate"
)

// request is a call of a DDI.
type request struct {
	a      *activation
	at     *program.Site
	op     ddi.Op
	call   *summary.Call
	args   []Value
	table  Value // the dispatch table it goes through
	callee Value
}

// arg is the first argument of a role.
func (r *request) arg(role summary.Role) (Value, bool) {
	for i, x := range r.call.Roles {
		if x == role && i < len(r.args) {
			return r.args[i], true
		}
	}
	return Value{}, false
}

// registration is the argument that names the registration: by its type, as the
// receiver, or else the first pointer.
func (r *request) registration() (Value, bool) {
	for _, role := range []summary.Role{summary.Registration, summary.Receiver, summary.Out} {
		if v, ok := r.arg(role); ok {
			return v, true
		}
	}
	for _, v := range r.args { // a type parameter, or an interface
		if v.K == Ptr {
			return v, true
		}
	}
	return Value{}, false
}

// crashes reports whether the call is handed nil for what it cannot do without: a
// bug check, by no rule of ours.
func (r *request) crashes() bool {
	switch r.op {
	case ddi.Register, ddi.Deregister, ddi.Capture, ddi.Release:
		v, ok := r.registration()
		return ok && v.IsNil()
	case ddi.WaitOne, ddi.EventInit, ddi.EventSet, ddi.EventClear, ddi.EventRead, ddi.SemaphoreInit, ddi.SemaphoreRelease, ddi.UseSocket, ddi.ReleaseData:
		return len(r.args) > 0 && r.args[0].IsNil()
	case ddi.FreeDevice: // where the model leaves out who makes the device, it is there
		return r.a.m.Prog.Devices && len(r.args) > 0 && r.args[0].IsNil()
	case ddi.OnCompletion, ddi.FreeIrp, ddi.ReuseIrp, ddi.InitIrp, ddi.CancelIrp: // likewise
		v, ok := r.arg(summary.Irp)
		return ok && v.IsNil() && r.a.m.Prog.Irps
	}
	return ddi.Needs(r.name()) && len(r.args) > 0 && r.args[0].IsNil()
}

func (r *request) integers() []Value {
	var out []Value
	for i, x := range r.call.Roles {
		if x == summary.Integer && i < len(r.args) {
			out = append(out, r.args[i])
		}
	}
	return out
}

// system carries out a DDI.
func (a *activation) system(r *request, st state.State) []outcome {
	at, found := r.at.Key, a.m.report.Told
	a.m.notesVague(r)
	if r.op.Lifecycle() {
		a.trail.Called(at.Block, at.Instr)
	}
	outs := a.m.sys.Operate(a, r, st)
	if len(outs) == 0 && a.m.report.Told == found {
		a.ends(at.Block, at.Instr, r.halts())
	}
	return outs
}

func (m *Machine) Operate(a *activation, r *request, st state.State) []outcome {
	if m.strays(r, &st) {
		return nil
	}
	if r.crashes() {
		if m.inside == 0 {
			m.Activities(st) // they may have run before that
		}
		return nil
	}
	if m.checkLevel(r, &st) {
		return nil
	}
	if r.op.Wsk() {
		m.sent(r, &st)
		if _, ok := r.arg(summary.Irp); ok && !m.Prog.Arms {
			m.SetCount(&st, unanswered, 1)
		}
	}
	if !m.scope.Sockets {
		switch r.op {
		case ddi.Accept, ddi.UseSocket, ddi.ReleaseData, ddi.CloseSocket:
			return m.done(r, st)
		case ddi.FreeIrp, ddi.ReuseIrp, ddi.InitIrp, ddi.CancelIrp, ddi.FinishIrp:
			return m.anything(r, st)
		}
	}
	switch r.op {
	case ddi.Register:
		return m.register(r, st)
	case ddi.Deregister:
		return m.deregister(r, st)
	case ddi.Capture:
		return m.capture(r, st)
	case ddi.Release:
		return m.release(r, st)
	case ddi.Query:
		return m.query(r, st)
	case ddi.Dispatch, ddi.FreeAddress, ddi.OpenSocket:
		return m.provider(r, st)
	case ddi.Accept:
		return m.open(r, st, 0)
	case ddi.CloseSocket:
		return m.closeSocket(r, st)
	case ddi.UseSocket:
		return m.useSocket(r, st)
	case ddi.FreeIrp:
		return m.irpCall(r, st, typestate.IrpFree)
	case ddi.ReuseIrp, ddi.InitIrp:
		return m.irpCall(r, st, typestate.IrpReuse)
	case ddi.CancelIrp:
		return m.irpCall(r, st, typestate.IrpCancel)
	case ddi.FinishIrp:
		return m.irpCall(r, st, typestate.IrpFinish)
	case ddi.ReleaseData:
		return m.releaseData(r, st)
	case ddi.Raise, ddi.TryRaise, ddi.Restore, ddi.RaiseIrql, ddi.LowerIrql, ddi.CurrentIrql:
		return m.shift(r, st)
	case ddi.NmrRegister, ddi.NmrAttach, ddi.NmrDeregister, ddi.NmrComplete, ddi.NmrWait:
		return m.nmr(r, st)
	case ddi.NewIrp, ddi.NewObject:
		return m.newObject(r, st)
	case ddi.NewDevice:
		return m.newDevice(r, st)
	case ddi.FreeInto:
		r.args = r.args[min(1, len(r.args)):]
		return m.freeObject(r, st)
	case ddi.FreeObject, ddi.FreeDevice:
		return m.freeObject(r, st)
	case ddi.Zero:
		return m.zero(r, st)
	case ddi.Overwrite:
		return m.overwrite(r, st)
	case ddi.OnCompletion:
		m.always(r, &st)
		return m.routines(r, st)
	case ddi.SetDpc, ddi.SetThreadedDpc:
		return m.routines(r, st)
	case ddi.ArmDpc, ddi.SetTimer:
		return m.arm(r, st)
	case ddi.CancelTimer:
		return m.cancel(r, st)
	case ddi.Hook, ddi.HookIf:
		return m.hook(r, st)
	case ddi.Unhook:
		return m.unhooks(r, st)
	case ddi.Reinitialize:
		return m.reinitialize(r, st)
	case ddi.NewRoutine:
		return m.newRoutine(r, st)
	case ddi.Framework:
		return m.framework(r, st)
	case ddi.StartThread, ddi.QueueWork, ddi.QueueContextFirst, ddi.GroupGo:
		return m.start(r, st)
	case ddi.AsObjectOut:
		return m.asObject(r, st)
	case ddi.FinishRequest:
		return m.finishRequest(r, st)
	case ddi.Exclusive:
		return m.setExclusive(r, st)
	case ddi.FileOf:
		return m.fileOf(r, st)
	case ddi.AsObject, ddi.ContextOf, ddi.DeviceOf, ddi.DriverOf:
		return m.objectOfHandle(r, st)
	case ddi.NoReturn, ddi.EndThread:
		return m.end(r, st)
	case ddi.CallDriver:
		m.sent(r, &st)
		m.surrendered(r, &st)
		return a.opaque(r.at, r.call, r.args, st)
	case ddi.Opaque:
		return a.opaque(r.at, r.call, r.args, st)
	case ddi.NotModelled:
		m.report.giveUp(&st, r.at, "not modelled", a.f.Short+" could not be modelled")
		return m.anything(r, st)
	case ddi.Succeeded:
		return m.succeeded(r, st)
	case ddi.EventInit, ddi.EventSet, ddi.EventClear, ddi.SemaphoreInit, ddi.SemaphoreRelease, ddi.GroupAdd, ddi.GroupDone, ddi.RundownEnd, ddi.CloseChannel:
		return m.signal(r, st)
	case ddi.EventRead:
		return m.readEvent(r, st)
	case ddi.RundownBegin, ddi.RundownReset, ddi.RundownOver:
		return m.protection(r, st)
	case ddi.WaitAll:
		return m.waitMany(a, r, st)
	case ddi.Sleep:
		return m.sleep(a, r, st)
	case ddi.WaitOne, ddi.GroupWait, ddi.Rundown, ddi.RundownLast, ddi.Flush, ddi.FlushDpcs:
		return m.wait(a, r, st)
	case ddi.OnceDo, ddi.RunOnce:
		return m.once(a, r, st)
	case ddi.NonNil:
		v := m.UnknownIn(&st, r.at, full.Without(0))
		return []outcome{{st: st, result: v}}
	}
	if r.op.Atomic() || r.op == ddi.AtomicStore {
		return m.interlocked(r, st)
	}
	return m.anything(r, st)
}

// anything is a call whose result is unknown and that changes nothing.
func (m *Machine) anything(r *request, st state.State) []outcome {
	v := m.results(&st, r.call, r.at)
	return append(m.outcomes(), outcome{st: st, result: v})
}

// status is the results of a call that succeeds or fails. The status is the last
// result that can be one; what stands before it is given.
func (m *Machine) status(st *state.State, r *request, ok bool, before ...Value) Value {
	shapes := r.call.Results
	vs := make([]Value, len(shapes))
	for i, s := range shapes {
		last := i == len(shapes)-1
		switch {
		case last && s == summary.Bool:
			vs[i] = boolean(ok)
		case last && (s == summary.Signed || s == summary.Error) && ok:
			vs[i] = integer(0)
		case last && s == summary.Signed:
			vs[i] = m.UnknownIn(st, r.at, Range{Lo: -1 << 30, Hi: -1}) // of severity error: no page of a DDI names a warning
		case last && s == summary.Unsigned && ok:
			vs[i] = integer(0)
		case last && s == summary.Unsigned:
			vs[i] = m.UnknownIn(st, r.at, Range{Lo: 3 << 30, Hi: math.MaxUint32})
		case last && s == summary.Error:
			vs[i] = m.UnknownIn(st, r.at, full.Without(0))
		case ok && len(before) > 0:
			vs[i] = before[0]
			before = before[1:]
		case ok:
			vs[i] = m.UnknownOf(st, r.at, s)
		case s == summary.Struct:
			vs[i] = Value{K: Agg}
		default:
			vs[i] = integer(0)
		}
	}
	return m.bundle(vs)
}

// place is the key of the registration that v points to; ok is false if it is
// not one object.
func (m *Machine) place(st *state.State, v Value) (uint64, bool) {
	o, p, ok := m.Base(st, v)
	if !ok || !m.Strong(st, o, p) {
		return 0, false
	}
	return state.Key(o, p), m.follows(state.Key(o, p))
}

// untracked is a register or capture of a registration that is not followed:
// anything may come of it.
func (m *Machine) untracked(r *request, st state.State) []outcome {
	if npi, ok := r.arg(summary.ProviderNPI); ok {
		if o, p, ok := m.Base(&st, npi); ok {
			m.Mark(&st, o, p, true)
		}
	}
	return m.anything(r, st)
}

// step moves registration k by event e. It reports false if the path ends there.
func (m *Machine) step(st *state.State, r *request, k uint64, e typestate.Event, text string) bool {
	reg := m.RegistrationAt(st, k)
	if row, broken := reg.Breaks(e); broken {
		if m.violated(st, r, k, row) {
			return !row.Ends
		}
		if row.Ends { // somebody else made up for it, at a time that is not known
			reg.Registration = typestate.Registration{Phase: typestate.Unknown}
			if e == typestate.Deregister && row.Phase == typestate.Registered {
				reg.Phase = typestate.Deregistered // it waited
			}
			st.Regis = st.Regis.Set(k, reg)
			return true
		}
	}
	reg.Registration = reg.Next(e)
	st.Regis = st.Regis.Set(k, reg)
	if text != "" {
		m.note(st, finding.Operate, r.at, text, m.phase(reg))
	}
	return true
}

// phase is what a witness says of a registration: a few texts, again and again.
func (m *Machine) phase(reg state.Registration) string {
	text, ok := m.phases[reg.Registration]
	if !ok {
		text = reg.String()
		m.phases[reg.Registration] = text
	}
	return text
}

// excuses are the effects of somebody else that would make up for what a row of
// the protocol says is missing.
func excuses(row typestate.Row) program.Effects {
	switch row.Event {
	case typestate.Deregister:
		switch {
		case row.Captures == typestate.Some:
			return program.Releases
		case row.Sockets == typestate.Some:
			return program.Closes
		}
		return program.Registers
	case typestate.CaptureSucceeds, typestate.CaptureFails, typestate.Query:
		return program.Registers
	case typestate.Release, typestate.Use:
		return program.Captures
	}
	return 0
}

// anew reports whether a row is about a second WskRegister. Who has yet to
// deregister comes too late for it: had anybody waited for that, it would have run.
func anew(row typestate.Row) bool {
	return row.Event == typestate.RegisterSucceeds || row.Event == typestate.RegisterFails
}

// others are the effects of whatever else may run now.
func (m *Machine) others(st *state.State) program.Effects {
	e := st.Async
	for a := st.Acts; a != nil; a = a.Next {
		e |= m.activityEffects(a)
	}
	return e
}

// violated reports a broken row, unless something else that runs may make up
// for it. It reports whether the row is broken for certain.
func (m *Machine) violated(st *state.State, r *request, k uint64, row typestate.Row) bool {
	if anew(row) && st.Async&program.Deregisters != 0 || m.excused(st, k, excuses(row)) {
		return false
	}
	if st.Blurred && row.Sockets == typestate.Some {
		m.report.vague(st, row.Rule, r, "a socket seems to be open", sprintf(row.Text, m.RegistrationName(st, k)))
		return false
	}
	name := m.RegistrationName(st, k)
	msg := sprintf(row.Text, name)
	if row.Event == typestate.Use {
		msg = r.name() + " is " + msg
	}
	m.report.add(st, row.Rule, r.at, msg, name, r.text())
	return true
}

func (r *request) name() string {
	if r.call.Name != "" {
		return r.call.Name
	}
	return r.a.m.Prog.Text(r.table.N)
}

func (r *request) text() string {
	if r.call.Text != "" {
		return r.call.Text
	}
	return r.name()
}
