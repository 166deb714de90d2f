// One flag for each resource, one exit for success and failure.

#include <ntddk.h>
#include <wsk.h>

typedef struct _STATE {
    BOOLEAN Registered;
    BOOLEAN Captured;
    PDEVICE_OBJECT Device;
} STATE;

WSK_REGISTRATION Registration;
WSK_PROVIDER_NPI Provider;
const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
STATE State;

#define CHECK(expression) \
    status = (expression); \
    if (!NT_SUCCESS(status)) { \
        DbgPrint("%s failed: %x\n", #expression, status); \
        break; \
    }

static void Cleanup(void)
{
    if (State.Captured) {
        WskReleaseProviderNPI(&Registration);
        State.Captured = FALSE;
    }
    if (State.Registered) {
        WskDeregister(&Registration);
        State.Registered = FALSE;
    }
    if (State.Device) {
        IoDeleteDevice(State.Device);
        State.Device = NULL;
    }
}

static void Unload(PDRIVER_OBJECT driver)
{
    UNREFERENCED_PARAMETER(driver);
    Cleanup();
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
    UNICODE_STRING name = RTL_CONSTANT_STRING(L"\\Device\\Flags");
    WSK_CLIENT_NPI client = { NULL, &Dispatch };
    NTSTATUS status;

    UNREFERENCED_PARAMETER(path);
    do {
        CHECK(IoCreateDevice(driver, 0, &name, FILE_DEVICE_UNKNOWN, 0, FALSE, &State.Device));
        CHECK(WskRegister(&client, &Registration));
        State.Registered = TRUE;
        CHECK(WskCaptureProviderNPI(&Registration, WSK_INFINITE_WAIT, &Provider));
        State.Captured = TRUE;
        driver->DriverUnload = Unload;
    } while (0);
    if (!NT_SUCCESS(status)) {
        Cleanup();
    }
    return status;
}
