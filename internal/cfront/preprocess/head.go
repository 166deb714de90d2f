package preprocess

import (
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/scan"
)

// A Head is headers that units begin with alike. They are read once, and each unit
// goes on where they end: with their macros, their notes, their branches.
type Head struct {
	Before *Head        // what stands before it; nil where a unit begins
	Tokens []scan.Token // its own

	after map[step]*Head
	state pp // behind it
	size  int
	depth int
}

// A step is an #include at the beginning of a unit. Headers are looked for beside
// the unit, too.
type step struct{ header, folder string }

// Copies of a state cost as much as it is large: a head is kept if it is half as
// large again as the one before it. The first few may be of any size.
const smallHeads = 8

// All are the tokens of a head and of those before it.
func (h *Head) All() []scan.Token {
	if h.Before == nil {
		return slices.Clone(h.Tokens)
	}
	return append(h.Before.All(), h.Tokens...)
}

// root is what stands before each file, which is no part of it.
func (l *Loader) root(name string) *Head {
	texts := l.prelude(name)
	key := strings.Join(texts, "\n")
	if h := l.heads[key]; h != nil {
		return h
	}
	p := &pp{
		l: l, u: &Unit{Macros: map[string]*Macro{}},
		missing: map[string]bool{}, once: map[string]bool{}, noted: map[string]bool{}, branches: map[scan.Pos]bool{},
	}
	for _, text := range texts {
		p.run(l.made(text))
	}
	p.u = &Unit{Macros: p.u.Macros}
	h := &Head{state: p.copy(), size: len(p.u.Macros)}
	l.heads[key] = h
	return h
}

// copy is the state without its place in the text. What changes is its own.
func (p *pp) copy() pp {
	q, u := *p, *p.u
	q.u, q.stack, q.floor = &u, nil, 0
	q.once, q.noted, q.branches, q.missing = maps.Clone(p.once), maps.Clone(p.noted), maps.Clone(p.branches), maps.Clone(p.missing)
	u.Macros = maps.Clone(u.Macros)
	u.Tokens, u.Notes, u.Missing, u.Includes = nil, slices.Clip(u.Notes), slices.Clip(u.Missing), slices.Clip(u.Includes)
	u.Skipped, u.Pragmas = slices.Clip(u.Skipped), slices.Clip(u.Pragmas)
	return q
}

// begins reports whether the unit has had nothing yet but headers that its head has.
func (p *pp) begins() bool { return p.head != nil && len(p.stack) == 1 }

// ownText says that what comes is the unit's own: its beginning is over.
func (p *pp) ownText() {
	if len(p.stack) <= 1 {
		p.head = nil
	}
}

// lead follows an #include at the beginning of a unit.
func (p *pp) lead(header string, f *file) {
	k := step{header, path.Dir(p.stack[0].file.Name)}
	if h := p.head.after[k]; h != nil {
		p.goOn(h)
		return
	}
	before, own, room := p.head, p.u.Missing, p.u.Tokens
	p.includes++
	p.u.Tokens = nil
	p.pushFile(f.File)
	p.floor = 1
	p.loop()
	p.floor = 0
	if p.head = before.extend(k, p, own); p.head != nil {
		p.u.Head, p.u.Tokens = p.head, room
	}
}

// goOn continues the unit behind a head.
func (p *pp) goOn(h *Head) {
	stack, own, room := p.stack, p.u.Missing, p.u.Tokens
	*p = h.state.copy()
	p.stack, p.head = stack, h
	p.u.Head, p.u.Tokens = h, room
	for _, m := range own {
		p.missing[m.Name] = true
	}
	p.u.Missing = append(p.u.Missing, own...)
}

// extend is the head that ends where p is, nil if it is not worth its copy. Headers
// that the unit itself misses are none of its own.
func (h *Head) extend(k step, p *pp, own []Missing) *Head {
	total := p.before + len(p.u.Tokens)
	size := total + len(p.u.Macros)
	if len(p.stack) == 0 || h.depth >= smallHeads && size < h.size+h.size/2 {
		return nil
	}
	p.before = total
	next := &Head{Before: h, Tokens: slices.Clip(p.u.Tokens), size: size, depth: h.depth + 1, state: p.copy()}
	next.state.u.Missing = slices.DeleteFunc(slices.Clone(p.u.Missing), func(m Missing) bool {
		mine := slices.Contains(own, m)
		if mine {
			delete(next.state.missing, m.Name)
		}
		return mine
	})
	if h.after == nil {
		h.after = map[step]*Head{}
	}
	h.after[k] = next
	return next
}
