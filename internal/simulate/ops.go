package simulate

import (
	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/follow"
	"github.com/wskvet/wskvet/internal/lives"
	"github.com/wskvet/wskvet/internal/state"
	"github.com/wskvet/wskvet/internal/summary"
	"github.com/wskvet/wskvet/internal/typestate"
)

func (m *Machine) Operate(a *follow.Activation, r *follow.Call, st state.State) []follow.Outcome {
	if m.Strays(r, &st) {
		return nil
	}
	if r.Crashes() {
		if m.Inside == 0 {
			m.Activities(st) // they may have run before that
		}
		return nil
	}
	if m.CheckLevel(r, &st) {
		return nil
	}
	if r.Op.Wsk() {
		m.Sent(r, &st)
		if _, ok := r.Arg(summary.Irp); ok && !m.Prog.Arms {
			m.SetCount(&st, lives.Unanswered, 1)
		}
	}
	if !m.Scope.Sockets {
		switch r.Op {
		case ddi.Accept, ddi.UseSocket, ddi.ReleaseData, ddi.CloseSocket:
			return m.Done(r, st)
		case ddi.FreeIrp, ddi.ReuseIrp, ddi.InitIrp, ddi.CancelIrp, ddi.FinishIrp:
			return m.Anything(r, st)
		}
	}
	switch r.Op {
	case ddi.Register:
		return m.Register(r, st)
	case ddi.Deregister:
		return m.Deregister(r, st)
	case ddi.Capture:
		return m.Capture(r, st)
	case ddi.Release:
		return m.Release(r, st)
	case ddi.Query:
		return m.Query(r, st)
	case ddi.Dispatch, ddi.FreeAddress, ddi.OpenSocket:
		return m.Provider(r, st)
	case ddi.Accept:
		return m.OpenSocket(r, st, 0)
	case ddi.CloseSocket:
		return m.CloseSocket(r, st)
	case ddi.UseSocket:
		return m.UseSocket(r, st)
	case ddi.FreeIrp:
		return m.IrpCall(r, st, typestate.IrpFree)
	case ddi.ReuseIrp, ddi.InitIrp:
		return m.IrpCall(r, st, typestate.IrpReuse)
	case ddi.CancelIrp:
		return m.IrpCall(r, st, typestate.IrpCancel)
	case ddi.FinishIrp:
		return m.IrpCall(r, st, typestate.IrpFinish)
	case ddi.ReleaseData:
		return m.ReleaseData(r, st)
	case ddi.Raise, ddi.TryRaise, ddi.Restore, ddi.RaiseIrql, ddi.LowerIrql, ddi.CurrentIrql:
		return m.Shift(r, st)
	case ddi.NmrRegister, ddi.NmrAttach, ddi.NmrDeregister, ddi.NmrComplete, ddi.NmrWait:
		return m.Nmr(r, st)
	case ddi.NewIrp, ddi.NewObject:
		return m.NewObject(r, st)
	case ddi.NewDevice:
		return m.NewDevice(r, st)
	case ddi.FreeInto:
		r.Args = r.Args[min(1, len(r.Args)):]
		return m.FreeObject(r, st)
	case ddi.FreeObject, ddi.FreeDevice:
		return m.FreeObject(r, st)
	case ddi.Zero:
		return m.ZeroMemory(r, st)
	case ddi.Overwrite:
		return m.Overwrite(r, st)
	case ddi.OnCompletion:
		m.Always(r, &st)
		return m.Routines(r, st)
	case ddi.SetDpc, ddi.SetThreadedDpc:
		return m.Routines(r, st)
	case ddi.ArmDpc, ddi.SetTimer:
		return m.Arm(r, st)
	case ddi.CancelTimer:
		return m.Cancel(r, st)
	case ddi.Hook, ddi.HookIf:
		return m.Hook(r, st)
	case ddi.Unhook:
		return m.Unhooks(r, st)
	case ddi.Reinitialize:
		return m.Reinitialize(r, st)
	case ddi.NewRoutine:
		return m.NewRoutine(r, st)
	case ddi.Framework:
		return m.Framework(r, st)
	case ddi.StartThread, ddi.QueueWork, ddi.QueueContextFirst, ddi.GroupGo:
		return m.Start(r, st)
	case ddi.AsObjectOut:
		return m.AsObject(r, st)
	case ddi.FinishRequest:
		return m.FinishRequest(r, st)
	case ddi.Exclusive:
		return m.SetExclusive(r, st)
	case ddi.FileOf:
		return m.FileOf(r, st)
	case ddi.AsObject, ddi.ContextOf, ddi.DeviceOf, ddi.DriverOf:
		return m.ObjectOfHandle(r, st)
	case ddi.NoReturn, ddi.EndThread:
		return m.End(r, st)
	case ddi.CallDriver:
		m.Sent(r, &st)
		m.Surrendered(r, &st)
		return a.Opaque(r.At, r.Call, r.Args, st)
	case ddi.Opaque:
		return a.Opaque(r.At, r.Call, r.Args, st)
	case ddi.NotModelled:
		m.Report.GiveUp(&st, r.At, "not modelled", a.F.Short+" could not be modelled")
		return m.Anything(r, st)
	case ddi.Succeeded:
		return m.Succeeded(r, st)
	case ddi.EventInit, ddi.EventSet, ddi.EventClear, ddi.SemaphoreInit, ddi.SemaphoreRelease, ddi.GroupAdd, ddi.GroupDone, ddi.RundownEnd, ddi.CloseChannel:
		return m.Signal(r, st)
	case ddi.EventRead:
		return m.ReadEvent(r, st)
	case ddi.RundownBegin, ddi.RundownReset, ddi.RundownOver:
		return m.Protection(r, st)
	case ddi.WaitAll:
		return m.WaitMany(a, r, st)
	case ddi.Sleep:
		return m.Sleep(a, r, st)
	case ddi.WaitOne, ddi.GroupWait, ddi.Rundown, ddi.RundownLast, ddi.Flush, ddi.FlushDpcs:
		return m.Wait(a, r, st)
	case ddi.OnceDo, ddi.RunOnce:
		return m.Once(a, r, st)
	case ddi.NonNil:
		v := m.UnknownIn(&st, r.At, domain.Full.Without(0))
		return []follow.Outcome{{St: st, Result: v}}
	}
	if r.Op.Atomic() || r.Op == ddi.AtomicStore {
		return m.Interlocked(r, st)
	}
	return m.Anything(r, st)
}
