// A library's state word, compared and exchanged, around the registration.

#include <ntddk.h>
#include <wsk.h>

enum { DEINITIALIZED, DEINITIALIZING, INITIALIZING, INITIALIZED };

static WSK_REGISTRATION g_Registration;
static WSK_PROVIDER_NPI g_Provider;
static WSK_CLIENT_DISPATCH g_Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static LONG g_State = DEINITIALIZED;

static
NTSTATUS NTAPI SocketsStartup()
{
    WSK_CLIENT_NPI Client = { 0 };
    NTSTATUS Status = STATUS_UNSUCCESSFUL;

    if (InterlockedCompareExchange(&g_State, INITIALIZING, DEINITIALIZED) != DEINITIALIZED)
        return STATUS_ALREADY_REGISTERED;

    Client.ClientContext = NULL;
    Client.Dispatch = &g_Dispatch;

    Status = WskRegister(&Client, &g_Registration);
    if (!NT_SUCCESS(Status)) {
        InterlockedExchange(&g_State, DEINITIALIZED);
        return Status;
    }

    Status = WskCaptureProviderNPI(&g_Registration, WSK_NO_WAIT, &g_Provider);
    if (!NT_SUCCESS(Status)) {
        WskDeregister(&g_Registration);
        InterlockedExchange(&g_State, DEINITIALIZED);
        return Status;
    }

    InterlockedExchange(&g_State, INITIALIZED);
    return STATUS_SUCCESS;
}

static
VOID NTAPI SocketsCleanup()
{
    if (InterlockedCompareExchange(&g_State, DEINITIALIZING, INITIALIZED) != INITIALIZED)
        return;

    WskReleaseProviderNPI(&g_Registration);
    WskDeregister(&g_Registration);

    InterlockedExchange(&g_State, DEINITIALIZED);
}

static
VOID
Unload(
    __in PDRIVER_OBJECT DriverObject
    )
{
    UNREFERENCED_PARAMETER(DriverObject);
    SocketsCleanup();
}

NTSTATUS
DriverEntry(
    __in PDRIVER_OBJECT DriverObject,
    __in PUNICODE_STRING RegistryPath
    )
{
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->DriverUnload = Unload;
    status = SocketsStartup();
    if (!NT_SUCCESS(status)) {
        DbgPrint("no sockets: 0x%08X\n", status);
        status = STATUS_SUCCESS;
    }
    return status;
}
