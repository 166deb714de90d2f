package cli_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
)

// again is a second driver function that breaks a rule: it deregisters twice.
const again = "\nfunc OnPowerUp() {\n\tWskDeregister(&registration)\n\tWskDeregister(&registration)\n}\n"

func read(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestBaseline(t *testing.T) {
	dir := module(t, broken)
	status, out, err := run("-write-baseline=base.json")
	if status != 0 || out != "" || err != "wskvet: base.json: 1 known finding\nwskvet: 0 findings; 1 in the baseline\n" {
		t.Fatalf("writing: status %d\n%s%s", status, out, err)
	}
	text := read(t, "base.json")
	if !strings.Contains(text, `"rule": "WSK001"`) || strings.Contains(text, dir) || strings.Contains(text, `"line"`) {
		t.Errorf("the baseline is\n%s", text)
	}
	const quiet = "wskvet: 0 findings; 1 in the baseline\n"
	if status, out, err := run("-baseline=base.json"); status != 0 || out != "" || err != quiet {
		t.Errorf("known: status %d\n%s%s", status, out, err)
	}
	write(t, "driver.go", strings.Replace(broken, "func unload", "// moved\n\n\nfunc unload", 1))
	if status, out, err := run("-baseline=base.json"); status != 0 || out != "" || err != quiet {
		t.Errorf("moved: status %d\n%s%s", status, out, err)
	}
	write(t, "driver.go", broken+again)
	args := []string{"-baseline=base.json", "-callbacks=OnPowerUp"}
	if status, out, err := run(args...); status != 1 || !strings.Contains(out, "(WSK008)") || strings.Contains(out, "(WSK001)") {
		t.Errorf("a new one: status %d\n%s%s", status, out, err)
	}
	if text != read(t, "base.json") {
		t.Error("-baseline has written the file")
	}
}

// TestStale: what is mended is named, where the run was to find it.
func TestStale(t *testing.T) {
	module(t, broken)
	run("-write-baseline=base.json")
	write(t, "driver.go", correct)
	const want = "wskvet: base.json: stale: WSK001 in driver.unload about registration\n"
	if status, out, err := run("-baseline=base.json"); status != 0 || out != "" || err != want {
		t.Errorf("status %d, %q, stderr %q; want %q", status, out, err, want)
	}
	for _, args := range [][]string{{"-checks=WSK003"}, {"."}} {
		if status, _, err := run(append([]string{"-baseline=base.json"}, args...)...); status != 0 || err != "" {
			t.Errorf("%v: nobody looked for it: status %d, %q", args, status, err)
		}
	}
	if status, _, err := run("-baseline=base.json", "-write-baseline=base.json"); status != 0 || err != "wskvet: base.json: 0 known findings\n" {
		t.Errorf("refresh: status %d, %q", status, err)
	}
	if status, _, err := run("-baseline=base.json"); status != 0 || err != "" {
		t.Errorf("after the refresh: status %d, %q", status, err)
	}
}

// TestRefresh: with one file for both, it may be missing, and afterwards it
// holds what there is today.
func TestRefresh(t *testing.T) {
	module(t, broken+"\nfunc OnPowerUp() {}\n")
	write(t, ".wskvet.yaml", "baseline: base.json\ncallbacks: [OnPowerUp]\n")
	if status, _, err := run("-write-baseline=base.json"); status != 0 {
		t.Fatalf("status %d, %s", status, err)
	}
	first := read(t, "base.json")
	if status, _, err := run("-write-baseline=./base.json"); status != 0 || read(t, "base.json") != first {
		t.Errorf("status %d, %s", status, err)
	}
	write(t, "driver.go", broken+again)
	if status, out, _ := run(); status != 1 || !strings.Contains(out, "(WSK008)") {
		t.Errorf("a new one: status %d\n%s", status, out)
	}
	if status, _, err := run("-write-baseline=base.json"); status != 0 || !strings.Contains(read(t, "base.json"), "WSK008") {
		t.Errorf("status %d, %s", status, err)
	}
	if status, out, err := run(); status != 0 || out != "" || err != "wskvet: 0 findings; 2 in the baseline\n" {
		t.Errorf("status %d\n%s%s", status, out, err)
	}
	if status, _, _ := run("-baseline="); status != 1 {
		t.Errorf("-baseline= takes the file's away: status %d", status)
	}
}

// TestBaselineReports: known findings are there, suppressed, and counted so.
func TestBaselineReports(t *testing.T) {
	module(t, broken)
	run("-write-baseline=base.json")
	_, out, _ := run("-baseline=base.json", "-format=json")
	var doc struct {
		Summary  struct{ Findings, Suppressed, Baselined int }
		Findings []struct {
			Suppressed string
			Baselined  bool
		}
	}
	if err := json.Unmarshal([]byte(out), &doc); err != nil {
		t.Fatal(err)
	}
	if doc.Summary.Findings != 0 || doc.Summary.Suppressed != 0 || doc.Summary.Baselined != 1 || len(doc.Findings) != 1 || !doc.Findings[0].Baselined || doc.Findings[0].Suppressed == "" {
		t.Errorf("json: %+v", doc)
	}
	_, out, _ = run("-baseline=base.json", "-format=sarif")
	var log struct {
		Runs []struct {
			Results []struct {
				Suppressions []struct{ Kind, Status string }
			}
		}
	}
	if err := json.Unmarshal([]byte(out), &log); err != nil {
		t.Fatal(err)
	}
	rs := log.Runs[0].Results
	if len(rs) != 1 || len(rs[0].Suppressions) != 1 || rs[0].Suppressions[0].Kind != "external" || rs[0].Suppressions[0].Status != "accepted" {
		t.Errorf("sarif: %+v", rs)
	}
	for _, format := range []string{"text", "github"} {
		if status, out, _ := run("-baseline=base.json", "-format="+format); status != 0 || out != "" {
			t.Errorf("%s: status %d\n%s", format, status, out)
		}
	}
}

func TestBadBaseline(t *testing.T) {
	module(t, broken)
	write(t, "foreign.json", "{\"issues\": []}\n")
	write(t, "future.json", "{\"schema\": \"wskvet-baseline\", \"version\": 7, \"findings\": []}\n")
	write(t, "cut.json", "{\"schema\": \"wskvet-baseline\", \"ver")
	write(t, "conf.yaml", "tests: false\nbaseline: nosuch.json\n")
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"-baseline=nosuch.json"}, "-baseline: nosuch.json: "},
		{[]string{"-baseline=."}, "-baseline: . is not a file"},
		{[]string{"-baseline=foreign.json"}, "-baseline: foreign.json: this is not a baseline"},
		{[]string{"-baseline=future.json"}, "-baseline: future.json: a baseline of version 7"},
		{[]string{"-baseline=cut.json"}, "-baseline: cut.json: this is not a baseline"},
		{[]string{"-baseline=foreign.json", "-write-baseline=foreign.json"}, "-baseline: foreign.json: "},
		{[]string{"-config=conf.yaml"}, "conf.yaml:2: baseline: nosuch.json: "},
		{[]string{"-write-baseline=."}, "-write-baseline: . is a directory"},
		{[]string{"-write-baseline=nosuch/base.json", "-format=json"}, "-write-baseline: nosuch is not a directory"},
		{[]string{"-write-baseline=both.json", "-o=both.json"}, "-write-baseline: both.json is the file of -o too"},
		{[]string{"-write-baseline=new.json", "./nosuch"}, "nosuch"},
	} {
		status, out, err := run(c.args...)
		if status != 2 || out != "" || !strings.Contains(err, c.want) || strings.Count(err, "\n") != 1 {
			t.Errorf("%v: status %d, stdout %q, stderr %q; want %q", c.args, status, out, err, c.want)
		}
	}
	if read(t, "foreign.json") != "{\"issues\": []}\n" {
		t.Error("a foreign file was overwritten")
	}
	for _, name := range []string{"both.json", "new.json"} {
		if _, err := os.Stat(name); err == nil {
			t.Errorf("%s was written by a run that failed", name)
		}
	}
}
