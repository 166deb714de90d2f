package drivergen

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strings"
)

type sarif struct {
	Runs []struct {
		Results []struct {
			RuleID string `json:"ruleId"`
			Rule   struct {
				ID string `json:"id"`
			} `json:"rule"`
			Kind         string            `json:"kind"`
			Suppressions []json.RawMessage `json:"suppressions"`
			Locations    []struct {
				Physical struct {
					Artifact struct {
						URI   string `json:"uri"`
						Index *int   `json:"index"`
					} `json:"artifactLocation"`
					Region struct {
						StartLine int `json:"startLine"`
					} `json:"region"`
				} `json:"physicalLocation"`
			} `json:"locations"`
		} `json:"results"`
		Artifacts []struct {
			Location struct {
				URI string `json:"uri"`
			} `json:"location"`
		} `json:"artifacts"`
	} `json:"runs"`
}

// Report is one finding of an analyser.
type Report struct {
	Rule string
	Line
}

// inTree cuts a URI down to the path in the generated module.
var inTree = regexp.MustCompile(`(?:^|/)(p\d{5,}/(?:net/)?[A-Za-z_]+\.go)$`)

func readSarif(r io.Reader) (reports []Report, elsewhere int, err error) {
	var s sarif
	if err := json.NewDecoder(r).Decode(&s); err != nil {
		return nil, 0, err
	}
	seen := map[Report]bool{}
	for _, run := range s.Runs {
		for _, res := range run.Results {
			if len(res.Suppressions) > 0 || res.Kind == "pass" || res.Kind == "notApplicable" {
				continue
			}
			rule := res.RuleID
			if rule == "" {
				rule = res.Rule.ID
			}
			if len(res.Locations) == 0 {
				elsewhere++
				continue
			}
			ph := res.Locations[0].Physical
			uri := ph.Artifact.URI
			if i := ph.Artifact.Index; uri == "" && i != nil && *i >= 0 && *i < len(run.Artifacts) {
				uri = run.Artifacts[*i].Location.URI
			}
			if u, err := url.PathUnescape(uri); err == nil {
				uri = u
			}
			m := inTree.FindStringSubmatch(filepath.ToSlash(uri))
			if m == nil {
				elsewhere++
				continue
			}
			rep := Report{rule, Line{m[1], ph.Region.StartLine}}
			if !seen[rep] {
				seen[rep] = true
				reports = append(reports, rep)
			}
		}
	}
	return reports, elsewhere, nil
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
func score(tf *TruthFile, reports []Report) *Score {
	s := &Score{Programs: len(tf.Programs), ByRule: map[string]*Tally{}, ByKind: map[string]*Tally{}, ByFeature: map[string]*Tally{}, FeatureAlarm: map[string]*Tally{}, FPByRule: map[string]int{}, Unscored: map[string]int{}}
	by := map[string][]Report{}
	known := map[string]bool{}
	for i := range tf.Programs {
		known[tf.Programs[i].ID] = true
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
	for i := range tf.Programs {
		p := &tf.Programs[i]
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

func (s *Score) print(w io.Writer, list int) {
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

func readTruth(path string) (*TruthFile, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var tf TruthFile
	return &tf, json.Unmarshal(b, &tf)
}

func scoreCmd(args []string, w io.Writer) error {
	fs := flag.NewFlagSet("score", flag.ContinueOnError)
	truth := fs.String("truth", "truth.json", "truth file")
	in := fs.String("sarif", "", "SARIF file, - for standard input")
	list := fs.Int("list", 0, "list this many of the smallest failing programs")
	if err := fs.Parse(args); err != nil {
		return err
	}
	tf, err := readTruth(*truth)
	if err != nil {
		return err
	}
	if *in == "" {
		return errors.New("score: -sarif is missing")
	}
	f := os.Stdin
	if *in != "-" {
		if f, err = os.Open(*in); err != nil {
			return err
		}
		defer f.Close()
	}
	reports, elsewhere, err := readSarif(f)
	if err != nil {
		return err
	}
	s := score(tf, reports)
	s.Elsewhere += elsewhere
	s.print(w, *list)
	return nil
}

// showCmd prints programs with their truth in the margin.
func showCmd(args []string, w io.Writer) error {
	fs := flag.NewFlagSet("show", flag.ContinueOnError)
	truth := fs.String("truth", "truth.json", "truth file")
	if err := fs.Parse(args); err != nil {
		return err
	}
	tf, err := readTruth(*truth)
	if err != nil {
		return err
	}
	root := filepath.Dir(*truth)
	if _, err := os.Stat(filepath.Join(root, "src", "gen")); err == nil {
		root = filepath.Join(root, "src", "gen")
	}
	for _, p := range tf.Programs {
		if !has(fs.Args(), p.ID) {
			continue
		}
		fmt.Fprintf(w, "=== %s clean=%v %d statements, mutated %v\n    %v\n", p.ID, p.Clean, p.Stmts, p.Mutated, p.Features)
		note := map[Line][]string{}
		for _, e := range p.Must {
			note[e.Line] = append(note[e.Line], "MUST "+e.Rule)
		}
		for _, e := range p.May {
			note[e.Line] = append(note[e.Line], "may "+e.Rule)
		}
		for _, f := range p.Files {
			b, err := os.ReadFile(filepath.Join(root, f))
			if err != nil {
				return err
			}
			fmt.Fprintln(w, "---", f)
			for i, l := range strings.Split(strings.TrimSuffix(string(b), "\n"), "\n") {
				m := strings.Join(note[Line{f, i + 1}], ", ")
				if m != "" {
					m = "   // <<< " + m
				}
				fmt.Fprintf(w, "%3d %s%s\n", i+1, l, m)
			}
		}
		for _, e := range p.Must {
			fmt.Fprintf(w, "MUST %s %s:%d %s alt %v sites %v\n", e.Rule, e.File, e.Line.Line, e.Kind, e.Alt, e.Sites)
			for _, t := range e.Trace {
				fmt.Fprintln(w, "     ", t)
			}
		}
	}
	return nil
}
