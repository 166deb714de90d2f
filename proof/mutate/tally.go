package main

import (
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/wskvet/wskvet/proof/edit"
)

type ratio struct{ hit, all int }

func (r ratio) String() string {
	if r.all == 0 {
		return "-"
	}
	return fmt.Sprintf("%d/%d (%.1f%%)", r.hit, r.all, 100*float64(r.hit)/float64(r.all))
}

// difference is a mutant on which the two sides differ.
type difference struct {
	name  string // file and edit
	lines []string
	src   map[string]string
}

type tally struct {
	models                         int
	skipped                        map[string]string // models, and why
	made, invalid                  int
	unable                         map[string]int
	killed                         ratio // mutants that break a rule, and those of them with a finding of a broken rule
	kinds, rules                   map[string]*ratio
	clean                          ratio // mutants that break nothing, and those of them with a finding
	sampled, alarms, inconclusives int
	differ                         []difference
}

func newTally() *tally {
	return &tally{skipped: map[string]string{}, unable: map[string]int{}, kinds: map[string]*ratio{}, rules: map[string]*ratio{}}
}

func count(m map[string]*ratio, k string, hit bool) {
	if m[k] == nil {
		m[k] = &ratio{}
	}
	m[k].all++
	if hit {
		m[k].hit++
	}
}

// same reports whether a finding names a violation. A release too many is WSK008
// or WSK007 by what was before; what a registration on the heap loses is WSK009,
// or WSK001 or WSK006 later; where Unload is left is one place.
func same(v, f report) bool {
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

// cut reports whether a finding may follow from a life that crashes in the
// middle: what is registered then is neither lost nor left, but gone with all.
func cut(v verdict, f report) bool {
	return v.crashes && (f.Rule == "WSK001" || f.Rule == "WSK009")
}

func (t *tally) add(file string, m edit.Mutant, src map[string]string, v verdict) {
	t.made++
	switch {
	case v.invalid:
		t.invalid++
		return
	case v.unable != "":
		t.unable[v.unable]++
		return
	}
	if v.inconclusive {
		t.inconclusives++
	}
	d := difference{name: fmt.Sprintf("%s:%s", file, m), src: src}
	hit := false
	for _, x := range v.must {
		ok := slices.ContainsFunc(v.found, func(f report) bool { return same(x, f) })
		count(t.rules, x.Rule, ok)
		hit = hit || ok
		if !ok {
			d.lines = append(d.lines, "missed "+x.String())
		}
	}
	if len(v.must) > 0 {
		t.killed.all++
		count(t.kinds, m.Kind, hit)
		if hit {
			t.killed.hit++
		}
	}
	alarmed := false
	for _, f := range v.found {
		known := slices.ContainsFunc(slices.Concat(v.must, v.may), func(x report) bool { return same(x, f) })
		switch {
		case known || cut(v, f):
		case !v.whole:
			t.sampled++ // not every life was followed: nobody knows
		default:
			alarmed = true
			t.alarms++
			d.lines = append(d.lines, "alarm  "+f.String())
		}
	}
	if len(v.must)+len(v.may) == 0 && v.whole {
		t.clean.all++
		if alarmed {
			t.clean.hit++
		}
	}
	if len(d.lines) > 0 {
		t.differ = append(t.differ, d)
	}
}

func (t *tally) print(w io.Writer, list int) {
	unable := 0
	for _, n := range t.unable {
		unable += n
	}
	fmt.Fprintf(w, "models mutated           %d\n", t.models)
	fmt.Fprintf(w, "mutants                  %d, of them %d do not type-check, %d never register or cannot be run\n", t.made, t.invalid, unable)
	fmt.Fprintf(w, "break a rule             %d\n", t.killed.all)
	fmt.Fprintf(w, "killed                   %v\n", t.killed)
	fmt.Fprintf(w, "break no rule            %d, of them with a finding %v\n", t.clean.all, t.clean)
	fmt.Fprintf(w, "false alarms             %d findings; %d more in mutants not followed whole\n", t.alarms, t.sampled)
	fmt.Fprintf(w, "inconclusive             %d mutants\n", t.inconclusives)
	fmt.Fprintln(w, "violations found, by rule")
	for _, k := range slices.Sorted(maps.Keys(t.rules)) {
		fmt.Fprintf(w, "  %-22s %v\n", k, t.rules[k])
	}
	fmt.Fprintln(w, "killed, by edit")
	for _, k := range slices.Sorted(maps.Keys(t.kinds)) {
		fmt.Fprintf(w, "  %-22s %v\n", k, t.kinds[k])
	}
	fmt.Fprintln(w, "mutants that are not judged, by reason")
	for _, k := range slices.Sorted(maps.Keys(t.unable)) {
		fmt.Fprintf(w, "  %-42s %d\n", k, t.unable[k])
	}
	fmt.Fprintln(w, "models left out, by reason")
	for _, k := range slices.Sorted(maps.Keys(t.skipped)) {
		fmt.Fprintf(w, "  %-42s %s\n", strings.TrimPrefix(k, "testdata/src/"), t.skipped[k])
	}
	if n := min(list, len(t.differ)); n > 0 {
		fmt.Fprintf(w, "differ (%d of %d)\n", n, len(t.differ))
		for _, d := range t.differ[:n] {
			fmt.Fprintf(w, "  %s\n    %s\n", d.name, strings.Join(d.lines, "\n    "))
		}
	}
}

// write puts the mutants that differ into a directory each.
func (t *tally) write(dir string) error {
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
