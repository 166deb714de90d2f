// A count of users: the first starts, the last stops.

#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Provider;
static KMUTEX Lock;
static ULONG Users;

static VOID Enter(VOID) { KeWaitForSingleObject(&Lock, Executive, KernelMode, FALSE, NULL); }
static VOID Leave(VOID) { KeReleaseMutex(&Lock, FALSE); }

static NTSTATUS Begin(PWSK_REGISTRATION registration, PWSK_PROVIDER_NPI provider)
{
    WSK_CLIENT_NPI client = { NULL, &Dispatch };
    NTSTATUS status;

    status = WskRegister(&client, registration);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    status = WskCaptureProviderNPI(registration, WSK_NO_WAIT, provider);
    if (!NT_SUCCESS(status)) {
        WskDeregister(registration);
    }
    return status;
}

static VOID End(PWSK_REGISTRATION registration)
{
    WskReleaseProviderNPI(registration);
    WskDeregister(registration);
}

static NTSTATUS Acquire(VOID)
{
    NTSTATUS status = STATUS_SUCCESS;

    Enter();
    if (Users == 0) {
        status = Begin(&Registration, &Provider);
    }
    if (NT_SUCCESS(status)) {
        Users++;
    }
    Leave();
    return status;
}

static VOID Drop(VOID)
{
    Enter();
    if (--Users == 0) {
        End(&Registration);
    }
    Leave();
}

static NTSTATUS Create(PDEVICE_OBJECT device, PIRP irp)
{
    NTSTATUS status = Acquire();

    UNREFERENCED_PARAMETER(device);
    irp->IoStatus.Status = status;
    irp->IoStatus.Information = 0;
    IoCompleteRequest(irp, IO_NO_INCREMENT);
    return status;
}

static NTSTATUS Close(PDEVICE_OBJECT device, PIRP irp)
{
    UNREFERENCED_PARAMETER(device);
    Drop();
    irp->IoStatus.Status = STATUS_SUCCESS;
    irp->IoStatus.Information = 0;
    IoCompleteRequest(irp, IO_NO_INCREMENT);
    return STATUS_SUCCESS;
}

static VOID Unload(PDRIVER_OBJECT driver)
{
    IoDeleteDevice(driver->DeviceObject);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
    UNICODE_STRING name = RTL_CONSTANT_STRING(L"\\Device\\Count");
    PDEVICE_OBJECT device;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(path);
    KeInitializeMutex(&Lock, 0);
    status = IoCreateDevice(driver, 0, &name, FILE_DEVICE_UNKNOWN, 0, FALSE, &device);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    driver->MajorFunction[IRP_MJ_CREATE] = Create;
    driver->MajorFunction[IRP_MJ_CLOSE] = Close;
    driver->DriverUnload = Unload;
    return status;
}
