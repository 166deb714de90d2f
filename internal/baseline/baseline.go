// Package baseline holds the findings of a driver that are known, so that a run
// can report the others alone.
//
// A finding is told by its fingerprint, which has no line: moved code is not
// new. Equal fingerprints are counted.
package baseline

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/wskvet/wskvet/internal/finding"
)

// The kind and version of the files that are read and written.
const (
	schema  = "wskvet-baseline"
	version = 1
)

// Reason is why a known finding is suppressed.
const Reason = "it is in the baseline"

// Baseline is the known findings, sorted, each fingerprint once.
type Baseline struct {
	Entries []Entry
}

// Entry is a known finding, and how many of them there are.
type Entry struct {
	Rule        string `json:"rule"`
	Package     string `json:"package"`
	Func        string `json:"func"`
	Object      string `json:"object"`
	Fingerprint string `json:"fingerprint"`
	Count       int    `json:"count"`
}

// file is how a baseline is written.
type file struct {
	Schema   string  `json:"schema"`
	Version  int     `json:"version"`
	Findings []Entry `json:"findings"`
}

// compare orders entries by what a reader looks for; the count is no part of
// what an entry is.
func compare(a, b Entry) int {
	return cmp.Or(strings.Compare(a.Rule, b.Rule), strings.Compare(a.Package, b.Package), strings.Compare(a.Func, b.Func),
		strings.Compare(a.Object, b.Object), strings.Compare(a.Fingerprint, b.Fingerprint))
}

// Of is the baseline of findings, without those that a directive suppresses.
func Of(fs []finding.Finding) Baseline {
	var b Baseline
	for i := range fs {
		if fs[i].Suppressed == "" || fs[i].Baselined {
			b.Entries = append(b.Entries, entry(&fs[i]))
		}
	}
	slices.SortFunc(b.Entries, compare)
	var out []Entry
	for _, e := range b.Entries {
		if n := len(out); n > 0 && compare(out[n-1], e) == 0 {
			out[n-1].Count++
			continue
		}
		out = append(out, e)
	}
	return Baseline{out}
}

func entry(f *finding.Finding) Entry {
	return Entry{f.Rule, f.Package, f.Func, f.Object, f.Fingerprint(), 1}
}

// Apply marks the findings that are known, in their order and as many as there
// are in b, and returns what is left of b.
func (b Baseline) Apply(fs []finding.Finding) (left Baseline) {
	rest := slices.Clone(b.Entries)
	for i := range fs {
		if fs[i].Suppressed != "" {
			continue
		}
		if at, ok := slices.BinarySearchFunc(rest, entry(&fs[i]), compare); ok && rest[at].Count > 0 {
			rest[at].Count--
			fs[i].Suppressed, fs[i].Baselined = Reason, true
		}
	}
	return Baseline{slices.DeleteFunc(rest, func(e Entry) bool { return e.Count == 0 })}
}

// String names an entry on one line. A file may hold anything, so what a terminal
// would obey is taken out.
func (e Entry) String() string {
	s := e.Rule + " in " + e.Package
	if e.Func != "" {
		s += "." + e.Func
	}
	if e.Object != "" {
		s += " about " + e.Object
	}
	if e.Count > 1 {
		s += fmt.Sprintf(" (%d times)", e.Count)
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return unicode.ReplacementChar
	}, s)
}

// String is how much there is: "2 known findings".
func (b Baseline) String() string {
	n := 0
	for _, e := range b.Entries {
		n += e.Count
	}
	if n == 1 {
		return "1 known finding"
	}
	return fmt.Sprintf("%d known findings", n)
}

// Encode writes b.
func (b Baseline) Encode() ([]byte, error) {
	f := file{schema, version, b.Entries}
	if f.Findings == nil {
		f.Findings = []Entry{}
	}
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(f); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// Decode reads what Encode wrote. Entries may have been moved, as by a merge.
func Decode(data []byte) (Baseline, error) {
	var head struct {
		Schema  string `json:"schema"`
		Version int    `json:"version"`
	}
	if err := json.Unmarshal(data, &head); err != nil || head.Schema != schema {
		return Baseline{}, errors.New("this is not a baseline of wskvet")
	}
	if head.Version != version {
		return Baseline{}, fmt.Errorf("a baseline of version %d: this wskvet reads version %d", head.Version, version)
	}
	var f file
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(&f); err != nil {
		return Baseline{}, fmt.Errorf("the baseline is damaged: %s", strings.TrimPrefix(err.Error(), "json: "))
	}
	slices.SortFunc(f.Findings, compare)
	for i, e := range f.Findings {
		if err := e.check(); err != nil {
			return Baseline{}, fmt.Errorf("the baseline is damaged: %w", err)
		}
		if i > 0 && compare(f.Findings[i-1], e) == 0 {
			return Baseline{}, fmt.Errorf("the baseline is damaged: fingerprint %s is there twice", e.Fingerprint)
		}
	}
	return Baseline{f.Findings}, nil
}

var fingerprint = regexp.MustCompile(`^[0-9a-f]{24}$`)

func (e Entry) check() error {
	switch {
	case e.Rule == "":
		return errors.New("an entry has no rule")
	case !fingerprint.MatchString(e.Fingerprint):
		return fmt.Errorf("%q is no fingerprint", e.Fingerprint)
	case e.Count < 1:
		return fmt.Errorf("fingerprint %s has count %d", e.Fingerprint, e.Count)
	}
	return nil
}
