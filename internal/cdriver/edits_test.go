package cdriver

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/wskvet/wskvet/internal/cfront"
	"github.com/wskvet/wskvet/internal/cfront/project"
)

// sender is a correct driver whose thread has a socket while it waits for work or its end.
const sender = `#include <wsk.h>
static WSK_REGISTRATION g_Registration;
static const WSK_CLIENT_DISPATCH g_Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static KEVENT g_Stop;
static KSEMAPHORE g_Work;
static PVOID g_Thread;

static NTSTATUS Done(PDEVICE_OBJECT device, PIRP irp, PVOID context) {
    KeSetEvent((PKEVENT)context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static void Close(PWSK_SOCKET socket) {
    KEVENT done;
    PIRP irp;
    while ((irp = IoAllocateIrp(1, FALSE)) == NULL)
        ;
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, Done, &done, TRUE, TRUE, TRUE);
    ((PWSK_PROVIDER_BASIC_DISPATCH)socket->Dispatch)->WskCloseSocket(socket, irp);
    KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL);
    IoFreeIrp(irp);
}

static PWSK_SOCKET Open(PWSK_PROVIDER_NPI npi) {
    PWSK_SOCKET socket = NULL;
    KEVENT done;
    PIRP irp = IoAllocateIrp(1, FALSE);
    if (!irp)
        return NULL;
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, Done, &done, TRUE, TRUE, TRUE);
    npi->Dispatch->WskSocket(npi->Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET, NULL, NULL, NULL, NULL, NULL, irp);
    KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL);
    if (NT_SUCCESS(irp->IoStatus.Status))
        socket = (PWSK_SOCKET)irp->IoStatus.Information;
    IoFreeIrp(irp);
    return socket;
}

static void Thread(PVOID context) {
    PVOID objects[] = { &g_Stop, &g_Work };
    PWSK_SOCKET socket = NULL;
    WSK_PROVIDER_NPI npi;
    NTSTATUS status = WskCaptureProviderNPI(&g_Registration, WSK_INFINITE_WAIT, &npi);
    if (!NT_SUCCESS(status))
        PsTerminateSystemThread(status);
    try {
        while (KeWaitForMultipleObjects(2, objects, WaitAny, Executive, KernelMode, FALSE, NULL, NULL) != STATUS_WAIT_0) {
            if (socket == NULL && (socket = Open(&npi)) == NULL)
                leave;
        }
    } finally {
        if (socket != NULL)
            Close(socket);
        if (!AbnormalTermination())
            WskReleaseProviderNPI(&g_Registration);
    }
    PsTerminateSystemThread(STATUS_SUCCESS);
}

static void Unload(PDRIVER_OBJECT driver) {
    KeSetEvent(&g_Stop, IO_NO_INCREMENT, FALSE);
    WskDeregister(&g_Registration);
    KeWaitForSingleObject(g_Thread, Executive, KernelMode, FALSE, NULL);
    ObDereferenceObject(g_Thread);
}

static NTSTATUS Write(PDEVICE_OBJECT device, PIRP irp) {
    KeReleaseSemaphore(&g_Work, IO_NO_INCREMENT, 1, FALSE);
    IoCompleteRequest(irp, IO_NO_INCREMENT);
    return STATUS_SUCCESS;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path) {
    WSK_CLIENT_NPI npi = { NULL, &g_Dispatch };
    HANDLE thread;
    NTSTATUS status;
    driver->DriverUnload = Unload;
    driver->MajorFunction[IRP_MJ_WRITE] = Write;
    KeInitializeEvent(&g_Stop, NotificationEvent, FALSE);
    KeInitializeSemaphore(&g_Work, 0, 100);
    status = WskRegister(&npi, &g_Registration);
    if (!NT_SUCCESS(status))
        return status;
    status = PsCreateSystemThread(&thread, THREAD_ALL_ACCESS, NULL, NULL, NULL, Thread, NULL);
    if (!NT_SUCCESS(status)) {
        WskDeregister(&g_Registration);
        return status;
    }
    ObReferenceObjectByHandle(thread, THREAD_ALL_ACCESS, NULL, KernelMode, &g_Thread, NULL);
    ZwClose(thread);
    return STATUS_SUCCESS;
}
`

// An edit of a correct driver is found where it breaks a rule, and changes nothing
// elsewhere.
func TestEdits(t *testing.T) {
	edits(t, "sender.c", sender, []change{
		{},
		{"return STATUS_MORE_PROCESSING_REQUIRED;", "return STATUS_SUCCESS;", "WSK010", "    return STATUS_SUCCESS;"},
		{"        if (socket != NULL)\n            Close(socket);\n", "", "WSK004", "    WskDeregister(&g_Registration);"},
		{"    KeSetEvent(&g_Stop, IO_NO_INCREMENT, FALSE);\n", "", "WSK003", "    WskDeregister(&g_Registration);"},
		{"leave;", "return;", "WSK003", "    WskDeregister(&g_Registration);"},
		{"leave;", "break;", "", ""}, // of the loop: no jump out of the try
		{"        PsTerminateSystemThread(status);\n", "        return;\n", "", ""},
	})
}

// A change is one edit of a text, and what is found then: a rule and the line.
type change struct{ old, now, rule, line string }

func edits(t *testing.T, file, correct string, all []change) {
	t.Helper()
	for _, x := range all {
		if x.old != "" && !strings.Contains(correct, x.old) {
			t.Fatalf("the text has no %q", x.old)
		}
		text := strings.Replace(correct, x.old, x.now, 1)
		d := project.Driver{Driver: cfront.Driver{Name: "driver", FS: fstest.MapFS{file: {Data: []byte(text)}}, Files: []string{file}}, Path: "driver"}
		res, err := Run([]project.Driver{d}, Config{Base: base(t)})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, f := range res.Findings {
			got = append(got, f.Rule+strings.Split(text, "\n")[f.Pos.Line-1])
		}
		if want := x.rule + x.line; strings.Join(got, "; ") != want {
			t.Errorf("%q for %q: got %q, want %q\n%s", x.now, x.old, got, want, describe(t, res))
		}
	}
}
