package state

import (
	"fmt"

	"github.com/wskvet/wskvet/internal/domain"
)

// What a state keeps up step by step, made again from its cells: for tests, which look over
// each state that a root comes to. An error is a bug of whoever has changed the state.

// Sane reports what is wrong with the counts, the hashes and the objects of a state.
func (m *Space) Sane(st *State) error {
	if err := m.rehash(st); err != nil {
		return err
	}
	if err := m.recount(st); err != nil {
		return err
	}
	return m.owned(st)
}

// Rests reports what else is wrong with a state between two roots: an object to which nothing
// leads is gone by then.
func (m *Space) Rests(st *State) error {
	if err := m.Sane(st); err != nil {
		return err
	}
	live := m.Reach(st, nil, domain.None)
	return m.eachObject(st, func(o int32) error {
		if !live.Has(o) {
			return fmt.Errorf("nothing leads to %s", m.CellText(Key(o, 0)))
		}
		return nil
	})
}

// eachObject visits the objects that are no globals, until there is an error.
func (m *Space) eachObject(st *State, visit func(o int32) error) (err error) {
	st.Objs.Range(func(k uint64, _ Object) bool {
		if !m.global(int32(k)) {
			err = visit(int32(k))
		}
		return err == nil
	})
	return err
}

// rehash compares each hash that the state keeps with that of what it holds.
func (m *Space) rehash(st *State) error {
	for _, part := range st.parts {
		if part != nil && !part.Sound(m) {
			return fmt.Errorf("the hash of a part, %T, is not that of what it says", part)
		}
	}
	for _, c := range []struct {
		of    string
		sound bool
	}{
		{"memory", st.Mem.Sound()}, {"facts", st.Facts.Sound()}, {"objects", st.Objs.Sound()}, {"loose classes", st.loose.Sound()},
		{"registers", st.Regs.rest.Sound()}, {"callers", st.Pins.sound()}, {"deferred calls", st.Defers.sound()},
	} {
		if !c.sound {
			return fmt.Errorf("the hash of the %s is not that of what is there", c.of)
		}
	}
	return nil
}

func (p *Pin) sound() bool {
	for ; p != nil; p = p.up {
		if p.hash != p.hashed() || !p.regs.rest.Sound() || !p.held.Sound() || !p.defers.sound() {
			return false
		}
	}
	return true
}

func (d *Deferral) sound() bool {
	for ; d != nil; d = d.Next {
		if d.Hash != d.Hashed() {
			return false
		}
	}
	return true
}

// recount counts again the cells that hold what is known of.
func (m *Space) recount(st *State) (err error) {
	cells := map[uint64]int32{}
	st.Mem.Range(func(_ uint64, v domain.Value) bool {
		m.atoms(v, func(k uint64) { cells[k]++ })
		return true
	})
	st.Facts.Range(func(k uint64, f Fact) bool {
		if f.Refs != cells[k] {
			err = fmt.Errorf("unknown value %#x is in %d cells, and counted in %d", k, cells[k], f.Refs)
		}
		delete(cells, k)
		return err == nil
	})
	for k, n := range cells {
		if n != 0 && err == nil {
			err = fmt.Errorf("unknown value %#x is in %d cells, and nothing is known of it", k, n)
		}
	}
	return err
}

// owned asks for the object of each cell, and of each address in a cell: that it exists, and
// is known to have its address in memory. Objects to which nothing leads may be gone in part.
func (m *Space) owned(st *State) (err error) {
	live := m.Reach(st, nil, domain.None)
	st.Mem.Range(func(k uint64, v domain.Value) bool {
		switch o := ObjectOf(k); {
		case m.global(o) || live.Has(o) && st.Exists(o):
			err = m.leads(st, k, v)
		case !st.Exists(o):
			err = fmt.Errorf("%s is a cell of no object", m.CellText(k))
		}
		return err == nil
	})
	return err
}

// leads asks for the objects to which the cell at k leads.
func (m *Space) leads(st *State, k uint64, v domain.Value) error {
	for _, w := range m.Members(v) {
		if w.K != domain.Ptr || m.global(w.O) {
			continue
		}
		obj, exists := st.Objs.Get(uint64(w.O))
		if !exists || !obj.Escaped {
			return fmt.Errorf("%s leads to %s, which does not exist, or seems to be nowhere in memory", m.CellText(k), m.CellText(Key(w.O, w.P)))
		}
	}
	return nil
}

func (m *Space) global(o int32) bool { return int(o) < len(m.Prog.Names) }
