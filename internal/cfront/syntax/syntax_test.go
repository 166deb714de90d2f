package syntax

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/wskvet/wskvet/internal/cfront/preprocess"
	"github.com/wskvet/wskvet/internal/cfront/scan"
)

func parse(t testing.TB, src string, in Language) *File {
	t.Helper()
	name := "m.c"
	if in == CPlusPlus {
		name = "m.cpp"
	}
	u, err := preprocess.NewLoader(fstest.MapFS{name: {Data: []byte(src)}}).Load(name)
	if err != nil {
		t.Fatal(err)
	}
	return Parse(u.Tokens, in)
}

// sketch writes a tree as text: enough to see how it was understood.
func sketch(n Node) string {
	list := func(parts ...any) string {
		var o []string
		for _, p := range parts {
			switch p := p.(type) {
			case string:
				o = append(o, p)
			case nil:
			case Node:
				o = append(o, sketch(p))
			}
		}
		return "(" + strings.Join(o, " ") + ")"
	}
	all := func(head string, ns []Expr) string {
		parts := []any{head}
		for _, x := range ns {
			parts = append(parts, x)
		}
		return list(parts...)
	}
	switch n := n.(type) {
	case *Ident:
		return n.Name.String()
	case *Lit:
		return n.Text
	case *Unary:
		if n.Postfix {
			return list("post"+n.Op, n.X)
		}
		if n.X == nil {
			return "(" + n.Op + ")"
		}
		return list(n.Op, n.X)
	case *Binary:
		return list(n.Op, n.X, n.Y)
	case *Cond:
		return list("?", n.C, n.A, n.B)
	case *Call:
		return all("call "+sketch(n.Fun), n.Args)
	case *Index:
		return list("[]", n.X, n.I)
	case *Member:
		return list("."+n.Name.String(), n.X)
	case *Cast:
		return list([]string{"cast", "castT", "cast<>"}[n.Form], n.Type, n.X)
	case *Paren:
		return sketch(n.X)
	case *SizeOf:
		return list(n.Word, n.Of, n.Memb)
	case *List:
		var xs []Expr
		for _, e := range n.Elems {
			xs = append(xs, e.X)
		}
		return all("list", xs)
	case *TypeExpr:
		return list("type", n.Type)
	case *Lambda:
		return list("lambda", n.Body)
	case *Generic:
		return all("generic", append([]Expr{n.X}, n.Exprs...))
	case *StmtExpr:
		return list("stmts", n.Body)
	case *New:
		return list("new", n.Type, n.Init)
	case *Delete:
		return list("delete", n.X)
	case *Bad:
		return "BAD"
	case *Type:
		switch n.Kind {
		case TypeNamed:
			return n.Name.String()
		case TypePointer, TypeRef, TypeRvalueRef:
			return sketch(n.Elem) + map[TypeKind]string{TypePointer: "*", TypeRef: "&", TypeRvalueRef: "&&"}[n.Kind]
		case TypeArray:
			return sketch(n.Elem) + "[]"
		case TypeFunc:
			s := "nil"
			if n.Elem != nil {
				s = sketch(n.Elem)
			}
			var ps []string
			for _, v := range n.Params {
				ps = append(ps, sketch(v.Type))
			}
			return s + "(" + strings.Join(ps, ",") + ")"
		case TypeTag:
			return "tag " + n.Name.String()
		case TypeAuto:
			return "auto"
		case TypeMember:
			return sketch(n.Elem) + " " + n.Name.String() + "::*"
		}
		return "-"
	case *Var:
		s := "var "
		if n.Storage&Typedef != 0 {
			s = "typedef "
		}
		if n.Init != nil {
			return list(s+n.Name.String(), n.Type, n.Init)
		}
		return list(s+n.Name.String(), n.Type)
	case *Func:
		if n.Body == nil {
			return list("func "+n.Name.String(), n.Type)
		}
		return list("func "+n.Name.String(), n.Type, n.Body)
	case *Block:
		parts := []any{"{}"}
		for _, s := range n.List {
			parts = append(parts, s)
		}
		return list(parts...)
	case *DeclStmt:
		var o []string
		for _, d := range n.Decls {
			o = append(o, sketch(d))
		}
		return strings.Join(o, " ")
	case *ExprStmt:
		if n.X == nil {
			return ";"
		}
		return sketch(n.X)
	case *MacroStmt:
		if n.Body == nil {
			return list("macro", n.X)
		}
		return list("macro", n.X, n.Body)
	case *If:
		if n.Else == nil {
			return list("if", n.Cond, n.Then)
		}
		return list("if", n.Cond, n.Then, n.Else)
	case *For:
		return list("for", n.Init, n.Cond, n.Step, n.Body)
	case *RangeFor:
		return list("range", n.Var, n.X, n.Body)
	case *While:
		return list("while", n.Cond, n.Body)
	case *Do:
		return list("do", n.Body, n.Cond)
	case *Switch:
		return list("switch", n.Cond, n.Body)
	case *Case:
		return list("case", n.X, n.To)
	case *Label:
		return n.Name + ":"
	case *Goto:
		return "goto " + n.Label
	case *Jump:
		return n.Word
	case *Return:
		if n.X == nil {
			return n.Word
		}
		return list(n.Word, n.X)
	case *Try:
		s := list("try", n.Body)
		for _, h := range n.Handlers {
			s += list(h.Word, h.Filter, h.Body)
		}
		return s
	case *Asm:
		return "asm"
	case *Macro:
		return "macro " + n.Name
	case *Record:
		var o []string
		for _, m := range n.Members {
			o = append(o, sketch(m))
		}
		return "(" + n.Tag + " " + n.Name.String() + " " + strings.Join(o, " ") + ")"
	case *Enum:
		return "(enum " + n.Name.String() + ")"
	case *Group:
		return "(" + n.Kind + " " + decls(n.Decls) + ")"
	case *Template:
		return "(template " + decls(n.Decl) + ")"
	case *Other:
		return n.Word
	}
	return fmt.Sprintf("%T", n)
}

func decls(ds []Decl) string {
	var o []string
	for _, d := range ds {
		o = append(o, sketch(d))
	}
	return strings.Join(o, " ")
}

func TestDeclarations(t *testing.T) {
	for _, c := range []struct {
		language Language
		in, want string
	}{
		{C, "NPF_API NTSTATUS Foo(PVOID, int n);", "(func Foo NTSTATUS(PVOID,int))"},
		{C, "_Use_decl_annotations_ _IRQL_requires_max_(2)\nNTSTATUS NTAPI Foo(_In_reads_(n) PVOID p, SIZE_T n) { }", "(func Foo NTSTATUS(PVOID,SIZE_T) ({}))"},
		{C, "__drv_valueIs(==0;<0)\nNTSTATUS Foo(PVOID);", "(func Foo NTSTATUS(PVOID))"},
		{C, "static count = 0; extern const NTSTATUS x; static FOO y = 1;", "(var count int 0) (var x NTSTATUS) (var y FOO 1)"},
		{C, "VOID MYCALL Foo(void) MY_NOTE(x) { }", "(func Foo VOID() ({}))"},
		{C, "SECTION(\".text\") static VOID ANNOT(x) Foo(int a) { }", "(func Foo VOID(int) ({}))"},
		{C, "int f(a, b) int a; char *b; { return a; }", "(func f int(int,char*) ({} (return a)))"},
		{C, "main() { }", "(func main -() ({}))"},
		{C, "typedef struct _A { int x : 3, y; union { int z; }; } A, *PA;", "(struct _A (var x int) (var y int) (union  (var z int))) (typedef A tag _A) (typedef PA tag _A*)"},
		{C, "typedef NTSTATUS (NTAPI *PF)(int, char **); PF table[3] = { f, [1] = g };", "(typedef PF NTSTATUS(int,char**)*) (var table PF[] (list f g))"},
		{C, "void (*signal(int s, void (*f)(int)))(int);", "(func signal void(int)*(int,void(int)*))"},
		{C, "DECLARE_THING(a, b)\nstatic int x;\nOTHER(y);\nint z;", "macro DECLARE_THING (var x int) macro OTHER (var z int)"},
		{C, "static enum { A, B = 2 } e; extern struct s *p; unsigned long long n;", "(enum ) (var e tag ) (var p tag s*) (var n unsigned long long)"},
		{C, "int a[2][3], *b = (PVOID)-1;", "(var a int[][]) (var b int* (cast PVOID (- 1)))"},
		{C, "__declspec(align(16)) struct DECLSPEC_X S { int a; };", "(struct S (var a int))"},
		{CPlusPlus, "namespace n { class C : public B<int> { public: C(int a) : a_(a), B{} {} ~C(); operator bool() const; int a_ = 0; }; }\nn::C::~C() { }",
			"(namespace (class C public (func C -(int) ({})) (func ~C -()) (func operator bool -()) (var a_ int 0))) (func n::C::~C -() ({}))"},
		{CPlusPlus, "template <class T, int N = 3> struct V { T x[N]; template <class U> void f(U &&u) noexcept; };\nV<V<int>> v{};", "(template (struct V (var x T[]) (template (func f void(U&&))))) (var v V (list))"},
		{CPlusPlus, "using F = void (*)(int); extern \"C\" { NTSTATUS f(PIRP); } extern \"C\" int g();", "(typedef F void(int)*) (C (func f NTSTATUS(PIRP))) (C (func g int()))"},
		{CPlusPlus, "auto f(int a) -> int { return a; } A& A::operator=(A&&) = delete; bool operator==(const A& a, const A& b);", "(func f int(int) ({} (return a))) (func A::operator = A&(A&&)) (func operator == bool(A&,A&))"},
		{CPlusPlus, "STDMETHODIMP_(ULONG) CMini::AddRef(THIS) { return 1; }\nclass X { STDMETHOD(Init)(int a) PURE; };", "(func CMini::AddRef ULONG() ({} (return 1))) (class X (func Init HRESULT(int)))"},
		{CPlusPlus, "static Lock l(&x, 3); Foo bar(PVOID p);", "(var l Lock (list (& x) 3)) (func bar Foo(PVOID))"},
		{CPlusPlus, "int f(const char* format ...);", "(func f int(char*))"},
		{CPlusPlus, "template <class T> concept Has = requires(T a) { a.b; requires sizeof(a.b) == 8; };\n_IRQL_requires_max_(2)\ntemplate <Has T> inline bool f(T* a) { return requires { a->b; }; }",
			"(template concept) (template (func f bool(T*) ({} (return requires))))"},
		{CPlusPlus, "class C abstract : A { C() = default; }; enum class E : int { a };", "(class C (func C -())) (enum E)"},
	} {
		f := parse(t, c.in, c.language)
		if got := decls(f.Decls); got != c.want || len(f.Errors) > 0 {
			t.Errorf("%s\n got %s\nwant %s\n%v", c.in, got, c.want, f.Errors)
		}
	}
}

func TestStatements(t *testing.T) {
	for _, c := range []struct {
		language Language
		in, want string
	}{
		{C, "a = b * c + d; (x)->y[1]++;", "(= a (+ (* b c) d)) (post++ ([] (.y x) 1))"},
		{C, "FOO * p; int q; q * r; T *s = 0;", "(var p FOO*) (var q int) (* q r) (var s T* 0)"},
		{C, "x = (T)y; x = (ULONG)-1; x = (a) - 1; x = (T)(y); x = (PFOO)&y; x = (T *)z;", "(= x (cast T y)) (= x (cast ULONG (- 1))) (= x (- a 1)) (= x (cast T y)) (= x (cast PFOO (& y))) (= x (cast T* z))"},
		{C, "int v; x = (v)(y); x = sizeof(T) + sizeof v; f(sizeof(*p));", "(var v int) (= x (call v y)) (= x (+ (sizeof T) (sizeof v))) (call f (sizeof (* p)))"},
		{C, "p = CONTAINING_RECORD(q, struct S, link); va_arg(ap, char *); G(, x);", "(= p (call CONTAINING_RECORD q (type tag S) link)) (call va_arg ap (type char*)) (call G  x)"},
		{C, "x = ({ int y = 1; y; }); x = __builtin_choose_expr(__builtin_types_compatible_p(T *, int), a, b);", "(= x (stmts ({} (var y int 1) y))) (= x (call __builtin_choose_expr (call __builtin_types_compatible_p (type T*) (type int)) a b))"},
		{C, "x = _Generic(v, T *: a, unsigned: b ? c : d, default: f(1, 2))(v); _Generic(1);", "(= x (call (generic v a (? b c d) (call f 1 2)) v)) (generic 1)"},
		{C, "__try { f(); __leave; } __except (g() ? 1 : 0) { } __try { } __finally { h(); }", "(try ({} (call f) __leave))(__except (? (call g) 1 0) ({})) (try ({}))(__finally ({} (call h)))"},
		{C, "try { f(); } except (1) { }", "(try ({} (call f)))(__except 1 ({}))"},
		{C, "try { if (a) leave; leave; } finally { int leave = 1; f(leave); }", "(try ({} (if a __leave) __leave))(__finally ({} (var leave int 1) (call f leave)))"},
		{C, "switch (x) { case 1 ... 3: default: break; }", "(switch x ({} (case 1 3) (case) break))"},
		{C, "if (a) b(); else if (c) d(); else { } do x(); while (y); goto out; out: return;", "(if a (call b) (if c (call d) ({}))) (do (call x) y) goto out out: return"},
		{C, "for (int i = 0; i < n; i++) f(i); for (;;) ; LIST_FOR(e, h) { g(e); } PAGED_CODE() x();", "(for (var i int 0) (< i n) (post++ i) (call f i)) (for ;) (macro (call LIST_FOR e h) ({} (call g e))) (macro (call PAGED_CODE) (call x))"},
		{C, "DbgPrint(\"a\" PRIx64 \"b\", x); s = (T){ .a = 1, .b[2] = { 3 } };", "(call DbgPrint \"a\" PRIx64 \"b\" x) (= s (cast T (list 1 (list 3))))"},
		{C, "void (*f)(int) = g; T (*h)(void); __asm { mov eax, 1 } __asm cli", "(var f void(int)* g) (var h T()*) asm asm"},
		{C, "int x; UNKNOWN_THING\nx = 1; T\ny;", "(var x int) (macro UNKNOWN_THING) (= x 1) (var y T)"},
		{CPlusPlus, "if (auto x = f(); x > 1) { } if constexpr (A<B>) ; for (auto &[k, v] : m) g(v); while (T *p = n()) ;", "(if (> x 1) ({})) (if A ;) (range (var k auto) (var v auto) m (call g v)) (while (var p T* (call n)) ;)"},
		{CPlusPlus, "auto l = [&, x = 1](int a) mutable -> int { return a; }; l(2); a = b < c > (d);", "(var l auto (lambda ({} (return a)))) (call l 2) (= a (> (< b c) d))"},
		{CPlusPlus, "a::T{x, 1};", "(castT a::T (list x 1))"},
		{CPlusPlus, "x = static_cast<T<U *> &>(y); z = f<int>(1) >> 2; unique_ptr<A<B>> p(new B(1)); delete[] q; x = T{1}.g();", "(= x (cast<> T& y)) (= z (>> (call f 1) 2)) (var p unique_ptr (list (new B (list 1)))) (delete q) (= x (call (.g (castT T (list 1)))))"},
		{CPlusPlus, "try { throw E(1); } catch (const E &e) { throw; } catch (...) { }", "(try ({} (throw (call E 1))))(catch <param> ({} throw))(catch ({}))"},
		{CPlusPlus, "std::move(x); ::f(); a::b c = d::e; if (not a and b) ;", "(call std::move x) (call f) (var c a::b d::e) (if (&& (! a) b) ;)"},
	} {
		f := parse(t, "void fn() { "+c.in+"\n}", c.language)
		got := decls(f.Decls)
		want := "(func fn void() ({} " + strings.ReplaceAll(c.want, "<param>", "(var e E&)") + "))"
		got, want = strings.ReplaceAll(got, " )", ")"), strings.ReplaceAll(want, " )", ")")
		if got != want || len(f.Errors) > 0 {
			t.Errorf("%s\n got %s\nwant %s\n%v", c.in, got, want, f.Errors)
		}
	}
}

// What cannot be parsed costs itself and nothing behind it.
func TestRecovery(t *testing.T) {
	for _, c := range []struct {
		language Language
		in, want string
	}{
		{C, "int @ x; int y;", "BAD (var y int)"},
		{C, "void f(void) { a 1 d; g(); } int y;", "(func f void() ({} BAD (call g))) (var y int)"},
		{C, "void f(void) { x = ) 1; g(); } void h(void) { }", "(func f void() ({} BAD (call g))) (func h void() ({}))"},
		{C, "+++ f(int a) { g(); }\nvoid h(void) { }", "(func f nil() ({} (call g))) (func h void() ({}))"},
		{C, "} int y;", "BAD (var y int)"},
		{C, "void f(void) {\n  if (x { g(); }\n}\nvoid h(void) { }", "(func f void() ({} (if BAD (macro BAD ({} (call g)))))) (func h void() ({}))"},
		// A brace is missing before what begins at the margin.
		{C, "void f(void) { if (a) {\n g(); }\nvoid h(void) { i(); }", "(func f void() ({} (if a ({} (call g))))) (func h void() ({} (call i)))"},
		{C, "void f(void) {\n if (a) { if (b) {\nNTSTATUS\nh(int x)\n{ i(); }\nint y;", "(func f void() ({} (if a ({} (if b ({})))))) (func h NTSTATUS(int) ({} (call i))) (var y int)"},
		{C, "void f(void) { x = 1\n_Use_decl_(a) static void h(void) { i(); }", "(func f void() ({} BAD)) (func h void() ({} (call i)))"},
		{CPlusPlus, "namespace n {\nvoid f() { for (;;) {\n g(); }\nvoid h() { i(); }\n}\nint y;", "(namespace (func f void() ({} (for ({} (call g))))) (func h void() ({} (call i)))) (var y int)"},
		{CPlusPlus, "void f() { if (a) {\n }\nA::A(int b) : c(b) { i(); }", "(func f void() ({} (if a ({})))) (func A::A -(int) ({} (call i)))"},
		{CPlusPlus, "extern \"C\" {\nvoid f() { {\n}\n}", "(C ) (func f void() ({} ({})))"},
		// What only looks like a function at the margin does not end one.
		{C, "void f(void)\n{\nif (a) {\nLIST_FOR(e, h) {\ng(); }\nint b = i(1);\nfor (;;) {\n}\n", "(func f void() ({} (if a ({} (macro (call LIST_FOR e h) ({} (call g))) (var b int (call i 1)) (for ({}))))))"},
	} {
		f := parse(t, c.in, c.language)
		if got := decls(f.Decls); got != c.want || len(f.Errors) == 0 {
			t.Errorf("%s\n got %s\nwant %s\n%v", c.in, got, c.want, f.Errors)
		}
	}
}

// A function that a brace was missing from is known to be broken, its neighbours
// are whole.
func TestMissingBrace(t *testing.T) {
	f := parse(t, "void f(void) { if (a) {\n}\n_Ret_ void __cdecl h(_In_ int x) { }\n_Ret_ int y;", C)
	if len(f.Decls) != 3 || f.Decls[0].(*Func).Errors == 0 || f.Decls[1].(*Func).Errors != 0 {
		t.Fatalf("got %s", decls(f.Decls))
	}
}

// What has two readings, and nothing that speaks for one, is a guess.
func TestGuess(t *testing.T) {
	for _, c := range []struct {
		language   Language
		before, in string
		want       string // the nodes that are guesses
	}{
		{C, "", "x = (T)(y);", "(T)(y)"},
		{C, "typedef int T;", "x = (T)(y);", ""},
		{C, "T v;", "x = (T)(y);", ""},
		{C, "", "x = (T)y; x = (T *)&y; x = (ULONG)-1; x = (struct T)(y);", ""},
		{C, "", "x = (PFOO)&y;", "(PFOO)&y"},
		{C, "", "x = (a) - b;", "(a) - b"},
		{C, "int a;", "x = (a) - b;", ""},
		{C, "", "x = (a + 1) - b;", ""},
		{C, "", "A * b; b = 1;", "A * b;"},
		{C, "typedef int A;", "A * b;", ""},
		{C, "", "A * b = c; A b;", ""},
		{C, "", "A\nb = 1;", "A\nb = 1;"},
		{CPlusPlus, "", "Lock l(m);", "Lock l(m)"},
		{CPlusPlus, "int m;", "Lock l(m); Lock k(&n); Lock j(1);", ""},
		{CPlusPlus, "", "x = A{ b };", "A{ b }"},
		{CPlusPlus, "struct A { int b; };", "x = A{ b };", ""},
		{C, "A b *c(void);", "", "A b"},
		{C, "A ULONG c(void); typedef int T; B T *d(void);", "", ""},
	} {
		f := parse(t, c.before+" void fn() {"+c.in+" }", c.language)
		var got []string
		for _, d := range f.Decls {
			Walk(d, func(n Node) bool {
				if guess(n) {
					got = append(got, f.Text(n))
				}
				return true
			})
		}
		if s := strings.Join(got, "; "); s != strings.ReplaceAll(c.want, "\n", " ") || len(f.Errors) > 0 {
			t.Errorf("%s %s: got %q, want %q; %v", c.before, c.in, s, c.want, f.Errors)
		}
	}
}

func guess(n Node) bool {
	switch n := n.(type) {
	case *Cast:
		return n.Guess
	case *Binary:
		return n.Guess
	case *DeclStmt:
		return n.Guess
	case *Var:
		return n.Guess
	case *Type:
		return n.Guess
	}
	return false
}

// The work is linear and the depth bounded, whatever is nested or repeated.
func TestHostile(t *testing.T) {
	for _, piece := range []string{
		"(", "[", "{", "(a)", "f(", "a<", "a<b>", "if(1)", "else if(1);", "*", "!", "a?", "a+", "a,", "a.b", "a=", "struct{", "struct a{int x;}",
		"[](){", "typeof((", "(T*(", "T(", "T a(T ", "template<", "template<class T>", "A ", "A::", "A(x)", "_In_(", "#if 1\n", "#define a a(\n", "case 1:",
		"do ", "switch(a)", "namespace a{", "x=f(T[", "({", "int a={", "int a[", "(*", "int f(a,b)", "= {}, ", "f{}(", "operator ", "~", "R\"(\n", "/*", "'", "\\\n",
		"a b;", "a*b;", "};", ")", "f(){", "(A<B>)", "sizeof(", "_Generic(", "_Generic(a, int: b", "x=(A)(A", "__try{", "for(", "return ", "goto ", "\"a\"b ", "a b(c){} ", "int a, {} ",
	} {
		for _, in := range []Language{C, CPlusPlus} {
			for _, head := range []string{"", "void f() { x = "} {
				work := func(n int) int {
					p := parseUnit(nil, scan.Scan(head+strings.Repeat(piece, n), 1), in)
					nodes := 0
					Walk(&Group{Decls: p.file.Decls}, func(Node) bool { nodes++; return true })
					return p.work + nodes
				}
				if few, many := work(1000), work(4000); many > 5*few {
					t.Errorf("%q after %q, language %d: %d looks for 1000, %d for 4000", piece, head, in, few, many)
				}
			}
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{
		"NTSTATUS f(PVOID x) { if (auto y = g<int>(x); y) return (T)(y); __try { } __except(1) { } }",
		"template <class T> struct A : B<T> { A() : x{1} {} operator bool() const; T x; }; auto l = [=](int a) { return a; };",
		"typedef struct _S { int a : 3; } S, *PS; int f(a) int a; { for (;;) { switch (a) { case 1: break; } } }",
	} {
		f.Add(s, true)
		f.Add(s, false)
	}
	f.Fuzz(func(t *testing.T, s string, cpp bool) {
		in := C
		if cpp {
			in = CPlusPlus
		}
		file := Parse(scan.Scan(s, 1), in)
		last := int32(len(file.Tokens))
		for _, d := range file.Decls {
			Walk(d, func(n Node) bool {
				if r := n.Range(); r.From < 0 || r.To > last || r.From > r.To {
					t.Fatalf("%T has the span %v of %d", n, r, last)
				}
				file.Text(n)
				return true
			})
		}
	})
}
