package syntax

import "github.com/wskvet/wskvet/internal/cfront/scan"

// A Head is the tree of headers that several units begin with, and what is known of
// the names there.
type Head struct {
	File *File

	before  *Head
	syms    map[string]sym
	hints   map[string]bool
	classes classes
}

// ParseHead parses what stands behind another head, or at the beginning. It is nil
// where the declarations do not end with the tokens.
func ParseHead(before *Head, toks []scan.Token, in Language) *Head {
	if len(toks) > 0 && !ends(toks) {
		return nil
	}
	var known classes
	if in == CPlusPlus {
		toks, known = instantiate(before, toks)
	}
	p := parseUnit(before, toks, in)
	if len(toks) > 0 && toks[len(toks)-1].Kind == scan.RBrace && !closed(p.file.Decls) {
		return nil
	}
	return &Head{p.file, before, p.syms, p.hints, known}
}

// ends reports whether declarations end with the tokens: no bracket is open, and none
// closes what was not opened.
func ends(toks []scan.Token) bool {
	if k := toks[len(toks)-1].Kind; k != scan.Semi && k != scan.RBrace {
		return false
	}
	for i, m := range brackets(toks) {
		switch toks[i].Kind {
		case scan.LParen, scan.LBrack, scan.LBrace, scan.RParen, scan.RBrack, scan.RBrace:
			if m < 0 {
				return false
			}
		}
	}
	return true
}

// closed reports whether the last declaration needs no semicolon behind its brace.
func closed(decls []Decl) bool {
	if len(decls) == 0 {
		return false
	}
	switch decls[len(decls)-1].(type) {
	case *Func, *Group:
		return true
	}
	return false
}
