// Package rules holds the text of each rule: the one source of -explain, the
// README's table, the pages in docs/ and the help in SARIF.
//
// A rule is one file of text/. Its parts stand in a fixed order under fixed
// headings, so that every rule answers the same questions.
package rules

import (
	"embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/wskvet/wskvet/internal/near"
)

// Rule is what a user can read about one rule.
type Rule struct {
	ID       string // "WSK001": never changes its meaning
	Name     string // "unload-registered"
	Title    string // one line
	Default  bool   // whether it runs unless it is switched off
	Severity Severity
	What     string // when it is reported, and where; Markdown, as are the next two
	Why      string // what happens on a real machine
	Wrong    string // when the finding may be wrong, and what to do
	Pages    []Page // the documents that say so
	Bad      string // C: what is reported
	Good     string // C: the same, mended
	BadGo    string // the same two as models in Go
	GoodGo   string
}

// Page is a document that a rule rests on.
type Page struct {
	Title string
	URL   string
	Says  string
}

// Severity is how grave a finding of a rule is.
type Severity string

// The severities.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
)

//go:embed text/*.md
var texts embed.FS

// parsed is every rule, read on first use: a run that finds nothing to analyse
// pays nothing for it.
var parsed = sync.OnceValue(readAll)

// readAll panics on a text that does not parse: the texts are part of the
// program, and a test reads them all.
func readAll() []Rule {
	files, err := texts.ReadDir("text") // sorted by name
	if err != nil {
		panic(err)
	}
	var all []Rule
	for _, f := range files {
		data, err := texts.ReadFile("text/" + f.Name())
		if err != nil {
			panic(err)
		}
		r, err := parse(string(data))
		if err != nil {
			panic(fmt.Sprintf("internal/rules/text/%s: %v", f.Name(), err))
		}
		if f.Name() != r.ID+".md" {
			panic(fmt.Sprintf("internal/rules/text/%s describes %s", f.Name(), r.ID))
		}
		all = append(all, r)
	}
	return all
}

// All is every rule, sorted by ID. The slice is the caller's.
func All() []Rule { return slices.Clone(parsed()) }

// Lookup is the rule with an ID.
func Lookup(id string) (Rule, bool) {
	i, ok := slices.BinarySearchFunc(parsed(), id, func(r Rule, id string) int {
		return strings.Compare(r.ID, id)
	})
	if !ok {
		return Rule{}, false
	}
	return parsed()[i], true
}

// Find is the rule that a user means: by its ID or its name, in whatever case.
func Find(word string) (Rule, bool) {
	for _, r := range parsed() {
		if strings.EqualFold(word, r.ID) || strings.EqualFold(word, r.Name) {
			return r, true
		}
	}
	return Rule{}, false
}

// Names are the names of the rules, sorted by their IDs.
func Names() []string {
	var names []string
	for _, r := range parsed() {
		names = append(names, r.Name)
	}
	return names
}

// Unknown says that a word is no rule, and which name it is near to; beside the rules the
// further words are known.
func Unknown(word string, further ...string) error {
	hint := ""
	if w := near.Word(word, append(Names(), further...)); w != "" {
		hint = fmt.Sprintf(", which is near to %q", w)
	}
	known := append(ids(), further...)
	last := len(known) - 1
	return fmt.Errorf("unknown rule %q%s: known are %s and %s", word, hint, strings.Join(known[:last], ", "), known[last])
}

// URL is where the rule's page can be read.
func (r Rule) URL() string {
	return "https://github.com/wskvet/wskvet/blob/main/docs/rules/" + r.ID + ".md"
}

// Select is the sorted IDs of the rules that a list of checks asks for.
//
// A check is a rule, by its ID or its name ("WSK001", "unload-registered"), "all", or
// "default" (also "inherit"), in whatever case; with a leading "-" it is taken away again. The list is read from left to right. It
// starts from nothing, or from the default rules if its first check takes away.
// An empty list asks for the default rules.
func Select(checks []string) ([]string, error) {
	chosen := make([]bool, len(parsed()))
	if len(checks) == 0 || strings.HasPrefix(checks[0], "-") {
		mark(chosen, isDefault, true)
	}
	for _, check := range checks {
		name, minus := strings.CutPrefix(check, "-")
		want, err := matcher(name)
		if err != nil {
			return nil, err
		}
		mark(chosen, want, !minus)
	}
	var ids []string
	for i, r := range parsed() {
		if chosen[i] {
			ids = append(ids, r.ID)
		}
	}
	if len(ids) == 0 {
		return nil, fmt.Errorf("checks %q leave no rule to run", strings.Join(checks, ","))
	}
	return ids, nil
}

func mark(chosen []bool, want func(Rule) bool, on bool) {
	for i, r := range parsed() {
		if want(r) {
			chosen[i] = on
		}
	}
}

func isDefault(r Rule) bool { return r.Default }

func matcher(name string) (func(Rule) bool, error) {
	switch strings.ToLower(name) {
	case "all":
		return func(Rule) bool { return true }, nil
	case "default", "inherit":
		return isDefault, nil
	}
	found, ok := Find(name)
	if !ok {
		return nil, Unknown(name, "all", "default")
	}
	return func(r Rule) bool { return r.ID == found.ID }, nil
}

func ids() []string {
	var ids []string
	for _, r := range parsed() {
		ids = append(ids, r.ID)
	}
	return ids
}
