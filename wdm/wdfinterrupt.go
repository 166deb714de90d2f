package wdm

// WDFINTERRUPT is a framework interrupt.
// Page: wdfinterrupt/nf-wdfinterrupt-wdfinterruptcreate
type WDFINTERRUPT *handle

// WDF_INTERRUPT_CONFIG holds what an interrupt runs.
// Page: wdfinterrupt/ns-wdfinterrupt-_wdf_interrupt_config
type WDF_INTERRUPT_CONFIG struct {
	Size            uint32
	EvtInterruptIsr func(interrupt WDFINTERRUPT, messageID uint32) bool
	EvtInterruptDpc EVT_WDF_INTERRUPT_DPC
	PassiveHandling bool
}

// EVT_WDF_INTERRUPT_DPC is what an interrupt leaves for later.
// IRQL = DISPATCH_LEVEL. Page: wdfinterrupt/nc-wdfinterrupt-evt_wdf_interrupt_dpc
type EVT_WDF_INTERRUPT_DPC = func(interrupt WDFINTERRUPT, associatedObject WDFOBJECT)

// WDF_INTERRUPT_CONFIG_INIT fills a WDF_INTERRUPT_CONFIG.
// Page: wdfinterrupt/nf-wdfinterrupt-wdf_interrupt_config_init
func WDF_INTERRUPT_CONFIG_INIT(config *WDF_INTERRUPT_CONFIG, evtInterruptIsr func(interrupt WDFINTERRUPT, messageID uint32) bool, evtInterruptDpc EVT_WDF_INTERRUPT_DPC) {
	*config = WDF_INTERRUPT_CONFIG{EvtInterruptIsr: evtInterruptIsr, EvtInterruptDpc: evtInterruptDpc}
}

// WdfInterruptCreate connects a device to an interrupt.
// Page: wdfinterrupt/nf-wdfinterrupt-wdfinterruptcreate
func WdfInterruptCreate(device WDFDEVICE, configuration *WDF_INTERRUPT_CONFIG, attributes *WDF_OBJECT_ATTRIBUTES, interrupt *WDFINTERRUPT) NTSTATUS {
	return STATUS_SUCCESS
}

// WdfInterruptQueueDpcForIsr queues the EvtInterruptDpc of an interrupt.
// Page: wdfinterrupt/nf-wdfinterrupt-wdfinterruptqueuedpcforisr
func WdfInterruptQueueDpcForIsr(interrupt WDFINTERRUPT) bool { return false }
