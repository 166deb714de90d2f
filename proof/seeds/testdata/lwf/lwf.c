// A lightweight filter of NDIS; going without sockets is no reason to fail.

#include <ndis.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Provider;
static BOOLEAN Connected;
static NDIS_HANDLE FilterDriverHandle;

FILTER_ATTACH FilterAttach;
FILTER_DETACH FilterDetach;
DRIVER_UNLOAD FilterUnload;

static VOID Connect(VOID)
{
    WSK_CLIENT_NPI client = { NULL, &Dispatch };

    if (!NT_SUCCESS(WskRegister(&client, &Registration)))
        return;
    if (!NT_SUCCESS(WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Provider))) {
        WskDeregister(&Registration);
        return;
    }
    Connected = TRUE;
}

static VOID Disconnect(VOID)
{
    if (!Connected)
        return;
    WskReleaseProviderNPI(&Registration);
    WskDeregister(&Registration);
    Connected = FALSE;
}

NDIS_STATUS FilterAttach(NDIS_HANDLE NdisFilterHandle, NDIS_HANDLE FilterDriverContext, PNDIS_FILTER_ATTACH_PARAMETERS Parameters)
{
    UNREFERENCED_PARAMETER(NdisFilterHandle);
    UNREFERENCED_PARAMETER(FilterDriverContext);
    UNREFERENCED_PARAMETER(Parameters);
    return NDIS_STATUS_SUCCESS;
}

VOID FilterDetach(NDIS_HANDLE FilterModuleContext)
{
    UNREFERENCED_PARAMETER(FilterModuleContext);
}

VOID FilterUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    Disconnect();
    NdisFDeregisterFilterDriver(FilterDriverHandle);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    NDIS_FILTER_DRIVER_CHARACTERISTICS characteristics;
    NDIS_STATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);
    NdisZeroMemory(&characteristics, sizeof(characteristics));
    characteristics.Header.Type = NDIS_OBJECT_TYPE_FILTER_DRIVER_CHARACTERISTICS;
    characteristics.AttachHandler = FilterAttach;
    characteristics.DetachHandler = FilterDetach;
    DriverObject->DriverUnload = FilterUnload;
    Connect();
    status = NdisFRegisterFilterDriver(DriverObject, (NDIS_HANDLE)DriverObject, &characteristics, &FilterDriverHandle);
    if (status != NDIS_STATUS_SUCCESS) {
        Disconnect();
    }
    return status;
}
