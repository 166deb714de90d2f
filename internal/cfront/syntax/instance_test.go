package syntax

import (
	"slices"
	"strings"
	"testing"

	"github.com/wskvet/wskvet/internal/cfront/scan"
)

func TestInstances(t *testing.T) {
	const owner = "template <class T> class O { O(T *p); ~O(); O<T> &self(); T *p; };\n"
	const guard = "template <typename F> struct G { F f; };\n"
	for _, c := range []struct{ name, in, want string }{
		{"class", owner + "O<A> x; O<A> y;", "(class O_A (func O_A -(A*)) (func ~O_A -()) (func self O_A&()) (var p A*)) (var x O_A) (var y O_A)"},
		{"nested", owner + "O<O<A>> x;", "(class O_A (func O_A -(A*)) (func ~O_A -()) (func self O_A&()) (var p A*)) (class O_O_A_ (func O_O_A_ -(O_A*)) (func ~O_O_A_ -()) (func self O_O_A_&()) (var p O_A*)) (var x O_O_A_)"},
		{"lambda", guard + "void h() { G<decltype(l)> g(l); }", "(typedef G_function_F void()*) (struct G_function (var f G_function_F)) (func h void() ({} (var g G_function (list l))))"},
		{"deduced", guard + "void h() { G g([&] { }); }", "(typedef G_function_F void()*) (struct G_function (var f G_function_F)) (func h void() ({} (var g G_function (list (lambda ({}))))))"},
		{"default", "template <class T, int N = 3> struct R { T x[N]; };\nR<int> r;", "(struct R_int_3 (var x int[])) (var r R_int_3)"},
		{"pack", "template <class... T> struct R { };\nR<int> r;", "(var r R)"},
		{"an array", guard + "G<int[]> g;", "(var g G)"},
		{"specialisation", guard + "template <class T> struct G<T *> { T *x; };\nint y;", "(var y int)"},
		{"function template", guard + "template <class T> void h(T t) { G<T> g(t); }\nint y;", "(var y int)"},
		{"in a function template", guard + "template <class T> void h(T t) { G<int> g(t); G<T> f(t); }\nG<int> y;", "(struct G_int (var f int)) (var y G_int)"},
		{"of a function template", guard + "template <class T> G<int> h(T t);", "(struct G_int (var f int))"},
		{"too many", guard + "G<A, B> g;", "(var g G)"},
		{"not used", guard + "int x;", "(var x int)"},
	} {
		f := ParseBehind(nil, scan.Scan(c.in, 1), CPlusPlus)
		got := decls(slices.DeleteFunc(f.Decls, func(d Decl) bool { _, ok := d.(*Template); return ok }))
		if got != c.want || len(f.Errors) > 0 {
			t.Errorf("%s:\n got %s\nwant %s\n%v", c.name, got, c.want, f.Errors)
		}
	}
}

// What a header's templates are asked for stands before the unit's own text, unless the
// header has it already; a header that ends within a declaration is none.
func TestInstancesOfHead(t *testing.T) {
	const guard = "template <typename F> struct G { F f; };\n"
	for _, c := range []struct{ head, in, want string }{
		{guard, "int a; G<int> x; G<G<int>> y;", "(struct G_int (var f int)) (struct G_G_int_ (var f G_int)) (var a int) (var x G_int) (var y G_G_int_)"},
		{guard + "G<int> h;", "G<int> x;", "(var x G_int)"},
		{guard, "template <class T> struct H { G<T> g; };\nH<int> x;", "(struct G_int (var f int)) (struct H_int (var g G_int)) (var x H_int)"},
		{guard, "template <class T> struct G { T own; };\nG<int> x;", "(struct G_int (var f int)) (var x G_int)"},
	} {
		head := ParseHead(nil, scan.Scan(c.head, 1), CPlusPlus)
		if head == nil {
			t.Fatalf("%s is no head", c.head)
		}
		f := ParseBehind(head, scan.Scan(c.in, 1000), CPlusPlus)
		got := decls(slices.DeleteFunc(f.Decls, func(d Decl) bool { _, ok := d.(*Template); return ok }))
		if got != c.want || len(f.Errors) > 0 {
			t.Errorf("%s behind %s:\n got %s\nwant %s\n%v", c.in, c.head, got, c.want, f.Errors)
		}
	}
	if ParseHead(nil, scan.Scan(guard+"struct S {", 1), CPlusPlus) != nil {
		t.Error("an open class ends a head")
	}
}

// Templates that ask for ever more instances come to an end, and the text grows
// within its bound.
func TestInstancesEnd(t *testing.T) {
	for _, in := range []string{
		"template <class T> struct A { B<T *> b; };\ntemplate <class T> struct B { A<T *> a; };\nA<int> x;",
		"template <class T> struct A { A<T *> a; };\nA<int> x;",
		"template <class T> struct A { T x; };\n" + strings.Repeat("A<int> a; A<long> b; ", 3000),
		"template <class T> struct A { " + strings.Repeat("T x;", 3000) + " };\nA<a> a; A<b> b; A<c> c; A<d> d; A<e> e; A<f> f; A<g> g; A<h> h;",
		strings.Repeat("A<", 3000), strings.Repeat("template <class T> struct A { };", 3000), strings.Repeat("template<class T>class A{", 3000),
	} {
		toks := scan.Scan(in, 1)
		if out, _ := instantiate(nil, toks); len(out) > (growth+2)*len(toks)+maxInstances*8 {
			t.Errorf("%.60s: %d tokens of %d", in, len(out), len(toks))
		}
	}
}
