package syntax

import (
	"maps"
	"slices"
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/scan"
)

// Bounds of what templates may grow to.
const (
	maxInstances = 200
	maxNested    = 4 // instances that ask for instances
	growth       = 4 // tokens that instances may have for each of the unit's
)

// classes are the class templates of a text, and the instances that it makes.
type classes struct {
	templates map[string]*template
	made      map[string]bool
}

// known are the classes of a head, with those of the heads before it.
func (h *Head) known() classes {
	if h == nil {
		return classes{}
	}
	return h.classes
}

// instantiate replaces the class templates of a unit by the instances that it
// uses: Owner<Guard> becomes a class of its own, whose text is the template's
// with Guard for the parameter. A parameter that is the type of a lambda is a
// function without arguments, as scope guards have it; one that is a type of pointers
// to functions gets a name. Function templates,
// specialisations and parameter packs stay as they are.
//
// An instance takes effect where its template is first used in this way, as the
// text of a macro does. It stands behind its template; that of a head's template, before
// all that is the unit's own.
func instantiate(head *Head, toks []scan.Token) ([]scan.Token, classes) {
	known := head.known()
	own := slices.ContainsFunc(toks, func(t scan.Token) bool { return t.Is("template") })
	if !own && len(known.templates) == 0 {
		return toks, known
	}
	in := instances{toks: split(toks), known: known, own: map[string]*template{}, names: map[string]outside{}, made: map[string]bool{}, left: growth * (len(toks) + head.size())}
	in.find()
	if len(in.own)+len(known.templates)+len(in.names) == 0 {
		return in.toks, known
	}
	return in.rewrite(), in.all()
}

// size is how many tokens a head has, with those before it.
func (h *Head) size() (n int) {
	for ; h != nil; h = h.before {
		n += len(h.File.Tokens)
	}
	return n
}

// split makes two of each >>, which may end two lists of arguments.
func split(toks []scan.Token) []scan.Token {
	n := 0
	for i := range toks {
		if toks[i].Kind == scan.Shr {
			n++
		}
	}
	if n == 0 {
		return toks
	}
	out := make([]scan.Token, 0, len(toks)+n)
	for _, t := range toks {
		if t.Kind == scan.Shr {
			t.Kind, t.Text = scan.Gt, ">"
			out = append(out, t)
			t.At++
			t.Flags = 0
		}
		out = append(out, t)
	}
	return out
}

type instances struct {
	toks  []scan.Token
	known classes              // of the head
	own   map[string]*template // of the unit
	names map[string]outside   // of the unit: what its template aliases stand for
	order []*template          // as they stand
	made  map[string]bool
	front []scan.Token // instances of the head's templates
	left  int
}

// all are the class templates at the end of the unit, and their instances.
func (in *instances) all() classes {
	c := in.known
	if len(in.own) > 0 {
		c.templates = maps.Clone(in.own)
		maps.Copy(c.templates, in.known.templates)
	}
	if len(in.made) > 0 {
		c.made = maps.Clone(in.made)
		maps.Copy(c.made, in.known.made)
	}
	return c
}

// template is the class template of a name, that of the head if there are two.
func (in *instances) template(name string) *template {
	if t := in.known.templates[name]; t != nil {
		return t
	}
	return in.own[name]
}

// find collects the class templates of the unit.
func (in *instances) find() {
	for i := 0; i < len(in.toks); i++ {
		if !in.toks[i].Is("template") {
			continue
		}
		t := templateAt(in.toks, i)
		if t == nil {
			if end := max(in.specialAt(i), in.outsideAt(i), in.aliasAt(i)); end > 0 {
				i = end - 1
			}
			continue
		}
		if in.template(t.name) == nil {
			in.own[t.name] = t
			in.order = append(in.order, t)
		}
		i = t.end - 1
	}
}

// rewrite gives the unit with its uses replaced, and the instances behind their
// templates, which themselves stay for who looks at the text.
func (in *instances) rewrite() []scan.Token {
	body := make([]scan.Token, 0, len(in.toks))
	var marks []int // where instances go
	from := 0
	for _, t := range in.order {
		body = in.uses(body, in.toks[from:t.from], 0, nil)
		body = append(body, in.toks[t.from:t.end]...)
		marks = append(marks, len(body))
		from = t.end
	}
	body = in.uses(body, in.toks[from:], 0, nil)
	if len(in.made) == 0 {
		return body
	}
	out := make([]scan.Token, 0, len(body)+growth*(len(in.toks))/2)
	out = append(out, in.front...)
	from = 0
	for i, m := range marks {
		out = append(append(out, body[from:m]...), in.order[i].made...)
		from = m
	}
	return append(out, body[from:]...)
}

// uses puts tokens behind out, with the uses of templates replaced, but for those whose
// arguments depend on the parameters of a template around; nest is how many instances
// are around.
func (in *instances) uses(out, toks []scan.Token, nest int, params []string) []scan.Token {
	for i := 0; i < len(toks); i++ {
		tok := toks[i]
		if tok.Kind != scan.Ident {
			out = append(out, tok)
			continue
		}
		if tok.Text == "template" {
			head, inner := templateHead(toks, i)
			end := max(declarationEnd(toks, i), head)
			out = append(out, toks[i:head]...)
			if head > i+1 && len(params)+len(inner) < maxTemplate {
				out = in.uses(out, toks[head:end], nest, append(params[:len(params):len(params)], inner...))
			} else {
				out = append(out, toks[head:end]...)
			}
			i = end - 1
			continue
		}
		if text, end := in.alias(toks, i, params); end > 0 && nest < maxNested {
			out = in.uses(out, text, nest+1, params)
			i = end - 1
			continue
		}
		t := in.template(tok.Text)
		if t == nil {
			out = append(out, tok)
			continue
		}
		args, end := angles(toks, i+1)
		if dependent(args, params) {
			out = append(out, tok)
			continue
		}
		if end == 0 {
			args, end = deduced(toks, i, t), i+1
		}
		for k := range args { // what is made within goes by a name
			if nest < maxNested && !plain(args[k]) {
				args[k] = in.uses(nil, args[k], nest+1, params)
			}
		}
		name := in.instance(t, args, tok, nest)
		if name == "" {
			out = append(out, tok)
			continue
		}
		tok.Text = name
		out = append(out, tok)
		i = end - 1
	}
	return out
}

// deduced are the arguments of Guard g([&] { ... }): the type of the lambda.
func deduced(toks []scan.Token, i int, t *template) [][]scan.Token {
	if len(t.params) != 1 || i+3 >= len(toks) || toks[i+1].Kind != scan.Ident ||
		toks[i+2].Kind != scan.LParen && toks[i+2].Kind != scan.LBrace || toks[i+3].Kind != scan.LBrack {
		return nil
	}
	return [][]scan.Token{{{Kind: scan.Ident, Text: "decltype"}}}
}

// instance makes the instance of some arguments, if it is not there yet, and
// gives its name; "" if it cannot be made.
func (in *instances) instance(t *template, args [][]scan.Token, use scan.Token, nest int) string {
	if len(args) == 1 && len(args[0]) == 0 && t.defaults[0] != nil { // T<>
		args = nil
	} else if len(args) == 0 {
		return ""
	}
	if len(args) > len(t.params) {
		return ""
	}
	for len(args) < len(t.params) && t.defaults[len(args)] != nil {
		args = append(args, given(t.defaults[len(args)], t.params, args))
	}
	if len(args) < len(t.params) {
		return ""
	}
	name := t.name
	args = slices.Clone(args)
	for k := range args {
		args[k] = folded(args[k])
		name += "_" + mangled(args[k])
	}
	if in.made[name] || in.known.made[name] {
		return name
	}
	of, given, ok := t.specialised(args)
	if !ok || slices.ContainsFunc(given, func(a []scan.Token) bool { return !plain(a) }) {
		return ""
	}
	size := len(of.class)
	for _, m := range t.outside {
		size += len(m.text)
	}
	if len(in.made)+len(in.known.made) >= maxInstances || nest >= maxNested || in.left < size {
		return ""
	}
	in.made[name] = true
	in.left -= size
	text := in.copy(of, name, given, use, nest) // which may make instances of t before it
	if in.own[t.name] == t {
		t.made = append(t.made, text...)
	} else {
		in.front = append(in.front, text...)
	}
	return name
}

// given is a default with the arguments before it for the parameters.
func given(def []scan.Token, params []string, args [][]scan.Token) []scan.Token {
	var out []scan.Token
	for _, tok := range def {
		if k := index(params, tok); k >= 0 && k < len(args) {
			out = append(out, args[k]...)
		} else {
			out = append(out, tok)
		}
	}
	return out
}

// plain reports whether an argument can stand for a parameter as it is written:
// T[] and T(U) cannot.
func plain(arg []scan.Token) bool {
	return callable(arg) || star(arg) > 0 || len(arg) > 0 && !slices.ContainsFunc(arg, func(t scan.Token) bool {
		return t.Kind == scan.LBrack || t.Kind == scan.LParen
	})
}

// mangled is a template argument as a part of a name.
func mangled(arg []scan.Token) string {
	if callable(arg) {
		return "function"
	}
	var o strings.Builder
	for _, t := range arg {
		switch t.Kind {
		case scan.Ident, scan.Number:
			o.WriteString(t.Text)
		case scan.Star:
			o.WriteString("P")
		default:
			o.WriteString("_")
		}
	}
	return o.String()
}

// star is where a type of pointers to functions has its star, 0 for another type.
func star(arg []scan.Token) int {
	for i := 2; i+2 < len(arg); i++ {
		if arg[i].Kind == scan.Star && arg[i+1].Kind == scan.RParen && arg[i+2].Kind == scan.LParen {
			return i
		}
	}
	return 0
}

// callable reports whether an argument is the type of a lambda.
func callable(arg []scan.Token) bool { return len(arg) > 0 && arg[0].Is("decltype") }

// copy is the text of an instance: a function type for each callable argument,
// and the class with the arguments for the parameters.
func (in *instances) copy(t *template, name string, args [][]scan.Token, use scan.Token, nest int) []scan.Token {
	var out []scan.Token
	for k, a := range args {
		if callable(a) {
			alias := name + "_" + t.params[k]
			out = append(out, scan.Scan("typedef void (*"+alias+")();", 0)...)
			args[k] = []scan.Token{{Kind: scan.Ident, Text: alias, Flags: scan.Space}}
		} else if s := star(a); s > 0 {
			alias := scan.Token{Kind: scan.Ident, Text: name + "_" + t.params[k], Flags: scan.Space}
			out = append(append(append(append(out, scan.Scan("typedef ", 0)...), a[:s+1]...), alias), a[s+1:]...)
			out = append(out, scan.Scan(";", 0)...)
			args[k] = []scan.Token{alias}
		}
	}
	class := t.filled(t.class, t.params, name, args)
	for _, m := range t.outside {
		if len(m.params) == len(args) {
			class = append(class, t.filled(m.text, m.params, name, args)...)
		}
	}
	out = in.uses(out, class, nest+1, nil)
	for i := range out {
		if out[i].At == 0 {
			out[i].At = use.At
		}
		out[i].Use = use.Use
	}
	return out
}

// filled is a text of the template with arguments for its parameters, and the name of the
// instance for its own.
func (t *template) filled(text []scan.Token, params []string, name string, args [][]scan.Token) []scan.Token {
	out := make([]scan.Token, 0, len(text))
	for i := 0; i < len(text); i++ {
		tok := text[i]
		if k := index(params, tok); k >= 0 {
			out = append(out, args[k]...)
			continue
		}
		if tok.Is(t.name) {
			own, end := angles(text, i+1)
			switch {
			case end == 0:
				tok.Text = name
			case itself(own, params):
				tok.Text = name
				i = end - 1
			}
		}
		out = append(out, tok)
	}
	return out
}
