// Steps in a table of functions: what was done is undone from the end.

#include <ntddk.h>
#include <wsk.h>

typedef struct _STEP {
    NTSTATUS (*Do)(VOID);
    VOID (*Undo)(VOID);
} STEP;

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Provider;

static NTSTATUS DoRegister(VOID)
{
    WSK_CLIENT_NPI client = { NULL, &Dispatch };
    return WskRegister(&client, &Registration);
}

static VOID UndoRegister(VOID)
{
    WskDeregister(&Registration);
}

static NTSTATUS DoCapture(VOID)
{
    return WskCaptureProviderNPI(&Registration, WSK_INFINITE_WAIT, &Provider);
}

static VOID UndoCapture(VOID)
{
    WskReleaseProviderNPI(&Registration);
}

static const STEP Steps[] = {
    { DoRegister, UndoRegister },
    { DoCapture, UndoCapture },
};
static ULONG Done;

static VOID UndoAll(VOID)
{
    while (Done > 0) {
        Done--;
        Steps[Done].Undo();
    }
}

static VOID Unload(PDRIVER_OBJECT driver)
{
    UNREFERENCED_PARAMETER(driver);
    UndoAll();
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
    NTSTATUS status;

    UNREFERENCED_PARAMETER(path);
    for (Done = 0; Done < ARRAYSIZE(Steps); Done++) {
        status = Steps[Done].Do();
        if (!NT_SUCCESS(status)) {
            UndoAll();
            return status;
        }
    }
    driver->DriverUnload = Unload;
    return STATUS_SUCCESS;
}
