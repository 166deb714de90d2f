package wdm

// KSTART_ROUTINE is the routine of a system thread, at PASSIVE_LEVEL.
// Page: wdm/nc-wdm-kstart_routine
type KSTART_ROUTINE = func(context any)

// EPROCESS is a process object.
// Page: kernel/eprocess
type EPROCESS struct{ _ int }

// ETHREAD is a thread object.
// Page: kernel/eprocess
type ETHREAD struct{ _ int }

// PsCreateSystemThread starts a system thread; Unload must wait for it. PASSIVE_LEVEL.
// Page: wdm/nf-wdm-pscreatesystemthread
func PsCreateSystemThread(thread *HANDLE, access uint32, attributes *OBJECT_ATTRIBUTES, process HANDLE, id *CLIENT_ID, routine KSTART_ROUTINE, context any) NTSTATUS {
	return 0
}

// PsTerminateSystemThread ends the thread that calls it.
// Page: wdm/nf-wdm-psterminatesystemthread
func PsTerminateSystemThread(status NTSTATUS) NTSTATUS { return 0 }

// PsGetCurrentThread is the thread that calls it.
// Page: ntddk/nf-ntddk-psgetcurrentthread
func PsGetCurrentThread() *ETHREAD { return nil }

// ObReferenceObjectByHandle finds the object of a handle and takes a reference. PASSIVE_LEVEL.
// Page: wdm/nf-wdm-obreferenceobjectbyhandle
func ObReferenceObjectByHandle(handle HANDLE, access uint32, objectType any, mode KPROCESSOR_MODE, object *any, information any) NTSTATUS {
	return 0
}

// ObReferenceObject takes a reference.
// Page: wdm/nf-wdm-obreferenceobject
func ObReferenceObject(object any) {}

// ObDereferenceObject gives a reference back.
// Page: wdm/nf-wdm-obdereferenceobject
func ObDereferenceObject(object any) {}

// ZwClose closes a handle. PASSIVE_LEVEL.
// Page: ntifs/nf-ntifs-ntclose
func ZwClose(handle HANDLE) NTSTATUS { return 0 }

// ZwWaitForSingleObject waits for the object of a handle. PASSIVE_LEVEL.
// Page: ntifs/nf-ntifs-zwwaitforsingleobject
func ZwWaitForSingleObject(handle HANDLE, alertable bool, timeout *LARGE_INTEGER) NTSTATUS { return 0 }

// DbgPrint prints to the debugger.
// Page: wdm/nf-wdm-dbgprint
func DbgPrint(format string, arguments ...any) {}

// DbgPrintEx prints to the debugger by component and level.
// Page: wdm/nf-wdm-dbgprintex
func DbgPrintEx(component, level uint32, format string, arguments ...any) {}
