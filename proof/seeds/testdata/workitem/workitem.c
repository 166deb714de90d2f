// A work item captures, so that loading does not wait; unload waits for it.

#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Provider;
static BOOLEAN Captured;
static KEVENT Finished;
static PIO_WORKITEM Item;
static PDEVICE_OBJECT Device;

static VOID Capture(PDEVICE_OBJECT device, PVOID context)
{
    NTSTATUS status;

    UNREFERENCED_PARAMETER(device);
    UNREFERENCED_PARAMETER(context);
    status = WskCaptureProviderNPI(&Registration, 5000, &Provider);
    if (NT_SUCCESS(status)) {
        Captured = TRUE;
    }
    KeSetEvent(&Finished, IO_NO_INCREMENT, FALSE);
}

static VOID Unload(PDRIVER_OBJECT driver)
{
    UNREFERENCED_PARAMETER(driver);
    KeWaitForSingleObject(&Finished, Executive, KernelMode, FALSE, NULL);
    IoFreeWorkItem(Item);
    if (Captured) {
        WskReleaseProviderNPI(&Registration);
    }
    WskDeregister(&Registration);
    IoDeleteDevice(Device);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
    WSK_CLIENT_NPI client = { NULL, &Dispatch };
    NTSTATUS status;

    UNREFERENCED_PARAMETER(path);
    KeInitializeEvent(&Finished, NotificationEvent, FALSE);
    status = IoCreateDevice(driver, 0, NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &Device);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    Item = IoAllocateWorkItem(Device);
    if (Item == NULL) {
        IoDeleteDevice(Device);
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    status = WskRegister(&client, &Registration);
    if (!NT_SUCCESS(status)) {
        IoFreeWorkItem(Item);
        IoDeleteDevice(Device);
        return status;
    }
    IoQueueWorkItem(Item, Capture, DelayedWorkQueue, NULL);
    driver->DriverUnload = Unload;
    return STATUS_SUCCESS;
}
