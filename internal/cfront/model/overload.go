package model

import (
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/names"
	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

// overloaded is an operator of a class, if it has one.
func (f *function) overloaded(op string, v value, y syntax.Expr) (value, bool) {
	if y == nil {
		return f.operatorOf(v, op)
	}
	return f.operatorOf(v, op, y)
}

// operatorOf is the call of an operator that an object's class defines.
func (f *function) operatorOf(v value, op string, args ...syntax.Expr) (value, bool) {
	if !f.u.File.CPP || v.t == nil || v.t.Kind != names.Struct {
		return value{}, false
	}
	fn, rec := f.methodOf(v.t.Rec, "operator "+op, args, 0)
	if fn == nil || !fn.Defined() {
		return value{}, false
	}
	if !v.lv {
		v = f.kept(v)
	}
	at := spanOf(nil, f.tok)
	call := &syntax.Call{Span: at, Fun: &syntax.Ident{Span: at, Name: fn.Decl.Name}, Args: args}
	return f.callFunction(call, fn, f.asBase(v, rec)), true
}

// hasOperator reports whether the class of a type defines an operator for what it is
// applied to.
func (f *function) hasOperator(t *names.Type, op string, args ...syntax.Expr) bool {
	if !f.u.File.CPP || t == nil || t.Kind != names.Struct {
		return false
	}
	fn, _ := f.methodOf(t.Rec, "operator "+op, args, 0)
	return fn != nil && fn.Defined()
}

// operatorOn is the call of an operator that is defined for the first of some operands:
// a method of its class, or a function.
func (f *function) operatorOn(op string, operands ...value) (value, bool) {
	if !f.u.File.CPP {
		return value{}, false
	}
	first := operands[0]
	if first.t.Kind == names.Struct {
		if fn, rec := f.methodFor(first.t.Rec, "operator "+op, operands[1:], 0); fn != nil {
			if !fn.Defined() {
				return value{}, false
			}
			if !first.lv {
				first = f.kept(first)
			}
			return f.callWith(fn, f.asBase(first, rec), operands[1:]), true
		}
	}
	var best *names.Function
	most := 0
	for _, fn := range f.u.Named("operator " + op) {
		if score := suits(fn, operands); fn.Class == nil && fn.Defined() && score > most {
			best, most = fn, score
		}
	}
	if best == nil {
		return value{}, false
	}
	return f.callWith(best, "", operands), true
}

// methodFor is the method of a class or of what it derives from that suits some
// arguments, and whose it is.
func (f *function) methodFor(r *names.Record, name string, args []value, depth int) (*names.Function, *names.Record) {
	if c := f.u.Prog.ClassOf(r); c != nil {
		var best *names.Function
		most := 0
		for _, fn := range c.Methods[name] {
			if score := suits(fn, args); score > most {
				best, most = fn, score
			}
		}
		if best != nil {
			return best, r
		}
	}
	if depth < 8 {
		for _, b := range r.Bases {
			if fn, rec := f.methodFor(b, name, args, depth+1); fn != nil {
				return fn, rec
			}
		}
	}
	return nil, nil
}

// callWith calls a function of the text with values that are there.
func (f *function) callWith(fn *names.Function, this string, operands []value) value {
	f.b.called[fn] = true
	sig := f.b.signature(fn)
	var args []string
	if this != "" {
		args = append(args, this)
	}
	for i, p := range sig.Params {
		if i >= len(operands) {
			args = append(args, f.defaulted(fn, i, p))
			continue
		}
		args = append(args, f.passed(operands[i], p, paramDecl(fn, i)))
	}
	v := primary(f.b.funcName(fn)+"("+strings.Join(args, ", ")+")", sig.Elem)
	v.calls = true
	if isReference(fn.Decl.Type.Elem) && v.t.Kind == names.Pointer {
		return f.deref(f.temp(v), nil)
	}
	return v
}

// passed is a value as an argument.
func (f *function) passed(v value, p *names.Type, decl *syntax.Var) string {
	if decl != nil && isReference(decl.Type) && p.Kind == names.Pointer {
		return f.bound(v, p)
	}
	if p.Kind == names.Struct && f.hasLife(p) && v.t.Kind == names.Struct && v.lv {
		obj := value{s: f.variable(p), t: p, prec: precPrimary, lv: true}
		f.copyInto(obj, v, v.moved)
		return obj.s
	}
	return f.convert(v, p).s
}

// bound is the address of a value that a reference is bound to.
func (f *function) bound(v value, p *names.Type) string {
	if !v.lv {
		v = f.kept(f.convert(f.settled(v), p.Elem))
	}
	return f.toPointer(value{s: v.address(), t: names.PointerTo(object(v.t)), prec: precUnary}, p).s
}

// converted is an object by the operator of its class that makes another type of it.
func (f *function) converted(v value, t *names.Type) (value, bool) {
	if !f.u.File.CPP || v.t.Kind != names.Struct || v.t.Rec.Foreign || names.Same(v.t, t) {
		return value{}, false
	}
	fn, rec := f.conversionOf(v.t.Rec, t, 0)
	if fn == nil {
		return value{}, false
	}
	if !v.lv {
		v = f.kept(v)
	}
	w := f.callWith(fn, f.asBase(v, rec), nil)
	return w, w.t.Kind != names.Struct || !names.Same(w.t, v.t)
}

// conversionOf is the operator of a class, or of what it derives from, that makes a type
// of its objects, and whose it is.
func (f *function) conversionOf(r *names.Record, t *names.Type, depth int) (*names.Function, *names.Record) {
	if c := f.u.Prog.ClassOf(r); c != nil {
		var near *names.Function
		for _, name := range sortedKeys(c.Methods) {
			if !strings.HasPrefix(name, "operator ") {
				continue
			}
			for _, fn := range c.Methods[name] {
				if !fn.Defined() || fn.Decl.Type.Elem == nil || fn.Decl.Type.Elem.Kind != syntax.TypeNone {
					continue
				}
				switch to := fn.Type().Elem; {
				case names.Same(to, t):
					return fn, r
				case to.Kind == t.Kind, to.IsAddress() && t.IsAddress():
					near = fn
				}
			}
		}
		if near != nil {
			return near, r
		}
	}
	if depth < 8 {
		for _, b := range r.Bases {
			if fn, rec := f.conversionOf(b, t, depth+1); fn != nil {
				return fn, rec
			}
		}
	}
	return nil, nil
}

// callObject calls the object of a class that has an operator for it.
func (f *function) callObject(x *syntax.Call, v value) (value, bool) {
	if v.t == nil || v.t.Kind != names.Struct {
		return value{}, false
	}
	return f.operatorOf(v, "()", x.Args...)
}
