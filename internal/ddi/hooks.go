package ddi

import "strings"

// port is the DDI by which a minifilter registers the callbacks of a port: for a
// connection, its end, and messages in between.
// Page: fltkernel/nf-fltkernel-fltcreatecommunicationport.
const port = "FltCreateCommunicationPort"

// HookSlots are the slots of the callbacks that a Hook is handed, in order.
func HookSlots(name string) []string {
	switch name {
	case port:
		return []string{"connection of " + port, "disconnection of " + port, "message of " + port}
	case "PcInitializeAdapterDriver": // Page: portcls/nf-portcls-pcinitializeadapterdriver
		return []string{AddDevice}
	case "PcAddAdapterDevice": // Page: portcls/nf-portcls-pcaddadapterdevice
		return []string{"PcStartDevice"}
	}
	return []string{hookOf + name}
}

const hookOf = "callback of "

// Hooked reports whether a slot is that of a callback which a Hook has registered.
func Hooked(slot string) bool {
	return strings.HasPrefix(slot, hookOf) || strings.HasSuffix(slot, " of "+port)
}
