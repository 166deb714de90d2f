package names

import "github.com/wskvet/wskvet/internal/cfront/scan"

// CallsMember reports whether the text calls a function through a member of a name,
// ops->send(x): what is kept there is the driver's own to call.
func (p *Program) CallsMember(name string) bool {
	if p.members == nil {
		p.members = map[string]bool{}
		for _, u := range p.Units {
			p.noteMembers(u.File.Tokens)
		}
	}
	return p.members[name]
}

// noteMembers notes the members that some tokens call.
func (p *Program) noteMembers(toks []scan.Token) {
	for i := 0; i+2 < len(toks); i++ {
		if toks[i].Kind != scan.Arrow && toks[i].Kind != scan.Dot || toks[i+1].Kind != scan.Ident {
			continue
		}
		k := i + 2
		for k < len(toks) && toks[k].Kind == scan.RParen { // (*p->send)(x)
			k++
		}
		if k < len(toks) && toks[k].Kind == scan.LParen {
			p.members[toks[i+1].Text] = true
		}
	}
}
