package wdm

// MIB_UNICASTIPADDRESS_TABLE is a table of addresses; it is owed one FreeMibTable.
// Page: netioapi/ns-netioapi-_mib_unicastipaddress_table
type MIB_UNICASTIPADDRESS_TABLE struct{ NumEntries uint32 }

// FreeMibTable frees a table.
// IRQL < DISPATCH_LEVEL. Page: netioapi/nf-netioapi-freemibtable
func FreeMibTable(memory any) {}

// STABLE_UNICAST_IPADDRESS_TABLE_CALLBACK is called once the addresses are stable.
// Page: network/notifystableunicastipaddresstable
type STABLE_UNICAST_IPADDRESS_TABLE_CALLBACK = func(callerContext any, addressTable *MIB_UNICASTIPADDRESS_TABLE)

// NotifyStableUnicastIpAddressTable gives the addresses of the machine if they are stable,
// or returns STATUS_PENDING: then callerCallback is called once, later, unless
// CancelMibChangeNotify2 comes before.
// IRQL < DISPATCH_LEVEL. Page: network/notifystableunicastipaddresstable
func NotifyStableUnicastIpAddressTable(family uint16, table **MIB_UNICASTIPADDRESS_TABLE, callerCallback STABLE_UNICAST_IPADDRESS_TABLE_CALLBACK, callerContext any, notificationHandle *HANDLE) NTSTATUS {
	return STATUS_SUCCESS
}

// CancelMibChangeNotify2 takes a notification back, and waits for one that is under way.
// IRQL < DISPATCH_LEVEL. Page: network/cancelmibchangenotify2
func CancelMibChangeNotify2(notificationHandle HANDLE) NTSTATUS { return STATUS_SUCCESS }
