/*
 * Lookup: a driver that resolves names for applications, by a library that starts
 * when it is needed first. The driver is correct.
 */
#include "resolver.h"

#define IOCTL_LOOKUP CTL_CODE(FILE_DEVICE_NETWORK, 0x800, METHOD_BUFFERED, FILE_ANY_ACCESS)

static UNICODE_STRING g_DeviceName = RTL_CONSTANT_STRING(L"\\Device\\Lookup");

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD LookupUnload;
static DRIVER_DISPATCH LookupOpenClose;
static DRIVER_DISPATCH LookupControl;

static NTSTATUS
CompleteRequest(_Inout_ PIRP Irp, _In_ NTSTATUS Status, _In_ ULONG_PTR Information)
{
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = Information;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

static NTSTATUS
LookupOpenClose(_In_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    return CompleteRequest(Irp, STATUS_SUCCESS, 0);
}

static NTSTATUS
LookupControl(_In_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp)
{
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    UNICODE_STRING name;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(DeviceObject);
    if (stack->Parameters.DeviceIoControl.IoControlCode != IOCTL_LOOKUP)
        return CompleteRequest(Irp, STATUS_INVALID_DEVICE_REQUEST, 0);
    if (stack->Parameters.DeviceIoControl.OutputBufferLength < sizeof(SOCKADDR_STORAGE))
        return CompleteRequest(Irp, STATUS_BUFFER_TOO_SMALL, 0);

    name.Buffer = (PWCH)Irp->AssociatedIrp.SystemBuffer;
    name.Length = (USHORT)stack->Parameters.DeviceIoControl.InputBufferLength;
    name.MaximumLength = name.Length;

    status = ResolverLookup(&name, (PSOCKADDR_STORAGE)Irp->AssociatedIrp.SystemBuffer);
    return CompleteRequest(Irp, status, NT_SUCCESS(status) ? sizeof(SOCKADDR_STORAGE) : 0);
}

static VOID
LookupUnload(_In_ PDRIVER_OBJECT DriverObject)
{
    IoDeleteDevice(DriverObject->DeviceObject);
    ResolverCleanup();
}

NTSTATUS
DriverEntry(_In_ PDRIVER_OBJECT DriverObject, _In_ PUNICODE_STRING RegistryPath)
{
    PDEVICE_OBJECT device;

    UNREFERENCED_PARAMETER(RegistryPath);
    ResolverInitialize();
    DriverObject->DriverUnload = LookupUnload;
    DriverObject->MajorFunction[IRP_MJ_CREATE] = LookupOpenClose;
    DriverObject->MajorFunction[IRP_MJ_CLOSE] = LookupOpenClose;
    DriverObject->MajorFunction[IRP_MJ_DEVICE_CONTROL] = LookupControl;
    return IoCreateDevice(DriverObject, 0, &g_DeviceName, FILE_DEVICE_NETWORK, FILE_DEVICE_SECURE_OPEN, FALSE, &device);
}
