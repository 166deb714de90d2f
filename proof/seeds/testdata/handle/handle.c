// The registration lives from the opening to the closing of an exclusive device.

#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH g_Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION g_Registration;
static WSK_PROVIDER_NPI g_Provider;
static UNICODE_STRING g_Name = RTL_CONSTANT_STRING(L"\\Device\\Handle");
static PDEVICE_OBJECT g_Device;

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD HandleUnload;
DRIVER_DISPATCH HandleCreate;
DRIVER_DISPATCH HandleClose;

NTSTATUS
DriverEntry(
    _In_ PDRIVER_OBJECT DriverObject,
    _In_ PUNICODE_STRING RegistryPath
)
{
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);
    status = IoCreateDevice(DriverObject, 0, &g_Name, FILE_DEVICE_UNKNOWN, FILE_DEVICE_SECURE_OPEN, TRUE, &g_Device);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    DriverObject->DriverUnload = HandleUnload;
    DriverObject->MajorFunction[IRP_MJ_CREATE] = HandleCreate;
    DriverObject->MajorFunction[IRP_MJ_CLOSE] = HandleClose;
    return STATUS_SUCCESS;
}

VOID
HandleUnload(
    _In_ PDRIVER_OBJECT DriverObject
)
{
    IoDeleteDevice(DriverObject->DeviceObject);
}

NTSTATUS
HandleCreate(
    _In_ PDEVICE_OBJECT DeviceObject,
    _Inout_ PIRP Irp
)
{
    WSK_CLIENT_NPI client;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(DeviceObject);
    client.ClientContext = NULL;
    client.Dispatch = &g_Dispatch;
    status = WskRegister(&client, &g_Registration);
    if (!NT_SUCCESS(status)) {
        goto Done;
    }
    status = WskCaptureProviderNPI(&g_Registration, WSK_INFINITE_WAIT, &g_Provider);
    if (!NT_SUCCESS(status)) {
        WskDeregister(&g_Registration);
        goto Done;
    }

Done:
    Irp->IoStatus.Information = 0;
    Irp->IoStatus.Status = status;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return status;
}

NTSTATUS
HandleClose(
    _In_ PDEVICE_OBJECT DeviceObject,
    _Inout_ PIRP Irp
)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    WskReleaseProviderNPI(&g_Registration);
    WskDeregister(&g_Registration);
    Irp->IoStatus.Information = 0;
    Irp->IoStatus.Status = STATUS_SUCCESS;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return STATUS_SUCCESS;
}
