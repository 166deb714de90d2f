package cfront

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// whole are texts to damage: the words of C and C++ that drivers use.
var whole = []string{
	`#include <ntddk.h>
#include "shared.h"
#define STEP(s) do { if (!NT_SUCCESS(s)) goto Done; } while (0)
static WSK_REGISTRATION registration;
static const WSK_CLIENT_DISPATCH dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static VOID Unload(PDRIVER_OBJECT driver)
{
    WskReleaseProviderNPI(&registration);
    WskDeregister(&registration);
}
NTSTATUS DriverEntry(_In_ PDRIVER_OBJECT driver, _In_ PUNICODE_STRING path)
{
    WSK_CLIENT_NPI client = { .Dispatch = &dispatch };
    WSK_PROVIDER_NPI provider;
    NTSTATUS status = WskRegister(&client, &registration);
    STEP(status);
    switch (count) {
    case 1: status = WskCaptureProviderNPI(&registration, WSK_NO_WAIT, &provider);
    default: break;
    }
    for (int i = 0; i < 3; i++) { table[i] = (PVOID)(ULONG_PTR)i; }
    driver->DriverUnload = Unload;
Done:
    return status;
}
`,
	`#include "shared.h"
namespace net {
template <typename T> struct Guard { T *p; ~Guard() { if (p) delete p; } };
class Client final : public Base {
public:
    explicit Client(int port) : m_port(port), m_socket{nullptr} {}
    virtual ~Client() { Stop(); }
    NTSTATUS Start(), Restart() noexcept;
    auto Each = [this](auto &&x) -> bool { return x != m_port; };
private:
    void Stop();
    int m_port; PWSK_SOCKET m_socket;
};
NTSTATUS Client::Start() { __try { ProbeForRead(p, 4, 1); } __except (1) { return STATUS_UNSUCCESSFUL; } return 0; }
}
extern "C" NTSTATUS DriverEntry(PDRIVER_OBJECT d, PUNICODE_STRING) { return (new (NonPagedPool) net::Client(7))->Start(); }
`,
}

const shared = "#pragma once\n#if DBG\n#define TRACE(...) DbgPrint(__VA_ARGS__)\n#else\n#define TRACE(...)\n#endif\nvoid Shared(void);\n"

// take has a text read as a driver, in C and in C++.
func take(t *testing.T, text string) {
	t.Helper()
	for _, name := range []string{"a.c", "a.cpp"} {
		fsys := fstest.MapFS{name: {Data: []byte(text)}, "shared.h": {Data: []byte(shared)}}
		m, err := Read(Driver{Name: "damaged", FS: fsys, Files: []string{name}})
		if err != nil {
			if strings.ContainsAny(err.Error(), "\n\r") {
				t.Errorf("an error of several lines: %q", err)
			}
			continue
		}
		said := map[Place]bool{}
		for _, n := range m.Notes {
			line := Place{File: n.Place.File, Line: n.Place.Line}
			if n.Kind == NoteSyntax && said[line] {
				t.Errorf("more than one fault is said of %v in %.100q", line, text)
			}
			said[line] = said[line] || n.Kind == NoteSyntax
		}
	}
}

// damaged is a text with pieces of it dropped, repeated, moved or overwritten.
func damaged(r *rand.Rand) string {
	b := []byte(whole[r.IntN(len(whole))])
	for range 1 + r.IntN(4) {
		i := r.IntN(len(b))
		j := min(len(b), i+1+r.IntN(40))
		switch r.IntN(5) {
		case 0:
			b = append(b[:i:i], b[j:]...)
		case 1:
			b = append(b[:j:j], b[i:]...)
		case 2:
			b[i] = byte(r.IntN(256))
		case 3: // the end of one text behind the beginning of another
			other := whole[r.IntN(len(whole))]
			b = append(b[:i:i], other[r.IntN(len(other)):]...)
		case 4:
			const marks = "{}()[];,:#\"'\\*&<>=~!?.\x00\xff\n"
			b = append(b[:i:i], append([]byte{marks[r.IntN(len(marks))]}, b[i:]...)...)
		}
		if len(b) == 0 {
			b = []byte{' '}
		}
	}
	return string(b)
}

// TestDamage has damaged texts read: each is a model or one error, and none a panic.
func TestDamage(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 15))
	for range 400 {
		take(t, damaged(r))
	}
	for _, w := range whole {
		for i := 0; i < len(w); i += 7 {
			take(t, w[:i])
		}
	}
}

// TestHostile has texts read that are made to cost much.
func TestHostile(t *testing.T) {
	const n = 3000
	for name, text := range map[string]string{
		"blocks":        "void f(void) " + strings.Repeat("{", n) + strings.Repeat("}", n),
		"open blocks":   "void f(void) " + strings.Repeat("{ if (x) ", n),
		"parentheses":   "int x = " + strings.Repeat("(", n) + "1" + strings.Repeat(")", n) + ";",
		"casts":         "void f(void) { x = " + strings.Repeat("(T *)", n) + "y; }",
		"else if":       "void f(void) { " + strings.Repeat("if (a) b(); else ", n) + "c(); }",
		"labels":        "void f(void) { " + strings.Repeat("goto a; a: ", n) + "; }",
		"initialisers":  "T x = " + strings.Repeat("{", n) + "1" + strings.Repeat("}", n) + ";",
		"templates":     strings.Repeat("template <typename T> ", n) + "struct S;",
		"conditionals":  strings.Repeat("#if 1\n", n) + "int x;\n",
		"macros":        "#define A B B\n#define B C C\n#define C D D\n#define D E E E E\n#define E F F F F\n#define F G G G G\nvoid f(void) { " + strings.Repeat("A ", 50) + "; }",
		"own macro":     "#define A A A A\nvoid f(void) { " + strings.Repeat("A;", n) + " }",
		"own header":    "#include \"a.c\"\nint x;\n",
		"pointers":      "int " + strings.Repeat("*", n) + "p;",
		"structures":    strings.Repeat("struct S { ", n) + "int x;" + strings.Repeat("} s;", n),
		"conditional":   "int x = " + strings.Repeat("a ? b : ", n) + "c;",
		"calls":         "void f(void) { " + strings.Repeat("g(", n) + strings.Repeat(")", n) + "; }",
		"members":       "void f(void) { x" + strings.Repeat("->y", n) + " = 1; }",
		"namespaces":    strings.Repeat("namespace n { ", n),
		"one long line": strings.Repeat("WskDeregister(&r); ", n),
		"binary":        strings.Repeat("\x00\x01\xfe", n),
		"wide":          "\xff\xfe" + strings.Repeat("x\x00", n) + "y",
		"comment":       "/*" + strings.Repeat("*", n),
		"string":        "char *s = \"" + strings.Repeat("\\", n),
		"cases":         "void f(void) { switch (x) { " + strings.Repeat("case 1: ", n) + "; } }",
		"loops":         "void f(void) { " + strings.Repeat("for (;;) ", n) + "g(); }",
		"choices":       strings.Repeat("#if A\nint x;\n#elif B\nint y;\n#else\nint z;\n#endif\n", n),
		"long branch":   "#if 0\n" + strings.Repeat("#elif A\nint x;\n", n) + "#endif\n",
		"long name":     "int " + strings.Repeat("x", 100*n) + ";",
		"long line":     "void f(void) { " + strings.Repeat("x = y; ", 10*n) + "}",
		"no text":       "void f(void) { " + strings.Repeat("\x00", n) + " g(); }",
		"line numbers":  strings.Repeat("#line 1 \"../../x.c\"\nint x;\n", n),
		"many headers":  strings.Repeat("#include \"shared.h\"\n#include \"../../../x.h\"\n", n),
		"open at last":  strings.Repeat("void f(void) { if (x) {\n", n),
		"definitions":   strings.Repeat("#define M(a) a\n#undef M\n", n),
		"long macro":    "#define M " + strings.Repeat("x + ", n) + "x\nint y = M;\n" + strings.Repeat("int z = M;\n", 20),
		"destructors":   "struct S { ~S(); }; void f() { " + strings.Repeat("S s; { ", n/10) + "return; " + strings.Repeat("}", n/10) + " }",
		"finally":       "void f(void) { " + strings.Repeat("__try { ", n/10) + "return; " + strings.Repeat("} __finally { g(); }", n/10) + " }",
	} {
		t.Run(name, func(t *testing.T) { take(t, text) })
	}
}

// TestOutside has files named that lie elsewhere: none of them is read, no place is
// theirs, and a line says so.
func TestOutside(t *testing.T) {
	fsys := fstest.MapFS{
		"drv/a.c": {Data: []byte("#include <../../ntddk.h>\n#include \"../../up.h\"\n#include \"../../up.h\"\n#include \"C:\\\\x.h\"\n#include \"/etc/passwd\"\n#include \"gone.h\"\n" +
			"#line 7 \"/etc/hosts\"\nNTSTATUS DriverEntry(PDRIVER_OBJECT d, PUNICODE_STRING p) { return 0; }\n")},
	}
	m, err := Read(Driver{Name: "drv", FS: fsys, Files: []string{"drv/a.c"}})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, n := range m.Notes {
		if n.Kind != NoteMissing {
			got = append(got, fmt.Sprintf("%d: %s", n.Place.Line, n.Text))
		}
	}
	const says = " lies outside of what may be read: -root allows one more folder."
	want := []string{"2: ../../up.h" + says, `4: C:\\x.h` + says, "5: /etc/passwd" + says}
	if !slices.Equal(got, want) || !slices.Equal(m.Sources, []string{"drv/a.c"}) {
		t.Errorf("got %q of %q, want %q", got, m.Sources, want)
	}
	for _, f := range m.Files {
		if strings.Contains(string(f.Text), "/etc") {
			t.Errorf("a place is not the text's:\n%s", f.Text)
		}
	}
}

// TestLinear has texts read that are twice as long as others: it takes about twice as
// many allocations, whatever the text.
func TestLinear(t *testing.T) {
	for name, piece := range map[string]string{
		"functions":  "NTSTATUS f(int a) { NTSTATUS s = g(a); if (!NT_SUCCESS(s)) { goto Done; } h(&s); Done: return s; }\n",
		"structures": "typedef struct _S { int a; struct _S *b; LIST_ENTRY c; } S, *PS;\n",
		"choices":    "#if A\nint x;\n#elif B\nint y;\n#else\nint z;\n#endif\n",
		"macros":     "#define M(a) a\nint v = M(1);\n",
		"prototypes": "NTSTATUS g(int a, PVOID b);\n",
		"cases":      "",
		"table":      "",
		"statements": "",
		"jumps":      "",
	} {
		text := func(n int) string {
			switch name {
			case "statements":
				return "void f(void) { " + strings.Repeat("x = y + 1; g(x);\n", n) + " }"
			case "cases":
				return "void f(int x) { switch (x) { " + strings.Repeat("case 1: g(x); break;\n", n) + " } }"
			case "table":
				return "int g(int); int (*t[])(int) = { " + strings.Repeat("g,\n", n) + " };"
			case "jumps":
				return "void f(void) { " + strings.Repeat("if (x) { goto Done; }\n", n) + "Done: ; }"
			}
			return strings.Repeat(piece, n)
		}
		cost := func(n int) float64 { return testing.AllocsPerRun(1, func() { take(t, text(n)) }) }
		if once, twice := cost(400), cost(800); twice > 3*once {
			t.Errorf("%s: %.0f allocations, and %.0f for twice as much", name, once, twice)
		}
	}
}

// FuzzRead has any bytes read as a driver.
func FuzzRead(f *testing.F) {
	for _, w := range whole {
		f.Add([]byte(w))
	}
	f.Fuzz(func(t *testing.T, b []byte) { take(t, string(b)) })
}
