package wdm

import "unsafe"

// IoGetAttachedDeviceReference is the highest device of a stack, referenced.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-iogetattacheddevicereference
func IoGetAttachedDeviceReference(deviceObject *DEVICE_OBJECT) *DEVICE_OBJECT { return nil }

// IoAttachDevice puts a device on the stack of another, by name.
// IRQL = PASSIVE_LEVEL. Page: wdm/nf-wdm-ioattachdevice
func IoAttachDevice(sourceDevice *DEVICE_OBJECT, targetDevice *UNICODE_STRING, attachedDevice **DEVICE_OBJECT) NTSTATUS {
	return STATUS_SUCCESS
}

// IoGetRequestorProcessId is the process that asked for a request.
// IRQL <= APC_LEVEL. Page: ntifs/nf-ntifs-iogetrequestorprocessid
func IoGetRequestorProcessId(irp *IRP) uint32 { return 0 }

// IoIs32bitProcess reports whether the requestor is a 32-bit process.
// IRQL = PASSIVE_LEVEL. Page: ntddk/nf-ntddk-iois32bitprocess
func IoIs32bitProcess(irp *IRP) bool { return false }

// IoIsOperationSynchronous reports whether the requestor waits for a request.
// IRQL <= DISPATCH_LEVEL. Page: ntifs/nf-ntifs-ioisoperationsynchronous
func IoIsOperationSynchronous(irp *IRP) bool { return false }

// IoGetTopLevelIrp is the request at the top of the thread.
// IRQL <= DISPATCH_LEVEL. Page: ntifs/nf-ntifs-iogettoplevelirp
func IoGetTopLevelIrp() *IRP { return nil }

// IoSetTopLevelIrp chooses the request at the top of the thread.
// IRQL <= DISPATCH_LEVEL. Page: ntifs/nf-ntifs-iosettoplevelirp
func IoSetTopLevelIrp(irp *IRP) {}

// IoCleanupIrp takes back what an initialised request holds.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-iocleanupirp
func IoCleanupIrp(irp *IRP) {}

// IoBuildSynchronousFsdRequest makes a request that an event tells the end of.
// IRQL = PASSIVE_LEVEL. Page: wdm/nf-wdm-iobuildsynchronousfsdrequest
func IoBuildSynchronousFsdRequest(majorFunction uint32, deviceObject *DEVICE_OBJECT, buffer any, length uint32, startingOffset *LARGE_INTEGER, event *KEVENT, ioStatusBlock *IO_STATUS_BLOCK) *IRP {
	return nil
}

// IoBuildAsynchronousFsdRequest makes a request.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-iobuildasynchronousfsdrequest
func IoBuildAsynchronousFsdRequest(majorFunction uint32, deviceObject *DEVICE_OBJECT, buffer any, length uint32, startingOffset *LARGE_INTEGER, ioStatusBlock *IO_STATUS_BLOCK) *IRP {
	return nil
}

// IoOpenDeviceRegistryKey opens the key of a device.
// IRQL = PASSIVE_LEVEL. Page: wdm/nf-wdm-ioopendeviceregistrykey
func IoOpenDeviceRegistryKey(deviceObject *DEVICE_OBJECT, devInstKeyType uint32, desiredAccess ACCESS_MASK, deviceRegKey *HANDLE) NTSTATUS {
	return STATUS_SUCCESS
}

// IoGetDeviceProperty asks after a device.
// IRQL = PASSIVE_LEVEL. Page: wdm/nf-wdm-iogetdeviceproperty
func IoGetDeviceProperty(deviceObject *DEVICE_OBJECT, deviceProperty int32, bufferLength uint32, propertyBuffer any, resultLength *uint32) NTSTATUS {
	return STATUS_SUCCESS
}

// IoInvalidateDeviceRelations says that the relations of a device have changed.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-ioinvalidatedevicerelations
func IoInvalidateDeviceRelations(deviceObject *DEVICE_OBJECT, relationType int32) {}

// IoInvalidateDeviceState says that the state of a device has changed.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-ioinvalidatedevicestate
func IoInvalidateDeviceState(physicalDeviceObject *DEVICE_OBJECT) {}

// IoRegisterFileSystem makes a file system known.
// IRQL = PASSIVE_LEVEL. Page: ntifs/nf-ntifs-ioregisterfilesystem
func IoRegisterFileSystem(deviceObject *DEVICE_OBJECT) {}

// IoUnregisterFileSystem takes that back.
// IRQL = PASSIVE_LEVEL. Page: ntifs/nf-ntifs-iounregisterfilesystem
func IoUnregisterFileSystem(deviceObject *DEVICE_OBJECT) {}

// IoAllocateErrorLogEntry allocates an entry of the error log, or is nil.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-ioallocateerrorlogentry
func IoAllocateErrorLogEntry(ioObject any, entrySize uint8) any { return nil }

// IoWriteErrorLogEntry writes an entry of the error log.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-iowriteerrorlogentry
func IoWriteErrorLogEntry(elEntry any) {}

// IoVolumeDeviceToDosName is the drive letter of a volume.
// IRQL = PASSIVE_LEVEL. Page: ntddk/nf-ntddk-iovolumedevicetodosname
func IoVolumeDeviceToDosName(volumeDeviceObject any, dosName *UNICODE_STRING) NTSTATUS {
	return STATUS_SUCCESS
}

// IoUnregisterPlugPlayNotification takes a callback back.
// IRQL = PASSIVE_LEVEL. Page: wdm/nf-wdm-iounregisterplugplaynotification
func IoUnregisterPlugPlayNotification(notificationEntry any) NTSTATUS { return STATUS_SUCCESS }

// MmMapLockedPagesSpecifyCache maps pages, or is nil.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-mmmaplockedpagesspecifycache
func MmMapLockedPagesSpecifyCache(memoryDescriptorList *MDL, accessMode KPROCESSOR_MODE, cacheType int32, requestedAddress any, bugCheckOnFailure, priority uint32) unsafe.Pointer {
	return nil
}

// MmUnmapLockedPages takes a mapping back.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-mmunmaplockedpages
func MmUnmapLockedPages(baseAddress any, memoryDescriptorList *MDL) {}

// MmGetMdlVirtualAddress is the address that an MDL describes.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-mmgetmdlvirtualaddress
func MmGetMdlVirtualAddress(mdl *MDL) unsafe.Pointer { return nil }

// MmInitializeMdl makes an MDL.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-mminitializemdl
func MmInitializeMdl(memoryDescriptorList *MDL, baseVa any, length uintptr) {}

// MmPrepareMdlForReuse makes an MDL ready to be used again.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-mmpreparemdlforreuse
func MmPrepareMdlForReuse(mdl *MDL) {}

// MmSizeOfMdl is the room that an MDL needs.
// Any IRQL. Page: wdm/nf-wdm-mmsizeofmdl
func MmSizeOfMdl(base any, length uintptr) uintptr { return 0 }

// MmIsAddressValid reports whether an address can be read.
// IRQL <= DISPATCH_LEVEL. Page: ntddk/nf-ntddk-mmisaddressvalid
func MmIsAddressValid(virtualAddress any) bool { return false }

// ProbeForRead raises an exception if memory is not the user's.
// IRQL <= APC_LEVEL. Page: wdm/nf-wdm-probeforread
func ProbeForRead(address any, length uintptr, alignment uint32) {}

// ProbeForWrite raises an exception if memory is not the user's.
// IRQL <= APC_LEVEL. Page: wdm/nf-wdm-probeforwrite
func ProbeForWrite(address any, length uintptr, alignment uint32) {}

// ObOpenObjectByPointer makes a handle of an object.
// IRQL = PASSIVE_LEVEL. Page: ntifs/nf-ntifs-obopenobjectbypointer
func ObOpenObjectByPointer(object any, handleAttributes uint32, passedAccessState any, desiredAccess ACCESS_MASK, objectType *OBJECT_TYPE, accessMode KPROCESSOR_MODE, handle *HANDLE) NTSTATUS {
	return STATUS_SUCCESS
}

// ObReferenceObjectByHandleWithTag is the object of a handle.
// IRQL = PASSIVE_LEVEL. Page: wdm/nf-wdm-obreferenceobjectbyhandlewithtag
func ObReferenceObjectByHandleWithTag(handle HANDLE, desiredAccess ACCESS_MASK, objectType *OBJECT_TYPE, accessMode KPROCESSOR_MODE, tag uint32, object *any, handleInformation *OBJECT_HANDLE_INFORMATION) NTSTATUS {
	return STATUS_SUCCESS
}

// ObReferenceObjectWithTag keeps an object.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-obreferenceobjectwithtag
func ObReferenceObjectWithTag(object any, tag uint32) {}

// ObDereferenceObjectWithTag lets an object go.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-obdereferenceobjectwithtag
func ObDereferenceObjectWithTag(object any, tag uint32) {}

// ObRegisterCallbacks has handles of processes and threads watched.
// IRQL <= APC_LEVEL. Page: wdm/nf-wdm-obregistercallbacks
func ObRegisterCallbacks(callbackRegistration *OB_CALLBACK_REGISTRATION, registrationHandle *any) NTSTATUS {
	return STATUS_SUCCESS
}

// ObUnRegisterCallbacks takes that back.
// IRQL <= APC_LEVEL. Page: wdm/nf-wdm-obunregistercallbacks
func ObUnRegisterCallbacks(registrationHandle any) {}

// OB_CALLBACK_REGISTRATION says what is watched.
// Page: wdm/ns-wdm-_ob_callback_registration
type OB_CALLBACK_REGISTRATION struct {
	Version                    uint16
	OperationRegistrationCount uint16
	Altitude                   UNICODE_STRING
	RegistrationContext        any
	OperationRegistration      *OB_OPERATION_REGISTRATION
}

// OB_OPERATION_REGISTRATION holds the callbacks for a type of object.
// Page: wdm/ns-wdm-_ob_operation_registration
type OB_OPERATION_REGISTRATION struct {
	ObjectType    **OBJECT_TYPE
	Operations    uint32
	PreOperation  func(registrationContext, operationInformation any) int32
	PostOperation func(registrationContext, operationInformation any)
}

// PsGetProcessId is the number of a process.
// IRQL <= DISPATCH_LEVEL. Page: ntddk/nf-ntddk-psgetprocessid
func PsGetProcessId(process *EPROCESS) HANDLE { return nil }

// PsGetThreadId is the number of a thread.
// IRQL <= DISPATCH_LEVEL. Page: ntifs/nf-ntifs-psgetthreadid
func PsGetThreadId(thread *ETHREAD) HANDLE { return nil }

// PsGetThreadProcessId is the process of a thread.
// IRQL <= DISPATCH_LEVEL. Page: ntifs/nf-ntifs-psgetthreadprocessid
func PsGetThreadProcessId(thread *ETHREAD) HANDLE { return nil }

// PsLookupThreadByThreadId is the thread of a number.
// IRQL = PASSIVE_LEVEL. Page: ntifs/nf-ntifs-pslookupthreadbythreadid
func PsLookupThreadByThreadId(threadId HANDLE, thread **ETHREAD) NTSTATUS { return STATUS_SUCCESS }

// PsIsSystemThread reports whether a thread is one of the system.
// IRQL <= DISPATCH_LEVEL. Page: ntifs/nf-ntifs-psissystemthread
func PsIsSystemThread(thread *ETHREAD) bool { return false }

// PsGetVersion tells the version of Windows.
// IRQL = PASSIVE_LEVEL. Page: ntddk/nf-ntddk-psgetversion
func PsGetVersion(majorVersion, minorVersion, buildNumber *uint32, csdVersion *UNICODE_STRING) bool {
	return false
}

// PsSetCreateProcessNotifyRoutine has a routine called when a process comes or goes.
// IRQL = PASSIVE_LEVEL. Page: ntddk/nf-ntddk-pssetcreateprocessnotifyroutine
func PsSetCreateProcessNotifyRoutine(notifyRoutine func(parentId, processId HANDLE, create bool), remove bool) NTSTATUS {
	return STATUS_SUCCESS
}

// PsSetCreateThreadNotifyRoutine has a routine called when a thread comes or goes.
// IRQL = PASSIVE_LEVEL. Page: ntddk/nf-ntddk-pssetcreatethreadnotifyroutine
func PsSetCreateThreadNotifyRoutine(notifyRoutine func(processId, threadId HANDLE, create bool)) NTSTATUS {
	return STATUS_SUCCESS
}

// PsRemoveCreateThreadNotifyRoutine takes that back.
// IRQL = PASSIVE_LEVEL. Page: ntddk/nf-ntddk-psremovecreatethreadnotifyroutine
func PsRemoveCreateThreadNotifyRoutine(notifyRoutine func(processId, threadId HANDLE, create bool)) NTSTATUS {
	return STATUS_SUCCESS
}

// PsSetLoadImageNotifyRoutine has a routine called when an image is loaded.
// IRQL = PASSIVE_LEVEL. Page: ntddk/nf-ntddk-pssetloadimagenotifyroutine
func PsSetLoadImageNotifyRoutine(notifyRoutine func(fullImageName *UNICODE_STRING, processId HANDLE, imageInfo any)) NTSTATUS {
	return STATUS_SUCCESS
}

// PsRemoveLoadImageNotifyRoutine takes that back.
// IRQL = PASSIVE_LEVEL. Page: ntddk/nf-ntddk-psremoveloadimagenotifyroutine
func PsRemoveLoadImageNotifyRoutine(notifyRoutine func(fullImageName *UNICODE_STRING, processId HANDLE, imageInfo any)) NTSTATUS {
	return STATUS_SUCCESS
}

// CmRegisterCallbackEx has a routine called for what happens in the registry.
// IRQL <= APC_LEVEL. Page: wdm/nf-wdm-cmregistercallbackex
func CmRegisterCallbackEx(function func(callbackContext, argument1, argument2 any) NTSTATUS, altitude *UNICODE_STRING, driver, context any, cookie *LARGE_INTEGER, reserved any) NTSTATUS {
	return STATUS_SUCCESS
}

// CmUnRegisterCallback takes that back.
// IRQL <= APC_LEVEL. Page: wdm/nf-wdm-cmunregistercallback
func CmUnRegisterCallback(cookie LARGE_INTEGER) NTSTATUS { return STATUS_SUCCESS }

// SeCaptureSubjectContext keeps who asks.
// IRQL = PASSIVE_LEVEL. Page: ntifs/nf-ntifs-secapturesubjectcontext
func SeCaptureSubjectContext(subjectContext any) {}

// SeReleaseSubjectContext lets that go.
// IRQL = PASSIVE_LEVEL. Page: ntifs/nf-ntifs-sereleasesubjectcontext
func SeReleaseSubjectContext(subjectContext any) {}

// SeSinglePrivilegeCheck reports whether the caller has a privilege.
// IRQL = PASSIVE_LEVEL. Page: ntddk/nf-ntddk-sesingleprivilegecheck
func SeSinglePrivilegeCheck(privilegeValue LARGE_INTEGER, previousMode KPROCESSOR_MODE) bool {
	return false
}
