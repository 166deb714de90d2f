// The capture is tried again until the provider is there, a number of times.

#include <ntddk.h>
#include <wsk.h>

#define TRIES 10

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Provider;

static NTSTATUS Capture(VOID)
{
    LARGE_INTEGER delay;
    NTSTATUS status;
    int tries = 0;

    delay.QuadPart = -10 * 1000 * 1000;
again:
    status = WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Provider);
    if (status == STATUS_DEVICE_NOT_READY && ++tries < TRIES) {
        KeDelayExecutionThread(KernelMode, FALSE, &delay);
        goto again;
    }
    return status;
}

static VOID Unload(PDRIVER_OBJECT driver)
{
    UNREFERENCED_PARAMETER(driver);
    WskReleaseProviderNPI(&Registration);
    WskDeregister(&Registration);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
    WSK_CLIENT_NPI client = { NULL, &Dispatch };
    NTSTATUS status;

    UNREFERENCED_PARAMETER(path);
    status = WskRegister(&client, &Registration);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    status = Capture();
    if (!NT_SUCCESS(status)) {
        WskDeregister(&Registration);
        return status;
    }
    driver->DriverUnload = Unload;
    return status;
}
