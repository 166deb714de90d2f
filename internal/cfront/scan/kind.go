package scan

// Kind is the kind of a token; each punctuator has its own.
type Kind uint8

// The kinds of tokens. Keywords are identifiers here.
const (
	EOF Kind = iota
	Ident
	Number
	Char   // with its prefix: L'x'
	String // with its prefix: u8"x", LR"(x)"
	Other  // a character that C has no use for: @ ` \
	LParen
	RParen
	LBrack
	RBrack
	LBrace
	RBrace
	Semi
	Comma
	Colon
	Quest
	Dot
	Arrow
	Ellipsis
	Scope     // ::
	DotStar   // .*
	ArrowStar // ->*
	Hash
	HashHash
	Assign
	AddAssign
	SubAssign
	MulAssign
	DivAssign
	RemAssign
	AndAssign
	OrAssign
	XorAssign
	ShlAssign
	ShrAssign
	Inc
	Dec
	Add
	Sub
	Star
	Div
	Rem
	Amp
	Or
	Xor
	Tilde
	Not
	AndAnd
	OrOr
	Eq
	Ne
	Lt
	Gt
	Le
	Ge
	Spaceship
	Shl
	Shr
	numKinds
)

var spelling = [numKinds]string{
	LParen: "(", RParen: ")", LBrack: "[", RBrack: "]", LBrace: "{", RBrace: "}",
	Semi: ";", Comma: ",", Colon: ":", Quest: "?", Dot: ".", Arrow: "->", Ellipsis: "...",
	Scope: "::", DotStar: ".*", ArrowStar: "->*", Hash: "#", HashHash: "##",
	Assign: "=", AddAssign: "+=", SubAssign: "-=", MulAssign: "*=", DivAssign: "/=", RemAssign: "%=",
	AndAssign: "&=", OrAssign: "|=", XorAssign: "^=", ShlAssign: "<<=", ShrAssign: ">>=",
	Inc: "++", Dec: "--", Add: "+", Sub: "-", Star: "*", Div: "/", Rem: "%",
	Amp: "&", Or: "|", Xor: "^", Tilde: "~", Not: "!", AndAnd: "&&", OrOr: "||",
	Eq: "==", Ne: "!=", Lt: "<", Gt: ">", Le: "<=", Ge: ">=", Spaceship: "<=>", Shl: "<<", Shr: ">>",
}

func (k Kind) String() string {
	if s := spelling[k]; s != "" {
		return s
	}
	return [...]string{"end of file", "identifier", "number", "character", "string", "stray character"}[k]
}

// punctuators by their first byte, the longest first.
var punctuators = func() (t [128][]Kind) {
	for n := 3; n > 0; n-- {
		for k, s := range spelling {
			if len(s) == n {
				t[s[0]] = append(t[s[0]], Kind(k))
			}
		}
	}
	return t
}()
