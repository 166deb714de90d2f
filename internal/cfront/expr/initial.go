package expr

import (
	"strconv"
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/draft"
	"github.com/wskvet/wskvet/internal/cfront/names"
	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

// braces is a list where a value stands.
func (f *Function) braces(x *syntax.List, want *names.Type) draft.Value {
	if want != nil && want.Kind == names.Struct && f.HasLife(want) {
		return f.construct(want, nil, x)
	}
	if want != nil && want.Kind != names.Void {
		return f.Initial(x, want)
	}
	if len(x.Elems) == 1 {
		return f.Expr(x.Elems[0].X, want)
	}
	return draft.Guess(draft.OrInt(want))
}

// Initial is the value that an initializer gives to an object of a type.
func (f *Function) Initial(x syntax.Expr, t *names.Type) draft.Value {
	l, ok := x.(*syntax.List)
	if !ok {
		v := f.Expr(x, t)
		if v.IsStr && t.Kind == names.Array {
			return f.characters(v, t)
		}
		return f.Convert(v, t)
	}
	switch {
	case t.Kind == names.Struct || t.Kind == names.Array:
		return f.composite(t, l)
	case len(l.Elems) == 0:
		return f.Convert(draft.Integer(0, names.TInt32), t)
	}
	return f.Initial(l.Elems[0].X, t)
}

// composite is a composite literal of the elements of a list.
func (f *Function) composite(t *names.Type, l *syntax.List) draft.Value {
	if t.Kind != names.Struct && t.Kind != names.Array { // [0 ... 3] = x of GNU
		f.Fail(l, "a designator names a part of what has none")
		return draft.Guess(t)
	}
	if len(l.Elems) == 1 && len(l.Elems[0].Path) == 0 {
		switch x := syntax.Unparen(l.Elems[0].X).(type) {
		case *syntax.Lit:
			if v := f.lit(x); v.Const && v.N == 0 {
				return draft.Primary(t.String()+"{}", t)
			} else if v.IsStr && t.Kind == names.Array && t.Elem.Kind == names.Int {
				return f.characters(v, t)
			}
		default:
			if l.Paren {
				return f.Initial(x, t)
			}
		}
	}
	r := &reader{f: f, elems: l.Elems}
	return draft.Value{Text: r.whole(t), Type: t, Prec: draft.PrecPrimary, Calls: true}
}

// reader reads the elements of a list in their order; braces may be left out in C.
type reader struct {
	f     *Function
	elems []*syntax.Init
	i     int
}

// share is what of a list is meant for an object.
type share uint8

const (
	allElements  share = iota // it has the list to itself
	nextElements              // it takes as many as it has members
)

// whole reads all elements for one object.
func (r *reader) whole(t *names.Type) string {
	if t.Kind == names.Array {
		return r.array(t, allElements)
	}
	return r.record(t, allElements)
}

// item reads the value of one member.
func (r *reader) item(t *names.Type) string {
	e := r.elems[r.i]
	if l, ok := e.X.(*syntax.List); ok && !l.Paren {
		r.i++
		return r.f.Initial(l, t).Text
	}
	if t.Kind == names.Struct || t.Kind == names.Array {
		if v := r.f.Expr(e.X, t); v.IsStr || v.Type != nil && names.Same(v.Type, t) {
			r.i++
			return r.f.Convert(v, t).Text
		}
		if t.Kind == names.Struct && (t.Rec.Foreign && len(t.Rec.Fields) == 0 || r.isCall(e.X)) {
			r.i++
			return r.f.Rvalue(e.X, t).Text
		}
		if t.Kind == names.Array {
			return r.array(t, nextElements)
		}
		return r.record(t, nextElements)
	}
	r.i++
	v := r.f.Initial(e.X, t)
	if v.IsNull() {
		return "nil"
	}
	return v.Text
}

func (r *reader) isCall(x syntax.Expr) bool {
	_, ok := syntax.Unparen(x).(*syntax.Call)
	return ok
}

func (r *reader) record(t *names.Type, of share) string {
	var parts []string
	rec := t.Rec
	if rec.Union {
		return r.union(t, of)
	}
	next := 0
	for r.i < len(r.elems) {
		e := r.elems[r.i]
		if len(e.Path) > 0 {
			if of == nextElements {
				break
			}
			id, ok := e.Path[0].(*syntax.Ident)
			if !ok {
				break
			}
			name := id.Name.Last()
			at := fieldIndex(rec, name)
			if at < 0 {
				if outer := r.embedded(t, name); outer != "" {
					parts = append(parts, outer)
					continue
				}
				r.i++
				r.f.Effect(e.X)
				continue
			}
			next = at
			if len(e.Path) > 1 {
				inner := &syntax.List{Span: e.Span, Elems: []*syntax.Init{{Span: e.Span, Path: e.Path[1:], X: e.X}}}
				r.i++
				fl := rec.Fields[next]
				if fl.Type.Kind == names.Struct || fl.Type.Kind == names.Array {
					parts = append(parts, fl.Go+": "+r.f.composite(fl.Type, inner).Text)
				}
				next++
				continue
			}
		}
		if next >= len(rec.Fields) {
			if of == nextElements {
				break
			}
			r.f.effectOf(e.X)
			r.i++
			continue
		}
		fl := rec.Fields[next]
		next++
		if fl.Ref && fl.Type.Kind == names.Pointer {
			parts = append(parts, fl.Go+": "+r.f.Reference(syntax.InitExpr(e.X), fl.Type))
			r.i++
			continue
		}
		if s := r.item(fl.Type); !ZeroText(s) {
			parts = append(parts, fl.Go+": "+s)
		}
	}
	if rec.Word != nil {
		return packedLiteral(t, unique(parts))
	}
	return t.String() + "{" + strings.Join(unique(parts), ", ") + "}"
}

// packedLiteral is the word of bit fields with values.
func packedLiteral(t *names.Type, parts []string) string {
	if len(parts) == 0 {
		return t.String() + "{}"
	}
	word := ""
	for _, p := range parts {
		name, value, _ := strings.Cut(p, ": ")
		for _, fl := range t.Rec.Fields {
			if fl.Go == name {
				word += " | " + t.Rec.Word.String() + "(" + value + ") & " + strconv.FormatUint(mask(fl.Bits), 10) + " << " + strconv.Itoa(fl.Shift)
			}
		}
	}
	return t.String() + "{word: " + strings.TrimPrefix(word, " | ") + "}"
}

// embedded reads a designated member of an anonymous structure.
func (r *reader) embedded(t *names.Type, name string) string {
	steps := t.Rec.Find(name)
	if len(steps) < 2 || steps[0].Of.Union {
		return ""
	}
	e := r.elems[r.i]
	r.i++
	fl := steps[0].Field
	return fl.Go + ": " + r.f.composite(fl.Type, &syntax.List{Span: e.Span, Elems: []*syntax.Init{{Span: e.Span, Path: e.Path, X: e.X}}}).Text
}

// unique drops all but the last of values for one key.
func unique(parts []string) []string {
	last := map[string]int{}
	for i, p := range parts {
		key, _, _ := strings.Cut(p, ": ")
		last[key] = i
	}
	out := parts[:0:0]
	for i, p := range parts {
		if key, _, _ := strings.Cut(p, ": "); last[key] == i {
			out = append(out, p)
		}
	}
	return out
}

// union reads the first or the designated member of a union.
func (r *reader) union(t *names.Type, of share) string {
	rec := t.Rec
	if len(rec.Fields) == 0 || r.i >= len(r.elems) {
		return t.String() + "{}"
	}
	fl := rec.Fields[0]
	if e := r.elems[r.i]; len(e.Path) > 0 {
		if id, ok := e.Path[0].(*syntax.Ident); ok {
			if g := rec.Field(id.Name.Last()); g != nil {
				fl = g
			}
		}
	}
	s := r.item(fl.Type)
	if of == allElements {
		r.i = len(r.elems)
	}
	if ZeroText(s) {
		return t.String() + "{}"
	}
	if rec.Largest() == fl {
		return t.String() + "{u: " + s + "}"
	}
	v := r.f.Temp(draft.Primary(t.String()+"{}", t))
	r.f.Emit("*(*" + fl.Type.String() + ")(unsafe.Pointer(&" + v.Text + ")) = " + s)
	return v.Text
}

func (r *reader) array(t *names.Type, of share) string {
	var parts []string
	n := int64(0)
	for r.i < len(r.elems) {
		e := r.elems[r.i]
		key := ""
		if len(e.Path) > 0 {
			if of == nextElements {
				break
			}
			if b, ok := e.Path[0].(*syntax.Binary); ok && b.Op == "..." {
				some, next := r.alike(t, b)
				parts, n = append(parts, some...), next
				continue
			}
			if v := r.f.Expr(e.Path[0], nil); v.Const && v.N >= 0 {
				n, key = v.N, strconv.FormatInt(v.N, 10)+": "
			}
		}
		if n >= t.Len {
			if of == nextElements {
				break
			}
			r.f.effectOf(e.X)
			r.i++
			continue
		}
		if len(e.Path) > 1 {
			r.i++
			inner := &syntax.List{Span: e.Span, Elems: []*syntax.Init{{Span: e.Span, Path: e.Path[1:], X: e.X}}}
			parts = append(parts, key+r.f.composite(t.Elem, inner).Text)
			n++
			continue
		}
		parts = append(parts, key+r.item(t.Elem))
		n++
	}
	for len(parts) > 0 && ZeroText(parts[len(parts)-1]) {
		parts = parts[:len(parts)-1]
	}
	return t.String() + "{" + strings.Join(parts, ", ") + "}"
}

// maxAlike is how many elements one designator may name: of an array with one that names
// more, the text is not understood.
const maxAlike = 1024

// alike are the elements that [d ... e] names, which have one value, and the index behind
// them.
func (r *reader) alike(t *names.Type, b *syntax.Binary) (parts []string, next int64) {
	from, to := r.f.Expr(b.X, nil), r.f.Expr(b.Y, nil)
	e := r.elems[r.i]
	if !from.Const || !to.Const || from.N < 0 || to.N >= t.Len || to.N-from.N >= maxAlike || len(e.Path) > 1 {
		r.i++
		r.f.Fail(b, "a designator names too much, or what is not known")
		return nil, 0
	}
	value := r.item(t.Elem)
	for i := from.N; i <= to.N; i++ {
		parts = append(parts, strconv.FormatInt(i, 10)+": "+value)
	}
	return parts, to.N + 1
}

// effectOf evaluates what has no place.
func (f *Function) effectOf(x syntax.Expr) {
	if _, ok := x.(*syntax.List); !ok {
		f.Effect(x)
	}
}

func fieldIndex(r *names.Record, name string) int {
	for i, f := range r.Fields {
		if f.Name == name {
			return i
		}
	}
	return -1
}

// ZeroText reports whether a text of Go is the zero value of a type.
func ZeroText(s string) bool {
	return s == "0" || s == "nil" || s == "false" || s == `""` || strings.HasSuffix(s, "{}") && !strings.Contains(s, "(")
}

// Introduce declares a variable with its value; none is zero.
func (f *Function) Introduce(name string, t *names.Type, v draft.Value) *draft.Local {
	l := f.Declare(name, t)
	zero := v.Text == "" || ZeroText(v.Text)
	if f.Hoist {
		f.Top = append(f.Top, draft.Line{Text: "var " + l.Name + " " + t.String(), Token: f.Token}, draft.Line{Text: "_ = " + l.Name, Token: f.Token, Local: l})
		switch {
		case v.Text == "":
		case v.Text == "0" && t.Kind == names.Int, !zero:
			f.Emit(l.Name + " = " + v.Text)
		default:
			f.Emit(l.Name + " = " + zeroOf(t))
		}
		return l
	}
	if zero {
		f.Emit("var " + l.Name + " " + t.String())
	} else {
		f.Emit("var " + l.Name + " " + t.String() + " = " + v.Text)
	}
	f.Lines = append(f.Lines, draft.Line{Text: "_ = " + l.Name, Token: f.Token, Local: l})
	return l
}

// zeroOf is the zero value of a type.
func zeroOf(t *names.Type) string {
	switch t.Kind {
	case names.Bool:
		return "false"
	case names.Int, names.Float:
		return "0"
	case names.Struct, names.Array:
		return t.String() + "{}"
	case names.String:
		return `""`
	}
	return "nil"
}
