// Package finding is what an analysis says of a driver: a rule, a place and the
// steps of one life of the driver that breaks the rule there.
//
// It is data alone. The engine makes findings, the doors (command, vettool,
// plugin) hand them on, the reports print them.
package finding

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"slices"
	"strings"
)

// Position is a place in a source file, after //line directives.
type Position struct {
	File string `json:"file"` // as the file set names it; doors make it relative
	Line int    `json:"line"` // from 1
	Col  int    `json:"col"`  // bytes, from 1; 0 if unknown
}

// Compare orders positions by file, line and column.
func (p Position) Compare(q Position) int {
	return cmp.Or(strings.Compare(p.File, q.File), cmp.Compare(p.Line, q.Line), cmp.Compare(p.Col, q.Col))
}

// Kind says what a step of a witness does.
type Kind string

// The kinds of steps.
const (
	Enter   Kind = "enter"   // a root of the harness begins: DriverEntry, a callback, a thread, Unload
	Call    Kind = "call"    // a function of the driver is entered
	Operate Kind = "operate" // a DDI is called
	Branch  Kind = "branch"  // a condition goes one way
	Leave   Kind = "leave"   // a function returns
	Spawn   Kind = "spawn"   // a thread, goroutine or work item is started
	Violate Kind = "violate" // the rule is broken: always the last step
)

// Step is one step of a witness.
type Step struct {
	Pos   Position `json:"pos"`
	Kind  Kind     `json:"kind"`
	Func  string   `json:"func"`            // the function it happens in, as the driver's code names it
	Text  string   `json:"text"`            // in the words of the driver's code: "WskRegister(&g_Registration) succeeds"
	State string   `json:"state,omitempty"` // typestate of the object after the step: "registered, 1 capture"
	Depth int      `json:"depth"`           // calls below the root it happens in
}

// Edit replaces the bytes from Pos to End by New.
type Edit struct {
	Pos Position `json:"pos"`
	End Position `json:"end"`
	New string   `json:"new"`
}

// Fix is a set of edits that mends the finding.
type Fix struct {
	Message string `json:"message"`
	Edits   []Edit `json:"edits"`
}

// Finding is one rule that is broken at one place, about one object.
type Finding struct {
	Rule       string   `json:"rule"` // "WSK001"; "inconclusive" where the analysis gave up
	Pos        Position `json:"pos"`
	End        Position `json:"end"`
	Message    string   `json:"message"` // one line that stands alone, without the witness
	Steps      []Step   `json:"steps"`
	Package    string   `json:"package"` // import path of the package the place is in
	Func       string   `json:"func"`    // function the place is in
	Object     string   `json:"object"`  // the registration, socket or IRP: "g_Registration"
	Fixes      []Fix    `json:"fixes,omitempty"`
	NoFix      string   `json:"-"`                    // why there is none, where one was looked for
	Suppressed string   `json:"suppressed,omitempty"` // why it does not count: the reason of a directive, or the baseline
	Baselined  bool     `json:"baselined,omitempty"`  // suppressed by the baseline
}

// Inconclusive is the Rule of a finding that says where the analysis gave up.
const Inconclusive = "inconclusive"

// Note is the Rule of what is no finding, and worth saying all the same.
const Note = "note"

// Witness is the steps in one line: "registered L12; returns L20".
// It names the file of a step only where it differs from that of the finding.
func (f *Finding) Witness() string {
	var b strings.Builder
	for i, s := range f.Steps {
		if i > 0 {
			b.WriteString("; ")
		}
		b.WriteString(s.Text)
		b.WriteString(" ")
		if s.Pos.File != f.Pos.File {
			b.WriteString(base(s.Pos.File))
			b.WriteString(":")
		} else {
			b.WriteString("L")
		}
		b.WriteString(itoa(s.Pos.Line))
	}
	return b.String()
}

func base(file string) string {
	return file[strings.LastIndexAny(file, `/\`)+1:]
}

func itoa(n int) string {
	if n < 10 {
		return string(rune('0' + n))
	}
	return itoa(n/10) + string(rune('0'+n%10))
}

// Text is the message with the rule and the witness, for doors that carry
// nothing but a message.
func (f *Finding) Text() string {
	if len(f.Steps) == 0 {
		return f.Rule + ": " + f.Message
	}
	return f.Rule + ": " + f.Message + " (" + f.Witness() + ")"
}

// Fingerprint identifies the finding without lines, so that it survives moved
// code: a hash of rule, package, function, object and the shape of the witness.
func (f *Finding) Fingerprint() string {
	h := sha256.New()
	for _, s := range []string{f.Rule, f.Package, f.Func, f.Object, f.Message} {
		h.Write([]byte(s))
		h.Write([]byte{0})
	}
	return hex.EncodeToString(h.Sum(nil)[:12])
}

// Subject is what a finding is about, by the name of its object: elements of an
// array or a map are one.
func Subject(object string) string { return index.ReplaceAllString(object, "[]") }

var index = regexp.MustCompile(`\[[^][]*\]`)

// Compare orders findings by place, rule, subject and message.
func Compare(a, b Finding) int {
	return cmp.Or(a.Pos.Compare(b.Pos), strings.Compare(a.Rule, b.Rule), strings.Compare(Subject(a.Object), Subject(b.Object)),
		strings.Compare(a.Message, b.Message), cmp.Compare(len(a.Steps), len(b.Steps)), strings.Compare(a.Witness(), b.Witness()))
}

// Same reports whether two findings are one: of a rule, at a place, about a subject.
func (f *Finding) Same(o *Finding) bool {
	return f.Rule == o.Rule && f.Pos == o.Pos && Subject(f.Object) == Subject(o.Object)
}

// Unless are those of some inconclusive places at which nothing is found for certain.
func Unless(inconclusive, certain []Finding) []Finding {
	return slices.DeleteFunc(inconclusive, func(i Finding) bool {
		return slices.ContainsFunc(certain, func(f Finding) bool { return f.Pos == i.Pos })
	})
}

// Merge sorts findings and keeps the first of those that are the same.
func Merge(fs []Finding) []Finding {
	slices.SortFunc(fs, Compare)
	return slices.CompactFunc(fs, func(a, b Finding) bool { return a.Same(&b) })
}
