package simulate

import (
	"slices"
	"strings"

	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/summary"
	"github.com/wskvet/wskvet/internal/typestate"
)

// A function may be on the stack a few times, more often as long as a number that it
// is handed is known and another each time: it counts down to its end. Beyond that a
// call is passed over, and what it may write is forgotten: a life that asks for that
// later is not followed further, which is inconclusive.

// How often a function may be on the stack, and how often one that counts.
const (
	recursion = 3
	counting  = 64
)

// recursive reports whether f, called with some arguments, is on the stack as often as
// is followed.
func (m *Machine) recursive(f *program.Func, args []Value) bool {
	n, fresh, counter := 0, true, counterOf(args)
	for i, g := range m.stack {
		if g == f {
			n++
			fresh = fresh && m.counters[i] != counter
		}
	}
	return n >= counting || n >= recursion && !(counter.K == Int && fresh)
}

// counterOf is the first number among some arguments that is known, or Any.
func counterOf(args []Value) Value {
	for _, v := range args {
		if v.K == Int && v.T == 0 {
			return v
		}
	}
	return Value{K: Any}
}

// push puts f on the stack, called from st.
func (m *Machine) push(f *program.Func, st *State) {
	var args []Value
	for i := range f.Params {
		if v, ok := st.regs.get(uint32(i)); ok {
			args = append(args, v)
		}
	}
	m.stack, m.counters = append(m.stack, f), append(m.counters, counterOf(args))
}

func (m *Machine) pop() {
	m.stack, m.counters = m.stack[:len(m.stack)-1], m.counters[:len(m.counters)-1]
}

// tooDeep passes over a call of f, or ends the life where more may come of it than
// what can be forgotten.
func (a *activation) tooDeep(at *program.Site, c *summary.Call, f *program.Func, st State) []outcome {
	m := a.m
	if !m.forgetWrites(&st, f) {
		m.report.giveUp(&st, at, "depth", "calls of "+f.Short+" are too deep to follow")
		return nil
	}
	m.note(&st, finding.Operate, at, "calls "+f.Short+", too deep to follow", "")
	result := m.results(&st, c, at)
	m.assumeAll(result)
	return []outcome{{st: st, result: result}}
}

// forgetWrites forgets what f may write. It is false where that is not known, or where
// something live would be out of reach.
func (m *Machine) forgetWrites(st *State, f *program.Func) bool {
	w := m.prog.WritesOf(f)
	if !w.Known {
		return false
	}
	before := m.liveObjects(st)
	st.mem.Range(func(k uint64, v Value) bool {
		if v.K != Mark && w.Cells[m.cellName(k)] {
			m.put(st, objectOf(k), pathOf(k), m.forgotten(st, k))
		}
		return true
	})
	st.forgot = m.alsoForgot(st.forgot, w.Cells)
	return !slices.ContainsFunc(before, func(o int32) bool { return !m.reachable(st, o) })
}

// forgotten is the value of a forgotten cell.
func (m *Machine) forgotten(st *State, k uint64) Value {
	at := &program.Site{Key: program.Forgotten.Of(objectOf(k), pathOf(k))}
	v := m.unknownIn(st, at, full)
	m.assumeAll(v)
	return v
}

// assumeAll says of the unknown values that v is made of that what a branch on them
// says need not be so.
func (m *Machine) assumeAll(v Value) {
	m.atoms(v, func(k uint64) {
		if k < 1<<40 {
			m.assume0(int64(k))
		}
	})
}

// liveObjects are those that hold what has to be given back and can be reached.
func (m *Machine) liveObjects(st *State) []int32 {
	var out []int32
	add := func(o int32) {
		if m.reachable(st, o) {
			out = append(out, o)
		}
	}
	st.regis.Range(func(k uint64, _ Registration) bool { add(objectOf(k)); return true })
	st.sockets.Range(func(o uint64, _ Socket) bool { add(int32(o)); return true })
	st.irps.Range(func(k uint64, _ typestate.Irp) bool { add(objectOf(k)); return true })
	st.owed.Range(func(o uint64, _ owed) bool { add(int32(o)); return true })
	return out
}

// cellName is the name of the cell at key k, as the program has it.
func (m *Machine) cellName(k uint64) string {
	p := pathOf(k)
	for ; p > 0 && strings.HasPrefix(m.paths.elem[p], "["); p = m.paths.up[p] {
	}
	if o := objectOf(k); p == 0 && int(o) < len(m.prog.Names) {
		return m.prog.Names[o]
	}
	return m.paths.elem[max(p, 0)]
}

// alsoForgot numbers the cells that have been forgotten: those of a number, and some.
func (m *Machine) alsoForgot(n int32, cells map[string]bool) int32 {
	all := map[string]bool{}
	for _, name := range m.forgets[n] {
		all[name] = true
	}
	for name := range cells {
		all[name] = true
	}
	var names []string
	for name := range all {
		names = append(names, name)
	}
	slices.Sort(names)
	if i := slices.IndexFunc(m.forgets, func(f []string) bool { return slices.Equal(f, names) }); i >= 0 {
		return int32(i)
	}
	m.forgets = append(m.forgets, names)
	return int32(len(m.forgets) - 1)
}

// bothForgot is what two states have forgotten.
func (m *Machine) bothForgot(x, y int32) int32 {
	if x == y {
		return x
	}
	cells := map[string]bool{}
	for _, name := range m.forgets[y] {
		cells[name] = true
	}
	return m.alsoForgot(x, cells)
}

// hasForgot reports whether a cell that is not written may have been, by a call that
// was passed over.
func (m *Machine) hasForgot(st *State, k uint64) bool {
	if st.forgot == 0 {
		return false
	}
	_, found := slices.BinarySearch(m.forgets[st.forgot], m.cellName(k))
	return found
}
