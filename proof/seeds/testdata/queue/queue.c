// A worker thread does what is queued: it captures, releases and is joined by unload.

#include <ntddk.h>
#include <wsk.h>

struct _OPERATION;
typedef VOID (*POPERATION_ROUTINE)(struct _OPERATION *Operation);

typedef struct _QUEUE {
    SLIST_HEADER Head;
    KEVENT Event;
    BOOLEAN Stop;
    PETHREAD Thread;
} QUEUE, *PQUEUE;

typedef struct _OPERATION {
    SLIST_ENTRY Entry;
    POPERATION_ROUTINE Routine;
    PQUEUE Queue;
} OPERATION, *POPERATION;

const WSK_CLIENT_DISPATCH QueueDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
WSK_REGISTRATION QueueRegistration;
QUEUE WorkQueue;
OPERATION First;

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD QueueUnload;
KSTART_ROUTINE QueueThread;

VOID
QueueEnqueue(
    _In_ POPERATION Operation,
    _In_ POPERATION_ROUTINE Routine
    )
{
    Operation->Routine = Routine;
    if (NULL == InterlockedPushEntrySList(&Operation->Queue->Head, &Operation->Entry)) {
        KeSetEvent(&Operation->Queue->Event, 0, FALSE);
    }
}

VOID
QueueProbe(
    _In_ POPERATION Operation
    )
{
    WSK_PROVIDER_NPI provider;
    NTSTATUS status;
    ULONG behaviour = WSK_TDI_BEHAVIOR_BYPASS_TDI;

    UNREFERENCED_PARAMETER(Operation);
    status = WskCaptureProviderNPI(&QueueRegistration, WSK_INFINITE_WAIT, &provider);
    if (NT_SUCCESS(status)) {
        provider.Dispatch->WskControlClient(provider.Client, WSK_TDI_BEHAVIOR, sizeof(behaviour), &behaviour, 0, NULL, NULL, NULL);
        WskReleaseProviderNPI(&QueueRegistration);
    }
}

VOID
QueueThread(
    _In_ PVOID Context
    )
{
    PQUEUE queue = (PQUEUE)Context;
    PSLIST_ENTRY list, next;

    for (;;) {
        list = InterlockedFlushSList(&queue->Head);
        if (list == NULL) {
            if (queue->Stop) {
                break;
            }
            KeWaitForSingleObject(&queue->Event, Executive, KernelMode, FALSE, 0);
            continue;
        }
        while (list != NULL) {
            POPERATION operation = CONTAINING_RECORD(list, OPERATION, Entry);
            next = list->Next;
            operation->Routine(operation);
            list = next;
        }
    }
    PsTerminateSystemThread(STATUS_SUCCESS);
}

NTSTATUS
QueueStart(
    _Out_ PQUEUE Queue
    )
{
    NTSTATUS status;
    HANDLE handle;

    InitializeSListHead(&Queue->Head);
    KeInitializeEvent(&Queue->Event, SynchronizationEvent, FALSE);
    Queue->Stop = FALSE;
    status = PsCreateSystemThread(&handle, THREAD_ALL_ACCESS, NULL, NULL, NULL, QueueThread, Queue);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    status = ObReferenceObjectByHandle(handle, THREAD_ALL_ACCESS, NULL, KernelMode, &Queue->Thread, NULL);
    ZwClose(handle);
    if (!NT_SUCCESS(status)) {
        Queue->Stop = TRUE;
        KeSetEvent(&Queue->Event, 0, FALSE);
    }
    return status;
}

VOID
QueueStop(
    _In_ PQUEUE Queue
    )
{
    Queue->Stop = TRUE;
    KeSetEvent(&Queue->Event, 0, FALSE);
    KeWaitForSingleObject(Queue->Thread, Executive, KernelMode, FALSE, NULL);
    ObDereferenceObject(Queue->Thread);
}

NTSTATUS
DriverEntry(
    _In_ PDRIVER_OBJECT DriverObject,
    _In_ PUNICODE_STRING RegistryPath
    )
{
    NTSTATUS status;
    WSK_CLIENT_NPI client;

    UNREFERENCED_PARAMETER(RegistryPath);
    client.ClientContext = NULL;
    client.Dispatch = &QueueDispatch;
    status = WskRegister(&client, &QueueRegistration);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    status = QueueStart(&WorkQueue);
    if (!NT_SUCCESS(status)) {
        WskDeregister(&QueueRegistration);
        return status;
    }
    First.Queue = &WorkQueue;
    QueueEnqueue(&First, QueueProbe);
    DriverObject->DriverUnload = QueueUnload;
    return STATUS_SUCCESS;
}

VOID
QueueUnload(
    _In_ PDRIVER_OBJECT DriverObject
    )
{
    UNREFERENCED_PARAMETER(DriverObject);
    WskDeregister(&QueueRegistration);
    QueueStop(&WorkQueue);
}
