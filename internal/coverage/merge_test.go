package coverage

import (
	"strings"
	"testing"

	"github.com/wskvet/wskvet/internal/finding"
)

// at is a lifecycle call in a line.
func at(line int, followed bool) Call {
	pos := finding.Position{File: "lib.go", Line: line, Col: 1}
	return Call{Text: "WskDeregister(&r)", Followed: followed, Missed: finding.Finding{Rule: finding.Inconclusive, Pos: pos, Message: "missed"}}
}

// A call counts once, and as followed if one driver's lives come to it; a package that no
// driver uses is said once, whatever its own functions come to.
func TestMerge(t *testing.T) {
	driver := func(path string, calls ...Call) Report {
		return Report{Path: path, Below: []string{"lib"}, Drivers: 1, Roots: 3, Calls: calls}
	}
	lib := Report{Path: "lib", Calls: []Call{at(1, true), at(2, true), at(3, false)}}
	entry := &finding.Finding{Rule: finding.Inconclusive, Pos: finding.Position{File: "lib.go", Line: 9}, Message: "DriverInit looks like an entry"}
	for _, c := range []struct {
		name    string
		reports []Report
		want    finding.Tally
		lines   []int
		says    string
	}{
		{"one driver", []Report{driver("a", at(1, true), at(2, false))}, finding.Tally{Drivers: 1, Roots: 3, Calls: 2, Followed: 1}, []int{2}, "missed"},
		{"the other driver comes to it", []Report{driver("a", at(1, false)), driver("b", at(1, true))}, finding.Tally{Drivers: 2, Roots: 6, Calls: 1, Followed: 1}, nil, ""},
		{"in either order", []Report{driver("b", at(1, true)), driver("a", at(1, false))}, finding.Tally{Drivers: 2, Roots: 6, Calls: 1, Followed: 1}, nil, ""},
		{"what a driver leads to, its lives decide", []Report{lib, driver("a", at(1, false))}, finding.Tally{Drivers: 1, Roots: 3, Calls: 3, Followed: 1}, []int{1, 3}, "missed"},
		{"no driver", []Report{lib}, finding.Tally{Calls: 3, Followed: 2}, []int{1}, "neither it nor a package that imports it"},
		{"what looks like an entry", []Report{{Path: "lib", Entry: entry, Calls: lib.Calls}}, finding.Tally{Calls: 3, Followed: 2}, []int{9}, "looks like an entry"},
		{"likewise above it", []Report{{Path: "a", Below: []string{"lib"}, Entry: entry}, lib}, finding.Tally{Calls: 3, Followed: 2}, []int{9}, "looks like an entry"},
		{"nothing", nil, finding.Tally{}, nil, ""},
	} {
		tally, missed := Merge(c.reports)
		if tally != c.want {
			t.Errorf("%s: %+v, want %+v", c.name, tally, c.want)
		}
		var lines []int
		for _, f := range missed {
			lines = append(lines, f.Pos.Line)
			if !strings.Contains(f.Message, c.says) {
				t.Errorf("%s: line %d says %q", c.name, f.Pos.Line, f.Message)
			}
		}
		if len(lines) != len(c.lines) {
			t.Errorf("%s: lines %v, want %v", c.name, lines, c.lines)
			continue
		}
		for i := range lines {
			if lines[i] != c.lines[i] {
				t.Errorf("%s: lines %v, want %v", c.name, lines, c.lines)
			}
		}
	}
}

// The reason that says most is kept of a place, whichever comes first.
func TestStopped(t *testing.T) {
	for _, order := range [][]Stop{{Inside, Nil, Wait}, {Nil, Inside}, {Wait, Nil}} {
		trail := &Trail{ran: make([]int32, 1), stops: map[Place]Stop{}}
		for _, s := range order {
			trail.Stopped(0, 0, s)
		}
		if got := trail.stops[Place{}]; got != Nil {
			t.Errorf("%v: %d is kept", order, got)
		}
	}
	var nobody *Trail // takes everything, and tells nothing
	nobody.Ran(0, 1)
	nobody.Called(0, 0)
	nobody.Stopped(0, 0, Nil)
	if nobody.entered() {
		t.Error("nobody has been there")
	}
}

// Each reason has words.
func TestTexts(t *testing.T) {
	for s := Loop; s <= Nil; s++ {
		if texts[s] == "" {
			t.Errorf("reason %d has no words", s)
		}
	}
}
