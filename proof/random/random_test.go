package random

import (
	"bytes"
	"fmt"
	"testing"
)

const root = "../.."

func family(t *testing.T, name string) Family {
	t.Helper()
	fs, err := named(name)
	if err != nil {
		t.Fatal(err)
	}
	return fs[0]
}

// TestNames refuses a family that there is not.
func TestNames(t *testing.T) {
	if _, err := named("weave,wave"); err == nil {
		t.Error("family wave is taken")
	}
	if fs, err := named(""); err != nil || len(fs) != len(Families()) {
		t.Errorf("no name: %v, %v", fs, err)
	}
}

// TestFlags: a count that flags guard is decided, however many they are.
func TestFlags(t *testing.T) {
	tally, err := family(t, "flags").Try(root, 24, 3, 200)
	if err != nil {
		t.Fatal(err)
	}
	if tally.Broken.All < 8 || tally.Clean.All < 8 {
		t.Fatalf("%v break a rule, %v none: too few to say anything", tally.Broken, tally.Clean)
	}
	if tally.Missed+tally.Alarms+tally.Disputed > 0 {
		var out bytes.Buffer
		tally.Print(&out, 20)
		t.Errorf("%s", out.String())
	}
}

// TestWeave holds wskvet's findings in damaged models against what happens when
// they are run.
func TestWeave(t *testing.T) {
	tally, err := family(t, "weave").Try(root, 80, 3, 400)
	if err != nil {
		t.Fatal(err)
	}
	if tally.Broken.All < 30 || tally.Clean.All < 15 {
		t.Fatalf("%v break a rule, %v none: too few to say anything", tally.Broken, tally.Clean)
	}
	due := 0
	for i := range 15 {
		due += tally.Rule(fmt.Sprintf("WSK%03d", i+1)).All
	}
	if tally.Rule("WSK005").All < 5 || tally.Rule("WSK009").All < 5 {
		t.Errorf("WSK005 %v, WSK009 %v: too few to say anything", tally.Rule("WSK005"), tally.Rule("WSK009"))
	}
	// threads that hide each other are missed, as docs/accuracy.md says
	if tally.Missed > due/20 || tally.Alarms+tally.Disputed > 0 {
		var out bytes.Buffer
		tally.Print(&out, 20)
		t.Errorf("%s", out.String())
	}
}

// TestRequests holds the slips of models against what happens when they are run, and
// both against what wskvet finds.
func TestRequests(t *testing.T) {
	tally, err := family(t, "requests").Try(root, 60, 3, 200)
	if err != nil {
		t.Fatal(err)
	}
	if tally.Disputed > 0 {
		t.Errorf("%d models do not do what their slip says", tally.Disputed)
	}
	if tally.Broken.All < 25 || tally.Clean.All < 25 {
		t.Errorf("%v break a rule, %v none: too few to say anything", tally.Broken, tally.Clean)
	}
	if tally.Missed+tally.Alarms > 0 {
		t.Errorf("%d missed, %d false alarms", tally.Missed, tally.Alarms)
	}
	for _, rule := range []string{"WSK004", "WSK010", "WSK011", "WSK012"} {
		if r := tally.Rule(rule); r.All < 3 {
			t.Errorf("%s: only %d models break it", rule, r.All)
		}
	}
	if t.Failed() {
		var out bytes.Buffer
		tally.Print(&out, 100)
		t.Log(out.String())
	}
}
