package e2e

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// config enables wskvet alone, with some lines of settings.
func config(settings ...string) string {
	text := `version: "2"
linters:
  default: none
  enable:
    - wskvet
  settings:
    custom:
      wskvet:
        type: module
        settings:
`
	for _, s := range settings {
		text += "          " + s + "\n"
	}
	return text + `issues:
  uniq-by-line: false
  max-issues-per-linter: 0
  max-same-issues: 0
`
}

// golangci is what golangci-lint finds with a configuration.
func golangci(t *testing.T, dir string, status int, text string, flags ...string) []string {
	t.Helper()
	r := lint(t, dir, status, text, append(flags, "--output.json.path=stdout")...)
	var doc struct {
		Issues []struct {
			FromLinter, Text string
			Pos              struct {
				Filename     string
				Line, Column int
			}
		}
	}
	if err := json.Unmarshal([]byte(r.stdout), &doc); err != nil {
		t.Fatalf("%v in %s", err, r)
	}
	var out []string
	for _, i := range doc.Issues {
		if i.FromLinter != "wskvet" {
			t.Errorf("an issue of %s: %s", i.FromLinter, i.Text)
		}
		out = append(out, line(t, dir, i.Pos.Filename, i.Pos.Line, i.Pos.Column, i.Text))
	}
	slices.Sort(out)
	return out
}

func lint(t *testing.T, dir string, status int, text string, flags ...string) result {
	t.Helper()
	if err := golangciLint(); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, ".golangci.yml"), text)
	env := []string{"GOLANGCI_LINT_CACHE=" + t.TempDir()}
	return must(t, status, dir, env, tool("golangci"), append([]string{"run", "--show-stats=false", "./..."}, flags...)...)
}

// leaky is a driver that forgets its registration, at the line that says LEAK.
const leaky = `// Package leaky forgets its registration.
package leaky

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	return wsk.WskRegister(&client, &registration)
}

func unload(driver *wdm.DRIVER_OBJECT) {
} // LEAK
`

// mended is the same driver without the bug.
func mended() string {
	return strings.Replace(leaky, "} // LEAK", "	wsk.WskDeregister(&registration)\n}", 1)
}

// forgotten is what is found in leaky, by the place and rule: a witness follows.
const forgotten = "leaky/driver.go:21:1: WSK001: "

func expect(t *testing.T, got []string, want string) {
	t.Helper()
	if len(got) != 1 || !strings.HasPrefix(got[0], want) {
		t.Errorf("got %q; want one finding %q", got, want)
	}
}

func TestNolint(t *testing.T) {
	dir := scratch(t)
	file := filepath.Join(dir, "leaky", "driver.go")
	write(t, file, leaky)
	expect(t, golangci(t, dir, 1, config()), forgotten)

	write(t, file, strings.Replace(leaky, "// LEAK", "//nolint:errcheck // of another linter", 1))
	expect(t, golangci(t, dir, 1, config()), forgotten)

	write(t, file, strings.Replace(leaky, "// LEAK", "//nolint:wskvet // the machine is switched off", 1))
	if got := golangci(t, dir, 0, config()); got != nil {
		t.Errorf("nolint leaves %q", got)
	}
}

func TestGolangciSettings(t *testing.T) {
	dir := sampled(t)
	t.Run("checks", func(t *testing.T) {
		got := golangci(t, dir, 1, config("checks: [all, -WSK001]"))
		same(t, got, standalone(t, dir, 1, "-checks=all,-WSK001"))
		same(t, golangci(t, dir, 1, config("checks: [WSK001]")), standalone(t, dir, 1, "-checks=WSK001"))
	})
	t.Run("tests", func(t *testing.T) {
		dir := scratch(t)
		write(t, filepath.Join(dir, "leaky", "doc.go"), "package leaky\n")
		write(t, filepath.Join(dir, "leaky", "driver_test.go"), leaky)
		if got := golangci(t, dir, 0, config()); got != nil {
			t.Errorf("without the setting: %q", got)
		}
		want := standalone(t, dir, 1, "-tests")
		expect(t, want, "leaky/driver_test.go:21:1: WSK001: ")
		same(t, golangci(t, dir, 1, config("tests: true")), want)
	})
	t.Run("unload", func(t *testing.T) {
		dir := scratch(t)
		text := strings.ReplaceAll(leaky, "unload", "quit")
		text = strings.Replace(text, "	driver.DriverUnload = quit\n", "", 1)
		write(t, filepath.Join(dir, "leaky", "driver.go"), text)
		if got := golangci(t, dir, 0, config()); got != nil {
			t.Errorf("without the setting: %q", got)
		}
		expect(t, golangci(t, dir, 1, config("unload: [quit]")), "leaky/driver.go:20:1: WSK001: ")
	})
}

func TestGolangciBadSettings(t *testing.T) {
	dir := scratch(t)
	write(t, filepath.Join(dir, "leaky", "driver.go"), leaky)
	for _, c := range []struct{ setting, want string }{
		{"chekcs: [all]", `unknown field "chekcs"`},
		{"checks: [WSK099]", `unknown rule "WSK099"`},
		{"checks: all", "checks of type []string"},
	} {
		t.Run(c.setting, func(t *testing.T) {
			r := lint(t, dir, 3, config(c.setting))
			if !strings.Contains(r.stderr, c.want) || !strings.Contains(r.stderr, "wskvet") {
				t.Errorf("want an error with %q, got %s", c.want, r)
			}
			if strings.Contains(r.stdout, "WSK001") {
				t.Errorf("it ran all the same: %s", r)
			}
		})
	}
}

// named is a driver with two bugs, whose functions only the names in the example
// configuration tell apart.
const named = `// Package named has functions of unusual names.
package named

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
)

func StartDriver() wdm.NTSTATUS {
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	if status := wsk.WskRegister(&client, &registration); !wdm.NT_SUCCESS(status) {
		return status
	}
	var npi wsk.WSK_PROVIDER_NPI
	if status := wsk.WskCaptureProviderNPI(&registration, wsk.WSK_INFINITE_WAIT, &npi); wdm.NT_SUCCESS(status) {
		wsk.WskReleaseProviderNPI(&registration)
	}
	return wdm.STATUS_SUCCESS
}

func OnPowerUp() {
	wsk.WskRegister(nil, &registration)
}

func StopDriver() {
}
`

// The example configuration works as it stands: its checks and its names count.
func TestGolangciExample(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", ".golangci.example.yml"))
	if err != nil {
		t.Fatal(err)
	}
	dir := scratch(t)
	write(t, filepath.Join(dir, "named", "driver.go"), named)
	got := golangci(t, dir, 1, string(text))
	for _, want := range []string{
		"named/driver.go:20:19: WSK014: ", // StartDriver is an entry, and WSK014 is asked for
		"named/driver.go:27:6: WSK008: ",  // OnPowerUp is a callback
		"named/driver.go:31:1: WSK001: ",  // StopDriver is an unload function
	} {
		if !slices.ContainsFunc(got, func(l string) bool { return strings.HasPrefix(l, want) }) {
			t.Errorf("no %q in %q", want, got)
		}
	}
}

// The example of a build names the version that is tested here.
func TestCustomExample(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", ".custom-gcl.example.yml"))
	if err != nil {
		t.Fatal(err)
	}
	r := must(t, 0, ".", nil, "go", "list", "-m", "-f", "{{.Version}}", "github.com/golangci/golangci-lint/v2")
	if want := "\nversion: " + strings.TrimSpace(r.stdout) + " "; !strings.Contains(string(text), want) {
		t.Errorf(".custom-gcl.example.yml does not say %q", want)
	}
}
