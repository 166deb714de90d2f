package syntax

import "github.com/wskvet/wskvet/internal/cfront/scan"

// prepare takes the annotations out of the tokens, splits >> in C++ (a template
// may end in it) and adds the EOF token.
func prepare(in []scan.Token, of Language) []scan.Token {
	cpp := of == CPlusPlus
	out := make([]scan.Token, 0, len(in)+1)
	var carry scan.Flags // what an annotation at the start of a line leaves behind
	for i := 0; i < len(in); i++ {
		t := in[i]
		t.Flags |= carry
		carry = 0
		end := 0
		switch {
		case t.Kind == scan.Ident:
			if cpp && len(t.Text) <= 6 {
				if k, ok := operatorWords[t.Text]; ok && !(len(out) > 0 && out[len(out)-1].Kind == scan.Arrow) {
					t.Kind, t.Text = k, k.String()
				}
			}
			if !cpp && i+1 < len(in) && exceptionWord(out, t.Text, in[i+1].Kind) {
				t.Text = "__" + t.Text
			}
			switch {
			case decorations[t.Text] != 0:
				end = i + 1
			case decorationCalls[t.Text] != 0, t.Text[0] == '_' && isSAL(t.Text):
				end = i + 1
				if end < len(in) && in[end].Kind == scan.LParen {
					end = group(in, end)
				}
			}
		case t.Kind == scan.LBrack && i+2 < len(in) && in[i+1].Kind == scan.LBrack && in[i+2].Kind == scan.Ident && in[i+1].Flags&scan.Space == 0: // [[attribute]]
			if end = group(in, i); end < i+5 || in[end-2].Kind != scan.RBrack {
				end = 0 // a[[x]{ return x; }()]
			}
		case cpp && t.Kind == scan.Shr: // as split does
			t.Kind, t.Text = scan.Gt, ">"
			out = append(out, t)
			t.At++
			t.Flags = 0
		}
		if end > 0 {
			carry = t.Flags & (scan.LineStart | scan.Margin)
			i = end - 1
			continue
		}
		out = append(out, t)
	}
	eof := scan.Token{Flags: scan.LineStart}
	if len(out) > 0 {
		eof.At, eof.Use = out[len(out)-1].At, out[len(out)-1].Use
	}
	return append(out, eof)
}

// exceptionWord reports whether a name is a keyword by excpt.h, which C alone
// gets: in the place of the keyword, as it is a name elsewhere.
func exceptionWord(before []scan.Token, name string, next scan.Kind) bool {
	last := scan.Semi
	if len(before) > 0 {
		last = before[len(before)-1].Kind
	}
	switch name {
	case "try":
		return next == scan.LBrace
	case "except":
		return last == scan.RBrace && next == scan.LParen
	case "finally":
		return last == scan.RBrace && next == scan.LBrace
	case "leave": // a statement, not the last name of a declaration or an expression
		return next == scan.Semi && (last == scan.Semi || last == scan.LBrace || last == scan.RBrace || last == scan.RParen ||
			last == scan.Colon || before[len(before)-1].Text == "else")
	}
	return false
}

// group is the end of the bracketed group that starts at i; a group that does
// not end within bounds is only its first token.
func group(in []scan.Token, i int) int {
	depth, braces := 0, 0
	for j := i; j < len(in) && j < i+500; j++ {
		switch in[j].Kind {
		case scan.LParen, scan.LBrack:
			depth++
		case scan.RParen, scan.RBrack:
			if depth--; depth == 0 {
				return j + 1
			}
		case scan.LBrace:
			braces++
		case scan.RBrace:
			braces--
		case scan.Semi:
			if in[i-1].Text != "__drv_valueIs" { // (==0;<0)
				braces = -1
			}
		}
		if braces < 0 {
			break
		}
	}
	return i + 1
}
