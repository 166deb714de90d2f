package boundtest

import (
	"os"
	"strings"
	"testing"
)

// drawn are the shapes by the row of the table that they reach the bound of: how the row
// begins, and its number of which n and n + 1 are drawn.
var drawn = []struct {
	shape string
	row   string
	n     int
}{
	{"candidates", "functions that an indirect call", 64},
	{"implementers", "functions that an indirect call", 64},
	{"recursion", "calls on the stack", 63}, // the first of 64 calls is handed n itself
	{"registrations", "registrations followed together", 3},
	{"captures", "captures of a registration", 32},
	{"turns", "turns of a loop", 10},
	{"turns", "turns of a loop", 64},
	{"values", "values that a cell may hold", 6},
	{"index", "greatest index of an array", 255},
	{"allocations", "objects of one allocation", 4},
	{"sockets", "open sockets told apart", 3},
	{"table", "open sockets told apart", 15},
	{"requests", "requests pending side by side", 3},
	{"slots", "elements of an array that are told apart by an index", 8},
	{"anywhere", "elements of an array that are told apart by an index", 8},
	{"anywhere", "elements of an array that are told apart by an index", 64},
	{"asked", "unknown values of one instruction", 8},
	{"asked", "unknown values of one instruction", 64},
	{"loads", "elements of an array or a map one of which is loaded", 64},
	{"linked", "pointers of unknown memory that are followed", 4}, // the first is that of the library itself
	{"ticks", "expiries of a periodic timer", 3},
	{"ticks", "expiries of a periodic timer", 64},
	{"relay", "turns in which others go on while", 4},
	{"queue", "values that wait in a channel, or entries in a kernel queue", 4},
	{"goroutines", "activities that are pending", 6},
	{"goroutines of one place", "activities that do the same", 2},
	{"flags", "states of one typestate at a block", 4}, // each flag doubles them
	{"tally", "greatest number with which a count is compared", 8},
	{"forwards", "functions through which a routine is handed on", 4},
	{"chain", "operations through which a condition is traced back", 8},
	{"way", "blocks that are looked at upwards", 64},
	{"arms", "blocks before a choice between values", 8},
	{"calls", "calls through which it is looked for what decides a condition", 4},
}

// Why rows have no shape at n and n + 1.
const (
	steps   = "steps: as many take longer than a test may; a driver of many flags reaches them"
	exact   = "nothing is lost beyond it: more goes on side by side, or is run again"
	claims  = "it bounds the search for a life that confirms a claim: beyond it the claim stays one"
	numbers = "it bounds arithmetic: a number beyond it is in no relation to others, which the tests of affine and state look at"
	data    = "fixtures have it: event and coverage/lent"
	shown   = "it bounds what is shown of a witness, not what is found"
)

var spared = map[string]string{
	"states side by side":                                  exact,
	"values by which two of them may differ":               exact,
	"comparisons of states before one instruction":         exact,
	"the same between two roots":                           steps,
	"both, where a driver is followed once more":           steps,
	"least number from which a count drops":                numbers,
	"lives along which one claim is followed":              claims,
	"steps in which a driver is followed once more":        steps,
	"steps of all that a driver does":                      steps,
	"obligations that are left undecided so":               steps,
	"steps of one obligation on one slice":                 steps,
	"by how many times the steps that are left":            steps,
	"depth of a slice":                                     claims,
	"states of one typestate that a slice keeps apart":     claims,
	"states of one typestate where some lives":             "nothing is proved by it: the obligation is undecided on both sides",
	"slices of one obligation":                             claims,
	"instructions of a helper that has an instance":        "a slice holds more, and finds the same: package instance draws both sides",
	"steps of one claim of a slice":                        steps,
	"states at a block in such a life":                     claims,
	"laps of a loop in such a life":                        claims,
	"ways out of the functions whose runs are remembered":  exact,
	"deferred calls that are pending in one function":      steps,
	"states from which it is followed that a socket":       steps,
	"requests of one call that are followed to their ends": steps,
	"raises of the IRQL that wait for their restores":      exact,
	"objects of one wait":                                  "it is the system's own bound",
	"pauses of a thread at one call":                       "beyond it the model is passed in silence, as docs/limits.md says: telling more apart costs all drivers with threads a third more",
	"steps of a driver that is followed anew":              steps,
	"unknown numbers that equalities are kept between":     numbers,
	"greatest number in such an equality":                  numbers,
	"rounds in which equalities narrow":                    numbers,
	"greatest number whose relation to others is kept":     numbers,
	"lists of received data that a driver keeps":           data,
	"conditions that the reader of C has not understood":   claims,
	"steps of a witness that are shown":                    shown,
	"changes of a counter that a witness shows":            shown,
}

// Rows holds the table against the shapes: each row is drawn at its bound and beyond it, or
// spared for a reason.
func Rows(t *testing.T, root string) {
	t.Helper()
	data, err := os.ReadFile(root + "/docs/engine.md")
	if err != nil {
		t.Fatal(err)
	}
	_, table, _ := strings.Cut(string(data), "| what | bound | beyond it |\n| --- | --- | --- |\n")
	table, _, _ = strings.Cut(table, "\n\n")
	used := map[string]bool{}
	for row := range strings.SplitSeq(strings.TrimSpace(table), "\n") {
		begins := func(begin string) bool {
			yes := strings.HasPrefix(row, "| "+begin)
			used[begin] = used[begin] || yes
			return yes
		}
		covered := false
		for _, d := range drawn {
			covered = begins(d.row) || covered
		}
		for begin := range spared {
			if begins(begin) && covered {
				t.Errorf("%s: both drawn and spared", begin)
			} else if begins(begin) {
				covered = true
			}
		}
		if !covered {
			t.Errorf("neither drawn at its bound nor spared for a reason: %s", row)
		}
	}
	for _, d := range drawn {
		if !used[d.row] {
			t.Errorf("%s: there is no row %q", d.shape, d.row)
		}
		if !draws(d.shape, d.n) || !draws(d.shape, d.n+1) {
			t.Errorf("%s: %d and %d are not drawn", d.shape, d.n, d.n+1)
		}
	}
	for begin := range spared {
		if !used[begin] {
			t.Errorf("there is no row %q", begin)
		}
	}
}

// draws reports whether a shape is drawn of size n.
func draws(shape string, n int) bool {
	for _, s := range shapes {
		for _, size := range append(s.Sizes[:len(s.Sizes):len(s.Sizes)], s.Above...) {
			if s.Name == shape && size == n {
				return true
			}
		}
	}
	return false
}
