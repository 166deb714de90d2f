package cfront_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/wskvet/wskvet/internal/cfront"
)

// A class of a header is one, however many files include it and however long they
// are; what it says of members and parameters is said in the header's text.
func TestHeaderClass(t *testing.T) {
	const header = `#pragma once
class Guard {
public:
	Guard() {}
	explicit operator bool() const { return m_irp != nullptr; }
	bool Wait(LONG times = 4, PLARGE_INTEGER limit = nullptr);
	void Reset() { m_state = 0; }
private:
	PIRP m_irp = IoAllocateIrp(1, FALSE);
	LONG m_state = 7;
};
`
	long := "#include \"guard.h\"\n" + strings.Repeat("LONG Filler(LONG a);\n", 40) +
		"bool Guard::Wait(LONG times, PLARGE_INTEGER limit) { return times > m_state && limit == nullptr; }\n"
	files := fstest.MapFS{
		"guard.h": {Data: []byte(header)},
		"a.cpp":   {Data: []byte(long)},
		"b.cpp":   {Data: []byte("#include \"guard.h\"\nbool B() { Guard g; g.Reset(); return g.Wait(); }\n")},
		"c.cpp":   {Data: []byte("LONG c;\n#include \"guard.h\"\nbool C() { Guard g; return g && g.Wait(1); }\n")},
	}
	m, err := cfront.Read(cfront.Driver{Name: "driver", FS: files, Files: []string{"a.cpp", "b.cpp", "c.cpp"}})
	if err != nil {
		t.Fatal(err)
	}
	if m.Counts.Functions != 6 || m.Counts.Modelled != 6 {
		t.Errorf("%d of %d functions modelled, want 6 of 6", m.Counts.Modelled, m.Counts.Functions)
	}
	var text strings.Builder
	for _, f := range m.Files {
		text.Write(f.Text)
	}
	for _, want := range []string{"Guard_Wait(&g, 4, nil)", "Guard_Wait(&g, 1, nil)", "m_state = 7", "m_irp = wdm.IoAllocateIrp(1, false)"} {
		if !strings.Contains(place.ReplaceAllString(text.String(), ""), want) {
			t.Errorf("the model does not say %q", want)
		}
	}
}

// A structure of one file is none of another file's, with its methods; an instance of a
// template is one in all of them, wherever each asks for it first.
func TestClassesOfOneName(t *testing.T) {
	files := fstest.MapFS{
		"box.h": {Data: []byte("#pragma once\ntemplate <typename T> class Box { T m_v; public: void Put(T v) { m_v = v; } T Get() { return m_v; } };\n")},
		"a.cpp": {Data: []byte("#include \"box.h\"\nstruct Ctx { LONG a; Ctx(LONG v) { a = v; } LONG Sum() { return a; } };\n" +
			"LONG A(Box<LONG> *b) { Ctx c(1); b->Put(c.Sum()); return b->Get(); }\n")},
		"b.cpp": {Data: []byte("#include \"box.h\"\nstruct Ctx { LONG b; Ctx(LONG v) { b = v; } LONG Sum() { return b + 1; } };\nLONG A(Box<LONG> *b);\n" +
			"LONG B() { Ctx c(2); Box<LONG> b; b.Put(c.Sum()); return A(&b); }\n")},
	}
	m, err := cfront.Read(cfront.Driver{Name: "driver", FS: files, Files: []string{"a.cpp", "b.cpp"}})
	if err != nil {
		t.Fatal(err)
	}
	if m.Counts.Functions != 8 || m.Counts.Modelled != 8 {
		t.Errorf("%d of %d functions modelled, want 8 of 8: %v", m.Counts.Modelled, m.Counts.Functions, m.Notes)
	}
	var text strings.Builder
	for _, f := range m.Files {
		text.Write(f.Text)
	}
	got := place.ReplaceAllString(text.String(), "")
	for _, want := range []string{"return this.a\n", "return this.b + 1\n", "Ctx_Sum(&c)", "Ctx_Sum_2(&c)"} {
		if !strings.Contains(got, want) {
			t.Errorf("the model does not say %q:\n%s", want, got)
		}
	}
	if strings.Contains(got, "Box_LONG_2") || strings.Contains(got, "Box_LONG_Put_2") {
		t.Errorf("the instance is there twice:\n%s", got)
	}
}

// What stands in a namespace without a name belongs to its file: two files may have
// variables and functions of one name.
func TestUnnamedNamespace(t *testing.T) {
	files := fstest.MapFS{
		"a.cpp": {Data: []byte("namespace { LONG flags; LONG Next() { return ++flags; } }\nLONG A() { return Next(); }\n")},
		"b.cpp": {Data: []byte("namespace x { namespace { ULONG flags; LONG Next() { return 2; } } }\nusing namespace x;\nLONG B() { flags |= 1; return Next(); }\n")},
	}
	m, err := cfront.Read(cfront.Driver{Name: "driver", FS: files, Files: []string{"a.cpp", "b.cpp"}})
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	for _, f := range m.Files {
		text.Write(f.Text)
	}
	got := place.ReplaceAllString(text.String(), "")
	for _, want := range []string{"var flags int32", "var flags_2 uint32", "flags_2 |= 1", "return Next_2()", "func A() int32 {\nreturn Next()"} {
		if !strings.Contains(got, want) {
			t.Errorf("the model does not say %q:\n%s", want, got)
		}
	}
}

// Files of a driver may have macros of their own, in the headers too.
func TestOwnMacros(t *testing.T) {
	files := fstest.MapFS{
		"level.h": {Data: []byte("static LONG Level(void) { return LEVEL; }\n")},
		"a.c":     {Data: []byte("#include \"level.h\"\n#if LEVEL == 1\nLONG A(void) { return 10; }\n#endif\n")},
		"b.c":     {Data: []byte("#include \"level.h\"\n#if LEVEL == 2\nLONG B(void) { return 20; }\n#endif\n")},
	}
	m, err := cfront.Read(cfront.Driver{
		Name: "driver", FS: files, Files: []string{"a.c", "b.c"},
		Defines: []cfront.Define{{Name: "LEVEL", Value: "1"}}, Own: map[string][]cfront.Define{"b.c": {{Name: "LEVEL", Value: "2"}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, f := range m.Files {
		all.Write(f.Text)
	}
	for _, want := range []string{"return 10", "return 20"} {
		if !strings.Contains(all.String(), want) {
			t.Errorf("%q is missing in\n%s", want, all.String())
		}
	}
}

// A stand-in for a header is none of the driver's text: nothing of it is counted, and the
// header is not missing.
func TestStandIn(t *testing.T) {
	m, got := model(t, "a.cpp", "#include <wil/resource.h>\n#include <wil/absent.h>\nvoid Free(PIRP p) { IoFreeIrp(p); }\n"+
		"bool F() { wil::unique_any<PIRP, decltype(&Free), Free> irp(IoAllocateIrp(1, FALSE)); return irp.is_valid(); }\n")
	if m.Counts.Functions != 2 || m.Counts.Modelled != 2 {
		t.Errorf("%d of %d functions modelled, want 2 of 2: %v", m.Counts.Modelled, m.Counts.Functions, m.Notes)
	}
	if len(m.Notes) == 0 || m.Notes[0].Text != "wil/absent.h is not there." {
		t.Errorf("the notes are %v", m.Notes)
	}
	if len(m.Sources) != 1 || m.Sources[0] != "a.cpp" {
		t.Errorf("the sources are %v", m.Sources)
	}
	if !strings.Contains(got, "Free(this.value_)") {
		t.Errorf("the owner does not give back:\n%s", got)
	}
}
