package wdm

// FILTER_ATTACH attaches the filter to an adapter.
// IRQL = PASSIVE_LEVEL. Page: ndis/nc-ndis-filter_attach
type FILTER_ATTACH = func(ndisFilterHandle, filterDriverContext NDIS_HANDLE, attachParameters any) NDIS_STATUS

// FILTER_DETACH undoes FILTER_ATTACH; NdisFDeregisterFilterDriver has it called
// for each module that is left.
// IRQL = PASSIVE_LEVEL. Page: ndis/nc-ndis-filter_detach
type FILTER_DETACH = func(filterModuleContext NDIS_HANDLE)

// NDIS_FILTER_DRIVER_CHARACTERISTICS holds a filter driver's callbacks. Its unload
// function is DriverUnload.
// Page: ndis/ns-ndis-_ndis_filter_driver_characteristics
type NDIS_FILTER_DRIVER_CHARACTERISTICS struct {
	Header                            NDIS_OBJECT_HEADER
	MajorNdisVersion                  uint8
	MinorNdisVersion                  uint8
	MajorDriverVersion                uint8
	MinorDriverVersion                uint8
	Flags                             uint32
	FriendlyName                      UNICODE_STRING
	UniqueName                        UNICODE_STRING
	ServiceName                       UNICODE_STRING
	SetOptionsHandler                 SET_OPTIONS
	SetFilterModuleOptionsHandler     func(filterModuleContext NDIS_HANDLE) NDIS_STATUS
	AttachHandler                     FILTER_ATTACH
	DetachHandler                     FILTER_DETACH
	RestartHandler                    func(filterModuleContext NDIS_HANDLE, restartParameters any) NDIS_STATUS
	PauseHandler                      func(filterModuleContext NDIS_HANDLE, pauseParameters any) NDIS_STATUS
	SendNetBufferListsHandler         func(filterModuleContext NDIS_HANDLE, netBufferList *NET_BUFFER_LIST, portNumber, sendFlags uint32)
	SendNetBufferListsCompleteHandler func(filterModuleContext NDIS_HANDLE, netBufferList *NET_BUFFER_LIST, sendCompleteFlags uint32)
	CancelSendNetBufferListsHandler   func(filterModuleContext NDIS_HANDLE, cancelId any)
	ReceiveNetBufferListsHandler      func(filterModuleContext NDIS_HANDLE, netBufferLists *NET_BUFFER_LIST, portNumber, numberOfNetBufferLists, receiveFlags uint32)
	ReturnNetBufferListsHandler       func(filterModuleContext NDIS_HANDLE, netBufferLists *NET_BUFFER_LIST, returnFlags uint32)
	OidRequestHandler                 func(filterModuleContext NDIS_HANDLE, oidRequest *NDIS_OID_REQUEST) NDIS_STATUS
	OidRequestCompleteHandler         func(filterModuleContext NDIS_HANDLE, oidRequest *NDIS_OID_REQUEST, status NDIS_STATUS)
	CancelOidRequestHandler           func(filterModuleContext NDIS_HANDLE, requestId any)
	DevicePnPEventNotifyHandler       func(filterModuleContext NDIS_HANDLE, netDevicePnPEvent any)
	NetPnPEventHandler                func(filterModuleContext NDIS_HANDLE, netPnPEventNotification any) NDIS_STATUS
	StatusHandler                     func(filterModuleContext NDIS_HANDLE, statusIndication any)
}

// NdisFRegisterFilterDriver registers a filter driver;
// NdisFDeregisterFilterDriver is owed.
// IRQL = PASSIVE_LEVEL. Page: ndis/nf-ndis-ndisfregisterfilterdriver
func NdisFRegisterFilterDriver(driverObject *DRIVER_OBJECT, filterDriverContext NDIS_HANDLE, filterDriverCharacteristics *NDIS_FILTER_DRIVER_CHARACTERISTICS, ndisFilterDriverHandle *NDIS_HANDLE) NDIS_STATUS {
	return NDIS_STATUS_SUCCESS
}

// NdisFDeregisterFilterDriver detaches all modules and unregisters a filter
// driver.
// IRQL = PASSIVE_LEVEL. Page: ndis/nf-ndis-ndisfderegisterfilterdriver
func NdisFDeregisterFilterDriver(ndisFilterDriverHandle NDIS_HANDLE) {}

// NdisFSetAttributes describes a filter module to NDIS.
// IRQL = PASSIVE_LEVEL. Page: ndis/nf-ndis-ndisfsetattributes
func NdisFSetAttributes(ndisFilterHandle, filterModuleContext NDIS_HANDLE, filterAttributes any) NDIS_STATUS {
	return NDIS_STATUS_SUCCESS
}

// NDIS_PROTOCOL_DRIVER_CHARACTERISTICS holds a protocol driver's callbacks.
// Page: ndis/ns-ndis-_ndis_protocol_driver_characteristics
type NDIS_PROTOCOL_DRIVER_CHARACTERISTICS struct {
	Header                            NDIS_OBJECT_HEADER
	MajorNdisVersion                  uint8
	MinorNdisVersion                  uint8
	MajorDriverVersion                uint8
	MinorDriverVersion                uint8
	Flags                             uint32
	Name                              UNICODE_STRING
	SetOptionsHandler                 SET_OPTIONS
	BindAdapterHandlerEx              func(protocolDriverContext, bindContext NDIS_HANDLE, bindParameters any) NDIS_STATUS
	UnbindAdapterHandlerEx            func(unbindContext, protocolBindingContext NDIS_HANDLE) NDIS_STATUS
	OpenAdapterCompleteHandlerEx      func(protocolBindingContext NDIS_HANDLE, status NDIS_STATUS)
	CloseAdapterCompleteHandlerEx     func(protocolBindingContext NDIS_HANDLE)
	NetPnPEventHandler                func(protocolBindingContext NDIS_HANDLE, netPnPEventNotification any) NDIS_STATUS
	UninstallHandler                  func()
	OidRequestCompleteHandler         func(protocolBindingContext NDIS_HANDLE, oidRequest *NDIS_OID_REQUEST, status NDIS_STATUS)
	StatusHandlerEx                   func(protocolBindingContext NDIS_HANDLE, statusIndication any)
	ReceiveNetBufferListsHandler      func(protocolBindingContext NDIS_HANDLE, netBufferLists *NET_BUFFER_LIST, portNumber, numberOfNetBufferLists, receiveFlags uint32)
	SendNetBufferListsCompleteHandler func(protocolBindingContext NDIS_HANDLE, netBufferList *NET_BUFFER_LIST, sendCompleteFlags uint32)
}

// NdisRegisterProtocolDriver registers a protocol driver;
// NdisDeregisterProtocolDriver is owed.
// IRQL = PASSIVE_LEVEL. Page: ndis/nf-ndis-ndisregisterprotocoldriver
func NdisRegisterProtocolDriver(protocolDriverContext NDIS_HANDLE, protocolCharacteristics *NDIS_PROTOCOL_DRIVER_CHARACTERISTICS, ndisProtocolHandle *NDIS_HANDLE) NDIS_STATUS {
	return NDIS_STATUS_SUCCESS
}

// NdisDeregisterProtocolDriver unbinds all adapters and unregisters a protocol
// driver.
// IRQL = PASSIVE_LEVEL. Page: ndis/nf-ndis-ndisderegisterprotocoldriver
func NdisDeregisterProtocolDriver(ndisProtocolHandle NDIS_HANDLE) {}
