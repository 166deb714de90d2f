#include "resolver.h"

static const WSK_CLIENT_DISPATCH g_Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

static WSK_REGISTRATION g_Registration;
static KEVENT g_Gate; /* a fast mutex would raise the IRQL, and WskRegister needs PASSIVE_LEVEL */
static BOOLEAN g_Registered;

static NTSTATUS
LookupCompleted(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIRP Irp, _In_ PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

VOID
ResolverInitialize(VOID)
{
    KeInitializeEvent(&g_Gate, SynchronizationEvent, TRUE);
}

/* Registers, once. A failure is no state: the next name tries again. */
static NTSTATUS
EnsureStarted(VOID)
{
    NTSTATUS status = STATUS_SUCCESS;

    KeWaitForSingleObject(&g_Gate, Executive, KernelMode, FALSE, NULL);
    if (!g_Registered) {
        WSK_CLIENT_NPI client = { NULL, &g_Dispatch };

        status = WskRegister(&client, &g_Registration);
        g_Registered = (BOOLEAN)NT_SUCCESS(status);
    }
    KeSetEvent(&g_Gate, IO_NO_INCREMENT, FALSE);
    return status;
}

static NTSTATUS
Resolve(_In_ PWSK_PROVIDER_NPI Provider, _In_ PUNICODE_STRING Name, _Out_ PSOCKADDR_STORAGE Address)
{
    PADDRINFOEXW results = NULL;
    NTSTATUS status;
    KEVENT done;
    PIRP irp;

    irp = IoAllocateIrp(1, FALSE);
    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;

    KeInitializeEvent(&done, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(irp, LookupCompleted, &done, TRUE, TRUE, TRUE);
    status = Provider->Dispatch->WskGetAddressInfo(Provider->Client, Name, NULL, 0, NULL, NULL, &results, NULL, NULL, irp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL);
        status = irp->IoStatus.Status;
    }
    if (NT_SUCCESS(status)) {
        RtlCopyMemory(Address, results->ai_addr, results->ai_addrlen);
        Provider->Dispatch->WskFreeAddressInfo(Provider->Client, results);
    }
    IoFreeIrp(irp);
    return status;
}

NTSTATUS
ResolverLookup(_In_ PUNICODE_STRING Name, _Out_ PSOCKADDR_STORAGE Address)
{
    WSK_PROVIDER_NPI provider;
    NTSTATUS status;

    status = EnsureStarted();
    if (!NT_SUCCESS(status))
        return status;

    status = WskCaptureProviderNPI(&g_Registration, WSK_INFINITE_WAIT, &provider);
    if (!NT_SUCCESS(status))
        return status;

    status = Resolve(&provider, Name, Address);
    WskReleaseProviderNPI(&g_Registration);
    return status;
}

VOID
ResolverCleanup(VOID)
{
    if (g_Registered) {
        WskDeregister(&g_Registration);
        g_Registered = FALSE;
    }
}
