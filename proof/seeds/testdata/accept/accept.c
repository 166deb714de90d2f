// A listening socket whose connections are refused, closed by unload.

#include <ntddk.h>
#include <wsk.h>

static NTSTATUS WSKAPI Accepted(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
    PWSK_SOCKET AcceptSocket, PVOID *AcceptSocketContext, CONST WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch);

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static const WSK_CLIENT_LISTEN_DISPATCH ListenDispatch = { Accepted, NULL, NULL };
static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Provider;
static PWSK_SOCKET Listener;
static PIRP Irp;
static KEVENT Done;

static NTSTATUS WSKAPI Accepted(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
    PWSK_SOCKET AcceptSocket, PVOID *AcceptSocketContext, CONST WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
{
    UNREFERENCED_PARAMETER(SocketContext);
    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(LocalAddress);
    UNREFERENCED_PARAMETER(RemoteAddress);
    UNREFERENCED_PARAMETER(AcceptSocket);
    UNREFERENCED_PARAMETER(AcceptSocketContext);
    UNREFERENCED_PARAMETER(AcceptSocketDispatch);
    return STATUS_REQUEST_NOT_ACCEPTED;
}

static NTSTATUS Completed(PDEVICE_OBJECT device, PIRP irp, PVOID context)
{
    UNREFERENCED_PARAMETER(device);
    UNREFERENCED_PARAMETER(irp);
    KeSetEvent(context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static void Prepare(void)
{
    IoReuseIrp(Irp, STATUS_UNSUCCESSFUL);
    KeClearEvent(&Done);
    IoSetCompletionRoutine(Irp, Completed, &Done, TRUE, TRUE, TRUE);
}

static NTSTATUS Await(NTSTATUS status)
{
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&Done, Executive, KernelMode, FALSE, NULL);
    }
    return Irp->IoStatus.Status;
}

static void CloseListener(void)
{
    Prepare();
    Await(((PWSK_PROVIDER_LISTEN_DISPATCH)Listener->Dispatch)->Basic.WskCloseSocket(Listener, Irp));
    Listener = NULL;
}

static NTSTATUS OpenListener(void)
{
    SOCKADDR_IN local = { 0 };
    NTSTATUS status;

    local.sin_family = AF_INET;
    local.sin_port = RtlUshortByteSwap(4000);
    Prepare();
    status = Await(Provider.Dispatch->WskSocket(Provider.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP,
        WSK_FLAG_LISTEN_SOCKET, NULL, &ListenDispatch, NULL, NULL, NULL, Irp));
    if (!NT_SUCCESS(status)) {
        return status;
    }
    Listener = (PWSK_SOCKET)Irp->IoStatus.Information;
    Prepare();
    status = Await(((PWSK_PROVIDER_LISTEN_DISPATCH)Listener->Dispatch)->WskBind(Listener, (PSOCKADDR)&local, 0, Irp));
    if (!NT_SUCCESS(status)) {
        CloseListener();
    }
    return status;
}

static void Unload(PDRIVER_OBJECT driver)
{
    UNREFERENCED_PARAMETER(driver);
    CloseListener();
    WskReleaseProviderNPI(&Registration);
    WskDeregister(&Registration);
    IoFreeIrp(Irp);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
    WSK_CLIENT_NPI client = { .Dispatch = &Dispatch };
    NTSTATUS status;

    UNREFERENCED_PARAMETER(path);
    KeInitializeEvent(&Done, NotificationEvent, FALSE);
    Irp = IoAllocateIrp(1, FALSE);
    if (!Irp) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    status = WskRegister(&client, &Registration);
    if (!NT_SUCCESS(status)) {
        goto NotRegistered;
    }
    status = WskCaptureProviderNPI(&Registration, WSK_INFINITE_WAIT, &Provider);
    if (!NT_SUCCESS(status)) {
        goto NotCaptured;
    }
    status = OpenListener();
    if (!NT_SUCCESS(status)) {
        goto NotOpen;
    }
    driver->DriverUnload = Unload;
    return STATUS_SUCCESS;

NotOpen:
    WskReleaseProviderNPI(&Registration);
NotCaptured:
    WskDeregister(&Registration);
NotRegistered:
    IoFreeIrp(Irp);
    return status;
}
