package follow

import (
	"slices"

	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/state"
)

// Installed is a function that the driver has installed for the system to call.
type Installed struct {
	Slot    string
	Func    domain.Value
	Context domain.Value // that it is called with, or Any
}

// Index is the function of a function value.
func (i Installed) Index() int32 { return int32(i.Func.N) }

// callbacks are the functions that are installed, last first. They are told apart by
// their order, and die with the driver alone.
type callbacks struct{ *table }

type table struct {
	Installed
	next *table
	hash uint64
}

// hashed is the hash of a callback and of those behind it.
func (t *table) hashed(m *state.Space) uint64 {
	return domain.Combine(callbacks{t.next}.Hash(), uint64(m.Prog.Str(t.Slot)), t.Func.Hash(), t.Context.Hash())
}

func (c callbacks) Sound(m *state.Space) bool {
	for t := c.table; t != nil; t = t.next {
		if t.hash != t.hashed(m) {
			return false
		}
	}
	return true
}

func (c callbacks) Hash() uint64 {
	if c.table == nil {
		return 0
	}
	return c.hash
}

func (c callbacks) Apart() uint64                                                        { return c.Hash() }
func (c callbacks) Says(func(o, p int32) bool)                                           {}
func (c callbacks) Owes(int32) bool                                                      { return false }
func (c callbacks) Without(int32) state.Part                                             { return c }
func (c callbacks) Blurred() state.Part                                                  { return c }
func (c callbacks) Join(*state.Space, *state.State, *state.State, state.Part) state.Part { return c }

// Words are the callbacks by their slots.
func (c callbacks) Words(m *state.Space) []string {
	var out []string
	for t := c.table; t != nil; t = t.next {
		out = append(out, t.Slot+" is "+m.Text(t.Func))
	}
	return out
}

func (c callbacks) Visit(_ *state.Space, _ *state.State, look func(domain.Value)) {
	for t := c.table; t != nil; t = t.next {
		look(t.Func)
		look(t.Context)
	}
}

func (c callbacks) Renamed(m *state.Space, to map[int32]int32) (state.Part, bool) {
	found := false
	c.Visit(m, nil, func(v domain.Value) { found = found || m.Names(v, to) })
	return c, !found
}

// Installed are the callbacks installed in st, first installed first.
func (m *Runner) Installed(st *state.State) []Installed {
	var out []Installed
	for t := m.callbacks.Of(st).table; t != nil; t = t.next {
		out = append(out, t.Installed)
	}
	slices.Reverse(out)
	return out
}

// InstalledSo reports whether one of the installed callbacks is so.
func (m *Runner) InstalledSo(st *state.State, so func(*Installed) bool) bool {
	for t := m.callbacks.Of(st).table; t != nil; t = t.next {
		if so(&t.Installed) {
			return true
		}
	}
	return false
}

// InstalledIn is what is installed last in a slot.
func (m *Runner) InstalledIn(st *state.State, slot string) (last Installed, ok bool) {
	ok = m.InstalledSo(st, func(c *Installed) bool {
		last = *c
		return c.Slot == slot
	})
	return last, ok
}

// Install notes a function that the system will call, with a context if one is
// known.
func (m *Runner) Install(st *state.State, slot string, fn, context domain.Value) {
	if context.K == domain.Ptr && m.Objects[context.O].Local { // gone by the time of most calls
		context = domain.Value{K: domain.Any}
	}
	c := Installed{slot, fn, context}
	if m.InstalledSo(st, func(x *Installed) bool { return *x == c }) {
		return
	}
	up := m.callbacks.Of(st)
	t := &table{Installed: c, next: up.table}
	t.hash = t.hashed(m.Space)
	m.callbacks.Put(st, callbacks{t})
	m.Escape(st, fn)
	m.Escape(st, context)
}

// Uninstall takes back those callbacks that are so.
func (m *Runner) Uninstall(st *state.State, so func(*Installed) bool) {
	kept := slices.DeleteFunc(m.Installed(st), func(c Installed) bool { return so(&c) })
	m.callbacks.Put(st, callbacks{})
	for _, c := range kept {
		m.Install(st, c.Slot, c.Func, c.Context)
	}
}
