// The registration is in the extension of the control device.

#include <ntddk.h>
#include <wsk.h>

typedef struct _EXTENSION {
    ULONG Magic;
    struct {
        WSK_REGISTRATION Registration;
        WSK_PROVIDER_NPI Provider;
    } Net;
} EXTENSION, *PEXTENSION;

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

static VOID Unload(PDRIVER_OBJECT driver)
{
    PDEVICE_OBJECT device = driver->DeviceObject;
    PEXTENSION extension = (PEXTENSION)device->DeviceExtension;
    UNICODE_STRING link = RTL_CONSTANT_STRING(L"\\DosDevices\\Extension");

    IoDeleteSymbolicLink(&link);
    WskReleaseProviderNPI(&extension->Net.Registration);
    WskDeregister(&extension->Net.Registration);
    IoDeleteDevice(device);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
    UNICODE_STRING name = RTL_CONSTANT_STRING(L"\\Device\\Extension");
    UNICODE_STRING link = RTL_CONSTANT_STRING(L"\\DosDevices\\Extension");
    WSK_CLIENT_NPI client = { 0 };
    PDEVICE_OBJECT device = NULL;
    PEXTENSION extension;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(path);
    status = IoCreateDevice(driver, sizeof(EXTENSION), &name, FILE_DEVICE_UNKNOWN, 0, FALSE, &device);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    extension = device->DeviceExtension;
    extension->Magic = 0x1234;
    client.Dispatch = &Dispatch;
    status = WskRegister(&client, &extension->Net.Registration);
    if (!NT_SUCCESS(status)) {
        goto DeleteDevice;
    }
    status = WskCaptureProviderNPI(&extension->Net.Registration, WSK_INFINITE_WAIT, &extension->Net.Provider);
    if (!NT_SUCCESS(status)) {
        goto Deregister;
    }
    status = IoCreateSymbolicLink(&link, &name);
    if (!NT_SUCCESS(status)) {
        goto Release;
    }
    driver->DriverUnload = Unload;
    goto Exit;
Release:
    WskReleaseProviderNPI(&extension->Net.Registration);
Deregister:
    WskDeregister(&extension->Net.Registration);
DeleteDevice:
    IoDeleteDevice(device);
Exit:
    return status;
}
