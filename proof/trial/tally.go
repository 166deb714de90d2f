package trial

import (
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// A Ratio is so many of so many.
type Ratio struct{ Hit, All int }

func (r Ratio) String() string {
	if r.All == 0 {
		return "-"
	}
	return fmt.Sprintf("%d/%d (%.1f%%)", r.Hit, r.All, 100*float64(r.Hit)/float64(r.All))
}

// difference is a model on which the two sides differ.
type difference struct {
	name  string // file and edit
	lines []string
	src   map[string]string
}

// A Tally counts what came of trying models.
type Tally struct {
	Broken       Ratio // models that break a rule, and those of them with a finding of a broken rule
	Clean        Ratio // models that break nothing, and those of them with a finding
	Alarms       int   // findings of what does not happen
	Missed       int   // of what does
	Inconclusive int   // models
	Disputed     int   // models of which the machine shows something else than how they were made

	what, kind    string // what the models are called, and what tells them apart
	made, invalid int
	unable        map[string]int
	kinds, rules  map[string]*Ratio
	clean         map[string]*Ratio // by kind
	sampled       int
	differ        []difference
}

// NewTally counts models that are called what.
func NewTally(what, kind string) *Tally {
	return &Tally{what: what, kind: kind, unable: map[string]int{}, kinds: map[string]*Ratio{}, rules: map[string]*Ratio{}, clean: map[string]*Ratio{}}
}

func count(m map[string]*Ratio, k string, hit bool) {
	if m[k] == nil {
		m[k] = &Ratio{}
	}
	m[k].add(hit)
}

// same reports whether a finding names a violation. A release too many is WSK008
// or WSK007 by what was before; what a registration on the heap loses is WSK009,
// or WSK001 or WSK006 later; where Unload is left is one place.
func same(v, f Report) bool {
	if v == f {
		return true
	}
	pair := v.Rule + f.Rule
	if pair == "WSK007WSK008" || pair == "WSK008WSK007" {
		return v.File == f.File && v.Line == f.Line
	}
	return f.Rule == "WSK009" && (v.Rule == "WSK001" || v.Rule == "WSK006") ||
		v.Rule == "WSK009" && (f.Rule == "WSK001" || f.Rule == "WSK006")
}

// left reports whether x is a registration that is left live because nobody waited
// for who was to deregister it, and that is found: WSK005 names the cause.
func (v Verdict) left(x Report) bool {
	return (x.Rule == "WSK001" || x.Rule == "WSK006") && slices.ContainsFunc(v.Found, func(f Report) bool {
		return f.Rule == "WSK005" && slices.Contains(v.Must, f)
	})
}

// cut reports whether a finding may follow from a life that crashes in the
// middle: what is registered then is neither lost nor left, but gone with all, and
// who waits for ever waits until then.
func cut(v Verdict, f Report) bool {
	return v.Crashes && slices.Contains([]string{"WSK001", "WSK003", "WSK004", "WSK009", "WSK015"}, f.Rule)
}

// Rule is how much of what breaks a rule is found.
func (t *Tally) Rule(rule string) Ratio { return at(t.rules, rule) }

// Add counts one model of the given kinds.
func (t *Tally) Add(name string, kinds []string, src map[string]string, v Verdict) {
	t.made++
	switch {
	case v.Invalid:
		t.invalid++
		return
	case v.Unable != "":
		t.unable[v.Unable]++
		return
	}
	if v.Inconclusive {
		t.Inconclusive++
	}
	d := difference{name: name, src: src}
	t.violations(&d, kinds, v)
	t.findings(&d, kinds, v)
	if len(d.lines) > 0 {
		t.differ = append(t.differ, d)
	}
}

// Note lists a model as one that differs, for a reason of the caller's.
func (t *Tally) Note(name string, src map[string]string, why string) {
	t.differ = append(t.differ, difference{name, []string{why}, src})
}

// violations counts which of those that happen are found.
func (t *Tally) violations(d *difference, kinds []string, v Verdict) {
	hit := false
	for _, x := range v.Must {
		ok := slices.ContainsFunc(v.Found, func(f Report) bool { return same(x, f) }) || v.left(x)
		count(t.rules, x.Rule, ok)
		hit = hit || ok
		if !ok {
			t.Missed++
			d.lines = append(d.lines, "missed "+x.String())
		}
	}
	if len(v.Must) == 0 {
		return
	}
	t.Broken.add(hit)
	for _, k := range kinds {
		count(t.kinds, k, hit)
	}
}

// findings counts which of them happen.
func (t *Tally) findings(d *difference, kinds []string, v Verdict) {
	alarmed := false
	for _, f := range v.Found {
		switch {
		case v.shows(f) || cut(v, f):
		case !v.Whole || v.follows(f):
			t.sampled++ // not every life was followed: nobody knows
		default:
			alarmed = true
			t.Alarms++
			d.lines = append(d.lines, "alarm  "+f.String())
		}
	}
	if len(v.Must)+len(v.May) > 0 || !v.Whole {
		return
	}
	t.Clean.add(alarmed)
	for _, k := range kinds {
		count(t.clean, k, alarmed)
	}
}

func (r *Ratio) add(hit bool) {
	r.All++
	if hit {
		r.Hit++
	}
}

// Print writes the counts, by kind too, and list of the models that differ.
func (t *Tally) Print(w io.Writer, list int) {
	unable := 0
	for _, n := range t.unable {
		unable += n
	}
	fmt.Fprintf(w, "%-24s %d, of them %d do not type-check, %d never register or cannot be run\n", t.what, t.made, t.invalid, unable)
	fmt.Fprintf(w, "break a rule             %d\n", t.Broken.All)
	fmt.Fprintf(w, "killed                   %v\n", t.Broken)
	fmt.Fprintf(w, "break no rule            %d, of them with a finding %v\n", t.Clean.All, t.Clean)
	fmt.Fprintf(w, "false alarms             %d findings; %d more in %s not followed whole\n", t.Alarms, t.sampled, t.what)
	fmt.Fprintf(w, "inconclusive             %d %s\n", t.Inconclusive, t.what)
	fmt.Fprintln(w, "violations found, by rule")
	for _, k := range slices.Sorted(maps.Keys(t.rules)) {
		fmt.Fprintf(w, "  %-22s %v\n", k, t.rules[k])
	}
	fmt.Fprintf(w, "%-24s %-22s %s\n", "by "+t.kind, "killed", "of those that break no rule, with a finding")
	for _, k := range slices.Sorted(maps.Keys(merged(t.kinds, t.clean))) {
		fmt.Fprintf(w, "  %-22s %-22v %v\n", k, at(t.kinds, k), at(t.clean, k))
	}
	if t.Disputed > 0 {
		fmt.Fprintf(w, "%s that the machine sees otherwise  %d\n", t.what, t.Disputed)
	}
	fmt.Fprintf(w, "%s that are not judged, by reason\n", t.what)
	for _, k := range slices.Sorted(maps.Keys(t.unable)) {
		fmt.Fprintf(w, "  %-42s %d\n", k, t.unable[k])
	}
	if n := min(list, len(t.differ)); n > 0 {
		fmt.Fprintf(w, "differ (%d of %d)\n", n, len(t.differ))
		for _, d := range t.differ[:n] {
			fmt.Fprintf(w, "  %s\n    %s\n", d.name, strings.Join(d.lines, "\n    "))
		}
	}
}

func merged(a, b map[string]*Ratio) map[string]*Ratio {
	out := maps.Clone(a)
	maps.Copy(out, b)
	return out
}

func at(m map[string]*Ratio, k string) Ratio {
	if r := m[k]; r != nil {
		return *r
	}
	return Ratio{}
}

// Write puts the models that differ into a directory each.
func (t *Tally) Write(dir string) error {
	for i, d := range t.differ {
		sub := filepath.Join(dir, fmt.Sprintf("m%04d", i+1))
		note := d.name + "\n" + strings.Join(d.lines, "\n") + "\n"
		files := map[string]string{"NOTE.txt": note}
		maps.Copy(files, d.src)
		for name, src := range files {
			file := filepath.Join(sub, filepath.FromSlash(name))
			if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
				return err
			}
			if err := os.WriteFile(file, []byte(src), 0o644); err != nil {
				return err
			}
		}
	}
	return nil
}
