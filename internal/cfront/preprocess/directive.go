package preprocess

import "github.com/wskvet/wskvet/internal/cfront/scan"

// A cond is an #if whose #endif has not come yet.
type cond struct {
	active, taken, outer bool
	at                   scan.Pos // of the #if
	word                 string
	branch               scan.Pos     // the directive that began the branch
	text                 []scan.Token // of that directive
	from                 int          // first token of the branch
}

func (p *pp) directive(f *frame) {
	start := f.i
	d := f.line()
	if len(d) == 0 || d[0].Kind != scan.Ident {
		return
	}
	if !includes(d[0].Text) {
		p.ownText()
	}
	on := len(f.conds) == 0 || f.conds[len(f.conds)-1].active
	if p.conditional(f, start, d, on) || !on {
		return
	}
	at, rest := f.toks[start].At, d[1:]
	switch d[0].Text {
	case "define":
		if m := parseMacro(rest); m != nil {
			p.u.Macros[m.Name] = m
		}
	case "undef":
		if len(rest) > 0 {
			delete(p.u.Macros, rest[0].Text)
		}
	case "pragma":
		if len(rest) > 0 && rest[0].Is("once") {
			p.once[f.file.Name] = true
		}
		p.u.Pragmas = append(p.u.Pragmas, rest)
	case "error":
		p.note(at, "#error %s", Spell(rest))
	default:
		if includes(d[0].Text) {
			p.include(at, rest)
		}
	}
}

func includes(word string) bool {
	return word == "include" || word == "include_next" || word == "import"
}

// conditional carries out #if and its kin, whose # is token start; false means
// that d is none of them. on says that what surrounds the directive is read.
func (p *pp) conditional(f *frame, start int, d []scan.Token, on bool) bool {
	at, rest := f.toks[start].At, d[1:]
	switch d[0].Text {
	case "if", "ifdef", "ifndef":
		v := on && p.holds(d[0].Text, rest, at)
		f.conds = append(f.conds, cond{active: v, taken: v, outer: on, at: at, word: d[0].Text})
		p.beginBranch(f, at, d)
	case "elif", "elifdef", "elifndef", "else":
		c := f.cond()
		if c == nil {
			p.note(at, "#%s without #if", d[0].Text)
			break
		}
		p.endBranch(f, c, start)
		c.active = c.outer && !c.taken && p.holds(d[0].Text, rest, at)
		c.taken = c.taken || c.active
		p.beginBranch(f, at, d)
	case "endif":
		c := f.cond()
		if c == nil {
			p.note(at, "#endif without #if")
			break
		}
		p.endBranch(f, c, start)
		f.conds = f.conds[:len(f.conds)-1]
	default:
		return false
	}
	return true
}

// cond is the innermost condition, nil for none.
func (f *frame) cond() *cond {
	if len(f.conds) == 0 {
		return nil
	}
	return &f.conds[len(f.conds)-1]
}

// holds is the truth of a conditional directive.
func (p *pp) holds(word string, rest []scan.Token, at scan.Pos) bool {
	switch word {
	case "else":
		return true
	case "if", "elif":
		return p.eval(rest, at)
	}
	defined := len(rest) > 0 && p.u.Macros[rest[0].Text] != nil
	return defined == (word == "ifdef" || word == "elifdef")
}
