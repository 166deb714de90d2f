package wdm

// WDFOBJECT is a framework object.
// Page: wdf/introduction-to-framework-objects
type WDFOBJECT HANDLE

// WDFDRIVER is the framework's driver object.
// Page: wdf/creating-a-framework-driver-object
type WDFDRIVER HANDLE

// WDFDEVICE is a framework device object.
// Page: wdf/creating-a-framework-device-object
type WDFDEVICE HANDLE

// WDFWORKITEM is a framework work item.
// Page: wdf/using-framework-work-items
type WDFWORKITEM HANDLE

// WDFTIMER is a framework timer.
// Page: wdf/using-timers
type WDFTIMER HANDLE

// WDFQUEUE is a framework queue.
// Page: wdf/creating-i-o-queues
type WDFQUEUE HANDLE

// WDFREQUEST is a framework request.
// Page: wdf/framework-request-objects
type WDFREQUEST HANDLE

// WDFDEVICE_INIT is what a device is made from.
// Page: wdfdevice/nf-wdfdevice-wdfdevicecreate
type WDFDEVICE_INIT struct{ _ int }

// WDF_DRIVER_CONFIG holds a framework driver's callbacks. EvtDriverUnload is not
// called after a failed DriverEntry.
// Page: wdfdriver/ns-wdfdriver-_wdf_driver_config
type WDF_DRIVER_CONFIG struct {
	Size               uint32
	EvtDriverDeviceAdd func(driver WDFDRIVER, init *WDFDEVICE_INIT) NTSTATUS
	EvtDriverUnload    func(driver WDFDRIVER)
	DriverInitFlags    uint32
	DriverPoolTag      uint32
}

// WDF_OBJECT_ATTRIBUTES holds callbacks for the end of an object. Those of the
// driver object run also after a failed DriverEntry.
// Page: wdfobject/ns-wdfobject-_wdf_object_attributes
type WDF_OBJECT_ATTRIBUTES struct {
	Size               uint32
	EvtCleanupCallback func(object WDFOBJECT)
	EvtDestroyCallback func(object WDFOBJECT)
	ParentObject       WDFOBJECT
}

// WDF_PNPPOWER_EVENT_CALLBACKS are a device's callbacks for hardware and power.
// Page: wdfdevice/ns-wdfdevice-_wdf_pnppower_event_callbacks
type WDF_PNPPOWER_EVENT_CALLBACKS struct {
	EvtDeviceD0Entry              func(device WDFDEVICE, previous int32) NTSTATUS
	EvtDeviceD0Exit               func(device WDFDEVICE, target int32) NTSTATUS
	EvtDevicePrepareHardware      func(device WDFDEVICE, raw, translated any) NTSTATUS
	EvtDeviceReleaseHardware      func(device WDFDEVICE, translated any) NTSTATUS
	EvtDeviceSelfManagedIoInit    func(device WDFDEVICE) NTSTATUS
	EvtDeviceSelfManagedIoCleanup func(device WDFDEVICE)
}

// WDF_FILEOBJECT_CONFIG are a device's callbacks for open handles.
// Page: wdfdevice/ns-wdfdevice-_wdf_fileobject_config
type WDF_FILEOBJECT_CONFIG struct {
	EvtDeviceFileCreate func(device WDFDEVICE, request WDFREQUEST, file HANDLE)
	EvtFileClose        func(file HANDLE)
	EvtFileCleanup      func(file HANDLE)
}

// WDF_IO_QUEUE_CONFIG are a queue's callbacks.
// Page: wdfio/ns-wdfio-_wdf_io_queue_config
type WDF_IO_QUEUE_CONFIG struct {
	DispatchType       int32
	EvtIoDefault       func(queue WDFQUEUE, request WDFREQUEST)
	EvtIoRead          func(queue WDFQUEUE, request WDFREQUEST, length uintptr)
	EvtIoWrite         func(queue WDFQUEUE, request WDFREQUEST, length uintptr)
	EvtIoDeviceControl func(queue WDFQUEUE, request WDFREQUEST, output, input uintptr, code uint32)
}

// WDF_WORKITEM_CONFIG binds a routine to a framework work item.
// Page: wdfworkitem/ns-wdfworkitem-_wdf_workitem_config
type WDF_WORKITEM_CONFIG struct {
	EvtWorkItemFunc func(item WDFWORKITEM)
}

// WDF_TIMER_CONFIG binds a routine to a framework timer.
// Page: wdftimer/ns-wdftimer-_wdf_timer_config
type WDF_TIMER_CONFIG struct {
	EvtTimerFunc func(timer WDFTIMER)
	Period       uint32
}

// WdfDriverCreate makes the framework's driver object; the framework takes over DriverUnload. PASSIVE_LEVEL.
// Page: wdfdriver/nf-wdfdriver-wdfdrivercreate
func WdfDriverCreate(driver *DRIVER_OBJECT, path *UNICODE_STRING, attributes *WDF_OBJECT_ATTRIBUTES, config *WDF_DRIVER_CONFIG, out *WDFDRIVER) NTSTATUS {
	return 0
}

// WdfDeviceCreate makes a device. PASSIVE_LEVEL.
// Page: wdfdevice/nf-wdfdevice-wdfdevicecreate
func WdfDeviceCreate(init **WDFDEVICE_INIT, attributes *WDF_OBJECT_ATTRIBUTES, device *WDFDEVICE) NTSTATUS {
	return 0
}

// WdfDeviceInitSetPnpPowerEventCallbacks sets a device's callbacks.
// Page: wdfdevice/nf-wdfdevice-wdfdeviceinitsetpnppowereventcallbacks
func WdfDeviceInitSetPnpPowerEventCallbacks(init *WDFDEVICE_INIT, callbacks *WDF_PNPPOWER_EVENT_CALLBACKS) {
}

// WdfDeviceInitSetFileObjectConfig sets a device's callbacks for handles.
// Page: wdfdevice/nf-wdfdevice-wdfdeviceinitsetfileobjectconfig
func WdfDeviceInitSetFileObjectConfig(init *WDFDEVICE_INIT, config *WDF_FILEOBJECT_CONFIG, attributes *WDF_OBJECT_ATTRIBUTES) {
}

// WdfIoQueueCreate makes a queue.
// Page: wdfio/nf-wdfio-wdfioqueuecreate
func WdfIoQueueCreate(device WDFDEVICE, config *WDF_IO_QUEUE_CONFIG, attributes *WDF_OBJECT_ATTRIBUTES, queue *WDFQUEUE) NTSTATUS {
	return 0
}

// WdfRequestComplete completes a request.
// Page: wdfrequest/nf-wdfrequest-wdfrequestcomplete
func WdfRequestComplete(request WDFREQUEST, status NTSTATUS) {}

// WdfRequestCompleteWithInformation completes a request.
// Page: wdfrequest/nf-wdfrequest-wdfrequestcompletewithinformation
func WdfRequestCompleteWithInformation(request WDFREQUEST, status NTSTATUS, information uintptr) {}

// WdfWorkItemCreate makes a work item.
// Page: wdfworkitem/nf-wdfworkitem-wdfworkitemcreate
func WdfWorkItemCreate(config *WDF_WORKITEM_CONFIG, attributes *WDF_OBJECT_ATTRIBUTES, item *WDFWORKITEM) NTSTATUS {
	return 0
}

// WdfWorkItemEnqueue queues a work item.
// Page: wdfworkitem/nf-wdfworkitem-wdfworkitemenqueue
func WdfWorkItemEnqueue(item WDFWORKITEM) {}

// WdfWorkItemFlush returns when a work item has run. PASSIVE_LEVEL.
// Page: wdfworkitem/nf-wdfworkitem-wdfworkitemflush
func WdfWorkItemFlush(item WDFWORKITEM) {}

// WdfTimerCreate makes a timer.
// Page: wdftimer/nf-wdftimer-wdftimercreate
func WdfTimerCreate(config *WDF_TIMER_CONFIG, attributes *WDF_OBJECT_ATTRIBUTES, timer *WDFTIMER) NTSTATUS {
	return 0
}

// WdfTimerStart starts a timer.
// Page: wdftimer/nf-wdftimer-wdftimerstart
func WdfTimerStart(timer WDFTIMER, due int64) bool { return false }

// WdfTimerStop stops a timer, and waits for its routine if asked to.
// Page: wdftimer/nf-wdftimer-wdftimerstop
func WdfTimerStop(timer WDFTIMER, wait bool) bool { return false }

// WdfObjectDelete deletes an object.
// Page: wdfobject/nf-wdfobject-wdfobjectdelete
func WdfObjectDelete(object WDFOBJECT) {}
