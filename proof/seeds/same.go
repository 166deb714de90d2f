package seeds

import (
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/scan"
	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

// same are the edits that change nothing of what a driver does: no finding may come of
// them, and none may go.
func (s *source) same() (out []seed) {
	for _, fn := range s.sorted() {
		if !fn.concerns() {
			continue
		}
		out = append(out, fn.renamed()...)
		fn.blocks(func(list []syntax.Stmt) {
			out = append(out, fn.reordered(list)...)
			for _, st := range list {
				if fn.unit.wrote(st) {
					out = append(out, fn.reworded(st)...)
				}
			}
		})
	}
	return out
}

// concerns reports whether a function has to do with the lifecycle, or calls one of the
// driver's own: edits elsewhere prove little.
func (fn *function) concerns() bool {
	for _, c := range calls(fn.Body) {
		if strings.HasPrefix(c, "Wsk") || strings.HasPrefix(c, "KeWait") || fn.unit.src.funcs[c] != nil {
			return true
		}
	}
	return false
}

// renamed gives a local variable another name wherever the function has it. A variable
// that shares its name with a member, a label or a word of a macro's expansion is left
// alone.
func (fn *function) renamed() (out []seed) {
	u := fn.unit
	syntax.Walk(fn.Body, func(n syntax.Node) bool {
		d, ok := n.(*syntax.DeclStmt)
		if !ok || len(d.Decls) != 1 {
			return true
		}
		v, ok := d.Decls[0].(*syntax.Var)
		if !ok || v.Name.Last() == "" || len(out) > 2 {
			return true
		}
		if cs := u.occurrences(fn.Body, v.Name.Last()); len(cs) > 1 {
			out = append(out, u.seed("renamed variable", d, nil, cs...))
		}
		return true
	})
	return out
}

func (u *unit) occurrences(n syntax.Node, name string) (cs []change) {
	r := n.Range()
	for i := r.From; i < r.To; i++ {
		t := u.file.Tokens[i]
		if !t.Is(name) {
			continue
		}
		lo := u.offset(t)
		if before := u.file.Tokens[i-1].Kind; lo < 0 || before == scan.Dot || before == scan.Arrow || before == scan.Scope {
			return nil
		}
		cs = append(cs, change{lo, lo + len(name), name + "Seeded"})
	}
	if strings.Count(u.raw[u.begin(n):u.end(n)], name) != len(cs) {
		return nil // also in a macro's argument, a comment or a longer name
	}
	return cs
}

func (u *unit) begin(n syntax.Node) int { lo, _, _ := u.extent(n); return lo }
func (u *unit) end(n syntax.Node) int   { _, hi, _ := u.extent(n); return hi }

// reordered exchanges two assignments of constants to different members of one object.
func (fn *function) reordered(list []syntax.Stmt) (out []seed) {
	u := fn.unit
	for i := 0; i+1 < len(list); i++ {
		a, b := constant(list[i]), constant(list[i+1])
		if a == nil || b == nil || u.words(a.X) == u.words(b.X) || !u.wrote(list[i]) || !u.wrote(list[i+1]) {
			continue
		}
		out = append(out, u.seed("reordered", list[i], nil, u.swap(list[i], list[i+1])...))
	}
	return out
}

// constant is the assignment of a literal or an address to x.member that a statement
// consists of.
func constant(s syntax.Stmt) *syntax.Binary {
	x, ok := s.(*syntax.ExprStmt)
	if !ok {
		return nil
	}
	b, ok := x.X.(*syntax.Binary)
	if !ok || b.Op != "=" {
		return nil
	}
	m, ok := b.X.(*syntax.Member)
	if !ok || m.Arrow {
		return nil
	}
	if _, ok := m.X.(*syntax.Ident); !ok {
		return nil
	}
	switch y := b.Y.(type) {
	case *syntax.Lit, *syntax.Ident:
		return b
	case *syntax.Unary:
		if _, ok := y.X.(*syntax.Ident); ok && y.Op == "&" {
			return b
		}
	}
	return nil
}

// reworded says one statement in other words.
func (fn *function) reworded(s syntax.Stmt) (out []seed) {
	u := fn.unit
	add := func(kind string, cs ...change) { out = append(out, u.seed(kind, s, nil, cs...)) }
	switch s := s.(type) {
	case *syntax.ExprStmt:
		if c, ok := callIn(s); ok {
			fn.called(c, s, add)
		}
	case *syntax.If:
		fn.tested(s, add)
	case *syntax.Return:
		if s.X != nil && u.wrote(s.X) && fn.Type != nil && fn.Type.Elem != nil && fn.Type.Elem.Kind == syntax.TypeNamed {
			add("temporary", u.put(s, "{ "+fn.Type.Elem.Name.Last()+" seeded = "+u.text(s.X)+"; return seeded; }"))
		}
	case *syntax.Goto:
		if r := fn.ending(s.Label); r != "" {
			add("goto to return", u.put(s, r))
		}
	}
	return out
}

func (fn *function) called(c call, s *syntax.ExprStmt, add func(string, ...change)) {
	u := fn.unit
	add("do while", u.put(s, "do { "+u.text(s)+" } while (0);"))
	add("comment", u.put(s, "/* seeded; */ "+u.text(s)+" /* } */"))
	add("if true", u.put(s, "if (1) { "+u.text(s)+" }"))
	if c.result != nil && u.wrote(c.result) && u.wrote(c.Call) && (c.name == register || c.name == capture) {
		add("temporary", u.put(s, "{ NTSTATUS seeded = "+u.text(c.Call)+"; "+u.text(c.result)+" = seeded; }"))
	}
	if (c.name == release || c.name == deregister) && c.direct && u.wrote(c.Args[0]) {
		lo, hi, _ := u.extent(s)
		start := u.begin(fn)
		add("wrapper", change{start, start, "static void Seeded(PWSK_REGISTRATION r) { " + c.name + "(r); } "},
			change{lo, hi, "Seeded(" + u.text(c.Args[0]) + ");" + lines(u.raw[lo:hi])})
		line := u.starts[u.line(fn)-1]
		if strings.TrimSpace(u.raw[line:start]) != "" {
			return
		}
		add("macro", change{line, line, "#define SEEDED(r) " + c.name + "(r)\n"},
			change{lo, hi, "SEEDED(" + u.text(c.Args[0]) + ");" + lines(u.raw[lo:hi])})
	}
}

func (fn *function) tested(s *syntax.If, add func(string, ...change)) {
	u := fn.unit
	c, ok := u.condition(s)
	if !ok || s.Init != nil || !u.wrote(s.Then) {
		return
	}
	if _, isDecl := s.Cond.(syntax.Stmt); isDecl {
		return
	}
	cond := u.raw[c.lo:c.hi]
	add("ternary", change{c.lo, c.hi, "(" + cond + ") ? 1 : 0"})
	add("double negation", change{c.lo, c.hi, "!!(" + cond + ")"})
	lo, hi, _ := u.extent(s.Then)
	switch {
	case s.Else == nil:
		add("inverted if", change{c.lo, c.hi, "!(" + cond + ")"}, change{lo, lo, "; else "})
	case u.wrote(s.Else):
		elo, ehi, _ := u.extent(s.Else)
		if _, chain := s.Else.(*syntax.If); !chain {
			add("inverted if", change{c.lo, c.hi, "!(" + cond + ")"},
				change{lo, hi, "{" + u.raw[elo:ehi] + "}"}, change{elo, ehi, "{" + u.raw[lo:hi] + "}"})
		}
	}
}

// ending is the return that alone follows a label at the end of a function.
func (fn *function) ending(label string) string {
	b, ok := fn.Body.(*syntax.Block)
	if !ok || len(b.List) < 2 {
		return ""
	}
	l, ok := b.List[len(b.List)-2].(*syntax.Label)
	r, is := b.List[len(b.List)-1].(*syntax.Return)
	if !ok || !is || l.Name != label || !fn.unit.wrote(r) {
		return ""
	}
	return strings.Join(strings.Fields(fn.unit.text(r)), " ")
}
