package state

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/wskvet/wskvet/internal/domain"
)

// States in words, for who looks inside: wskvet debug life and debug state.

// Words are what is known in a state, a thing a line, in order.
func (m *Space) Words(st *State) []string {
	var out []string
	st.Mem.Range(func(k uint64, v domain.Value) bool {
		out = append(out, m.CellText(k)+" = "+m.known(st, v))
		return true
	})
	st.Regs.each(func(r uint32, v domain.Value) bool {
		out = append(out, fmt.Sprintf("r%d = %s", r, m.known(st, v)))
		return true
	})
	for _, part := range st.parts {
		if part != nil {
			out = append(out, part.Words(m)...)
		}
	}
	if st.Level != (Level{}) {
		out = append(out, "IRQL = "+m.known(st, OrPassive(st.Level.At)))
	}
	for _, f := range []struct {
		is   bool
		text string
	}{
		{st.Panics, "a panic is on its way up"},
		{st.Defers != nil, "calls are deferred"},
		{st.Async != 0, fmt.Sprintf("routines that the system calls at any time have effects %#x", uint32(st.Async))},
		{st.Blurred, "what the driver keeps is not known exactly"},
		{st.Lossy, "a merge, or a bound, has lost something"},
	} {
		if f.is {
			out = append(out, f.text)
		}
	}
	slices.Sort(out)
	return out
}

// Differ are the lines that one state has and the other has not: what is gone from x, and
// what has come in y.
func (m *Space) Differ(x, y *State) (gone, come []string) {
	a, b := m.Words(x), m.Words(y)
	without := func(all, some []string) []string {
		return slices.DeleteFunc(slices.Clone(all), func(s string) bool {
			_, found := slices.BinarySearch(some, s)
			return found
		})
	}
	return without(a, b), without(b, a)
}

// Keeps are what keeps two states from being merged, however many there are.
func (m *Space) Keeps(x, y *State) []string {
	var out []string
	for i := range m.nothing {
		if p, q := m.part(x, i), m.part(y, i); p.Apart() != q.Apart() {
			kind := fmt.Sprintf("%T", p)
			out = append(out, kind[strings.LastIndex(kind, ".")+1:])
		}
	}
	for _, c := range []struct {
		same bool
		text string
	}{
		{x.Async == y.Async, "what routines may do at any time"},
		{x.Panics == y.Panics && x.Cause == y.Cause, "a panic"},
		{x.Level.Hash() == y.Level.Hash(), "the IRQL"},
		{x.Defers == y.Defers || x.Defers != nil && y.Defers != nil && x.Defers.Hash == y.Defers.Hash, "deferred calls"},
		{x.Blurred == y.Blurred, "whether the driver's own is known exactly"},
		{x.Protocol() != y.Protocol() || m.Typestate(x) == m.Typestate(y), "cells that decide where a life goes on"},
	} {
		if !c.same {
			out = append(out, c.text)
		}
	}
	return out
}

// known is a value, and what is known of it.
func (m *Space) known(st *State, v domain.Value) string {
	text := m.Text(v)
	if _, named := factKey(v); !named {
		return text
	}
	r := m.Bounds(st, v)
	if r.Lo == math.MinInt64 && r.Hi == math.MaxInt64 {
		text += ", any"
	} else {
		text += ", " + bound(r.Lo) + " to " + bound(r.Hi)
	}
	if r.N > 0 {
		text += fmt.Sprintf(", not %v", r.Not[:r.N])
	}
	return text
}

func bound(n int64) string {
	switch n {
	case math.MinInt64, math.MaxInt64:
		return "any"
	}
	return fmt.Sprint(n)
}

// Text is a value in words.
func (m *Space) Text(v domain.Value) string {
	switch v.K {
	case domain.Int:
		return fmt.Sprint(v.N)
	case domain.Str, domain.API:
		return fmt.Sprintf("%q", m.Prog.Text(v.N))
	case domain.Ptr:
		return "&" + m.CellText(Key(v.O, v.P))
	case domain.Func:
		return m.Prog.Funcs[v.N].Short
	case domain.Sym:
		return fmt.Sprintf("unknown %d", v.N)
	case domain.Term:
		t := m.terms[v.N]
		return fmt.Sprintf("(%s %s %s)", m.Text(t.a), t.op, m.Text(t.b))
	case domain.Set:
		var each []string
		for _, w := range m.Sets[v.N] {
			each = append(each, m.Text(w))
		}
		return "one of " + strings.Join(each, ", ")
	case domain.Agg, domain.Box:
		return "a struct"
	case domain.Mark:
		return []string{marksZero: "zero where it was not written", marksUnknown: "unknown where it was not written", marksRead: "unknown, and was read"}[v.N]
	}
	return "anything"
}

// CellText is a cell in words: by the name of its global or local variable, or by the kind
// of its object, with its number where names are not enough.
func (m *Space) CellText(k uint64) string {
	o, path := ObjectOf(k), m.Paths.Text(PathOf(k))
	if o < 0 {
		return "nothing" + path
	}
	info := m.Objects[o]
	switch {
	case info.Kind == GlobalObject:
		return base(info.Name) + path
	case info.Name != "":
		return fmt.Sprintf("%s#%d%s", info.Name, o, path)
	}
	return fmt.Sprintf("%s#%d%s", info.Kind, o, path)
}
