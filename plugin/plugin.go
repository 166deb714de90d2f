// Package plugin is wskvet as a module plugin of golangci-lint, version 2. It is
// imported for its effect: the linter "wskvet" is there to be enabled.
package plugin

import (
	"fmt"
	"slices"
	"strings"

	"github.com/golangci/plugin-module-register/register"
	"golang.org/x/tools/go/analysis"

	"github.com/wskvet/wskvet/analyzer"
	"github.com/wskvet/wskvet/internal/rules"
)

// golangci-lint imports a plugin and calls nothing: it has to register itself.
func init() { register.Plugin("wskvet", New) }

// options are what linters.settings.custom.wskvet.settings may say.
type options struct {
	Checks       []string `json:"checks"`
	Unload       []string `json:"unload"`
	Entry        []string `json:"entry"`
	Callbacks    []string `json:"callbacks"`
	Tests        bool     `json:"tests"`
	Inconclusive *bool    `json:"inconclusive"`
}

type plugin struct{ options }

// New makes the plugin from its settings, nil for none. A setting or a rule that
// it does not know is an error: a misspelt one would silence the linter.
func New(raw any) (register.LinterPlugin, error) {
	o, err := register.DecodeSettings[options](raw)
	if err != nil {
		return nil, fmt.Errorf("wskvet: %w", err)
	}
	if _, err := rules.Select(o.Checks); err != nil {
		return nil, fmt.Errorf("wskvet: checks: %w", err)
	}
	return plugin{o}, nil
}

// GetLoadMode asks for types.
func (plugin) GetLoadMode() string { return register.LoadModeTypesInfo }

// BuildAnalyzers is the analyzer with the settings.
func (p plugin) BuildAnalyzers() ([]*analysis.Analyzer, error) {
	s := analyzer.Settings{Checks: p.Checks, Unload: p.Unload, Entry: p.Entry, Callbacks: p.Callbacks, Tests: p.Tests}
	if p.Inconclusive != nil {
		s.Inconclusive = analyzer.Shown(*p.Inconclusive)
	}
	a := analyzer.New(s)
	run := a.Run
	a.Run = func(pass *analysis.Pass) (any, error) {
		mine := *pass
		mine.Report = func(d analysis.Diagnostic) {
			if p.Tests || !throughTests(pass, d) {
				pass.Report(bare(d))
			}
		}
		return run(&mine)
	}
	return []*analysis.Analyzer{a}, nil
}

// bare is the diagnostic without its related information, of which golangci-lint
// makes issues of their own. The message has the witness.
func bare(d analysis.Diagnostic) analysis.Diagnostic {
	d.Related = nil
	return d
}

// throughTests reports whether the life that d tells of goes through a test
// file. golangci-lint hands over test files whether they are wanted or not.
func throughTests(pass *analysis.Pass, d analysis.Diagnostic) bool {
	return strings.HasSuffix(pass.Fset.Position(d.Pos).Filename, "_test.go") ||
		slices.ContainsFunc(d.Related, func(r analysis.RelatedInformation) bool {
			return strings.HasSuffix(pass.Fset.Position(r.Pos).Filename, "_test.go")
		})
}
