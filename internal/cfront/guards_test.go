package cfront_test

import (
	"strings"
	"testing"

	"github.com/wskvet/wskvet/internal/cfront"
)

// TestGuards has objects that call what they are handed when their scope ends, of
// classes that the model does not have: a function with one is not modelled, as what it
// undoes would seem to be left. What merely takes a function is no guard.
func TestGuards(t *testing.T) {
	const undo = "static void Undo() { WskDeregister(&r); }\n"
	for _, c := range []struct {
		src  string
		kept bool
	}{
		{undo + "NTSTATUS f() { Guard<void (*)()> g(Undo); return 0; }", false},
		{undo + "NTSTATUS f() { Guard<int> g([] { Undo(); }); return 0; }", false},
		{undo + "NTSTATUS f() { auto g = wil::scope_exit([&] { Undo(); }); return 0; }", false},
		{undo + "NTSTATUS f() { Guard<int> g(7); return 0; }", true},
		{undo + "NTSTATUS f() { auto s = CmRegisterCallback(Undo, nullptr, &cookie); return s; }", true},
		{undo + "NTSTATUS f() { auto g = [&] { Undo(); }; g(); return 0; }", true},
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
