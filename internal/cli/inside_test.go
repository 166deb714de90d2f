package cli_test

import (
	"strings"
	"testing"
)

// leaky deregisters if a flag is set, and sets it if it likes.
const leaky = `#include <wsk.h>
WSK_REGISTRATION Registration;
BOOLEAN Started;
const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
void Unload(PDRIVER_OBJECT driver)
{
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
    if (NT_SUCCESS(status) && path->Length > 3) {
        Started = TRUE;
    }
    return status;
}
`

// inOrder asks for texts that follow each other.
func inOrder(t *testing.T, out string, want ...string) {
	t.Helper()
	rest := out
	for _, text := range want {
		_, after, found := strings.Cut(rest, text)
		if !found {
			t.Fatalf("no %q, in its place, in\n%s", text, out)
		}
		rest = after
	}
}

func TestDebugLife(t *testing.T) {
	driverIn(t, "sys", map[string]string{"driver.c": leaky})
	status, out, err := runAll("debug", "life", "sys", "sys/driver.c:10")
	if status != 0 {
		t.Fatalf("status %d: %s", status, err)
	}
	inOrder(t, out, "sys/driver.c:10: ", "(WSK001)", "DriverEntry runs", "WskRegister(&npi, &Registration) succeeds", "+ Registration: registered\n", "Unload runs")
	if strings.Contains(out, "+ Started = 1") {
		t.Errorf("the life is one that has set the flag:\n%s", out)
	}
}

func TestDebugState(t *testing.T) {
	driverIn(t, "sys", map[string]string{"driver.c": leaky})
	status, out, err := runAll("debug", "state", "sys", "sys/driver.c:20")
	if status != 0 {
		t.Fatalf("status %d: %s", status, err)
	}
	inOrder(t, out, "sys/driver.c:20 in DriverEntry: 3 side by side", "state 1\n", "is never merged with state 1, as these differ: registrations")
	if !strings.Contains(out, "+ Started = 1\n") {
		t.Errorf("no state has the flag set:\n%s", out)
	}
}

// A place to which nothing comes is said to be one.
func TestDebugNowhere(t *testing.T) {
	driverIn(t, "sys", map[string]string{"driver.c": leaky})
	for what, want := range map[string]string{"life": "nothing is reported there", "state": "no state comes there"} {
		if status, out, _ := runAll("debug", what, "sys", "sys/driver.c:1"); status != 0 || !strings.Contains(out, want) {
			t.Errorf("debug %s: status %d: %s", what, status, out)
		}
		if status, _, err := runAll("debug", what, "sys"); status != 2 || !strings.Contains(err, "usage: wskvet debug ") {
			t.Errorf("debug %s without a place: status %d: %s", what, status, err)
		}
	}
}
