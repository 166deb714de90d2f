package wdm

// WDFQUEUE is a framework queue of requests.
// Page: wdfio/nf-wdfio-wdfioqueuecreate
type WDFQUEUE *handle

// WDFREQUEST is a framework request.
// Page: wdf/creating-framework-request-objects
type WDFREQUEST *handle

// WDF_IO_QUEUE_DISPATCH_TYPE says how a queue hands its requests out.
// Page: wdfio/ne-wdfio-_wdf_io_queue_dispatch_type
type WDF_IO_QUEUE_DISPATCH_TYPE int32

// How a queue hands its requests out.
// Page: wdfio/ne-wdfio-_wdf_io_queue_dispatch_type
const (
	WdfIoQueueDispatchInvalid WDF_IO_QUEUE_DISPATCH_TYPE = iota
	WdfIoQueueDispatchSequential
	WdfIoQueueDispatchParallel
	WdfIoQueueDispatchManual
	WdfIoQueueDispatchMax
)

// WDF_IO_QUEUE_CONFIG holds the callbacks of a queue.
// Page: wdfio/ns-wdfio-_wdf_io_queue_config
type WDF_IO_QUEUE_CONFIG struct {
	Size                       uint32
	DispatchType               WDF_IO_QUEUE_DISPATCH_TYPE
	PowerManaged               WDF_TRI_STATE
	AllowZeroLengthRequests    bool
	DefaultQueue               bool
	EvtIoDefault               func(queue WDFQUEUE, request WDFREQUEST)
	EvtIoRead                  func(queue WDFQUEUE, request WDFREQUEST, length uintptr)
	EvtIoWrite                 func(queue WDFQUEUE, request WDFREQUEST, length uintptr)
	EvtIoDeviceControl         func(queue WDFQUEUE, request WDFREQUEST, outputBufferLength, inputBufferLength uintptr, ioControlCode uint32)
	EvtIoInternalDeviceControl func(queue WDFQUEUE, request WDFREQUEST, outputBufferLength, inputBufferLength uintptr, ioControlCode uint32)
	EvtIoStop                  func(queue WDFQUEUE, request WDFREQUEST, actionFlags uint32)
	EvtIoResume                func(queue WDFQUEUE, request WDFREQUEST)
	EvtIoCanceledOnQueue       func(queue WDFQUEUE, request WDFREQUEST)
	Settings                   struct {
		Parallel struct{ NumberOfPresentedRequests uint32 }
	}
	Driver WDFDRIVER
}

// WDF_IO_QUEUE_CONFIG_INIT fills a WDF_IO_QUEUE_CONFIG.
// Page: wdfio/nf-wdfio-wdf_io_queue_config_init
func WDF_IO_QUEUE_CONFIG_INIT(config *WDF_IO_QUEUE_CONFIG, dispatchType WDF_IO_QUEUE_DISPATCH_TYPE) {
	*config = WDF_IO_QUEUE_CONFIG{DispatchType: dispatchType, PowerManaged: WdfUseDefault}
}

// WDF_IO_QUEUE_CONFIG_INIT_DEFAULT_QUEUE fills a WDF_IO_QUEUE_CONFIG for the
// queue that gets what no other does.
// Page: wdfio/nf-wdfio-wdf_io_queue_config_init_default_queue
func WDF_IO_QUEUE_CONFIG_INIT_DEFAULT_QUEUE(config *WDF_IO_QUEUE_CONFIG, dispatchType WDF_IO_QUEUE_DISPATCH_TYPE) {
	WDF_IO_QUEUE_CONFIG_INIT(config, dispatchType)
	config.DefaultQueue = true
}

// WdfIoQueueCreate makes a queue.
// IRQL <= DISPATCH_LEVEL. Page: wdfio/nf-wdfio-wdfioqueuecreate
func WdfIoQueueCreate(device WDFDEVICE, config *WDF_IO_QUEUE_CONFIG, queueAttributes *WDF_OBJECT_ATTRIBUTES, queue *WDFQUEUE) NTSTATUS {
	return STATUS_SUCCESS
}

// WdfIoQueueGetDevice is the device of a queue.
// IRQL <= DISPATCH_LEVEL. Page: wdfio/nf-wdfio-wdfioqueuegetdevice
func WdfIoQueueGetDevice(queue WDFQUEUE) WDFDEVICE { return nil }

// WdfIoQueueStart has a queue hand requests out again.
// IRQL <= DISPATCH_LEVEL. Page: wdfio/nf-wdfio-wdfioqueuestart
func WdfIoQueueStart(queue WDFQUEUE) {}

// WdfIoQueueStop has a queue hand no requests out.
// IRQL <= DISPATCH_LEVEL. Page: wdfio/nf-wdfio-wdfioqueuestop
func WdfIoQueueStop(queue WDFQUEUE, stopComplete func(queue WDFQUEUE, context any), context any) {}

// WdfIoQueueStopSynchronously does so and waits for the requests handed out.
// IRQL = PASSIVE_LEVEL. Page: wdfio/nf-wdfio-wdfioqueuestopsynchronously
func WdfIoQueueStopSynchronously(queue WDFQUEUE) {}

// WdfIoQueueDrainSynchronously takes no requests in and waits for all others.
// IRQL = PASSIVE_LEVEL. Page: wdfio/nf-wdfio-wdfioqueuedrainsynchronously
func WdfIoQueueDrainSynchronously(queue WDFQUEUE) {}

// WdfIoQueuePurgeSynchronously takes no requests in, cancels and waits.
// IRQL = PASSIVE_LEVEL. Page: wdfio/nf-wdfio-wdfioqueuepurgesynchronously
func WdfIoQueuePurgeSynchronously(queue WDFQUEUE) {}

// WdfIoQueueRetrieveNextRequest takes the next request out of a queue.
// IRQL <= DISPATCH_LEVEL. Page: wdfio/nf-wdfio-wdfioqueueretrievenextrequest
func WdfIoQueueRetrieveNextRequest(queue WDFQUEUE, outRequest *WDFREQUEST) NTSTATUS {
	return STATUS_SUCCESS
}

// WdfRequestComplete completes a request.
// IRQL <= DISPATCH_LEVEL. Page: wdfrequest/nf-wdfrequest-wdfrequestcomplete
func WdfRequestComplete(request WDFREQUEST, status NTSTATUS) {}

// WdfRequestCompleteWithInformation completes a request with a count.
// IRQL <= DISPATCH_LEVEL. Page: wdfrequest/nf-wdfrequest-wdfrequestcompletewithinformation
func WdfRequestCompleteWithInformation(request WDFREQUEST, status NTSTATUS, information uintptr) {}

// WdfRequestMarkCancelable has a request cancelled by a callback.
// IRQL <= DISPATCH_LEVEL. Page: wdfrequest/nf-wdfrequest-wdfrequestmarkcancelable
func WdfRequestMarkCancelable(request WDFREQUEST, evtRequestCancel func(request WDFREQUEST)) {}

// WdfRequestUnmarkCancelable ends that; it fails if the request is cancelled.
// IRQL <= DISPATCH_LEVEL. Page: wdfrequest/nf-wdfrequest-wdfrequestunmarkcancelable
func WdfRequestUnmarkCancelable(request WDFREQUEST) NTSTATUS { return STATUS_SUCCESS }

// WdfRequestForwardToIoQueue puts a request into a queue.
// IRQL <= DISPATCH_LEVEL. Page: wdfrequest/nf-wdfrequest-wdfrequestforwardtoioqueue
func WdfRequestForwardToIoQueue(request WDFREQUEST, destinationQueue WDFQUEUE) NTSTATUS {
	return STATUS_SUCCESS
}

// WdfRequestGetFileObject is the file of a request.
// IRQL <= DISPATCH_LEVEL. Page: wdfrequest/nf-wdfrequest-wdfrequestgetfileobject
func WdfRequestGetFileObject(request WDFREQUEST) WDFFILEOBJECT { return nil }

// WdfRequestRetrieveInputBuffer is the input of a request.
// IRQL <= DISPATCH_LEVEL. Page: wdfrequest/nf-wdfrequest-wdfrequestretrieveinputbuffer
func WdfRequestRetrieveInputBuffer(request WDFREQUEST, minimumRequiredLength uintptr, buffer *any, length *uintptr) NTSTATUS {
	return STATUS_SUCCESS
}

// WdfRequestRetrieveOutputBuffer is the room for the output of a request.
// IRQL <= DISPATCH_LEVEL. Page: wdfrequest/nf-wdfrequest-wdfrequestretrieveoutputbuffer
func WdfRequestRetrieveOutputBuffer(request WDFREQUEST, minimumRequiredSize uintptr, buffer *any, length *uintptr) NTSTATUS {
	return STATUS_SUCCESS
}

// WdfRequestWdmGetIrp is the IRP of a request.
// IRQL <= DISPATCH_LEVEL. Page: wdfrequest/nf-wdfrequest-wdfrequestwdmgetirp
func WdfRequestWdmGetIrp(request WDFREQUEST) *IRP { return nil }
