package wdm

// IoCreateDevice makes a device object; it is owed one IoDeleteDevice.
// IRQL <= APC_LEVEL. Page: wdm/nf-wdm-iocreatedevice
func IoCreateDevice(driverObject *DRIVER_OBJECT, deviceExtensionSize uint32, deviceName *UNICODE_STRING, deviceType, deviceCharacteristics uint32, exclusive bool, deviceObject **DEVICE_OBJECT) NTSTATUS {
	return STATUS_SUCCESS
}

// WdmlibIoCreateDeviceSecure makes a device object with a security descriptor.
// IRQL = PASSIVE_LEVEL. Page: wdmsec/nf-wdmsec-wdmlibiocreatedevicesecure
func WdmlibIoCreateDeviceSecure(driverObject *DRIVER_OBJECT, deviceExtensionSize uint32, deviceName *UNICODE_STRING, deviceType, deviceCharacteristics uint32, exclusive bool, defaultSDDLString *UNICODE_STRING, deviceClassGuid *GUID, deviceObject **DEVICE_OBJECT) NTSTATUS {
	return STATUS_SUCCESS
}

// IoCreateDeviceSecure is another name of WdmlibIoCreateDeviceSecure.
// IRQL = PASSIVE_LEVEL. Page: wdmsec/nf-wdmsec-wdmlibiocreatedevicesecure
func IoCreateDeviceSecure(driverObject *DRIVER_OBJECT, deviceExtensionSize uint32, deviceName *UNICODE_STRING, deviceType, deviceCharacteristics uint32, exclusive bool, defaultSDDLString *UNICODE_STRING, deviceClassGuid *GUID, deviceObject **DEVICE_OBJECT) NTSTATUS {
	return STATUS_SUCCESS
}

// IoDeleteDevice deletes a device object, and its extension with it.
// IRQL <= APC_LEVEL. Page: wdm/nf-wdm-iodeletedevice
func IoDeleteDevice(deviceObject *DEVICE_OBJECT) {}

// IoCreateSymbolicLink makes a device known to user mode; it is owed one
// IoDeleteSymbolicLink.
// IRQL = PASSIVE_LEVEL. Page: wdm/nf-wdm-iocreatesymboliclink
func IoCreateSymbolicLink(symbolicLinkName, deviceName *UNICODE_STRING) NTSTATUS {
	return STATUS_SUCCESS
}

// IoDeleteSymbolicLink takes a symbolic link away.
// IRQL = PASSIVE_LEVEL. Page: wdm/nf-wdm-iodeletesymboliclink
func IoDeleteSymbolicLink(symbolicLinkName *UNICODE_STRING) NTSTATUS { return STATUS_SUCCESS }

// IoRegisterDeviceInterface registers a device's interface.
// IRQL = PASSIVE_LEVEL. Page: wdm/nf-wdm-ioregisterdeviceinterface
func IoRegisterDeviceInterface(physicalDeviceObject *DEVICE_OBJECT, interfaceClassGuid *GUID, referenceString, symbolicLinkName *UNICODE_STRING) NTSTATUS {
	return STATUS_SUCCESS
}

// IoSetDeviceInterfaceState enables or disables a device's interface.
// IRQL = PASSIVE_LEVEL. Page: wdm/nf-wdm-iosetdeviceinterfacestate
func IoSetDeviceInterfaceState(symbolicLinkName *UNICODE_STRING, enable bool) NTSTATUS {
	return STATUS_SUCCESS
}

// IoAttachDeviceToDeviceStack puts a device on top of a stack and returns the one
// below it, or nil.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-ioattachdevicetodevicestack
func IoAttachDeviceToDeviceStack(sourceDevice, targetDevice *DEVICE_OBJECT) *DEVICE_OBJECT {
	return nil
}

// IoDetachDevice takes away the device on top of another.
// IRQL = PASSIVE_LEVEL. Page: wdm/nf-wdm-iodetachdevice
func IoDetachDevice(targetDevice *DEVICE_OBJECT) {}

// IoGetDeviceObjectPointer opens a device by name; its file object is owed one
// ObDereferenceObject.
// IRQL = PASSIVE_LEVEL. Page: wdm/nf-wdm-iogetdeviceobjectpointer
func IoGetDeviceObjectPointer(objectName *UNICODE_STRING, desiredAccess ACCESS_MASK, fileObject **FILE_OBJECT, deviceObject **DEVICE_OBJECT) NTSTATUS {
	return STATUS_SUCCESS
}

// IoGetRelatedDeviceObject is the device that serves a file.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-iogetrelateddeviceobject
func IoGetRelatedDeviceObject(fileObject *FILE_OBJECT) *DEVICE_OBJECT { return nil }

// IoAllocateDriverObjectExtension allocates a driver-wide area under a key.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-ioallocatedriverobjectextension
func IoAllocateDriverObjectExtension(driverObject *DRIVER_OBJECT, clientIdentificationAddress any, driverObjectExtensionSize uint32, driverObjectExtension *any) NTSTATUS {
	return STATUS_SUCCESS
}

// IoGetDriverObjectExtension is the area under a key, or nil.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-iogetdriverobjectextension
func IoGetDriverObjectExtension(driverObject *DRIVER_OBJECT, clientIdentificationAddress any) any {
	return nil
}

// DRIVER_REINITIALIZE runs after DriverEntry.
// IRQL = PASSIVE_LEVEL. Page: ntddk/nc-ntddk-driver_reinitialize
type DRIVER_REINITIALIZE = func(driverObject *DRIVER_OBJECT, context any, count uint32)

// IoRegisterDriverReinitialization has a routine run after DriverEntry.
// IRQL = PASSIVE_LEVEL. Page: ntddk/nf-ntddk-ioregisterdriverreinitialization
func IoRegisterDriverReinitialization(driverObject *DRIVER_OBJECT, driverReinitializationRoutine DRIVER_REINITIALIZE, context any) {
}

// IoRegisterBootDriverReinitialization has a routine run once the boot drivers
// are up.
// IRQL = PASSIVE_LEVEL. Page: ntddk/nf-ntddk-ioregisterbootdriverreinitialization
func IoRegisterBootDriverReinitialization(driverObject *DRIVER_OBJECT, driverReinitializationRoutine DRIVER_REINITIALIZE, context any) {
}

// IoRegisterShutdownNotification asks for IRP_MJ_SHUTDOWN.
// IRQL = PASSIVE_LEVEL. Page: wdm/nf-wdm-ioregistershutdownnotification
func IoRegisterShutdownNotification(deviceObject *DEVICE_OBJECT) NTSTATUS { return STATUS_SUCCESS }

// IoUnregisterShutdownNotification asks for it no longer.
// IRQL = PASSIVE_LEVEL. Page: wdm/nf-wdm-iounregistershutdownnotification
func IoUnregisterShutdownNotification(deviceObject *DEVICE_OBJECT) {}

// IO_NOTIFICATION_EVENT_CATEGORY is the kind of event to be told of.
// Page: wdm/ne-wdm-io_notification_event_category
type IO_NOTIFICATION_EVENT_CATEGORY int32

// IoRegisterPlugPlayNotification registers a routine; it is owed one
// IoUnregisterPlugPlayNotificationEx.
// IRQL = PASSIVE_LEVEL. Page: wdm/nf-wdm-ioregisterplugplaynotification
func IoRegisterPlugPlayNotification(eventCategory IO_NOTIFICATION_EVENT_CATEGORY, eventCategoryFlags uint32, eventCategoryData any, driverObject *DRIVER_OBJECT, callbackRoutine func(notificationStructure, context any) NTSTATUS, context any, notificationEntry *any) NTSTATUS {
	return STATUS_SUCCESS
}

// IoUnregisterPlugPlayNotificationEx unregisters a routine and waits for it.
// IRQL = PASSIVE_LEVEL. Page: wdm/nf-wdm-iounregisterplugplaynotificationex
func IoUnregisterPlugPlayNotificationEx(notificationEntry any) NTSTATUS { return STATUS_SUCCESS }

// IO_WORKITEM is a work item, which keeps its device object.
// Page: wdm/nf-wdm-ioallocateworkitem
type IO_WORKITEM struct{ _ uintptr }

// IO_WORKITEM_ROUTINE is what a work item runs.
// IRQL = PASSIVE_LEVEL. Page: wdm/nc-wdm-io_workitem_routine
type IO_WORKITEM_ROUTINE = func(deviceObject *DEVICE_OBJECT, context any)

// IO_WORKITEM_ROUTINE_EX is what a work item runs, with more parameters.
// IRQL = PASSIVE_LEVEL. Page: wdm/nc-wdm-io_workitem_routine_ex
type IO_WORKITEM_ROUTINE_EX = func(ioObject any, context any, ioWorkItem *IO_WORKITEM)

// IoAllocateWorkItem allocates a work item, or is nil; it is owed one
// IoFreeWorkItem.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-ioallocateworkitem
func IoAllocateWorkItem(deviceObject *DEVICE_OBJECT) *IO_WORKITEM { return nil }

// IoFreeWorkItem frees a work item that is not queued.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-iofreeworkitem
func IoFreeWorkItem(ioWorkItem *IO_WORKITEM) {}

// IoQueueWorkItem has a system thread run a routine, later.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-ioqueueworkitem
func IoQueueWorkItem(ioWorkItem *IO_WORKITEM, workerRoutine IO_WORKITEM_ROUTINE, queueType WORK_QUEUE_TYPE, context any) {
}

// IoQueueWorkItemEx has a system thread run a routine, later.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-ioqueueworkitemex
func IoQueueWorkItemEx(ioWorkItem *IO_WORKITEM, workerRoutine IO_WORKITEM_ROUTINE_EX, queueType WORK_QUEUE_TYPE, context any) {
}

// IoInitializeWorkItem makes a work item in memory of the driver's own.
// Any IRQL. Page: wdm/nf-wdm-ioinitializeworkitem
func IoInitializeWorkItem(ioObject any, ioWorkItem *IO_WORKITEM) {}

// IoUninitializeWorkItem ends a work item that is not queued.
// Any IRQL. Page: wdm/nf-wdm-iouninitializeworkitem
func IoUninitializeWorkItem(ioWorkItem *IO_WORKITEM) {}

// IoSizeofWorkItem is the size of a work item.
// Any IRQL. Page: wdm/nf-wdm-iosizeofworkitem
func IoSizeofWorkItem() uint32 { return 0 }

// IoCreateSystemThread starts a thread that keeps a driver or device object.
// IRQL = PASSIVE_LEVEL. Page: wdm/nf-wdm-iocreatesystemthread
func IoCreateSystemThread(ioObject any, threadHandle *HANDLE, desiredAccess ACCESS_MASK, objectAttributes *OBJECT_ATTRIBUTES, processHandle HANDLE, clientId *CLIENT_ID, startRoutine KSTART_ROUTINE, startContext any) NTSTATUS {
	return STATUS_SUCCESS
}

// IO_REMOVE_LOCK counts the users of a device that is to be removed.
// Page: wdm/nf-wdm-ioinitializeremovelock
type IO_REMOVE_LOCK struct{ _ uintptr }

// IoInitializeRemoveLock makes a remove lock.
// IRQL = PASSIVE_LEVEL. Page: wdm/nf-wdm-ioinitializeremovelock
func IoInitializeRemoveLock(lock *IO_REMOVE_LOCK, tag, maxmin, highWater uint32) {}

// IoAcquireRemoveLock keeps a device from removal; it fails once that began.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-ioacquireremovelock
func IoAcquireRemoveLock(removeLock *IO_REMOVE_LOCK, tag any) NTSTATUS { return STATUS_SUCCESS }

// IoReleaseRemoveLock ends one use.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-ioreleaseremovelock
func IoReleaseRemoveLock(removeLock *IO_REMOVE_LOCK, tag any) {}

// IoReleaseRemoveLockAndWait ends the last use and waits for all others.
// IRQL = PASSIVE_LEVEL. Page: wdm/nf-wdm-ioreleaseremovelockandwait
func IoReleaseRemoveLockAndWait(removeLock *IO_REMOVE_LOCK, tag any) {}

// IO_TIMER_ROUTINE runs once a second, at DISPATCH_LEVEL.
// Page: wdm/nc-wdm-io_timer_routine
type IO_TIMER_ROUTINE = func(deviceObject *DEVICE_OBJECT, context any)

// IoInitializeTimer gives a device a timer.
// IRQL = PASSIVE_LEVEL. Page: wdm/nf-wdm-ioinitializetimer
func IoInitializeTimer(deviceObject *DEVICE_OBJECT, timerRoutine IO_TIMER_ROUTINE, context any) NTSTATUS {
	return STATUS_SUCCESS
}

// IoStartTimer starts a device's timer.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-iostarttimer
func IoStartTimer(deviceObject *DEVICE_OBJECT) {}

// IoStopTimer stops a device's timer.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-iostoptimer
func IoStopTimer(deviceObject *DEVICE_OBJECT) {}

// IoCreateDriver makes a driver object without a service and runs its
// initialization routine, whose failure it returns. No page documents it: drivers
// that are not loaded as a service call it.
// IRQL = PASSIVE_LEVEL. Page: kernel/windows-kernel-mode-kernel-library
func IoCreateDriver(driverName *UNICODE_STRING, initializationFunction func(driverObject *DRIVER_OBJECT, registryPath *UNICODE_STRING) NTSTATUS) NTSTATUS {
	return initializationFunction(&DRIVER_OBJECT{}, &UNICODE_STRING{})
}
