// Two files with statics of the same names, and a registration each.

#include "twins.h"

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;
static BOOLEAN Started;

NTSTATUS OneStart(VOID)
{
    WSK_CLIENT_NPI client = { NULL, &Dispatch };
    NTSTATUS status;

    status = WskRegister(&client, &Registration);
    if (NT_SUCCESS(status)) {
        Started = TRUE;
    }
    return status;
}

VOID OneStop(VOID)
{
    if (Started) {
        WskDeregister(&Registration);
        Started = FALSE;
    }
}

static VOID Unload(PDRIVER_OBJECT driver)
{
    UNREFERENCED_PARAMETER(driver);
    TwoStop();
    OneStop();
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
    NTSTATUS status;

    UNREFERENCED_PARAMETER(path);
    status = OneStart();
    if (!NT_SUCCESS(status)) {
        return status;
    }
    status = TwoStart();
    if (!NT_SUCCESS(status)) {
        OneStop();
        return status;
    }
    driver->DriverUnload = Unload;
    return status;
}
