package model

import (
	"github.com/wskvet/wskvet/internal/cfront/names"
	"github.com/wskvet/wskvet/internal/cfront/scan"
	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

// lambda is a function literal, kept in a variable.
func (f *function) lambda(x *syntax.Lambda, want *names.Type) value {
	f.push()
	defer f.pop()
	f.captures(x)
	inner := *f
	f.deduces = false
	f.out, f.top, f.ways, f.cases, f.labels, f.hoist, f.flat = nil, nil, nil, nil, map[string]*label{}, false, false
	sig, head := f.lambdaHead(x, want)
	f.result = sig.Elem
	f.survey(x.Body)
	reach := f.body(x.Body)
	if reach && sig.Elem.Kind != names.Void {
		f.emit("return " + unknown(sig.Elem).s)
	}
	lines := append(f.top, f.out...)
	failed, at, temps, given := f.failed, f.at, f.temps, f.given
	*f = inner
	f.failed, f.at, f.temps, f.given = failed, at, temps, given
	name := f.variable(sig)
	f.emit(name + " = " + head + " {")
	f.out = append(f.out, lines...)
	f.emit("}")
	return value{s: name, t: sig, prec: precPrimary, lv: true}
}

// captures makes the copies that a lambda keeps: of what it names without &, and of all
// that its body uses where it says [=].
func (f *function) captures(x *syntax.Lambda) {
	for _, c := range x.Captures {
		name := c.Name.Last()
		switch first := f.u.File.Tokens[c.From].Kind; {
		case first == scan.Assign && name == "":
			f.captureAll(x.Body)
		case first == scan.Amp:
			if name != "" && c.X != nil {
				f.bindVar(&syntax.Var{Span: c.Span, Name: c.Name, Type: &syntax.Type{Span: c.Span, Kind: syntax.TypeRef}}, orValue(f.expr(initExpr(c.X), nil)))
			}
		case name == "":
		case c.X != nil:
			f.keep(name, initExpr(c.X))
		default:
			if _, ok := f.lookup(name).(*local); ok {
				f.keep(name, &syntax.Ident{Span: c.Span, Name: c.Name})
			}
		}
	}
}

// captureAll keeps a copy of each local that a body uses.
func (f *function) captureAll(body syntax.Stmt) {
	seen := map[string]bool{}
	syntax.Walk(body, func(n syntax.Node) bool {
		id, ok := n.(*syntax.Ident)
		if !ok || len(id.Name.Parts) != 1 || seen[id.Name.Last()] {
			return true
		}
		name := id.Name.Last()
		seen[name] = true
		if _, ok := f.lookup(name).(*local); ok {
			f.keep(name, id)
		}
		return true
	})
}

// keep makes a variable of the lambda with the value of an expression.
func (f *function) keep(name string, x syntax.Expr) {
	t := f.typeOf(x)
	if t == nil || t.Kind != names.Struct || !f.hasLife(t) {
		v := f.settled(orValue(f.expr(x, nil)))
		f.introduce(name, v.t, v)
		return
	}
	obj := value{s: f.variable(t), t: t, prec: precPrimary, lv: true}
	f.start(obj, x)
	f.owe(obj)
	f.scopes[len(f.scopes)-1][name] = obj
}

// lambdaHead declares the parameters of a lambda; where a function of another
// signature is asked for, it is one of that.
func (f *function) lambdaHead(x *syntax.Lambda, want *names.Type) (*names.Type, string) {
	var params []*names.Type
	var decls []*syntax.Var
	var result *syntax.Type
	if x.Type != nil {
		result = x.Type.Elem
		for _, p := range x.Type.Params {
			if t := f.typ(p.Type); t.Kind != names.Void {
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
		l := f.declare(p.Name.Last(), params[i])
		l.ref = isReference(p.Type)
		if names.Same(params[i], given[i]) {
			head += l.name + " " + params[i].String()
			continue
		}
		raw := f.name(l.name)
		head += raw + " " + given[i].String()
		f.emit("var " + l.name + " " + params[i].String() + " = " + f.convert(primary(raw, given[i]), params[i]).s)
		f.out = append(f.out, line{text: "_ = " + l.name, tok: f.tok, local: l})
	}
	var t *names.Type
	switch {
	case want != nil && want.Kind == names.Func:
		t = want.Elem
	case result != nil && result.Kind != syntax.TypeNone && result.Kind != syntax.TypeAuto:
		t = f.typ(result)
	default:
		t = f.inferred(x.Body)
	}
	sig := names.FuncOf(given, t, false)
	head += ")"
	if t.Kind != names.Void {
		head += " " + t.String()
	}
	return sig, head
}

// inferred is the type that the first return of a lambda gives.
func (f *function) inferred(body syntax.Stmt) *names.Type {
	out := names.TVoid
	syntax.Walk(body, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.Lambda:
			return false
		case *syntax.Return:
			if n.X != nil && out.Kind == names.Void {
				if t := f.typeOf(n.X); t != nil {
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
