package cdriver

import "testing"

// handles is a correct driver that keeps its sockets in a table, by numbers of its own,
// and closes no socket of a kind that it does not know.
const handles = `#include <wsk.h>
#define KIND_NONE 0xffff
typedef struct _ENTRY { ULONG Handle; USHORT Kind; PWSK_SOCKET Socket; } ENTRY, *PENTRY;
static WSK_REGISTRATION g_Registration;
static WSK_PROVIDER_NPI g_Npi;
static const WSK_CLIENT_DISPATCH g_Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static RTL_AVL_TABLE g_Table;
static KEVENT g_Done;
static PIRP g_Irp;

static RTL_GENERIC_COMPARE_RESULTS Compare(PRTL_AVL_TABLE table, PVOID first, PVOID second) {
    PENTRY a = (PENTRY)first, b = (PENTRY)second;
    return a->Handle < b->Handle ? GenericLessThan : a->Handle > b->Handle ? GenericGreaterThan : GenericEqual;
}

static PVOID Allocate(PRTL_AVL_TABLE table, CLONG size) { return ExAllocatePoolWithTag(NonPagedPool, size, 'elbT'); }

static VOID Free(PRTL_AVL_TABLE table, PVOID buffer) { ExFreePoolWithTag(buffer, 'elbT'); }

static NTSTATUS Done(PDEVICE_OBJECT device, PIRP irp, PVOID context) {
    KeSetEvent(&g_Done, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static VOID Prepare(VOID) {
    IoReuseIrp(g_Irp, STATUS_UNSUCCESSFUL);
    KeResetEvent(&g_Done);
    IoSetCompletionRoutine(g_Irp, Done, NULL, TRUE, TRUE, TRUE);
}

static VOID CloseSocket(PWSK_SOCKET socket) {
    Prepare();
    ((PWSK_PROVIDER_BASIC_DISPATCH)socket->Dispatch)->WskCloseSocket(socket, g_Irp);
    KeWaitForSingleObject(&g_Done, Executive, KernelMode, FALSE, NULL);
}

static NTSTATUS Open(ULONG handle, USHORT kind) {
    ENTRY entry = { 0 };
    BOOLEAN fresh = FALSE;
    NTSTATUS status;
    Prepare();
    g_Npi.Dispatch->WskSocket(g_Npi.Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, kind, NULL, NULL, NULL, NULL, NULL, g_Irp);
    KeWaitForSingleObject(&g_Done, Executive, KernelMode, FALSE, NULL);
    status = g_Irp->IoStatus.Status;
    if (!NT_SUCCESS(status))
        return status;
    entry.Handle = handle;
    entry.Kind = kind;
    entry.Socket = (PWSK_SOCKET)g_Irp->IoStatus.Information;
    RtlInsertElementGenericTableAvl(&g_Table, &entry, sizeof(entry), &fresh);
    if (!fresh) {
        CloseSocket(entry.Socket);
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    return STATUS_SUCCESS;
}

static BOOLEAN Find(ULONG handle, PENTRY found) {
    PENTRY entry;
    found->Handle = handle;
    entry = (PENTRY)RtlLookupElementGenericTableAvl(&g_Table, found);
    if (entry == NULL)
        return FALSE;
    *found = *entry;
    return TRUE;
}

static VOID Close(ULONG handle) {
    ENTRY entry = { 0 };
    if (!Find(handle, &entry) || entry.Kind == KIND_NONE)
        return;
    CloseSocket(entry.Socket);
    RtlDeleteElementGenericTableAvl(&g_Table, &entry);
}

static VOID Unload(PDRIVER_OBJECT driver) {
    Close(1);
    Close(2);
    WskReleaseProviderNPI(&g_Registration);
    WskDeregister(&g_Registration);
    IoFreeIrp(g_Irp);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path) {
    WSK_CLIENT_NPI npi = { NULL, &g_Dispatch };
    NTSTATUS status;
    driver->DriverUnload = Unload;
    KeInitializeEvent(&g_Done, NotificationEvent, FALSE);
    RtlInitializeGenericTableAvl(&g_Table, Compare, Allocate, Free, NULL);
    g_Irp = IoAllocateIrp(1, FALSE);
    if (!g_Irp)
        return STATUS_INSUFFICIENT_RESOURCES;
    status = WskRegister(&npi, &g_Registration);
    if (!NT_SUCCESS(status)) {
        IoFreeIrp(g_Irp);
        return status;
    }
    status = WskCaptureProviderNPI(&g_Registration, WSK_INFINITE_WAIT, &g_Npi);
    if (!NT_SUCCESS(status)) {
        WskDeregister(&g_Registration);
        IoFreeIrp(g_Irp);
        return status;
    }
    Open(1, WSK_FLAG_DATAGRAM_SOCKET);
    Open(2, WSK_FLAG_DATAGRAM_SOCKET);
    return STATUS_SUCCESS;
}
`

// A table gives back what was put into it.
func TestTables(t *testing.T) {
	const open = "    WskDeregister(&g_Registration);"
	edits(t, "handles.c", handles, []change{
		{},
		{"    Close(2);\n", "", "WSK004", open},
		{"    Close(2);\n", "    Close(1);\n", "WSK004", open},
		{"entry.Kind = kind", "entry.Kind = KIND_NONE", "WSK004", open},
		{"        CloseSocket(entry.Socket);\n", "", "WSK004", open},
		{"    RtlDeleteElementGenericTableAvl(&g_Table, &entry);\n", "", "", ""}, // memory alone
		{"    RtlDeleteElementGenericTableAvl(&g_Table, &entry);\n", "    CloseSocket(entry.Socket);\n", "WSK012", "    ((PWSK_PROVIDER_BASIC_DISPATCH)socket->Dispatch)->WskCloseSocket(socket, g_Irp);"},
	})
}
