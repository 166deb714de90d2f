// A datagram socket with a receive callback, closed by unload.

#include <ntddk.h>
#include <wsk.h>

static NTSTATUS WSKAPI Received(PVOID SocketContext, ULONG Flags, PWSK_DATAGRAM_INDICATION DataIndication);

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static const WSK_CLIENT_DATAGRAM_DISPATCH DatagramDispatch = { Received };
static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Provider;
static PWSK_SOCKET Socket;
static PIRP Irp;
static KEVENT Done;
static LONG Count;

static NTSTATUS WSKAPI Received(PVOID SocketContext, ULONG Flags, PWSK_DATAGRAM_INDICATION DataIndication)
{
    UNREFERENCED_PARAMETER(SocketContext);
    UNREFERENCED_PARAMETER(Flags);
    while (DataIndication != NULL) {
        InterlockedIncrement(&Count);
        DataIndication = DataIndication->Next;
    }
    return STATUS_SUCCESS;
}

static NTSTATUS Completed(PDEVICE_OBJECT device, PIRP irp, PVOID context)
{
    UNREFERENCED_PARAMETER(device);
    UNREFERENCED_PARAMETER(irp);
    KeSetEvent((PRKEVENT)context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static VOID Prepare(VOID)
{
    KeClearEvent(&Done);
    IoReuseIrp(Irp, STATUS_SUCCESS);
    IoSetCompletionRoutine(Irp, Completed, &Done, TRUE, TRUE, TRUE);
}

static NTSTATUS Finish(VOID)
{
    KeWaitForSingleObject(&Done, Executive, KernelMode, FALSE, NULL);
    return Irp->IoStatus.Status;
}

static VOID Close(VOID)
{
    Prepare();
    ((const WSK_PROVIDER_BASIC_DISPATCH *)Socket->Dispatch)->WskCloseSocket(Socket, Irp);
    Finish();
}

static NTSTATUS Open(VOID)
{
    const WSK_PROVIDER_DATAGRAM_DISPATCH *dispatch;
    WSK_EVENT_CALLBACK_CONTROL control;
    SOCKADDR_IN local = { 0 };
    NTSTATUS status;

    Prepare();
    Provider.Dispatch->WskSocket(Provider.Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET, NULL,
        &DatagramDispatch, NULL, NULL, NULL, Irp);
    status = Finish();
    if (!NT_SUCCESS(status)) {
        return status;
    }
    Socket = (PWSK_SOCKET)Irp->IoStatus.Information;
    dispatch = Socket->Dispatch;
    local.sin_family = AF_INET;
    Prepare();
    dispatch->WskBind(Socket, (PSOCKADDR)&local, 0, Irp);
    status = Finish();
    if (NT_SUCCESS(status)) {
        control.NpiId = &NPI_WSK_INTERFACE_ID;
        control.EventMask = WSK_EVENT_RECEIVE_FROM;
        status = dispatch->Basic.WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(control),
            &control, 0, NULL, NULL, NULL);
    }
    if (!NT_SUCCESS(status)) {
        Close();
    }
    return status;
}

static VOID Unload(PDRIVER_OBJECT driver)
{
    UNREFERENCED_PARAMETER(driver);
    Close();
    WskReleaseProviderNPI(&Registration);
    WskDeregister(&Registration);
    IoFreeIrp(Irp);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
    WSK_CLIENT_NPI client = { NULL, &Dispatch };
    NTSTATUS status;

    UNREFERENCED_PARAMETER(path);
    KeInitializeEvent(&Done, NotificationEvent, FALSE);
    if ((Irp = IoAllocateIrp(1, FALSE)) == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    status = WskRegister(&client, &Registration);
    if (NT_SUCCESS(status)) {
        status = WskCaptureProviderNPI(&Registration, WSK_INFINITE_WAIT, &Provider);
        if (NT_SUCCESS(status)) {
            status = Open();
            if (NT_SUCCESS(status)) {
                driver->DriverUnload = Unload;
                return STATUS_SUCCESS;
            }
            WskReleaseProviderNPI(&Registration);
        }
        WskDeregister(&Registration);
    }
    IoFreeIrp(Irp);
    return status;
}
