package expr

import (
	"github.com/wskvet/wskvet/internal/cfront/draft"
	"github.com/wskvet/wskvet/internal/cfront/names"
	"github.com/wskvet/wskvet/internal/cfront/scan"
	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

// lambda is a function literal, kept in a variable.
func (f *Function) lambda(x *syntax.Lambda, want *names.Type) draft.Value {
	f.Push()
	defer f.Pop()
	f.captures(x)
	if x.Typed && len(x.Captures) == 0 {
		f.give(x, "what a lambda is called with is not understood")
	}
	inner := *f.Function
	f.Deduces = false
	f.Lines, f.Top, f.Ways, f.Cases, f.Labels, f.Hoist, f.Flat = nil, nil, nil, nil, map[string]*draft.Label{}, false, false
	sig, head := f.lambdaHead(x, want)
	f.Result = sig.Elem
	f.Statements.Survey(x.Body)
	reach := f.Statements.Body(x.Body)
	if reach && sig.Elem.Kind != names.Void {
		f.Emit("return " + draft.Unknown(sig.Elem).Text)
	}
	lines := append(f.Top, f.Lines...)
	failed, at, temps, given := f.Failed, f.FailedAt, f.Temps, f.Given
	*f.Function = inner
	f.Failed, f.FailedAt, f.Temps, f.Given = failed, at, temps, given
	name := f.Variable(sig)
	f.Emit(name + " = " + head + " {")
	f.Lines = append(f.Lines, lines...)
	f.Emit("}")
	return draft.Value{Text: name, Type: sig, Prec: draft.PrecPrimary, LValue: true}
}

// captures makes the copies that a lambda keeps: of what it names without &, and of all
// that its body uses where it says [=].
func (f *Function) captures(x *syntax.Lambda) {
	for _, c := range x.Captures {
		name := c.Name.Last()
		switch first := f.Unit.File.Tokens[c.From].Kind; {
		case first == scan.Star, x.Typed:
			f.give(x, "what a lambda keeps or is called with is not understood")
		case first == scan.Assign && name == "":
			f.captureAll(x.Body)
		case first == scan.Amp:
			if name != "" && c.X != nil {
				f.Statements.BindVar(&syntax.Var{Span: c.Span, Name: c.Name, Type: &syntax.Type{Span: c.Span, Kind: syntax.TypeRef}}, OrValue(f.Expr(syntax.InitExpr(c.X), nil)))
			}
		case name == "":
		case c.X != nil:
			f.keep(name, syntax.InitExpr(c.X))
		default:
			if _, ok := f.Lookup(name).(*draft.Local); ok {
				f.keep(name, &syntax.Ident{Span: c.Span, Name: c.Name})
			}
		}
	}
}

// captureAll keeps a copy of each local that a body uses.
func (f *Function) captureAll(body syntax.Stmt) {
	seen := map[string]bool{}
	syntax.Walk(body, func(n syntax.Node) bool {
		id, ok := n.(*syntax.Ident)
		if !ok || len(id.Name.Parts) != 1 || seen[id.Name.Last()] {
			return true
		}
		name := id.Name.Last()
		seen[name] = true
		if _, ok := f.Lookup(name).(*draft.Local); ok {
			f.keep(name, id)
		}
		return true
	})
}

// keep makes a variable of the lambda with the value of an expression.
func (f *Function) keep(name string, x syntax.Expr) {
	t := f.TypeOf(x)
	if t == nil || t.Kind != names.Struct || !f.HasLife(t) {
		v := f.Settled(OrValue(f.Expr(x, nil)))
		f.Introduce(name, v.Type, v)
		return
	}
	obj := draft.Value{Text: f.Variable(t), Type: t, Prec: draft.PrecPrimary, LValue: true}
	f.Start(obj, x)
	f.Owe(obj)
	f.Scopes[len(f.Scopes)-1][name] = obj
}

// lambdaHead declares the parameters of a lambda; where a function of another
// signature is asked for, it is one of that.
func (f *Function) lambdaHead(x *syntax.Lambda, want *names.Type) (*names.Type, string) {
	var params []*names.Type
	var decls []*syntax.Var
	var result *syntax.Type
	if x.Type != nil {
		result = x.Type.Elem
		for _, p := range x.Type.Params {
			if t := f.Typ(p.Type); t.Kind != names.Void {
				params, decls = append(params, t), append(decls, p)
			}
		}
	}
	given := params
	if want != nil && want.Kind == names.Func && len(want.Params) == len(params) {
		given = want.Params
	}
	head := "func("
	for i, p := range decls {
		if i > 0 {
			head += ", "
		}
		if p.Name.Last() == "" {
			head += "_ " + given[i].String()
			continue
		}
		l := f.Declare(p.Name.Last(), params[i])
		l.Ref = syntax.IsReference(p.Type)
		if names.Same(params[i], given[i]) {
			head += l.Name + " " + params[i].String()
			continue
		}
		raw := f.Name(l.Name)
		head += raw + " " + given[i].String()
		f.Emit("var " + l.Name + " " + params[i].String() + " = " + f.Convert(draft.Primary(raw, given[i]), params[i]).Text)
		f.Lines = append(f.Lines, draft.Line{Text: "_ = " + l.Name, Token: f.Token, Local: l})
	}
	var t *names.Type
	switch {
	case want != nil && want.Kind == names.Func:
		t = want.Elem
	case result != nil && result.Kind != syntax.TypeNone && result.Kind != syntax.TypeAuto:
		t = f.Typ(result)
	default:
		t = f.inferred(x.Body)
	}
	sig := names.FuncOf(given, t)
	head += ")"
	if t.Kind != names.Void {
		head += " " + t.String()
	}
	return sig, head
}

// inferred is the type that the first return of a lambda gives.
func (f *Function) inferred(body syntax.Stmt) *names.Type {
	out := names.TVoid
	syntax.Walk(body, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.Lambda:
			return false
		case *syntax.Return:
			if n.X != nil && out.Kind == names.Void {
				if t := f.TypeOf(n.X); t != nil {
					out = t
				} else {
					out = names.TInt32
				}
			}
			return false
		}
		return true
	})
	if out.Kind == names.Array {
		out = names.PointerTo(out.Elem)
	}
	return out
}
