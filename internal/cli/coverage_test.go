package cli_test

import (
	"strings"
	"testing"
)

// unfollowed hands its routine to a function that cannot be read.
const unfollowed = "package driver\n" + declarations + `
func later(routine func())

func stop() { WskDeregister(&registration) }

func unload(d *DRIVER_OBJECT) {
	later(stop)
	WskDeregister(&registration)
}
`

// The run ends with one line that says what was followed, whatever it has found.
func TestLastLine(t *testing.T) {
	for _, c := range []struct {
		source, want string
	}{
		{correct, "wskvet: 0 findings; 1 driver, 2 roots, 2 of 2 lifecycle calls followed; 0 inconclusive\n"},
		{broken, "wskvet: 1 finding in 1 file; 1 driver, 2 roots, 1 of 1 lifecycle call followed; 0 inconclusive\n"},
		{unfollowed, "wskvet: 0 findings; 1 driver, 2 roots, 2 of 3 lifecycle calls followed; 1 inconclusive (-inconclusive lists them)\n"},
		{"package driver\n", "wskvet: 0 findings; 0 drivers, 0 roots, 0 of 0 lifecycle calls followed; 0 inconclusive\n"},
	} {
		module(t, c.source)
		for _, flags := range [][]string{{}, {"-strict"}, {"-format=github"}, {"-write-baseline=known.json"}} {
			_, _, err := runAll(flags...)
			want := c.want
			if flags != nil && strings.HasPrefix(strings.Join(flags, ""), "-write") {
				want = strings.Replace(want, "1 finding in 1 file;", "0 findings; 1 in the baseline;", 1)
			}
			if !strings.HasSuffix(err, want) {
				t.Errorf("%v: %q, want %q at the end", flags, err, want)
			}
		}
	}
}

// An inconclusive place has a status of its own where it is asked for, and findings
// come before it.
func TestStrict(t *testing.T) {
	module(t, unfollowed)
	for _, c := range []struct {
		args []string
		want int
	}{
		{nil, 0}, {[]string{"-inconclusive"}, 1}, {[]string{"-strict"}, 3}, {[]string{"-strict", "-inconclusive"}, 3}, {[]string{"-strict=false"}, 0},
	} {
		if status, _, _ := run(c.args...); status != c.want {
			t.Errorf("%v: status %d, want %d", c.args, status, c.want)
		}
	}
	write(t, ".wskvet.yaml", "strict: true\n")
	if status, _, _ := run(); status != 3 {
		t.Errorf("by the configuration: status %d", status)
	}
	module(t, broken)
	if status, _, _ := run("-strict"); status != 1 {
		t.Errorf("a finding: status %d", status)
	}
	module(t, correct)
	if status, _, _ := run("-strict"); status != 0 {
		t.Errorf("a driver that is followed to its end: status %d", status)
	}
}

// A driver that is never unloaded is legal: that is a note, and no more.
func TestNote(t *testing.T) {
	module(t, strings.Replace("package driver\n"+declarations, "\td.DriverUnload = unload\n", "", 1))
	status, out, err := runAll("-strict")
	if status != 0 || out != "" || !strings.HasPrefix(err, "wskvet: driver.go:12:6: note: ") || strings.Count(err, "\n") != 2 {
		t.Errorf("status %d, %q, %q", status, out, err)
	}
}
