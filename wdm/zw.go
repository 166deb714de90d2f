package wdm

// ZwCreateFile makes or opens a file.
// IRQL = PASSIVE_LEVEL. Page: wdm/nf-wdm-zwcreatefile
func ZwCreateFile(fileHandle *HANDLE, desiredAccess ACCESS_MASK, objectAttributes *OBJECT_ATTRIBUTES, ioStatusBlock *IO_STATUS_BLOCK, allocationSize *LARGE_INTEGER, fileAttributes, shareAccess, createDisposition, createOptions uint32, eaBuffer any, eaLength uint32) NTSTATUS {
	return STATUS_SUCCESS
}

// ZwOpenFile opens a file.
// IRQL = PASSIVE_LEVEL. Page: wdm/nf-wdm-zwopenfile
func ZwOpenFile(fileHandle *HANDLE, desiredAccess ACCESS_MASK, objectAttributes *OBJECT_ATTRIBUTES, ioStatusBlock *IO_STATUS_BLOCK, shareAccess, openOptions uint32) NTSTATUS {
	return STATUS_SUCCESS
}

// ZwReadFile reads a file.
// IRQL = PASSIVE_LEVEL. Page: wdm/nf-wdm-zwreadfile
func ZwReadFile(fileHandle, event HANDLE, apcRoutine func(apcContext any, ioStatusBlock *IO_STATUS_BLOCK, reserved uint32), apcContext any, ioStatusBlock *IO_STATUS_BLOCK, buffer any, length uint32, byteOffset *LARGE_INTEGER, key *uint32) NTSTATUS {
	return STATUS_SUCCESS
}

// ZwWriteFile writes a file.
// IRQL = PASSIVE_LEVEL. Page: wdm/nf-wdm-zwwritefile
func ZwWriteFile(fileHandle, event HANDLE, apcRoutine func(apcContext any, ioStatusBlock *IO_STATUS_BLOCK, reserved uint32), apcContext any, ioStatusBlock *IO_STATUS_BLOCK, buffer any, length uint32, byteOffset *LARGE_INTEGER, key *uint32) NTSTATUS {
	return STATUS_SUCCESS
}

// ZwQueryInformationFile asks after a file.
// IRQL = PASSIVE_LEVEL. Page: wdm/nf-wdm-zwqueryinformationfile
func ZwQueryInformationFile(fileHandle HANDLE, ioStatusBlock *IO_STATUS_BLOCK, fileInformation any, length uint32, fileInformationClass int32) NTSTATUS {
	return STATUS_SUCCESS
}

// ZwSetInformationFile changes what is known of a file.
// IRQL = PASSIVE_LEVEL. Page: wdm/nf-wdm-zwsetinformationfile
func ZwSetInformationFile(fileHandle HANDLE, ioStatusBlock *IO_STATUS_BLOCK, fileInformation any, length uint32, fileInformationClass int32) NTSTATUS {
	return STATUS_SUCCESS
}

// ZwDeleteFile deletes a file.
// IRQL = PASSIVE_LEVEL. Page: ntifs/nf-ntifs-zwdeletefile
func ZwDeleteFile(objectAttributes *OBJECT_ATTRIBUTES) NTSTATUS { return STATUS_SUCCESS }

// ZwFlushBuffersFile writes out what is buffered.
// IRQL = PASSIVE_LEVEL. Page: ntifs/nf-ntifs-zwflushbuffersfile
func ZwFlushBuffersFile(fileHandle HANDLE, ioStatusBlock *IO_STATUS_BLOCK) NTSTATUS {
	return STATUS_SUCCESS
}

// ZwDeviceIoControlFile sends a control code to a device.
// IRQL = PASSIVE_LEVEL. Page: ntifs/nf-ntifs-zwdeviceiocontrolfile
func ZwDeviceIoControlFile(fileHandle, event HANDLE, apcRoutine func(apcContext any, ioStatusBlock *IO_STATUS_BLOCK, reserved uint32), apcContext any, ioStatusBlock *IO_STATUS_BLOCK, ioControlCode uint32, inputBuffer any, inputBufferLength uint32, outputBuffer any, outputBufferLength uint32) NTSTATUS {
	return STATUS_SUCCESS
}

// ZwFsControlFile sends a control code to a file system.
// IRQL = PASSIVE_LEVEL. Page: ntifs/nf-ntifs-zwfscontrolfile
func ZwFsControlFile(fileHandle, event HANDLE, apcRoutine func(apcContext any, ioStatusBlock *IO_STATUS_BLOCK, reserved uint32), apcContext any, ioStatusBlock *IO_STATUS_BLOCK, fsControlCode uint32, inputBuffer any, inputBufferLength uint32, outputBuffer any, outputBufferLength uint32) NTSTATUS {
	return STATUS_SUCCESS
}

// ZwCreateKey makes or opens a key of the registry.
// IRQL = PASSIVE_LEVEL. Page: wdm/nf-wdm-zwcreatekey
func ZwCreateKey(keyHandle *HANDLE, desiredAccess ACCESS_MASK, objectAttributes *OBJECT_ATTRIBUTES, titleIndex uint32, class *UNICODE_STRING, createOptions uint32, disposition *uint32) NTSTATUS {
	return STATUS_SUCCESS
}

// ZwDeleteKey deletes a key of the registry.
// IRQL = PASSIVE_LEVEL. Page: wdm/nf-wdm-zwdeletekey
func ZwDeleteKey(keyHandle HANDLE) NTSTATUS { return STATUS_SUCCESS }

// ZwSetValueKey writes a value of the registry.
// IRQL = PASSIVE_LEVEL. Page: wdm/nf-wdm-zwsetvaluekey
func ZwSetValueKey(keyHandle HANDLE, valueName *UNICODE_STRING, titleIndex, valueType uint32, data any, dataSize uint32) NTSTATUS {
	return STATUS_SUCCESS
}

// ZwDeleteValueKey deletes a value of the registry.
// IRQL = PASSIVE_LEVEL. Page: wdm/nf-wdm-zwdeletevaluekey
func ZwDeleteValueKey(keyHandle HANDLE, valueName *UNICODE_STRING) NTSTATUS { return STATUS_SUCCESS }

// ZwEnumerateKey reads a subkey.
// IRQL = PASSIVE_LEVEL. Page: wdm/nf-wdm-zwenumeratekey
func ZwEnumerateKey(keyHandle HANDLE, index uint32, keyInformationClass int32, keyInformation any, length uint32, resultLength *uint32) NTSTATUS {
	return STATUS_SUCCESS
}

// ZwEnumerateValueKey reads one value of a key.
// IRQL = PASSIVE_LEVEL. Page: wdm/nf-wdm-zwenumeratevaluekey
func ZwEnumerateValueKey(keyHandle HANDLE, index uint32, keyValueInformationClass int32, keyValueInformation any, length uint32, resultLength *uint32) NTSTATUS {
	return STATUS_SUCCESS
}

// ZwQueryKey asks after a key.
// IRQL = PASSIVE_LEVEL. Page: wdm/nf-wdm-zwquerykey
func ZwQueryKey(keyHandle HANDLE, keyInformationClass int32, keyInformation any, length uint32, resultLength *uint32) NTSTATUS {
	return STATUS_SUCCESS
}

// ZwNotifyChangeKey tells of a change of a key.
// IRQL = PASSIVE_LEVEL. Page: ntifs/nf-ntifs-zwnotifychangekey
func ZwNotifyChangeKey(keyHandle, event HANDLE, apcRoutine func(apcContext any, ioStatusBlock *IO_STATUS_BLOCK, reserved uint32), apcContext any, ioStatusBlock *IO_STATUS_BLOCK, completionFilter uint32, watchTree bool, buffer any, bufferSize uint32, asynchronous bool) NTSTATUS {
	return STATUS_SUCCESS
}

// ZwCreateEvent makes an event that is known by a handle.
// IRQL = PASSIVE_LEVEL. Page: ntifs/nf-ntifs-zwcreateevent
func ZwCreateEvent(eventHandle *HANDLE, desiredAccess ACCESS_MASK, objectAttributes *OBJECT_ATTRIBUTES, eventType EVENT_TYPE, initialState bool) NTSTATUS {
	return STATUS_SUCCESS
}

// ZwSetEvent sets the event of a handle.
// IRQL = PASSIVE_LEVEL. Page: ntifs/nf-ntifs-zwsetevent
func ZwSetEvent(eventHandle HANDLE, previousState *int32) NTSTATUS { return STATUS_SUCCESS }

// ZwTerminateProcess ends a process.
// IRQL = PASSIVE_LEVEL. Page: ntddk/nf-ntddk-zwterminateprocess
func ZwTerminateProcess(processHandle HANDLE, exitStatus NTSTATUS) NTSTATUS { return STATUS_SUCCESS }

// ZwQuerySystemInformation asks after the system.
// IRQL = PASSIVE_LEVEL. Page: kernel/libraries-and-headers
func ZwQuerySystemInformation(systemInformationClass int32, systemInformation any, systemInformationLength uint32, returnLength *uint32) NTSTATUS {
	return STATUS_SUCCESS
}

// ZwAllocateVirtualMemory allocates memory of a process.
// IRQL = PASSIVE_LEVEL. Page: ntifs/nf-ntifs-zwallocatevirtualmemory
func ZwAllocateVirtualMemory(processHandle HANDLE, baseAddress *any, zeroBits uintptr, regionSize *uintptr, allocationType, protect uint32) NTSTATUS {
	return STATUS_SUCCESS
}

// ZwFreeVirtualMemory frees memory of a process.
// IRQL = PASSIVE_LEVEL. Page: ntifs/nf-ntifs-zwfreevirtualmemory
func ZwFreeVirtualMemory(processHandle HANDLE, baseAddress *any, regionSize *uintptr, freeType uint32) NTSTATUS {
	return STATUS_SUCCESS
}
