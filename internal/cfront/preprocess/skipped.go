package preprocess

import (
	"slices"

	"github.com/wskvet/wskvet/internal/cfront/scan"
)

// A Skipped is a branch of a condition that no #include of its file read.
type Skipped struct {
	At     scan.Pos // of the directive that begins it
	Cond   string   // that directive: #ifdef X, #else
	Tokens []scan.Token
}

// Never reports whether the text itself leaves the branch out: #if 0.
func (s Skipped) Never() bool { return s.Cond == "#if 0" || s.Cond == "#if FALSE" }

// A SkippedCall is what looks like a call in a branch that was not read.
type SkippedCall struct {
	At         scan.Pos
	Name, Cond string
}

// SkippedCalls are the calls of the functions that names picks in branches that
// were not read, in order, without those that the text itself leaves out.
func (u *Unit) SkippedCalls(names func(string) bool) (out []SkippedCall) {
	for _, s := range u.Skipped {
		if s.Never() {
			continue
		}
		for i, t := range s.Tokens {
			if t.Kind == scan.Ident && i+1 < len(s.Tokens) && s.Tokens[i+1].Kind == scan.LParen && names(t.Text) {
				out = append(out, SkippedCall{t.At, t.Text, s.Cond})
			}
		}
	}
	return out
}

// beginBranch notes where a branch of the innermost condition begins.
func (p *pp) beginBranch(f *frame, at scan.Pos, d []scan.Token) {
	c := f.cond()
	c.branch, c.text, c.from = at, d, f.i
	if c.active {
		p.branches[at] = true
	}
}

// endBranch keeps the branch that ends before token end if it was skipped, and
// not as part of one further out.
func (p *pp) endBranch(f *frame, c *cond, end int) {
	if !c.active && c.outer && c.from < end {
		p.u.Skipped = append(p.u.Skipped, Skipped{c.branch, "#" + Spell(c.text), f.toks[c.from:end]})
	}
}

// dropRead leaves of the skipped branches those that were never read: a header
// with a guard is skipped whenever it is included again.
func (p *pp) dropRead() {
	seen := map[scan.Pos]bool{}
	p.u.Skipped = slices.DeleteFunc(p.u.Skipped, func(s Skipped) bool {
		drop := p.branches[s.At] || seen[s.At]
		seen[s.At] = true
		return drop
	})
}
