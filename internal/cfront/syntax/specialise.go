package syntax

import (
	"slices"
	"strconv"

	"github.com/wskvet/wskvet/internal/cfront/scan"
)

// special is a class that stands in the place of some instances of a template:
// template<class T> struct Owner<T *> { ... };
type special struct {
	params  []string
	pattern [][]scan.Token
	class   []scan.Token // as a template's own, without the pattern
}

// outside is a member of a class template that is defined outside of it:
// template<class T> void Owner<T>::Close() { ... }
type outside struct {
	params []string
	text   []scan.Token
}

// specialAt reads template <params> class name<pattern> { ... };, and gives the index
// behind it; 0 for anything else.
func (in *instances) specialAt(i int) (end int) {
	toks := in.toks
	args, class := angles(toks, i+1)
	if class == 0 || class+2 >= len(toks) || !toks[class].Is("class") && !toks[class].Is("struct") {
		return 0
	}
	t := in.own[toks[class+1].Text]
	if t == nil || toks[class+2].Kind != scan.Lt {
		return 0
	}
	s := special{params: parameters(args)}
	pattern, body := angles(toks, class+2)
	end = declarationEnd(toks, class)
	if body == 0 || end >= len(toks) || toks[end-1].Kind != scan.RBrace || toks[end].Kind != scan.Semi {
		return 0
	}
	for _, a := range pattern {
		s.pattern = append(s.pattern, slices.Clone(a))
	}
	s.class = append(slices.Clone(toks[class:class+2]), toks[body:end+1]...)
	t.specials = append(t.specials, s)
	return end + 1
}

// parameters are the names of template parameters, "" for a pack.
func parameters(args [][]scan.Token) (out []string) {
	for _, a := range args {
		if len(a) > 0 {
			name, _ := parameter(a)
			out = append(out, name)
		}
	}
	return out
}

// outsideAt reads a member that is defined outside of its template, and gives the index
// behind it; 0 for anything else.
func (in *instances) outsideAt(i int) (end int) {
	args, from := angles(in.toks, i+1)
	if from == 0 || len(parameters(args)) == 0 {
		return 0
	}
	for j := from; j+1 < min(len(in.toks), i+maxTemplate); j++ {
		switch in.toks[j].Kind {
		case scan.LParen, scan.LBrace, scan.Semi, scan.Assign:
			return 0
		case scan.Lt:
			if _, next := angles(in.toks, j); next > 0 {
				j = next - 1
			}
		case scan.Ident:
			t := in.own[in.toks[j].Text]
			if t == nil {
				continue
			}
			if _, next := angles(in.toks, j+1); next > 0 && next < len(in.toks) && in.toks[next].Kind == scan.Scope {
				end = declarationEnd(in.toks, from)
				t.outside = append(t.outside, outside{parameters(args), slices.Clone(in.toks[from:end])})
				return end
			}
		}
	}
	return 0
}

// specialised is the text that stands for some arguments in the place of the template, as
// one of its own, and the arguments that this has; t itself if there is none. It fails
// where that cannot be told.
func (t *template) specialised(args [][]scan.Token) (of *template, given [][]scan.Token, ok bool) {
	of, given = t, args
	size := -1
	for _, s := range t.specials {
		bound, fits, sure := s.match(args)
		if !sure {
			return nil, nil, false
		}
		n := 0
		for _, p := range s.pattern {
			n += len(p)
		}
		if len(s.params) == 0 {
			n += maxTemplate // one for these arguments alone goes before all
		}
		if fits && n > size {
			size = n
			of, given = &template{name: t.name, params: s.params, class: s.class}, bound
		}
	}
	return of, given, true
}

// match binds the parameters of a pattern to the parts of arguments that they stand for.
func (s *special) match(args [][]scan.Token) (bound [][]scan.Token, fits, sure bool) {
	if len(args) != len(s.pattern) {
		return nil, false, false
	}
	bound = make([][]scan.Token, len(s.params))
	for i, pattern := range s.pattern {
		at := slices.IndexFunc(pattern, func(t scan.Token) bool { return index(s.params, t) >= 0 })
		if at < 0 {
			if !sameTokens(pattern, args[i]) {
				return nil, false, true
			}
			continue
		}
		head, tail := pattern[:at], pattern[at+1:]
		if dependent([][]scan.Token{tail}, s.params) {
			return nil, false, false
		}
		mid := len(args[i]) - len(tail)
		if mid <= len(head) || !sameTokens(head, args[i][:at]) || !sameTokens(tail, args[i][mid:]) {
			return nil, false, true
		}
		k, part := index(s.params, pattern[at]), args[i][at:mid]
		if bound[k] != nil && !sameTokens(bound[k], part) {
			return nil, false, true
		}
		bound[k] = part
	}
	return bound, !slices.ContainsFunc(bound, func(b []scan.Token) bool { return b == nil }), true
}

func sameTokens(a, b []scan.Token) bool {
	return slices.EqualFunc(a, b, func(x, y scan.Token) bool { return x.Kind == y.Kind && x.Text == y.Text })
}

// aliasAt reads template <params> using name = type;, and gives the index behind it; 0 for
// anything else.
func (in *instances) aliasAt(i int) (end int) {
	args, from := angles(in.toks, i+1)
	if from == 0 || from+3 >= len(in.toks) || !in.toks[from].Is("using") || in.toks[from+1].Kind != scan.Ident || in.toks[from+2].Kind != scan.Assign {
		return 0
	}
	params := parameters(args)
	if len(params) == 0 || slices.Contains(params, "") {
		return 0
	}
	end = declarationEnd(in.toks, from)
	in.names[in.toks[from+1].Text] = outside{params, slices.Clone(in.toks[from+3 : end-1])}
	return end
}

// alias is what a use of a template alias at i stands for, and the index behind it; 0 for
// anything else, and where its arguments depend on the parameters of a template around.
func (in *instances) alias(toks []scan.Token, i int, params []string) (text []scan.Token, end int) {
	a, ok := in.names[toks[i].Text]
	if !ok {
		return nil, 0
	}
	args, end := angles(toks, i+1)
	if end == 0 || len(args) != len(a.params) || dependent(args, params) || in.left < len(a.text) {
		return nil, 0
	}
	in.left -= len(a.text)
	text = given(a.text, a.params, args)
	for k := range text {
		text[k].Use = toks[i].Use
	}
	return text, end
}

// folded is an argument that is a sum or difference of numbers as one number: N - 1.
func folded(arg []scan.Token) []scan.Token {
	if len(arg) < 3 || len(arg)%2 == 0 {
		return arg
	}
	sum := int64(0)
	for i := 0; i < len(arg); i += 2 {
		n, err := strconv.ParseInt(arg[i].Text, 10, 32)
		switch {
		case arg[i].Kind != scan.Number || err != nil:
			return arg
		case i == 0 || arg[i-1].Text == "+":
			sum += n
		case arg[i-1].Text == "-":
			sum -= n
		default:
			return arg
		}
	}
	if sum < 0 {
		return arg
	}
	out := arg[0]
	out.Text = strconv.FormatInt(sum, 10)
	return []scan.Token{out}
}
