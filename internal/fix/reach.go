package fix

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/summary"
)

// reaches reports whether the function around a place, or one that it calls,
// calls an operation on a registration: what is there is not missing, and what
// keeps it from running is a matter for the author. The registration is that in
// the variable of a name, or any if it has none.
func (p *proposer) reaches(at place, op ddi.Op, global string) bool {
	_, _, pos := at.function()
	pkg, fn := at.src.declared(pos)
	if fn == nil {
		return true // nothing is known of it
	}
	r := reach{pkgs: at.src.packages(), op: op, global: global}
	return r.from(pkg, fn)
}

// leads reports whether the function of a name reaches an operation.
func (s *Source) leads(name string, op ddi.Op) bool {
	r := reach{pkgs: s.packages(), op: op}
	for _, p := range r.pkgs {
		for i := range p.Funcs {
			if p.Funcs[i].Name == name {
				return r.from(p, &p.Funcs[i])
			}
		}
	}
	return false
}

// deed is a call in the witness, as the summaries have it.
type deed struct {
	pkg  *summary.Package
	call *summary.Call
	step int
}

// last is the last call of an operation in the witness that changed the state of
// what the finding is about.
func (p *proposer) last(f finding.Finding, op ddi.Op, s *Source) (deed, bool) {
	for i, step := range slices.Backward(f.Steps) {
		if step.Kind != finding.Operate || step.State == "" {
			continue
		}
		pkg, call := s.call(step.Pos)
		if call == nil {
			continue
		}
		a, ok := p.callAt(step.Pos) // a field of functions has its name in the syntax alone
		if call.Op == op || ok && a.op() == op {
			return deed{pkg, call, i}, true
		}
	}
	return deed{}, false
}

// call is the call at a position, in the package or one below it.
func (s *Source) call(pos finding.Position) (*summary.Package, *summary.Call) {
	for _, p := range s.packages() {
		for i := range p.Funcs {
			for in := range instructions(&p.Funcs[i]) {
				at := in.Pos
				if in.Call != nil && int(at.Line) == pos.Line && int(at.Col) == pos.Col && p.Files[at.File] == pos.File {
					return p, in.Call
				}
			}
		}
	}
	return nil, nil
}

// global is the variable of the registration that the call at pos is on.
func (a place) global(pos finding.Position) string {
	pkg, call := a.src.call(pos)
	if call == nil {
		return ""
	}
	return on(pkg, call)
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
// was done, as it is called at the place.
func (p *proposer) cleanup(d deed, at place) (string, bool) {
	q, ok := at.qualifier(at.imported(d.pkg.Path))
	if !ok {
		return "", false
	}
	_, _, pos := at.function()
	_, self := at.src.declared(pos)
	var found []string
	for i := range d.pkg.Funcs {
		f := &d.pkg.Funcs[i]
		if self != nil && f.Name == self.Name || f.Params+f.Free != 0 || len(f.Results) != 0 || strings.ContainsAny(f.Short, " .()") {
			continue
		}
		if f.Mark != ddi.NoMark || ddi.NamedUnload(f.Short) || f.Short == "init" || q != "" && !f.Public {
			continue
		}
		r := reach{pkgs: at.src.packages(), op: ddi.Deregister, global: on(d.pkg, d.call)}
		if r.from(d.pkg, f) {
			found = append(found, q+f.Short+"()")
		}
	}
	if len(found) != 1 {
		return "", false
	}
	return found[0], true
}

// imported is a package that the place's imports, or the place's own.
func (a place) imported(path string) *types.Package {
	for _, p := range append([]*types.Package{a.src.Types}, a.src.Types.Imports()...) {
		if p.Path() == path {
			return p
		}
	}
	return nil
}
