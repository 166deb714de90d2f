package cfront_test

import (
	"strings"
	"testing"

	"github.com/wskvet/wskvet/internal/cfront"
)

// TestGuards has objects that may call what they are handed when their scope ends, of
// classes that the model does not have: a function with one is not modelled, as what it
// undoes would seem to be left, unless the name of the class tells that it is a guard.
// What merely takes a function is none.
func TestGuards(t *testing.T) {
	const undo = "static void Undo() { WskDeregister(&r); }\n"
	for _, c := range []struct {
		src  string
		kept bool
	}{
		{undo + "NTSTATUS f() { Runner<void (*)()> g(Undo); return 0; }", false},
		{undo + "NTSTATUS f() { Runner<int> g([] { Undo(); }); return 0; }", false},
		{undo + "NTSTATUS f() { auto g = wil::watch([&] { Undo(); }); return 0; }", false},
		{undo + "NTSTATUS f() { auto g = wil::scope_exit([&] { Undo(); }); return 0; }", true},
		{undo + "NTSTATUS f() { Guard<void (*)()> g(Undo); return 0; }", true},
		{undo + "NTSTATUS f() { Guard<int> g(7); return 0; }", true},
		{undo + "NTSTATUS f() { auto s = CmRegisterCallback(Undo, nullptr, &cookie); return s; }", true},
		{undo + "NTSTATUS f() { auto g = [&] { Undo(); }; g(); return 0; }", true},
		{undo + "NTSTATUS f() { auto n = wil::find([&](int a) { return a == 3; }); return n; }", true},
	} {
		m, _ := model(t, "a.cpp", c.src)
		kept := true
		for _, n := range m.Notes {
			if n.Kind == cfront.NoteModel && strings.Contains(n.Text, "not modelled") {
				kept = false
			}
		}
		if kept != c.kept {
			t.Errorf("%s: modelled %v", strings.TrimPrefix(c.src, undo), kept)
		}
	}
}

// A guard calls what it is handed at each way out of its scope, unless it is dismissed.
func TestGuardCalls(t *testing.T) {
	const undo = "static WSK_REGISTRATION r; static void Undo() { WskDeregister(&r); }\n"
	for _, c := range []struct{ src, want string }{
		{"NTSTATUS f(int a) { auto g = wil::scope_exit([&] { Undo(); }); if (a) return 1; g.release(); return 0; }",
			"v2 = true\nif a != 0 {\nif v2 {\nv1()\n}\nreturn 1\n}\nv2 = false\nif v2 {\nv1()\n}\nreturn 0"},
		{"void f() { ScopeGuard<void (*)()> g(Undo); g.reset(); }", "v1 = true\nif v1 {\nUndo()\n}\nv1 = false\nif v1 {\nUndo()\n}"},
	} {
		if _, got := model(t, "a.cpp", undo+c.src); !has(got, c.want) {
			t.Errorf("%s: got\n%s\nwant\n%s", c.src, got, c.want)
		}
	}
}
