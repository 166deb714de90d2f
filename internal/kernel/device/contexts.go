package device

import (
	"strconv"

	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/follow"
	"github.com/wskvet/wskvet/internal/state"
)

// Contexts that a framework keeps for a driver: one for each adapter, filter module or
// binding that is open. Those opened last are closed first.

// KeepContext is a DDI that tells a framework the context of what is being opened.
func (m *System) KeepContext(r *follow.Call, st state.State) []follow.Outcome {
	if k, ok := ddi.KeptBy(r.Call.Name); ok && len(r.Args) > 1 {
		v := r.Args[1]
		if k.Member != "" {
			v = m.member(&st, v, k.Member)
		}
		if v.K == domain.Ptr {
			m.Put(&st, m.Own(&st), m.context(k, m.Count(&st, k.Pair.Cell())), v)
		}
	}
	return r.A.Opaque(r.At, r.Call, r.Args, &st)
}

// member is what the member of a name holds, in the structure that v points to or in one
// within it.
func (m *System) member(st *state.State, v domain.Value, name string) (found domain.Value) {
	o, p, ok := m.Base(st, v)
	if !ok {
		return domain.Value{K: domain.Any}
	}
	st.Mem.High(uint32(o), func(k uint64, held domain.Value) bool {
		q := state.PathOf(k)
		if m.Paths.Elem[q] == name && m.Paths.Within(q, p) {
			found = held
		}
		return true
	})
	return found
}

// HandContext puts the context that a callback is handed among its arguments, if it is known.
func (m *System) HandContext(st *state.State, slot string, args []domain.Value) {
	k, ok := ddi.KeptFor(slot)
	if !ok || k.At(slot) >= len(args) {
		return
	}
	if v, ok := m.contextFor(st, k, slot); ok {
		args[k.At(slot)] = v
	}
}

func (m *System) contextFor(st *state.State, k ddi.Kept, slot string) (domain.Value, bool) {
	n := m.Count(st, k.Pair.Cell())
	if slot == k.Pair.Close {
		n++ // it has been counted as closed
	}
	if k.By == "" && slot == k.Pair.Open {
		return m.newExtension(st, k, n), true
	}
	return st.Mem.Get(state.Key(m.Own(st), m.context(k, n)))
}

// newExtension is memory that a framework gives an adapter, as zeros.
// Page: storport/nf-storport-storportinitialize.
func (m *System) newExtension(st *state.State, k ddi.Kept, n int64) domain.Value {
	v := domain.Value{K: domain.Ptr, O: m.Object(state.Origin{Kind: state.ContextObject, N: int32(n)}, "", nil), T: state.AnyType}
	m.Drop(st, v.O)
	st.Objs = st.Objs.Set(uint64(v.O), state.Object{Escaped: true})
	m.Put(st, m.Own(st), m.context(k, n), v)
	return v
}

func (m *System) context(k ddi.Kept, n int64) int32 {
	return m.Paths.Below(0, "(context "+strconv.FormatInt(n, 10)+" of "+k.Pair.Open+")")
}
