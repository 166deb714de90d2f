#include "ksock.h"

static WSK_REGISTRATION KsockRegistration;
static WSK_PROVIDER_NPI KsockProvider;
static const WSK_CLIENT_DISPATCH KsockDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

static NTSTATUS NTAPI
KsockCompleted(
    _In_ PDEVICE_OBJECT DeviceObject,
    _In_ PIRP Irp,
    _In_ PVOID Context
    )
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS
KsockContextAllocate(
    _Out_ PKSOCK_CONTEXT Context
    )
{
    KeInitializeEvent(&Context->Done, SynchronizationEvent, FALSE);
    Context->Irp = IoAllocateIrp(1, FALSE);
    if (Context->Irp == NULL)
    {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(Context->Irp, &KsockCompleted, &Context->Done, TRUE, TRUE, TRUE);
    return STATUS_SUCCESS;
}

static VOID
KsockContextReset(
    _In_ PKSOCK_CONTEXT Context
    )
{
    KeResetEvent(&Context->Done);
    IoReuseIrp(Context->Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Context->Irp, &KsockCompleted, &Context->Done, TRUE, TRUE, TRUE);
}

static VOID
KsockContextWait(
    _In_ PKSOCK_CONTEXT Context,
    _Inout_ PNTSTATUS Status
    )
{
    if (*Status == STATUS_PENDING)
    {
        KeWaitForSingleObject(&Context->Done, Executive, KernelMode, FALSE, NULL);
        *Status = Context->Irp->IoStatus.Status;
    }
}

NTSTATUS
KsockInitialize(
    VOID
    )
{
    NTSTATUS Status;
    WSK_CLIENT_NPI Client;

    Client.ClientContext = NULL;
    Client.Dispatch = &KsockDispatch;
    Status = WskRegister(&Client, &KsockRegistration);
    if (!NT_SUCCESS(Status))
    {
        return Status;
    }
    Status = WskCaptureProviderNPI(&KsockRegistration, WSK_INFINITE_WAIT, &KsockProvider);
    if (!NT_SUCCESS(Status))
    {
        WskDeregister(&KsockRegistration);
    }
    return Status;
}

VOID
KsockDestroy(
    VOID
    )
{
    WskReleaseProviderNPI(&KsockRegistration);
    WskDeregister(&KsockRegistration);
}

NTSTATUS
KsockConnect(
    _Out_ PKSOCK *Socket,
    _In_ PSOCKADDR Remote
    )
{
    SOCKADDR_IN Local = { 0 };
    NTSTATUS Status;
    PKSOCK New;

    *Socket = NULL;
    New = (PKSOCK)ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(KSOCK), KSOCK_TAG);
    if (!New)
    {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    Status = KsockContextAllocate(&New->Context);
    if (!NT_SUCCESS(Status))
    {
        ExFreePoolWithTag(New, KSOCK_TAG);
        return Status;
    }
    Local.sin_family = AF_INET;
    Status = KsockProvider.Dispatch->WskSocketConnect(
        KsockProvider.Client, SOCK_STREAM, IPPROTO_TCP, (PSOCKADDR)&Local, Remote, 0, NULL, NULL, NULL, NULL, NULL,
        New->Context.Irp);
    KsockContextWait(&New->Context, &Status);
    if (!NT_SUCCESS(Status))
    {
        IoFreeIrp(New->Context.Irp);
        ExFreePoolWithTag(New, KSOCK_TAG);
        return Status;
    }
    New->Socket = (PWSK_SOCKET)New->Context.Irp->IoStatus.Information;
    New->Dispatch = (PVOID)New->Socket->Dispatch;
    *Socket = New;
    return Status;
}

VOID
KsockClose(
    _In_ PKSOCK Socket
    )
{
    NTSTATUS Status;

    KsockContextReset(&Socket->Context);
    Status = Socket->Connection->Basic.WskCloseSocket(Socket->Socket, Socket->Context.Irp);
    KsockContextWait(&Socket->Context, &Status);
    IoFreeIrp(Socket->Context.Irp);
    ExFreePoolWithTag(Socket, KSOCK_TAG);
}

NTSTATUS
KsockSend(
    _In_ PKSOCK Socket,
    _In_ PVOID Buffer,
    _Inout_ PSIZE_T Length
    )
{
    NTSTATUS Status;
    WSK_BUF Buf;

    Buf.Offset = 0;
    Buf.Length = *Length;
    Buf.Mdl = IoAllocateMdl(Buffer, (ULONG)*Length, FALSE, FALSE, NULL);
    if (Buf.Mdl == NULL)
    {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    __try
    {
        MmProbeAndLockPages(Buf.Mdl, KernelMode, IoReadAccess);
    }
    __except (EXCEPTION_EXECUTE_HANDLER)
    {
        IoFreeMdl(Buf.Mdl);
        return STATUS_ACCESS_VIOLATION;
    }
    KsockContextReset(&Socket->Context);
    Status = Socket->Connection->WskSend(Socket->Socket, &Buf, 0, Socket->Context.Irp);
    KsockContextWait(&Socket->Context, &Status);
    if (NT_SUCCESS(Status))
    {
        *Length = (SIZE_T)Socket->Context.Irp->IoStatus.Information;
    }
    MmUnlockPages(Buf.Mdl);
    IoFreeMdl(Buf.Mdl);
    return Status;
}
