package witness

import (
	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/ruleid"
	"github.com/wskvet/wskvet/internal/summary"
)

// A branch on what the driver keeps, in a flag say, is often why something is not
// given back: the way that a life takes there leads past the call. Both ways of such a
// branch need not be possible, so that it splits no state; a witness shows it all the
// same.

// Skip is what one way of a branch passes over.
type Skip struct {
	effects program.Effects
	calls   []skipped // the first for each of them
	cells   []string  // that the branch asks
}

// skipped is a call that has an effect.
type skipped struct {
	effect program.Effects
	text   string
}

// Skipper knows what ways of branches pass over.
type Skipper struct {
	prog  *program.Program
	known map[program.SiteKey]*Skip // by ways out of blocks
	asked map[string]bool           // fields and globals that branches ask which may pass over something
}

// NewSkipper is a skipper for the functions of a program.
func NewSkipper(p *program.Program) Skipper {
	x := Skipper{p, map[program.SiteKey]*Skip{}, map[string]bool{}}
	for _, f := range p.Funcs {
		if f.Reach&program.Undoes == 0 {
			continue
		}
		for b := range f.Blocks {
			for i := range f.Blocks[b].Instrs {
				if in := &f.Blocks[b].Instrs[i]; in.Code == summary.If && in.Name != "" {
					for _, name := range p.Asked(f, in.A) {
						x.asked[name] = true
					}
				}
			}
		}
	}
	return x
}

// Asks reports whether a branch asks a field or global that may pass over something.
func (x *Skipper) Asks(name string) bool { return x.asked[name] }

// Over is what the k-th way out of block b of f passes over, if the condition is one
// on the driver's state.
func (x *Skipper) Over(f *program.Func, b int32, in *summary.Instr, k int) *Skip {
	if f.Reach&program.Undoes == 0 || in.Name == "" {
		return nil
	}
	at := program.SiteKey{Fn: f.Index, Block: b, Instr: int32(k)}
	s, ok := x.known[at]
	if !ok {
		if f.Kept(in.A, 0) {
			s = x.passed(f, f.Blocks[b].Succs[k], f.Blocks[b].Succs[1-k])
		}
		if s != nil {
			s.cells = x.prog.Asked(f, in.A)
		}
		x.known[at] = s
	}
	return s
}

// passed is what can be reached from block other and not from block to.
func (x *Skipper) passed(f *program.Func, to, other int32) *Skip {
	ahead := x.prog.Ahead(f)
	s := &Skip{effects: ahead[other] &^ ahead[to]}
	if s.effects == 0 {
		return nil
	}
	blocks := f.After(other)
	for _, e := range []program.Effects{program.Deregisters, program.Releases, program.Closes} {
		if s.effects&e == 0 {
			continue
		}
		if c := x.firstCall(f, blocks, e); c != nil {
			s.calls = append(s.calls, skipped{e, c.Text})
		}
	}
	return s
}

// firstCall is the first call in blocks of f that has an effect, or nil.
func (x *Skipper) firstCall(f *program.Func, blocks []int32, e program.Effects) *summary.Call {
	for _, b := range blocks {
		instrs := f.Blocks[b].Instrs
		for i := range instrs {
			if c := instrs[i].Call; c != nil && x.callEffects(f, c)&e != 0 {
				return c
			}
		}
	}
	return nil
}

// callEffects are the effects of a call, as far as its callee is known.
func (x *Skipper) callEffects(f *program.Func, c *summary.Call) program.Effects {
	switch callee := f.Value(c.Callee); {
	case c.Op != ddi.None:
		return program.EffectOf(c.Op)
	case c.Method != "":
		var e program.Effects
		for _, i := range x.prog.ByMethod[c.Method] {
			e |= x.prog.Funcs[i].Reach
		}
		return e
	case callee.K == domain.Func:
		return x.prog.Funcs[callee.N].Reach
	case c.Callee >= 0:
		return f.TableEffects(c.Callee)
	}
	return 0
}

// text says which call is passed over that a broken rule misses; "" if none is.
func (s *Skip) text(rule string) string {
	if s == nil {
		return ""
	}
	for _, c := range s.calls {
		if c.effect&missing(rule) != 0 {
			return ": " + c.text + " is skipped"
		}
	}
	return ""
}

// missing are the effects that a broken rule misses.
func missing(rule string) program.Effects {
	switch rule {
	case ruleid.UnloadRegistered, ruleid.EntryFailsRegistered, ruleid.RegistrationLost:
		return program.Deregisters
	case ruleid.DeregisterCaptured:
		return program.Releases
	case ruleid.DeregisterOpenSocket:
		return program.Closes
	}
	return 0
}
