package wdm

// NETADAPTER is the framework's object of a network adapter.
// Page: netadapter/nf-netadapter-netadaptercreate
type NETADAPTER = WDFOBJECT

// NETPACKETQUEUE is the framework's object of a queue of packets.
// Page: nettxqueue/nf-nettxqueue-nettxqueuecreate
type NETPACKETQUEUE = WDFOBJECT

// NET_ADAPTER_DATAPATH_CALLBACKS are the callbacks by which an adapter's queues are made.
// Page: netadapter/ns-netadapter-_net_adapter_datapath_callbacks
type NET_ADAPTER_DATAPATH_CALLBACKS struct {
	Size                    uint32
	EvtAdapterCreateTxQueue func(adapter NETADAPTER, init any) NTSTATUS
	EvtAdapterCreateRxQueue func(adapter NETADAPTER, init any) NTSTATUS
}

// NET_ADAPTER_DATAPATH_CALLBACKS_INIT fills the callbacks in.
// Page: netadapter/nf-netadapter-net_adapter_datapath_callbacks_init
func NET_ADAPTER_DATAPATH_CALLBACKS_INIT(callbacks *NET_ADAPTER_DATAPATH_CALLBACKS, createTxQueue, createRxQueue func(adapter NETADAPTER, init any) NTSTATUS) {
	*callbacks = NET_ADAPTER_DATAPATH_CALLBACKS{EvtAdapterCreateTxQueue: createTxQueue, EvtAdapterCreateRxQueue: createRxQueue}
}

// NetAdapterInitSetDatapathCallbacks registers them.
// IRQL = PASSIVE_LEVEL. Page: netadapter/nf-netadapter-netadapterinitsetdatapathcallbacks
func NetAdapterInitSetDatapathCallbacks(adapterInit any, callbacks *NET_ADAPTER_DATAPATH_CALLBACKS) {
}

// NET_PACKET_QUEUE_CONFIG are the callbacks of a queue of packets. Between EvtStart and
// EvtStop the framework calls the others.
// Page: netpacketqueue/ns-netpacketqueue-_net_packet_queue_config
type NET_PACKET_QUEUE_CONFIG struct {
	Size                      uint32
	EvtStart                  func(queue NETPACKETQUEUE)
	EvtStop                   func(queue NETPACKETQUEUE)
	EvtAdvance                func(queue NETPACKETQUEUE)
	EvtSetNotificationEnabled func(queue NETPACKETQUEUE, notificationEnabled bool)
	EvtCancel                 func(queue NETPACKETQUEUE)
}

// NET_PACKET_QUEUE_CONFIG_INIT fills in those that each queue has.
// Page: netpacketqueue/nf-netpacketqueue-net_packet_queue_config_init
func NET_PACKET_QUEUE_CONFIG_INIT(config *NET_PACKET_QUEUE_CONFIG, advance func(NETPACKETQUEUE), setNotificationEnabled func(NETPACKETQUEUE, bool), cancel func(NETPACKETQUEUE)) {
	*config = NET_PACKET_QUEUE_CONFIG{EvtAdvance: advance, EvtSetNotificationEnabled: setNotificationEnabled, EvtCancel: cancel}
}

// NetTxQueueCreate makes a queue of packets to send.
// IRQL = PASSIVE_LEVEL. Page: nettxqueue/nf-nettxqueue-nettxqueuecreate
func NetTxQueueCreate(txQueueInit any, txQueueAttributes *WDF_OBJECT_ATTRIBUTES, configuration *NET_PACKET_QUEUE_CONFIG, packetQueue *NETPACKETQUEUE) NTSTATUS {
	return STATUS_SUCCESS
}

// NetRxQueueCreate makes a queue of packets that are received.
// IRQL = PASSIVE_LEVEL. Page: netrxqueue/nf-netrxqueue-netrxqueuecreate
func NetRxQueueCreate(rxQueueInit any, rxQueueAttributes *WDF_OBJECT_ATTRIBUTES, configuration *NET_PACKET_QUEUE_CONFIG, packetQueue *NETPACKETQUEUE) NTSTATUS {
	return STATUS_SUCCESS
}
