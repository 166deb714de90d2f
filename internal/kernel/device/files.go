package device

import (
	"strconv"

	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/follow"
	"github.com/wskvet/wskvet/internal/state"
	"github.com/wskvet/wskvet/internal/summary"
)

// Files that are open on a device: a request comes with the file that it is for, in
// which the driver keeps what belongs to it. Those opened last are closed first.
// Page: wdm/ns-wdm-_file_object.

// Opened is the cell of a device that says how many files are open on it.
const Opened = "(open)"

// OpenFiles is how many files are open on a device.
func (m *System) OpenFiles(st *state.State, dev domain.Value) int64 {
	v, ok := st.Mem.Get(state.Key(dev.O, m.Paths.Below(dev.P, Opened)))
	if ok && v.K != domain.Int {
		return 1
	}
	return v.N
}

// SetOpenFiles sets it.
func (m *System) SetOpenFiles(st *state.State, dev domain.Value, n int64) {
	m.Put(st, dev.O, m.Paths.Below(dev.P, Opened), domain.Number(max(n, 0)))
}

// NewFile opens file n of a device.
func (m *System) NewFile(st *state.State, dev domain.Value, n int64) domain.Value {
	file := domain.Value{K: domain.Ptr, O: m.Object(state.Origin{Kind: state.FileObject, Of: uint64(uint32(dev.O)), N: int32(n)}, "", nil)}
	m.Drop(st, file.O)
	st.Objs = st.Objs.Set(uint64(file.O), state.Object{Escaped: true})
	m.Put(st, dev.O, m.file(dev, n), file)
	return file
}

// File is file n of a device, if it is known.
func (m *System) File(st *state.State, dev domain.Value, n int64) domain.Value {
	if v, ok := st.Mem.Get(state.Key(dev.O, m.file(dev, n))); ok && v.K == domain.Ptr {
		return v
	}
	return domain.Value{K: domain.Any}
}

func (m *System) file(dev domain.Value, n int64) int32 {
	return m.Paths.Below(dev.P, "(file "+strconv.FormatInt(n, 10)+")")
}

// OnFile says for which file a request is: in the stack location of its IRP.
func (m *System) OnFile(st *state.State, i int32, args []domain.Value, file domain.Value) {
	if file.K != domain.Ptr {
		return
	}
	for k, role := range m.Prog.Funcs[i].Roles {
		if role != summary.Irp || k >= len(args) {
			continue
		}
		o, p, ok := m.Base(st, args[k])
		if !ok {
			continue
		}
		for _, field := range []string{"Tail", "Overlay", "CurrentStackLocation"} {
			p = m.Paths.Below(p, field)
		}
		stack := m.Object(state.Origin{Kind: "stack"}, "", nil)
		m.Drop(st, stack)
		st.Objs = st.Objs.Set(uint64(stack), state.Object{Unknown: true, Escaped: true})
		m.Put(st, stack, m.Paths.Below(0, "FileObject"), file)
		m.Put(st, o, p, domain.Value{K: domain.Ptr, O: stack})
	}
}

// FileOf is the file of the request at hand: of the device that is followed, the last
// that has been opened.
func (m *System) FileOf(r *follow.Call, st state.State) []follow.Outcome {
	if devices := m.Devices(&st); len(devices) == 1 {
		if f := m.File(&st, devices[0], m.OpenFiles(&st, devices[0])-1); f.K == domain.Ptr {
			return []follow.Outcome{{St: st, Result: f}}
		}
	}
	return m.Anything(r, st)
}

// completedCell is the harness's cell of the status that a framework's request has been
// completed with.
const completedCell = "completed"

// FinishRequest is a DDI that completes a framework's request.
// Page: wdfrequest/nf-wdfrequest-wdfrequestcomplete
func (m *System) FinishRequest(r *follow.Call, st state.State) []follow.Outcome {
	status := domain.Value{K: domain.Any}
	if n := r.Integers(); len(n) > 0 {
		status = n[0]
	}
	m.Put(&st, m.Own(&st), m.Paths.Below(0, completedCell), status)
	return m.Anything(r, st)
}

// Uncompleted says that the request of the callback that runs next is not completed yet.
func (m *System) Uncompleted(st *state.State) {
	m.Clear(st, m.Own(st), m.Paths.Below(0, completedCell))
}

// Completes splits e by the status with which the callback has completed its request. One
// that it has kept, somebody completes later, with success as far as is known.
func (m *System) Completes(e follow.Exit) (ok, failed []follow.Exit) {
	o, p := m.Own(&e.State), m.Paths.Below(0, completedCell)
	status, done := e.State.Mem.Get(state.Key(o, p))
	if !done {
		return []follow.Exit{e}, nil
	}
	m.Clear(&e.State, o, p)
	e.Results = []domain.Value{status}
	return m.Succeeds(e, []summary.Shape{summary.Signed})
}

// legacy is the cell of a device that no Plug and Play manager knows.
const legacy = "(legacy)"

// Legacy notes the devices that exist in st: the driver has made them by itself.
func (m *System) Legacy(st *state.State) {
	for _, dev := range m.Devices(st) {
		m.Put(st, dev.O, m.Paths.Below(dev.P, legacy), domain.Number(1))
	}
}

// IsLegacy reports whether a device is one of those.
func (m *System) IsLegacy(st *state.State, dev domain.Value) bool {
	_, ok := st.Mem.Get(state.Key(dev.O, m.Paths.Below(dev.P, legacy)))
	return ok
}
