package state

import (
	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/summary"
)

// Values that stand where the reader of C has not understood the text are unknown, and
// those that are made of them are guesses, too: nobody knows which way a branch goes there,
// though the text may leave no doubt.

// Guessed reports whether v is made of what was not understood.
func (m *Space) Guessed(v domain.Value) bool {
	found := false
	m.atoms(v, func(k uint64) { found = found || k < 1<<40 && m.guess(int64(k)) })
	return found
}

func (m *Space) guess(id int64) bool {
	if m.guesses[id] {
		return true
	}
	if id < 0 || id >= int64(len(m.symbols)) { // what the harness hands out
		return false
	}
	at := m.symbols[id].site
	if at.Fn < 0 || at.Block < 0 {
		return false
	}
	in := &m.Prog.Funcs[at.Fn].Blocks[at.Block].Instrs[at.Instr]
	return in.Code == summary.Havoc && in.N == summary.Guessed
}

// madeOf notes that v is made of others. The same name for another value keeps the note:
// it may cost a finding, and makes none.
func (m *Space) madeOf(v domain.Value, from ...domain.Value) {
	if v.K != domain.Sym {
		return
	}
	for _, w := range from {
		if m.Guessed(w) {
			m.note(v)
			return
		}
	}
}

// note says that v is one of those values.
func (m *Space) note(v domain.Value) {
	if v.K != domain.Sym {
		return
	}
	if m.guesses == nil {
		m.guesses = map[int64]bool{}
	}
	m.guesses[v.N] = true
}

// overlaid reports whether a cell is a part of what holds a number: a union shows its bytes
// under another name, which are not told apart.
func (m *Space) overlaid(st *State, o, p int32) bool {
	for ; p > 0; p = m.Paths.Up[p] {
		v, ok := st.Mem.Get(Key(o, m.Paths.Up[p]))
		switch {
		case !ok:
		case v.K == domain.Int:
			return v.N != 0 && v.T == 0
		default:
			return v.K == domain.Term
		}
	}
	return false
}
