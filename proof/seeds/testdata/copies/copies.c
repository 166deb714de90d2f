// The provider's client and table are kept in variables of their own, a helper has them
// by pointer.

#include <ntddk.h>
#include <wsk.h>

typedef struct _NET {
    PWSK_CLIENT Client;
    const WSK_PROVIDER_DISPATCH *Table;
} NET, *PNET;

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;
static NET Net;

static NTSTATUS NetOpen(PWSK_REGISTRATION registration, PNET net)
{
    WSK_CLIENT_NPI client = { NULL, &Dispatch };
    WSK_PROVIDER_NPI provider;
    NTSTATUS status;

    net->Client = NULL;
    net->Table = NULL;
    status = WskRegister(&client, registration);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    status = WskCaptureProviderNPI(registration, WSK_INFINITE_WAIT, &provider);
    if (!NT_SUCCESS(status)) {
        WskDeregister(registration);
        return status;
    }
    net->Client = provider.Client;
    net->Table = provider.Dispatch;
    return STATUS_SUCCESS;
}

static VOID NetTune(PNET net)
{
    ULONG behaviour = WSK_TDI_BEHAVIOR_BYPASS_TDI;

    net->Table->WskControlClient(net->Client, WSK_TDI_BEHAVIOR, sizeof(behaviour), &behaviour, 0, NULL, NULL, NULL);
}

static VOID NetClose(PWSK_REGISTRATION registration, PNET net)
{
    if (net->Client == NULL) {
        return;
    }
    net->Client = NULL;
    WskReleaseProviderNPI(registration);
    WskDeregister(registration);
}

static VOID Unload(PDRIVER_OBJECT driver)
{
    UNREFERENCED_PARAMETER(driver);
    NetClose(&Registration, &Net);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
    UNREFERENCED_PARAMETER(path);
    driver->DriverUnload = Unload;
    if (NT_SUCCESS(NetOpen(&Registration, &Net))) {
        NetTune(&Net);
    }
    return STATUS_SUCCESS;
}
