package preprocess

import (
	"fmt"
	"slices"
	"testing"

	"github.com/wskvet/wskvet/internal/cfront/scan"
)

// Units that begin with the same headers have the tokens, the macros and the notes that
// each would have by itself.
func TestHeads(t *testing.T) {
	files := map[string]string{
		"common.h":   "#pragma once\n#include <ntddk.h>\n#include \"types.h\"\n#ifdef LATE\nlate\n#endif\nint common;\n",
		"types.h":    "#ifndef TYPES\n#define TYPES\n#define F(x) x x\ntypedef F(T);\n#else\nagain\n#endif\n__COUNTER__;\n",
		"broken.h":   "#if 1\nint broken;\n",
		"a.c":        "#include <wdm.h>\n#include \"common.h\"\nF(a) __COUNTER__\n#include \"types.h\"\n",
		"b.c":        "#include \"common.h\"\n#include \"common.h\"\n#undef F\nF(b) __COUNTER__ __LINE__\n",
		"c.c":        "#define LATE 1\n#include \"common.h\"\nF(c)\n",
		"d.c":        "#ifdef LATE\nWskRegister();\n#endif\n#include \"common.h\"\nF(d)\n",
		"e.c":        "#include \"common.h\"\n#include \"broken.h\"\nint e;\n#if 1\n",
		"f.c":        "#error f\n#include \"common.h\"\nF(f)\n",
		"g.c":        "#include \"broken.h\"\n#include \"common.h\"\nF(\n#include \"types.h\"\n)\n",
		"sub/h.c":    "#include \"../common.h\"\n#include \"beside.h\"\nF(h)\n",
		"sub/i.c":    "#include \"../common.h\"\n#include \"beside.h\"\nF(i)\n",
		"x/beside.h": "int far;", "sub/beside.h": "int near;",
		"m.cpp": "#include \"common.h\"\nF(m) __cplusplus\n",
		"n.cpp": "#include \"common.h\"\nF(n) __cplusplus\n",
	}
	units := []string{"a.c", "b.c", "c.c", "d.c", "e.c", "f.c", "g.c", "sub/h.c", "sub/i.c", "m.cpp", "n.cpp"}
	shared := tree(files)
	for _, name := range slices.Concat(units, units) {
		alone := tree(files)
		want, err := alone.Load(name)
		if err != nil {
			t.Fatal(err)
		}
		got, err := shared.Load(name)
		if err != nil {
			t.Fatal(err)
		}
		if g, w := told(shared, got), told(alone, want); !slices.Equal(g, w) {
			t.Errorf("%s: with others\n%q\nalone\n%q", name, g, w)
		}
	}
	u, err := shared.Split("b.c")
	if err != nil || u.Head == nil || Spell(u.Head.All()) != "typedef T T; 0; int common;" || Spell(u.Tokens) != "F(b) 1 4" {
		t.Errorf("b.c is split into %q and %q, %v", Spell(u.Head.All()), Spell(u.Tokens), err)
	}
}

// told is what there is to say of a unit. What is missing is said once for a driver.
func told(l *Loader, u *Unit) (out []string) {
	at := func(p scan.Pos) string { return l.Set.Place(p).String() }
	for _, k := range u.Tokens {
		out = append(out, fmt.Sprint(k.Text, at(k.At), at(k.Use), k.Flags))
	}
	for _, n := range u.Notes {
		out = append(out, at(n.At)+n.Text)
	}
	for _, s := range u.Skipped {
		out = append(out, at(s.At)+s.Cond)
	}
	for name, m := range u.Macros {
		if m.At != 0 && m.busy != 0 {
			out = append(out, name+" is busy")
		}
	}
	return out
}
