// The first control request starts; unload may find nothing started.

#include <ntddk.h>
#include <wsk.h>

#define IOCTL_LAZY_START CTL_CODE(FILE_DEVICE_UNKNOWN, 0x800, METHOD_BUFFERED, FILE_ANY_ACCESS)
#define IOCTL_LAZY_STOP  CTL_CODE(FILE_DEVICE_UNKNOWN, 0x801, METHOD_BUFFERED, FILE_ANY_ACCESS)

static WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Provider;
static KMUTEX Mutex;
static int Started;

static NTSTATUS Start(void)
{
    WSK_CLIENT_NPI client = { 0 };
    NTSTATUS status = STATUS_SUCCESS;

    KeWaitForSingleObject(&Mutex, Executive, KernelMode, FALSE, NULL);
    if (!Started) {
        client.Dispatch = &Dispatch;
        status = WskRegister(&client, &Registration);
        if (NT_SUCCESS(status)) {
            status = WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Provider);
            if (NT_SUCCESS(status)) {
                Started = 1;
            } else {
                WskDeregister(&Registration);
            }
        }
    }
    KeReleaseMutex(&Mutex, FALSE);
    return status;
}

static void Stop(void)
{
    KeWaitForSingleObject(&Mutex, Executive, KernelMode, FALSE, NULL);
    if (Started) {
        Started = 0;
        WskReleaseProviderNPI(&Registration);
        WskDeregister(&Registration);
    }
    KeReleaseMutex(&Mutex, FALSE);
}

static NTSTATUS Complete(PIRP irp, NTSTATUS status)
{
    irp->IoStatus.Status = status;
    irp->IoStatus.Information = 0;
    IoCompleteRequest(irp, IO_NO_INCREMENT);
    return status;
}

static NTSTATUS Succeed(PDEVICE_OBJECT device, PIRP irp)
{
    UNREFERENCED_PARAMETER(device);
    return Complete(irp, STATUS_SUCCESS);
}

static NTSTATUS Control(PDEVICE_OBJECT device, PIRP irp)
{
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(irp);
    NTSTATUS status;

    UNREFERENCED_PARAMETER(device);
    switch (stack->Parameters.DeviceIoControl.IoControlCode) {
    case IOCTL_LAZY_START:
        status = Start();
        break;
    case IOCTL_LAZY_STOP:
        Stop();
        status = STATUS_SUCCESS;
        break;
    default:
        status = STATUS_INVALID_DEVICE_REQUEST;
        break;
    }
    return Complete(irp, status);
}

static void Unload(PDRIVER_OBJECT driver)
{
    Stop();
    IoDeleteDevice(driver->DeviceObject);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
    UNICODE_STRING name;
    PDEVICE_OBJECT device;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(path);
    KeInitializeMutex(&Mutex, 0);
    RtlInitUnicodeString(&name, L"\\Device\\Lazy");
    status = IoCreateDevice(driver, 0, &name, FILE_DEVICE_UNKNOWN, 0, FALSE, &device);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    driver->MajorFunction[IRP_MJ_CREATE] = driver->MajorFunction[IRP_MJ_CLOSE] = Succeed;
    driver->MajorFunction[IRP_MJ_DEVICE_CONTROL] = Control;
    driver->DriverUnload = Unload;
    return STATUS_SUCCESS;
}
