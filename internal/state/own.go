package state

import (
	"slices"

	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/domain"
)

// Standing tells apart what must not be joined between two roots: typestates, and
// what the system has to answer yet.
func (m *Space) Standing(st *State) uint64 {
	h := m.Typestate(st)
	st.Mem.High(uint32(m.Own(st)), func(k uint64, v domain.Value) bool {
		h = domain.Combine(h, k, v.Hash())
		return true
	})
	return h
}

// Count is the cell of a harness's own: how many of something are open.
func (m *Space) Count(st *State, name string) int64 {
	v, _ := st.Mem.Get(Key(m.Own(st), m.Paths.Below(0, name)))
	return v.N
}

// SetCount sets such a cell. None and never any are one: there is no cell.
func (m *Space) SetCount(st *State, name string, n int64) {
	o, p := m.Own(st), m.Paths.Below(0, name)
	if n == 0 {
		m.Clear(st, o, p)
		return
	}
	m.Put(st, o, p, domain.Number(n))
}

func (m *Space) Own(st *State) int32 {
	o := m.Object(Origin{Kind: HarnessObject}, "", nil)
	if _, ok := st.Objs.Get(uint64(o)); !ok {
		st.Objs = st.Objs.Set(uint64(o), Object{Escaped: true})
		if v := (domain.Value{K: domain.Ptr, O: o}); !slices.Contains(m.Roots, v) {
			m.Roots = append(m.Roots, v)
		}
	}
	return o
}

// Which of the requests of IRP_MJ_PNP a callback is given, is told by the minor
// function in the IRP's stack location, or in a parameter that is a number.

// minor is the harness's cell of the minor function of the request at hand, counted
// from 1; Unasked if it is none of those that the harness tells apart.
const minor = "minor"

// Unasked stands for all minor functions but those of ddi.PnpMinors.
const Unasked = -2

// Ask sets the minor function of the request at hand.
func (m *Space) Ask(st *State, n int64) { m.SetCount(st, minor, n+1) }

// Answered says that there is no request at hand.
func (m *Space) Answered(st *State) { m.SetCount(st, minor, 0) }

// AsMinor is v, which is read as a minor function, as the harness has set it.
func (m *Space) AsMinor(st *State, v domain.Value) domain.Value {
	n := m.Count(st, minor)
	if n > 0 {
		return domain.Number(n - 1)
	}
	if n < 0 {
		for _, x := range ddi.PnpMinors() {
			m.Learn(st, v, "!=", x)
		}
	}
	return v
}
