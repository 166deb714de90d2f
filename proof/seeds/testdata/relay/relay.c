// Relay sends a heartbeat once a second, from a thread of its own, for as long as it
// is loaded.

#include <ntddk.h>
#include <wsk.h>

typedef struct _RELAY {
    WSK_REGISTRATION Registration;
    WSK_PROVIDER_NPI Provider;
    PWSK_SOCKET Socket;
    PIRP Irp;
    KEVENT Done;
    KEVENT Stop;
    PETHREAD Thread;
} RELAY;

static const WSK_CLIENT_DISPATCH RelayDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static RELAY Relay;
static UCHAR Beat[4];

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD RelayUnload;

static NTSTATUS RelayDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static VOID RelayPrepare(VOID)
{
    KeClearEvent(&Relay.Done);
    IoReuseIrp(Relay.Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Relay.Irp, RelayDone, &Relay.Done, TRUE, TRUE, TRUE);
}

static NTSTATUS RelayOpen(VOID)
{
    NTSTATUS status;

    RelayPrepare();
    status = Relay.Provider.Dispatch->WskSocket(Relay.Provider.Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP,
        WSK_FLAG_DATAGRAM_SOCKET, NULL, NULL, NULL, NULL, NULL, Relay.Irp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&Relay.Done, Executive, KernelMode, FALSE, NULL);
        status = Relay.Irp->IoStatus.Status;
    }
    if (NT_SUCCESS(status)) {
        Relay.Socket = (PWSK_SOCKET)Relay.Irp->IoStatus.Information;
    }
    return status;
}

static VOID RelayClose(VOID)
{
    const WSK_PROVIDER_DATAGRAM_DISPATCH *dispatch = Relay.Socket->Dispatch;
    NTSTATUS status;

    RelayPrepare();
    status = dispatch->Basic.WskCloseSocket(Relay.Socket, Relay.Irp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&Relay.Done, Executive, KernelMode, FALSE, NULL);
    }
    Relay.Socket = NULL;
}

static VOID RelaySend(PMDL mdl)
{
    const WSK_PROVIDER_DATAGRAM_DISPATCH *dispatch = Relay.Socket->Dispatch;
    KEVENT done;
    WSK_BUF buffer;
    PIRP irp;
    NTSTATUS status;

    irp = IoAllocateIrp(1, FALSE);
    if (irp == NULL) {
        return;
    }
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, RelayDone, &done, TRUE, TRUE, TRUE);
    buffer.Mdl = mdl;
    buffer.Offset = 0;
    buffer.Length = sizeof(Beat);
    status = dispatch->WskSendTo(Relay.Socket, &buffer, 0, NULL, 0, NULL, irp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL);
    }
    IoFreeIrp(irp);
}

static VOID RelayThread(PVOID Context)
{
    LARGE_INTEGER second;
    PMDL mdl;

    UNREFERENCED_PARAMETER(Context);
    mdl = IoAllocateMdl(Beat, sizeof(Beat), FALSE, FALSE, NULL);
    if (mdl != NULL) {
        MmBuildMdlForNonPagedPool(mdl);
        second.QuadPart = -10000000;
        while (KeWaitForSingleObject(&Relay.Stop, Executive, KernelMode, FALSE, &second) == STATUS_TIMEOUT) {
            RelaySend(mdl);
        }
        IoFreeMdl(mdl);
    }
    PsTerminateSystemThread(STATUS_SUCCESS);
}

static NTSTATUS RelayStart(VOID)
{
    HANDLE thread;
    NTSTATUS status;

    KeInitializeEvent(&Relay.Stop, NotificationEvent, FALSE);
    status = PsCreateSystemThread(&thread, THREAD_ALL_ACCESS, NULL, NULL, NULL, RelayThread, NULL);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    status = ObReferenceObjectByHandle(thread, THREAD_ALL_ACCESS, NULL, KernelMode, (PVOID *)&Relay.Thread, NULL);
    if (!NT_SUCCESS(status)) {
        KeSetEvent(&Relay.Stop, IO_NO_INCREMENT, FALSE);
        ZwWaitForSingleObject(thread, FALSE, NULL);
    }
    ZwClose(thread);
    return status;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WSK_CLIENT_NPI client;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->DriverUnload = RelayUnload;
    KeInitializeEvent(&Relay.Done, NotificationEvent, FALSE);
    Relay.Irp = IoAllocateIrp(1, FALSE);
    if (Relay.Irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    client.ClientContext = NULL;
    client.Dispatch = &RelayDispatch;
    status = WskRegister(&client, &Relay.Registration);
    if (!NT_SUCCESS(status)) {
        goto Free;
    }
    status = WskCaptureProviderNPI(&Relay.Registration, WSK_INFINITE_WAIT, &Relay.Provider);
    if (!NT_SUCCESS(status)) {
        goto Deregister;
    }
    status = RelayOpen();
    if (!NT_SUCCESS(status)) {
        goto Release;
    }
    status = RelayStart();
    if (!NT_SUCCESS(status)) {
        goto Close;
    }
    return STATUS_SUCCESS;

Close:
    RelayClose();
Release:
    WskReleaseProviderNPI(&Relay.Registration);
Deregister:
    WskDeregister(&Relay.Registration);
Free:
    IoFreeIrp(Relay.Irp);
    return status;
}

VOID RelayUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    KeSetEvent(&Relay.Stop, IO_NO_INCREMENT, FALSE);
    KeWaitForSingleObject(Relay.Thread, Executive, KernelMode, FALSE, NULL);
    ObDereferenceObject(Relay.Thread);
    RelayClose();
    WskReleaseProviderNPI(&Relay.Registration);
    WskDeregister(&Relay.Registration);
    IoFreeIrp(Relay.Irp);
}
