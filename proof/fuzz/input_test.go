package fuzz

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/wskvet/wskvet/internal/baseline"
	"github.com/wskvet/wskvet/internal/config"
	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/report"
	"github.com/wskvet/wskvet/internal/rules"
)

// FuzzConfig reads any text as a settings file: it is either understood, the same way
// twice, or refused by one line that names the file.
func FuzzConfig(f *testing.F) {
	for _, text := range []string{
		"", "checks: [default]", "checks: [all, -WSK003]\nentry: [Begin]\nunload: [End]", "tests: true\nbaseline: known.json",
		"checks: WSK001", "checks: [WSK999]", "unknown: 1", "checks: [*a]\nx: &a b", "checks: [default]\nchecks: [all]",
		"- list", "tests: maybe", "baseline: ../x", "{", "\x00", "checks: !!binary aGk=", "<<: {tests: true}", "---\n---\n", "\ufefftests: true",
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := config.Parse(".wskvet.yaml", data)
		if err == nil {
			err = c.Check()
		}
		if err != nil {
			if !strings.Contains(err.Error(), ".wskvet.yaml") {
				t.Fatalf("the error does not name the file: %v", err)
			}
			oneLine(t, err.Error())
			return
		}
		again, err := config.Parse(".wskvet.yaml", data)
		if err != nil {
			t.Fatalf("understood once, and then not: %v", err)
		}
		var a, b bytes.Buffer
		if c.Print(&a) != nil || again.Print(&b) != nil || a.String() != b.String() {
			t.Fatalf("understood as\n%s\nand then as\n%s", a.String(), b.String())
		}
	})
}

// oneLine fails if s has more than one line, or could move a terminal's cursor.
func oneLine(t *testing.T, s string) {
	t.Helper()
	for _, r := range s {
		if unicode.IsControl(r) {
			t.Fatalf("a control character in %q", s)
		}
	}
}

// FuzzBaseline reads any text as a baseline: what is understood is written as it was
// read.
func FuzzBaseline(f *testing.F) {
	known := baseline.Of([]finding.Finding{
		{Rule: "WSK001", Pos: finding.Position{File: "a.go", Line: 3}, Package: "p", Func: "f", Object: "r", Message: "m"},
		{Rule: "WSK003", Pos: finding.Position{File: "b.go", Line: 9}, Package: "p", Func: "g", Object: "r", Message: "n"},
	})
	data, err := known.Encode()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	for _, text := range []string{"", "{}", "null", "[]", `{"schema":"wskvet-baseline","version":99}`, string(data[:len(data)/2]), strings.Replace(string(data), "WSK001", "", 1), string(data) + "x"} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		b, err := baseline.Decode(data)
		if err != nil {
			return
		}
		out, err := b.Encode()
		if err != nil {
			t.Fatal(err)
		}
		again, err := baseline.Decode(out)
		if err != nil {
			t.Fatalf("what was written cannot be read: %v\n%s", err, out)
		}
		twice, err := again.Encode()
		if err != nil || !bytes.Equal(out, twice) {
			t.Fatalf("written differently: %v\n%s\n%s", err, out, twice)
		}
		b.Apply([]finding.Finding{{Rule: "WSK001", Package: "p", Func: "f"}})
	})
}

// FuzzReports writes findings whose every text is any text, with any source: JSON and
// SARIF stay JSON, no other format lets a control character out, and the same findings
// give the same bytes.
func FuzzReports(f *testing.F) {
	for _, text := range []string{"plain", "two\nlines", "\x1b[31mred", "</script><script>", "::error::x", "%0A::error", "\xff\xfe", "a\u202eb", "`\"'&<>", "\u2028", "${{ secrets }}"} {
		f.Add(text, "driver.go", text+"\n", uint16(1), uint16(1))
	}
	f.Fuzz(func(t *testing.T, text, file, source string, line, col uint16) {
		run := hostile(text, file, source, int(line), int(col))
		for _, format := range report.Formats() {
			var a, b bytes.Buffer
			if err := report.Write(&a, format, run); err != nil {
				t.Fatalf("%s: %v", format, err)
			}
			if err := report.Write(&b, format, run); err != nil || !bytes.Equal(a.Bytes(), b.Bytes()) {
				t.Fatalf("%s differs from one time to the next", format)
			}
			if !utf8.Valid(a.Bytes()) {
				t.Fatalf("%s is not UTF-8", format)
			}
			if (format == "json" || format == "sarif") && !json.Valid(a.Bytes()) {
				t.Fatalf("%s is not JSON:\n%s", format, a.String())
			}
			for _, r := range a.String() {
				if unicode.IsControl(r) && r != '\n' && r != '\t' {
					t.Fatalf("%s has the control character %U", format, r)
				}
			}
			if format == "html" && strings.Count(a.String(), "<script") > 1 {
				t.Fatalf("html has a script that is not its own:\n%s", a.String())
			}
			if lines := strings.Count(a.String(), "\n::"); format == "github" && lines > 1 {
				t.Fatalf("github has %d more commands than findings:\n%s", lines, a.String())
			}
		}
	})
}

// hostile is a run of one finding and one place where the analysis gave up.
func hostile(text, file, source string, line, col int) report.Run {
	pos := finding.Position{File: file, Line: line, Col: col}
	found := finding.Finding{
		Rule: "WSK001", Pos: pos, End: pos, Message: text, Package: text, Func: text, Object: text,
		Steps: []finding.Step{
			{Pos: pos, Kind: finding.Enter, Func: text, Text: text, State: text},
			{Pos: pos, Kind: finding.Violate, Func: text, Text: text, Depth: 1},
		},
	}
	gaveUp := found
	gaveUp.Rule = finding.Inconclusive
	return report.Run{
		Findings: []finding.Finding{found}, Inconclusive: []finding.Finding{gaveUp}, Rules: rules.All(), Version: "v0", Root: "/src",
		Options: report.Options{Excerpts: true, ReadFile: func(string) ([]byte, error) { return []byte(source), nil }},
	}
}
