package wdm

// KSTART_ROUTINE is what a system thread runs; it ends by
// PsTerminateSystemThread or by returning.
// IRQL = PASSIVE_LEVEL. Page: wdm/nc-wdm-kstart_routine
type KSTART_ROUTINE = func(startContext any)

// PsCreateSystemThread starts a thread; its handle is owed one ZwClose, and the
// driver must not unload before the thread has ended.
// IRQL = PASSIVE_LEVEL. Page: wdm/nf-wdm-pscreatesystemthread
func PsCreateSystemThread(threadHandle *HANDLE, desiredAccess ACCESS_MASK, objectAttributes *OBJECT_ATTRIBUTES, processHandle HANDLE, clientId *CLIENT_ID, startRoutine KSTART_ROUTINE, startContext any) NTSTATUS {
	return STATUS_SUCCESS
}

// PsTerminateSystemThread ends the system thread that calls it.
// IRQL = PASSIVE_LEVEL. Page: wdm/nf-wdm-psterminatesystemthread
func PsTerminateSystemThread(exitStatus NTSTATUS) NTSTATUS { return STATUS_SUCCESS }

// PsGetCurrentThread is the running thread.
// Any IRQL. Page: wdm/nf-wdm-psgetcurrentthread
func PsGetCurrentThread() *ETHREAD { return nil }

// PsGetCurrentProcess is the process of the running thread.
// Any IRQL. Page: wdm/nf-wdm-iogetcurrentprocess
func PsGetCurrentProcess() *EPROCESS { return nil }

// PsGetCurrentProcessId is the ID of the process of the running thread.
// Any IRQL. Page: ntddk/nf-ntddk-psgetcurrentprocessid
func PsGetCurrentProcessId() HANDLE { return nil }

// PsGetCurrentThreadId is the ID of the running thread.
// Any IRQL. Page: ntddk/nf-ntddk-psgetcurrentthreadid
func PsGetCurrentThreadId() HANDLE { return nil }

// PsLookupProcessByProcessId finds a process and references it.
// IRQL <= APC_LEVEL. Page: ntifs/nf-ntifs-pslookupprocessbyprocessid
func PsLookupProcessByProcessId(processId HANDLE, process **EPROCESS) NTSTATUS {
	return STATUS_SUCCESS
}

// PS_CREATE_NOTIFY_INFO describes a process that begins.
// Page: ntddk/ns-ntddk-_ps_create_notify_info
type PS_CREATE_NOTIFY_INFO struct {
	Size             uintptr
	Flags            uint32
	ParentProcessId  HANDLE
	CreatingThreadId CLIENT_ID
	FileObject       *FILE_OBJECT
	ImageFileName    *UNICODE_STRING
	CommandLine      *UNICODE_STRING
	CreationStatus   NTSTATUS
}

// PsSetCreateProcessNotifyRoutineEx registers, or removes, a routine that is told
// of processes.
// IRQL = PASSIVE_LEVEL. Page: ntddk/nf-ntddk-pssetcreateprocessnotifyroutineex
func PsSetCreateProcessNotifyRoutineEx(notifyRoutine func(process *EPROCESS, processId HANDLE, createInfo *PS_CREATE_NOTIFY_INFO), remove bool) NTSTATUS {
	return STATUS_SUCCESS
}

// OBJECT_TYPE is a type of object, to check a handle against.
// Page: wdm/nf-wdm-obreferenceobjectbyhandle
type OBJECT_TYPE struct{ _ uintptr }

// OBJECT_HANDLE_INFORMATION is what a look-up says of a handle.
// Page: wdm/nf-wdm-obreferenceobjectbyhandle
type OBJECT_HANDLE_INFORMATION struct {
	HandleAttributes uint32
	GrantedAccess    ACCESS_MASK
}

// ObReferenceObjectByHandle finds the object of a handle and references it; a
// success is owed one ObDereferenceObject.
// IRQL = PASSIVE_LEVEL. Page: wdm/nf-wdm-obreferenceobjectbyhandle
func ObReferenceObjectByHandle(handle HANDLE, desiredAccess ACCESS_MASK, objectType *OBJECT_TYPE, accessMode KPROCESSOR_MODE, object *any, handleInformation *OBJECT_HANDLE_INFORMATION) NTSTATUS {
	return STATUS_SUCCESS
}

// ObReferenceObjectByPointer references an object.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-obreferenceobjectbypointer
func ObReferenceObjectByPointer(object any, desiredAccess ACCESS_MASK, objectType *OBJECT_TYPE, accessMode KPROCESSOR_MODE) NTSTATUS {
	return STATUS_SUCCESS
}

// ObReferenceObject references an object.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-obreferenceobject
func ObReferenceObject(object any) {}

// ObDereferenceObject ends a reference.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-obdereferenceobject
func ObDereferenceObject(object any) {}

// ObDereferenceObjectDeferDelete ends a reference; the object is deleted later.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-obdereferenceobjectdeferdelete
func ObDereferenceObjectDeferDelete(object any) {}

// ZwClose closes a handle.
// IRQL = PASSIVE_LEVEL. Page: wdm/nf-wdm-zwclose
func ZwClose(handle HANDLE) NTSTATUS { return STATUS_SUCCESS }

// ZwWaitForSingleObject waits for the object of a handle.
// IRQL = PASSIVE_LEVEL. Page: ntifs/nf-ntifs-zwwaitforsingleobject
func ZwWaitForSingleObject(handle HANDLE, alertable bool, timeout *LARGE_INTEGER) NTSTATUS {
	return STATUS_SUCCESS
}

// ZwOpenKey opens a key of the registry.
// IRQL = PASSIVE_LEVEL. Page: wdm/nf-wdm-zwopenkey
func ZwOpenKey(keyHandle *HANDLE, desiredAccess ACCESS_MASK, objectAttributes *OBJECT_ATTRIBUTES) NTSTATUS {
	return STATUS_SUCCESS
}

// KEY_VALUE_PARTIAL_INFORMATION is a value of the registry: its data begins at Data.
// Page: wdm/ns-wdm-_key_value_partial_information
type KEY_VALUE_PARTIAL_INFORMATION struct {
	TitleIndex uint32
	Type       uint32
	DataLength uint32
	Data       [1]byte
}

// ZwQueryValueKey reads a value of the registry.
// IRQL = PASSIVE_LEVEL. Page: wdm/nf-wdm-zwqueryvaluekey
func ZwQueryValueKey(keyHandle HANDLE, valueName *UNICODE_STRING, keyValueInformationClass int32, keyValueInformation any, length uint32, resultLength *uint32) NTSTATUS {
	return STATUS_SUCCESS
}

// ZwLoadDriver loads a driver.
// IRQL = PASSIVE_LEVEL. Page: wdm/nf-wdm-zwloaddriver
func ZwLoadDriver(driverServiceName *UNICODE_STRING) NTSTATUS { return STATUS_SUCCESS }

// ZwUnloadDriver unloads a driver.
// IRQL = PASSIVE_LEVEL. Page: wdm/nf-wdm-zwunloaddriver
func ZwUnloadDriver(driverServiceName *UNICODE_STRING) NTSTATUS { return STATUS_SUCCESS }

// The types of object that handles are asked for. A program that runs the model finds
// none of the system's there.
// Page: wdm/nf-wdm-obreferenceobjectbyhandle
var (
	ExEventObjectType     = new(*OBJECT_TYPE)
	ExSemaphoreObjectType = new(*OBJECT_TYPE)
	IoFileObjectType      = new(*OBJECT_TYPE)
	IoDriverObjectType    = new(*OBJECT_TYPE)
	IoDeviceObjectType    = new(*OBJECT_TYPE)
	PsProcessType         = new(*OBJECT_TYPE)
	PsThreadType          = new(*OBJECT_TYPE)
	SeTokenObjectType     = new(*OBJECT_TYPE)
)
