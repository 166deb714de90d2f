package cdriver

import "testing"

// stages is a correct driver that remembers what it has to undo in bit fields, and asks
// the whole of them whether there is anything.
const stages = `#include <wsk.h>
typedef union _STAGES {
    struct {
        ULONG Registered : 1;
        ULONG Captured : 1;
        ULONG Reserved : 30;
    };
    ULONG All;
} STAGES;
static WSK_REGISTRATION g_Registration;
static WSK_PROVIDER_NPI g_Npi;
static STAGES g_Stages;
static const WSK_CLIENT_DISPATCH g_Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

static VOID Stop(VOID) {
    if (g_Stages.All == 0)
        return;
    if (g_Stages.Captured)
        WskReleaseProviderNPI(&g_Registration);
    if (g_Stages.Registered)
        WskDeregister(&g_Registration);
    g_Stages.All = 0;
}

static VOID Unload(PDRIVER_OBJECT driver) {
    Stop();
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path) {
    WSK_CLIENT_NPI npi = { NULL, &g_Dispatch };
    NTSTATUS status;
    driver->DriverUnload = Unload;
    g_Stages.All = 0;
    status = WskRegister(&npi, &g_Registration);
    if (!NT_SUCCESS(status))
        return status;
    g_Stages.Registered = TRUE;
    status = WskCaptureProviderNPI(&g_Registration, WSK_INFINITE_WAIT, &g_Npi);
    if (!NT_SUCCESS(status)) {
        Stop();
        return status;
    }
    g_Stages.Captured = TRUE;
    return STATUS_SUCCESS;
}
`

// What is written to a bit field is in the whole, and the other way round.
func TestUnions(t *testing.T) {
	const wait = "        WskDeregister(&g_Registration);"
	edits(t, "stages.c", stages, []change{
		{},
		{"g_Stages.Registered = TRUE;", "g_Stages.All = 1;", "", ""},
		{"g_Stages.Registered = TRUE;", "g_Stages.All |= 2 >> 1;", "", ""},
		{"    g_Stages.Captured = TRUE;\n", "", "WSK003", wait},
		{"g_Stages.Captured = TRUE;", "g_Stages.All = 1;", "WSK003", wait},
		{"g_Stages.All == 0", "(g_Stages.All & 2) == 0", "WSK006", "        return status;"},
	})
}
