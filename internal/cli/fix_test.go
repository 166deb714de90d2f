package cli_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// mend is what makes broken correct.
const mend = `--- a/driver.go
+++ b/driver.go
@@ -15,4 +15,5 @@
 }
 
 func unload(d *DRIVER_OBJECT) {
+	WskDeregister(&registration)
 }
`

func TestDiff(t *testing.T) {
	module(t, broken)
	status, out, err := run("-diff")
	if status != 1 || out != mend || err != "wskvet: this fixes 1 of 1 finding\n" {
		t.Errorf("status %d, %q\n%s", status, err, out)
	}
	if status, out, _ := run("-fix", "-diff"); status != 1 || out != mend {
		t.Errorf("-fix -diff: status %d\n%s", status, out)
	}
	if status, out, err := run("-diff", "-o", "fixes.diff"); status != 1 || out != "" || read(t, "fixes.diff") != mend {
		t.Errorf("-o: status %d, %q, %q", status, out, err)
	}
	if read(t, "driver.go") != broken {
		t.Error("a diff changes the file")
	}
	write(t, "driver.go", correct)
	if status, out, err := run("-diff"); status != 0 || out != "" || err != "" {
		t.Errorf("nothing to fix: status %d, %q, %q", status, out, err)
	}
}

func TestFix(t *testing.T) {
	module(t, broken)
	if err := os.Chmod("driver.go", 0o600); err != nil {
		t.Fatal(err)
	}
	status, out, err := run("-fix")
	if status != 0 || out != "" || err != "wskvet: fixed 1 finding in 1 file\n" {
		t.Errorf("status %d, %q, %q", status, out, err)
	}
	if got := read(t, "driver.go"); got != correct {
		t.Errorf("got\n%s", got)
	}
	if info, err := os.Stat("driver.go"); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file's mode is %v (%v)", info.Mode(), err)
	}
	if status, _, err := run("-fix"); status != 0 || err != "" {
		t.Errorf("again: status %d, %q", status, err)
	}
	alone(t)
}

// alone checks that nothing is left beside the module's files.
func alone(t *testing.T) {
	t.Helper()
	all, err := filepath.Glob("*")
	if err != nil {
		t.Fatal(err)
	}
	hidden, err := filepath.Glob(".wskvet-*")
	if err != nil {
		t.Fatal(err)
	}
	if len(hidden) > 0 {
		t.Errorf("left behind: %q beside %q", hidden, all)
	}
}

// What has no fix is reported, as it is after the fixes.
func TestFixAndReport(t *testing.T) {
	module(t, strings.Replace(broken, "\td.DriverUnload = unload\n\treturn WskRegister(&registration)\n", "\td.DriverUnload = unload\n\tif WskRegister(&registration) < 0 {\n\t\treturn 0\n\t}\n\treturn 0\n", 1))
	status, out, err := run("-fix")
	// To deregister at the end is wrong where the registration has failed.
	if status != 1 || !strings.HasPrefix(out, "driver.go:21:1: ") || !strings.HasPrefix(err, "wskvet: not fixed: driver.go:21: WSK001: ") {
		t.Errorf("status %d, %q\n%s", status, err, out)
	}
}

// Findings that are known, or suppressed, are as they are meant to be.
func TestFixLeavesWhatIsKnown(t *testing.T) {
	suppressed := strings.Replace(broken, "{\n}\n", "{\n} //wskvet:ignore WSK001 the machine is switched off\n", 1)
	module(t, suppressed)
	if status, _, err := run("-fix"); status != 0 || err != "wskvet: 0 findings; 1 suppressed\n" || read(t, "driver.go") != suppressed {
		t.Errorf("suppressed: status %d, %q\n%s", status, err, read(t, "driver.go"))
	}
	write(t, "driver.go", broken)
	if status, _, err := run("-write-baseline=known.json"); status != 0 {
		t.Fatal(err)
	}
	if status, out, err := run("-fix", "-baseline=known.json"); status != 0 || out != "" || err != "wskvet: 0 findings; 1 in the baseline\n" || read(t, "driver.go") != broken {
		t.Errorf("known: status %d, %q, %q\n%s", status, out, err, read(t, "driver.go"))
	}
}

// Of a module that is only required nothing is written, be it on this disk.
func TestFixKeepsToTheModule(t *testing.T) {
	dir := t.TempDir()
	lib := "package lib\n" + strings.Replace(declarations[:strings.Index(declarations, "func DriverEntry")], "var registration", "var Registration", 1) +
		"\nfunc Stop() {\n\tRelease(&Registration)\n}\n\nfunc Release(r *WSK_REGISTRATION) {}\n"
	main := "package driver\n\nimport \"lib\"\n\nfunc DriverEntry(d *lib.DRIVER_OBJECT) lib.NTSTATUS {\n\td.DriverUnload = unload\n\tlib.WskRegister(&lib.Registration)\n\treturn 0\n}\n\nfunc unload(*lib.DRIVER_OBJECT) {\n\tlib.WskDeregister(&lib.Registration)\n}\n"
	for name, text := range map[string]string{
		"lib/go.mod": "module lib\n\ngo 1.26\n", "lib/lib.go": lib, "lib/stub.s": "",
		"main/go.mod": "module driver\n\ngo 1.26\n\nrequire lib v0.0.0\n\nreplace lib => ../lib\n", "main/driver.go": main,
	} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(dir, name), text)
	}
	t.Chdir(filepath.Join(dir, "main"))
	status, out, err := run("-fix")
	want := strings.Replace(main, "\tlib.WskRegister(&lib.Registration)\n", "\tif status := lib.WskRegister(&lib.Registration); status < 0 {\n\t\treturn status\n\t}\n", 1)
	if got := read(t, "driver.go"); status != 0 || got != want {
		t.Errorf("status %d, %q, %q\n%s", status, out, err, got)
	}
	if got := read(t, "../lib/lib.go"); got != lib {
		t.Errorf("the other module is changed:\n%s", got)
	}
}

// A file that cannot be written leaves all of them as they are.
func TestFixAllOrNothing(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("root may write any file")
	}
	module(t, broken)
	if err := os.MkdirAll("other", 0o755); err != nil {
		t.Fatal(err)
	}
	write(t, "other/driver.go", broken)
	write(t, "other/stub.s", "")
	if err := os.Chmod("other/driver.go", 0o444); err != nil {
		t.Fatal(err)
	}
	status, _, err := run("-fix")
	if status != 2 || err != "wskvet: -fix: other/driver.go: permission denied\n" || read(t, "driver.go") != broken {
		t.Errorf("status %d, %q\n%s", status, err, read(t, "driver.go"))
	}
	alone(t)
}

func TestFixFlags(t *testing.T) {
	module(t, broken)
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"-diff", "-format=sarif"}, "wskvet: -diff prints a diff, not -format=sarif\n"},
		{[]string{"-fix", "-write-baseline=b.json"}, "wskvet: -fix and -write-baseline do not go together: what is known is not to be fixed\n"},
		{[]string{"-diff", "-write-baseline=b.json"}, "wskvet: -diff and -write-baseline do not go together: what is known is not to be fixed\n"},
	} {
		if status, out, err := run(c.args...); status != 2 || out != "" || err != c.want {
			t.Errorf("%v: status %d, %q, %q", c.args, status, out, err)
		}
	}
	if read(t, "driver.go") != broken {
		t.Error("the file is changed all the same")
	}
}

// Reports for programs carry the fixes.
func TestFixInReports(t *testing.T) {
	module(t, broken)
	_, out, _ := run("-format=json")
	for _, want := range []string{`"fixes"`, `"message": "call WskDeregister(&registration) at the end"`, `"new": "\tWskDeregister(&registration)\n"`} {
		if !strings.Contains(out, want) {
			t.Errorf("no %s in\n%s", want, out)
		}
	}
	_, out, _ = run("-format=sarif")
	for _, want := range []string{`"fixes"`, `"deletedRegion"`, `"text": "\tWskDeregister(&registration)\n"`} {
		if !strings.Contains(out, want) {
			t.Errorf("no %s in\n%s", want, out)
		}
	}
}

// Modules below a directory without one are fixed in one run.
func TestFixModules(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, m := range []string{"a", "b"} {
		if err := os.MkdirAll(m, 0o755); err != nil {
			t.Fatal(err)
		}
		write(t, m+"/go.mod", "module "+m+"\n\ngo 1.26\n")
		write(t, m+"/driver.go", broken)
		write(t, m+"/stub.s", "")
	}
	if status, out, err := run("-fix"); status != 0 || err != "wskvet: fixed 2 findings in 2 files\n" {
		t.Errorf("status %d, %q, %q", status, out, err)
	}
	for _, m := range []string{"a", "b"} {
		if got := read(t, m+"/driver.go"); got != correct {
			t.Errorf("%s: got\n%s", m, got)
		}
	}
}

// go vet -fix and go fix make the same fixes, go vet -fix -diff shows them.
func TestVetFix(t *testing.T) {
	tool := vettool(t)
	module(t, broken)
	ok, out := goVet(tool, "-fix", "-diff", "./...")
	if ok || out != mend {
		t.Errorf("go vet -fix -diff: passes is %v\n%s", ok, out)
	}
	if ok, out := goVet(tool, "-fix", "-diff", "./..."); ok || out != mend {
		t.Errorf("from the cache: passes is %v\n%s", ok, out)
	}
	if ok, out := goVet(tool, "-json", "./..."); !ok || !strings.Contains(out, `"suggested_fixes"`) {
		t.Errorf("go vet -json: passes is %v\n%s", ok, out)
	}
	if read(t, "driver.go") != broken {
		t.Fatal("the file is changed")
	}
	if ok, out := goVet(tool, "-fix", "./..."); !ok || read(t, "driver.go") != correct {
		t.Errorf("go vet -fix: passes is %v\n%s\n%s", ok, out, read(t, "driver.go"))
	}
	write(t, "driver.go", broken)
	if ok, out := goTool("fix", "-fixtool="+tool, "./..."); !ok || read(t, "driver.go") != correct {
		t.Errorf("go fix: passes is %v\n%s\n%s", ok, out, read(t, "driver.go"))
	}
	suppressed := strings.Replace(broken, "{\n}\n", "{\n} //wskvet:ignore WSK001 the machine is switched off\n", 1)
	write(t, "driver.go", suppressed)
	if ok, out := goVet(tool, "-fix", "./..."); !ok || read(t, "driver.go") != suppressed {
		t.Errorf("suppressed: passes is %v\n%s\n%s", ok, out, read(t, "driver.go"))
	}
}
