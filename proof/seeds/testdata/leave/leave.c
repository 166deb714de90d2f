// __leave goes to the __finally block, which undoes what a failure leaves behind.

#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Provider;

static VOID Unload(PDRIVER_OBJECT driver)
{
    UNREFERENCED_PARAMETER(driver);
    WskReleaseProviderNPI(&Registration);
    WskDeregister(&Registration);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
    WSK_CLIENT_NPI client = { NULL, &Dispatch };
    BOOLEAN registered = FALSE, captured = FALSE;
    PDEVICE_OBJECT device;
    NTSTATUS status = STATUS_UNSUCCESSFUL;

    UNREFERENCED_PARAMETER(path);
    __try {
        status = WskRegister(&client, &Registration);
        if (!NT_SUCCESS(status)) {
            __leave;
        }
        registered = TRUE;
        status = WskCaptureProviderNPI(&Registration, WSK_INFINITE_WAIT, &Provider);
        if (!NT_SUCCESS(status)) {
            __leave;
        }
        captured = TRUE;
        status = IoCreateDevice(driver, 0, NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &device);
        if (!NT_SUCCESS(status)) {
            __leave;
        }
        driver->DriverUnload = Unload;
    } __finally {
        if (!NT_SUCCESS(status)) {
            if (captured) {
                WskReleaseProviderNPI(&Registration);
            }
            if (registered) {
                WskDeregister(&Registration);
            }
        }
    }
    return status;
}
