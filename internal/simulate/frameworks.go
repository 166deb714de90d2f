package simulate

import (
	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/state"
)

// framework hands a table of callbacks to a framework. Where that fails, nobody calls them.
func (m *Machine) framework(r *request, st state.State) []outcome {
	out := m.routines(r, st)
	if i, ok := ddi.Handle(r.name()); ok && i < len(r.args) && r.args[i].K == Ptr {
		made := m.UnknownIn(&out[0].st, r.at, full.Without(0))
		m.Store(&out[0].st, r.args[i].O, r.args[i].P, made)
	}
	if i, ok := ddi.DriverHandle(r.name()); ok && i < len(r.args) && r.args[i].K == Ptr {
		if o := m.Object(state.Origin{Kind: "driver"}, "DriverObject", nil); m.exists(&out[0].st, o) {
			m.Store(&out[0].st, r.args[i].O, r.args[i].P, Value{K: Ptr, O: o})
		}
	}
	if len(out) == 2 { // the second is the failure
		for _, v := range r.args {
			if v.K == Ptr {
				m.uninstall(&out[1].st, v)
			}
		}
	}
	return out
}

// uninstall takes back what is installed through the fields of a table.
func (m *Machine) uninstall(st *state.State, of Value) {
	in := func(t *state.Table) bool {
		fn, ok := st.Mem.Get(state.Key(of.O, m.Paths.Below(of.P, t.Slot)))
		return ok && fn == t.Fn
	}
	var kept []*state.Table
	for t := st.Tables; t != nil; t = t.Next {
		if !in(t) {
			kept = append(kept, t)
		}
	}
	m.reinstall(st, kept)
}

// objectOfHandle is what a handle of a framework leads to: itself, the context space of
// its object, the device that is followed, the driver object.
// Pages: wdfobject/nf-wdfobject-wdfobjectgettypedcontext, wdfio/nf-wdfio-wdfioqueuegetdevice
func (m *Machine) objectOfHandle(r *request, st state.State) []outcome {
	switch r.op {
	case ddi.DriverOf:
		if o := m.Object(state.Origin{Kind: "driver"}, "DriverObject", nil); m.exists(&st, o) {
			return []outcome{{st: st, result: Value{K: Ptr, O: o}}}
		}
	case ddi.DeviceOf:
		if devices := m.Devices(&st); len(devices) == 1 {
			return []outcome{{st: st, result: devices[0]}}
		}
	default:
		if len(r.args) == 0 {
			break
		}
		o, p, ok := m.Base(&st, r.args[0].Unboxed())
		if ok && r.op == ddi.ContextOf {
			p = m.Paths.Below(p, "(context)")
		}
		if ok {
			return []outcome{{st: st, result: Value{K: Ptr, O: o, P: p}}}
		}
	}
	return m.anything(r, st)
}

func (m *Machine) exists(st *state.State, o int32) bool {
	_, ok := st.Objs.Get(uint64(o))
	return ok
}

// system reports whether an object is one of the system's, of which a kernel interface
// writes no field that is the driver's: a device, the driver object.
func (m *Machine) system(o int32) bool {
	kind := m.Objects[o].Kind
	return kind == "device" || kind == "driver"
}
