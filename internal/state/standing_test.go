package state

import (
	"testing"

	"github.com/wskvet/wskvet/internal/program"
)

// TestStanding: states that differ in what the system has to answer are not
// joined between two roots, as a count that may be one or two says nothing.
func TestStanding(t *testing.T) {
	m := New(program.Link(nil))
	closed := State{}
	m.SetCount(&closed, "handles", 0)
	open := closed
	m.SetCount(&open, "handles", 1)
	if m.Standing(&closed) == m.Standing(&open) {
		t.Error("a state with an open handle is taken for one without")
	}
	again := open
	m.SetCount(&again, "handles", 0)
	if m.Standing(&closed) != m.Standing(&again) {
		t.Error("a handle that is closed again still counts")
	}
}
