package cli_test

import (
	"strings"
	"testing"
)

// A driver whose clean-up is guarded by a flag: the slice of its registration begins
// without the flag, and takes it in where the life of a claim stops at it.
const guarded = `#include <wsk.h>
WSK_REGISTRATION Registration;
BOOLEAN Started;
ULONG Noise;
const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static void Count(void) { Noise++; }
void Unload(PDRIVER_OBJECT driver)
{
    Count();
    if (Started) {
        WskDeregister(&Registration);
    }
}
NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
    WSK_CLIENT_NPI npi = { NULL, &Dispatch };
    NTSTATUS status;
    driver->DriverUnload = Unload;
    status = WskRegister(&npi, &Registration);
    if (NT_SUCCESS(status)) {
        Started = TRUE;
    }
    return status;
}
`

func TestDebugSlice(t *testing.T) {
	driverIn(t, "sys", map[string]string{"driver.c": guarded})
	status, out, err := runAll("debug", "slice", "sys")
	if status != 0 {
		t.Fatalf("status %d: %s", status, err)
	}
	core := out[:strings.Index(out, "the use of its provider")]
	for _, want := range []string{"its registration, depth 0: ", "its registration, depth 0 with sys.Started: ", "has WskDeregister(&Registration)"} {
		if !strings.Contains(core, want) {
			t.Errorf("no %q in\n%s", want, core)
		}
	}
	if strings.Contains(core, "Count") {
		t.Errorf("a function that does not matter is run:\n%s", core)
	}
}

func TestDebugWhy(t *testing.T) {
	driverIn(t, "sys", map[string]string{"driver.c": guarded})
	status, out, err := runAll("debug", "why", "sys")
	if status != 0 {
		t.Fatalf("status %d: %s", status, err)
	}
	if !strings.Contains(out, "still registered (WSK001)") || !strings.Contains(out, "sys/driver.c:10") {
		t.Errorf("the claim and the condition at which it ends are not said:\n%s", out)
	}
}

func TestDebugProgram(t *testing.T) {
	driverIn(t, "sys", map[string]string{"driver.c": guarded})
	status, out, err := runAll("debug", "program", "sys")
	if status != 0 {
		t.Fatalf("status %d: %s", status, err)
	}
	for _, want := range []string{"DriverEntry: 2 parameters", "invoke WskRegister(", "= load &", "\treturn"} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
}
