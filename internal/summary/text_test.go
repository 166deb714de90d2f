package summary

import "testing"

// Each instruction has a name of its own in listings.
func TestCodeNames(t *testing.T) {
	if n := int(Havoc) + 1; len(codes) != n {
		t.Fatalf("%d instructions have %d names", n, len(codes))
	}
	seen := map[string]bool{}
	for _, name := range codes {
		if seen[name] {
			t.Errorf("two instructions are called %s", name)
		}
		seen[name] = true
	}
}

func TestText(t *testing.T) {
	consts := []Const{{Kind: Global, S: "sys.registration"}, {Kind: Int, N: 7}}
	for want, in := range map[string]Instr{
		"r3 = load &sys.registration": {Code: Load, Dst: 3, A: -1},
		"store r1 7":                  {Code: Store, Dst: -1, A: 1, B: -2},
		"r0 = binary [<] r2 7":        {Code: Binary, Dst: 0, A: 2, B: -2, Name: "<"},
		"jump":                        {Code: Jump, Dst: -1},
	} {
		if got := in.Text(consts); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
