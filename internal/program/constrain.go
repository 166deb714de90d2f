package program

import (
	"slices"
	"strings"

	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/summary"
)

// What instructions say of the classes of what they are handed.

// scalarKind reports whether a value of a shape leads nowhere.
func scalarKind(k summary.Shape) bool {
	return k == summary.Signed || k == summary.Unsigned || k == summary.Status || k == summary.Bool
}

// instr takes what one instruction says, but for calls.
func (t *Points) instr(f *Func, in *summary.Instr) {
	dst := summary.Operand(in.Dst)
	switch in.Code {
	case summary.FieldAddr:
		t.unify(t.Of(f, dst), t.member(f, t.Of(f, in.A), in.B, in.Name))
	case summary.IndexAddr, summary.Copy, summary.MakeIface, summary.Assert, summary.Slice, summary.Append:
		t.unify(t.Of(f, dst), t.Of(f, in.A))
		if in.Code == summary.Append {
			t.unify(t.Of(f, dst), t.Of(f, in.B))
		}
	case summary.Phi:
		if scalarKind(in.Kind) {
			return
		}
		for _, a := range in.Args {
			t.unify(t.Of(f, dst), t.Of(f, a))
		}
	case summary.Outer, summary.Inner:
		t.within(f, in)
	case summary.Load, summary.Lookup, summary.Receive, summary.Index:
		if in.Kind == summary.Struct { // a copy has the fields of what it is one of
			t.unify(t.Of(f, dst), t.Of(f, in.A))
			return
		}
		if a := t.Of(f, in.A); a != Nowhere && !scalarKind(in.Kind) {
			t.unify(t.Of(f, dst), t.below(a))
		}
	case summary.Next, summary.Range:
		t.unify(t.Of(f, dst), t.Of(f, in.A))
	case summary.Store, summary.Send:
		if in.Kind == summary.Struct {
			t.unify(t.Of(f, in.A), t.Of(f, in.B))
			return
		}
		if a := t.Of(f, in.A); a != Nowhere && !scalarKind(in.Kind) {
			t.unify(t.below(a), t.Of(f, in.B))
		}
	case summary.Update:
		if a := t.Of(f, in.A); a != Nowhere && len(in.Args) > 0 {
			t.unify(t.below(a), t.Of(f, in.Args[0]))
		}
	case summary.Extract:
		if !scalarKind(in.Kind) {
			t.unify(t.Of(f, dst), t.Of(f, in.A))
		}
	case summary.Field:
		if c := t.FieldOf(f, in); in.Kind == summary.Struct {
			t.unify(t.Of(f, dst), c)
		} else if !scalarKind(in.Kind) {
			t.unify(t.Of(f, dst), t.below(c))
		}
	case summary.Closure:
		c := t.Of(f, dst)
		g := int32(f.Value(in.A).N)
		t.unify(c, t.function(g))
		for k, a := range in.Args {
			if bound := t.p.Funcs[g].Params + int32(k); int(bound) < len(t.regs[g]) { // else it has no body
				t.unify(t.Of(f, a), t.Of(t.p.Funcs[g], summary.Operand(bound)))
			}
		}
	case summary.Return:
		for _, a := range in.Args {
			t.unify(t.ret[f.Index], t.Of(f, a))
		}
	}
}

// FieldOf is the class of the field that a Field of f reads.
func (t *Points) FieldOf(f *Func, in *summary.Instr) int32 {
	return t.member(f, t.Of(f, in.A), in.B, in.Name)
}

// unnamed is an operand that names no type.
const unnamed summary.Operand = 0

// within takes that one of two addresses is that of a member of what the other is of.
func (t *Points) within(f *Func, in *summary.Instr) {
	outer, inner := t.Of(f, summary.Operand(in.Dst)), t.Of(f, in.A)
	if in.Code == summary.Inner {
		outer, inner = inner, outer
	}
	base, owner := outer, in.B
	for _, name := range strings.Split(in.Name, ".") {
		base, owner = t.member(f, base, owner, name), unnamed
	}
	t.unify(inner, base)
	if in.N == 1 { // the two may be the same address
		t.unify(outer, inner)
	}
}

// call takes what a call says, and reports whether that is new.
func (t *Points) call(f *Func, in *summary.Instr) bool {
	c, dst, changed := in.Call, summary.Operand(in.Dst), false
	one := func(a, b int32) { changed = t.unify(a, b) || changed }
	for _, g := range t.Targets(f, c) {
		h := t.p.Funcs[g]
		if len(h.Blocks) == 0 {
			continue
		}
		for k, a := range c.Args {
			if int32(k) < h.Params {
				one(t.Of(f, a), t.Of(h, summary.Operand(k)))
			}
		}
		if dst >= 0 && len(c.Results) > 0 {
			one(t.Of(f, dst), t.ret[g])
		}
	}
	switch {
	case c.Op.Handed(): // a routine and its context
		return t.routine(f, c) || changed
	case len(c.Args) == 0:
	case c.Op == ddi.Swap || c.Op == ddi.CompareSwap || c.Op == ddi.AtomicStore || c.Op == ddi.AtomicCAS || c.Op == ddi.AtomicLoad:
		cell := t.Of(f, c.Args[0])
		if cell == Nowhere {
			break
		}
		if dst >= 0 && c.Op != ddi.AtomicCAS {
			one(t.Of(f, dst), t.below(cell))
		}
		for _, a := range c.Args[1:] {
			one(t.below(cell), t.Of(f, a))
		}
	case (c.Op == ddi.QueueInsert || c.Op == ddi.QueueFirst) && len(c.Args) > 1:
		if queue := t.Of(f, c.Args[0]); queue != Nowhere {
			one(t.below(queue), t.Of(f, c.Args[1]))
		}
	case c.Op == ddi.QueueRemove && dst >= 0:
		if queue := t.Of(f, c.Args[0]); queue != Nowhere {
			one(t.Of(f, dst), t.below(queue))
		}
	case c.Op == ddi.AsObject && dst >= 0:
		one(t.Of(f, dst), t.Of(f, c.Args[0]))
	case c.Op == ddi.AsObjectOut:
		for k, a := range c.Args[1:] {
			if x := t.Of(f, a); x != Nowhere && c.Roles[k+1] == summary.Out {
				one(t.below(x), t.handle(f, c.Args[0]))
			}
		}
	}
	return changed
}

// handle is the class of what a handle stands for: a number, it is told by the cell that
// it is read from.
func (t *Points) handle(f *Func, o summary.Operand) int32 {
	if o >= 0 && f.Flow().At[o].Block >= 0 {
		at := f.Flow().At[o]
		if in := &f.Blocks[at.Block].Instrs[at.Instr]; in.Code == summary.Load {
			if cell := t.Of(f, in.A); cell != Nowhere {
				return t.below(cell)
			}
		}
	}
	return t.Of(f, o)
}

// Thread is the class of the thread that a call starts, as an object.
func (t *Points) Thread(f *Func, c *summary.Call) int32 {
	if len(c.Args) == 0 {
		return Nowhere
	}
	if cell := t.Of(f, c.Args[0]); cell != Nowhere {
		return t.below(cell)
	}
	return Nowhere
}

// routine takes that a routine is called with what it is handed along with: its context,
// where that is told, and else which of its parameters gets what is not told apart.
func (t *Points) routine(f *Func, c *summary.Call) bool {
	changed := false
	for k, a := range c.Args {
		x := t.Of(f, a)
		if x == Nowhere {
			continue
		}
		for _, g := range slices.Clone(t.funcs[x]) {
			for j, b := range c.Args {
				if j == k || j < len(c.Roles) && c.Roles[j] == summary.Integer {
					continue
				}
				if y := t.Of(f, b); y != Nowhere && len(t.funcs[t.Find(y)]) == 0 {
					changed = t.handed(t.p.Funcs[g], c, j, y) || changed
				}
			}
		}
	}
	return changed
}

// handed takes that a routine gets the j-th argument of the call that it was handed to,
// of class y.
func (t *Points) handed(h *Func, c *summary.Call, j int, y int32) bool {
	changed, context := false, contextOf(c)
	for k := range h.Params {
		if c.Op == ddi.OnCompletion && (k == h.Params-1) == (j < len(c.Roles) && c.Roles[j] == summary.Irp) {
			continue // a completion routine gets the device, the IRP, and last the context
		}
		if context >= 0 && (k == h.contextOf(c.Op)) != (j == context) {
			continue
		}
		changed = t.unify(t.Of(h, summary.Operand(k)), y) || changed
	}
	return changed
}

// contextOf is the argument of a call that hands on a routine which the routine finds in
// the parameter for its context, or -1 if that is not told.
func contextOf(c *summary.Call) int {
	if runs := c.Op.Routine().Runs; runs != ddi.Beside && runs != ddi.Armed {
		return -1
	}
	for j := len(c.Roles) - 1; j >= 0; j-- {
		if c.Roles[j] == summary.Context {
			return j
		}
	}
	return -1
}

// contextOf is the parameter for the context of a routine that op is handed.
func (f *Func) contextOf(op ddi.Op) int32 {
	if op.Routine().Runs == ddi.Armed { // behind the object that it is bound to
		return min(1, f.Params-1)
	}
	return f.ContextAt(op)
}

// fits are the functions of a signature, which is asked for again and again.
func (t *Points) fits(sig string) []int32 {
	out, ok := t.fitting[sig]
	if !ok {
		out = t.p.Fitting(sig)
		t.fitting[sig] = out
	}
	return out
}

// Targets are the functions that a call may enter: of those of its signature the ones that
// its value may be, where something is known of that.
func (t *Points) Targets(f *Func, c *summary.Call) []int32 {
	switch {
	case c.Op != ddi.None:
		return nil
	case c.Method != "":
		return t.p.ByMethod[c.Method]
	}
	if v := f.Value(c.Callee); v.K == domain.Func {
		return []int32{int32(v.N)}
	}
	if c.Callee < 0 {
		return nil
	}
	fitting := t.fits(c.Sig)
	if known := t.funcs[t.Of(f, c.Callee)]; len(known) > 0 {
		return slices.DeleteFunc(slices.Clone(known), func(g int32) bool { return !slices.Contains(fitting, g) })
	}
	return fitting
}
