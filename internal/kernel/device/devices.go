// Package device is what is done to devices, files, framework objects, routines and memory.
package device

import (
	"slices"

	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/follow"
	"github.com/wskvet/wskvet/internal/kernel/nmr"
	"github.com/wskvet/wskvet/internal/state"
	"github.com/wskvet/wskvet/internal/summary"
	"github.com/wskvet/wskvet/internal/typestate"
)

// System is what is done to devices, files, framework objects and callbacks.
type System struct {
	*nmr.Registrar
}

// Device objects: the system keeps those of a driver in a list that starts at
// its driver object.
// Pages: wdm/ns-wdm-_driver_object, wdm/nf-wdm-iocreatedevice, wdm/nf-wdm-iodeletedevice

func (m *System) NewDevice(r *follow.Call, st state.State) []follow.Outcome {
	bad := st
	o := m.Allocate(&st, state.DeviceObject, r.At, "", state.Zeroed)
	for i := min(len(r.Call.Roles), len(r.Args)) - 1; i > 0; i-- { // the last of them is where the device goes
		if r.Call.Roles[i] == summary.Out && r.Args[i].K == domain.Ptr {
			m.Store(&st, r.Args[i].O, r.Args[i].P, domain.Value{K: domain.Ptr, O: o})
			break
		}
	}
	m.extend(&st, r, o)
	m.link(&st, o)
	m.attributes(r, &st, o)
	if v, ok := r.Arg(summary.Flag); ok && v.K == domain.Int && v.N != 0 || m.initExclusive(&st, r) {
		m.Put(&st, o, m.Paths.Below(0, exclusive), domain.Number(0))
	}
	good := m.Status(&st, r, follow.Succeeds)
	fail := m.Status(&bad, r, follow.Fails)
	m.LogFailure(&bad, r, "")
	return []follow.Outcome{{St: st, Result: good}, {St: bad, Result: fail}}
}

// cleanups are the members of the attributes of a device of KMDF that the framework calls
// when the device goes.
// Page: wdfobject/ns-wdfobject-_wdf_object_attributes.
var cleanups = []string{ddi.CleanupCallback, ddi.DestroyCallback}

// kept is the cell of a device that keeps one of them.
func (m *System) kept(dev int32, name string) uint64 {
	return state.Key(dev, m.Paths.Below(0, "("+name+")"))
}

// attributes keeps for a new device what is to be called when it goes.
func (m *System) attributes(r *follow.Call, st *state.State, dev int32) {
	for _, v := range r.Args {
		for _, name := range cleanups {
			if v.K != domain.Ptr {
				continue
			}
			if fn, ok := st.Mem.Get(state.Key(v.O, m.Paths.Below(v.P, name))); ok && fn.K == domain.Func {
				m.Put(st, dev, state.PathOf(m.kept(dev, name)), fn)
			}
		}
	}
}

// Cleans reports whether a device has fn to be called when it goes, as slot.
func (m *System) Cleans(st *state.State, slot string, fn domain.Value) bool {
	return slices.ContainsFunc(m.Devices(st), func(dev domain.Value) bool {
		v, ok := st.Mem.Get(m.kept(dev.O, slot))
		return ok && v == fn
	})
}

// extend gives a new device the extension that is asked for, which is zero.
func (m *System) extend(st *state.State, r *follow.Call, dev int32) {
	if n := r.Integers(); len(n) == 0 || n[0].K == domain.Int && n[0].N == 0 {
		return
	}
	ext := m.Allocate(st, state.AllocObject, r.At, "", state.Zeroed)
	m.Store(st, dev, m.Paths.Below(0, "DeviceExtension"), domain.Value{K: domain.Ptr, O: ext, T: state.AnyType})
}

// exclusive is the cell of a device of which the system lets one handle be open at
// a time; it says how many are.
// Page: kernel/specifying-exclusive-access-to-device-objects.
const exclusive = "(handles)"

// SetExclusive is a DDI that says of what a device is made of that it is to be exclusive.
// Page: wdfdevice/nf-wdfdevice-wdfdeviceinitsetexclusive
func (m *System) SetExclusive(r *follow.Call, st state.State) []follow.Outcome {
	flag, ok := r.Arg(summary.Flag)
	if o, p, known := m.Base(&st, follow.Argument(r, 0)); ok && known && flag.K == domain.Int {
		m.Put(&st, o, m.Paths.Below(p, exclusive), domain.Number(flag.N))
	}
	return m.Anything(r, st)
}

// initExclusive reports whether a device is made of what has been said so of.
func (m *System) initExclusive(st *state.State, r *follow.Call) bool {
	at := follow.Argument(r, 0)
	if at.K != domain.Ptr {
		return false
	}
	init, _ := st.Mem.Get(state.Key(at.O, at.P))
	o, p, ok := m.Base(st, init)
	if !ok {
		return false
	}
	v, ok := st.Mem.Get(state.Key(o, m.Paths.Below(p, exclusive)))
	return ok && v.K == domain.Int && v.N != 0
}

// Handles is how many handles of an exclusive device are open. Of the others, and
// of one that stands for several, any number may be.
func (m *System) Handles(st *state.State, dev domain.Value) (n int64, exclusively bool) {
	if dev.K != domain.Ptr || !m.Strong(st, dev.O, dev.P) {
		return 0, false
	}
	v, ok := st.Mem.Get(state.Key(dev.O, m.Paths.Below(0, exclusive)))
	return v.N, ok && v.K == domain.Int
}

// SetHandles sets it.
func (m *System) SetHandles(st *state.State, dev domain.Value, n int64) {
	m.Put(st, dev.O, m.Paths.Below(0, exclusive), domain.Number(n))
}

// Devices are the device objects that exist in st.
func (m *System) Devices(st *state.State) []domain.Value {
	var out []domain.Value
	st.Objs.Range(func(k uint64, _ state.Object) bool {
		if m.Objects[k].Kind == state.DeviceObject {
			out = append(out, domain.Value{K: domain.Ptr, O: int32(k)})
		}
		return true
	})
	return out
}

// link puts a new device at the head of its driver's list. Users' own declarations
// may leave the driver out.
func (m *System) link(st *state.State, dev int32) {
	drv := m.Object(state.Origin{Kind: state.DriverObject}, "DriverObject", nil)
	if _, ok := st.Objs.Get(uint64(drv)); !ok {
		return
	}
	head := m.Paths.Below(0, "DeviceObject")
	next, ok := st.Mem.Get(state.Key(drv, head))
	if !ok {
		next = domain.Number(0)
	}
	m.Store(st, dev, m.Paths.Below(0, "NextDevice"), next)
	m.Store(st, dev, m.Paths.Below(0, "DriverObject"), domain.Value{K: domain.Ptr, O: drv})
	m.Store(st, drv, head, domain.Value{K: domain.Ptr, O: dev})
}

// unlink takes the device at v out of its driver's list.
func (m *System) unlink(st *state.State, v domain.Value) {
	drv, ok := st.Mem.Get(state.Key(v.O, m.Paths.Below(v.P, "DriverObject")))
	if !ok || drv.K != domain.Ptr {
		return
	}
	next, _ := st.Mem.Get(state.Key(v.O, m.Paths.Below(v.P, "NextDevice")))
	o, p := drv.O, m.Paths.Below(drv.P, "DeviceObject")
	for seen := map[int32]bool{}; !seen[o]; { // in a model the list may lead back to itself
		seen[o] = true
		w, ok := st.Mem.Get(state.Key(o, p))
		if !ok || w.K != domain.Ptr {
			return
		}
		if w.O == v.O {
			m.Store(st, o, p, next)
			return
		}
		o, p = w.O, m.Paths.Below(w.P, "NextDevice")
	}
}

func (m *System) FreeObject(r *follow.Call, st state.State) []follow.Outcome {
	for _, v := range r.Args {
		if v.K != domain.Ptr {
			continue
		}
		unlocks := r.Name() == "MmUnlockPages"
		if m.Freed(&st, v.O, r.At, r.Text()) || !unlocks && m.ContextFreed(r, &st, v.O) || m.Released(r, &st, v.O) || !unlocks && m.IrpsFreed(r, &st, v.O) || !m.Happens(r, &st, v, typestate.Binding, typestate.Freed) {
			return nil
		}
		m.unlink(&st, v)
		ext, ok := st.Mem.Get(state.Key(v.O, m.Paths.Below(0, "DeviceExtension")))
		if ok && ext.K == domain.Ptr && (m.Freed(&st, ext.O, r.At, r.Text()) || m.IrpsFreed(r, &st, ext.O)) {
			return nil
		}
		break
	}
	return m.Anything(r, st)
}

// driverMembers are the pointers of a driver object that lead to what the system keeps
// of the driver: what drivers write through, and the image and its entry in the list
// of modules, which they read.
var driverMembers = []string{"DriverExtension", "DriverSection", "DriverStart"}

// Driver makes the driver object that DriverEntry is given, and keeps it alive.
func (m *System) Driver(st *state.State) domain.Value {
	o := m.Object(state.Origin{Kind: state.DriverObject}, "DriverObject", nil)
	st.Objs = st.Objs.Set(uint64(o), state.Object{Escaped: true})
	v := domain.Value{K: domain.Ptr, O: o}
	m.Roots = []domain.Value{v}
	for i, member := range driverMembers {
		of := m.Object(state.Origin{Kind: state.DriverObject, N: int32(i) + 1}, member, nil)
		st.Objs = st.Objs.Set(uint64(of), state.Object{Escaped: true})
		m.Put(st, o, m.Paths.Below(0, member), domain.Value{K: domain.Ptr, O: of, T: state.AnyType})
	}
	return v
}
