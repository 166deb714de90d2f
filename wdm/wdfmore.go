package wdm

import "unsafe"

// WDFMEMORY is a framework memory object.
// Page: wdfmemory/nf-wdfmemory-wdfmemorycreate
type WDFMEMORY *handle

// WDFCOLLECTION is a framework collection of objects.
// Page: wdfcollection/nf-wdfcollection-wdfcollectioncreate
type WDFCOLLECTION *handle

// WDFLOOKASIDE is a framework lookaside list.
// Page: wdfmemory/nf-wdfmemory-wdflookasidelistcreate
type WDFLOOKASIDE *handle

// WDFKEY is a framework key of the registry.
// Page: wdfregistry/nf-wdfregistry-wdfregistryopenkey
type WDFKEY *handle

// WDFIOTARGET is a framework I/O target.
// Page: wdfiotarget/nf-wdfiotarget-wdfiotargetcreate
type WDFIOTARGET *handle

// WDF_REQUEST_TYPE is the type of a framework request.
// Page: wdfrequest/ne-wdfrequest-_wdf_request_type
type WDF_REQUEST_TYPE int32

// The types of request that drivers name.
// Page: wdfrequest/ne-wdfrequest-_wdf_request_type
const (
	WdfRequestTypeCreate        WDF_REQUEST_TYPE = 0x00
	WdfRequestTypeRead          WDF_REQUEST_TYPE = 0x03
	WdfRequestTypeWrite         WDF_REQUEST_TYPE = 0x04
	WdfRequestTypeDeviceControl WDF_REQUEST_TYPE = 0x0e
)

// WDF_REQUEST_PARAMETERS are the parameters of a framework request.
// Page: wdfrequest/ns-wdfrequest-_wdf_request_parameters
type WDF_REQUEST_PARAMETERS struct {
	Size          uint16
	MinorFunction uint8
	Type          WDF_REQUEST_TYPE
	Parameters    Parameters
}

// WDF_REQUEST_PARAMETERS_INIT empties parameters.
// Page: wdfrequest/nf-wdfrequest-wdf_request_parameters_init
func WDF_REQUEST_PARAMETERS_INIT(parameters *WDF_REQUEST_PARAMETERS) {
	*parameters = WDF_REQUEST_PARAMETERS{}
}

// WDF_DPC_CONFIG_INIT fills a configuration.
// Page: wdfdpc/nf-wdfdpc-wdf_dpc_config_init
func WDF_DPC_CONFIG_INIT(config *WDF_DPC_CONFIG, evtDpcFunc func(dpc WDFDPC)) {
	*config = WDF_DPC_CONFIG{EvtDpcFunc: evtDpcFunc, AutomaticSerialization: true}
}

// WDF_TIMER_CONFIG_INIT_PERIODIC fills the configuration of a timer with a period in
// milliseconds.
// Page: wdftimer/nf-wdftimer-wdf_timer_config_init_periodic
func WDF_TIMER_CONFIG_INIT_PERIODIC(config *WDF_TIMER_CONFIG, evtTimerFunc func(timer WDFTIMER), period uint32) {
	WDF_TIMER_CONFIG_INIT(config, evtTimerFunc)
	config.Period = period
}

// WDF_REL_TIMEOUT_IN_MS is a time from now.
// Page: wdfcore/nf-wdfcore-wdf_rel_timeout_in_ms
func WDF_REL_TIMEOUT_IN_MS(time uint64) int64 { return -int64(time) * 10000 }

// WDF_REL_TIMEOUT_IN_SEC is a time from now.
// Page: wdfcore/nf-wdfcore-wdf_rel_timeout_in_sec
func WDF_REL_TIMEOUT_IN_SEC(time uint64) int64 { return -int64(time) * 10000000 }

// WDF_ABS_TIMEOUT_IN_MS is a time of the clock.
// Page: wdfcore/nf-wdfcore-wdf_abs_timeout_in_ms
func WDF_ABS_TIMEOUT_IN_MS(time uint64) int64 { return int64(time) * 10000 }

// WDF_ABS_TIMEOUT_IN_SEC is a time of the clock.
// Page: wdfcore/nf-wdfcore-wdf_abs_timeout_in_sec
func WDF_ABS_TIMEOUT_IN_SEC(time uint64) int64 { return int64(time) * 10000000 }

// WdfRequestGetParameters reads the parameters of a request.
// IRQL <= DISPATCH_LEVEL. Page: wdfrequest/nf-wdfrequest-wdfrequestgetparameters
func WdfRequestGetParameters(request WDFREQUEST, parameters *WDF_REQUEST_PARAMETERS) {}

// WdfRequestGetInformation is the information of a request.
// IRQL <= DISPATCH_LEVEL. Page: wdfrequest/nf-wdfrequest-wdfrequestgetinformation
func WdfRequestGetInformation(request WDFREQUEST) uintptr { return 0 }

// WdfRequestSetInformation sets the information of a request.
// IRQL <= DISPATCH_LEVEL. Page: wdfrequest/nf-wdfrequest-wdfrequestsetinformation
func WdfRequestSetInformation(request WDFREQUEST, information uintptr) {}

// WdfRequestGetStatus is the status of a request.
// IRQL <= DISPATCH_LEVEL. Page: wdfrequest/nf-wdfrequest-wdfrequestgetstatus
func WdfRequestGetStatus(request WDFREQUEST) NTSTATUS { return STATUS_SUCCESS }

// WdfRequestGetRequestorMode is the mode of the requestor.
// IRQL <= DISPATCH_LEVEL. Page: wdfrequest/nf-wdfrequest-wdfrequestgetrequestormode
func WdfRequestGetRequestorMode(request WDFREQUEST) KPROCESSOR_MODE { return 0 }

// WdfRequestIsFrom32BitProcess reports whether the requestor is a 32-bit process.
// IRQL <= DISPATCH_LEVEL. Page: wdfrequest/nf-wdfrequest-wdfrequestisfrom32bitprocess
func WdfRequestIsFrom32BitProcess(request WDFREQUEST) bool { return false }

// WdfRequestMarkCancelableEx lets a request be cancelled.
// IRQL <= DISPATCH_LEVEL. Page: wdfrequest/nf-wdfrequest-wdfrequestmarkcancelableex
func WdfRequestMarkCancelableEx(request WDFREQUEST, evtRequestCancel func(request WDFREQUEST)) NTSTATUS {
	return STATUS_SUCCESS
}

// WdfRequestGetIoQueue is the queue of a request.
// IRQL <= DISPATCH_LEVEL. Page: wdfrequest/nf-wdfrequest-wdfrequestgetioqueue
func WdfRequestGetIoQueue(request WDFREQUEST) WDFQUEUE { return nil }

// WdfRequestRetrieveInputMemory is the input of a request.
// IRQL <= DISPATCH_LEVEL. Page: wdfrequest/nf-wdfrequest-wdfrequestretrieveinputmemory
func WdfRequestRetrieveInputMemory(request WDFREQUEST, memory *WDFMEMORY) NTSTATUS {
	return STATUS_SUCCESS
}

// WdfRequestRetrieveOutputMemory is the output of a request.
// IRQL <= DISPATCH_LEVEL. Page: wdfrequest/nf-wdfrequest-wdfrequestretrieveoutputmemory
func WdfRequestRetrieveOutputMemory(request WDFREQUEST, memory *WDFMEMORY) NTSTATUS {
	return STATUS_SUCCESS
}

// WdfRequestRetrieveUnsafeUserInputBuffer is the input of a request as the requestor
// has it.
// IRQL <= DISPATCH_LEVEL. Page: wdfrequest/nf-wdfrequest-wdfrequestretrieveunsafeuserinputbuffer
func WdfRequestRetrieveUnsafeUserInputBuffer(request WDFREQUEST, minimumRequiredLength uintptr, inputBuffer *any, length *uintptr) NTSTATUS {
	return STATUS_SUCCESS
}

// WdfRequestRetrieveUnsafeUserOutputBuffer is the output of a request as the requestor
// has it.
// IRQL <= DISPATCH_LEVEL. Page: wdfrequest/nf-wdfrequest-wdfrequestretrieveunsafeuseroutputbuffer
func WdfRequestRetrieveUnsafeUserOutputBuffer(request WDFREQUEST, minimumRequiredLength uintptr, outputBuffer *any, length *uintptr) NTSTATUS {
	return STATUS_SUCCESS
}

// WdfRequestProbeAndLockUserBufferForRead locks memory of the requestor.
// IRQL = PASSIVE_LEVEL. Page: wdfrequest/nf-wdfrequest-wdfrequestprobeandlockuserbufferforread
func WdfRequestProbeAndLockUserBufferForRead(request WDFREQUEST, buffer any, length uintptr, memoryObject *WDFMEMORY) NTSTATUS {
	return STATUS_SUCCESS
}

// WdfRequestProbeAndLockUserBufferForWrite locks memory of the requestor.
// IRQL = PASSIVE_LEVEL. Page: wdfrequest/nf-wdfrequest-wdfrequestprobeandlockuserbufferforwrite
func WdfRequestProbeAndLockUserBufferForWrite(request WDFREQUEST, buffer any, length uintptr, memoryObject *WDFMEMORY) NTSTATUS {
	return STATUS_SUCCESS
}

// WdfMemoryCreate allocates memory.
// IRQL <= DISPATCH_LEVEL. Page: wdfmemory/nf-wdfmemory-wdfmemorycreate
func WdfMemoryCreate(attributes *WDF_OBJECT_ATTRIBUTES, poolType POOL_TYPE, poolTag uint32, bufferSize uintptr, memory *WDFMEMORY, buffer *any) NTSTATUS {
	return STATUS_SUCCESS
}

// WdfMemoryGetBuffer is what a memory object holds.
// IRQL <= DISPATCH_LEVEL. Page: wdfmemory/nf-wdfmemory-wdfmemorygetbuffer
func WdfMemoryGetBuffer(memory WDFMEMORY, bufferSize *uintptr) unsafe.Pointer { return nil }

// WdfLookasideListCreate makes a list.
// IRQL <= DISPATCH_LEVEL. Page: wdfmemory/nf-wdfmemory-wdflookasidelistcreate
func WdfLookasideListCreate(lookasideAttributes *WDF_OBJECT_ATTRIBUTES, bufferSize uintptr, poolType POOL_TYPE, memoryAttributes *WDF_OBJECT_ATTRIBUTES, poolTag uint32, lookaside *WDFLOOKASIDE) NTSTATUS {
	return STATUS_SUCCESS
}

// WdfMemoryCreateFromLookaside takes memory from a list.
// IRQL <= DISPATCH_LEVEL. Page: wdfmemory/nf-wdfmemory-wdfmemorycreatefromlookaside
func WdfMemoryCreateFromLookaside(lookaside WDFLOOKASIDE, memory *WDFMEMORY) NTSTATUS {
	return STATUS_SUCCESS
}

// WdfCollectionCreate makes a collection.
// IRQL <= DISPATCH_LEVEL. Page: wdfcollection/nf-wdfcollection-wdfcollectioncreate
func WdfCollectionCreate(collectionAttributes *WDF_OBJECT_ATTRIBUTES, collection *WDFCOLLECTION) NTSTATUS {
	return STATUS_SUCCESS
}

// WdfCollectionAdd adds an object.
// IRQL <= DISPATCH_LEVEL. Page: wdfcollection/nf-wdfcollection-wdfcollectionadd
func WdfCollectionAdd(collection WDFCOLLECTION, object WDFOBJECT) NTSTATUS { return STATUS_SUCCESS }

// WdfCollectionRemove takes an object out.
// IRQL <= DISPATCH_LEVEL. Page: wdfcollection/nf-wdfcollection-wdfcollectionremove
func WdfCollectionRemove(collection WDFCOLLECTION, item WDFOBJECT) {}

// WdfCollectionGetCount is how many objects there are.
// IRQL <= DISPATCH_LEVEL. Page: wdfcollection/nf-wdfcollection-wdfcollectiongetcount
func WdfCollectionGetCount(collection WDFCOLLECTION) uint32 { return 0 }

// WdfCollectionGetItem is one of the objects.
// IRQL <= DISPATCH_LEVEL. Page: wdfcollection/nf-wdfcollection-wdfcollectiongetitem
func WdfCollectionGetItem(collection WDFCOLLECTION, index uint32) WDFOBJECT { return nil }

// WdfCollectionGetFirstItem is the first of the objects.
// IRQL <= DISPATCH_LEVEL. Page: wdfcollection/nf-wdfcollection-wdfcollectiongetfirstitem
func WdfCollectionGetFirstItem(collection WDFCOLLECTION) WDFOBJECT { return nil }

// WdfIoQueuePurge cancels what a queue holds.
// IRQL <= DISPATCH_LEVEL. Page: wdfio/nf-wdfio-wdfioqueuepurge
func WdfIoQueuePurge(queue WDFQUEUE, purgeComplete func(queue WDFQUEUE, context any), context any) {}

// WdfIoQueueStopAndPurge stops a queue and cancels what it holds.
// IRQL <= DISPATCH_LEVEL. Page: wdfio/nf-wdfio-wdfioqueuestopandpurge
func WdfIoQueueStopAndPurge(queue WDFQUEUE, stopAndPurgeComplete func(queue WDFQUEUE, context any), context any) {
}

// WdfIoQueueReadyNotify tells of requests.
// IRQL <= DISPATCH_LEVEL. Page: wdfio/nf-wdfio-wdfioqueuereadynotify
func WdfIoQueueReadyNotify(queue WDFQUEUE, queueReady func(queue WDFQUEUE, context any), context any) NTSTATUS {
	return STATUS_SUCCESS
}

// WdfDeviceConfigureRequestDispatching has requests of a type go to a queue.
// IRQL = PASSIVE_LEVEL. Page: wdfdevice/nf-wdfdevice-wdfdeviceconfigurerequestdispatching
func WdfDeviceConfigureRequestDispatching(device WDFDEVICE, queue WDFQUEUE, requestType WDF_REQUEST_TYPE) NTSTATUS {
	return STATUS_SUCCESS
}

// WdfDeviceInitSetExclusive lets one handle be open at a time.
// IRQL = PASSIVE_LEVEL. Page: wdfdevice/nf-wdfdevice-wdfdeviceinitsetexclusive
func WdfDeviceInitSetExclusive(deviceInit *WDFDEVICE_INIT, isExclusive bool) {}

// WdfDeviceInitSetIoType says how buffers are reached.
// IRQL = PASSIVE_LEVEL. Page: wdfdevice/nf-wdfdevice-wdfdeviceinitsetiotype
func WdfDeviceInitSetIoType(deviceInit *WDFDEVICE_INIT, ioType int32) {}

// WdfDeviceInitSetDeviceType says of which type a device is.
// IRQL = PASSIVE_LEVEL. Page: wdfdevice/nf-wdfdevice-wdfdeviceinitsetdevicetype
func WdfDeviceInitSetDeviceType(deviceInit *WDFDEVICE_INIT, deviceType uint32) {}

// WdfDeviceInitSetCharacteristics sets characteristics of a device.
// IRQL = PASSIVE_LEVEL. Page: wdfdevice/nf-wdfdevice-wdfdeviceinitsetcharacteristics
func WdfDeviceInitSetCharacteristics(deviceInit *WDFDEVICE_INIT, deviceCharacteristics uint32, orInValues bool) {
}

// WdfDeviceInitAssignSDDLString says who may open a device.
// IRQL = PASSIVE_LEVEL. Page: wdfdevice/nf-wdfdevice-wdfdeviceinitassignsddlstring
func WdfDeviceInitAssignSDDLString(deviceInit *WDFDEVICE_INIT, sddlString *UNICODE_STRING) NTSTATUS {
	return STATUS_SUCCESS
}

// WdfDeviceInitSetRequestAttributes says what the requests of a device are.
// IRQL <= DISPATCH_LEVEL. Page: wdfdevice/nf-wdfdevice-wdfdeviceinitsetrequestattributes
func WdfDeviceInitSetRequestAttributes(deviceInit *WDFDEVICE_INIT, requestAttributes *WDF_OBJECT_ATTRIBUTES) {
}

// WdfDeviceGetIoTarget is what a device sends its requests to.
// IRQL <= DISPATCH_LEVEL. Page: wdfdevice/nf-wdfdevice-wdfdevicegetiotarget
func WdfDeviceGetIoTarget(device WDFDEVICE) WDFIOTARGET { return nil }

// WdfDeviceGetDefaultQueue is the queue of a device.
// IRQL <= DISPATCH_LEVEL. Page: wdfdevice/nf-wdfdevice-wdfdevicegetdefaultqueue
func WdfDeviceGetDefaultQueue(device WDFDEVICE) WDFQUEUE { return nil }

// WdfFileObjectWdmGetFileObject is the WDM object of a file.
// IRQL <= DISPATCH_LEVEL. Page: wdffileobject/nf-wdffileobject-wdffileobjectwdmgetfileobject
func WdfFileObjectWdmGetFileObject(fileObject WDFFILEOBJECT) *FILE_OBJECT { return nil }

// WdfObjectContextGetObject is the object that a context belongs to.
// IRQL <= DISPATCH_LEVEL. Page: wdfobject/nf-wdfobject-wdfobjectcontextgetobject
func WdfObjectContextGetObject(contextPointer any) WDFOBJECT { return nil }

// WdfDriverOpenParametersRegistryKey opens the parameters of the driver.
// IRQL = PASSIVE_LEVEL. Page: wdfdriver/nf-wdfdriver-wdfdriveropenparametersregistrykey
func WdfDriverOpenParametersRegistryKey(driver WDFDRIVER, desiredAccess ACCESS_MASK, keyAttributes *WDF_OBJECT_ATTRIBUTES, key *WDFKEY) NTSTATUS {
	return STATUS_SUCCESS
}

// WdfRegistryQueryULong reads a number of the registry.
// IRQL = PASSIVE_LEVEL. Page: wdfregistry/nf-wdfregistry-wdfregistryqueryulong
func WdfRegistryQueryULong(key WDFKEY, valueName *UNICODE_STRING, value *uint32) NTSTATUS {
	return STATUS_SUCCESS
}

// WdfRegistryClose closes a key.
// IRQL = PASSIVE_LEVEL. Page: wdfregistry/nf-wdfregistry-wdfregistryclose
func WdfRegistryClose(key WDFKEY) {}
