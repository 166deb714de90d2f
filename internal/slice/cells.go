package slice

import (
	"slices"

	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/summary"
)

// look notes what an instruction calls, hands on and writes.
func (w *work) look(f *function, in *summary.Instr, at program.SiteKey) {
	switch in.Code {
	case summary.Store:
		w.writesTo(f, at, extent(in.Kind == summary.Struct), in.A)
		for _, g := range w.routines(f, in.B) {
			w.funcs[g].values = append(w.funcs[g].values, at)
		}
	case summary.Closure:
		g := w.funcs[f.Value(in.A).N]
		g.values = append(g.values, at)
	case summary.Update, summary.Append, summary.Send, summary.Close:
		w.writesTo(f, at, whole, in.A)
	}
	if in.Call == nil {
		return
	}
	for _, t := range w.points.Targets(f.Func, in.Call) {
		w.funcs[t].callers = append(w.funcs[t].callers, call{at: at})
	}
	w.hands(f, in.Call, at)
	w.callWrites(f, in.Call, at)
	r := in.Call.Op.Routine()
	if r.Waitable {
		w.starts = append(w.starts, at)
	}
	if r.Arms {
		w.arms = append(w.arms, at)
	}
	switch r.Runs {
	case ddi.Armed:
		w.binds = append(w.binds, at)
	case ddi.Answered:
		w.answered = append(w.answered, at)
	}
	if program.EffectOf(in.Call.Op)&program.Waits != 0 {
		w.waits = append(w.waits, at)
	}
}

// hands notes which functions a call is handed: those that it names and, if it is none of a
// function of the driver's that can be read, those that its arguments may lead to.
func (w *work) hands(f *function, c *summary.Call, at program.SiteKey) {
	readable := w.readable(f, c)
	for _, a := range c.Args {
		if readable && f.Value(a).K != domain.Func {
			continue
		}
		for _, g := range w.routines(f, a) {
			w.funcs[g].callers = append(w.funcs[g].callers, call{at, true})
		}
	}
}

// routines are the functions that operand o of f may be.
func (w *work) routines(f *function, o summary.Operand) []int32 {
	if v := f.Value(o); v.K == domain.Func {
		return []int32{int32(v.N)}
	}
	return w.points.Functions(w.points.Of(f.Func, o))
}

// extent is how much of what is found at an address an instruction writes.
type extent bool

const (
	cell  extent = false
	whole extent = true // all of it
)

// writesTo notes that an instruction writes the cells at an address or, as a whole, all
// that is found there.
func (w *work) writesTo(f *function, at program.SiteKey, much extent, addr summary.Operand) {
	class := w.points.Of(f.Func, addr)
	if class == program.Nowhere {
		return
	}
	classes := []int32{w.points.Find(class)}
	if much == whole {
		classes = w.points.Fields(class)
	}
	base := w.base(f, addr)
	for _, c := range classes {
		w.writers[c] = append(w.writers[c], writer{at, base})
	}
}

// callWrites notes what a call writes that is not one of a function with a body: an
// operation on a cell what it is handed the address of, a function that cannot be read,
// and one that clears memory, all that is found there.
func (w *work) callWrites(f *function, c *summary.Call, at program.SiteKey) {
	if c.Op == ddi.None {
		if !slices.ContainsFunc(w.points.Targets(f.Func, c), w.bare) {
			return
		}
	}
	for k, a := range c.Args {
		if w.points.Of(f.Func, a) == program.Nowhere || a < 0 && f.Value(a).K == domain.Func {
			continue
		}
		if writes, much := through(c, k); writes {
			w.writesTo(f, at, much, a)
		}
		if c.Op.OnCell() {
			return // the first pointer is the cell
		}
	}
}

// through reports whether a call that is not one of a function with a body writes through
// argument k and, if it does, whether it may write all that is found there.
func through(c *summary.Call, k int) (writes bool, much extent) {
	role := summary.NoRole
	if k < len(c.Roles) {
		role = c.Roles[k]
	}
	switch {
	case c.Op.OnCell():
		return true, cell
	case clears(c.Op):
		return k == 0, whole // what is copied from there is read
	case c.Op == ddi.None || c.Op == ddi.Opaque || c.Op == ddi.CallDriver:
		return true, extent(role != summary.Context)
	case role == summary.Out || role == summary.SocketOut:
		return true, extent(program.EffectOf(c.Op)&program.Writes != 0)
	case role == summary.Irp:
		return c.Op.Wsk(), whole
	}
	return false, cell
}

// bare reports whether function i is carried out by the system, whatever it is declared
// with.
func (w *work) bare(i int32) bool {
	return len(w.funcs[i].Blocks) == 0 || w.funcs[i].Effect == ddi.Opaque
}

// clears reports whether an operation writes all that the memory holds which it is handed.
func clears(op ddi.Op) bool { return op == ddi.Zero || op == ddi.Overwrite }
