package wdm

// StorPortNotification tells Storport of an event.
// Page: storport/nf-storport-storportnotification
func StorPortNotification(notificationType int32, hwDeviceExtension any, arguments ...any) {}

// StorPortCompleteRequest completes the requests of a unit.
// Page: storport/nf-storport-storportcompleterequest
func StorPortCompleteRequest(hwDeviceExtension any, pathId, targetId, lun, srbStatus uint8) {}

// StorPortCompleteServiceIrp completes a request that Storport has handed on.
// Page: storport/nf-storport-storportcompleteserviceirp
func StorPortCompleteServiceIrp(hwDeviceExtension, irp any) {}

// StorPortGetSystemAddress is the data of a request.
// Page: storport/nf-storport-storportgetsystemaddress
func StorPortGetSystemAddress(hwDeviceExtension, srb any, systemAddress *any) uint32 { return 0 }

// StorPortAllocatePool allocates memory.
// Page: storport/nf-storport-storportallocatepool
func StorPortAllocatePool(hwDeviceExtension any, numberOfBytes, tag uint32, bufferPointer *any) uint32 {
	return 0
}

// StorPortFreePool frees memory.
// Page: storport/nf-storport-storportfreepool
func StorPortFreePool(hwDeviceExtension, bufferPointer any) uint32 { return 0 }
