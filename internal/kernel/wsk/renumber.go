package wsk

import (
	"github.com/wskvet/wskvet/internal/persist"
	"github.com/wskvet/wskvet/internal/state"
	"github.com/wskvet/wskvet/internal/typestate"
)

// Reordered numbers the sockets of st anew, between two roots: first those that may be open,
// in the order of the cells that lead to them. So a driver is in as few states however often,
// and in whatever order, it has opened and closed them.
func (m *Client) Reordered(st *state.State) {
	m.closedAsOne(st)
	var first []int32
	for _, o := range m.InOrder(st, state.SocketObject) {
		if s, _ := m.socket(st, o); s.SocketPhase != typestate.SocketClosed {
			first = append(first, o)
		}
	}
	m.Renumber(st, state.SocketObject, first)
}

// closedAsOne has one closed socket in the place of all of them that one call has opened. What
// is told apart no more is the addresses of freed memory, which the system may give again.
func (m *Client) closedAsOne(st *state.State) {
	var kept []int32
	to := map[int32]int32{}
	m.sockets.Of(st).Each(func(o int32, s Socket) bool {
		if s.SocketPhase != typestate.SocketClosed {
			return true
		}
		for _, cell := range []string{contextCell, eventsCell, mutedCell, deadCell} { // nobody is called back
			m.Clear(st, o, m.Paths.Below(0, cell))
		}
		for _, x := range kept {
			if y, _ := m.socket(st, x); y == s && m.Alike(st, x, o) {
				to[o] = x
				return true
			}
		}
		kept = append(kept, o)
		return true
	})
	m.Rename(st, to)
}

// renamedKeys is m with other objects in the place of some.
func renamedKeys[V comparable](t state.Told[V], to map[int32]int32) state.Told[V] {
	var out *persist.Map[V]
	t.Range(func(k uint64, v V) bool {
		if n, ok := to[state.ObjectOf(k)]; ok {
			k = state.Key(n, state.PathOf(k))
		}
		out = out.Set(k, v)
		return true
	})
	return state.Told[V]{Map: out}
}

func (t sockets) Renamed(_ *state.Space, to map[int32]int32) (state.Part, bool) {
	return sockets{renamedKeys(t.Told, to)}, true
}

// Renamed has the data of other sockets.
func (t owed) Renamed(_ *state.Space, to map[int32]int32) (state.Part, bool) {
	out := t.Map
	t.Range(func(k uint64, x Owed) bool {
		if n, ok := to[x.Of]; ok {
			x.Of = n
			out = out.Set(k, x)
		}
		return true
	})
	return owed{state.Told[Owed]{Map: out}}, true
}

// opened is how many sockets are told apart that are not closed.
func (m *Client) opened(st *state.State) int {
	n := 0
	m.sockets.Of(st).Each(func(_ int32, s Socket) bool {
		if s.SocketPhase != typestate.SocketClosed {
			n++
		}
		return true
	})
	return n
}
