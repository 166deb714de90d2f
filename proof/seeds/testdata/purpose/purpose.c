// A driver that does its work while it loads and then fails on purpose.

#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Provider;

static NTSTATUS Start(VOID)
{
    WSK_CLIENT_NPI client = { NULL, &Dispatch };
    NTSTATUS status;

    if (!NT_SUCCESS(status = WskRegister(&client, &Registration))) {
        return status;
    }
    if (!NT_SUCCESS(status = WskCaptureProviderNPI(&Registration, WSK_INFINITE_WAIT, &Provider))) {
        WskDeregister(&Registration);
        return status;
    }
    return STATUS_SUCCESS;
}

static VOID Stop(VOID)
{
    WskReleaseProviderNPI(&Registration);
    WskDeregister(&Registration);
}

static VOID Work(VOID)
{
    ULONG behaviour = WSK_TDI_BEHAVIOR_BYPASS_TDI;

    Provider.Dispatch->WskControlClient(Provider.Client, WSK_TDI_BEHAVIOR, sizeof(behaviour), &behaviour, 0, NULL, NULL,
        NULL);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(DriverObject);
    UNREFERENCED_PARAMETER(RegistryPath);
    NTSTATUS status = Start();
    if (NT_SUCCESS(status)) {
        Work();
        Stop();
    }
    return STATUS_UNSUCCESSFUL;
}
