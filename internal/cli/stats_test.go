package cli_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// What a run read is told by -v on stderr, and written by -stats; the report is what it
// is without them.
func TestStats(t *testing.T) {
	driverIn(t, "sys", map[string]string{"driver.c": inC})
	_, plain, _ := runAll("-format=json", "sys")
	status, out, stderr := runAll("-format=json", "-v", "-stats", "stats.json", "sys")
	if status != 1 || out != plain {
		t.Errorf("status %d, and the report is\n%s", status, out)
	}
	if !strings.Contains(stderr, "wskvet: sys: 1 file of 21 lines, 2 of 2 functions modelled; read in ") {
		t.Errorf("stderr is\n%s", stderr)
	}
	data, err := os.ReadFile("stats.json")
	if err != nil {
		t.Fatal(err)
	}
	var s struct {
		Version string
		Seconds float64
		Drivers []struct {
			Path                                              string
			Files, Lines, Functions, Modelled, LifecycleCalls int
			ReadSeconds, CheckSeconds                         float64
		}
	}
	if err := json.Unmarshal(data, &s); err != nil {
		t.Fatal(err)
	}
	if len(s.Drivers) != 1 || s.Version == "" || s.Seconds <= 0 {
		t.Fatalf("got %+v", s)
	}
	if d := s.Drivers[0]; d.Path != "sys" || d.Files != 1 || d.Functions != 2 || d.Modelled != 2 || d.LifecycleCalls != 2 || d.CheckSeconds <= 0 {
		t.Errorf("got %+v", d)
	}
	if status, _, stderr := runAll("-stats", "./..."); status != 2 || !strings.Contains(stderr, "./... is a pattern of packages") {
		t.Errorf("status %d: %s", status, stderr)
	}
	if status, _, stderr := runAll("-stats", "no/such/file", "sys"); status != 2 || !strings.Contains(stderr, "-stats: no/such is not a directory") {
		t.Errorf("status %d: %s", status, stderr)
	}
}

// The severity of a rule is that of the settings; a finding counts all the same.
func TestSeverity(t *testing.T) {
	driverIn(t, "sys", map[string]string{"driver.c": inC})
	for settings, want := range map[string]string{"": `"severity": "error"`, "severity: {WSK006: warning}\n": `"severity": "warning"`} {
		write(t, ".wskvet.yaml", settings)
		if status, out, stderr := runAll("-format=json", "sys"); status != 1 || !strings.Contains(out, want) {
			t.Errorf("%q: status %d\n%s%s", settings, status, out, stderr)
		}
	}
}

// What debug and completion do not know is one error, not a package that is not there.
func TestMisasked(t *testing.T) {
	for args, want := range map[string]string{
		"completion fsh":      `completion: there is no "fsh"; there are bash, zsh, fish, powershell`,
		"completion":          "usage: wskvet completion bash|zsh|fish|powershell",
		"debug":               "usage: wskvet debug tokens|syntax|model FILE; wskvet debug program|slice|why DRIVER [FILE:LINE]; wskvet debug life|state DRIVER FILE:LINE",
		"debug slic ./...":    `debug: there is no "slic"; there are tokens, syntax, model, program, slice, why`,
		"debug model":         "usage: wskvet debug tokens|syntax|model FILE; ",
		"debug life . no.c:3": "no.c: there is no such file; a place is named as findings name it",
		"debug why . no.c:3":  "no.c: there is no such file; a place is named as findings name it",
	} {
		status, _, stderr := runAll(strings.Fields(args)...)
		if status != 2 || !strings.Contains(stderr, want) || strings.Count(stderr, "\n") != 1 {
			t.Errorf("%s: status %d, %q", args, status, stderr)
		}
	}
	if status, out, stderr := runAll("help", "debug"); status != 0 || strings.Count(out, "wskvet debug ") != 3 {
		t.Errorf("help debug: status %d\n%s%s", status, out, stderr)
	}
}

// Each shell has a script that names every flag; one that is at hand takes it.
func TestCompletion(t *testing.T) {
	for _, shell := range []string{"bash", "zsh", "fish", "powershell"} {
		status, out, stderr := runAll("completion", shell)
		if status != 0 {
			t.Fatalf("%s: status %d: %s", shell, status, stderr)
		}
		for _, want := range []string{"inconclusive", "format", "sarif", "WSK015"} {
			if !strings.Contains(out, want) {
				t.Errorf("%s: %s is missing in\n%s", shell, want, out)
			}
		}
		if path, err := exec.LookPath(shell); err == nil && shell != "powershell" {
			check := exec.Command(path, "-n")
			check.Stdin = strings.NewReader(out)
			if text, err := check.CombinedOutput(); err != nil {
				t.Errorf("%s: %v\n%s", shell, err, text)
			}
		}
	}
	if _, out, _ := runAll("completion", "bash"); exec.Command("bash", "--version").Run() == nil {
		use := exec.Command("bash", "-c", out+"\nCOMP_WORDS=(wskvet -format sa); COMP_CWORD=2; _wskvet; echo ${COMPREPLY[@]}")
		if got, err := use.Output(); err != nil || string(got) != "sarif\n" {
			t.Errorf("bash completes sa behind -format to %q, %v", got, err)
		}
	}
}

// A run leaves profiles where they are asked for, and says which flag is wrong.
func TestProfiles(t *testing.T) {
	driverIn(t, "sys", map[string]string{"driver.c": guarded})
	if status, _, stderr := runAll("-cpuprofile", "cpu.out", "-memprofile", "mem.out", "sys"); status == 2 {
		t.Fatal(stderr)
	}
	for _, name := range []string{"cpu.out", "mem.out"} {
		if info, err := os.Stat(name); err != nil || info.Size() == 0 {
			t.Errorf("%s: %v, %v", name, info, err)
		}
	}
	if status, _, stderr := runAll("-memprofile", "no/such/file", "sys"); status != 2 || !strings.Contains(stderr, "-memprofile: no/such is not a directory") {
		t.Errorf("status %d: %s", status, stderr)
	}
}
