// A virtual miniport of Storport: each adapter starts with its first, and the last
// callback of an adapter stops.

#include <storport.h>
#include <wsk.h>

typedef struct _ADAPTER {
    ULONG Number;
} ADAPTER;

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Provider;
static BOOLEAN Initialized;

static NTSTATUS Start(VOID)
{
    WSK_CLIENT_NPI client;
    NTSTATUS status;

    if (Initialized) {
        return STATUS_SUCCESS;
    }
    client.ClientContext = NULL;
    client.Dispatch = &Dispatch;
    status = WskRegister(&client, &Registration);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    status = WskCaptureProviderNPI(&Registration, WSK_INFINITE_WAIT, &Provider);
    if (!NT_SUCCESS(status)) {
        WskDeregister(&Registration);
        return status;
    }
    Initialized = TRUE;
    return STATUS_SUCCESS;
}

static VOID Stop(VOID)
{
    if (!Initialized) {
        return;
    }
    WskReleaseProviderNPI(&Registration);
    WskDeregister(&Registration);
    Initialized = FALSE;
}

static ULONG HwFindAdapter(PVOID DeviceExtension, PVOID HwContext, PVOID BusInformation, PVOID LowerDevice,
    PCHAR ArgumentString, PPORT_CONFIGURATION_INFORMATION ConfigInfo, PBOOLEAN Again)
{
    UNREFERENCED_PARAMETER(DeviceExtension);
    UNREFERENCED_PARAMETER(HwContext);
    UNREFERENCED_PARAMETER(BusInformation);
    UNREFERENCED_PARAMETER(LowerDevice);
    UNREFERENCED_PARAMETER(ArgumentString);
    ConfigInfo->VirtualDevice = TRUE;
    *Again = FALSE;
    return NT_SUCCESS(Start()) ? SP_RETURN_FOUND : SP_RETURN_ERROR;
}

static BOOLEAN HwInitialize(PVOID DeviceExtension)
{
    UNREFERENCED_PARAMETER(DeviceExtension);
    return TRUE;
}

static VOID HwFreeAdapterResources(PVOID DeviceExtension)
{
    UNREFERENCED_PARAMETER(DeviceExtension);
    Stop();
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    VIRTUAL_HW_INITIALIZATION_DATA data = { 0 };

    data.HwInitializationDataSize = sizeof(data);
    data.HwFindAdapter = HwFindAdapter;
    data.HwInitialize = HwInitialize;
    data.HwFreeAdapterResources = HwFreeAdapterResources;
    data.DeviceExtensionSize = sizeof(ADAPTER);
    return StorPortInitialize(DriverObject, RegistryPath, (PHW_INITIALIZATION_DATA)&data, NULL);
}
