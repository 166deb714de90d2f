package typestate

import (
	"fmt"
	"strings"
	"testing"
)

// owes applies what happens to a thing that is held and returns the rule that
// the last of it breaks, or "".
func owes(t Thing, hs ...Happening) string {
	s, rule := Held, ""
	if t == Data {
		s = Lent
	}
	for _, h := range hs {
		row, ok := OwedRowOf(t, s, h)
		rule = ""
		if ok {
			s, rule = row.Next, row.Rule
		}
	}
	return rule
}

// TestOwed is what the documents oblige a client to, thing by thing.
func TestOwed(t *testing.T) {
	for _, c := range []struct {
		name   string
		thing  Thing
		events []Happening
		rule   string
	}{
		{"deregistered at once", NmrClient, []Happening{Ends, UnloadLeaves}, ""},
		{"deregistered and waited for", NmrClient, []Happening{Pends, Waited, UnloadLeaves}, ""},
		{"waited for though done", NmrClient, []Happening{Ends, Waited, UnloadLeaves}, ""},
		{"never deregistered", NmrClient, []Happening{UnloadLeaves}, "WSK015"},
		{"not waited for", NmrClient, []Happening{Pends, UnloadLeaves}, "WSK015"},
		{"waited for too early", NmrClient, []Happening{Waited, Pends, UnloadLeaves}, "WSK015"},
		{"entry fails while registered", NmrClient, []Happening{EntryFails}, "WSK015"},
		{"entry fails while pending", NmrClient, []Happening{Pends, EntryFails}, "WSK015"},
		{"entry fails after the end", NmrClient, []Happening{Pends, Waited, EntryFails}, ""},

		{"freed when cleaned up", Binding, []Happening{Pends, Ends, Freed}, ""},
		{"freed while attached", Binding, []Happening{Freed}, "WSK015"},
		{"freed while detached", Binding, []Happening{Pends, Freed}, "WSK015"},

		{"freed while being detached", Binding, []Happening{Delays, Freed}, "WSK015"},
		{"detached later", Binding, []Happening{Delays, Called, Completes, Ends}, ""},
		{"never detached", Binding, []Happening{Delays, Waited}, "WSK015"},
		{"detached later and waited for", Binding, []Happening{Delays, Completes, Waited}, ""},
		{"detached twice", Binding, []Happening{Delays, Completes, Completes}, "WSK008"},
		{"detached at once and later", Binding, []Happening{Pends, Completes}, "WSK008"},
		{"detached before it says that it will be", Binding, []Happening{Completes, Delays, Ends}, ""},
		{"detached before it says that it is", Binding, []Happening{Completes, Pends}, "WSK008"},
		{"called while attached", Binding, []Happening{Called}, ""},
		{"called when detached", Binding, []Happening{Pends, Called}, "WSK002"},
		{"called when cleaned up", Binding, []Happening{Pends, Ends, Called}, "WSK002"},

		{"freed once", AddressList, []Happening{Ends, UnloadLeaves}, ""},
		{"freed twice", AddressList, []Happening{Ends, Ends}, "WSK008"},
		{"never freed", AddressList, []Happening{UnloadLeaves}, ""},

		{"released once", Descriptor, []Happening{Ends, EntryFails}, ""},
		{"released twice", Descriptor, []Happening{Ends, Ends}, "WSK008"},
		{"retained and released", Data, []Happening{Kept, Ends, Closes}, ""},
		{"consumed", Data, []Happening{Returned, Closes}, ""},
		{"retained when closed", Data, []Happening{Kept, Closes}, "WSK012"},
		{"released twice", Data, []Happening{Kept, Ends, Ends}, "WSK008"},
		{"released though consumed", Data, []Happening{Returned, Ends}, "WSK008"},
		{"released before the callback returns", Data, []Happening{Ends, Kept}, ""},
		{"released and consumed", Data, []Happening{Ends, Returned}, "WSK008"},
		{"never released", Descriptor, []Happening{UnloadLeaves}, ""},
	} {
		if got := owes(c.thing, c.events...); got != c.rule {
			t.Errorf("%s: rule %q, want %q", c.name, got, c.rule)
		}
	}
}

// A row decides alone: a second one for the same would never be reached.
func TestOwedRowsAreUnique(t *testing.T) {
	type key struct {
		t Thing
		s Stage
		h Happening
	}
	seen := map[key]bool{}
	for _, r := range owedRows {
		k := key{r.Thing, r.Stage, r.Happening}
		if seen[k] {
			t.Errorf("%v: two rows", k)
		}
		seen[k] = true
		if (r.Rule == "") != (r.Text == "") {
			t.Errorf("%v: a rule without a text, or a text without a rule", k)
		}
	}
}

// Each status of a callback means one thing, and what is handed NULL has a text
// for the function that uses it.
func TestEventRows(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range eventRows {
		k := fmt.Sprint(r.Slot, r.Status)
		if seen[k] {
			t.Errorf("%s twice", k)
		}
		seen[k] = true
		if r.Means != Kept && r.Means != Returned {
			t.Errorf("%s means %d", k, r.Means)
		}
	}
	for _, slot := range []string{"WskAcceptEvent", "WskReceiveEvent", "WskReceiveFromEvent", "WskInspectEvent"} {
		if text, ok := DeadText(slot); !ok || strings.Count(text, "%s") != 1 {
			t.Errorf("%s: %q", slot, text)
		}
	}
	if _, ok := DeadText("WskDisconnectEvent"); ok || len(Answers("WskDisconnectEvent")) != 0 {
		t.Error("WskDisconnectEvent is handed nothing")
	}
}

// Every thing has words for the stages that it can be in.
func TestThingsHaveWords(t *testing.T) {
	for _, r := range owedRows {
		if got := r.Thing.In(r.Next); got == r.Thing.String()+" " {
			t.Errorf("%v in stage %d has no words", r.Thing, r.Next)
		}
	}
}
