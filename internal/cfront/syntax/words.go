package syntax

import (
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/scan"
)

// word is the class of an identifier that is a keyword.
type word uint8

const (
	wNone    word = iota
	wType         // int, void: part of the name of a type
	wCV           // const, volatile and what stands in the same places
	wStorage      // static, typedef
	wTag          // struct, enum
	wTypeOf       // decltype
	wAuto
	wStmt     // begins a statement
	wExpr     // stands in an expression
	wDecl     // begins a declaration of its own kind
	wOperator // operator
)

var wordsC = table(map[word]string{
	wType:    "void char short int long float double signed unsigned _Bool __int8 __int16 __int32 __int64 __int128 __signed__ _Complex wchar_t __wchar_t",
	wCV:      "const volatile restrict __restrict __restrict__ __const __volatile__ _Atomic __extension__",
	wStorage: "typedef extern static register inline __inline __inline__ __forceinline _Noreturn _Thread_local __thread FORCEINLINE",
	wTag:     "struct union enum",
	wTypeOf:  "typeof __typeof__ __typeof",
	wAuto:    "__auto_type",
	wStmt:    "if else for while do switch case default break continue goto return __try __except __finally __leave __asm __asm__ asm _asm",
	wExpr:    "sizeof _Alignof __alignof __alignof__ __builtin_offsetof offsetof",
	wDecl:    "_Static_assert static_assert",
})

var wordsCPP = table(map[word]string{
	wType:     "bool char8_t char16_t char32_t",
	wCV:       "typename",
	wStorage:  "virtual explicit friend constexpr consteval constinit thread_local mutable",
	wTag:      "class __interface",
	wTypeOf:   "decltype",
	wAuto:     "auto",
	wStmt:     "try catch co_return throw",
	wExpr:     "this nullptr true false new delete static_cast reinterpret_cast const_cast dynamic_cast typeid alignof noexcept co_await co_yield __uuidof",
	wDecl:     "template namespace using public private protected concept",
	wOperator: "operator",
})

func table(m map[word]string) map[string]word {
	r := map[string]word{}
	for w, s := range m {
		for _, k := range strings.Fields(s) {
			r[k] = w
		}
	}
	return r
}

// operatorWords are the operators of C++ that are words.
var operatorWords = map[string]scan.Kind{
	"and": scan.AndAnd, "or": scan.OrOr, "not": scan.Not, "xor": scan.Xor, "bitand": scan.Amp,
	"bitor": scan.Or, "compl": scan.Tilde, "not_eq": scan.Ne, "and_eq": scan.AndAssign, "or_eq": scan.OrAssign,
}

// decorations have no place in the grammar and no arguments.
var decorations = table(map[word]string{wCV: `
	__cdecl __stdcall __fastcall __thiscall __vectorcall __clrcall _cdecl _stdcall _fastcall
	NTAPI WINAPI FASTCALL CALLBACK APIENTRY STDCALL CDECL EXTERN_C DECLSPEC_NORETURN DECLSPEC_IMPORT DECLSPEC_EXPORT
	DECLSPEC_NOINLINE DECLSPEC_CACHEALIGN NDIS_INLINE CFORCEINLINE UNALIGNED __unaligned __w64 __ptr32 __ptr64 FAR NEAR
	IN OUT INOUT OPTIONAL CONST_OPT INITCODE PAGEDCODE NTSYSAPI NTKERNELAPI NTHALAPI WSKAPI RESTRICTED_POINTER`})

// decorationCalls have no place in the grammar and take arguments.
var decorationCalls = table(map[word]string{wCV: `
	__declspec _declspec __attribute__ __attribute __pragma _Pragma alignas _Alignas DECLSPEC_ALIGN DECLSPEC_ALLOCATE DECLSPEC_UUID
	DECLSPEC_SELECTANY __analysis_assume_lock_acquired __alloc_size`})

// salWords are the beginnings of the annotations of Microsoft's source code
// annotation language: _In_reads_(n) and, of old, __in and __drv_x.
var salWords = map[bool][]string{
	false: strings.Fields(`_In _Out _Deref _Ret _Pre _Post _Field _Struct_size _Writable _Readable _Null _Notnull _Maybe
		_Must _Check _Success _On_failure _Always _When _At _Group _Use_decl _Printf _Scanf _Function_class _Acquires
		_Releases _Requires _Has_lock _Guarded _Write_guarded _Kernel _IRQL _Dispatch_type _Frees _Literal _Notliteral
		_Points_to _Result _Reserved _Const_ _Valid _COM_ _Analysis _Benign _Create_lock _Enum_is _Flt _Float _Lock
		_Raises _Strict _Unchanged _Unreferenced _Translates _User _Internal _Prepost _Satisfies _Same _Exclusive _Decl
		_Param _Inexpressible _No_competing _Consume _Reallocat _Aliases _Holds _Locks _Non`),
	true: strings.Fields(`__drv_ __in __out __inout __deref __checkReturn __success __reserved __bcount __ecount __byte_
		__elem_ __nullterminated __notnull __maybenull __null __field_ __struct_ __range __callback __format_string __post __pre __RPC_`),
}

// isSAL reports whether s, which begins with an underscore, is an annotation.
func isSAL(s string) bool {
	if len(s) < 4 {
		return false
	}
	old := s[1] == '_'
	if !old && (s[1] < 'A' || s[1] > 'Z' || s[len(s)-1] != '_') {
		return false
	}
	for _, p := range salWords[old] {
		if strings.HasPrefix(s, p) && (!old || len(s) == len(p) || s[len(p)] == '_' || p[len(p)-1] == '_') {
			return true
		}
	}
	return false
}

// prepare takes the annotations out of the tokens, splits >> in C++ (a template
// may end in it) and adds the EOF token.
func prepare(in []scan.Token, cpp bool) (out []scan.Token, annots []Annot) {
	out = make([]scan.Token, 0, len(in)+1)
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
			if !cpp && i+1 < len(in) { // excpt.h makes keywords of them
				next, afterBrace := in[i+1].Kind, len(out) > 0 && out[len(out)-1].Kind == scan.RBrace
				if t.Text == "try" && next == scan.LBrace || afterBrace && (t.Text == "except" && next == scan.LParen || t.Text == "finally" && next == scan.LBrace) {
					t.Text = "__" + t.Text
				}
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
		case cpp && t.Kind == scan.Shr:
			t.Kind, t.Text = scan.Gt, ">"
			out = append(out, t)
			t.At++
			t.Flags = 0
		}
		if end > 0 {
			annots = append(annots, Annot{int32(len(out)), in[i:end]})
			carry = t.Flags & scan.LineStart
			i = end - 1
			continue
		}
		out = append(out, t)
	}
	eof := scan.Token{Flags: scan.LineStart}
	if len(out) > 0 {
		eof.At, eof.Use = out[len(out)-1].At, out[len(out)-1].Use
	}
	return append(out, eof), annots
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
			braces = -1
		}
		if braces < 0 {
			break
		}
	}
	return i + 1
}

// brackets gives each bracket the index of its partner, -1 if it has none. A
// brace outranks the parentheses that are open in it.
func brackets(toks []scan.Token) []int32 {
	m := make([]int32, len(toks))
	var stack []int32
	var open [][2]int32 // for each open brace: open ( and [ in it
	cur := [2]int32{}
	for i := range toks {
		m[i] = -1
		switch k := toks[i].Kind; k {
		case scan.LParen:
			cur[0]++
			stack = append(stack, int32(i))
		case scan.LBrack:
			cur[1]++
			stack = append(stack, int32(i))
		case scan.LBrace:
			open = append(open, cur)
			cur = [2]int32{}
			stack = append(stack, int32(i))
		case scan.RParen, scan.RBrack, scan.RBrace:
			want := k - 1
			if k == scan.RBrace && len(open) == 0 || k == scan.RParen && cur[0] == 0 || k == scan.RBrack && cur[1] == 0 {
				continue
			}
			for {
				top := stack[len(stack)-1]
				stack = stack[:len(stack)-1]
				have := toks[top].Kind
				switch have {
				case scan.LParen:
					cur[0]--
				case scan.LBrack:
					cur[1]--
				case scan.LBrace:
					cur = open[len(open)-1]
					open = open[:len(open)-1]
				}
				if have == want {
					m[top], m[i] = int32(i), top
					break
				}
			}
		}
	}
	return m
}
