// The registration is in the context of the driver object, whose clean-up callback ends
// it, also where DriverEntry fails.

#include <ntddk.h>
#include <wdf.h>
#include <wsk.h>

typedef struct _DRIVER_CONTEXT {
    WSK_REGISTRATION Registration;
    WSK_PROVIDER_NPI Provider;
    BOOLEAN Started;
} DRIVER_CONTEXT, *PDRIVER_CONTEXT;

WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(DRIVER_CONTEXT, GetDriverContext)

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

DRIVER_INITIALIZE DriverEntry;
EVT_WDF_DRIVER_DEVICE_ADD EvtDeviceAdd;
EVT_WDF_OBJECT_CONTEXT_CLEANUP EvtDriverCleanup;

static NTSTATUS Start(WDFDRIVER Driver)
{
    PDRIVER_CONTEXT context = GetDriverContext(Driver);
    WSK_CLIENT_NPI client;
    NTSTATUS status;

    client.ClientContext = NULL;
    client.Dispatch = &Dispatch;
    status = WskRegister(&client, &context->Registration);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    status = WskCaptureProviderNPI(&context->Registration, WSK_NO_WAIT, &context->Provider);
    if (!NT_SUCCESS(status)) {
        WskDeregister(&context->Registration);
        return status;
    }
    context->Started = TRUE;
    return status;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WDF_OBJECT_ATTRIBUTES attributes;
    WDF_DRIVER_CONFIG config;
    WDFDRIVER driver;
    NTSTATUS status;

    WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, DRIVER_CONTEXT);
    attributes.EvtCleanupCallback = EvtDriverCleanup;
    WDF_DRIVER_CONFIG_INIT(&config, EvtDeviceAdd);
    status = WdfDriverCreate(DriverObject, RegistryPath, &attributes, &config, &driver);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    return Start(driver);
}

NTSTATUS EvtDeviceAdd(WDFDRIVER Driver, PWDFDEVICE_INIT DeviceInit)
{
    WDFDEVICE device;

    UNREFERENCED_PARAMETER(Driver);
    return WdfDeviceCreate(&DeviceInit, WDF_NO_OBJECT_ATTRIBUTES, &device);
}

VOID EvtDriverCleanup(WDFOBJECT Object)
{
    PDRIVER_CONTEXT context = GetDriverContext((WDFDRIVER)Object);

    if (context->Started) {
        WskReleaseProviderNPI(&context->Registration);
        WskDeregister(&context->Registration);
    }
}
