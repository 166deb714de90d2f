package cli_test

import (
	"os"
	"strings"
	"testing"
)

// TestStaleInLibrary: what a directive in a package without a driver's entry
// suppresses, the drivers above it find. If none of them does, it is stale: that
// can be told where all that could use the package is analysed.
func TestStaleInLibrary(t *testing.T) {
	module(t, "package driver\n\nimport \"driver/lib\"\n\nfunc DriverEntry(d *lib.DRIVER_OBJECT) lib.NTSTATUS {\n\td.DriverUnload = unload\n\treturn lib.WskRegister(&lib.Registration)\n}\n\nfunc unload(*lib.DRIVER_OBJECT) {\n\tlib.Stop()\n}\n")
	if err := os.Mkdir("lib", 0o755); err != nil {
		t.Fatal(err)
	}
	write(t, "lib/stub.s", "")
	head := "package lib\n" + strings.Replace(declarations[:strings.Index(declarations, "func DriverEntry")], "var registration", "var Registration", 1)
	stop := func(ignore string) {
		write(t, "lib/lib.go", head+"\nfunc Stop() {\n\tWskDeregister(&Registration)\n\t"+ignore+"\n\tWskDeregister(&Registration)\n}\n")
	}
	const stale = "this wskvet directive suppresses nothing: WSK001 is not reported here (directive)\n"
	for _, c := range []struct {
		ignore string
		args   []string
		want   string // of the line that is reported, or ""
	}{
		{"//wskvet:ignore WSK008 the second one does no harm", nil, ""},
		{"//wskvet:ignore WSK008,WSK001 neither does harm", nil, "lib/lib.go:15:2: " + stale},
		{"//wskvet:ignore WSK008,WSK001 neither does harm", []string{"-checks=WSK008"}, ""},
		{"//wskvet:ignore WSK008,WSK001 neither does harm", []string{"./lib"}, ""},
		{"//wskvet:ignore WSK008,WSK001 neither does harm", []string{"."}, ""},
	} {
		stop(c.ignore)
		status, out, _ := run(c.args...)
		if out != c.want || (status == 1) != (c.want != "") {
			t.Errorf("%q with %v: status %d, got %q, want %q", c.ignore, c.args, status, out, c.want)
		}
	}
}
