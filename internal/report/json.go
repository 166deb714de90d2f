package report

import (
	"bytes"
	"encoding/json"

	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/printable"
	"github.com/wskvet/wskvet/internal/rules"
)

// schemaVersion is that of the JSON format. It changes when a field changes its
// meaning or goes away; new fields do not change it.
const schemaVersion = 1

// document is the JSON format; docs/formats.md describes it.
type document struct {
	Version      int           `json:"version"`
	Tool         tool          `json:"tool"`
	Summary      counts        `json:"summary"`
	Findings     []jsonFinding `json:"findings"`
	Inconclusive []jsonFinding `json:"inconclusive"`
	Notes        []jsonFinding `json:"notes"`
}

type tool struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}

type jsonFinding struct {
	Rule        string           `json:"rule"`
	Name        string           `json:"name"`
	Severity    rules.Severity   `json:"severity"`
	Message     string           `json:"message"`
	Pos         finding.Position `json:"pos"`
	End         finding.Position `json:"end"`
	Package     string           `json:"package"`
	Func        string           `json:"func"`
	Object      string           `json:"object"`
	Fingerprint string           `json:"fingerprint"`
	Steps       []finding.Step   `json:"steps"`
	Fixes       []finding.Fix    `json:"fixes,omitempty"`
	Suppressed  string           `json:"suppressed,omitempty"`
	Baselined   bool             `json:"baselined,omitempty"`
}

func (r *report) json() error {
	return r.encode(document{
		Version:      schemaVersion,
		Tool:         tool{"wskvet", r.Version},
		Summary:      r.counts(),
		Findings:     r.jsonFindings(r.Findings),
		Inconclusive: r.jsonFindings(r.Inconclusive),
		Notes:        r.jsonFindings(r.Notes),
	})
}

func (r *report) encode(v any) error {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return err
	}
	_, err := r.w.Write(printable.JSON(b.Bytes()))
	return err
}

func (r *report) jsonFindings(fs []finding.Finding) []jsonFinding {
	out := []jsonFinding{} // [] in JSON, never null
	for i := range fs {
		f := &fs[i]
		rule := r.rule(f.Rule)
		steps := f.Steps
		if steps == nil {
			steps = []finding.Step{}
		}
		out = append(out, jsonFinding{
			Rule: f.Rule, Name: rule.Name, Severity: rule.Severity, Message: f.Message,
			Pos: f.Pos, End: f.End, Package: f.Package, Func: f.Func, Object: f.Object,
			Fingerprint: f.Fingerprint(), Steps: steps, Fixes: f.Fixes, Suppressed: f.Suppressed, Baselined: f.Baselined,
		})
	}
	return out
}
