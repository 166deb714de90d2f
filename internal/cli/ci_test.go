package cli_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"
)

// The problem matcher that docs/ci.md shows, and the line for Azure DevOps, read what
// -format=msbuild prints.
func TestMatchers(t *testing.T) {
	page, err := os.ReadFile("../../docs/ci.md")
	if err != nil {
		t.Fatal(err)
	}
	azure, err := os.ReadFile("../../scripts/azure-pipelines.yml")
	if err != nil {
		t.Fatal(err)
	}
	matcher := regexp.MustCompile(`"regexp": "(.*)",`).FindSubmatch(page)
	sed := regexp.MustCompile(`sed -E 's/(\^.*\$)/##vso`).FindSubmatch(azure)
	if matcher == nil || sed == nil || !strings.Contains(string(page), string(sed[0])) {
		t.Fatal("the matchers are not where they were")
	}
	driverIn(t, "sys", map[string]string{"driver.c": inC})
	_, out, _ := runAll("-format=msbuild", "sys")
	lines := strings.Split(strings.TrimSpace(out), "\n")
	for pattern, groups := range map[string][]string{
		strings.ReplaceAll(string(matcher[1]), `\\`, `\`): {"", "sys/driver.c", "14", "10", "warning", "WSK006"},
		string(sed[1]): {"", "sys/driver.c", "14", "10", "WSK006"},
	} {
		m := regexp.MustCompile(pattern).FindStringSubmatch(lines[0])
		if m == nil {
			t.Errorf("%s does not match %q", pattern, lines[0])
			continue
		}
		for i, want := range groups {
			if got := filepath.ToSlash(m[i]); want != "" && got != want {
				t.Errorf("%s: group %d is %q, want %q", pattern, i, got, want)
			}
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
