package model

import (
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/names"
	"github.com/wskvet/wskvet/internal/cfront/syntax"
	"github.com/wskvet/wskvet/internal/ddi"
)

// callUnknown is a call of what nobody knows: it writes to what it is handed the
// address of, may call back what it is handed, and returns anything. t is its
// type if the text declares it.
func (f *function) callUnknown(x *syntax.Call, t *names.Type, want *names.Type) value {
	f.b.counts(f.u, x)
	var after []func()
	for i, a := range x.Args {
		var p *names.Type
		if t != nil && i < len(t.Params) {
			p = t.Params[i]
		}
		if then := f.handed(a, p); then != nil {
			after = append(after, then)
		}
	}
	for _, then := range after {
		then()
	}
	f.maybeJumps(x)
	result := want
	if t != nil && t.Elem != nil {
		result = t.Elem
	}
	if result != nil && result.Kind == names.Void {
		return value{t: names.TVoid}
	}
	if result == nil {
		result = names.TInt32
	}
	v := unknown(result)
	if result.Name == "wdm.NTSTATUS" && ddi.Named(calleeOf(x)) { // its page would be declared if it told another success
		v.s = "wdm.UnknownStatus()"
	}
	v.s = "wdm." + f.marker(x.Fun.Range().To-1, x, true) + strings.TrimPrefix(v.s, "wdm.")
	return v
}

// maybeJumps jumps to a label that a macro is handed which nothing declares, or not.
func (f *function) maybeJumps(x *syntax.Call) {
	if f.fn == nil || f.fn.Decl == nil {
		return
	}
	for _, name := range labelsHanded(x) {
		if f.jumps[name] && f.lookup(name) == nil && hasLabel(f.fn.Decl.Body, name) {
			f.emit("if " + f.maybe(x, " jumps") + " {")
			f.leaveTo(name)
			f.jump(f.labelOf(name))
			f.emit("}")
		}
	}
}

// statusTest is a test of a status by a macro that nothing declares, whose name says
// what it asks: SUCCEEDED(status), X_FAILED(status).
func (f *function) statusTest(x *syntax.Call) (value, bool) {
	name := calleeOf(x)
	if len(x.Args) != 1 || name != strings.ToUpper(name) {
		return value{}, false
	}
	op := ""
	switch {
	case strings.HasSuffix(name, "SUCCEEDED"), strings.HasSuffix(name, "_SUCCESS"):
		op = ">="
	case strings.HasSuffix(name, "FAILED"), strings.HasSuffix(name, "_FAILURE"):
		op = "<"
	default:
		return value{}, false
	}
	if t := f.typeOf(x.Args[0]); t == nil || t.Kind != names.Int || t.Size != 4 {
		return value{}, false
	}
	v := f.expr(x.Args[0], nil)
	if v.t.Name == "wdm.NTSTATUS" {
		s := value{s: "wdm." + f.marker(x.Fun.Range().To-1, x, true) + "NT_SUCCESS(" + v.s + ")", t: names.TBool, prec: precPrimary, calls: v.calls}
		if op == "<" {
			return not(s), true
		}
		return s, true
	}
	return f.operate(op, f.toInt(v, names.TInt32), integer(0, names.TInt32)), true
}

// handed evaluates an argument of an unknown function, and gives what the function
// does to it.
func (f *function) handed(a syntax.Expr, p *names.Type) func() {
	inner := uncast(a)
	if u, ok := inner.(*syntax.Unary); ok && u.Op == "&" && !u.Postfix {
		lv := f.lvalue(u.X, nil)
		switch {
		case lv.fn != nil:
			lv.fn.Callback = true
		case lv.s != "_" && lv.lv && mayBeWritten(lv.t):
			return func() { f.emit(lv.s + " = " + unknown(lv.t).s) }
		}
		return nil
	}
	if _, ok := inner.(*syntax.TypeExpr); ok {
		return nil
	}
	v := f.expr(a, p)
	if v.fn != nil {
		v.fn.Callback = true
		return nil
	}
	if v.t != nil {
		v = f.publish(v)
	}
	if v.t != nil && v.t.Kind == names.Pointer && !v.isNull() && scalar(v.t.Elem) && isName(inner) && !f.isConst(inner) {
		return func() {
			f.emit("if " + v.s + " != nil {")
			d := f.deref(v, nil)
			f.emit(d.s + " = " + unknown(d.t).s)
			f.emit("}")
		}
	}
	f.discard(v)
	return nil
}

// scalar reports whether a type is a number or pointer that is no character.
func scalar(t *names.Type) bool {
	switch t.Kind {
	case names.Int:
		return t.Size >= 4 && !t.Opaque
	case names.Bool, names.Handle, names.Pointer:
		return true
	}
	return false
}

func isName(x syntax.Expr) bool {
	_, ok := x.(*syntax.Ident)
	return ok
}

// isConst reports whether a name is a parameter that points to what is not written.
func (f *function) isConst(x syntax.Expr) bool {
	if f.fn == nil || f.fn.Decl == nil {
		return false
	}
	name := x.(*syntax.Ident).Name.Last()
	for _, p := range f.fn.Decl.Type.Params {
		if p.Name.Last() == name && p.Type != nil {
			return p.Type.Const || p.Type.Elem != nil && p.Type.Elem.Const
		}
	}
	return false
}

// mayBeWritten reports whether an unknown function that gets an object's address
// is taken to write all of it. One that holds objects of the system is not.
func mayBeWritten(t *names.Type) bool {
	switch t.Kind {
	case names.Int, names.Bool, names.Float, names.Pointer, names.Handle:
		return true
	case names.Struct:
		if t.Rec.Foreign {
			switch t.Name {
			case "wdm.UNICODE_STRING", "wdm.ANSI_STRING", "wdm.LARGE_INTEGER", "wdm.IO_STATUS_BLOCK", "wdm.GUID":
				return true
			}
			return false
		}
		for _, f := range t.Rec.Fields {
			if f.Type.Kind == names.Struct && !mayBeWritten(f.Type) || f.Type.Kind == names.Func || f.Type.Kind == names.Any {
				return false
			}
			if f.Type.Kind == names.Pointer && f.Type.Elem.Kind == names.Struct {
				return false
			}
		}
		return true
	}
	return false
}
