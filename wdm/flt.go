package wdm

// FLT_FILTER is a registered minifilter.
// Page: fltkernel/nf-fltkernel-fltregisterfilter
type FLT_FILTER struct{ _ int }

// FLT_FILTER_UNLOAD_FLAGS says whether a minifilter may refuse to unload.
// Page: fltkernel/nc-fltkernel-pflt_filter_unload_callback
type FLT_FILTER_UNLOAD_FLAGS = uint32

// FLTFL_FILTER_UNLOAD_MANDATORY says that a refusal is not heeded.
// Page: fltkernel/nc-fltkernel-pflt_filter_unload_callback
const FLTFL_FILTER_UNLOAD_MANDATORY FLT_FILTER_UNLOAD_FLAGS = 1

// FLT_REGISTRATION holds a minifilter's callbacks.
// Page: fltkernel/ns-fltkernel-_flt_registration
type FLT_REGISTRATION struct {
	Size                             uint16
	Version                          uint16
	Flags                            uint32
	FilterUnloadCallback             func(flags FLT_FILTER_UNLOAD_FLAGS) NTSTATUS
	InstanceSetupCallback            func(objects any, flags uint32, deviceType uint32, fileSystem int32) NTSTATUS
	InstanceTeardownStartCallback    func(objects any, reason uint32)
	InstanceTeardownCompleteCallback func(objects any, reason uint32)
}

// FltRegisterFilter registers a minifilter.
// Page: fltkernel/nf-fltkernel-fltregisterfilter
func FltRegisterFilter(driver *DRIVER_OBJECT, registration *FLT_REGISTRATION, filter **FLT_FILTER) NTSTATUS {
	return 0
}

// FltStartFiltering begins to filter.
// Page: fltkernel/nf-fltkernel-fltstartfiltering
func FltStartFiltering(filter *FLT_FILTER) NTSTATUS { return 0 }

// FltUnregisterFilter takes a minifilter away.
// Page: fltkernel/nf-fltkernel-fltunregisterfilter
func FltUnregisterFilter(filter *FLT_FILTER) {}
