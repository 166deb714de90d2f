package state

import (
	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/summary"
)

// literal is the character that a cell of a string literal of C holds.
func (m *Space) literal(o, p int32) (domain.Value, bool) {
	of := m.Objects[o]
	if of.Kind != UnknownObject || of.Of >= uint64(len(m.symbols)) {
		return domain.Value{}, false
	}
	at := m.symbols[of.Of].site
	if at.Fn < 0 || at.Block < 0 {
		return domain.Value{}, false
	}
	in := &m.Prog.Funcs[at.Fn].Blocks[at.Block].Instrs[at.Instr]
	if in.Code != summary.Havoc || in.Name == "" {
		return domain.Value{}, false
	}
	n, ok := m.offset(p)
	units := []rune(in.Name)[1:]
	switch {
	case !ok || n < 0 || n > int64(len(units)):
		return domain.Value{}, false
	case n == int64(len(units)):
		return domain.Number(0), true
	case in.Name[0] == 'L':
		return domain.Number(int64(units[n] - 1)), true
	}
	return domain.Number(int64(int8(units[n] - 1))), true
}

// offset is which element of an object a path leads to; the object itself is the first.
func (m *Space) offset(p int32) (int64, bool) {
	if p == 0 {
		return 0, true
	}
	if m.Paths.Up[p] != 0 {
		return 0, false
	}
	n, ok := m.Paths.index(p)
	return n, ok && n >= 0
}

// between is how many elements the pointer x is behind y: a number where both lead to
// elements of one array.
func (m *Space) between(st *State, x, y domain.Value, in *summary.Instr, at *program.Site) domain.Value {
	if x == y && x.K != domain.Any && x.K != domain.Set {
		return domain.Number(0)
	}
	a, i, known := m.place(x)
	b, j, too := m.place(y)
	if known && too && a == b {
		return domain.Number(i - j)
	}
	v := m.UnknownOf(st, at, in.Kind)
	if a.o == b.o && a.o != domain.None { // two places of one object, which the text tells
		m.note(v)
	}
	return v
}

// array is what has elements.
type array struct{ o, p int32 }

// place is the array that a pointer leads into and the index of the element there; what is
// no element is the first of those behind it.
func (m *Space) place(v domain.Value) (a array, i int64, known bool) {
	switch v.K {
	case domain.Sym:
		if o, ok := m.pointees[v.N]; ok {
			return array{o, 0}, 0, true
		}
	case domain.Ptr:
		n, ok := m.Paths.index(v.P)
		switch {
		case !ok:
			return array{v.O, v.P}, 0, true
		case n < 0:
			return array{v.O, m.Paths.Up[v.P]}, 0, false
		}
		return array{v.O, m.Paths.Up[v.P]}, n, true
	}
	return array{domain.None, 0}, 0, false
}
