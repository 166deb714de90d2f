package syntax

import (
	"slices"

	"github.com/wskvet/wskvet/internal/cfront/scan"
)

// template is the text of a class template.
type template struct {
	name     string
	params   []string
	defaults [][]scan.Token
	from     int          // its first token in its unit, of template <...>
	end      int          // behind its semicolon
	class    []scan.Token // from the word class or struct on
	made     []scan.Token
	specials []special
	outside  []outside
}

// itself reports whether arguments are the parameters: O<T> in O.
func itself(args [][]scan.Token, params []string) bool {
	return slices.EqualFunc(args, params, func(a []scan.Token, p string) bool { return len(a) == 1 && a[0].Is(p) })
}

// parameter is the name and the default of a template parameter, "" for a pack.
func parameter(toks []scan.Token) (name string, def []scan.Token) {
	for i, t := range toks {
		switch t.Kind {
		case scan.Ellipsis, scan.Lt:
			return "", nil
		case scan.Assign:
			return name, toks[i+1:]
		case scan.Ident:
			name = t.Text
		}
	}
	return name, nil
}

// angles splits <a, b> at i by its commas, and gives the index behind it; 0 if
// no such list stands there.
func angles(toks []scan.Token, i int) (args [][]scan.Token, end int) {
	if i >= len(toks) || toks[i].Kind != scan.Lt {
		return nil, 0
	}
	depth, parens, from := 0, 0, i+1
	for j := i; j < min(len(toks), i+maxTemplate); j++ {
		switch toks[j].Kind {
		case scan.LParen, scan.LBrack:
			parens++
		case scan.RParen, scan.RBrack:
			if parens--; parens < 0 {
				return nil, 0
			}
		case scan.Lt:
			if parens == 0 {
				depth++
			}
		case scan.Gt:
			if parens == 0 {
				depth--
			}
		case scan.Comma:
			if depth == 1 && parens == 0 {
				args = append(args, toks[from:j])
				from = j + 1
			}
		case scan.Semi, scan.LBrace, scan.RBrace:
			return nil, 0
		}
		if depth == 0 {
			return append(args, toks[from:j]), j + 1
		}
	}
	return nil, 0
}

// templateHead is the index behind template <params> at i, and the names of the
// parameters; i+1 if no such list stands there.
func templateHead(toks []scan.Token, i int) (end int, params []string) {
	args, end := angles(toks, i+1)
	if end == 0 {
		return i + 1, nil
	}
	for _, a := range args {
		for k, t := range a {
			if t.Kind == scan.Ident && (k+1 == len(a) || a[k+1].Kind == scan.Assign) {
				params = append(params, t.Text)
				break
			}
		}
	}
	return end, params
}

// dependent reports whether one of some arguments names a parameter.
func dependent(args [][]scan.Token, params []string) bool {
	return slices.ContainsFunc(args, func(a []scan.Token) bool {
		return slices.ContainsFunc(a, func(t scan.Token) bool { return index(params, t) >= 0 })
	})
}

// declarationEnd is the index behind the declaration that begins at i.
func declarationEnd(toks []scan.Token, i int) int {
	depth := 0
	for ; i < len(toks); i++ {
		switch toks[i].Kind {
		case scan.LBrace:
			depth++
		case scan.RBrace:
			if depth--; depth <= 0 {
				return i + 1
			}
		case scan.Semi:
			if depth == 0 {
				return i + 1
			}
		}
	}
	return i
}

// index is the parameter that a token names, -1 for none.
func index(params []string, t scan.Token) int {
	if t.Kind != scan.Ident {
		return -1
	}
	return slices.Index(params, t.Text)
}

// templateAt reads template <params> class name ... { ... };, nil for anything else.
func templateAt(toks []scan.Token, i int) *template {
	t := &template{from: i}
	args, class := angles(toks, i+1)
	if class == 0 || class+2 >= len(toks) || !toks[class].Is("class") && !toks[class].Is("struct") {
		return nil
	}
	for _, a := range args {
		name, def := parameter(a)
		if name == "" {
			return nil
		}
		t.params, t.defaults = append(t.params, name), append(t.defaults, slices.Clone(def))
	}
	t.name = toks[class+1].Text
	if toks[class+1].Kind != scan.Ident || toks[class+2].Kind == scan.Lt {
		return nil
	}
	depth := 0
	for j := class + 2; j < len(toks); j++ {
		switch toks[j].Kind {
		case scan.LBrace:
			depth++
		case scan.RBrace:
			depth--
		case scan.Semi:
			if depth > 0 {
				continue
			}
			if depth < 0 || toks[j-1].Kind != scan.RBrace {
				return nil // declared, not defined
			}
			t.end, t.class = j+1, slices.Clone(toks[class:j+1])
			return t
		}
	}
	return nil
}
