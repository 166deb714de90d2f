package config_test

import (
	"bytes"
	"flag"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/wskvet/wskvet/internal/settings"

	"go.yaml.in/yaml/v4"

	"github.com/wskvet/wskvet/internal/config"
)

const full = `# what a driver may set
checks: [default, WSK014]
entry:
  - StartDriver
unload: [StopDriver]
callbacks: [OnPowerUp]
tests: true
inconclusive: true
tags: [wsk, debug]
severity: {WSK009: warning, WSK014: error}
baseline: known/base.json
c:
  defines: [POOL_NX_OPTIN=1]
  include: [sys/inc]
  exclude: [sys/old/*]
  configuration: Debug|x64
`

func list(line string, v ...string) config.Setting[[]string] {
	return config.Setting[[]string]{Value: v, From: "sub/.wskvet.yaml:" + line}
}

func TestParse(t *testing.T) {
	got, err := config.Parse("sub/.wskvet.yaml", []byte(full))
	if err != nil {
		t.Fatal(err)
	}
	want := config.Config{
		Checks: list("2", "default", "WSK014"), Entry: list("3", "StartDriver"), Unload: list("5", "StopDriver"),
		Callbacks: list("6", "OnPowerUp"), Tags: list("9", "wsk", "debug"),
		Tests:        config.Setting[bool]{Value: true, From: "sub/.wskvet.yaml:7"},
		Inconclusive: config.Setting[bool]{Value: true, From: "sub/.wskvet.yaml:8"},
		Baseline:     config.Setting[string]{Value: filepath.FromSlash("sub/known/base.json"), From: "sub/.wskvet.yaml:11"},
		Severity:     config.Setting[[]config.Severity]{Value: []config.Severity{{Rule: "WSK009", Level: "warning"}, {Rule: "WSK014", Level: "error"}}, From: "sub/.wskvet.yaml:10"},
		C: config.C{
			Defines: list("13", "POOL_NX_OPTIN=1"), Include: list("14", filepath.FromSlash("sub/sys/inc")), Exclude: list("15", filepath.FromSlash("sub/sys/old/*")),
			Configuration: config.Setting[string]{Value: "Debug|x64", From: "sub/.wskvet.yaml:16"},
		},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

// A file that sets nothing is a configuration: it ends the search.
func TestEmpty(t *testing.T) {
	for _, text := range []string{"", "# nothing\n", "---\n", "{}\n", "null\n", "---\n...\n"} {
		if c, err := config.Parse("c", []byte(text)); err != nil || !reflect.DeepEqual(c, config.Config{}) {
			t.Errorf("%q: %+v, %v", text, c, err)
		}
	}
}

// TestBad: an error is one line that begins with the file and the line.
func TestBad(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"c: [A=1]\n", `c:1: want settings, as in "c: {defines: [A=1]}"`},
		{"c: {macros: [A]}\n", `c:1: unknown setting "c.macros": known are defines, include,`},
		{"c:\n  defines: [1A]\n", `c:2: defines: "1A" is no name of a macro`},
		{"c:\n  exclude: [\"[\"]\n", `c:2: exclude: "[" is no pattern`},
		{"c:\n  configuration: [Debug]\n", `c:2: configuration: want a string`},
		{"check: [all]\n", `c:1: unknown setting "check": known are checks, entry,`},
		{"tests: true\n\nunlaod: [a]\n", `c:3: unknown setting "unlaod"`},
		{"Checks: [all]\n", `c:1: unknown setting "Checks"`},
		{"? [a]\n: b\n", `c:1: unknown setting`},
		{"<<: {tests: true}\n", `c:1: unknown setting "<<"`},
		{"tests: true\nchecks: [all]\ntests: true\n", "c:3: tests is set twice"},
		{"checks: all\n", "c:1: checks: want a list of strings"},
		{"checks:\n", "c:1: checks: want a list of strings"},
		{"checks:\n  - all\n  - 7\n", "c:3: checks: want strings in the list"},
		{"entry: [&a x, *a]\n", "c:1: entry: want strings"},
		{"checks: [[all]]\n", "c:1: checks: want strings"},
		{"severity: [WSK001]\n", "c:1: severity: want rules and levels, as in {WSK009: warning}"},
		{"severity: {WSK001: info}\n", "c:1: severity: want error or warning, not \"info\""},
		{"severity:\n  WSK001: error\n  WSK001: error\n", "c:3: severity: WSK001 is set twice"},
		{"tests: 1\n", "c:1: tests: want true or false"},
		{"tests: yes\n", "c:1: tests: want true or false"},
		{"tests: \"true\"\n", "c:1: tests: want true or false"},
		{"inconclusive: [true]\n", "c:1: inconclusive: want true or false"},
		{"baseline: [a]\n", "c:1: baseline: want the name of a file"},
		{"baseline: \"\"\n", "c:1: baseline: want the name of a file"},
		{"baseline: |\n  a\n  b\n", "c:1: baseline: want the name of a file"},
		{"baseline: \"a\\eb\"\n", "c:1: baseline: want the name of a file"},
		{"tests: true\n# \u009b31m\n", "c:2: this is not text"},
		{"\nchecks: [WSK099]\n", `c:2: checks: unknown rule "WSK099"`},
		{"checks: [WSK001, -WSK001]\n", "c:1: checks: checks"},
		{"unload: [a.b]\n", `c:1: unload: "a.b" is no name of a function`},
		{"unload: [func]\n", `c:1: unload: "func" is no name of a function`},
		{"entry: [f]\nunload: [f]\n", `c:2: unload: "f" is in entry too (c:1)`},
		{"tags: [\"a,b\"]\n", `c:1: tags: "a,b" is no build tag`},
		{"tests: true\n---\ntests: false\n", "c:2: a second document"},
		{"tests: true\n---\n", "c:2: a second document"},
		{"- checks\n", "c:1: want settings"},
		{"checks\n", "c:1: want settings"},
		{"checks: [a\ntests: true\n", "c:2: this is not YAML"},
		{"\tchecks: [all]\n", "c:1: this is not YAML"},
		{"tests: true\n...\nchecks: [", "c:4: this is not YAML"},
		{"tests: true\nentry: [a\x00]\n", "c:2: this is not text"},
		{"\xff\xfet\x00", "c:1: this is not text"},
	} {
		got, err := config.Parse("c", []byte(c.text))
		if err == nil || !strings.HasPrefix(err.Error(), c.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%q: %+v, error %v, want %s", c.text, got, err, c.want)
		}
	}
}

// Flags win over the file, also where they say what is so anyway.
func TestFlagsWin(t *testing.T) {
	var flags config.Config
	fs := flag.NewFlagSet("", flag.ContinueOnError)
	flags.Flags(fs)
	flags.CommandFlags(fs)
	if err := fs.Parse([]string{"-checks=WSK001,WSK002", "-tests=false", "-inconclusive", "-unload=", "-baseline=", "-D", "DBG=1"}); err != nil {
		t.Fatal(err)
	}
	file, err := config.Parse(".wskvet.yaml", []byte(full))
	if err != nil {
		t.Fatal(err)
	}
	c := flags.Over(file)
	var out bytes.Buffer
	if err := c.Print(&out); err != nil {
		t.Fatal(err)
	}
	want := `checks           WSK001,WSK002                -checks
entry            StartDriver                  .wskvet.yaml:3
unload           none                         -unload
callbacks        OnPowerUp                    .wskvet.yaml:6
tests            false                        -tests
inconclusive     true                         -inconclusive
strict           false                        default
severity         WSK009=warning,WSK014=error  .wskvet.yaml:10
tags             wsk,debug                    .wskvet.yaml:9
baseline         none                         -baseline
c.defines        POOL_NX_OPTIN=1,DBG=1        .wskvet.yaml:13, -D
c.include        sys/inc                      .wskvet.yaml:14
c.exclude        sys/old/*                    .wskvet.yaml:15
c.configuration  Debug|x64                    .wskvet.yaml:16
`
	if out.String() != want {
		t.Errorf("got\n%swant\n%s", out.String(), want)
	}
	s := c.Settings()
	if s.Tests || s.Inconclusive != settings.EachPlace || len(s.Unload) != 0 || len(s.Checks) != 2 || s.Callbacks[0] != "OnPowerUp" {
		t.Errorf("settings %+v", s)
	}
}

func TestBadFlags(t *testing.T) {
	for _, c := range []struct{ flag, want string }{
		{"-checks=WSK099", `-checks: unknown rule "WSK099"`},
		{"-unload=a,,b", `-unload: "" is no name`},
		{"-entry=a-b", `-entry: "a-b" is no name`},
		{"-callbacks= a", `-callbacks: " a" is no name`},
		{"-tags=a b", `-tags: "a b" is no build tag`},
	} {
		var flags config.Config
		fs := flag.NewFlagSet("", flag.ContinueOnError)
		fs.SetOutput(io.Discard)
		flags.Flags(fs)
		flags.CommandFlags(fs)
		if err := fs.Parse([]string{c.flag}); err != nil {
			t.Fatal(err)
		}
		if err := flags.Check(); err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%s: error %v, want %s", c.flag, err, c.want)
		}
	}
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestFind(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	write(t, ".wskvet.yaml", "")
	write(t, "repo/.git", "gitdir: elsewhere\n") // as in a worktree
	write(t, "repo/a/.wskvet.yaml", "")
	write(t, "repo/a/b/c/x.go", "")
	write(t, "repo/d/x.go", "")
	write(t, "e/x.go", "")
	for _, c := range []struct{ dir, want string }{
		{"", ".wskvet.yaml"},
		{"e", ".wskvet.yaml"},
		{"repo/a/b/c", "repo/a/.wskvet.yaml"},
		{"repo/a", "repo/a/.wskvet.yaml"},
		{"repo/d", ""}, // what lies above a repository is not its own
		{"repo", ""},
	} {
		if got, err := config.Find(c.dir); err != nil || filepath.ToSlash(got) != c.want {
			t.Errorf("in %q: %q, %v; want %q", c.dir, got, err, c.want)
		}
	}
	t.Chdir("repo/a/b")
	if got, err := config.Find(""); err != nil || filepath.ToSlash(got) != "../.wskvet.yaml" {
		t.Errorf("%q, %v", got, err)
	}
	write(t, ".wskvet.yml", "")
	if got, err := config.Find("c"); err == nil || !strings.HasPrefix(err.Error(), ".wskvet.yml: ") {
		t.Errorf("a file of the other suffix: %q, %v", got, err)
	}
}

func TestLoad(t *testing.T) {
	t.Chdir(t.TempDir())
	if c, err := config.Load(""); err != nil || !reflect.DeepEqual(c, config.Config{}) {
		t.Errorf("no file: %+v, %v", c, err)
	}
	if err := os.Mkdir(".wskvet.yaml", 0o755); err != nil {
		t.Fatal(err)
	}
	write(t, "large", strings.Repeat("#", 1<<20+1))
	if err := os.Symlink("loop", "loop"); err != nil {
		t.Skip(err)
	}
	for name, want := range map[string]string{
		".wskvet.yaml": ".wskvet.yaml is a directory",
		"nosuch":       "nosuch: ",
		"large":        "large is larger than ",
		"loop":         "loop: ",
	} {
		if _, err := config.Load(name); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%s: %v, want %s", name, err, want)
		}
	}
}

var oneLine = regexp.MustCompile(`^dir/c:[1-9]\d*: .+$`)

// FuzzConfig: nothing panics, an error is one line that names file and line, and
// what is accepted is the same when it is written and read again.
func FuzzConfig(f *testing.F) {
	f.Add([]byte(full))
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := config.Parse("dir/c", data)
		if err != nil {
			if s := err.Error(); !oneLine.MatchString(s) {
				t.Errorf("error %q", s)
			}
			return
		}
		again, err := config.Parse("dir/c", encode(t, c))
		if err != nil {
			t.Fatalf("%v in\n%s", err, encode(t, c))
		}
		if got, want := values(again), values(c); !reflect.DeepEqual(got, want) {
			t.Errorf("got  %+v\nwant %+v", got, want)
		}
	})
}

// encode writes what c sets.
func encode(t *testing.T, c config.Config) []byte {
	m := map[string]any{}
	for key, s := range map[string]config.Setting[[]string]{
		"checks": c.Checks, "entry": c.Entry, "unload": c.Unload, "callbacks": c.Callbacks, "tags": c.Tags,
	} {
		if s.From != "" {
			m[key] = append([]string{}, s.Value...)
		}
	}
	if c.Tests.From != "" {
		m["tests"] = c.Tests.Value
	}
	if c.Inconclusive.From != "" {
		m["inconclusive"] = c.Inconclusive.Value
	}
	if c.Baseline.From != "" {
		rel, err := filepath.Rel("dir", c.Baseline.Value)
		if err != nil {
			rel = c.Baseline.Value
		}
		m["baseline"] = rel
	}
	data, err := yaml.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// values is c without the lines.
func values(c config.Config) []any {
	return []any{c.Settings(), c.Tags.Value, c.Baseline.Value, c.Checks.From != "", c.Tests.From != "", c.Inconclusive.From != ""}
}
