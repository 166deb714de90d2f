package cfront_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/wskvet/wskvet/internal/cfront"
)

// place is what says where a part of a model comes from, and the indentation.
var place = regexp.MustCompile(`(?m)^//line .*\n|/\*line [^*]*\*/|^\t+`)

// model is the Go of a driver's text, without what says where it comes from.
func model(t *testing.T, file, src string) (*cfront.Model, string) {
	t.Helper()
	m, err := cfront.Read(cfront.Driver{Name: "driver", FS: fstest.MapFS{file: {Data: []byte(src)}}, Files: []string{file}})
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, f := range m.Files {
		b.Write(f.Text)
	}
	text := place.ReplaceAllString(b.String(), "")
	return m, text
}

// has reports whether lines follow each other in a text; "..." stands for any.
func has(text, want string) bool {
	at := 0
	for _, part := range strings.Split(want, "\n...\n") {
		i := strings.Index(text[at:], part)
		if i < 0 {
			return false
		}
		at += i + len(part)
	}
	return true
}

// What C says, and the Go that says the same. Each model compiles.
func TestConstructs(t *testing.T) {
	for _, c := range []struct{ name, c, want string }{
		{"usual conversions", "ULONG f(UCHAR a, USHORT b, LONG c, ULONG d) { return a + b * c - d; }",
			"return uint32(int32(a) + int32(b) * c) - d"},
		{"narrow assignment", "VOID f(UCHAR *a, ULONG b) { *a = (UCHAR)(b >> 8); }", "*a = uint8(b >> 8)"},
		{"compound assignment of a narrow type", "VOID f(USHORT a) { a += 70000; a <<= 3; }", "a = uint16(int32(a) + 70000)\na = uint16(int32(a) << 3)"},
		{"negative constant as unsigned", "ULONG f(VOID) { return -1; }", "return 4294967295"},
		{"condition as number", "LONG f(LONG a, LONG b) { return (a < b) + 1; }", "return truth(a < b) + 1"},
		{"number as condition", "LONG f(LONG a, PVOID p) { if (a && !p) return 1; return 0; }", "if a != 0 && !(p != nil) {"},
		{"comparison with TRUE", "LONG f(BOOLEAN a) { if (a == TRUE) return 1; if (FALSE == a) return 2; return 0; }", "if a {\n...\nif !a {"},
		{"assignment in a condition", "LONG g(VOID); LONG f(VOID) { LONG x; while ((x = g()) != 0) { if (x > 3) break; } return x; }",
			"for {\nx = wdm.Unknown[int32]()\nif !(x != 0) {\nbreak\n}"},
		{"short circuit with an effect", "LONG h(VOID) { return 1; } LONG f(LONG a) { LONG b = 0; if (a && (b = h())) return b; return 0; }",
			"= a != 0\nif v1 {\nb = h()\nv1 = b != 0\n}\nif v1 {"},
		{"choice of a bit field", "typedef struct { ULONG a : 3; } F; LONG f(F *p, LONG b, ULONG c) { return -1 < (b ? p->a : b - 2); }", "var v1 int32\nif b != 0 {\nv1 = int32(p.a)\n} else {\nv1 = b - 2\n}\nreturn truth(-1 < v1)"},
		{"array in parentheses", "LONG g(LONG *p) { return p[1]; } LONG f(LONG a) { return g((LONG[]){0, a}); }", "v1 = [2]int32{0, a}\nreturn g(&v1[0])"},
		{"parameters by their names alone", "LONG f(a, b) char *a; { return a ? b : 0; }", "func f(a *int8, b int32) int32 {"},
		{"offset of an element", "typedef struct { LONG a; LONG b[3]; } T; ULONG f(ULONG n) { return FIELD_OFFSET(T, b[n]); }", "return uint32(unsafe.Offsetof(T{}.b) + uintptr(n)*unsafe.Sizeof(T{}.b[0]))"},
		{"offset of an element of a member's member", "typedef struct { LONG a; struct { LONG x; LONG b[3]; } c; } T; ULONG f(VOID) { return offsetof(T, c.b[2]); }",
			"return uint32(unsafe.Offsetof(T{}.c.b) + 2*unsafe.Sizeof(T{}.c.b[0]))"},
		{"generic selection", "LONG f(UCHAR a) { return _Generic(a, USHORT: 1, UCHAR: 2, default: 3); }", "return 2"},
		{"generic selection of an array", "LONG f(VOID) { UCHAR a[2]; return _Generic(a, UCHAR *: 1, default: 2); }", "return 1"},
		{"generic selection by a size", "LONG f(SIZE_T a) { return _Generic(&a, ULONG64 *: 1, default: 2); }", "return 1"},
		{"generic selection of the default", "LONG f(UCHAR a) { return _Generic(a, char: 1, USHORT: 2, default: a + 3); }", "return int32(a) + 3"},
		{"generic selection behind a macro", "#define PICK(x) _Generic((x), USHORT: two, ULONG: four)(x)\nstatic LONG two(USHORT a) { return 2; } static LONG four(ULONG a) { return 4; } LONG f(ULONG a) { return PICK(a); }", "return four(a)"},
		{"choice", "LONG f(LONG a) { LONG b = a ? 1 : 2; return b; }", "if a != 0 {\nv1 = 1\n} else {\nv1 = 2\n}"},
		{"comma and increments", "LONG f(LONG a) { LONG b; b = a++, a; return b + --a; }", "v1 = a\na++\nb = v1\na--\nreturn b + a"},
		{"what an unknown function fills, of a type that nothing declares", "VOID f(FOO *p) { FOO x; FooGet(&x); if (x.next == NULL) return; FooGet(p); }",
			"wdm.RtlFillMemory(unsafe.Pointer(&x), 0, wdm.Unknown[uint8]())\nif *wdm.Field[uintptr](unsafe.Pointer(&x), \"next\") == 0 {\n...\nif p != nil {\nwdm.RtlFillMemory(unsafe.Pointer(p), 0, wdm.Unknown[uint8]())\n}"},
		{"a function that is kept for the system in a member that nothing declares", "VOID g(PVOID c) {} VOID f(VOID) { FOO x; x.Event = g; FooSet(&x); }",
			"//wskvet:callback\nfunc g(c unsafe.Pointer) {"},
		{"one that the driver itself calls from there", "VOID g(PVOID c) {} VOID f(BAR *x) { x->Send = g; x->Send(x); }", "\n\nfunc g(c unsafe.Pointer) {"},
		{"do once", "VOID h(VOID) {} VOID f(LONG a) { do { if (a) break; h(); } while (0); }", "for {\nif a != 0 {\nbreak\n}\nh()\nbreak\n}"},
		{"continue of a do", "VOID h(VOID) {} VOID f(LONG a) { do { if (a == 2) continue; h(); } while (--a); }",
			"if a == 2 {\ngoto next\n}\nh()\nnext:\na--\nif !(a != 0) {\nbreak\n}"},
		{"fall through", "LONG f(LONG a) { switch (a) { case 1: case 2: a = 5; case 3: a++; break; default: a = 0; } return a; }",
			"case 1, 2:\na = 5\nfallthrough\ncase 3:\na++\nbreak\ndefault:\na = 0\n}"},
		{"goto out of a block", "LONG f(LONG a) { if (a) { goto Exit; } a = 2; Exit: return a; }", "goto Exit\n}\na = 2\nExit:\nreturn a"},
		{"goto into a block", "LONG f(LONG a) { if (a > 1) goto In; a = 9; while (a) { a--; In: a--; } return a; }",
			"if !(a > 1) {\ngoto else_\n}\ngoto In\nelse_:\na = 9\nloop:\nif !(a != 0) {\n...\na--\nIn:\na--\ngoto loop\nend"},
		{"case in a loop", "LONG f(LONG n) { LONG s = 0; switch (n & 1) { case 0: do { s++; case 1: s += 2; } while (--n > 0); } return s; }",
			"case 0:\ngoto case1\ncase 1:\ngoto case2\n...\ncase1:\n...\ncase2:\ns += 2\n...\nif n > 0 {\ngoto loop\n}"},
		{"finally at each way out", "VOID h(VOID) {} LONG f(LONG a) { __try { if (a) return 1; a = 3; } __finally { h(); } return a; }",
			"if a != 0 {\n{\nh()\n}\nreturn 1\n}\na = 3\n}\n{\nh()\n}\nreturn a"},
		{"leave", "VOID h(VOID) {} VOID f(LONG a) { __try { if (a) __leave; h(); } __finally { a = 1; } }", "goto leave\n}\nh()\n}\nleave:\n{\na = 1\n}"},
		{"abnormal termination", "VOID h(VOID) {} VOID f(LONG a) { while (a) { __try { if (a == 1) __leave; if (a == 2) break; } __finally { if (AbnormalTermination()) h(); } a++; } }",
			"if a == 2 {\n{\n{\nh()\n}\n}\nbreak\n}\n}\nleave:\n{\n}"},
		{"except behind a probe", "VOID f(PVOID p, LONG *s) { __try { ProbeForRead(p, 4, 1); *s = 0; } __except (1) { *s = 1; } }",
			"if wdm.Unknown[bool]() {\ngoto except\n}\nwdm.ProbeForRead(p, 4, 1)\n*s = 0\n}\ngoto after\nexcept:\n{\n*s = 1\n}"},
		{"context of a framework object", "typedef struct _C { LONG n; } C; VOID f(WDFTIMER t) { C *c = WdfObjectGetTypedContext(WdfTimerGetParentObject(t), C); c->n = 1; }",
			"var c *C = wdm.WdfObjectGetTypedContext[C](wdm.WdfTimerGetParentObject(t))"},
		{"context of a callback", "typedef struct _C { LONG n; } C; VOID Worker(PVOID context) { C *c = (C *)context; c->n = 1; }\nVOID f(HANDLE *h, C *c) { PsCreateSystemThread(h, 0, NULL, NULL, NULL, Worker, c); }",
			"func Worker(context_2 any) {\nvar context unsafe.Pointer = wdm.Pointer(context_2)\n...\nwdm.PsCreateSystemThread(h, 0, nil, nil, nil, Worker, c)"},
		{"a function by a pointer of another type", "typedef VOID (*END)(PVOID, LONG); VOID f(PIRP i, PKEVENT e, END end) { IoSetCompletionRoutine(i, (PIO_COMPLETION_ROUTINE)KeSetEvent, e, 1, 1, 1); IoSetCompletionRoutine(i, (PIO_COMPLETION_ROUTINE)end, e, 1, 1, 1); }",
			"(i, wdm.Unknown[func(*wdm.DEVICE_OBJECT, *wdm.IRP, any) wdm.NTSTATUS](), e, true, true, true)\n...\nif v1 != nil {\n...\nv1(unsafe.Pointer(a1), int32(uintptr(unsafe.Pointer(a2)))); return wdm.Unknown[wdm.NTSTATUS]() }\n}"},
		{"a function through a pointer to nothing", "VOID T(PVOID c) {} VOID f(HANDLE *h) { PsCreateSystemThread(h, 0, NULL, NULL, NULL, (PKSTART_ROUTINE)(PVOID)T, NULL); }",
			"wdm.PsCreateSystemThread(h, 0, nil, nil, nil, T, nil)"},
		{"pointers to pointers to functions", "typedef VOID (*FN)(VOID); FN Table[2]; VOID f(FN *from, FN *to) { for (; from != to; from++) if (*from) (**from)(); } VOID g(VOID) { f(Table, &Table[2]); }",
			"func f(from *func(), to *func()) {\nfor ; from != to; from = wdm.At(from, 1) {\nif *from != nil {\n(*from)()\n}\n...\nf(&Table[0], wdm.At(&Table[0], 2))"},
		{"a variable of which only the name is used", "WSK_PROVIDER_NPI P; VOID f(PADDRINFOEXW a) { PWSK_SOCKET WskFreeAddressInfo = NULL; P.Dispatch->WskFreeAddressInfo(P.Client, a); }",
			"var WskFreeAddressInfo *wsk.WSK_SOCKET\n_ = WskFreeAddressInfo\nP.Dispatch.WskFreeAddressInfo(P.Client, a)"},
		{"an unload that returns a status", "NTSTATUS U(PDRIVER_OBJECT d) { return STATUS_SUCCESS; } NTSTATUS DriverEntry(PDRIVER_OBJECT d, PUNICODE_STRING p) { d->DriverUnload = U; return 0; }",
			"func U(d *wdm.DRIVER_OBJECT) {\n...\nd.DriverUnload = U"},
		{"members of unions share", "typedef struct { union { LONG a; ULONG b; }; } S; LONG f(S *s) { s->b = 7; return s->a; }",
			"*(*uint32)(unsafe.Pointer(&s.S_1)) = 7\nreturn *(*int32)(unsafe.Pointer(&s.S_1))"},
		{"constants of a function's own", "LONG f(VOID) { enum { LIMIT = 3 }; return LIMIT; } LONG g(VOID) { enum { LIMIT = 9 }; return LIMIT; }",
			"return LIMIT\n...\nreturn LIMIT_2\n...\nconst LIMIT int32 = 3\n...\nconst LIMIT_2 int32 = 9"},
		{"members of an address", "VOID f(PSOCKADDR_IN a, PADDRINFOEXW i) { a->sin_family = AF_INET; a->sin_zero[0] = 0; a->sin_addr.s_addr = 0; i = i->ai_next; }",
			"a.Sin_family = uint16(wsk.AF_INET)\na.Sin_zero[0] = 0\na.Sin_addr.S_addr = 0\ni = i.Ai_next"},
		{"the enclosing object", "typedef struct { LONG n; LIST_ENTRY link; } S; S *f(PLIST_ENTRY e) { return CONTAINING_RECORD(e, S, link); }",
			`return wdm.ContainingRecord[S](unsafe.Pointer(e), "link")`},
		{"an initialiser", "typedef struct { LONG a; LONG b[2]; LONG c; } S; S s = { 1, { 2, 3 }, .c = 4 }; LONG f(VOID) { return s.c; }",
			"var s S = S{a: 1, b: [2]int32{2, 3}, c: 4}"},
		{"zeroed as a whole", "typedef struct { LONG a; } S; VOID f(S *s) { RtlZeroMemory(s, sizeof(*s)); memset(s, 0, sizeof(S)); }",
			"wdm.RtlZeroMemory(s, 4)\nwdm.RtlZeroMemory(s, 4)"},
		{"put into a table as a whole", "VOID f(PRTL_AVL_TABLE t, BOOLEAN *n) { PFILE_OBJECT o = NULL; RtlInsertElementGenericTableAvl(t, (PVOID)&o, sizeof(o), n); }", "wdm.RtlInsertElementGenericTableAvl(t, &o, 8, n)"},
		{"copied as a whole", "typedef struct { LONG a; } S; VOID f(S *s, S *t) { RtlCopyMemory(s, t, sizeof(S)); }", "*s = *t"},
		{"copied through void *", "typedef struct { LONG a; } S; VOID f(PVOID s, S *t) { RtlCopyMemory(s, t, sizeof(*t)); memcpy(t, s, sizeof(S)); }", "*(*S)(s) = *t\n*t = *(*S)(s)"},
		{"a part is copied", "typedef struct { LONG a; } S; VOID f(S *s, S *t, SIZE_T n) { memcpy(s, t, n); }", "wdm.RtlCopyMemory(unsafe.Pointer(s), unsafe.Pointer(t), n)"},
		{"an unknown function of the kernel", "NTSTATUS f(VOID) { return IoFrobnicate(0); }", "return wdm.UnknownStatus()"},
		{"an unknown function of a library", "NTSTATUS f(VOID) { return Frobnicate(0); }", "return wdm.Unknown[wdm.NTSTATUS]()"},
		{"a status tested by an unknown macro", "NTSTATUS g(VOID); LONG f(VOID) { NTSTATUS s = g(); if (LIB_FAILED(s)) return 1; return LIB_SUCCEEDED(s) ? 2 : 3; }", "if !wdm.NT_SUCCESS(s) {\nreturn 1\n}\n...\nif wdm.NT_SUCCESS(s) {"},
		{"an error code tested by an unknown macro", "LONG f(LONG hr) { if (FAILED(hr)) return 1; return 0; }", "if hr < 0 {"},
		{"choice that is constant", "SIZE_T f(LONG a) { return (SIZE_T)(1 == 2u ? 3u : a); }", "return uintptr(uint32(a))"},
		{"a bit field", "typedef struct { ULONG a : 3; LONG b : 4; } S; VOID f(S *s, ULONG n) { s->a = n; s->a += 9; s->b = 9; s->b = (LONG)n; s->a++; }",
			"s.a = n & 7\ns.a = uint32(int32(s.a) + 9) & 7\ns.b = -7\ns.b = int32(n) << 28 >> 28\ns.a = uint32(int32(s.a) + 1) & 7"},
		{"a bit field beside a whole", "typedef union { struct { ULONG a : 1; ULONG b : 3; LONG c : 4; }; ULONG all; } S; ULONG f(S *s, ULONG n) { s->all = 0; s->a = 1; s->b = n; s->b++; s->c = -1; return s->b; }",
			"*(*uint32)(unsafe.Pointer(s)) = 0\n*(*uint32)(unsafe.Pointer(s)) = *(*uint32)(unsafe.Pointer(s)) &^ 1 | 1\n*(*uint32)(unsafe.Pointer(s)) = *(*uint32)(unsafe.Pointer(s)) &^ 14 | uint32(n & 7) & 7 << 1\n...\n*(*uint32)(unsafe.Pointer(s)) = *(*uint32)(unsafe.Pointer(s)) &^ 240 | 240\nreturn *(*uint32)(unsafe.Pointer(s)) >> 1 & 7"},
		{"bit fields of a literal beside a whole", "typedef union { struct { UCHAR a : 4, b : 4; } in; UCHAR all; } S; UCHAR f(VOID) { S s = { { 1, 2 } }; return s.all; }", "S_1{word: uint8(1) & 15 << 0 | uint8(2) & 15 << 4}"},
		{"a bit field behind a call", "typedef union { struct { ULONG a : 1; ULONG b : 3; }; ULONG all; } S; S *g(VOID); VOID f(VOID) { g()->b += 2; }", "v1 = (*uint32)(unsafe.Pointer(wdm.Unknown[*S]()))\n*v1 = *v1 &^ 14 | uint32(uint32(int32(*v1 >> 1 & 7) + 2) & 7) & 7 << 1"},
		{"a macro that is handed a label", "LONG g(VOID); LONG f(VOID) { LONG s = g(); CHECK_GOTO(s == 0, Error); return s; Error: return 1; }", "if wdm.Unknown[bool]() {\ngoto Error\n}\nreturn s\nError:\nreturn 1"},
		{"pointers that the headers name", "VOID f(PRKEVENT e, PHANDLE h) { KeSetEvent(e, 0, FALSE); ZwClose(*h); }", "func f(e *wdm.KEVENT, h *wdm.HANDLE) {\nwdm.KeSetEvent(e, 0, false)\nwdm.ZwClose(*h)"},
		{"what a kernel function fills", "LONG f(HANDLE h, PVOID p) { IO_STATUS_BLOCK io; LONG n = 0; HANDLE k = NULL; OBJECT_ATTRIBUTES oa; ZwOpenKey(&k, 0, &oa); ZwQueryInformationFile(h, &io, &n, 4, 1); ZwReadFile(h, NULL, NULL, NULL, &io, p, 4, NULL, NULL); return n; }",
			"k = wdm.Unknown[wdm.HANDLE]()\n...\nn = wdm.Unknown[int32]()\n...\nwdm.RtlFillMemory(p, 0, wdm.Unknown[uint8]())\nreturn n"},
		{"what it only reads", "VOID f(HANDLE h) { LARGE_INTEGER t; t.QuadPart = 3; KeDelayExecutionThread(KernelMode, FALSE, &t); ZwClose(h); }", "wdm.KeDelayExecutionThread(wdm.KernelMode, false, &t)\nwdm.ZwClose(h)\n}"},
		{"a variable of a header that is not there", "VOID f(VOID) { WskDeregister(&Elsewhere); }", "wsk.WskDeregister(&Elsewhere)"},
		{"any width", "LONG f(volatile ULONG *a) { return InterlockedIncrement((LONG *)a); }", "return wdm.InterlockedIncrement((*int32)(unsafe.Pointer(a)))"},
		{"time-out", "NTSTATUS f(PKEVENT e) { return KeWaitForSingleObject(e, Executive, KernelMode, FALSE, NULL); }", "wdm.KeWaitForSingleObject(e, wdm.Executive, wdm.KernelMode, false, nil)"},
		{"two objects", "NTSTATUS f(PKEVENT a, PKEVENT b) { PVOID o[2] = { a, b }; return KeWaitForMultipleObjects(2, o, WaitAll, Executive, KernelMode, FALSE, NULL, NULL); }", "[]any{o[0], o[1]}"},
		{"an unknown function", "VOID cb(PVOID p) {} LONG f(VOID) { LONG x = 1; Mystery(&x, cb); return x; }", "x = wdm.Unknown[int32]()\nreturn x\n...\n//wskvet:callback\n"},
		{"an unknown member", "PVOID f(PFILE_OBJECT o) { return o->Nothing; }", `return *wdm.Field[unsafe.Pointer](unsafe.Pointer(o), "Nothing")`},
	} {
		m, got := model(t, "d.c", c.c)
		want := c.want
		if c.name == "an unknown function" { // the directive stands above the callback, which comes first
			if !strings.Contains(got, "//wskvet:callback\nfunc cb(") {
				t.Errorf("%s: the callback is not marked in\n%s", c.name, got)
			}
			want = "x = wdm.Unknown[int32]()\nreturn x"
		}
		if !has(got, want) {
			t.Errorf("%s:\n%s\ngot\n%s\nwant\n%s", c.name, c.c, got, want)
		}
		if m.Counts.Modelled != m.Counts.Functions {
			t.Errorf("%s: %d of %d functions: %v", c.name, m.Counts.Modelled, m.Counts.Functions, m.Notes)
		}
	}
}

// Objects of C++ begin and end where C++ says.
func TestLife(t *testing.T) {
	const guard = "VOID Up(VOID) {} VOID Down(VOID) {} class G { public: G() { Up(); } ~G() { Down(); } int n; };\n"
	for _, c := range []struct{ name, c, want string }{
		{"at each way out", "int f(int a) { G g; if (a) return 1; a = 2; return a; }", "G_G(&g)\nif a != 0 {\nG_destroy_G(&g)\nreturn 1\n}\na = 2\nvar v1 int32\nv1 = a\nG_destroy_G(&g)\nreturn v1"},
		{"in reverse", "void f() { G a; G b; }", "G_G(&a)\n...\nG_G(&b)\nG_destroy_G(&b)\nG_destroy_G(&a)"},
		{"in a loop", "void f(int n) { while (n--) { G g; if (n == 2) continue; if (n == 1) break; } }",
			"if n == 2 {\nG_destroy_G(&g)\ncontinue\n}\nif n == 1 {\nG_destroy_G(&g)\nbreak\n}\nG_destroy_G(&g)\n}"},
		{"new and delete", "void f() { G *g = new G; delete g; }", "= new(G)\nif wdm.Unknown[bool]() {\nnewG = nil\n} else {\nG_G(newG)\n}\n...\nif g != nil {\nG_destroy_G(g)\nwdm.ExFreePool(g)\n}"},
		{"new with a temporary for a member", "class T { public: T(int) { Up(); } ~T() { Down(); } int v; }; class H { public: T m = T(T(1).v); }; H *f() { return new H; }",
			"} else {\n...\nT_T(&v1, 1)\nT_T(&newH.m, v1.v)\nT_destroy_T(&v1)\n}\nreturn newH"},
		{"members", "class H { G g; int k; public: H() : k(3) {} }; void f() { H h; }", "func H_H(this *H) {\nG_G(&this.g)\nthis.k = 3\n...\nH_H(&h)\nG_destroy_G(&h.g)"},
		{"lambda", "int f(int a) { auto l = [&](int b) { return a + b; }; return l(2); }", "= func(b int32) int32 {\nreturn a + b\n}\n...\nreturn l(2)"},
		{"called by the system", "class D : public IOutside { public: D() { Up(); } void Run() { Down(); } }; void f(IOutside **out) { D *d = new D; if (d) *out = (IOutside *)d; }",
			"if wdm.Unknown[bool]() || D_object != nil {\nnewD = nil\n} else {\nD_D(newD)\n}\n...\nif d != nil {\nD_object = d\n}\n*out = (*IOutside)(unsafe.Pointer(d))\n...\n//wskvet:callback\nfunc system_D_Run() {\nif o := D_object; o != nil {\nD_Run(o)\n}"},
		{"released before the system has it", "class D : public IOutside { public: ~D() { Down(); } }; void f() { D *d = new D; d->Release(); }",
			"if d != nil && D_object != d {\nD_destroy_D(d)\nwdm.ExFreePool(d)\n}"},
		{"made for the system by a function", "class D : public IOutside { public: D() { Up(); } }; int Make(IOutside **out) { *out = (IOutside *)new D; return 0; }\nvoid f(PFNMAKE make); void g() { f(Make); }",
			"//wskvet:callback\nfunc Make("},
		{"a temporary among the arguments of an overloaded function", "class W { public: void Put(int) {} void Put(const G &) {} }; void f(W &w) { w.Put(G()); }",
			"G_G(&v1)\nW_Put_2(w, &v1)\nG_destroy_G(&v1)\n}"},
		{"an assignment that a class defines", "class P { public: P(int a) : m(a) {} ~P() { Down(); } P &operator =(P &&o) { m = o.m; return *this; } int m; }; void f(P &p) { p = P(3); }",
			"P_P(&v1, 3)\nvar v2 *P\n_ = v2\nv2 = P_operator__(p, &v1)\nP_destroy_P(&v1)\n}"},
		{"a negation that a class defines", "class P { public: bool operator !() const { return m == 0; } int m; }; int f(P &p) { if (!p) return 1; return 2; }",
			"if P_operator__(p) {\nreturn 1\n}"},
		{"a default of the declaration", "int f(int a, PVOID p = nullptr); int f(int a, PVOID p) { return p ? a : 0; } int g() { return f(4); }", "return f(4, nil)"},
		{"a function of a class, by the typedef of its type", "class T { public: static KSTART_ROUTINE Run; void Go(HANDLE *h); int n; }; void T::Go(HANDLE *h) { PsCreateSystemThread(h, 0, NULL, NULL, NULL, Run, this); } void T::Run(PVOID context) { ((T *)context)->n = 1; }",
			"nil, nil, nil, T_Run, this)\n}\n...\nfunc T_Run(context_2 any) {"},
		{"a function of a class, named from outside", "class T { public: static void Run(PVOID context) { Up(); } }; void Run(PVOID context) { Down(); } void f(HANDLE *h) { PsCreateSystemThread(h, 0, NULL, NULL, NULL, T::Run, NULL); }",
			"nil, nil, nil, T_Run, nil)"},
		{"a function of the namespace around", "int send(int a) { return a; } class D { public: int send() { return ::send(1); } };", "func D_send(this *D) int32 {\nreturn send(1)"},
		{"overloads", "int g(int) { return 1; } int g(PVOID) { return 2; } int f(PVOID p) { return g(p) + g(3); }", "return g_2(p) + g(3)"},
	} {
		m, got := model(t, "d.cpp", guard+c.c)
		if !has(got, c.want) {
			t.Errorf("%s:\n%s\ngot\n%s\nwant\n%s", c.name, c.c, got, c.want)
		}
		if m.Counts.Modelled != m.Counts.Functions {
			t.Errorf("%s: %d of %d functions: %v", c.name, m.Counts.Modelled, m.Counts.Functions, m.Notes)
		}
	}
}

// A virtual method is that of the class which an object was made of; a function template
// becomes a function for each choice of types.
func TestClasses(t *testing.T) {
	const shapes = "struct A { virtual ~A() { } virtual int f(int x) { return x; } int g() { return f(2); } int n; };\nstruct I { virtual int h() = 0; };\n" +
		"struct B : A, I { int f(int x) override { return x + 1; } int h() override { return n; } };\nstruct C : B { int h() override { return 3; } };\n"
	for _, c := range []struct{ name, c, want string }{
		{"through a pointer", "int go(A *a) { B *b = (B *)a; return a->f(1); }", "return virtual_A_f(a, 1)"},
		{"which one", "int go(A *a) { B b; return a->f(b.n); }", "func virtual_A_f(this *A, a1 int32) int32 {\nswitch this.class {\ncase 3, 4:\nreturn B_f((*B)(unsafe.Pointer(this)), a1)\ndefault:\nreturn A_f(this, a1)\n}"},
		{"of an object itself", "int go() { B b; return b.f(1); }", "v1 = B_f(&b, 1)"},
		{"by the base's own name", "struct D : B { int f(int x) override { return B::f(x) + A::g(); } }; int go(D *d) { return d->f(1); }", "return B_f(&this.B, x) + A_g(&this.B.A)"},
		{"of a second base", "int go(C *c) { I *i = c; return i->h(); }", "if v1 != nil {\nv2 = &v1.B.I\n}\n...\nreturn virtual_I_h(i)"},
		{"back from a second base", "int go(I *i) { return static_cast<B *>(i)->n; }", `wdm.ContainingRecord[B](unsafe.Pointer(v1), "I")`},
		{"delete", "void go(A *a) { B b; delete a; }", "if a != nil {\nvirtual_A_end(a)\nwdm.ExFreePool(a)"},
		{"an object of the file", "B b; int go() { I *i = &b; return i->h(); }", "func init() {\nb.A.class = "},
		{"assignment", "void go(A *a, A *b) { *a = *b; }", "v1 = a.class\n*a = *b\na.class = v1"},
		{"template by arguments", "template <class T> T most(T a, T b) { return a > b ? a : b; } int go(int a, unsigned b) { return most(a, 3) + (int)most(b, 4u); }",
			"return most(a, 3) + int32(most_2(b, 4))\n...\nfunc most(a int32, b int32) int32 {\n...\nfunc most_2(a uint32, b uint32) uint32 {"},
		{"template of a given type", "template <class T> T *make() { return new T; } A *go() { return make<A>(); }", "func make_2() *A {"},
		{"template with a lambda", "template <class F> void with(int &n, F f) { n++; f(n); n--; } int go(int a) { with(a, [](int &x) { x = 2; }); return a; }", "func with(n *int32, f func(*int32)) {\n(*n)++\nf(n)\n(*n)--"},
		{"static methods as routines", "struct R { static NTSTATUS done(PDEVICE_OBJECT, PIRP, PVOID); void arm(PIRP i) { IoSetCompletionRoutine(i, done, this, TRUE, TRUE, TRUE); } }; struct T : R { static void own(PIRP i) { IoSetCompletionRoutine(i, done, 0, TRUE, TRUE, TRUE); } };\n" +
			"NTSTATUS R::done(PDEVICE_OBJECT, PIRP, PVOID) { return STATUS_MORE_PROCESSING_REQUIRED; }\nvoid go(PIRP i) { IoSetCompletionRoutine(i, R::done, 0, TRUE, TRUE, TRUE); }",
			"wdm.IoSetCompletionRoutine(i, R_done, this, true, true, true)\n...\nwdm.IoSetCompletionRoutine(i, R_done, nil, true, true, true)\n...\nwdm.IoSetCompletionRoutine(i, R_done, nil, true, true, true)"},
		{"a class of a function", "int go(int a) { struct Own { int twice(int x) { return 2 * x; } }; Own o; return o.twice(a); }", "func Own_twice(this *Own, x int32) int32 {\nreturn 2 * x"},
		{"template of a class", "struct L { template <class F> void run(F f) { f(n); } int n; }; void go(L *l) { l->run([](int x) { }); }", "func L_run(this *L, f func(int32)) {\nf(this.n)"},
	} {
		m, got := model(t, "d.cpp", shapes+c.c)
		if !has(got, c.want) {
			t.Errorf("%s:\n%s\ngot\n%s\nwant\n%s", c.name, c.c, got, c.want)
		}
		if m.Counts.Modelled != m.Counts.Functions {
			t.Errorf("%s: %d of %d functions: %v", c.name, m.Counts.Modelled, m.Counts.Functions, m.Notes)
		}
	}
}

// A macro for a function of another build hides the name of its definition: what it is for
// instead is still what it is elsewhere.
func TestHiddenName(t *testing.T) {
	m, got := model(t, "d.c", "#define CHECK(x) __noop(x)\n#define Wake(c) CHECK(0)\nVOID Wake(PVOID c) { KeSetEvent(c, 0, FALSE); }\nNTSTATUS DriverEntry(PDRIVER_OBJECT d, PUNICODE_STRING p) { CHECK(d != NULL); return STATUS_SUCCESS; }\n")
	if strings.Contains(got, "noop") || strings.Contains(got, "NotModelled") || m.Counts.Modelled != 1 {
		t.Errorf("%d functions modelled, want DriverEntry:\n%s", m.Counts.Modelled, got)
	}
	if !slices.ContainsFunc(m.Notes, func(n cfront.Note) bool { return n.Kind == cfront.NoteSyntax && n.Place.Line == 3 }) {
		t.Errorf("the function is lost in silence: %v", m.Notes)
	}
}

// A global whose initializer is not understood begins as anything, and that is said.
func TestUnreadInitializer(t *testing.T) {
	m, got := model(t, "d.c", "static LONG Table[4] = { [0 ... 4] = 1 };\nNTSTATUS DriverEntry(PDRIVER_OBJECT d, PUNICODE_STRING p) { return Table[1]; }\n")
	if !strings.Contains(got, "var Table [4]int32 = wdm.Unknown[[4]int32]()") {
		t.Errorf("the table is zero:\n%s", got)
	}
	if !slices.ContainsFunc(m.Notes, func(n cfront.Note) bool { return n.Kind == cfront.NoteModel && n.Place.Line == 1 }) {
		t.Errorf("it is lost in silence: %v", m.Notes)
	}
}

// A driver whose name is none in Go has a package all the same.
func TestPackage(t *testing.T) {
	for name, want := range map[string]string{"network/6x": "n6x", "drv": "drv", "my-driver.kernel": "my_driver_kernel", "wdm": "driver_wdm", "func": "func_"} {
		m, err := cfront.Read(cfront.Driver{Name: name, FS: fstest.MapFS{"6.c": {Data: []byte("int f(void) { return 1; }")}}, Files: []string{"6.c"}})
		if err != nil {
			t.Fatal(err)
		}
		if m.Package != want || m.Counts.Modelled != 1 {
			t.Errorf("%q: package %s, want %s; %v", name, m.Package, want, m.Notes)
		}
	}
}

// What is wrong with one function leaves its neighbours alone, and is said.
func TestNeighbours(t *testing.T) {
	m, got := model(t, "d.c", "LONG a(VOID) { return 1; }\nLONG b(VOID) { x = ) 1; return 2; }\nLONG c(VOID) { return 3; }")
	if !has(got, "func a() int32 {\nreturn 1\n}") || !has(got, "func c() int32 {\nreturn 3\n}") || !has(got, "func b() int32 {\nwdm.NotModelled()") {
		t.Error(got)
	}
	for _, n := range m.Notes {
		if n.Kind == cfront.NoteModel && n.Function == "b" && n.Place.Line == 2 {
			return
		}
	}
	t.Errorf("b is not in the notes: %v", m.Notes)
}

// A call stands at the name that C calls, in a macro where the macro is used.
func TestPlaces(t *testing.T) {
	m, _ := model(t, "d.c", "#define STOP(r) WskDeregister(r)\nVOID f(PWSK_REGISTRATION r, LONG n)\n{\n    if (n > 1 &&\n        n < 4)\n        STOP(r);\n}\n")
	for place, want := range map[cfront.Place]string{
		{File: "d.c", Line: 6, Col: 9}: "STOP(r)",
	} {
		if got := m.Texts[place]; got != want {
			t.Errorf("%v is %q, want %q; all: %v", place, got, want, m.Texts)
		}
	}
	if m.Counts.Calls != 1 || m.Counts.Followed != 1 {
		t.Errorf("%d of %d calls of the lifecycle, want 1 of 1", m.Counts.Followed, m.Counts.Calls)
	}
}
