package simulate

import (
	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/follow"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/state"
	"github.com/wskvet/wskvet/internal/summary"
	"github.com/wskvet/wskvet/internal/typestate"
)

func (m *Machine) Operate(a *follow.Activation, r *follow.Call, st state.State) []follow.Outcome {
	if m.strays(r, &st) {
		return nil
	}
	if r.Crashes() {
		if m.Inside == 0 {
			m.Activities(st) // they may have run before that
		}
		return nil
	}
	if m.checkLevel(r, &st) {
		return nil
	}
	if r.Op.Wsk() {
		m.sent(r, &st)
		if _, ok := r.Arg(summary.Irp); ok && !m.Prog.Arms {
			m.SetCount(&st, unanswered, 1)
		}
	}
	if !m.Scope.Sockets {
		switch r.Op {
		case ddi.Accept, ddi.UseSocket, ddi.ReleaseData, ddi.CloseSocket:
			return m.done(r, st)
		case ddi.FreeIrp, ddi.ReuseIrp, ddi.InitIrp, ddi.CancelIrp, ddi.FinishIrp:
			return m.Anything(r, st)
		}
	}
	switch r.Op {
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
		r.Args = r.Args[min(1, len(r.Args)):]
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
		return a.Opaque(r.At, r.Call, r.Args, st)
	case ddi.Opaque:
		return a.Opaque(r.At, r.Call, r.Args, st)
	case ddi.NotModelled:
		m.Report.GiveUp(&st, r.At, "not modelled", a.F.Short+" could not be modelled")
		return m.Anything(r, st)
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
		v := m.UnknownIn(&st, r.At, full.Without(0))
		return []follow.Outcome{{St: st, Result: v}}
	}
	if r.Op.Atomic() || r.Op == ddi.AtomicStore {
		return m.interlocked(r, st)
	}
	return m.Anything(r, st)
}

// step moves registration k by event e. It reports false if the path ends there.
func (m *Machine) step(st *state.State, r *follow.Call, k uint64, e typestate.Event, text string) bool {
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
		m.Log(st, finding.Operate, r.At, text, m.phase(reg))
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
func (m *Machine) violated(st *state.State, r *follow.Call, k uint64, row typestate.Row) bool {
	if anew(row) && st.Async&program.Deregisters != 0 || m.excused(st, k, excuses(row)) {
		return false
	}
	if st.Blurred && row.Sockets == typestate.Some {
		m.Report.Vague(st, row.Rule, r, "a socket seems to be open", follow.Sprintf(row.Text, m.RegistrationName(st, k)))
		return false
	}
	name := m.RegistrationName(st, k)
	msg := follow.Sprintf(row.Text, name)
	if row.Event == typestate.Use {
		msg = r.Name() + " is " + msg
	}
	m.Report.Add(st, row.Rule, r.At, msg, name, r.Text())
	return true
}
