package cli_test

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"
)

// The problem matcher that docs/ci.md shows reads each line that -format=msbuild prints of
// findings and of places that are inconclusive, with a column and without.
func TestMatcher(t *testing.T) {
	pattern, groups := matcher(t)
	for _, l := range msbuildLines(t) {
		m := pattern.FindStringSubmatch(l)
		if m == nil {
			t.Errorf("%s does not match %q", pattern, l)
			continue
		}
		place, text, _ := strings.Cut(l, ": warning ")
		code, message, _ := strings.Cut(text, ": ")
		if got := m[groups.File] + "(" + m[groups.Location] + ")"; got != place || m[groups.Severity] != "warning" || m[groups.Code] != code || m[groups.Message] != message {
			t.Errorf("%q is read as %q", l, m)
		}
	}
}

// group are the numbers of the groups in a problem matcher.
type group struct{ File, Location, Severity, Code, Message int }

// matcher is the problem matcher of docs/ci.md: its file is JSON, and so is read as such.
func matcher(t *testing.T) (*regexp.Regexp, group) {
	t.Helper()
	page, err := os.ReadFile("../../docs/ci.md")
	if err != nil {
		t.Fatal(err)
	}
	_, text, _ := strings.Cut(string(page), "```json\n")
	text, _, _ = strings.Cut(text, "```")
	var tasks struct {
		Tasks []struct {
			ProblemMatcher struct {
				Pattern struct {
					Regexp string
					group
				}
			}
		}
	}
	if err := json.Unmarshal([]byte(text), &tasks); err != nil || len(tasks.Tasks) != 1 {
		t.Fatalf("%v in\n%s", err, text)
	}
	p := tasks.Tasks[0].ProblemMatcher.Pattern
	return regexp.MustCompile(p.Regexp), p.group
}

// msbuildLines are real ones: of a finding in C, of a model, of a place without a column,
// and of one that is inconclusive.
func msbuildLines(t *testing.T) []string {
	t.Helper()
	driverIn(t, "sys (x64)", map[string]string{"driver.c": inC})
	_, inCText, _ := runAll("-format=msbuild", "sys (x64)")
	unknown := strings.Replace(broken, "func unload(d *DRIVER_OBJECT) {\n", "func stop(r *WSK_REGISTRATION)\n\nfunc unload(d *DRIVER_OBJECT) {\n\tstop(&registration)\n", 1)
	module(t, strings.Replace(broken, "func unload", "//line old.c:7\nfunc unload", 1))
	_, inGo, _ := runAll("-format=msbuild")
	module(t, unknown)
	_, unsure, _ := runAll("-format=msbuild", "-inconclusive")
	var out []string
	for _, text := range []string{inCText, inGo, unsure} {
		lines := strings.Split(strings.TrimSpace(text), "\n")
		if lines[0] == "" {
			t.Fatal("nothing is found")
		}
		out = append(out, lines...)
	}
	if !slices.ContainsFunc(out, func(l string) bool { return strings.Contains(l, "warning inconclusive: ") }) || !slices.ContainsFunc(out, columnless.MatchString) {
		t.Errorf("a kind of line is missing:\n%s", strings.Join(out, "\n"))
	}
	return out
}

var columnless = regexp.MustCompile(`\(\d+\): warning `)

// The line of the template for Azure DevOps turns each line of -format=msbuild into an issue
// of the run: sed itself does it, where it is there.
func TestAzureLines(t *testing.T) {
	azure, err := os.ReadFile("../../scripts/azure-pipelines.yml")
	if err != nil {
		t.Fatal(err)
	}
	page, err := os.ReadFile("../../docs/ci.md")
	if err != nil {
		t.Fatal(err)
	}
	script := regexp.MustCompile(`sed -E '(s/.*/)' `).FindSubmatch(azure)
	if script == nil || !strings.Contains(string(page), string(script[0])) {
		t.Fatal("the template and docs/ci.md do not have the same line")
	}
	if _, err := exec.LookPath("sed"); err != nil {
		t.Skip("there is no sed")
	}
	lines := msbuildLines(t)
	cmd := exec.Command("sed", "-E", string(script[1]))
	cmd.Stdin = strings.NewReader(strings.Join(lines, "\n") + "\n")
	out, err := cmd.Output()
	if err != nil {
		t.Skipf("this sed has no -E: %v", err)
	}
	issues := strings.Split(strings.TrimSpace(string(out)), "\n")
	for i, l := range lines {
		place, text, _ := strings.Cut(l, ": warning ")
		at := strings.LastIndexByte(place, '(')
		row, col, _ := strings.Cut(strings.TrimSuffix(place[at+1:], ")"), ",")
		code, message, _ := strings.Cut(text, ": ")
		want := fmt.Sprintf("##vso[task.logissue type=warning;sourcepath=%s;linenumber=%s;columnnumber=%s;code=%s]%s", place[:at], row, col, code, message)
		if issues[i] != want {
			t.Errorf("%q becomes\n%q, want\n%q", l, issues[i], want)
		}
	}
}

// The inputs of the action are those that docs/ci.md tells of, its steps use each, and
// none stands in the text of a command, where it could be one.
func TestAction(t *testing.T) {
	data, err := os.ReadFile("../../action.yml")
	if err != nil {
		t.Fatal(err)
	}
	page, err := os.ReadFile("../../docs/ci.md")
	if err != nil {
		t.Fatal(err)
	}
	var action struct {
		Inputs map[string]struct{ Description, Default string }
		Runs   struct {
			Using string
			Steps []struct {
				Run string
				Env map[string]string
			}
		}
	}
	if err := yaml.Unmarshal(data, &action); err != nil {
		t.Fatal(err)
	}
	if len(action.Inputs) != 3 || action.Runs.Using != "composite" {
		t.Fatalf("got %+v", action)
	}
	for name := range action.Inputs {
		if !strings.Contains(string(page), "| `"+name+"` |") {
			t.Errorf("docs/ci.md does not tell of %s", name)
		}
		used := false
		for _, s := range action.Runs.Steps {
			if strings.Contains(s.Run, "${{") {
				t.Errorf("a command has an expression in it: %s", s.Run)
			}
			for _, v := range s.Env {
				used = used || v == "${{ inputs."+name+" }}"
			}
		}
		if !used {
			t.Errorf("no step uses %s", name)
		}
	}
}

// What the container is built of is there.
func TestContainerfile(t *testing.T) {
	data, err := os.ReadFile("../../Containerfile")
	if err != nil {
		t.Fatal(err)
	}
	gomod, err := os.ReadFile("../../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	version := regexp.MustCompile(`(?m)^go (\d+\.\d+)`).FindSubmatch(gomod)
	for _, want := range []string{"golang:" + string(version[1]) + " AS build", "./cmd/wskvet", `ENTRYPOINT ["/wskvet"]`, "\nUSER "} {
		if !strings.Contains(string(data), want) {
			t.Errorf("%q is missing in\n%s", want, data)
		}
	}
}
