package unit

import (
	"fmt"
	"slices"
	"strings"

	"github.com/wskvet/wskvet/internal/baseline"
	"github.com/wskvet/wskvet/internal/check"
	"github.com/wskvet/wskvet/internal/config"
	"github.com/wskvet/wskvet/internal/finding"
)

// configure is the settings of the package: those of the flags over those of the
// file that holds in its directory. A package of another module has no file: one
// that lies about on this machine is not meant for it.
func (c *job) configure(f flags) (config.Config, error) {
	if f.config == config.Off || c.ModuleVersion != "" || c.Standard[c.ImportPath] {
		return f.conf, nil
	}
	name, err := config.Find(c.Dir)
	if err != nil {
		return f.conf, err
	}
	below, err := config.Load(name)
	if err != nil {
		return f.conf, err
	}
	conf := f.conf.Over(below)
	return conf, conf.Check()
}

// open are the findings that neither a directive nor the baseline suppresses.
func open(conf config.Config, out check.Output) ([]finding.Finding, error) {
	fs := out.Diagnostics(conf.Settings().Inconclusive)
	if b := conf.Baseline; b.Value != "" {
		known, err := baseline.Read(b.Value)
		if err != nil {
			return nil, fmt.Errorf("%s: baseline: %w", b.From, err)
		}
		known.Apply(fs)
	}
	// go vet hands over test files, so they are left out only where that is said.
	tests := conf.Tests.Value || conf.Tests.From == ""
	return slices.DeleteFunc(fs, func(f finding.Finding) bool {
		return f.Suppressed != "" || !tests && throughTests(f)
	}), nil
}

// throughTests reports whether the life that f tells of goes through a test file.
func throughTests(f finding.Finding) bool {
	return inTest(f.Pos) || slices.ContainsFunc(f.Steps, func(s finding.Step) bool { return inTest(s.Pos) })
}

func inTest(p finding.Position) bool { return strings.HasSuffix(p.File, "_test.go") }
