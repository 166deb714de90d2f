package report

import (
	"encoding/json"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/wskvet/wskvet/internal/finding"
)

func readSARIF(t *testing.T, r Run) sarifRun {
	t.Helper()
	var log sarifLog
	d := json.NewDecoder(strings.NewReader(write(t, "sarif", r)))
	d.DisallowUnknownFields()
	if err := d.Decode(&log); err != nil {
		t.Fatal(err)
	}
	if log.Version != "2.1.0" || log.Schema != sarifSchema || len(log.Runs) != 1 {
		t.Fatalf("version %q, schema %q, %d runs", log.Version, log.Schema, len(log.Runs))
	}
	return log.Runs[0]
}

// What code scanning requires of a file, and what SARIF requires of its links
// and indices.
func TestSARIFStructure(t *testing.T) {
	x := newFixture(t)
	bare := x.full()
	bare.Options.ReadFile = nil
	for _, r := range []Run{x.full(), bare, x.run()} {
		run := readSARIF(t, r)
		if run.ColumnKind != "utf16CodeUnits" || run.AutomationDetails.ID != "wskvet/" || !run.Invocations[0].ExecutionSuccessful {
			t.Errorf("columnKind %q, id %q, invocations %v", run.ColumnKind, run.AutomationDetails.ID, run.Invocations)
		}
		ids := checkRules(t, run)
		if len(run.Results) != len(r.Findings) {
			t.Errorf("%d results for %d findings", len(run.Results), len(r.Findings))
		}
		for _, res := range run.Results {
			if ids[res.RuleIndex] != res.RuleID {
				t.Errorf("ruleIndex of %s is that of %s", res.RuleID, ids[res.RuleIndex])
			}
			checkResult(t, res)
		}
	}
}

func checkRules(t *testing.T, run sarifRun) []string {
	var ids []string
	for _, rule := range run.Tool.Driver.Rules {
		ids = append(ids, rule.ID)
		if rule.ShortDescription.Text == "" || rule.FullDescription.Text == "" || len(rule.FullDescription.Text) > maxDescription ||
			rule.Help.Text == "" || rule.Help.Markdown == "" || rule.Properties.Severity == "" || len(rule.Properties.Tags) > 10 {
			t.Errorf("rule %s lacks what code scanning requires: %+v", rule.ID, rule)
		}
	}
	if !slices.IsSorted(ids) || len(slices.Compact(slices.Clone(ids))) != len(ids) {
		t.Errorf("rules %q are not sorted or not unique", ids)
	}
	return ids
}

var linkTo = regexp.MustCompile(`\]\((\d+)\)`)

func checkResult(t *testing.T, res sarifResult) {
	if len(res.Locations) != 1 || res.Message.Text == "" || res.Fingerprints[fingerprintKey] == "" || len(res.Fingerprints) != 1 {
		t.Errorf("%s: locations %v, message %q, fingerprints %v", res.RuleID, res.Locations, res.Message.Text, res.Fingerprints)
	}
	all := append(slices.Clone(res.Locations), res.Related...)
	for _, flow := range res.CodeFlows {
		for _, step := range flow.ThreadFlows[0].Locations {
			all = append(all, step.Location)
			if !slices.Contains([]string{"essential", "important", "unimportant"}, step.Importance) {
				t.Errorf("importance %q", step.Importance)
			}
		}
	}
	for _, l := range all {
		checkPlace(t, l.Physical)
	}
	var linked []string
	for _, m := range linkTo.FindAllStringSubmatch(strings.ReplaceAll(res.Message.Text, `\]`, ""), -1) {
		linked = append(linked, m[1])
	}
	var ids []string
	for _, l := range res.Related {
		ids = append(ids, strconv.Itoa(l.ID))
	}
	if !slices.Equal(linked, ids) {
		t.Errorf("message %q links to %q, related locations are %q", res.Message.Text, linked, ids)
	}
}

func checkPlace(t *testing.T, p *sarifPhysical) {
	u, err := url.Parse(p.Artifact.URI)
	if err != nil || u.IsAbs() || strings.HasPrefix(u.Path, "/") || p.Artifact.Base != srcRoot {
		t.Errorf("artifact %+v is not relative to %s", p.Artifact, srcRoot)
	}
	g := p.Region
	if g.StartLine < 1 || g.StartColumn > 0 && (g.EndLine != g.StartLine || g.EndColumn <= g.StartColumn) {
		t.Errorf("region %+v is not on one line", g)
	}
}

func TestSARIFColumns(t *testing.T) {
	x := newFixture(t)
	f := x.hostile() // its second step is at 世界
	run := readSARIF(t, x.run(f))
	got := *run.Results[0].CodeFlows[0].ThreadFlows[0].Locations[1].Location.Physical.Region
	if want := (sarifRegion{6, 9, 6, 11}); got != want {
		t.Errorf("region %+v, want %+v: columns count UTF-16, not bytes", got, want)
	}
	r := x.run(f)
	r.Options.ReadFile = nil
	got = *readSARIF(t, r).Results[0].CodeFlows[0].ThreadFlows[0].Locations[1].Location.Physical.Region
	if want := (sarifRegion{StartLine: 6}); got != want {
		t.Errorf("region %+v, want %+v: without the source no column is known", got, want)
	}
}

func TestSARIFURI(t *testing.T) {
	for _, c := range []struct{ file, uri, base string }{
		{"sock/sock.go", "sock/sock.go", srcRoot},
		{"a b/größe%.go", "a%20b/gr%C3%B6%C3%9Fe%25.go", srcRoot},
		{"c:d.go", "./c:d.go", srcRoot},
		{"a?b#c.go", "a%3Fb%23c.go", srcRoot},
		{"../wsk/wsk.go", "../wsk/wsk.go", ""},
	} {
		if got, want := artifact(c.file), (sarifArtifact{c.uri, c.base}); got != want {
			t.Errorf("artifact(%q) = %+v, want %+v", c.file, got, want)
		}
	}
}

// The code flow says the steps' states, depth and weight.
func TestSARIFFlow(t *testing.T) {
	x := newFixture(t)
	res := readSARIF(t, x.run(x.dispatchAfterRelease())).Results[0]
	var importance, states []string
	var nesting []int
	for _, s := range res.CodeFlows[0].ThreadFlows[0].Locations {
		importance = append(importance, s.Importance)
		states = append(states, s.State["g_Registration"].Text)
		nesting = append(nesting, s.Nesting)
	}
	const reg, capt = "registered", "registered, 1 capture"
	if want := []string{reg, reg, reg, capt, capt, reg, reg, reg}; !slices.Equal(states, want) {
		t.Errorf("states %q, want %q", states, want)
	}
	if want := []string{"essential", "important", "unimportant", "essential", "important", "essential", "important", "essential"}; !slices.Equal(importance, want) {
		t.Errorf("importance %q, want %q", importance, want)
	}
	if want := []int{2, 0, 1, 2, 2, 2, 2, 2}; !slices.Equal(nesting, want) {
		t.Errorf("nesting %v, want %v", nesting, want)
	}
	want := "WskFreeAddressInfo is called after the last capture of g_Registration was released. Before that: " +
		"[WskRegister(&npi, &g_Registration) succeeds](1); " +
		"[WskCaptureProviderNPI(&g_Registration, WSK_INFINITE_WAIT, &g_Provider) succeeds](2); " +
		"[WskReleaseProviderNPI(&g_Registration)](3)."
	if res.Message.Text != want {
		t.Errorf("message\n%s\nwant\n%s", res.Message.Text, want)
	}
	if got, want := res.Locations[0].Logical[0].Full, "beacon/sock.Resolve"; got != want {
		t.Errorf("logical location %q, want %q", got, want)
	}
}

func TestSARIFSuppressionAndNotes(t *testing.T) {
	x := newFixture(t)
	r := x.run(x.suppressed(), x.unloadRegistered())
	r.Inconclusive = []finding.Finding{x.gaveUp()}
	run := readSARIF(t, r)
	if got, want := run.Results[0].Suppressions, (sarifSuppression{"inSource", "accepted", "the device name is reserved: it cannot fail"}); len(got) != 1 || got[0] != want {
		t.Errorf("suppressions %v, want %v", got, want)
	}
	if got := run.Results[1].Suppressions; got != nil {
		t.Errorf("a finding that nobody suppressed has suppressions %v", got)
	}
	notes := run.Invocations[0].Notifications
	if len(notes) != 1 || notes[0].Descriptor.ID != "inconclusive" || notes[0].Message.Text != "closeListener has no body to read." || notes[0].Locations[0].Physical.Region.StartLine != 42 {
		t.Errorf("notifications %+v", notes)
	}
}

func TestSARIFFix(t *testing.T) {
	x := newFixture(t)
	f := x.dispatchAfterRelease()
	fixes := readSARIF(t, x.run(f)).Results[0].Fixes
	if len(fixes) != 1 || len(fixes[0].Changes) != 1 {
		t.Fatalf("fixes %+v", fixes)
	}
	if got, want := fixes[0].Changes[0].Replacements[0].Deleted, (sarifRegion{29, 1, 29, 44}); got != want {
		t.Errorf("deleted %+v, want %+v", got, want)
	}
	r := x.run(f)
	r.Options.ReadFile = nil
	if fixes := readSARIF(t, r).Results[0].Fixes; fixes != nil {
		t.Errorf("without columns a fix is a guess: %+v", fixes)
	}
}

func TestSARIFText(t *testing.T) {
	for in, want := range map[string]string{
		"f(&x{})":      "f(&x{{}})",
		"a[i]":         "a[i]",
		"calls[42](0)": `calls\[42\](0)`,
		"\x1b[0m":      `\x1b[0m`,
	} {
		if got := literal(in); got != want {
			t.Errorf("literal(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestSemanticVersion(t *testing.T) {
	for in, want := range map[string]string{"v1.2.3": "1.2.3", "0.1.0-rc.1": "0.1.0-rc.1", "(devel)": "", "v1": "", "": ""} {
		if got := semantic(in); got != want {
			t.Errorf("semantic(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestJSON(t *testing.T) {
	x := newFixture(t)
	r := x.full()
	var got document
	d := json.NewDecoder(strings.NewReader(write(t, "json", r)))
	d.DisallowUnknownFields()
	if err := d.Decode(&got); err != nil {
		t.Fatal(err)
	}
	if want := (counts{Findings: 4, Files: 3, Suppressed: 1, Inconclusive: 1, Tally: finding.Tally{Drivers: 1, Roots: 3, Calls: 5, Followed: 5}}); got.Version != 1 || got.Tool != (tool{"wskvet", "v1.2.3"}) || got.Summary != want {
		t.Errorf("version %d, tool %v, summary %+v", got.Version, got.Tool, got.Summary)
	}
	i := slices.IndexFunc(got.Findings, func(f jsonFinding) bool { return f.Rule == "WSK001" })
	f, want := got.Findings[i], x.unloadRegistered()
	if f.Fingerprint != want.Fingerprint() || len(f.Steps) != len(want.Steps) || f.Severity != "error" || f.Name != "unload-registered" {
		t.Errorf("finding %+v", f)
	}
	if f.Pos != (finding.Position{File: "driver.go", Line: 39, Col: 1}) || f.Steps[2].Pos.File != "sock/sock.go" {
		t.Errorf("places %v, %v are not relative", f.Pos, f.Steps[2].Pos)
	}
	if none := write(t, "json", x.run()); !strings.Contains(none, `"findings": [],`) || strings.Contains(none, "null") {
		t.Errorf("no findings are not []:\n%s", none)
	}
}
