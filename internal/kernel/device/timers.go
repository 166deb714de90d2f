package device

import (
	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/follow"
	"github.com/wskvet/wskvet/internal/state"
	"github.com/wskvet/wskvet/internal/summary"
)

// A DPC that is queued and a timer that is set are lives beside, as threads are: at
// any time, and as a whole, their routine may run, at its IRQL. Cancelling takes one
// out of its queue, or comes too late; a flush runs what is queued.
// Pages: wdm/nf-wdm-keinsertqueuedpc, wdm/nf-wdm-kesettimerex,
// wdm/nf-wdm-kecanceltimer, wdm/nf-wdm-keflushqueueddpcs, wdm/nf-wdm-exdeletetimer.

// routineFields are the fields in which a framework object's configuration holds its
// routine.
var routineFields = []string{"EvtTimerFunc", "EvtDpcFunc", "EvtWorkItemFunc", "TimerFunction"}

// NewRoutine makes a framework object that stands for a routine: a timer, a DPC or a
// work item. Where the model leaves the handle out the routine stays installed: it
// runs at any time.
// Pages: wdftimer/nf-wdftimer-wdftimercreate, wdfdpc/nf-wdfdpc-wdfdpccreate,
// wdfworkitem/nf-wdfworkitem-wdfworkitemcreate, ndis/nf-ndis-ndisallocatetimerobject.
func (m *System) NewRoutine(r *follow.Call, st state.State) []follow.Outcome {
	out := m.Framework(r, st)
	config, slot, fn := m.configured(r, &st)

	handle := domain.Value{}
	for i, v := range r.Args {
		if v.K == domain.Ptr && v != config && r.Call.Roles[i] != summary.Integer {
			handle = v
		}
	}
	if slot == "" || handle.K != domain.Ptr || len(out) == 0 {
		return out
	}
	good := &out[0].St
	o := m.Allocate(good, state.AllocObject, r.At, "", state.Random)
	made := domain.Value{K: domain.Ptr, O: o}
	cell := func(name string, v domain.Value) { m.Store(good, o, m.Paths.Below(0, name), v) }
	cell("routine", fn)
	cell("slot", domain.Value{K: domain.Str, N: m.Prog.Str(slot)})
	context := made
	if v, ok := good.Mem.Get(state.Key(config.O, m.Paths.Below(config.P, ddi.FunctionContext))); ok {
		context = v
	}
	cell("context", context)
	if v, ok := good.Mem.Get(state.Key(config.O, m.Paths.Below(config.P, ddi.PeriodMember))); ok {
		cell("period", v)
	}
	if parent, ok := m.parent(r, good); ok {
		cell("parent", parent)
	}
	m.Store(good, handle.O, handle.P, made)
	m.UninstallTable(good, config)
	return out
}

// parent is the object that the attributes of a framework object name as its parent.
func (m *System) parent(r *follow.Call, st *state.State) (domain.Value, bool) {
	for _, v := range r.Args {
		if v.K != domain.Ptr {
			continue
		}
		if p, ok := st.Mem.Get(state.Key(v.O, m.Paths.Below(v.P, ddi.ParentObject))); ok && !p.IsNil() {
			return p, true
		}
	}
	return domain.Value{}, false
}

// ParentOf is a DDI that returns the parent of a framework object.
// Pages: wdftimer/nf-wdftimer-wdftimergetparentobject, wdfdpc/nf-wdfdpc-wdfdpcgetparentobject,
// wdfworkitem/nf-wdfworkitem-wdfworkitemgetparentobject.
func (m *System) ParentOf(r *follow.Call, st state.State) []follow.Outcome {
	if len(r.Args) > 0 {
		if o, p, ok := m.Base(&st, r.Args[0].Unboxed()); ok {
			if v, ok := st.Mem.Get(state.Key(o, m.Paths.Below(p, "parent"))); ok {
				return []follow.Outcome{{St: st, Result: v}}
			}
		}
	}
	return m.Anything(r, st)
}

// configured is the configuration that a framework object is made with, and its routine.
func (m *System) configured(r *follow.Call, st *state.State) (config domain.Value, slot string, fn domain.Value) {
	for _, v := range r.Args {
		if v.K != domain.Ptr {
			continue
		}
		for _, field := range routineFields {
			if fn, ok := st.Mem.Get(state.Key(v.O, m.Paths.Below(v.P, field))); ok && fn.K == domain.Func {
				return v, field, fn
			}
		}
	}
	return domain.Value{}, "", domain.Value{}
}
