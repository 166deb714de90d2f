// A number says how far the start came; a switch that falls through undoes it.

#include <ntddk.h>
#include <wsk.h>

typedef enum _STAGE { StageNone, StageRegistered, StageCaptured, StageReady } STAGE;

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Provider;
static PVOID Buffer;
static STAGE Stage = StageNone;

static VOID Undo(VOID)
{
    switch (Stage) {
    case StageReady:
        ExFreePool(Buffer);
        Buffer = NULL;
        __fallthrough;
    case StageCaptured:
        WskReleaseProviderNPI(&Registration);
        /* falls through */
    case StageRegistered:
        WskDeregister(&Registration);
    case StageNone:
        break;
    }
    Stage = StageNone;
}

static NTSTATUS Do(VOID)
{
    WSK_CLIENT_NPI client;
    NTSTATUS status;

    client.ClientContext = NULL;
    client.Dispatch = &Dispatch;
    status = WskRegister(&client, &Registration);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    Stage = StageRegistered;
    status = WskCaptureProviderNPI(&Registration, WSK_INFINITE_WAIT, &Provider);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    Stage = StageCaptured;
    Buffer = ExAllocatePoolWithTag(NonPagedPool, 512, 'gatS');
    if (!Buffer) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    Stage = StageReady;
    return STATUS_SUCCESS;
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    Undo();
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    NTSTATUS status = Do();

    UNREFERENCED_PARAMETER(RegistryPath);
    if (!NT_SUCCESS(status)) {
        Undo();
        return status;
    }
    DriverObject->DriverUnload = Unload;
    return status;
}
