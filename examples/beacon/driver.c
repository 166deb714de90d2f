/*
 * Beacon: a WDM driver that sends a datagram twice a minute.
 *
 * The bug: the symbolic link is made last, and where that fails, DriverEntry undoes
 * the device and forgets the network. Windows unloads the driver at once, without a
 * call of Unload, while the registration and the thread are live.
 */
#include "network.h"

static UNICODE_STRING g_DeviceName = RTL_CONSTANT_STRING(L"\\Device\\Beacon");
static UNICODE_STRING g_LinkName = RTL_CONSTANT_STRING(L"\\DosDevices\\Beacon");

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD BeaconUnload;
_Dispatch_type_(IRP_MJ_CREATE)
_Dispatch_type_(IRP_MJ_CLOSE)
static DRIVER_DISPATCH BeaconOpenClose;

static NTSTATUS
BeaconOpenClose(_In_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    Irp->IoStatus.Status = STATUS_SUCCESS;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return STATUS_SUCCESS;
}

static VOID
BeaconUnload(_In_ PDRIVER_OBJECT DriverObject)
{
    IoDeleteSymbolicLink(&g_LinkName);
    IoDeleteDevice(DriverObject->DeviceObject);
    NetworkStop();
}

NTSTATUS
DriverEntry(_In_ PDRIVER_OBJECT DriverObject, _In_ PUNICODE_STRING RegistryPath)
{
    PDEVICE_OBJECT device;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);

    DriverObject->DriverUnload = BeaconUnload;
    DriverObject->MajorFunction[IRP_MJ_CREATE] = BeaconOpenClose;
    DriverObject->MajorFunction[IRP_MJ_CLOSE] = BeaconOpenClose;

    status = IoCreateDevice(DriverObject, 0, &g_DeviceName, FILE_DEVICE_NETWORK, FILE_DEVICE_SECURE_OPEN, FALSE, &device);
    if (!NT_SUCCESS(status))
        return status;

    status = NetworkStart();
    if (!NT_SUCCESS(status)) {
        IoDeleteDevice(device);
        return status;
    }

    status = IoCreateSymbolicLink(&g_LinkName, &g_DeviceName);
    if (!NT_SUCCESS(status)) {
        /* Mending: call NetworkStop first. */
        IoDeleteDevice(device);
        return status; // want WSK006
    }
    return STATUS_SUCCESS;
}
