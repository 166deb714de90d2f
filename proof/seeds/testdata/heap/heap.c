// A context in the pool holds the registration and a list of the sockets.

#include <ntddk.h>
#include <wsk.h>

#define TAG 'paeH'

typedef struct _CONTEXT {
    WSK_REGISTRATION Registration;
    WSK_PROVIDER_NPI Provider;
    LIST_ENTRY Sockets;
    KSPIN_LOCK Lock;
    BOOLEAN Shutdown;
} NET_CONTEXT, *PNET_CONTEXT;

typedef struct _NET_SOCKET {
    LIST_ENTRY Entry;
    PWSK_SOCKET Socket;
    PIRP Irp;
    KEVENT Done;
} NET_SOCKET, *PNET_SOCKET;

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static PNET_CONTEXT Context;

static NTSTATUS Completed(PDEVICE_OBJECT device, PIRP irp, PVOID context)
{
    PKEVENT done = (PKEVENT)context;
    UNREFERENCED_PARAMETER(device);
    UNREFERENCED_PARAMETER(irp);
    KeSetEvent(done, 2, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static VOID SocketPrepare(PNET_SOCKET s)
{
    IoReuseIrp(s->Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(s->Irp, Completed, &s->Done, TRUE, TRUE, TRUE);
}

static NTSTATUS SocketCreate(PNET_CONTEXT c)
{
    PNET_SOCKET s;
    NTSTATUS status;
    KIRQL irql;

    s = (PNET_SOCKET)ExAllocatePoolWithTag(NonPagedPool, sizeof(NET_SOCKET), TAG);
    if (s == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    RtlZeroMemory(s, sizeof(NET_SOCKET));
    KeInitializeEvent(&s->Done, SynchronizationEvent, FALSE);
    s->Irp = IoAllocateIrp(1, FALSE);
    if (s->Irp == NULL) {
        ExFreePoolWithTag(s, TAG);
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    SocketPrepare(s);
    c->Provider.Dispatch->WskSocket(c->Provider.Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET,
        NULL, NULL, NULL, NULL, NULL, s->Irp);
    KeWaitForSingleObject(&s->Done, Executive, KernelMode, FALSE, NULL);
    status = s->Irp->IoStatus.Status;
    if (!NT_SUCCESS(status)) {
        IoFreeIrp(s->Irp);
        ExFreePoolWithTag(s, TAG);
        return status;
    }
    s->Socket = (PWSK_SOCKET)s->Irp->IoStatus.Information;
    KeAcquireSpinLock(&c->Lock, &irql);
    InsertTailList(&c->Sockets, &s->Entry);
    KeReleaseSpinLock(&c->Lock, irql);
    return STATUS_SUCCESS;
}

static VOID SocketRelease(PNET_SOCKET s)
{
    SocketPrepare(s);
    ((PWSK_PROVIDER_BASIC_DISPATCH)s->Socket->Dispatch)->WskCloseSocket(s->Socket, s->Irp);
    KeWaitForSingleObject(&s->Done, Executive, KernelMode, FALSE, NULL);
    IoFreeIrp(s->Irp);
    ExFreePoolWithTag(s, TAG);
}

static PNET_CONTEXT ContextCreate(VOID)
{
    WSK_CLIENT_NPI client;
    PNET_CONTEXT c;
    NTSTATUS status;

    c = (PNET_CONTEXT)ExAllocatePoolWithTag(NonPagedPool, sizeof(NET_CONTEXT), TAG);
    if (c == NULL) {
        return NULL;
    }
    RtlZeroMemory(c, sizeof(*c));
    InitializeListHead(&c->Sockets);
    KeInitializeSpinLock(&c->Lock);
    client.ClientContext = NULL;
    client.Dispatch = &Dispatch;
    status = WskRegister(&client, &c->Registration);
    if (!NT_SUCCESS(status)) {
        ExFreePoolWithTag(c, TAG);
        return NULL;
    }
    status = WskCaptureProviderNPI(&c->Registration, WSK_INFINITE_WAIT, &c->Provider);
    if (!NT_SUCCESS(status)) {
        WskDeregister(&c->Registration);
        ExFreePoolWithTag(c, TAG);
        return NULL;
    }
    return c;
}

static VOID ContextRelease(PNET_CONTEXT c)
{
    PLIST_ENTRY entry;
    KIRQL irql;

    KeAcquireSpinLock(&c->Lock, &irql);
    c->Shutdown = TRUE;
    KeReleaseSpinLock(&c->Lock, irql);
    while (!IsListEmpty(&c->Sockets)) {
        entry = RemoveHeadList(&c->Sockets);
        SocketRelease(CONTAINING_RECORD(entry, NET_SOCKET, Entry));
    }
    WskReleaseProviderNPI(&c->Registration);
    WskDeregister(&c->Registration);
    ExFreePoolWithTag(c, TAG);
}

static VOID Unload(PDRIVER_OBJECT driver)
{
    UNREFERENCED_PARAMETER(driver);
    ContextRelease(Context);
    Context = NULL;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
    NTSTATUS status;
    int i;

    UNREFERENCED_PARAMETER(path);
    Context = ContextCreate();
    if (Context == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    for (i = 0; i < 2; i++) {
        status = SocketCreate(Context);
        if (!NT_SUCCESS(status)) {
            ContextRelease(Context);
            return status;
        }
    }
    driver->DriverUnload = Unload;
    return STATUS_SUCCESS;
}
