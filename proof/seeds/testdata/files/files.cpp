// A control device of KMDF: the first handle starts, its clean-up stops.

#include <ntddk.h>
#include <wdf.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Provider;
static LONG Active;

extern "C" DRIVER_INITIALIZE DriverEntry;
EVT_WDF_DRIVER_UNLOAD EvtUnload;
EVT_WDF_DEVICE_FILE_CREATE EvtFileCreate;
EVT_WDF_FILE_CLEANUP EvtFileCleanup;

static NTSTATUS Initialize()
{
    NTSTATUS Status;
    WSK_CLIENT_NPI Client = { NULL, &Dispatch };
    BOOLEAN Registered = FALSE;

    Status = WskRegister(&Client, &Registration);
    if (!NT_SUCCESS(Status)) {
        goto Exit;
    }
    Registered = TRUE;
    Status = WskCaptureProviderNPI(&Registration, WSK_INFINITE_WAIT, &Provider);
    if (!NT_SUCCESS(Status)) {
        goto Exit;
    }

Exit:
    if (!NT_SUCCESS(Status)) {
        if (Registered) {
            WskDeregister(&Registration);
        }
    }
    return Status;
}

static void Uninitialize()
{
    WskReleaseProviderNPI(&Registration);
    WskDeregister(&Registration);
}

void EvtFileCreate(WDFDEVICE, WDFREQUEST Request, WDFFILEOBJECT)
{
    NTSTATUS Status;

    if (InterlockedExchange(&Active, TRUE)) {
        Status = STATUS_TOO_MANY_SESSIONS;
        goto Exit;
    }
    Status = Initialize();
    if (!NT_SUCCESS(Status)) {
        InterlockedExchange(&Active, FALSE);
    }
Exit:
    WdfRequestComplete(Request, Status);
}

void EvtFileCleanup(WDFFILEOBJECT)
{
    Uninitialize();
    InterlockedExchange(&Active, FALSE);
}

void EvtUnload(WDFDRIVER)
{
}

static NTSTATUS CreateControlDevice(WDFDRIVER Driver)
{
    DECLARE_CONST_UNICODE_STRING(Name, L"\\Device\\Files");
    PWDFDEVICE_INIT Init = NULL;
    WDF_FILEOBJECT_CONFIG Config;
    WDFDEVICE Device;
    NTSTATUS Status;

    Init = WdfControlDeviceInitAllocate(Driver, &SDDL_DEVOBJ_SYS_ALL_ADM_ALL);
    if (Init == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    Status = WdfDeviceInitAssignName(Init, &Name);
    if (!NT_SUCCESS(Status)) {
        goto Error;
    }
    WDF_FILEOBJECT_CONFIG_INIT(&Config, EvtFileCreate, WDF_NO_EVENT_CALLBACK, EvtFileCleanup);
    WdfDeviceInitSetFileObjectConfig(Init, &Config, WDF_NO_OBJECT_ATTRIBUTES);
    Status = WdfDeviceCreate(&Init, WDF_NO_OBJECT_ATTRIBUTES, &Device);
    if (!NT_SUCCESS(Status)) {
        goto Error;
    }
    WdfControlFinishInitializing(Device);
    return STATUS_SUCCESS;

Error:
    if (Init) {
        WdfDeviceInitFree(Init);
    }
    return Status;
}

extern "C" NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WDF_DRIVER_CONFIG Config;
    WDFDRIVER Driver;
    NTSTATUS Status;

    WDF_DRIVER_CONFIG_INIT(&Config, NULL);
    Config.EvtDriverUnload = EvtUnload;
    Config.DriverInitFlags = WdfDriverInitNonPnpDriver;
    Status = WdfDriverCreate(DriverObject, RegistryPath, WDF_NO_OBJECT_ATTRIBUTES, &Config, &Driver);
    if (!NT_SUCCESS(Status)) {
        return Status;
    }
    return CreateControlDevice(Driver);
}
