package device

import (
	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/follow"
	"github.com/wskvet/wskvet/internal/state"
)

// Operations are those on memory, on objects of the driver's and of frameworks, and on
// callbacks.
func (m *System) Operations() follow.Operations {
	all := follow.Operations{
		ddi.NewIrp: m.NewObject, ddi.NewObject: m.NewObject, ddi.NewDevice: m.NewDevice,
		ddi.FreeObject: m.FreeObject, ddi.FreeDevice: m.FreeObject, ddi.FreeInto: m.freeInto, ddi.Zero: m.ZeroMemory,

		ddi.AsObject: m.ObjectOfHandle, ddi.AsObjectOut: m.AsObject, ddi.ContextOf: m.ObjectOfHandle, ddi.DeviceOf: m.ObjectOfHandle, ddi.ParentOf: m.ParentOf,
		ddi.DriverOf: m.ObjectOfHandle, ddi.FileOf: m.FileOf, ddi.FinishRequest: m.FinishRequest, ddi.Exclusive: m.SetExclusive,

		ddi.Hook: m.Hook, ddi.HookIf: m.Hook, ddi.Unhook: m.Unhooks, ddi.Reinitialize: m.Reinitialize, ddi.OidRequest: m.AskOid,
		ddi.KeepContext: m.KeepContext, ddi.Inject: m.inject, ddi.AwaitInjected: m.Wait, ddi.HookOnce: m.hookOnce, ddi.UnhookWait: m.unhookWait,
		ddi.NewRoutine: m.NewRoutine, ddi.Framework: m.Framework,
		ddi.OnCompletion: m.setCompletion, ddi.SetDpc: m.Routines, ddi.SetThreadedDpc: m.Routines,

		ddi.NoReturn: m.End, ddi.EndThread: m.End, ddi.Succeeded: m.Succeeded,
		ddi.OnceDo: m.Once, ddi.RunOnce: m.Once, ddi.AtomicStore: m.Interlocked,
	}
	for op := range ddi.Ops {
		if op.Atomic() {
			all[op] = m.Interlocked
		}
	}
	return all
}

func (m *System) freeInto(r *follow.Call, st state.State) []follow.Outcome {
	r.Args = r.Args[min(1, len(r.Args)):]
	return m.FreeObject(r, st)
}

func (m *System) setCompletion(r *follow.Call, st state.State) []follow.Outcome {
	m.Always(r, &st)
	return m.Routines(r, st)
}
