package fix

import (
	"go/token"
	"slices"
	"strings"

	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/summary"
)

// reaches reports whether the function around a place, or one that it calls,
// calls an operation on the registration that acq is a call on: what is there is
// not missing, and what keeps it from running is a matter for the author.
func (p *proposer) reaches(at place, op ddi.Op, acq place) bool {
	_, _, pos := at.function()
	pkg, fn := at.src.declared(pos)
	if fn == nil {
		return true // nothing is known of it
	}
	r := reach{pkgs: at.src.packages(), op: op, global: acq.global()}
	return r.from(pkg, fn)
}

// packages are the package and those below it.
func (s *Source) packages() []*summary.Package { return append(slices.Clone(s.Deps), s.Summary) }

// declared is the function at a position.
func (s *Source) declared(pos token.Pos) (*summary.Package, *summary.Func) {
	q := s.Fset.Position(pos)
	for i := range s.Summary.Funcs {
		f := &s.Summary.Funcs[i]
		if f.Pos.Line == int32(q.Line) && f.Pos.Col == int32(q.Column) && s.Summary.Files[f.Pos.File] == q.Filename {
			return s.Summary, f
		}
	}
	return nil, nil
}

// global is the name of the variable that the call is on, or "" if it is none.
func (a place) global() string {
	pos := a.call().Lparen
	if id := calledIdent(a.call()); id != nil {
		pos = id.Pos()
	}
	q := a.src.Fset.Position(pos)
	for _, f := range a.src.Summary.Funcs {
		for in := range instructions(&f) {
			at := in.Pos
			if in.Call != nil && at.Line == int32(q.Line) && at.Col == int32(q.Column) && a.src.Summary.Files[at.File] == q.Filename {
				return on(a.src.Summary, in.Call)
			}
		}
	}
	return ""
}

// on is the variable whose address is the registration of a call.
func on(p *summary.Package, c *summary.Call) string {
	for i, r := range c.Roles {
		if a := c.Args[i]; r == summary.Registration && a < 0 {
			if k := p.Consts[-1-a]; k.Kind == summary.Global {
				return k.S
			}
		}
	}
	return ""
}

func instructions(f *summary.Func) func(func(*summary.Instr) bool) {
	return func(yield func(*summary.Instr) bool) {
		for i := range f.Blocks {
			for j := range f.Blocks[i].Instrs {
				if !yield(&f.Blocks[i].Instrs[j]) {
					return
				}
			}
		}
	}
}

// reach searches calls for an operation.
type reach struct {
	pkgs   []*summary.Package
	op     ddi.Op
	global string // of the registration; "" if it is in no variable of its own
	seen   []string
}

func (r *reach) from(p *summary.Package, f *summary.Func) bool {
	if slices.Contains(r.seen, f.Name) {
		return false
	}
	r.seen = append(r.seen, f.Name)
	for in := range instructions(f) {
		if in.Call != nil && in.Call.Op == r.op {
			if other := on(p, in.Call); other == "" || r.global == "" || other == r.global {
				return true
			}
		}
		if in.Call != nil && in.Call.Callee >= 0 && in.Call.Method == "" && r.taken() {
			return true
		}
		for _, name := range r.callees(p, in) {
			if ddi.Lookup(name[strings.LastIndexByte(name, '.')+1:]) == r.op {
				return true // handed on as a value
			}
			for _, q := range r.pkgs {
				for i := range q.Funcs {
					if q.Funcs[i].Name == name && r.from(q, &q.Funcs[i]) {
						return true
					}
				}
			}
		}
	}
	return false
}

// taken reports whether a function that is used as a value reaches the operation:
// a call of a value may be one of it.
func (r *reach) taken() bool {
	for _, q := range r.pkgs {
		for i := range q.Funcs {
			if q.Funcs[i].Taken && r.from(q, &q.Funcs[i]) {
				return true
			}
		}
	}
	return false
}

// callees are the functions that an instruction calls, or may lead to.
func (r *reach) callees(p *summary.Package, in *summary.Instr) []string {
	operands := []summary.Operand{in.A, in.B}
	operands = append(operands, in.Args...)
	var out []string
	if c := in.Call; c != nil {
		operands = append(append(operands, c.Callee), c.Args...)
		for _, q := range r.pkgs {
			for _, f := range q.Funcs {
				if c.Method != "" && strings.HasSuffix(f.Short, ")."+c.Method) {
					out = append(out, f.Name)
				}
			}
		}
	}
	for _, o := range operands {
		if o < 0 && p.Consts[-1-o].Kind == summary.Fun {
			out = append(out, p.Consts[-1-o].S)
		}
	}
	return out
}

// cleanup is the one function without parameters and results that undoes what
// acq did, as it is called at the place.
func (p *proposer) cleanup(acq, at place) (string, bool) {
	_, _, pos := at.function()
	_, self := at.src.declared(pos)
	var found []string
	for _, f := range acq.src.Summary.Funcs {
		if self != nil && f.Name == self.Name || f.Params+f.Free != 0 || len(f.Results) != 0 || strings.ContainsAny(f.Short, " .()") {
			continue
		}
		if f.Mark != ddi.NoMark || ddi.NamedUnload(f.Short) || f.Name == acq.src.Types.Path()+".init" {
			continue
		}
		r := reach{pkgs: acq.src.packages(), op: ddi.Deregister, global: acq.global()}
		if !r.from(acq.src.Summary, &f) {
			continue
		}
		q, ok := at.qualifier(acq.src.Types)
		if ok && (q == "" || f.Public) {
			found = append(found, q+f.Short+"()")
		}
	}
	if len(found) != 1 {
		return "", false
	}
	return found[0], true
}
