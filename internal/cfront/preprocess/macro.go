package preprocess

import (
	"slices"
	"strconv"
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/scan"
)

// parseMacro reads what follows #define.
func parseMacro(d []scan.Token) *Macro {
	if len(d) == 0 || d[0].Kind != scan.Ident {
		return nil
	}
	m := &Macro{Name: d[0].Text, At: d[0].At, Body: d[1:]}
	if len(m.Body) == 0 || m.Body[0].Kind != scan.LParen || m.Body[0].Flags&scan.Space != 0 {
		return m
	}
	m.Func = true
	for i, t := range m.Body {
		switch t.Kind {
		case scan.Ident:
			m.Params = append(m.Params, t.Text)
		case scan.Ellipsis:
			m.Variadic = true
			if m.Body[i-1].Kind != scan.Ident { // not the "args..." of GNU
				m.Params = append(m.Params, "__VA_ARGS__")
			}
		case scan.RParen:
			m.Body = m.Body[i+1:]
			return m
		}
	}
	m.Body = nil
	return m
}

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
			p.note(t.Use, "%s: expansion too large", t.Text)
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
		body[i].Flags &^= scan.LineStart
	}
	if len(body) > 0 {
		body[0].Flags = body[0].Flags&^scan.Space | t.Flags&(scan.Space|scan.LineStart)
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
		t.Kind, t.Text = scan.Number, strconv.Itoa(p.read)
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
	if p.depth >= maxNesting || !slices.ContainsFunc(in, func(t scan.Token) bool { return t.Kind == scan.Ident }) {
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

// substitute is the body of m with the arguments in place.
func (p *pp) substitute(m *Macro, args [][]scan.Token, use scan.Pos) (out []scan.Token) {
	arg := func(t scan.Token) ([]scan.Token, bool) {
		if t.Kind == scan.Ident {
			if k := slices.Index(m.Params, t.Text); k >= 0 {
				if k < len(args) {
					return args[k], true
				}
				return nil, true
			}
		}
		return nil, false
	}
	variadic := func(t scan.Token) bool {
		return m.Variadic && t.Is(m.Params[len(m.Params)-1])
	}
	expanded := make([][]scan.Token, len(args))
	b := m.Body
	pasting := false // the last thing written waits for its right half
	holds := false   // there is a last thing
	put := func(ts []scan.Token, first scan.Token) {
		if !p.step(len(ts)) {
			return
		}
		start := len(out)
		if pasting && holds && len(ts) > 0 {
			out = append(out[:start-1], pasteTokens(out[start-1], ts[0])...)
			ts = ts[1:]
			start = len(out)
		}
		out = append(out, ts...)
		if start < len(out) {
			out[start].Flags = out[start].Flags&^scan.Space | first.Flags&scan.Space
		}
	}
	for i := 0; i < len(b); i++ {
		t := b[i]
		t.Use = use
		next := i+1 < len(b) && b[i+1].Kind == scan.HashHash
		before := len(out)
		switch a, isArg := arg(t); {
		case t.Kind == scan.HashHash && i > 0 && i+1 < len(b):
			pasting = true
			continue
		case t.Kind == scan.Hash && m.Func && i+1 < len(b):
			if a, ok := arg(b[i+1]); ok {
				t.Kind, t.Text = scan.String, stringize(a)
				if n := len(out); n > 0 && out[n-1].Is("L") && t.Flags&scan.Space == 0 { // L#x, as Microsoft has it
					t.Text = "L" + t.Text
					out = out[:n-1]
					before--
				}
				i++
			}
			put([]scan.Token{t}, t)
		case t.Is("__VA_OPT__") && m.Variadic && i+1 < len(b) && b[i+1].Kind == scan.LParen:
			end := closing(b, i+1)
			if k := len(m.Params) - 1; k < len(args) && len(args[k]) > 0 {
				inner := *m
				inner.Body = b[i+2 : end]
				put(p.substitute(&inner, args, use), t)
			}
			i = end
		case isArg && (pasting || next):
			if len(a) == 0 && pasting && variadic(t) && holds && out[before-1].Kind == scan.Comma {
				out = out[:before-1] // , ## __VA_ARGS__
				before--
			} else if pasting && variadic(t) && holds && out[before-1].Kind == scan.Comma {
				pasting = false
				put(p.expandList(a), t)
			} else {
				put(a, t)
			}
			if pasting && len(a) == 0 && next { // x ## empty ## y
				continue
			}
		case isArg:
			k := slices.Index(m.Params, t.Text)
			if k < len(args) && expanded[k] == nil && len(a) > 0 {
				expanded[k] = p.expandList(a)
			}
			if len(a) == 0 && variadic(t) && len(out) > 0 && out[len(out)-1].Kind == scan.Comma &&
				i+1 < len(b) && b[i+1].Kind == scan.RParen {
				out = out[:len(out)-1] // Microsoft drops the comma before an empty __VA_ARGS__
			}
			if k < len(args) {
				put(expanded[k], t)
			}
		default:
			put([]scan.Token{t}, t)
		}
		holds = len(out) > before || pasting && holds
		pasting = false
	}
	return out
}

func closing(b []scan.Token, i int) int {
	depth := 0
	for ; i < len(b); i++ {
		switch b[i].Kind {
		case scan.LParen:
			depth++
		case scan.RParen:
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return len(b) - 1
}

// pasteTokens is x ## y: one token, or both if that is none.
func pasteTokens(x, y scan.Token) []scan.Token {
	if ts := scan.Scan(x.Text+y.Text, 0); len(ts) == 1 {
		t := ts[0]
		t.At, t.Use, t.Flags = x.At, x.Use, x.Flags&^scan.NoExpand
		return []scan.Token{t}
	}
	return []scan.Token{x, y}
}

// stringize is #a.
func stringize(a []scan.Token) string {
	var o strings.Builder
	o.WriteByte('"')
	for i, t := range a {
		if i > 0 && t.Flags&(scan.Space|scan.LineStart) != 0 {
			o.WriteByte(' ')
		}
		if t.Kind == scan.String || t.Kind == scan.Char {
			o.WriteString(escaper.Replace(t.Text))
		} else {
			o.WriteString(strings.ReplaceAll(t.Text, `\`, `\\`))
		}
	}
	o.WriteByte('"')
	return o.String()
}

var escaper = strings.NewReplacer(`\`, `\\`, `"`, `\"`)
