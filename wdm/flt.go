package wdm

// FLT_FILTER is a registered minifilter.
// Page: fltkernel/nf-fltkernel-fltregisterfilter
type FLT_FILTER struct{ _ uintptr }

// FLT_INSTANCE is a minifilter on a volume.
// Page: fltkernel/ns-fltkernel-_flt_related_objects
type FLT_INSTANCE struct{ _ uintptr }

// FLT_VOLUME is a volume with minifilters.
// Page: fltkernel/ns-fltkernel-_flt_related_objects
type FLT_VOLUME struct{ _ uintptr }

// FLT_PORT is a port to user mode.
// Page: fltkernel/nf-fltkernel-fltcreatecommunicationport
type FLT_PORT struct{ _ uintptr }

// FLT_RELATED_OBJECTS says what a callback is about.
// Page: fltkernel/ns-fltkernel-_flt_related_objects
type FLT_RELATED_OBJECTS struct {
	Size               uint16
	TransactionContext uint16
	Filter             *FLT_FILTER
	Volume             *FLT_VOLUME
	Instance           *FLT_INSTANCE
	FileObject         *FILE_OBJECT
	Transaction        any
}

// FLT_CALLBACK_DATA is a file operation.
// Page: fltkernel/ns-fltkernel-_flt_callback_data
type FLT_CALLBACK_DATA struct {
	Flags         uint32
	Thread        *ETHREAD
	Iopb          any
	IoStatus      IO_STATUS_BLOCK
	RequestorMode KPROCESSOR_MODE
}

// FLT_FILTER_UNLOAD_FLAGS tells whether a minifilter may refuse to unload.
// IRQL = PASSIVE_LEVEL. Page: fltkernel/nc-fltkernel-pflt_filter_unload_callback
type FLT_FILTER_UNLOAD_FLAGS = uint32

// FLTFL_FILTER_UNLOAD_MANDATORY says that a refusal is ignored.
// IRQL = PASSIVE_LEVEL. Page: fltkernel/nc-fltkernel-pflt_filter_unload_callback
const FLTFL_FILTER_UNLOAD_MANDATORY FLT_FILTER_UNLOAD_FLAGS = 0x00000001

// PFLT_FILTER_UNLOAD_CALLBACK unloads the minifilter, or refuses to by
// STATUS_FLT_DO_NOT_DETACH; to unload it calls FltUnregisterFilter.
// IRQL = PASSIVE_LEVEL. Page: fltkernel/nc-fltkernel-pflt_filter_unload_callback
type PFLT_FILTER_UNLOAD_CALLBACK = func(flags FLT_FILTER_UNLOAD_FLAGS) NTSTATUS

// PFLT_INSTANCE_SETUP_CALLBACK decides whether to attach to a volume.
// IRQL = PASSIVE_LEVEL. Page: fltkernel/nc-fltkernel-pflt_instance_setup_callback
type PFLT_INSTANCE_SETUP_CALLBACK = func(fltObjects *FLT_RELATED_OBJECTS, flags, volumeDeviceType uint32, volumeFilesystemType int32) NTSTATUS

// PFLT_INSTANCE_QUERY_TEARDOWN_CALLBACK decides whether to detach on request.
// IRQL = PASSIVE_LEVEL. Page: fltkernel/nc-fltkernel-pflt_instance_query_teardown_callback
type PFLT_INSTANCE_QUERY_TEARDOWN_CALLBACK = func(fltObjects *FLT_RELATED_OBJECTS, flags uint32) NTSTATUS

// PFLT_INSTANCE_TEARDOWN_CALLBACK begins, or completes, a detachment.
// Page: fltkernel/nc-fltkernel-pflt_instance_teardown_callback
type PFLT_INSTANCE_TEARDOWN_CALLBACK = func(fltObjects *FLT_RELATED_OBJECTS, reason uint32)

// PFLT_PRE_OPERATION_CALLBACK sees an operation before the file system does.
// Page: fltkernel/nc-fltkernel-pflt_pre_operation_callback
type PFLT_PRE_OPERATION_CALLBACK = func(data *FLT_CALLBACK_DATA, fltObjects *FLT_RELATED_OBJECTS, completionContext *any) int32

// PFLT_POST_OPERATION_CALLBACK sees an operation after the file system did.
// Page: fltkernel/nc-fltkernel-pflt_post_operation_callback
type PFLT_POST_OPERATION_CALLBACK = func(data *FLT_CALLBACK_DATA, fltObjects *FLT_RELATED_OBJECTS, completionContext any, flags uint32) int32

// FLT_REGISTRATION holds a minifilter's callbacks; without FilterUnloadCallback
// it cannot be unloaded.
// Page: fltkernel/ns-fltkernel-_flt_registration
type FLT_REGISTRATION struct {
	Size                             uint16
	Version                          uint16
	Flags                            uint32
	ContextRegistration              []FLT_CONTEXT_REGISTRATION
	OperationRegistration            []FLT_OPERATION_REGISTRATION
	FilterUnloadCallback             PFLT_FILTER_UNLOAD_CALLBACK
	InstanceSetupCallback            PFLT_INSTANCE_SETUP_CALLBACK
	InstanceQueryTeardownCallback    PFLT_INSTANCE_QUERY_TEARDOWN_CALLBACK
	InstanceTeardownStartCallback    PFLT_INSTANCE_TEARDOWN_CALLBACK
	InstanceTeardownCompleteCallback PFLT_INSTANCE_TEARDOWN_CALLBACK
}

// FLT_CONTEXT_REGISTRATION describes a type of context.
// Page: fltkernel/ns-fltkernel-_flt_context_registration
type FLT_CONTEXT_REGISTRATION struct {
	ContextType            uint16
	Flags                  uint16
	ContextCleanupCallback func(context any, contextType uint16)
	Size                   uintptr
	PoolTag                uint32
}

// FLT_OPERATION_REGISTRATION holds the callbacks of an operation.
// Page: fltkernel/ns-fltkernel-_flt_operation_registration
type FLT_OPERATION_REGISTRATION struct {
	MajorFunction uint8
	Flags         uint32
	PreOperation  PFLT_PRE_OPERATION_CALLBACK
	PostOperation PFLT_POST_OPERATION_CALLBACK
}

// FltRegisterFilter registers a minifilter; it is owed one FltUnregisterFilter.
// IRQL <= APC_LEVEL. Page: fltkernel/nf-fltkernel-fltregisterfilter
func FltRegisterFilter(driver *DRIVER_OBJECT, registration *FLT_REGISTRATION, retFilter **FLT_FILTER) NTSTATUS {
	return STATUS_SUCCESS
}

// FltStartFiltering begins to filter; after a failure FltUnregisterFilter is
// still owed.
// IRQL <= APC_LEVEL. Page: fltkernel/nf-fltkernel-fltstartfiltering
func FltStartFiltering(filter *FLT_FILTER) NTSTATUS { return STATUS_SUCCESS }

// FltUnregisterFilter unregisters a minifilter and waits for its callbacks.
// IRQL <= APC_LEVEL. Page: fltkernel/nf-fltkernel-fltunregisterfilter
func FltUnregisterFilter(filter *FLT_FILTER) {}

// FltCreateCommunicationPort makes a port; it is owed one
// FltCloseCommunicationPort.
// IRQL = PASSIVE_LEVEL. Page: fltkernel/nf-fltkernel-fltcreatecommunicationport
func FltCreateCommunicationPort(
	filter *FLT_FILTER,
	serverPort **FLT_PORT,
	objectAttributes *OBJECT_ATTRIBUTES,
	serverPortCookie any,
	connectNotifyCallback func(clientPort *FLT_PORT, serverPortCookie, connectionContext any, sizeOfContext uint32, connectionPortCookie *any) NTSTATUS,
	disconnectNotifyCallback func(connectionCookie any),
	messageNotifyCallback func(portCookie, inputBuffer any, inputBufferLength uint32, outputBuffer any, outputBufferLength uint32, returnOutputBufferLength *uint32) NTSTATUS,
	maxConnections int32,
) NTSTATUS {
	return STATUS_SUCCESS
}

// FltCloseCommunicationPort closes a port to new connections.
// IRQL = PASSIVE_LEVEL. Page: fltkernel/nf-fltkernel-fltclosecommunicationport
func FltCloseCommunicationPort(serverPort *FLT_PORT) {}

// FltCloseClientPort closes a connection.
// IRQL = PASSIVE_LEVEL. Page: fltkernel/nf-fltkernel-fltcloseclientport
func FltCloseClientPort(filter *FLT_FILTER, clientPort **FLT_PORT) {}
