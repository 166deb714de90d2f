package simulate

import (
	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/follow"
	"github.com/wskvet/wskvet/internal/state"
	"github.com/wskvet/wskvet/internal/summary"
	"github.com/wskvet/wskvet/internal/typestate"
)

// Device objects: the system keeps those of a driver in a list that starts at
// its driver object.
// Pages: wdm/ns-wdm-_driver_object, wdm/nf-wdm-iocreatedevice, wdm/nf-wdm-iodeletedevice

func (m *Machine) newDevice(r *follow.Call, st state.State) []follow.Outcome {
	bad := st
	o := m.Allocate(&st, "device", r.At, "", false)
	for i, role := range r.Call.Roles {
		if role == summary.Out && i < len(r.Args) && i > 0 && r.Args[i].K == Ptr {
			m.Store(&st, r.Args[i].O, r.Args[i].P, Value{K: Ptr, O: o})
		}
	}
	m.extend(&st, r, o)
	m.link(&st, o)
	if v, ok := r.Arg(summary.Flag); ok && v.K == Int && v.N != 0 || m.initExclusive(&st, r) {
		m.Put(&st, o, m.Paths.Below(0, exclusive), integer(0))
	}
	good := m.Status(&st, r, true)
	fail := m.Status(&bad, r, false)
	m.Log(&bad, finding.Operate, r.At, r.Text()+" fails", "")
	return []follow.Outcome{{St: st, Result: good}, {St: bad, Result: fail}}
}

// extend gives a new device the extension that is asked for, which is zero.
func (m *Machine) extend(st *state.State, r *follow.Call, dev int32) {
	if n := r.Integers(); len(n) == 0 || n[0].K == Int && n[0].N == 0 {
		return
	}
	ext := m.Allocate(st, "alloc", r.At, "", false)
	m.Store(st, dev, m.Paths.Below(0, "DeviceExtension"), Value{K: Ptr, O: ext, T: state.AnyType})
}

// exclusive is the cell of a device of which the system lets one handle be open at
// a time; it says how many are.
// Page: kernel/specifying-exclusive-access-to-device-objects.
const exclusive = "(handles)"

// setExclusive is a DDI that says of what a device is made of that it is to be exclusive.
// Page: wdfdevice/nf-wdfdevice-wdfdeviceinitsetexclusive
func (m *Machine) setExclusive(r *follow.Call, st state.State) []follow.Outcome {
	flag, ok := r.Arg(summary.Flag)
	if o, p, known := m.Base(&st, follow.Argument(r, 0)); ok && known && flag.K == Int {
		m.Put(&st, o, m.Paths.Below(p, exclusive), integer(flag.N))
	}
	return m.Anything(r, st)
}

// initExclusive reports whether a device is made of what has been said so of.
func (m *Machine) initExclusive(st *state.State, r *follow.Call) bool {
	at := follow.Argument(r, 0)
	if at.K != Ptr {
		return false
	}
	init, _ := st.Mem.Get(state.Key(at.O, at.P))
	o, p, ok := m.Base(st, init)
	if !ok {
		return false
	}
	v, ok := st.Mem.Get(state.Key(o, m.Paths.Below(p, exclusive)))
	return ok && v.K == Int && v.N != 0
}

// Handles is how many handles of an exclusive device are open. Of the others, and
// of one that stands for several, any number may be.
func (m *Machine) Handles(st *state.State, dev Value) (n int64, exclusively bool) {
	if dev.K != Ptr || !m.Strong(st, dev.O, dev.P) {
		return 0, false
	}
	v, ok := st.Mem.Get(state.Key(dev.O, m.Paths.Below(0, exclusive)))
	return v.N, ok && v.K == Int
}

// SetHandles sets it.
func (m *Machine) SetHandles(st *state.State, dev Value, n int64) {
	m.Put(st, dev.O, m.Paths.Below(0, exclusive), integer(n))
}

// Devices are the device objects that exist in st.
func (m *Machine) Devices(st *state.State) []Value {
	var out []Value
	st.Objs.Range(func(k uint64, _ state.Object) bool {
		if m.Objects[k].Kind == "device" {
			out = append(out, Value{K: Ptr, O: int32(k)})
		}
		return true
	})
	return out
}

// link puts a new device at the head of its driver's list. Users' own declarations
// may leave the driver out.
func (m *Machine) link(st *state.State, dev int32) {
	drv := m.Object(state.Origin{Kind: "driver"}, "DriverObject", nil)
	if _, ok := st.Objs.Get(uint64(drv)); !ok {
		return
	}
	head := m.Paths.Below(0, "DeviceObject")
	next, ok := st.Mem.Get(state.Key(drv, head))
	if !ok {
		next = integer(0)
	}
	m.Store(st, dev, m.Paths.Below(0, "NextDevice"), next)
	m.Store(st, dev, m.Paths.Below(0, "DriverObject"), Value{K: Ptr, O: drv})
	m.Store(st, drv, head, Value{K: Ptr, O: dev})
}

// unlink takes the device at v out of its driver's list.
func (m *Machine) unlink(st *state.State, v Value) {
	drv, ok := st.Mem.Get(state.Key(v.O, m.Paths.Below(v.P, "DriverObject")))
	if !ok || drv.K != Ptr {
		return
	}
	next, _ := st.Mem.Get(state.Key(v.O, m.Paths.Below(v.P, "NextDevice")))
	o, p := drv.O, m.Paths.Below(drv.P, "DeviceObject")
	for range maxDevices {
		w, ok := st.Mem.Get(state.Key(o, p))
		if !ok || w.K != Ptr {
			return
		}
		if w.O == v.O {
			m.Store(st, o, p, next)
			return
		}
		o, p = w.O, m.Paths.Below(w.P, "NextDevice")
	}
}

// maxDevices bounds how far a driver's list of devices is followed.
const maxDevices = 64

func (m *Machine) freeObject(r *follow.Call, st state.State) []follow.Outcome {
	for _, v := range r.Args {
		if v.K != Ptr {
			continue
		}
		unlocks := r.Name() == "MmUnlockPages"
		if m.freed(&st, v.O, r.At, r.Text()) || !unlocks && m.contextFreed(r, &st, v.O) || m.released(r, &st, v.O) || !unlocks && m.irpsFreed(r, &st, v.O) || !m.happens(r, &st, v, typestate.Binding, typestate.Freed) {
			return nil
		}
		m.unlink(&st, v)
		ext, ok := st.Mem.Get(state.Key(v.O, m.Paths.Below(0, "DeviceExtension")))
		if ok && ext.K == Ptr && (m.freed(&st, ext.O, r.At, r.Text()) || m.irpsFreed(r, &st, ext.O)) {
			return nil
		}
		break
	}
	return m.Anything(r, st)
}
