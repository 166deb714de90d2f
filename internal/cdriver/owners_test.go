package cdriver

import "testing"

// bound is a correct driver whose sockets stand in unions of pointers: to the socket, and
// to a structure of its own that begins as one does.
const bound = `#include <wsk.h>
typedef struct _DATAGRAM { const WSK_PROVIDER_DATAGRAM_DISPATCH *Dispatch; } DATAGRAM, *PDATAGRAM;
typedef struct _BINDING {
    union { PWSK_SOCKET Socket; PDATAGRAM Datagram; };
    KEVENT Done;
    union { IRP Irp; UCHAR Room[sizeof(IRP) + sizeof(IO_STACK_LOCATION)]; };
} BINDING;
DECLARE_HANDLE(NETSOCK);

static WSK_REGISTRATION g_Registration;
static WSK_PROVIDER_NPI g_Npi;
static const WSK_CLIENT_DISPATCH g_Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static NETSOCK g_Socket;

static NTSTATUS Done(PDEVICE_OBJECT device, PIRP irp, PVOID context) {
    KeSetEvent((PKEVENT)context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS Open(NETSOCK *out) {
    NTSTATUS status;
    BINDING *b = (BINDING *)ExAllocatePoolZero(NonPagedPoolNx, sizeof(*b), 'dniB');
    if (b == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&b->Done, SynchronizationEvent, FALSE);
    IoInitializeIrp(&b->Irp, sizeof(b->Room), 1);
    IoSetCompletionRoutine(&b->Irp, Done, &b->Done, TRUE, TRUE, TRUE);
    g_Npi.Dispatch->WskSocket(g_Npi.Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET, b, NULL, NULL, NULL, NULL, &b->Irp);
    KeWaitForSingleObject(&b->Done, Executive, KernelMode, FALSE, NULL);
    status = b->Irp.IoStatus.Status;
    if (!NT_SUCCESS(status)) {
        ExFreePool(b);
        return status;
    }
    b->Socket = (PWSK_SOCKET)b->Irp.IoStatus.Information;
    *out = (NETSOCK)b;
    return status;
}

static void Close(NETSOCK socket) {
    BINDING *b = (BINDING *)socket;
    IoReuseIrp(&b->Irp, STATUS_SUCCESS);
    IoSetCompletionRoutine(&b->Irp, Done, &b->Done, TRUE, TRUE, TRUE);
    b->Datagram->Dispatch->Basic.WskCloseSocket(b->Socket, &b->Irp);
    KeWaitForSingleObject(&b->Done, Executive, KernelMode, FALSE, NULL);
    ExFreePool(b);
}

static void Unload(PDRIVER_OBJECT driver) {
    if (g_Socket)
        Close(g_Socket);
    WskReleaseProviderNPI(&g_Registration);
    WskDeregister(&g_Registration);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path) {
    WSK_CLIENT_NPI npi = { NULL, &g_Dispatch };
    NTSTATUS status = WskRegister(&npi, &g_Registration);
    if (!NT_SUCCESS(status))
        return status;
    status = WskCaptureProviderNPI(&g_Registration, WSK_NO_WAIT, &g_Npi);
    if (!NT_SUCCESS(status)) {
        WskDeregister(&g_Registration);
        return status;
    }
    Open(&g_Socket);
    driver->DriverUnload = Unload;
    return STATUS_SUCCESS;
}
`

// The members of a union of pointers are one cell, whatever they point to.
func TestUnionOfPointers(t *testing.T) {
	edits(t, "bound.c", bound, []change{
		{},
		{"    if (g_Socket)\n        Close(g_Socket);\n", "", "WSK004", "    WskDeregister(&g_Registration);"},
		{"    KeWaitForSingleObject(&b->Done, Executive, KernelMode, FALSE, NULL);\n    ExFreePool(b);", "    ExFreePool(b);", "WSK010", "    ExFreePool(b);"},
	})
}

// owned is a correct driver that has a library's owners of resources give back.
const owned = `#include <wsk.h>
#include <wil/resource.h>

WSK_REGISTRATION g_Registration;
const WSK_CLIENT_DISPATCH g_Dispatch = { MAKE_WSK_VERSION(1, 0), 0, nullptr };

void Deregister() { WskDeregister(&g_Registration); }
void Release() { WskReleaseProviderNPI(&g_Registration); }
void Close(PWSK_SOCKET socket);
using unique_registration = wil::unique_call<decltype(&Deregister), Deregister>;
using unique_capture = wil::unique_call<decltype(&Release), Release>;
using unique_irp = wil::unique_any<PIRP, decltype(&IoFreeIrp), IoFreeIrp>;
using unique_socket = wil::unique_any<PWSK_SOCKET, decltype(&Close), Close>;

static NTSTATUS Done(PDEVICE_OBJECT, PIRP, PVOID context) {
    KeSetEvent(static_cast<PKEVENT>(context), IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

void Close(PWSK_SOCKET socket) {
    KEVENT done;
    unique_irp irp;
    while (!irp)
        irp.reset(IoAllocateIrp(1, FALSE));
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp.get(), Done, &done, TRUE, TRUE, TRUE);
    static_cast<const WSK_PROVIDER_BASIC_DISPATCH *>(socket->Dispatch)->WskCloseSocket(socket, irp.get());
    KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, nullptr);
}

static void Open(const WSK_PROVIDER_NPI &npi, PWSK_SOCKET *socket) {
    KEVENT done;
    unique_irp irp(IoAllocateIrp(1, FALSE));
    if (!irp)
        return;
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp.get(), Done, &done, TRUE, TRUE, TRUE);
    npi.Dispatch->WskSocket(npi.Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET, nullptr, nullptr, nullptr, nullptr, nullptr, irp.get());
    KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, nullptr);
    if (NT_SUCCESS(irp.get()->IoStatus.Status))
        *socket = reinterpret_cast<PWSK_SOCKET>(irp.get()->IoStatus.Information);
}

static NTSTATUS Start() {
    WSK_CLIENT_NPI client = { nullptr, &g_Dispatch };
    WSK_PROVIDER_NPI npi;
    NTSTATUS status = WskRegister(&client, &g_Registration);
    if (!NT_SUCCESS(status))
        return status;
    unique_registration registered;
    status = WskCaptureProviderNPI(&g_Registration, WSK_NO_WAIT, &npi);
    if (!NT_SUCCESS(status))
        return status;
    unique_capture captured;
    unique_socket socket;
    Open(npi, &socket);
    if (!socket)
        return STATUS_INSUFFICIENT_RESOURCES;
    registered.release();
    return STATUS_SUCCESS;
}

extern "C" void Unload(PDRIVER_OBJECT) { WskDeregister(&g_Registration); }

extern "C" NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING) {
    driver->DriverUnload = Unload;
    return Start();
}
`

// What an owner of a library gives back is given back, though the library is not there.
func TestOwners(t *testing.T) {
	edits(t, "owned.cpp", owned, []change{
		{},
		{"    registered.release();\n", "", "WSK008", `extern "C" void Unload(PDRIVER_OBJECT) { WskDeregister(&g_Registration); }`},
		{"    unique_capture captured;\n", "", "WSK003", "void Deregister() { WskDeregister(&g_Registration); }; WSK003" + `extern "C" void Unload(PDRIVER_OBJECT) { WskDeregister(&g_Registration); }`},
		{"    unique_registration registered;\n", "    unique_registration registered;\n    registered.release();\n", "WSK006", "    return Start();"},
		{"if (!socket)\n", "socket.release();\n    if (!socket)\n", "WSK004", "void Deregister() { WskDeregister(&g_Registration); }"},
	})
}
