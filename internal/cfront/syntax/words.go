package syntax

import (
	"slices"
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
	wExpr:    "sizeof _Alignof __alignof __alignof__ __builtin_offsetof offsetof _Generic",
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
	wExpr:     "this nullptr true false new delete static_cast reinterpret_cast const_cast dynamic_cast typeid alignof noexcept requires co_await co_yield __uuidof",
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
// annotation language: _In_reads_(n).
var salWords = strings.Fields(`_In _Out _Deref _Ret _Pre _Post _Field _Struct_size _Writable _Readable _Null _Notnull _Maybe
	_Must _Check _Success _On_failure _Always _When _At _Group _Use_decl _Printf _Scanf _Function_class _Acquires
	_Releases _Requires _Has_lock _Guarded _Write_guarded _Kernel _IRQL _Dispatch_type _Frees _Literal _Notliteral
	_Points_to _Result _Reserved _Const_ _Valid _COM_ _Analysis _Benign _Create_lock _Enum_is _Flt _Float _Lock
	_Raises _Strict _Unchanged _Unreferenced _Translates _User _Internal _Prepost _Satisfies _Same _Exclusive _Decl
	_Param _Inexpressible _No_competing _Consume _Reallocat _Aliases _Holds _Locks _Non`)

// oldSALWords are those of its first version, __in and __drv_x: whole, or with
// more words behind an underscore.
var oldSALWords = strings.Fields(`__drv_ __in __out __inout __deref __checkReturn __success __reserved __bcount __ecount __byte_
	__elem_ __nullterminated __notnull __maybenull __null __field_ __struct_ __range __callback __format_string __post __pre __RPC_`)

// isSAL reports whether s, which begins with an underscore, is an annotation.
func isSAL(s string) bool {
	switch {
	case len(s) < 4:
		return false
	case s[1] == '_':
		return slices.ContainsFunc(oldSALWords, func(w string) bool {
			return strings.HasPrefix(s, w) && (len(s) == len(w) || s[len(w)] == '_' || w[len(w)-1] == '_')
		})
	case s[1] < 'A' || s[1] > 'Z' || s[len(s)-1] != '_':
		return false
	}
	return slices.ContainsFunc(salWords, func(w string) bool { return strings.HasPrefix(s, w) })
}
