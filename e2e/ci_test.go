package e2e

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"
)

// inC is a driver in C that stays registered where its second step fails, at line 12.
const inC = `#include <wsk.h>
static const WSK_CLIENT_DISPATCH g_Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION g_Registration;
void Unload(PDRIVER_OBJECT DriverObject) { WskDeregister(&g_Registration); }
NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	WSK_CLIENT_NPI client = { NULL, &g_Dispatch };
	NTSTATUS status = WskRegister(&client, &g_Registration);
	DriverObject->DriverUnload = Unload;
	if (NT_SUCCESS(status))
		status = SecondStep();
	return status;
}
`

// step is one of an action or of a pipeline.
type step struct {
	Name, Run, Bash, Script string
	Env                     map[string]string
}

func readYAML(t *testing.T, name string, into any) {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := yaml.Unmarshal(data, into); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
}

// TestAction runs the commands of the GitHub action as a runner does: the inputs come in
// the environment, and no text in them is a command.
func TestAction(t *testing.T) {
	var action struct{ Runs struct{ Steps []step } }
	readYAML(t, "../action.yml", &action)
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	dir, temp := t.TempDir(), t.TempDir()
	write(t, filepath.Join(dir, "sys", "driver.c"), inC)
	runner := []string{"GITHUB_ACTION_PATH=" + root, "RUNNER_TEMP=" + temp}
	ran := 0
	for _, s := range action.Runs.Steps {
		switch s.Name {
		case "build":
			must(t, 0, dir, runner, "bash", "-eo", "pipefail", "-c", s.Run)
			ran++
		case "wskvet":
			for name, value := range map[string]string{"DRIVERS": "${{ inputs.drivers }}", "FLAGS": "${{ inputs.flags }}", "SARIF": "${{ inputs.sarif }}"} {
				if s.Env[name] != value {
					t.Errorf("%s is %q", name, s.Env[name])
				}
			}
			r := must(t, 1, dir, append(runner, "DRIVERS=sys", "FLAGS=-checks=all", "SARIF=log.sarif"), "bash", "-eo", "pipefail", "-c", s.Run)
			if !strings.HasPrefix(r.stdout, "::error file=sys/driver.c,line=12,") {
				t.Errorf("no annotation: %s", r)
			}
			if log, err := os.ReadFile(filepath.Join(dir, "log.sarif")); err != nil || !strings.Contains(string(log), `"WSK006"`) {
				t.Errorf("no log: %v", err)
			}
			must(t, 2, dir, append(runner, "DRIVERS=$(touch pwned);`touch pwned`", "FLAGS=", "SARIF="), "bash", "-eo", "pipefail", "-c", s.Run)
			if _, err := os.Stat(filepath.Join(dir, "pwned")); err == nil {
				t.Error("an input is run as a command")
			}
			ran++
		}
	}
	if ran != 2 {
		t.Errorf("%d steps were run", ran)
	}
}

// TestAzureTemplate runs the commands of the template with wskvet on the PATH.
func TestAzureTemplate(t *testing.T) {
	var template struct {
		Parameters []struct{ Name, Type, Default string }
		Steps      []step
	}
	readYAML(t, "../scripts/azure-pipelines.yml", &template)
	dir := t.TempDir()
	write(t, filepath.Join(dir, "sys", "driver.c"), inC)
	text := func(s string) string {
		s = strings.ReplaceAll(s, "${{ parameters.drivers }}", "sys")
		return strings.ReplaceAll(s, "$(Build.ArtifactStagingDirectory)", dir)
	}
	for _, p := range template.Parameters {
		if p.Type != "string" || p.Default == "" {
			t.Errorf("parameter %+v", p)
		}
	}
	path := []string{"PATH=" + bin + string(os.PathListSeparator) + os.Getenv("PATH")}
	issues, logs := 0, 0
	for _, s := range template.Steps {
		switch {
		case s.Bash != "":
			r := must(t, 1, dir, path, "bash", "-c", text(s.Bash))
			if want := "##vso[task.logissue type=warning;sourcepath=sys/driver.c;linenumber=12;columnnumber=2;code=WSK006]"; !strings.HasPrefix(r.stdout, want) {
				t.Errorf("want %s, got %s", want, r)
			}
			issues++
		case strings.HasPrefix(s.Script, "wskvet "):
			must(t, 1, dir, path, "bash", "-c", text(s.Script))
			if _, err := os.Stat(filepath.Join(dir, "wskvet.sarif")); err != nil {
				t.Error(err)
			}
			logs++
		}
	}
	if issues != 1 || logs != 1 {
		t.Errorf("%d steps with issues, %d with a log", issues, logs)
	}
}

// TestActionSchema: the action and the workflows of docs/ci.md are valid by GitHub's
// schemas.
func TestActionSchema(t *testing.T) {
	valid := func(name string) result {
		return run(t.Context(), ".", nil, "node_modules/.bin/action-validator", name)
	}
	data, err := os.ReadFile("../action.yml")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	write(t, filepath.Join(dir, "action.yml"), string(data))
	page, err := os.ReadFile("../docs/ci.md")
	if err != nil {
		t.Fatal(err)
	}
	names := []string{filepath.Join(dir, "action.yml")}
	for block := range strings.SplitSeq(string(page), "```") {
		if text, ok := strings.CutPrefix(block, "yaml\nname: wskvet\non:"); ok {
			name := filepath.Join(dir, ".github", "workflows", string(rune('a'+len(names)))+".yml")
			write(t, name, "name: wskvet\non:"+text)
			names = append(names, name)
		}
	}
	if len(names) != 4 {
		t.Errorf("%d workflows in docs/ci.md", len(names)-1)
	}
	for _, name := range names {
		if r := valid(name); r.status != 0 {
			t.Errorf("%s: %s", filepath.Base(name), r)
		}
	}
	write(t, names[0], strings.Replace(string(data), "runs:", "run:", 1))
	if r := valid(names[0]); r.status == 0 {
		t.Errorf("an action without runs is valid: %s", r)
	}
}
