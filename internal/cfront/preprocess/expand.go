package preprocess

import (
	"slices"
	"strconv"

	"github.com/wskvet/wskvet/internal/cfront/scan"
)

// step counts work; false means that the macros of the text ask for too much.
func (p *pp) step(n int) bool {
	p.steps += n
	return p.steps-p.callFrom < maxCallSteps && p.steps < freeSteps+stepsPerToken*p.read
}

// expandName replaces the name t, just read, if it is a macro that may be
// expanded here, by pushing its text. Otherwise it changes nothing but may mark
// t's fellows: the caller keeps t.
func (p *pp) expandName(t scan.Token) bool {
	m := p.u.Macros[t.Text]
	if m == nil || t.Flags&scan.NoExpand != 0 || p.l.Keep[t.Text] {
		return p.dynamic(t)
	}
	if m.busy > 0 || m.Func && !p.opens() {
		return false
	}
	if !p.step(len(m.Body) + 1) {
		p.noteOnce(t.Use, "macros ask for too much text: from here on some are not expanded")
		return false
	}
	body := m.Body
	if m.Func || slices.ContainsFunc(body, func(t scan.Token) bool { return t.Kind == scan.HashHash }) {
		var args [][]scan.Token
		if m.Func {
			var ok bool
			if args, ok = p.arguments(m); !ok {
				p.note(t.Use, "%s: arguments without an end", t.Text)
				return false
			}
		}
		body = p.substitute(m, args, t.Use)
		if !p.step(len(body)) {
			p.noteOnce(t.Use, "macros ask for too much text: from here on some are not expanded")
			body = nil
		}
	} else {
		body = slices.Clone(body)
		for i := range body {
			body[i].Use = t.Use
		}
	}
	for i := range body {
		if b := &body[i]; b.Kind == scan.Ident {
			if q := p.u.Macros[b.Text]; q != nil && (q.busy > 0 || q == m) {
				b.Flags |= scan.NoExpand
			}
		}
		body[i].Flags &^= scan.LineStart | scan.Margin
	}
	if len(body) > 0 {
		body[0].Flags = body[0].Flags&^scan.Space | t.Flags&(scan.Space|scan.LineStart|scan.Margin)
	}
	p.push(frame{toks: body, macro: m})
	return true
}

// dynamic replaces the macros that are no definitions.
func (p *pp) dynamic(t scan.Token) bool {
	pl := p.l.Set.Place(t.Use)
	switch t.Text {
	case "__LINE__":
		t.Kind, t.Text = scan.Number, strconv.Itoa(pl.Line)
	case "__FILE__":
		t.Kind, t.Text = scan.String, strconv.Quote(pl.File)
	case "__COUNTER__":
		t.Kind, t.Text = scan.Number, strconv.Itoa(p.counter)
		p.counter++
	default:
		return false
	}
	p.push(frame{toks: []scan.Token{t}})
	return true
}

// arguments reads ( a, b, ... ). If it does not end, what was read is put back.
func (p *pp) arguments(m *Macro) ([][]scan.Token, bool) {
	var all []scan.Token
	var cuts []int
	depth := 0
	for {
		t, ok := p.next()
		if !ok || !p.step(1) {
			if ok {
				all = append(all, t)
			}
			p.push(frame{toks: all})
			return nil, false
		}
		all = append(all, t)
		switch t.Kind {
		case scan.LParen:
			depth++
		case scan.RParen:
			depth--
		case scan.Comma:
			if depth == 1 && !(m.Variadic && len(cuts) >= len(m.Params)-1) {
				cuts = append(cuts, len(all)-1)
			}
		}
		if depth > 0 {
			continue
		}
		var args [][]scan.Token
		from := 1
		for _, c := range append(cuts, len(all)-1) {
			args = append(args, all[from:c:c])
			from = c + 1
		}
		return args, true
	}
}

// expandList expands a list by itself, as for an argument or an #if.
func (p *pp) expandList(in []scan.Token) []scan.Token {
	if !slices.ContainsFunc(in, func(t scan.Token) bool { return t.Kind == scan.Ident }) {
		return in
	}
	if p.depth >= maxNesting {
		p.noteOnce(in[0].Use, "macro calls are nested too deeply: the inner ones are not expanded")
		return in
	}
	floor := p.floor
	p.depth++
	p.floor = len(p.stack)
	p.push(frame{toks: in})
	out := make([]scan.Token, 0, len(in))
	for {
		t, ok := p.next()
		if !ok {
			break
		}
		if t.Kind == scan.Ident {
			if p.expandName(t) {
				continue
			}
			if m := p.u.Macros[t.Text]; m != nil && m.busy > 0 {
				t.Flags |= scan.NoExpand
			}
		}
		out = append(out, t)
	}
	p.floor = floor
	p.depth--
	return out
}
