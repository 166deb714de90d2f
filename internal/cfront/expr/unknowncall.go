package expr

import (
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/draft"
	"github.com/wskvet/wskvet/internal/cfront/names"
	"github.com/wskvet/wskvet/internal/cfront/syntax"
	"github.com/wskvet/wskvet/internal/ddi"
)

// callUnknown is a call of what nobody knows: it writes to what it is handed the
// address of, may call back what it is handed, and returns anything. t is its
// type if the text declares it.
func (f *Function) callUnknown(x *syntax.Call, t *names.Type, want *names.Type) draft.Value {
	f.Draft.Counts(f.Unit, x)
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
	v := draft.Unknown(draft.OrInt(result))
	if id, ok := syntax.Unparen(x.Fun).(*syntax.Ident); ok && t == nil && f.foreseen(id.Name) {
		f.give(x, "what a template makes is not understood")
	}
	if result != nil && result.Kind == names.Void {
		return draft.Value{Type: names.TVoid}
	}
	if v.Type.Name == "wdm.NTSTATUS" && ddi.Named(syntax.Callee(x)) { // its page would be declared if it told another success
		v.Text = "wdm.UnknownStatus()"
	}
	v.Text = "wdm." + f.Marker(x.Fun.Range().To-1, x, draft.Exact) + strings.TrimPrefix(v.Text, "wdm.")
	return v
}

// give says that the function cannot be modelled from here on.
func (f *Function) give(x syntax.Node, why string) {
	f.Fail(x, why)
	f.Emit("wdm.NotModelled()")
}

// maybeJumps jumps to a label that a macro is handed which nothing declares, or not.
func (f *Function) maybeJumps(x *syntax.Call) {
	if f.Func == nil || f.Func.Decl == nil {
		return
	}
	for _, name := range syntax.LabelsHanded(x) {
		if f.Jumps[name] && f.Lookup(name) == nil && syntax.HasLabel(f.Func.Decl.Body, name) {
			f.Emit("if " + f.Maybe(x, " jumps") + " {")
			f.LeaveTo(name)
			f.Jump(f.LabelOf(name))
			f.Emit("}")
		}
	}
}

// statusTest is a test of a status by a macro that nothing declares, whose name says
// what it asks: SUCCEEDED(status), X_FAILED(status).
func (f *Function) statusTest(x *syntax.Call) (draft.Value, bool) {
	name := syntax.Callee(x)
	if len(x.Args) != 1 || name != strings.ToUpper(name) {
		return draft.Value{}, false
	}
	op := ""
	switch {
	case strings.HasSuffix(name, "SUCCEEDED"), strings.HasSuffix(name, "_SUCCESS"):
		op = ">="
	case strings.HasSuffix(name, "FAILED"), strings.HasSuffix(name, "_FAILURE"):
		op = "<"
	default:
		return draft.Value{}, false
	}
	if t := f.TypeOf(x.Args[0]); t == nil || t.Kind != names.Int || t.Size != 4 {
		return draft.Value{}, false
	}
	v := f.Expr(x.Args[0], nil)
	if v.Type.Name == "wdm.NTSTATUS" {
		s := draft.Value{Text: "wdm." + f.Marker(x.Fun.Range().To-1, x, draft.Exact) + "NT_SUCCESS(" + v.Text + ")", Type: names.TBool, Prec: draft.PrecPrimary, Calls: v.Calls}
		if op == "<" {
			return Not(s), true
		}
		return s, true
	}
	return f.Operate(op, f.ToInt(v, names.TInt32), draft.Integer(0, names.TInt32)), true
}

// handed evaluates an argument of an unknown function, and gives what the function
// does to it.
func (f *Function) handed(a syntax.Expr, p *names.Type) func() {
	inner := uncast(a)
	if u, ok := inner.(*syntax.Unary); ok && u.Op == "&" && !u.Postfix {
		if f.hasOperator(f.TypeOf(u.X), "&") {
			if v := f.Temp(f.Expr(inner, p)); v.Type.Kind == names.Pointer && MayBeWritten(v.Type.Elem) {
				return func() { f.fillAt(v) }
			}
			return nil
		}
		lv := f.lvalue(u.X, nil)
		switch {
		case lv.Func != nil:
			lv.Func.Callback = true
		case lv.Text != "_" && lv.LValue && MayBeWritten(lv.Type):
			return func() { f.fill(lv) }
		}
		return nil
	}
	if _, ok := inner.(*syntax.TypeExpr); ok {
		return nil
	}
	v := f.Expr(a, p)
	if v.Func != nil {
		v.Func.Callback = true
		return nil
	}
	if v.Type != nil {
		v = f.publish(v)
	}
	if v.Type != nil && v.Type.Kind == names.Pointer && !v.IsNull() && (scalar(v.Type.Elem) || v.Type.Elem.Opaque) && isName(inner) && !f.isConst(inner) {
		return func() { f.fillAt(v) }
	}
	f.Discard(v)
	return nil
}

// fill leaves anything in an object: in one of a type that nothing declares, in all of
// its members.
func (f *Function) fill(v draft.Value) {
	if v.Type.Opaque {
		f.Emit("wdm.RtlFillMemory(unsafe.Pointer(" + v.Address() + "), 0, " + draft.Unknown(names.TUint8).Text + ")")
		return
	}
	f.put(v, draft.Unknown(v.Type))
}

// fillAt does so where a pointer leads to.
func (f *Function) fillAt(p draft.Value) {
	f.Emit("if " + p.Text + " != nil {")
	f.fill(f.Deref(p, nil))
	f.Emit("}")
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
func (f *Function) isConst(x syntax.Expr) bool {
	if f.Func == nil || f.Func.Decl == nil {
		return false
	}
	name := x.(*syntax.Ident).Name.Last()
	for _, p := range f.Func.Decl.Type.Params {
		if p.Name.Last() == name && p.Type != nil {
			return p.Type.Const || p.Type.Elem != nil && p.Type.Elem.Const
		}
	}
	return false
}

// MayBeWritten reports whether an unknown function that gets an object's address
// is taken to write all of it. One that holds objects of the system is not.
func MayBeWritten(t *names.Type) bool {
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
			if f.Type.Kind == names.Struct && !MayBeWritten(f.Type) || f.Type.Kind == names.Func || f.Type.Kind == names.Any {
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
