package report

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/rules"
)

const (
	sarifSchema = "https://json.schemastore.org/sarif-2.1.0.json"
	homePage    = "https://github.com/wskvet/wskvet"
	limitsPage  = homePage + "/blob/main/docs/limits.md"
	srcRoot     = "%SRCROOT%"

	// fingerprintKey is wskvet's own. GitHub's, primaryLocationLineHash, is
	// left for the upload to compute, which rejects any other value.
	fingerprintKey = "wskvet/v1"

	// maxDescription is GitHub's bound on fullDescription.text.
	maxDescription = 1024

	// maxLinks bounds the steps that a message links to. All steps are in the
	// code flow.
	maxLinks = 6
)

// sarif prints SARIF 2.1.0 as GitHub's code scanning takes it.
func (r *report) sarif() error {
	ids := r.ruleIDs()
	run := sarifRun{
		Tool: sarifTool{sarifDriver{
			Name: "wskvet", Version: semantic(r.Version), SemanticVersion: semantic(r.Version), InformationURI: homePage,
			Rules: []sarifRule{}, Notifications: notifications(),
		}},
		ColumnKind:         "utf16CodeUnits",
		OriginalURIBaseIDs: map[string]sarifBase{srcRoot: {sarifText{"The root of the checkout."}}},
		AutomationDetails:  sarifID{"wskvet/"},
		Invocations:        []sarifInvocation{{ExecutionSuccessful: true, Notifications: r.sarifNotes()}},
		Results:            []sarifResult{},
	}
	for _, id := range ids {
		run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, sarifRuleOf(r.rule(id)))
	}
	for i := range r.Findings {
		f := &r.Findings[i]
		index, _ := slices.BinarySearch(ids, f.Rule)
		run.Results = append(run.Results, r.sarifResult(f, index))
	}
	return r.encode(sarifLog{Schema: sarifSchema, Version: "2.1.0", Runs: []sarifRun{run}})
}

// ruleIDs are the rules of the run and whatever else findings name, sorted.
func (r *report) ruleIDs() []string {
	var ids []string
	for _, rule := range r.Rules {
		ids = append(ids, rule.ID)
	}
	for _, f := range r.Findings {
		ids = append(ids, f.Rule)
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

var semver = regexp.MustCompile(`^v?(\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?)$`)

// semantic is a version as semver.org writes it, or nothing.
func semantic(version string) string {
	if m := semver.FindStringSubmatch(version); m != nil {
		return m[1]
	}
	return ""
}

func sarifRuleOf(r rules.Rule) sarifRule {
	out := sarifRule{
		ID:               r.ID,
		ShortDescription: sarifText{"A finding of wskvet."},
		FullDescription:  sarifText{"A finding of wskvet."},
		Help:             sarifMarkdown{Text: "See " + homePage + ".", Markdown: "See [wskvet](" + homePage + ")."},
		Configuration:    &sarifConfiguration{Enabled: true, Level: level(r.Severity)},
		Properties: &sarifRuleProperties{
			Tags: []string{"correctness", "windows", "wsk"}, Precision: "high", Severity: level(r.Severity),
		},
	}
	if r.Title == "" {
		return out
	}
	out.ShortDescription.Text = sentence(strings.ReplaceAll(r.Title, "`", ""))
	out.FullDescription.Text = shorten(sentence(r.Title+" "+strings.ReplaceAll(r.What, "\n\n", " ")), maxDescription)
	out.Help = sarifMarkdown{Text: r.Text(0), Markdown: r.Markdown()}
	out.Name, out.HelpURI = r.Name, r.URL()
	out.Configuration.Enabled = r.Default
	return out
}

func level(severity rules.Severity) string {
	if severity == rules.Error {
		return "error"
	}
	return "warning"
}

// sentence is s, ended.
func sentence(s string) string {
	if s == "" || strings.HasSuffix(s, ".") {
		return s
	}
	return s + "."
}

// shorten is s in at most n characters.
func shorten(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	return string([]rune(s)[:n-1]) + "…"
}

func (r *report) sarifResult(f *finding.Finding, index int) sarifResult {
	links, related := r.links(f)
	res := sarifResult{
		RuleID: f.Rule, RuleIndex: index, Level: level(r.rule(f.Rule).Severity),
		Message:      sarifText{sentence(literal(f.Message)) + links},
		Locations:    []sarifLocation{r.location(f.Pos, f.End, logical(f.Package, f.Func), nil)},
		Related:      related,
		Fingerprints: map[string]string{fingerprintKey: f.Fingerprint()},
		CodeFlows:    r.codeFlows(f),
		Fixes:        r.fixes(f),
	}
	if f.Suppressed != "" {
		res.Suppressions = []sarifSuppression{{suppressionKind(f), "accepted", clean(f.Suppressed)}}
	}
	if f.Object != "" {
		res.Properties = map[string]string{"object": clean(f.Object)}
	}
	return res
}

// suppressionKind is where the suppression stands (3.35.2).
func suppressionKind(f *finding.Finding) string {
	if f.Baselined {
		return "external"
	}
	return "inSource"
}

// links is the tail of a message: links to the steps that moved the object,
// which GitHub shows only if the message links to them.
func (r *report) links(f *finding.Finding) (string, []sarifLocation) {
	var texts []string
	var related []sarifLocation
	for i := range f.Steps {
		s := &f.Steps[i]
		if importance(f.Steps, i) != "essential" || s.Kind == finding.Violate || len(related) == maxLinks {
			continue
		}
		l := r.location(s.Pos, s.Pos, nil, &sarifText{literal(s.Text)})
		l.ID = len(related) + 1
		related = append(related, l)
		texts = append(texts, fmt.Sprintf("[%s](%d)", linkText.Replace(clean(s.Text)), l.ID))
	}
	if related == nil {
		return "", nil
	}
	return " Before that: " + strings.Join(texts, "; ") + ".", related
}

// importance is how much step i matters: a viewer may show the essential ones
// alone.
func importance(steps []finding.Step, i int) string {
	s := &steps[i]
	switch {
	case s.Kind == finding.Violate || s.State != "" && s.State != stateBefore(steps, i):
		return "essential"
	case s.Kind == finding.Call || s.Kind == finding.Leave:
		return "unimportant"
	}
	return "important"
}

// stateBefore is the state of the object when step i begins.
func stateBefore(steps []finding.Step, i int) string {
	for i--; i >= 0; i-- {
		if steps[i].State != "" {
			return steps[i].State
		}
	}
	return ""
}

func (r *report) codeFlows(f *finding.Finding) []sarifCodeFlow {
	if len(f.Steps) == 0 {
		return nil
	}
	var flow sarifThreadFlow
	object := clean(f.Object)
	if object == "" {
		object = "object"
	}
	for i := range f.Steps {
		s := &f.Steps[i]
		step := sarifStep{
			Location:   r.location(s.Pos, s.Pos, logical("", s.Func), &sarifText{literal(s.Text)}),
			Kinds:      kinds(s.Kind),
			Nesting:    max(0, s.Depth),
			Importance: importance(f.Steps, i),
		}
		if state := stateBefore(f.Steps, i+1); state != "" {
			step.State = map[string]sarifText{object: {literal(state)}}
		}
		flow.Locations = append(flow.Locations, step)
	}
	return []sarifCodeFlow{{[]sarifThreadFlow{flow}}}
}

// kinds are the words of SARIF (3.38.8) for a kind of step.
func kinds(k finding.Kind) []string {
	switch k {
	case finding.Enter:
		return []string{"enter", "function"}
	case finding.Call, finding.Operate, finding.Spawn:
		return []string{"call", "function"}
	case finding.Leave:
		return []string{"return", "function"}
	case finding.Branch:
		return []string{"branch"}
	case finding.Violate:
		return []string{"danger"}
	}
	return nil
}

func (r *report) sarifNotes() []sarifNote {
	notes := []sarifNote{}
	for i := range r.Inconclusive {
		f := &r.Inconclusive[i]
		notes = append(notes, sarifNote{
			Descriptor: sarifDescriptor{ID: finding.Inconclusive}, Level: "warning",
			Message:   sarifText{sentence(literal(f.Message))},
			Locations: []sarifLocation{r.location(f.Pos, f.End, logical(f.Package, f.Func), nil)},
		})
	}
	return notes
}

func notifications() []sarifRule {
	return []sarifRule{{
		ID:               finding.Inconclusive,
		ShortDescription: sarifText{"The analysis gave up here."},
		FullDescription:  sarifText{"The analysis reached a limit, or code that it cannot follow. What lies behind this place is neither clean nor a finding."},
		Help:             sarifMarkdown{Text: "See " + limitsPage + ".", Markdown: "See [limits](" + limitsPage + ")."},
		HelpURI:          limitsPage,
	}}
}

func (r *report) fixes(f *finding.Finding) []sarifFix {
	var out []sarifFix
	for _, x := range f.Fixes {
		if fix, ok := r.fix(x); ok {
			out = append(out, fix)
		}
	}
	return out
}

// fix is a fix of which every edit has its columns: half of one mends nothing.
func (r *report) fix(x finding.Fix) (sarifFix, bool) {
	fix := sarifFix{Description: sarifText{literal(x.Message)}}
	for _, e := range x.Edits {
		region, ok := r.exact(e)
		if !ok {
			return fix, false
		}
		one := sarifReplacement{region, sarifText{e.New}}
		if n := len(fix.Changes); n > 0 && fix.Changes[n-1].Artifact == artifact(e.Pos.File) { // edits come file by file
			fix.Changes[n-1].Replacements = append(fix.Changes[n-1].Replacements, one)
			continue
		}
		fix.Changes = append(fix.Changes, sarifChange{artifact(e.Pos.File), []sarifReplacement{one}})
	}
	return fix, len(fix.Changes) > 0
}

// exact is the region that an edit replaces, if its columns are known.
func (r *report) exact(e finding.Edit) (sarifRegion, bool) {
	from, ok1 := r.src.line(e.Pos)
	to, ok2 := r.src.line(e.End)
	g := sarifRegion{e.Pos.Line, units(from, e.Pos.Col), e.End.Line, units(to, e.End.Col)}
	return g, ok1 && ok2 && g.StartColumn > 0 && g.EndColumn > 0
}

func (r *report) location(p, e finding.Position, in []sarifLogical, message *sarifText) sarifLocation {
	l := sarifLocation{Logical: in, Message: message}
	if p.File == "" {
		return l
	}
	l.Physical = &sarifPhysical{Artifact: artifact(p.File), Region: r.sarifRegion(p, e)}
	return l
}

// sarifRegion stays on one line: a pull request shows an alert only if all its
// lines are in the diff.
func (r *report) sarifRegion(p, e finding.Position) *sarifRegion {
	if p.Line < 1 {
		return nil
	}
	g := &sarifRegion{StartLine: p.Line}
	line, ok := r.src.line(p)
	if col := units(line, p.Col); ok && col > 0 {
		g.StartColumn, g.EndLine, g.EndColumn = col, p.Line, units(line, end(line, p, e))
	}
	return g
}

// artifact is a file. One outside the root has no base: SARIF has no .. below
// a base.
func artifact(file string) sarifArtifact {
	a := sarifArtifact{URI: (&url.URL{Path: file}).String(), Base: srcRoot}
	if strings.HasPrefix(file, "../") {
		a.Base = ""
	}
	return a
}

func logical(pkg, fn string) []sarifLogical {
	if fn == "" {
		return nil
	}
	l := sarifLogical{Name: clean(fn), Kind: "function"}
	if pkg != "" {
		l.Full = clean(pkg + "." + fn)
	}
	return []sarifLogical{l}
}

// literal is text that a message shows as it is: SARIF takes single braces for
// placeholders (3.11.5) and brackets before a parenthesis for links (3.11.6).
func literal(s string) string {
	s = braces.Replace(clean(s))
	if strings.Contains(s, "](") {
		s = brackets.Replace(s)
	}
	return s
}

var (
	braces   = strings.NewReplacer("{", "{{", "}", "}}")
	brackets = strings.NewReplacer(`\`, `\\`, "[", `\[`, "]", `\]`)
	linkText = strings.NewReplacer(`\`, `\\`, "[", `\[`, "]", `\]`, "{", "{{", "}", "}}")
)
