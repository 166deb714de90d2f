package statements

import (
	"fmt"
	"io"
	"sort"
	"strings"
)

// Report is one finding of an analyser.
type Report struct {
	Rule string
	Line
}

// unscored are the rules that the interpreter knows nothing of: in it a request
// pends only where the program asks whether it does (WSK010), and any capture
// may wait (WSK014).
var unscored = map[string]bool{"WSK010": true, "WSK014": true}

func neighbours(a, b string) bool {
	return a == b || a == "WSK007" && b == "WSK008" || a == "WSK008" && b == "WSK007"
}

// found reports whether r finds must entry e of p.
func found(p *TruthProgram, e *Entry, r Report) bool {
	if !neighbours(r.Rule, e.Rule) && !has(e.Alt, r.Rule) {
		return false
	}
	if r.Line == e.Line || has(e.Sites, r.Line) {
		return true
	}
	return e.Rule == "WSK001" && r.Rule == "WSK001" && has(p.Unload, r.Line)
}

// allowed reports whether r is no false positive though it finds no must entry.
func allowed(p *TruthProgram, r Report) bool {
	for i := range p.May {
		e := &p.May[i]
		if neighbours(r.Rule, e.Rule) && r.Line == e.Line {
			return true
		}
		if e.Rule == "WSK001" && r.Rule == "WSK001" && has(p.Unload, r.Line) {
			return true
		}
	}
	return false
}

// Miss is a failing line.
type Miss struct {
	Stmts int
	Kind  string // FN or FP
	Rule  string
	Line
	What string
}

// Tally is a hit count.
type Tally struct{ Hit, All int }

func (t Tally) String() string {
	if t.All == 0 {
		return "-"
	}
	return fmt.Sprintf("%d/%d (%.1f%%)", t.Hit, t.All, 100*float64(t.Hit)/float64(t.All))
}

// Score is the outcome of a scoring.
type Score struct {
	Programs        int
	Flagged         Tally // correct programs with a report
	Inconclusive    Tally // programs where the analysis gave up somewhere
	Must            Tally
	ByRule, ByKind  map[string]*Tally
	ByFeature       map[string]*Tally // recall
	FeatureAlarm    map[string]*Tally // correct programs flagged
	FPByRule        map[string]int
	TP, Allowed, FP int
	Unscored        map[string]int
	Elsewhere       int
	Misses          []Miss

	made []*Made
}

func bump(m map[string]*Tally, k string, hit bool) {
	t := m[k]
	if t == nil {
		t = &Tally{}
		m[k] = t
	}
	t.All++
	if hit {
		t.Hit++
	}
}

// score compares reports with the truth.
func score(programs []TruthProgram, reports []Report) *Score {
	s := &Score{Programs: len(programs), ByRule: map[string]*Tally{}, ByKind: map[string]*Tally{}, ByFeature: map[string]*Tally{}, FeatureAlarm: map[string]*Tally{}, FPByRule: map[string]int{}, Unscored: map[string]int{}}
	by := map[string][]Report{}
	known := map[string]bool{}
	for i := range programs {
		known[programs[i].ID] = true
	}
	for _, r := range reports {
		if unscored[r.Rule] {
			s.Unscored[r.Rule]++
			continue
		}
		id, _, _ := strings.Cut(r.File, "/")
		if !known[id] {
			s.Elsewhere++
			continue
		}
		by[id] = append(by[id], r)
	}
	for i := range programs {
		p := &programs[i]
		rs := by[p.ID]
		if p.Clean {
			s.Flagged.All++
			if len(rs) > 0 {
				s.Flagged.Hit++
			}
			for _, f := range p.Features {
				bump(s.FeatureAlarm, f, len(rs) > 0)
			}
		}
		good := make([]bool, len(rs))
		for j := range p.Must {
			e := &p.Must[j]
			hit := false
			for k, r := range rs {
				if found(p, e, r) {
					hit = true
					good[k] = true
				}
			}
			s.Must.All++
			if hit {
				s.Must.Hit++
			} else {
				s.Misses = append(s.Misses, Miss{p.Stmts, "FN", e.Rule, e.Line, e.Kind})
			}
			bump(s.ByRule, e.Rule, hit)
			bump(s.ByKind, e.Rule+" "+e.Kind, hit)
			for _, f := range p.Features {
				bump(s.ByFeature, f, hit)
			}
		}
		for k, r := range rs {
			switch {
			case good[k]:
				s.TP++
			case allowed(p, r):
				s.Allowed++
			default:
				s.FP++
				s.FPByRule[r.Rule]++
				what := "in a correct program"
				if !p.Clean {
					what = "in a program with other violations"
				}
				s.Misses = append(s.Misses, Miss{p.Stmts, "FP", r.Rule, r.Line, what})
			}
		}
	}
	sort.SliceStable(s.Misses, func(i, j int) bool {
		a, b := s.Misses[i], s.Misses[j]
		if a.Stmts != b.Stmts {
			return a.Stmts < b.Stmts
		}
		if a.File != b.File {
			return a.File < b.File
		}
		return a.Line.Line < b.Line.Line
	})
	return s
}

func keys[V any](m map[string]V) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	sort.Strings(out)
	return out
}

// Print writes the tables, and the smallest of the programs that failed.
func (s *Score) Print(w io.Writer, list int) {
	fmt.Fprintf(w, "programs                 %d\n", s.Programs)
	fmt.Fprintf(w, "correct programs flagged %v\n", s.Flagged)
	fmt.Fprintf(w, "inconclusive programs    %v\n", s.Inconclusive)
	fmt.Fprintf(w, "must found (recall)      %v\n", s.Must)
	for _, k := range keys(s.ByRule) {
		fmt.Fprintf(w, "  %-22s %v", k, s.ByRule[k])
		if n := s.FPByRule[k]; n > 0 {
			fmt.Fprintf(w, "   false positives %d", n)
		}
		fmt.Fprintln(w)
	}
	fmt.Fprintf(w, "recall by kind\n")
	for _, k := range keys(s.ByKind) {
		fmt.Fprintf(w, "  %-38s %v\n", k, s.ByKind[k])
	}
	fmt.Fprintf(w, "by feature                   recall               correct programs flagged\n")
	all := map[string]bool{}
	for k := range s.ByFeature {
		all[k] = true
	}
	for k := range s.FeatureAlarm {
		all[k] = true
	}
	for _, k := range keys(all) {
		r, f := s.ByFeature[k], s.FeatureAlarm[k]
		if r == nil {
			r = &Tally{}
		}
		if f == nil {
			f = &Tally{}
		}
		fmt.Fprintf(w, "  %-22s %-24v %v\n", k, r, f)
	}
	n := s.TP + s.Allowed + s.FP
	fmt.Fprintf(w, "reported                 %d: %d must, %d allowed (may), %d false positives\n", n, s.TP, s.Allowed, s.FP)
	if n > 0 {
		fmt.Fprintf(w, "precision                %.1f%%", 100*float64(n-s.FP)/float64(n))
		if s.TP+s.FP > 0 {
			fmt.Fprintf(w, " (%.1f%% not counting the allowed)", 100*float64(s.TP)/float64(s.TP+s.FP))
		}
		fmt.Fprintln(w)
	}
	for _, k := range keys(s.Unscored) {
		fmt.Fprintf(w, "not scored: %d of rule %s\n", s.Unscored[k], k)
	}
	if s.Elsewhere > 0 {
		fmt.Fprintf(w, "not scored: %d outside the generated programs\n", s.Elsewhere)
	}
	if list > 0 && len(s.Misses) > 0 {
		fmt.Fprintf(w, "smallest failing programs\n")
		seen := map[string]bool{}
		for _, m := range s.Misses {
			id, _, _ := strings.Cut(m.File, "/")
			if !seen[id] {
				if len(seen) == list {
					break
				}
				seen[id] = true
			}
			fmt.Fprintf(w, "  %s:%d %s %s (%d statements; %s)\n", m.File, m.Line.Line, m.Rule, m.Kind, m.Stmts, m.What)
		}
	}
}
