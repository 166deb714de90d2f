package cdriver

import (
	_ "embed"
	"flag"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/wskvet/wskvet/internal/cfront"
	"github.com/wskvet/wskvet/internal/cfront/project"
)

// The constructs of C and of C++, one to a block: ### name value, with the word "said" where
// it is not understood; then declarations, --, and the body of a function that returns the
// value.
var (
	//go:embed testdata/constructs/c.txt
	constructsOfC string
	//go:embed testdata/constructs/cpp.txt
	constructsOfCPP string
)

var everyConstruct = flag.Bool("constructs", false, "read all constructs, not one in eight")

// construct is a driver whose Unload deregisters where the function returns the value, or
// where it does not.
const construct = `#include <wsk.h>
%[1]s
static WSK_REGISTRATION g_Registration;
static const WSK_CLIENT_DISPATCH g_Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static int Compute(void) {
%[2]s}
static VOID Unload(PDRIVER_OBJECT driver) {
    if (Compute() %[4]s %[3]s)
        WskDeregister(&g_Registration);
}
%[5]sNTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path) {
    WSK_CLIENT_NPI npi = { NULL, &g_Dispatch };
    NTSTATUS status = WskRegister(&npi, &g_Registration);
    if (!NT_SUCCESS(status))
        return status;
    driver->DriverUnload = Unload;
    return STATUS_SUCCESS;
}
`

// A construct is read right, so that the correct driver is clean and its twin is not; or it
// is said of both that they are not decided. No reading of it makes a finding, or silence.
func TestConstructs(t *testing.T) {
	for _, lang := range []struct{ ext, text, link string }{{"c", constructsOfC, ""}, {"cpp", constructsOfCPP, `extern "C" `}} {
		for i, block := range strings.Split("\n"+lang.text, "\n### ")[1:] {
			if i%8 != 0 && !*everyConstruct {
				continue
			}
			head, rest, _ := strings.Cut(block, "\n")
			name, value, _ := strings.Cut(head, " ")
			value, said := strings.CutSuffix(value, " said")
			decls, body, ok := strings.Cut("\n"+rest, "\n--\n")
			if !ok {
				t.Fatalf("%s has no body", name)
			}
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				for _, op := range []string{"==", "!="} {
					text := fmt.Sprintf(construct, decls, strings.TrimSuffix(body, "\n")+"\n", value, op, lang.link)
					judge(t, "driver."+lang.ext, text, op == "!=", said)
				}
			})
		}
	}
}

func judge(t *testing.T, file, text string, wrong, said bool) {
	t.Helper()
	d := project.Driver{Driver: cfront.Driver{Name: "driver", FS: fstest.MapFS{file: {Data: []byte(text)}}, Files: []string{file}}, Path: "driver"}
	res, err := Run([]project.Driver{d}, Config{Base: base(t)})
	if err != nil {
		t.Fatal(err)
	}
	found, open := len(res.Findings) > 0, len(res.Inconclusive) > 0
	switch {
	case said && !found && open:
	case !said && found == wrong && (wrong || !open):
	default:
		t.Errorf("findings %t, inconclusive %t; the driver is wrong: %t, not understood: %t\n%s\n%s", found, open, wrong, said, text, describe(t, res))
	}
}
