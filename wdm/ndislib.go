package wdm

import "unsafe"

// NDIS_EVENT is a notification event.
// Page: ndis/nf-ndis-ndisinitializeevent
type NDIS_EVENT struct{ Event KEVENT }

// NdisInitializeEvent makes an event that is not set.
// IRQL = PASSIVE_LEVEL. Page: ndis/nf-ndis-ndisinitializeevent
func NdisInitializeEvent(event *NDIS_EVENT) {}

// NdisSetEvent sets an event.
// IRQL <= DISPATCH_LEVEL. Page: ndis/nf-ndis-ndissetevent
func NdisSetEvent(event *NDIS_EVENT) {}

// NdisResetEvent clears an event.
// IRQL <= DISPATCH_LEVEL. Page: ndis/nf-ndis-ndisresetevent
func NdisResetEvent(event *NDIS_EVENT) {}

// NdisWaitEvent waits for an event, without a limit where that is zero, and reports
// whether it is set.
// IRQL = PASSIVE_LEVEL. Page: ndis/nf-ndis-ndiswaitevent
func NdisWaitEvent(event *NDIS_EVENT, msToWait uint32) bool { return false }

// NdisAllocateMemoryWithTagPriority allocates memory, or is nil.
// IRQL <= DISPATCH_LEVEL. Page: ndis/nf-ndis-ndisallocatememorywithtagpriority
func NdisAllocateMemoryWithTagPriority(ndisHandle NDIS_HANDLE, length, tag uint32, priority int32) unsafe.Pointer {
	return nil
}

// NdisAllocateMemoryWithTag allocates memory.
// IRQL <= DISPATCH_LEVEL. Page: ndis/nf-ndis-ndisallocatememorywithtag
func NdisAllocateMemoryWithTag(virtualAddress *unsafe.Pointer, length, tag uint32) NDIS_STATUS {
	return STATUS_SUCCESS
}

// NdisFreeMemory frees memory.
// IRQL <= DISPATCH_LEVEL. Page: ndis/nf-ndis-ndisfreememory
func NdisFreeMemory(virtualAddress unsafe.Pointer, length, memoryFlags uint32) {}

// NdisFreeMemoryWithTagPriority frees memory.
// IRQL <= DISPATCH_LEVEL. Page: ndis/nf-ndis-ndisfreememorywithtagpriority
func NdisFreeMemoryWithTagPriority(ndisHandle NDIS_HANDLE, virtualAddress unsafe.Pointer, tag uint32) {
}

// NdisZeroMemory sets memory to zero.
// Page: ndis/nf-ndis-ndiszeromemory
func NdisZeroMemory[T any](destination *T, length uint32) {
	RtlZeroMemory(destination, uintptr(length))
}

// NdisMoveMemory copies memory.
// Page: ndis/nf-ndis-ndismovememory
func NdisMoveMemory(destination, source unsafe.Pointer, length uint32) {
	RtlMoveMemory(destination, source, uintptr(length))
}

// NdisEqualMemory reports whether memory is the same.
// Page: ndis/nf-ndis-ndisequalmemory
func NdisEqualMemory(source1, source2 unsafe.Pointer, length uint32) bool {
	return RtlEqualMemory(source1, source2, uintptr(length))
}

// NdisInitUnicodeString makes a counted string.
// Page: ndis/nf-ndis-ndisinitunicodestring
func NdisInitUnicodeString(destinationString *UNICODE_STRING, sourceString string) {
	RtlInitUnicodeString(destinationString, sourceString)
}

// NdisAllocateNetBufferListPool makes a pool, or is nil.
// IRQL = PASSIVE_LEVEL. Page: ndis/nf-ndis-ndisallocatenetbufferlistpool
func NdisAllocateNetBufferListPool(ndisHandle NDIS_HANDLE, parameters any) NDIS_HANDLE { return nil }

// NdisFreeNetBufferListPool frees a pool.
// IRQL <= DISPATCH_LEVEL. Page: ndis/nf-ndis-ndisfreenetbufferlistpool
func NdisFreeNetBufferListPool(poolHandle NDIS_HANDLE) {}

// NdisAllocateNetBufferAndNetBufferList makes a list of one buffer, or is nil.
// IRQL <= DISPATCH_LEVEL. Page: ndis/nf-ndis-ndisallocatenetbufferandnetbufferlist
func NdisAllocateNetBufferAndNetBufferList(poolHandle NDIS_HANDLE, contextSize, contextBackFill uint16, mdlChain *MDL, dataOffset uint32, dataLength uintptr) *NET_BUFFER_LIST {
	return nil
}

// NdisFreeNetBufferList frees a list.
// IRQL <= DISPATCH_LEVEL. Page: ndis/nf-ndis-ndisfreenetbufferlist
func NdisFreeNetBufferList(netBufferList *NET_BUFFER_LIST) {}

// NdisFSendNetBufferLists hands data down.
// IRQL <= DISPATCH_LEVEL. Page: ndis/nf-ndis-ndisfsendnetbufferlists
func NdisFSendNetBufferLists(ndisFilterHandle NDIS_HANDLE, netBufferList *NET_BUFFER_LIST, portNumber, sendFlags uint32) {
}

// NdisFSendNetBufferListsComplete says that data has been sent.
// IRQL <= DISPATCH_LEVEL. Page: ndis/nf-ndis-ndisfsendnetbufferlistscomplete
func NdisFSendNetBufferListsComplete(ndisFilterHandle NDIS_HANDLE, netBufferList *NET_BUFFER_LIST, sendCompleteFlags uint32) {
}

// NdisFIndicateReceiveNetBufferLists hands data up.
// IRQL <= DISPATCH_LEVEL. Page: ndis/nf-ndis-ndisfindicatereceivenetbufferlists
func NdisFIndicateReceiveNetBufferLists(ndisFilterHandle NDIS_HANDLE, netBufferLists *NET_BUFFER_LIST, portNumber, numberOfNetBufferLists, receiveFlags uint32) {
}

// NdisFReturnNetBufferLists gives received data back.
// IRQL <= DISPATCH_LEVEL. Page: ndis/nf-ndis-ndisfreturnnetbufferlists
func NdisFReturnNetBufferLists(ndisFilterHandle NDIS_HANDLE, netBufferLists *NET_BUFFER_LIST, returnFlags uint32) {
}

// NdisOidRequest hands a request of a protocol driver down.
// IRQL <= DISPATCH_LEVEL. Page: ndis/nf-ndis-ndisoidrequest
func NdisOidRequest(ndisBindingHandle NDIS_HANDLE, oidRequest *NDIS_OID_REQUEST) NDIS_STATUS {
	return STATUS_SUCCESS
}

// NdisFOidRequest hands a request down.
// IRQL <= DISPATCH_LEVEL. Page: ndis/nf-ndis-ndisfoidrequest
func NdisFOidRequest(ndisFilterHandle NDIS_HANDLE, oidRequest *NDIS_OID_REQUEST) NDIS_STATUS {
	return STATUS_SUCCESS
}

// NdisFOidRequestComplete says that a request has been answered.
// IRQL <= DISPATCH_LEVEL. Page: ndis/nf-ndis-ndisfoidrequestcomplete
func NdisFOidRequestComplete(ndisFilterHandle NDIS_HANDLE, oidRequest *NDIS_OID_REQUEST, status NDIS_STATUS) {
}

// NdisFRestartComplete says that a module has been restarted.
// IRQL <= DISPATCH_LEVEL. Page: ndis/nf-ndis-ndisfrestartcomplete
func NdisFRestartComplete(ndisFilterHandle NDIS_HANDLE, status NDIS_STATUS) {}

// NdisFPauseComplete says that a module has been paused.
// IRQL <= DISPATCH_LEVEL. Page: ndis/nf-ndis-ndisfpausecomplete
func NdisFPauseComplete(ndisFilterHandle NDIS_HANDLE) {}

// NdisMIndicateReceiveNetBufferLists hands data up.
// IRQL <= DISPATCH_LEVEL. Page: ndis/nf-ndis-ndismindicatereceivenetbufferlists
func NdisMIndicateReceiveNetBufferLists(miniportAdapterHandle NDIS_HANDLE, netBufferList *NET_BUFFER_LIST, portNumber, numberOfNetBufferLists, receiveFlags uint32) {
}

// NdisMSendNetBufferListsComplete says that data has been sent.
// IRQL <= DISPATCH_LEVEL. Page: ndis/nf-ndis-ndismsendnetbufferlistscomplete
func NdisMSendNetBufferListsComplete(miniportAdapterHandle NDIS_HANDLE, netBufferList *NET_BUFFER_LIST, sendCompleteFlags uint32) {
}

// NdisMIndicateStatusEx tells a change.
// IRQL <= DISPATCH_LEVEL. Page: ndis/nf-ndis-ndismindicatestatusex
func NdisMIndicateStatusEx(miniportAdapterHandle NDIS_HANDLE, statusIndication any) {}

// NdisOpenConfigurationEx opens the configuration of an adapter.
// IRQL = PASSIVE_LEVEL. Page: ndis/nf-ndis-ndisopenconfigurationex
func NdisOpenConfigurationEx(configObject any, configurationHandle *NDIS_HANDLE) NDIS_STATUS {
	return STATUS_SUCCESS
}

// NdisCloseConfiguration closes a configuration.
// IRQL = PASSIVE_LEVEL. Page: ndis/nf-ndis-ndiscloseconfiguration
func NdisCloseConfiguration(configurationHandle NDIS_HANDLE) {}

// NdisOpenAdapterEx binds a protocol to an adapter.
// IRQL = PASSIVE_LEVEL. Page: ndis/nf-ndis-ndisopenadapterex
func NdisOpenAdapterEx(ndisProtocolHandle, protocolBindingContext NDIS_HANDLE, openParameters any, bindContext NDIS_HANDLE, ndisBindingHandle *NDIS_HANDLE) NDIS_STATUS {
	return STATUS_SUCCESS
}

// NdisCloseAdapterEx ends a binding.
// IRQL = PASSIVE_LEVEL. Page: ndis/nf-ndis-ndiscloseadapterex
func NdisCloseAdapterEx(ndisBindingHandle NDIS_HANDLE) NDIS_STATUS { return STATUS_SUCCESS }
