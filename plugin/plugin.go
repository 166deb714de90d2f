// Package plugin is wskvet as a module plugin of golangci-lint, version 2. It is
// imported for its effect: the linter "wskvet" is there to be enabled.
package plugin

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/golangci/plugin-module-register/register"
	"golang.org/x/tools/go/analysis"

	"github.com/wskvet/wskvet/analyzer"
	"github.com/wskvet/wskvet/internal/config"
	"github.com/wskvet/wskvet/internal/rules"
)

// golangci-lint imports a plugin and calls nothing: it has to register itself.
func init() { register.Plugin("wskvet", New) }

// options are what linters.settings.custom.wskvet.settings may say. They win over the
// file of settings that holds for a package.
type options struct {
	Config       string   `json:"config"` // "off" for no file, or a file instead of the nearest .wskvet.yaml
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
	if o.Config != "" && o.Config != config.Off {
		if _, err := config.Load(o.Config); err != nil {
			return nil, fmt.Errorf("wskvet: config: %w", err)
		}
	}
	return plugin{o}, nil
}

// GetLoadMode asks for types.
func (plugin) GetLoadMode() string { return register.LoadModeTypesInfo }

// BuildAnalyzers is the analyzer, which takes the settings of each package.
func (p plugin) BuildAnalyzers() ([]*analysis.Analyzer, error) {
	a := analyzer.New(analyzer.Settings{})
	a.Run = func(pass *analysis.Pass) (any, error) {
		s, err := p.settings(pass)
		if err != nil {
			return nil, err
		}
		mine := *pass
		mine.Report = func(d analysis.Diagnostic) {
			if s.Tests || !throughTests(pass, d) {
				pass.Report(bare(d))
			}
		}
		return analyzer.New(s).Run(&mine)
	}
	return []*analysis.Analyzer{a}, nil
}

// settings are those of golangci-lint's configuration, over those of the file that holds
// for the package.
func (p plugin) settings(pass *analysis.Pass) (analyzer.Settings, error) {
	c, err := p.file(pass)
	if err != nil {
		return analyzer.Settings{}, err
	}
	c = p.over(c)
	return c.Settings(), c.Check()
}

// file is what the file says that holds for a package. One of another module, or of the
// standard library, has none.
func (p plugin) file(pass *analysis.Pass) (config.Config, error) {
	if len(pass.Files) == 0 || pass.Module != nil && pass.Module.Version != "" {
		return config.Config{}, nil
	}
	dir := filepath.Dir(pass.Fset.PositionFor(pass.Files[0].FileStart, false).Filename)
	name, err := config.ForDir(p.Config, dir)
	if err != nil {
		return config.Config{}, err
	}
	return config.Load(name)
}

// over is a file's settings below those of golangci-lint.
func (p plugin) over(below config.Config) config.Config {
	const from = "golangci-lint"
	var c config.Config
	for list, to := range map[*[]string]*config.Setting[[]string]{&p.Checks: &c.Checks, &p.Unload: &c.Unload, &p.Entry: &c.Entry, &p.Callbacks: &c.Callbacks} {
		if *list != nil {
			*to = config.Setting[[]string]{Value: *list, From: from}
		}
	}
	if p.Tests {
		c.Tests = config.Setting[bool]{Value: true, From: from}
	}
	if p.Inconclusive != nil {
		c.Inconclusive = config.Setting[bool]{Value: *p.Inconclusive, From: from}
	}
	return c.Over(below)
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
