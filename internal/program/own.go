package program

import (
	"slices"

	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/summary"
)

// What a function writes to memory that it has allocated itself, a buffer for a message say,
// nobody else sees, unless it gives the address to somebody: by a store, a start or a signal,
// which are effects of their own, or by what it returns. What it writes through a parameter,
// those of its callers see whose memory that is.

// owners say whose memory an address may lead to: bit i is that of parameter i, the highest
// is that of anybody, the next that of the function, which has allocated it. None are set
// where it is nil.
type owners uint64

const (
	anybody owners = 1 << 63
	itself  owners = 1 << 62
	told           = 62 // parameters that are told apart; what further ones lead to is anybody's
)

// pour is a call in which a function hands on addresses.
type pour struct {
	fn    int32    // that calls
	whose []owners // by argument
}

// owned finds whose memory the registers of f lead to. Those of what is left of a function
// may be made in what is not.
func (f *Func) owned() []owners {
	out := make([]owners, f.Regs)
	for r := range out {
		out[r] = anybody
	}
	for b := range f.Blocks {
		for i := range f.Blocks[b].Instrs {
			if in := &f.Blocks[b].Instrs[i]; in.Dst >= 0 {
				out[in.Dst] = 0
			}
		}
	}
	fresh := itself
	if f.returnsOwn() {
		fresh = anybody
	}
	for changed := true; changed; {
		changed = false
		for b := range f.Blocks {
			for i := range f.Blocks[b].Instrs {
				in := &f.Blocks[b].Instrs[i]
				if in.Dst < 0 {
					continue
				}
				if w := f.leads(in, fresh, out); w|out[in.Dst] != out[in.Dst] {
					out[in.Dst], changed = w|out[in.Dst], true
				}
			}
		}
	}
	return out
}

// leads is whose memory the result of an instruction leads to.
func (f *Func) leads(in *summary.Instr, fresh owners, of []owners) owners {
	switch in.Code {
	case summary.Alloc:
		return fresh
	case summary.Invoke:
		if in.Call.Op == ddi.NewObject {
			return fresh
		}
	case summary.Binary: // what is beside an address is in the same memory; a difference is no address
		a, b := f.whose(in.A, of), f.whose(in.B, of)
		if in.Name == "+" && (a == itself) != (b == itself) || in.Name == "-" && a == itself && b&itself == 0 {
			return itself
		}
	case summary.Copy, summary.FieldAddr, summary.IndexAddr, summary.Slice:
		return f.whose(in.A, of)
	case summary.Phi:
		w := owners(0)
		for _, a := range in.Args {
			w |= f.whose(a, of)
		}
		return w
	}
	return anybody
}

// whose is whose memory an operand leads to.
func (f *Func) whose(o summary.Operand, of []owners) owners {
	switch {
	case o < 0:
		if v := f.Value(o); v.K == domain.Int && v.N == 0 {
			return 0
		}
		return anybody
	case int32(o) < f.Params:
		if o < told {
			return 1 << o
		}
		return anybody
	case int32(o) < f.Params+f.Free:
		return anybody
	}
	return of[o]
}

// returnsOwn reports whether what f returns may lead to memory that it has allocated.
func (f *Func) returnsOwn() bool {
	own := make([]bool, f.Regs)
	has := func(o summary.Operand) bool { return o >= 0 && own[o] }
	for changed := true; changed; {
		changed = false
		for b := range f.Blocks {
			for i := range f.Blocks[b].Instrs {
				in := &f.Blocks[b].Instrs[i]
				if in.Code == summary.Return && slices.ContainsFunc(in.Args, has) {
					return true
				}
				if in.Dst >= 0 && !own[in.Dst] && f.passesOn(in, has) {
					own[in.Dst], changed = true, true
				}
			}
		}
	}
	return false
}

// passesOn reports whether the result of an instruction may lead to what one of its operands
// leads to.
func (f *Func) passesOn(in *summary.Instr, has func(summary.Operand) bool) bool {
	switch in.Code {
	case summary.Alloc:
		return true
	case summary.Invoke:
		if in.Call.Op == ddi.NewObject {
			return true
		}
		if scalar(&summary.Instr{Code: summary.Load, Kind: in.Kind}) {
			return false
		}
	case summary.Load, summary.Field:
		if scalar(&summary.Instr{Code: summary.Load, Kind: in.Kind}) {
			return false
		}
	case summary.Length:
		return false
	case summary.Binary:
		if Comparison(in.Name) {
			return false
		}
	}
	found := false
	in.Reads(func(o summary.Operand) { found = found || has(o) })
	return found
}

// passesTo notes that f calls another function by its name.
func (p *Program) passesTo(f *Func, c *summary.Call, of []owners) {
	v := f.Value(c.Callee)
	if p.poured == nil || c.Op != ddi.None || c.Method != "" || c.Callee >= 0 || v.K != domain.Func {
		return
	}
	whose := make([]owners, len(c.Args))
	for i, a := range c.Args {
		whose[i] = f.whose(a, of)
	}
	p.poured[int32(v.N)] = append(p.poured[int32(v.N)], pour{f.Index, whose})
}

// overwrites reports whether an operation writes, or frees, what its first argument leads to,
// and nothing else.
func overwrites(c *summary.Call) bool {
	return (c.Op == ddi.Zero || c.Op == ddi.Overwrite || c.Op == ddi.FreeObject) && len(c.Args) > 0
}

// writes notes that f writes memory of some owners.
func (f *Func) writes(w owners) {
	if w&anybody != 0 {
		f.Own |= Writes
	}
	f.into |= w &^ (anybody | itself)
}

// open reports whether f may be called otherwise than by its name: who calls it so is taken
// to see all that it writes.
func (p *Program) open() []bool {
	out := make([]bool, len(p.Funcs))
	for _, f := range p.Funcs {
		out[f.Index] = f.root()
	}
	for _, fs := range p.ByMethod {
		for _, i := range fs {
			out[i] = true
		}
	}
	return out
}

// pourInto says that f writes memory of owners among its parameters, or of anybody.
func (c *closure) pourInto(f int32, w owners) {
	if w&anybody != 0 {
		c.raise(f, Writes)
	}
	if w &^= anybody | itself; c.into[f]|w == c.into[f] {
		return
	}
	c.into[f] |= w
	if c.open[f] {
		c.raise(f, Writes)
	}
	c.need(f)
	c.poured = append(c.poured, f)
}

// pour tells the callers of f whose memory it writes.
func (c *closure) pour(f int32) {
	for _, call := range c.p.poured[f] {
		w := owners(0)
		for i := range told {
			if c.into[f]&(1<<i) == 0 {
				continue
			}
			if i >= len(call.whose) {
				w |= anybody
				break
			}
			w |= call.whose[i]
		}
		c.pourInto(call.fn, w)
	}
}
