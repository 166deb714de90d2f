/* The network part of the beacon: a thread that sends a datagram now and then. */
#include "network.h"

#define BEACON_TAG 'ncaB'
#define BEACON_PORT 0x2823 /* 9000, in network byte order */

static const WSK_CLIENT_DISPATCH g_Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

static WSK_REGISTRATION g_Registration;
static KEVENT g_Stop;
static PKTHREAD g_Thread;

/* Wakes the thread that waits for a request. The request's IRP is freed by it. */
static NTSTATUS
RequestCompleted(
    _In_ PDEVICE_OBJECT DeviceObject,
    _In_ PIRP Irp,
    _In_ PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

/* Opens a datagram socket and binds it to any local port. */
static NTSTATUS
OpenSocket(_In_ PWSK_PROVIDER_NPI Provider, _Outptr_ PWSK_SOCKET *Socket)
{
    NTSTATUS status;
    KEVENT done;
    PIRP irp = IoAllocateIrp(1, FALSE);

    *Socket = NULL;
    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;

    KeInitializeEvent(&done, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(irp, RequestCompleted, &done, TRUE, TRUE, TRUE);
    status = Provider->Dispatch->WskSocket(Provider->Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP,
                                           WSK_FLAG_DATAGRAM_SOCKET, NULL, NULL, NULL, NULL, NULL, irp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL);
        status = irp->IoStatus.Status;
    }
    if (NT_SUCCESS(status))
        *Socket = (PWSK_SOCKET)irp->IoStatus.Information;
    IoFreeIrp(irp);
    return status;
}

static VOID
CloseSocket(_In_ PWSK_SOCKET Socket)
{
    KEVENT done;
    PIRP irp = IoAllocateIrp(1, FALSE);

    while (irp == NULL) { /* a socket that is left open keeps the driver loaded for ever */
        LARGE_INTEGER pause;

        pause.QuadPart = -10 * 1000 * 1000;
        KeDelayExecutionThread(KernelMode, FALSE, &pause);
        irp = IoAllocateIrp(1, FALSE);
    }
    KeInitializeEvent(&done, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(irp, RequestCompleted, &done, TRUE, TRUE, TRUE);
    if (((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->WskCloseSocket(Socket, irp) == STATUS_PENDING)
        KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL);
    IoFreeIrp(irp);
}

/* Sends until it is told to stop. It holds the provider while a socket is open. */
static VOID
BeaconThread(_In_ PVOID Context)
{
    WSK_PROVIDER_NPI provider;
    PWSK_SOCKET socket;
    LARGE_INTEGER interval;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(Context);
    interval.QuadPart = -30LL * 10 * 1000 * 1000;

    while (KeWaitForSingleObject(&g_Stop, Executive, KernelMode, FALSE, &interval) == STATUS_TIMEOUT) {
        status = WskCaptureProviderNPI(&g_Registration, WSK_NO_WAIT, &provider);
        if (!NT_SUCCESS(status))
            continue; /* there is no network yet */
        status = OpenSocket(&provider, &socket);
        if (NT_SUCCESS(status)) {
            /* ... send the datagram ... */
            CloseSocket(socket);
        }
        WskReleaseProviderNPI(&g_Registration);
    }
    PsTerminateSystemThread(STATUS_SUCCESS);
}

NTSTATUS
NetworkStart(VOID)
{
    WSK_CLIENT_NPI client = { NULL, &g_Dispatch };
    HANDLE handle;
    NTSTATUS status;

    KeInitializeEvent(&g_Stop, NotificationEvent, FALSE);

    status = WskRegister(&client, &g_Registration);
    if (!NT_SUCCESS(status))
        return status;

    status = PsCreateSystemThread(&handle, THREAD_ALL_ACCESS, NULL, NULL, NULL, BeaconThread, NULL);
    if (!NT_SUCCESS(status)) {
        WskDeregister(&g_Registration);
        return status;
    }
    ObReferenceObjectByHandle(handle, THREAD_ALL_ACCESS, *PsThreadType, KernelMode, (PVOID *)&g_Thread, NULL);
    ZwClose(handle);
    return STATUS_SUCCESS;
}

VOID
NetworkStop(VOID)
{
    KeSetEvent(&g_Stop, IO_NO_INCREMENT, FALSE);
    KeWaitForSingleObject(g_Thread, Executive, KernelMode, FALSE, NULL);
    ObDereferenceObject(g_Thread);
    WskDeregister(&g_Registration);
}
