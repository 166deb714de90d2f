// A mask of steps that were made, undone bit by bit.

#include <ntddk.h>
#include <wsk.h>

#define STEP_REGISTERED 0
#define STEP_CAPTURED   1

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Provider;
static volatile LONG Steps;

static VOID Undo(VOID)
{
    if (InterlockedBitTestAndReset(&Steps, STEP_CAPTURED)) {
        WskReleaseProviderNPI(&Registration);
    }
    if (InterlockedBitTestAndReset(&Steps, STEP_REGISTERED)) {
        WskDeregister(&Registration);
    }
}

static VOID Unload(PDRIVER_OBJECT driver)
{
    UNREFERENCED_PARAMETER(driver);
    Undo();
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
    WSK_CLIENT_NPI client;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(path);
    driver->DriverUnload = Unload;
    RtlZeroMemory(&client, sizeof(client));
    client.Dispatch = &Dispatch;
    status = WskRegister(&client, &Registration);
    if (status != STATUS_SUCCESS) {
        goto Exit;
    }
    InterlockedBitTestAndSet(&Steps, STEP_REGISTERED);
    status = WskCaptureProviderNPI(&Registration, WSK_INFINITE_WAIT, &Provider);
    if (status != STATUS_SUCCESS) {
        goto Exit;
    }
    InterlockedBitTestAndSet(&Steps, STEP_CAPTURED);

Exit:
    if (!NT_SUCCESS(status)) {
        Undo();
    }
    return status;
}
