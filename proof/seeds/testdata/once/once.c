// Whoever comes first initialises, by a run-once; unload looks whether that was done.

#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Provider;
static RTL_RUN_ONCE Once = RTL_RUN_ONCE_INIT;

static NTSTATUS Initialize(VOID)
{
    WSK_CLIENT_NPI client = { NULL, &Dispatch };
    PVOID context;
    NTSTATUS status;

    status = RtlRunOnceBeginInitialize(&Once, 0, &context);
    if (status != STATUS_PENDING) {
        return status;
    }
    status = WskRegister(&client, &Registration);
    if (!NT_SUCCESS(status)) {
        goto Failed;
    }
    status = WskCaptureProviderNPI(&Registration, WSK_INFINITE_WAIT, &Provider);
    if (!NT_SUCCESS(status)) {
        WskDeregister(&Registration);
        goto Failed;
    }
    RtlRunOnceComplete(&Once, 0, NULL);
    return STATUS_SUCCESS;

Failed:
    RtlRunOnceComplete(&Once, RTL_RUN_ONCE_INIT_FAILED, NULL);
    return status;
}

static NTSTATUS Create(PDEVICE_OBJECT device, PIRP irp)
{
    NTSTATUS status = Initialize();

    UNREFERENCED_PARAMETER(device);
    irp->IoStatus.Status = status;
    irp->IoStatus.Information = 0;
    IoCompleteRequest(irp, IO_NO_INCREMENT);
    return status;
}

static VOID Unload(PDRIVER_OBJECT driver)
{
    PVOID context;

    if (RtlRunOnceBeginInitialize(&Once, RTL_RUN_ONCE_CHECK_ONLY, &context) == STATUS_SUCCESS) {
        WskReleaseProviderNPI(&Registration);
        WskDeregister(&Registration);
    }
    IoDeleteDevice(driver->DeviceObject);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
    UNICODE_STRING name = RTL_CONSTANT_STRING(L"\\Device\\Once");
    PDEVICE_OBJECT device;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(path);
    status = IoCreateDevice(driver, 0, &name, FILE_DEVICE_UNKNOWN, 0, FALSE, &device);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    driver->MajorFunction[IRP_MJ_CREATE] = Create;
    driver->DriverUnload = Unload;
    return STATUS_SUCCESS;
}
