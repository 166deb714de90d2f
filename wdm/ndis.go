package wdm

// NDIS_HANDLE is an opaque handle of NDIS.
// Page: network/ndis-drivers
type NDIS_HANDLE HANDLE

// NDIS_STATUS is a status of NDIS.
// Page: network/ndis-drivers
type NDIS_STATUS = NTSTATUS

// NDIS_HALT_ACTION is why an adapter is halted.
// Page: ndis/nc-ndis-miniport_halt
type NDIS_HALT_ACTION int32

// NDIS_MINIPORT_INIT_PARAMETERS describes the adapter to initialise.
// Page: ndis/nc-ndis-miniport_initialize
type NDIS_MINIPORT_INIT_PARAMETERS struct{ Flags uint32 }

// NDIS_MINIPORT_DRIVER_CHARACTERISTICS holds a miniport driver's callbacks.
// Page: ndis/ns-ndis-_ndis_miniport_driver_characteristics
type NDIS_MINIPORT_DRIVER_CHARACTERISTICS struct {
	MajorNdisVersion    uint8
	MinorNdisVersion    uint8
	InitializeHandlerEx func(adapter, context NDIS_HANDLE, parameters *NDIS_MINIPORT_INIT_PARAMETERS) NDIS_STATUS
	HaltHandlerEx       func(context NDIS_HANDLE, action NDIS_HALT_ACTION)
	UnloadHandler       func(driver *DRIVER_OBJECT)
	PauseHandler        func(context NDIS_HANDLE, parameters any) NDIS_STATUS
	RestartHandler      func(context NDIS_HANDLE, parameters any) NDIS_STATUS
	OidRequestHandler   func(context NDIS_HANDLE, request any) NDIS_STATUS
	ShutdownHandlerEx   func(context NDIS_HANDLE, action int32)
}

// NDIS_FILTER_DRIVER_CHARACTERISTICS holds a filter driver's callbacks.
// Page: ndis/ns-ndis-_ndis_filter_driver_characteristics
type NDIS_FILTER_DRIVER_CHARACTERISTICS struct {
	AttachHandler  func(filter, context NDIS_HANDLE, parameters any) NDIS_STATUS
	DetachHandler  func(context NDIS_HANDLE)
	RestartHandler func(context NDIS_HANDLE, parameters any) NDIS_STATUS
	PauseHandler   func(context NDIS_HANDLE, parameters any) NDIS_STATUS
}

// NdisMRegisterMiniportDriver registers a miniport driver; NDIS takes over DriverUnload. PASSIVE_LEVEL.
// Page: ndis/nf-ndis-ndismregisterminiportdriver
func NdisMRegisterMiniportDriver(driver *DRIVER_OBJECT, path *UNICODE_STRING, context NDIS_HANDLE, characteristics *NDIS_MINIPORT_DRIVER_CHARACTERISTICS, handle *NDIS_HANDLE) NDIS_STATUS {
	return 0
}

// NdisMDeregisterMiniportDriver takes a miniport driver away. PASSIVE_LEVEL.
// Page: ndis/nf-ndis-ndismderegisterminiportdriver
func NdisMDeregisterMiniportDriver(handle NDIS_HANDLE) {}

// NdisFRegisterFilterDriver registers a filter driver. PASSIVE_LEVEL.
// Page: ndis/nf-ndis-ndisfregisterfilterdriver
func NdisFRegisterFilterDriver(driver *DRIVER_OBJECT, context NDIS_HANDLE, characteristics *NDIS_FILTER_DRIVER_CHARACTERISTICS, handle *NDIS_HANDLE) NDIS_STATUS {
	return 0
}

// NdisFDeregisterFilterDriver takes a filter driver away. PASSIVE_LEVEL.
// Page: ndis/nf-ndis-ndisfderegisterfilterdriver
func NdisFDeregisterFilterDriver(handle NDIS_HANDLE) {}
