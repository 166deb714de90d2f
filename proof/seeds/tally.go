package seeds

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
)

// A tally counts outcomes.
type tally struct {
	drivers  int
	before   []standing
	outcomes []outcome
}

// A standing is what is reported of a driver as it stands: nothing, if it is correct.
type standing struct {
	Driver string
	report
}

// A score is how many of some there are.
type score struct{ n, of int }

func (s score) String() string {
	if s.of == 0 {
		return "-"
	}
	return fmt.Sprintf("%d/%d (%.1f%%)", s.n, s.of, 100*float64(s.n)/float64(s.of))
}

// print writes the tables: bugs by rule and by kind, edits that change nothing by kind.
func (t *tally) print(w io.Writer, list int) {
	var bugs, same score
	byRule, byKind, bySame := map[string]score{}, map[string]score{}, map[string]score{}
	beside, inconclusive := 0, 0
	for _, o := range t.outcomes {
		if o.Inconclusive {
			inconclusive++
		}
		if len(o.Want) == 0 {
			same.add(o.Verdict == falseAlarm)
			count(bySame, o.Kind, o.Verdict == falseAlarm)
			continue
		}
		if len(o.Beside) > 0 {
			beside++
		}
		bugs.add(o.Verdict == killed)
		count(byRule, o.Want[0].Rule, o.Verdict == killed)
		count(byKind, o.Kind, o.Verdict == killed)
	}
	fmt.Fprintf(w, "drivers                  %d\n", t.drivers)
	fmt.Fprintf(w, "seeded bugs found        %v\n", bugs)
	fmt.Fprintf(w, "with a finding beside    %d\n", beside)
	fmt.Fprintf(w, "equivalent edits flagged %v\n", same)
	fmt.Fprintf(w, "inconclusive             %d\n", inconclusive)
	table(w, "seeded bugs found, by rule", byRule)
	table(w, "seeded bugs found, by kind", byKind)
	table(w, "equivalent edits flagged, by kind", bySame)
	for _, b := range t.before {
		for _, f := range append(b.Found, b.Inconclusive...) {
			fmt.Fprintf(w, "%s as it stands: %s at %s:%d\n", b.Driver, f.Rule, f.File, f.Line)
		}
		if b.Err != "" {
			fmt.Fprintf(w, "%s as it stands: %s\n", b.Driver, b.Err)
		}
	}
	for _, o := range t.outcomes {
		if list > 0 && (o.Verdict == missed || o.Verdict == falseAlarm || len(o.Beside) > 0) {
			list--
			fmt.Fprintln(w, o)
		}
	}
}

func (s *score) add(hit bool) {
	s.of++
	if hit {
		s.n++
	}
}

func count(m map[string]score, key string, hit bool) {
	s := m[key]
	s.add(hit)
	m[key] = s
}

func table(w io.Writer, title string, m map[string]score) {
	fmt.Fprintln(w, title)
	for _, k := range slices.Sorted(maps.Keys(m)) {
		fmt.Fprintf(w, "  %-22s %v\n", k, m[k])
	}
}

func (v verdict) String() string { return [...]string{"killed", "missed", "kept", "false"}[v] }

func (w want) String() string {
	switch {
	case w.Line > 0:
		return fmt.Sprintf("%s at %d", w.Rule, w.Line)
	case w.Func != "":
		return w.Rule + " in " + w.Func
	}
	return w.Rule
}

func (o outcome) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s:%d %s: %v", o.Driver, o.File, o.Line, o.Kind, o.Verdict)
	if len(o.Want) > 0 {
		fmt.Fprintf(&b, ", expected %v", o.Want)
	}
	for _, f := range o.Beside {
		fmt.Fprintf(&b, ", also %s at %s:%d", f.Rule, f.File, f.Line)
	}
	if o.Inconclusive {
		b.WriteString(", more inconclusive")
	}
	if o.Err != "" {
		fmt.Fprintf(&b, ", %s", o.Err)
	}
	if o.Lost > 0 {
		fmt.Fprintf(&b, ", %d lost", o.Lost)
	}
	return b.String()
}
