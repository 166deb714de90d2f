package expr

import (
	"maps"
	"slices"
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/draft"
	"github.com/wskvet/wskvet/internal/cfront/names"
	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

// overloaded is an operator of a class, if it has one.
func (f *Function) overloaded(op string, v draft.Value, y syntax.Expr) (draft.Value, bool) {
	if y == nil {
		return f.operatorOf(v, op)
	}
	return f.operatorOf(v, op, y)
}

// operatorOf is the call of an operator that an object's class defines.
func (f *Function) operatorOf(v draft.Value, op string, args ...syntax.Expr) (draft.Value, bool) {
	if !f.Unit.File.CPP || v.Type == nil || v.Type.Kind != names.Struct {
		return draft.Value{}, false
	}
	fn, rec := f.methodOf(v.Type.Rec, "operator "+op, args, 0)
	if fn == nil || !fn.Defined() {
		return draft.Value{}, false
	}
	if !v.LValue {
		v = f.Kept(v)
	}
	at := spanOf(nil, f.Token)
	call := &syntax.Call{Span: at, Fun: &syntax.Ident{Span: at, Name: fn.Decl.Name}, Args: args}
	return f.callFunction(call, fn, f.AsBase(v, rec)), true
}

// hasOperator reports whether the class of a type defines an operator for what it is
// applied to.
func (f *Function) hasOperator(t *names.Type, op string, args ...syntax.Expr) bool {
	if !f.Unit.File.CPP || t == nil || t.Kind != names.Struct {
		return false
	}
	fn, _ := f.methodOf(t.Rec, "operator "+op, args, 0)
	return fn != nil && fn.Defined()
}

// OperatorOn is the call of an operator that is defined for the first of some operands:
// a method of its class, or a function.
func (f *Function) OperatorOn(op string, operands ...draft.Value) (draft.Value, bool) {
	if !f.Unit.File.CPP {
		return draft.Value{}, false
	}
	first := operands[0]
	if first.Type.Kind == names.Struct {
		if fn, rec := f.MethodFor(first.Type.Rec, "operator "+op, operands[1:], 0); fn != nil {
			if !fn.Defined() {
				return draft.Value{}, false
			}
			if !first.LValue {
				first = f.Kept(first)
			}
			return f.CallWith(fn, f.AsBase(first, rec), operands[1:]), true
		}
	}
	var best *names.Function
	most := 0
	for _, fn := range f.Unit.Named("operator " + op) {
		if score := suits(fn, operands); fn.Class == nil && fn.Defined() && score > most {
			best, most = fn, score
		}
	}
	if best == nil {
		return draft.Value{}, false
	}
	return f.CallWith(best, "", operands), true
}

// MethodFor is the method of a class or of what it derives from that suits some
// arguments, and whose it is.
func (f *Function) MethodFor(r *names.Record, name string, args []draft.Value, depth int) (*names.Function, *names.Record) {
	if c := f.Unit.Prog.ClassOf(r); c != nil {
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
			if fn, rec := f.MethodFor(b, name, args, depth+1); fn != nil {
				return fn, rec
			}
		}
	}
	return nil, nil
}

// CallWith calls a function of the text with values that are there.
func (f *Function) CallWith(fn *names.Function, this string, operands []draft.Value) draft.Value {
	f.Draft.Called[fn] = true
	sig := f.Draft.Signature(fn)
	var args []string
	if this != "" {
		args = append(args, this)
	}
	for i, p := range sig.Params {
		if i >= len(operands) {
			args = append(args, f.defaulted(fn, i, p))
			continue
		}
		args = append(args, f.passed(operands[i], p, ParamDecl(fn, i)))
	}
	v := draft.Primary(f.Draft.FuncName(fn)+"("+strings.Join(args, ", ")+")", sig.Elem)
	v.Calls = true
	if syntax.IsReference(fn.Decl.Type.Elem) && v.Type.Kind == names.Pointer {
		return f.Deref(f.Temp(v), nil)
	}
	return v
}

// passed is a value as an argument.
func (f *Function) passed(v draft.Value, p *names.Type, decl *syntax.Var) string {
	if decl != nil && syntax.IsReference(decl.Type) && p.Kind == names.Pointer {
		return f.bound(v, p)
	}
	if p.Kind == names.Struct && f.HasLife(p) && v.Type.Kind == names.Struct && v.LValue {
		obj := draft.Value{Text: f.Variable(p), Type: p, Prec: draft.PrecPrimary, LValue: true}
		f.copyInto(obj, v)
		return obj.Text
	}
	return f.Convert(v, p).Text
}

// bound is the address of a value that a reference is bound to.
func (f *Function) bound(v draft.Value, p *names.Type) string {
	if !v.LValue {
		v = f.Kept(f.Convert(f.Settled(v), p.Elem))
	}
	return f.ToPointer(draft.Value{Text: v.Address(), Type: names.PointerTo(Object(v.Type)), Prec: draft.PrecUnary}, p).Text
}

// converted is an object by the operator of its class that makes another type of it.
func (f *Function) converted(v draft.Value, t *names.Type) (draft.Value, bool) {
	if !f.Unit.File.CPP || v.Type.Kind != names.Struct || v.Type.Rec.Foreign || names.Same(v.Type, t) {
		return draft.Value{}, false
	}
	fn, rec := f.conversionOf(v.Type.Rec, t, 0)
	if fn == nil {
		return draft.Value{}, false
	}
	if !v.LValue {
		v = f.Kept(v)
	}
	w := f.CallWith(fn, f.AsBase(v, rec), nil)
	return w, w.Type.Kind != names.Struct || !names.Same(w.Type, v.Type)
}

// conversionOf is the operator of a class, or of what it derives from, that makes a type
// of its objects, and whose it is.
func (f *Function) conversionOf(r *names.Record, t *names.Type, depth int) (*names.Function, *names.Record) {
	if c := f.Unit.Prog.ClassOf(r); c != nil {
		var near *names.Function
		for _, name := range slices.Sorted(maps.Keys(c.Methods)) {
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
func (f *Function) callObject(x *syntax.Call, v draft.Value) (draft.Value, bool) {
	if v.Type == nil || v.Type.Kind != names.Struct {
		return draft.Value{}, false
	}
	if out, ok := f.operatorOf(v, "()", x.Args...); ok {
		return out, true
	}
	const name = "operator ()"
	if !f.Unit.Prog.Generic(name) {
		return draft.Value{}, false
	}
	fn, rec := f.methodInstance(v.Type.Rec, &syntax.Name{Parts: []syntax.Part{{Text: name}}}, x.Args, 0)
	if fn == nil {
		if f.Unit.Prog.ClassOf(v.Type.Rec) != nil {
			f.give(x, "what a template makes is not understood")
		}
		return draft.Value{}, false
	}
	if !v.LValue {
		v = f.Kept(v)
	}
	return f.callMethodOf(x, fn, rec, v, nil), true
}
