// A function that is left in many ways, and undoes in __finally.

#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Provider;

static NTSTATUS Ask(PVOID user, ULONG length)
{
    ULONG value;
    NTSTATUS status;

    status = WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Provider);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    __try {
        if (length < sizeof(value)) {
            status = STATUS_BUFFER_TOO_SMALL;
            __leave;
        }
        ProbeForRead(user, sizeof(value), sizeof(ULONG));
        RtlCopyMemory(&value, user, sizeof(value));
        status = Provider.Dispatch->WskControlClient(Provider.Client, WSK_TDI_BEHAVIOR, sizeof(value), &value, 0, NULL, NULL,
            NULL);
    } __finally {
        WskReleaseProviderNPI(&Registration);
    }
    return status;
}

static NTSTATUS Control(PDEVICE_OBJECT device, PIRP irp)
{
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(irp);
    NTSTATUS status;

    UNREFERENCED_PARAMETER(device);
    __try {
        status = Ask(stack->Parameters.DeviceIoControl.Type3InputBuffer, stack->Parameters.DeviceIoControl.InputBufferLength);
    } __except (EXCEPTION_EXECUTE_HANDLER) {
        status = GetExceptionCode();
    }
    irp->IoStatus.Status = status;
    irp->IoStatus.Information = 0;
    IoCompleteRequest(irp, IO_NO_INCREMENT);
    return status;
}

static VOID Unload(PDRIVER_OBJECT driver)
{
    IoDeleteDevice(driver->DeviceObject);
    WskDeregister(&Registration);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
    WSK_CLIENT_NPI client = { NULL, &Dispatch };
    PDEVICE_OBJECT device;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(path);
    status = WskRegister(&client, &Registration);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    status = IoCreateDevice(driver, 0, NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &device);
    if (!NT_SUCCESS(status)) {
        WskDeregister(&Registration);
        return status;
    }
    driver->MajorFunction[IRP_MJ_DEVICE_CONTROL] = Control;
    driver->DriverUnload = Unload;
    return STATUS_SUCCESS;
}
