package load

import (
	"context"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/wskvet/wskvet/internal/cache"
	"github.com/wskvet/wskvet/internal/check"
	"github.com/wskvet/wskvet/internal/settings"
)

// TestRecall runs twice, and after edits: what has not changed is not analysed
// again, and each run finds what one without a cache finds.
func TestRecall(t *testing.T) {
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("go.mod", "module m\n\ngo 1.26\n")
	for _, name := range []string{"wdm", "wsk"} { // a copy, so that the module needs no other
		files, err := filepath.Glob(filepath.Join(root, name, "*.go"))
		if err != nil || len(files) == 0 {
			t.Fatal(name, err)
		}
		for _, f := range files {
			text, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			if !strings.HasSuffix(f, "_test.go") {
				write(name+"/"+filepath.Base(f), strings.ReplaceAll(string(text), "github.com/wskvet/wskvet/", "m/"))
			}
		}
	}
	const stop = "package help\n\nimport \"m/wsk\"\n\nfunc Stop(r *wsk.WSK_REGISTRATION) {\n\twsk.WskDeregister(r)\n}\n"
	write("help/help.go", stop)
	driver := func(name, unload string) string {
		return "package " + name + "\n\nimport (\n\t\"m/wdm\"\n\t\"m/wsk\"\n\t\"m/help\"\n)\n\n" +
			"var dispatch wsk.WSK_CLIENT_DISPATCH\nvar registration wsk.WSK_REGISTRATION\nvar _ = help.Stop\n\n" +
			"func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {\n\tdriver.DriverUnload = unload\n" +
			"\tclient := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}\n\treturn wsk.WskRegister(&client, &registration)\n}\n\n" +
			"func unload(driver *wdm.DRIVER_OBJECT) {\n" + unload + "}\n"
	}
	write("one/one.go", driver("one", ""))
	write("two/two.go", driver("two", "\thelp.Stop(&registration)\n"))

	t.Setenv(cache.Variable, filepath.Join(t.TempDir(), "cache"))
	var analysed atomic.Int32
	run := func(kept *cache.Dir, checks ...string) *Result {
		t.Helper()
		analysed.Store(0)
		c := Config{Dir: dir, Whole: true, Once: true, Cache: kept, Settings: settings.Settings{Limits: settings.DefaultLimits(), Checks: checks}}
		c.Check = func(in check.Input) (check.Output, error) {
			analysed.Add(1)
			return check.Package(in)
		}
		res, err := Run(context.Background(), c)
		if err != nil {
			t.Fatal(err)
		}
		return res
	}
	same := func(what string, want, findings int, checks ...string) {
		t.Helper()
		got := run(cache.Open(), checks...)
		n := int(analysed.Load())
		if fresh := run(nil, checks...); !reflect.DeepEqual(got.Findings, fresh.Findings) || len(got.Findings) != findings ||
			!reflect.DeepEqual(got.Files, fresh.Files) || got.Analysed != fresh.Analysed {
			t.Errorf("%s: %d findings, want %d:\n%v\n%v", what, len(got.Findings), findings, got, fresh)
		}
		if (n == 0) != (want == 0) || want > 0 && n > want {
			t.Errorf("%s: %d packages analysed, want at most %d", what, n, want)
		}
	}
	same("at first", 99, 1)
	same("again", 0, 1)
	write("two/two.go", driver("two", ""))
	same("a driver edited", 4, 2) // it, and the three below it
	same("again", 0, 2)
	write("help/help.go", strings.Replace(stop, "\twsk.WskDeregister(r)\n", "", 1))
	write("two/two.go", driver("two", "\thelp.Stop(&registration)\n"))
	same("what drivers import edited", 5, 2)
	same("other rules", 99, 0, "WSK005")
	write("two/two.go", driver("two", "\tnone()\n"))
	if _, err := Run(context.Background(), Config{Dir: dir, Once: true, Cache: cache.Open()}); err == nil {
		t.Error("no error where a driver does not type-check")
	}
	if _, err := Run(context.Background(), Config{Dir: dir, Once: true, Cache: cache.Open()}); err == nil {
		t.Error("no error the second time")
	}
}
