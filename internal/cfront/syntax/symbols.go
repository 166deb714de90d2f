package syntax

// sym is what a name is known to be.
type sym uint8

const (
	symNone sym = iota
	symValue
	symType
	symClass        // a type whose constructors have its name
	symTemplate     // a class template
	symFuncTemplate // a value
	symConcept      // of a type
)

func (s sym) isType() bool { return s == symType || s == symClass || s == symTemplate }

type undo struct {
	name string
	old  sym
}

func (p *parser) declare(n *Name, s sym) {
	if n == nil || len(n.Parts) != 1 || n.Parts[0].Text == "" {
		return
	}
	p.set(n.Parts[0].Text, s)
}

func (p *parser) set(name string, s sym) {
	if old := p.sym(name); old != s {
		p.log = append(p.log, undo{name, old})
		p.syms[name] = s
	}
}

func (p *parser) symOf(n *Name) sym {
	if len(n.Parts) != 1 {
		return symNone
	}
	return p.sym(n.Parts[0].Text)
}

// sym is what a name is known to be here: by the unit, or else by its head.
func (p *parser) sym(name string) sym {
	if s, ok := p.syms[name]; ok {
		return s
	}
	for h := p.head; h != nil; h = h.before {
		if s, ok := h.syms[name]; ok {
			return s
		}
	}
	return symNone
}

// hinted reports whether a name is used as a type somewhere.
func (p *parser) hinted(name string) bool {
	for h := p.head; h != nil; h = h.before {
		if h.hints[name] {
			return true
		}
	}
	return p.hints[name] || knownTypes[name]
}

// scope opens a scope; the function that it returns closes it.
func (p *parser) scope() func() {
	n := len(p.log)
	return func() {
		for len(p.log) > n {
			u := p.log[len(p.log)-1]
			p.log = p.log[:len(p.log)-1]
			p.syms[u.name] = u.old
		}
	}
}

// sure says how certain it is that a name is a type.
type sure uint8

const (
	isNot  sure = iota
	maybe       // nothing is known
	likely      // it is used as one elsewhere
	certain
)

func (p *parser) typeName(s string, k sym) sure {
	switch {
	case k.isType():
		return certain
	case k != symNone:
		return isNot
	case p.hinted(s):
		return likely
	}
	return maybe
}
