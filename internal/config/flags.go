package config

import (
	"cmp"
	"flag"
	"fmt"
	"io"
	"strconv"
	"strings"
	"text/tabwriter"
)

// Flags declares the flags that set c and that every door has.
func (c *Config) Flags(fs *flag.FlagSet) {
	fs.Var(list{&c.Checks, "-checks"}, "checks", "rules to run, separated by commas")
	fs.Var(list{&c.Entry, "-entry"}, "entry", "further entry functions, separated by commas")
	fs.Var(list{&c.Unload, "-unload"}, "unload", "further unload functions, separated by commas")
	fs.Var(list{&c.Callbacks, "-callbacks"}, "callbacks", "further callbacks, separated by commas")
	fs.Var(truth{&c.Tests, "-tests"}, "tests", "analyse test files too")
	fs.Var(truth{&c.Inconclusive, "-inconclusive"}, "inconclusive", "report where the analysis gave up too")
}

// CommandFlags declares those that the command has beside them.
func (c *Config) CommandFlags(fs *flag.FlagSet) {
	fs.Var(list{&c.Tags, "-tags"}, "tags", "build tags, separated by commas")
	fs.Var(truth{&c.Strict, "-strict"}, "strict", "end with a status of its own where the analysis gave up")
	fs.Var(text{&c.Baseline, "-baseline"}, "baseline", "a file of findings that are known")
	fs.Var(each{&c.C.Defines, "-D"}, "D", "a macro of drivers in C: NAME or NAME=VALUE")
	fs.Var(each{&c.C.Include, "-I"}, "I", "a folder for headers of drivers in C")
	fs.Var(text{&c.C.Configuration, "-configuration"}, "configuration", "the configuration of projects that is read")
}

// each is a flag that may be given several times.
type each struct {
	s    *Setting[[]string]
	name string
}

func (e each) String() string { return "" }

func (e each) Set(v string) error {
	e.s.Value, e.s.From = append(e.s.Value, v), e.name
	return nil
}

type list struct {
	s    *Setting[[]string]
	name string
}

func (l list) String() string { return "" }

func (l list) Set(v string) error {
	*l.s = Setting[[]string]{From: l.name}
	if v != "" {
		l.s.Value = strings.Split(v, ",")
	}
	return nil
}

type truth struct {
	s    *Setting[bool]
	name string
}

func (t truth) String() string   { return "" }
func (t truth) IsBoolFlag() bool { return true }

func (t truth) Set(v string) error {
	on, err := strconv.ParseBool(v)
	*t.s = Setting[bool]{on, t.name}
	if err != nil {
		return fmt.Errorf("want true or false")
	}
	return nil
}

type text struct {
	s    *Setting[string]
	name string
}

func (t text) String() string { return "" }

func (t text) Set(v string) error {
	*t.s = Setting[string]{v, t.name}
	return nil
}

// Print writes each setting, its value and where it comes from.
func (c Config) Print(w io.Writer) error {
	t := tabwriter.NewWriter(w, 0, 8, 2, ' ', 0)
	row := func(key, value, from string) {
		if from == "" {
			from = "default"
		}
		if value == "" {
			value = "none"
		}
		fmt.Fprintf(t, "%s\t%s\t%s\n", key, value, from)
	}
	checks := c.Checks.Value
	if len(checks) == 0 {
		checks = []string{"default"}
	}
	row("checks", strings.Join(checks, ","), c.Checks.From)
	row("entry", strings.Join(c.Entry.Value, ","), c.Entry.From)
	row("unload", strings.Join(c.Unload.Value, ","), c.Unload.From)
	row("callbacks", strings.Join(c.Callbacks.Value, ","), c.Callbacks.From)
	row("tests", strconv.FormatBool(c.Tests.Value), c.Tests.From)
	row("inconclusive", strconv.FormatBool(c.Inconclusive.Value), c.Inconclusive.From)
	row("strict", strconv.FormatBool(c.Strict.Value), c.Strict.From)
	row("severity", severities(c.Severity.Value), c.Severity.From)
	row("tags", strings.Join(c.Tags.Value, ","), c.Tags.From)
	row("baseline", c.Baseline.Value, c.Baseline.From)
	row("c.defines", strings.Join(c.C.Defines.Value, ","), c.C.Defines.From)
	row("c.include", strings.Join(c.C.Include.Value, ","), c.C.Include.From)
	row("c.exclude", strings.Join(c.C.Exclude.Value, ","), c.C.Exclude.From)
	row("c.configuration", cmp.Or(c.C.Configuration.Value, "Release|x64"), c.C.Configuration.From)
	return t.Flush()
}

func severities(list []Severity) string {
	var out []string
	for _, s := range list {
		out = append(out, s.Rule+"="+string(s.Level))
	}
	return strings.Join(out, ",")
}
