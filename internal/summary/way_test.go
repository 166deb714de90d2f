package summary

import "testing"

func TestOpposite(t *testing.T) {
	for cond, want := range map[string]string{"irp != NULL": "irp == NULL", "on": "!on", "n == 5": "!(n == 5)", "a && p != NULL": "!(a && p != NULL)"} {
		if got := Opposite(cond); got != want {
			t.Errorf("%s: %s, want %s", cond, got, want)
		}
	}
}

func TestWay(t *testing.T) {
	for _, x := range []struct{ cond, yes, no string }{
		{"irp != NULL", "irp is not NULL", "irp is NULL"},
		{"irp == NULL", "irp is NULL", "irp is not NULL"},
		{"(irp = next()) != NULL", "(irp = next()) is not NULL", "(irp = next()) is NULL"},
		{"a && irp != NULL", "a && irp != NULL is true", "a && irp != NULL is false"},
		{"a ? b : irp == NULL", "a ? b : irp == NULL is true", "a ? b : irp == NULL is false"},
		{"&x == NULL", "&x is NULL", "&x is not NULL"},
		{"flag", "flag is true", "flag is false"},
		{"n == 5", "n == 5 is true", "n == 5 is false"},
		{"irp != nil", "irp != nil is true", "irp != nil is false"},
		{"new Client fails", "new Client fails", "new Client succeeds"},
		{"Probe(p) raises an exception", "Probe(p) raises an exception", "Probe(p) raises no exception"},
	} {
		if yes, no := Way(x.cond, true), Way(x.cond, false); yes != x.yes || no != x.no {
			t.Errorf("%s: %q and %q, want %q and %q", x.cond, yes, no, x.yes, x.no)
		}
	}
}
