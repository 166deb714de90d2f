package device

import (
	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/follow"
	"github.com/wskvet/wskvet/internal/state"
)

// Framework hands a table of callbacks to a framework. Where that fails, nobody calls them.
func (m *System) Framework(r *follow.Call, st state.State) []follow.Outcome {
	out := m.Routines(r, st)
	if i, ok := ddi.Handle(r.Name()); ok && i < len(r.Args) && r.Args[i].K == domain.Ptr {
		made := m.UnknownIn(&out[0].St, r.At, domain.Full.Without(0))
		m.Store(&out[0].St, r.Args[i].O, r.Args[i].P, made)
	}
	if i, ok := ddi.DriverHandle(r.Name()); ok && i < len(r.Args) && r.Args[i].K == domain.Ptr {
		if o := m.Object(state.Origin{Kind: state.DriverObject}, "DriverObject", nil); m.exists(&out[0].St, o) {
			m.Store(&out[0].St, r.Args[i].O, r.Args[i].P, domain.Value{K: domain.Ptr, O: o})
		}
	}
	if len(out) == 2 { // the second is the failure
		for _, v := range r.Args {
			if v.K == domain.Ptr {
				m.UninstallTable(&out[1].St, v)
			}
		}
	}
	return out
}

// ObjectOfHandle is what a handle of a framework leads to: itself, the context space of
// its object, the device that is followed, the driver object.
// Pages: wdfobject/nf-wdfobject-wdfobjectgettypedcontext, wdfio/nf-wdfio-wdfioqueuegetdevice
func (m *System) ObjectOfHandle(r *follow.Call, st state.State) []follow.Outcome {
	switch r.Op {
	case ddi.DriverOf:
		if o := m.Object(state.Origin{Kind: state.DriverObject}, "DriverObject", nil); m.exists(&st, o) {
			return []follow.Outcome{{St: st, Result: domain.Value{K: domain.Ptr, O: o}}}
		}
	case ddi.DeviceOf:
		if devices := m.Devices(&st); len(devices) == 1 {
			return []follow.Outcome{{St: st, Result: devices[0]}}
		}
	default:
		if len(r.Args) == 0 {
			break
		}
		o, p, ok := m.Base(&st, r.Args[0].Unboxed())
		if ok && r.Op == ddi.ContextOf {
			p = m.Paths.Below(p, "(context)")
		}
		if ok {
			return []follow.Outcome{{St: st, Result: domain.Value{K: domain.Ptr, O: o, P: p}}}
		}
	}
	return m.Anything(r, st)
}

func (m *System) exists(st *state.State, o int32) bool {
	_, ok := st.Objs.Get(uint64(o))
	return ok
}
