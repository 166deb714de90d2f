package report

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"slices"
	"strings"

	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/rules"
)

var (
	//go:embed page.html
	pageHTML string
	//go:embed page.css
	pageCSS string
	//go:embed page.js
	pageJS string
)

// page is the whole HTML file. It loads nothing and runs nothing but its own
// style and script, which the policy names by their hashes.
type page struct {
	Policy  string
	CSS     template.CSS
	JS      template.JS
	Version string
	Summary string
	Counts  counts
	Groups  []group
	Rules   []rulePage
}

// group is the findings of one rule in the side list.
type group struct {
	Rule, Name, Severity string
	Described            bool // has a page
	Count                int
	Packages             []pkg
}

type pkg struct {
	Name, Full string // without what all packages begin with, and with it
	Views      []*view
}

// view is what is shown of one finding.
type view struct {
	N            int // from 1, in the order of the side list
	Rule         string
	Name         string
	Severity     string
	Described    bool
	Message      string
	Place        string
	Package      string
	Func         string
	Object       string
	Suppressed   string
	Fixes        []string
	Frames       []frame
	Drawing      *drawing
	Inconclusive bool
}

// rulePage is the text of a rule that has findings.
type rulePage struct {
	ID, Name, Severity, Title, URL string
	What, Why, Wrong               template.HTML
	Bad, Good, BadGo, GoodGo       template.HTML
	Pages                          []rules.Page
}

func (r *report) html() error {
	t, err := template.New("page").Parse(pageHTML)
	if err != nil {
		return err
	}
	groups := r.groups()
	return t.Execute(r.w, page{
		Policy: "default-src 'none'; style-src " + hash(pageCSS) + "; script-src " + hash(pageJS) +
			"; base-uri 'none'; form-action 'none'",
		CSS: template.CSS(pageCSS), JS: template.JS(pageJS),
		Version: clean(r.Version), Summary: r.counts().String(), Counts: r.counts(),
		Groups: groups, Rules: r.rulePages(groups),
	})
}

// hash is the source expression by which a policy allows an inline text.
func hash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// groups sorts findings by rule, package and place; those that gave up are last.
func (r *report) groups() []group {
	fs := slices.Clone(r.Findings)
	slices.SortStableFunc(fs, func(a, b finding.Finding) int {
		if a.Rule != b.Rule {
			return strings.Compare(a.Rule, b.Rule)
		}
		return strings.Compare(a.Package, b.Package)
	})
	var out []group
	for n, f := range append(fs, r.Inconclusive...) {
		v := r.view(&f, n+1)
		if len(out) == 0 || out[len(out)-1].Rule != v.Rule {
			out = append(out, group{Rule: v.Rule, Name: v.Name, Severity: v.Severity, Described: v.Described})
		}
		out[len(out)-1].add(v)
	}
	shortenNames(out)
	return out
}

// shortenNames leaves out the directories that all packages lie in: they take
// the room that tells the packages apart. The page of a finding has them.
func shortenNames(groups []group) {
	var names []string
	for _, g := range groups {
		for _, p := range g.Packages {
			if p.Full != "" {
				names = append(names, p.Full)
			}
		}
	}
	if len(names) == 0 {
		return
	}
	first, last := slices.Min(names), slices.Max(names) // what these share, all do
	n := 0
	for i := 0; i < min(len(first), len(last)) && first[i] == last[i]; i++ {
		if first[i] == '/' {
			n = i + 1
		}
	}
	for _, g := range groups {
		for i := range g.Packages {
			if p := &g.Packages[i]; p.Full != "" {
				p.Name = p.Full[n:]
			}
		}
	}
}

func (g *group) add(v *view) {
	g.Count++
	if n := len(g.Packages); n == 0 || g.Packages[n-1].Full != v.Package {
		g.Packages = append(g.Packages, pkg{Full: v.Package})
	}
	p := &g.Packages[len(g.Packages)-1]
	p.Views = append(p.Views, v)
}

func (r *report) view(f *finding.Finding, n int) *view {
	rule := r.rule(f.Rule)
	v := &view{
		N: n, Rule: clean(f.Rule), Severity: level(rule.Severity), Described: rule.Title != "",
		Message: clean(f.Message), Place: place(f.Pos), Package: clean(f.Package), Func: clean(f.Func), Object: clean(f.Object),
		Suppressed: clean(f.Suppressed), Inconclusive: f.Rule == finding.Inconclusive,
		Frames: r.frames(f, n), Drawing: draw(f, n),
	}
	if rule.Name != f.Rule {
		v.Name = rule.Name
	}
	for _, x := range f.Fixes {
		v.Fixes = append(v.Fixes, clean(x.Message))
	}
	return v
}

// rulePages are the pages of the rules that have findings.
func (r *report) rulePages(groups []group) []rulePage {
	var out []rulePage
	for _, g := range groups {
		rule := r.rule(g.Rule)
		if rule.Title == "" {
			continue
		}
		out = append(out, rulePage{
			ID: rule.ID, Name: rule.Name, Severity: level(rule.Severity), Title: rule.Title, URL: rule.URL(),
			What: markdown(rule.What), Why: markdown(rule.Why), Wrong: markdown(rule.Wrong),
			Bad: code("bad.c", rule.Bad), Good: code("good.c", rule.Good), Pages: rule.Pages,
			BadGo: code("bad.go", rule.BadGo), GoodGo: code("good.go", rule.GoodGo),
		})
	}
	return out
}

// code is the source of a file with its colours.
func code(name, src string) template.HTML {
	f := &file{name: name, lines: strings.Split(strings.TrimRight(src, "\n"), "\n")}
	var b strings.Builder
	for i := range f.lines {
		fmt.Fprintf(&b, "%s\n", f.html(i+1, nil))
	}
	return template.HTML(b.String())
}
