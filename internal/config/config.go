// Package config is what a user has set: in the file .wskvet.yaml, and by flags,
// which win over it. Each setting knows where it comes from.
package config

import (
	"fmt"
	"go/token"
	"slices"
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/project"
	"github.com/wskvet/wskvet/internal/rules"
	"github.com/wskvet/wskvet/internal/settings"
)

// Setting is a value and where it comes from: "-checks", ".wskvet.yaml:3", or ""
// where nobody has set it.
type Setting[T any] struct {
	Value T
	From  string
}

// Config is the settings of a run.
type Config struct {
	Checks, Unload, Entry, Callbacks Setting[[]string]
	Tests, Inconclusive, Strict      Setting[bool]
	Baseline                         Setting[string] // a file
	Tags                             Setting[[]string]
	Severity                         Setting[[]Severity]
	C                                C
}

// Severity is how a rule's findings are shown where that differs from its page.
type Severity struct {
	Rule  string
	Level rules.Severity
}

// C is the settings for drivers in C and C++.
type C struct {
	Defines       Setting[[]string] // NAME or NAME=VALUE
	Include       Setting[[]string] // folders
	Exclude       Setting[[]string] // patterns of files and folders that are passed over
	Configuration Setting[string]   // of projects: "Debug|x64"
}

// Over is c, with the settings of below where c has none.
func (c Config) Over(below Config) Config {
	return Config{
		Checks: over(c.Checks, below.Checks), Unload: over(c.Unload, below.Unload),
		Entry: over(c.Entry, below.Entry), Callbacks: over(c.Callbacks, below.Callbacks),
		Tests: over(c.Tests, below.Tests), Inconclusive: over(c.Inconclusive, below.Inconclusive), Strict: over(c.Strict, below.Strict),
		Baseline: over(c.Baseline, below.Baseline), Tags: over(c.Tags, below.Tags),
		Severity: over(c.Severity, below.Severity),
		C: C{
			Defines: onto(c.C.Defines, below.C.Defines), Include: onto(c.C.Include, below.C.Include),
			Exclude: over(c.C.Exclude, below.C.Exclude), Configuration: over(c.C.Configuration, below.C.Configuration),
		},
	}
}

func over[T any](s, below Setting[T]) Setting[T] {
	if s.From != "" {
		return s
	}
	return below
}

// onto is the list of s behind that of below: macros and folders of a command add to
// those of the file, as they do for a compiler.
func onto(s, below Setting[[]string]) Setting[[]string] {
	if s.From == "" || below.From == "" {
		return over(s, below)
	}
	return Setting[[]string]{slices.Concat(below.Value, s.Value), below.From + ", " + s.From}
}

// Settings are those that change findings.
func (c Config) Settings() settings.Settings {
	return settings.Settings{
		Checks: c.Checks.Value, Unload: c.Unload.Value, Entry: c.Entry.Value, Callbacks: c.Callbacks.Value,
		Tests: c.Tests.Value, Inconclusive: c.inconclusive(), Limits: settings.DefaultLimits(),
	}
}

// inconclusive is what is shown where nobody has said whether: one diagnostic for each
// driver.
func (c Config) inconclusive() settings.Inconclusive {
	switch s := c.Inconclusive; {
	case s.From == "":
		return settings.EachDriver
	case s.Value:
		return settings.EachPlace
	}
	return settings.Nowhere
}

// Check says what is wrong with the values, and where it was set.
func (c Config) Check() error {
	if _, err := rules.Select(c.Checks.Value); err != nil {
		return fmt.Errorf("%s: %w", Label(c.Checks.From, "checks"), err)
	}
	for _, tag := range c.Tags.Value {
		if tag == "" || strings.ContainsAny(tag, ", \t\n") {
			return fmt.Errorf("%s: %q is no build tag", Label(c.Tags.From, "tags"), tag)
		}
	}
	for _, text := range c.C.Defines.Value {
		if _, err := project.Define(text); err != nil {
			return fmt.Errorf("%s: %w", Label(c.C.Defines.From, "defines"), err)
		}
	}
	return c.checkNames()
}

// Functions are names of functions, and the setting that they stand in.
type Functions struct {
	Key string
	Setting[[]string]
}

// Functions are the settings that name functions.
func (c Config) Functions() []Functions {
	return []Functions{{"entry", c.Entry}, {"unload", c.Unload}, {"callbacks", c.Callbacks}}
}

// checkNames looks at the names of functions. One function has one part: a name
// in two of the lists would be read as the first alone.
func (c Config) checkNames() error {
	lists := c.Functions()
	for i, l := range lists {
		for _, name := range l.Value {
			if !token.IsIdentifier(name) {
				return fmt.Errorf("%s: %q is no name of a function", Label(l.From, l.Key), name)
			}
			for _, before := range lists[:i] {
				if slices.Contains(before.Value, name) {
					return fmt.Errorf("%s: %q is in %s too (%s)", Label(l.From, l.Key), name, before.Key, before.From)
				}
			}
		}
	}
	return nil
}

// Label names a setting in a message: "-checks", or ".wskvet.yaml:3: checks".
func Label(from, key string) string {
	if strings.HasPrefix(from, "-") {
		return from
	}
	return from + ": " + key
}
