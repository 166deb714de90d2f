package wdm

// WDF_POWER_DEVICE_STATE is a power state of a device.
// Page: wdfdevice/ne-wdfdevice-_wdf_power_device_state
type WDF_POWER_DEVICE_STATE = int32

// The power states of a device.
// Page: wdfdevice/ne-wdfdevice-_wdf_power_device_state
const (
	WdfPowerDeviceInvalid WDF_POWER_DEVICE_STATE = iota
	WdfPowerDeviceD0
	WdfPowerDeviceD1
	WdfPowerDeviceD2
	WdfPowerDeviceD3
	WdfPowerDeviceD3Final
	WdfPowerDevicePrepareForHibernation
	WdfPowerDeviceMaximum
)

// WDFCMRESLIST is a list of hardware resources.
// IRQL = PASSIVE_LEVEL. Page: wdfdevice/nc-wdfdevice-evt_wdf_device_prepare_hardware
type WDFCMRESLIST *handle

// WDF_PNPPOWER_EVENT_CALLBACKS holds a device's Plug and Play and power
// callbacks. They come in pairs: hardware, power, self-managed I/O.
// Page: wdfdevice/ns-wdfdevice-_wdf_pnppower_event_callbacks
type WDF_PNPPOWER_EVENT_CALLBACKS struct {
	Size                                  uint32
	EvtDeviceD0Entry                      func(device WDFDEVICE, previousState WDF_POWER_DEVICE_STATE) NTSTATUS
	EvtDeviceD0EntryPostInterruptsEnabled func(device WDFDEVICE, previousState WDF_POWER_DEVICE_STATE) NTSTATUS
	EvtDeviceD0Exit                       func(device WDFDEVICE, targetState WDF_POWER_DEVICE_STATE) NTSTATUS
	EvtDeviceD0ExitPreInterruptsDisabled  func(device WDFDEVICE, targetState WDF_POWER_DEVICE_STATE) NTSTATUS
	EvtDevicePrepareHardware              func(device WDFDEVICE, resourcesRaw, resourcesTranslated WDFCMRESLIST) NTSTATUS
	EvtDeviceReleaseHardware              func(device WDFDEVICE, resourcesTranslated WDFCMRESLIST) NTSTATUS
	EvtDeviceSelfManagedIoCleanup         func(device WDFDEVICE)
	EvtDeviceSelfManagedIoFlush           func(device WDFDEVICE)
	EvtDeviceSelfManagedIoInit            func(device WDFDEVICE) NTSTATUS
	EvtDeviceSelfManagedIoSuspend         func(device WDFDEVICE) NTSTATUS
	EvtDeviceSelfManagedIoRestart         func(device WDFDEVICE) NTSTATUS
	EvtDeviceSurpriseRemoval              func(device WDFDEVICE)
	EvtDeviceQueryRemove                  func(device WDFDEVICE) NTSTATUS
	EvtDeviceQueryStop                    func(device WDFDEVICE) NTSTATUS
	EvtDeviceUsageNotification            func(device WDFDEVICE, notificationType int32, isInNotificationPath bool)
	EvtDeviceRelationsQuery               func(device WDFDEVICE, relationType int32)
	EvtDeviceUsageNotificationEx          func(device WDFDEVICE, notificationType int32, isInNotificationPath bool) NTSTATUS
}

// WDF_PNPPOWER_EVENT_CALLBACKS_INIT empties a WDF_PNPPOWER_EVENT_CALLBACKS.
// Page: wdfdevice/nf-wdfdevice-wdf_pnppower_event_callbacks_init
func WDF_PNPPOWER_EVENT_CALLBACKS_INIT(callbacks *WDF_PNPPOWER_EVENT_CALLBACKS) {
	*callbacks = WDF_PNPPOWER_EVENT_CALLBACKS{}
}

// WDFFILEOBJECT is a framework file object.
// Page: wdfdevice/ns-wdfdevice-_wdf_fileobject_config
type WDFFILEOBJECT *handle

// WDF_FILEOBJECT_CONFIG holds the callbacks of files on a device: cleanup comes
// with the last handle, close after the last request.
// Page: wdfdevice/ns-wdfdevice-_wdf_fileobject_config
type WDF_FILEOBJECT_CONFIG struct {
	Size                    uint32
	EvtDeviceFileCreate     func(device WDFDEVICE, request WDFREQUEST, fileObject WDFFILEOBJECT)
	EvtFileClose            func(fileObject WDFFILEOBJECT)
	EvtFileCleanup          func(fileObject WDFFILEOBJECT)
	AutoForwardCleanupClose WDF_TRI_STATE
	FileObjectClass         int32
}

// WDF_TRI_STATE is yes, no or as usual.
// Page: wdftypes/ne-wdftypes-_wdf_tri_state
type WDF_TRI_STATE int32

// The values of WDF_TRI_STATE.
// Page: wdftypes/ne-wdftypes-_wdf_tri_state
const (
	WdfFalse WDF_TRI_STATE = iota
	WdfTrue
	WdfUseDefault
)

// WDF_FILEOBJECT_CONFIG_INIT fills a WDF_FILEOBJECT_CONFIG.
// Any IRQL. Page: wdfdevice/nf-wdfdevice-wdf_fileobject_config_init
func WDF_FILEOBJECT_CONFIG_INIT(fileEventCallbacks *WDF_FILEOBJECT_CONFIG, evtDeviceFileCreate func(device WDFDEVICE, request WDFREQUEST, fileObject WDFFILEOBJECT), evtFileClose, evtFileCleanup func(fileObject WDFFILEOBJECT)) {
	*fileEventCallbacks = WDF_FILEOBJECT_CONFIG{
		EvtDeviceFileCreate:     evtDeviceFileCreate,
		EvtFileClose:            evtFileClose,
		EvtFileCleanup:          evtFileCleanup,
		AutoForwardCleanupClose: WdfUseDefault,
	}
}

// WdfDeviceInitSetPnpPowerEventCallbacks sets the Plug and Play and power
// callbacks of the device to be made.
// IRQL <= DISPATCH_LEVEL. Page: wdfdevice/nf-wdfdevice-wdfdeviceinitsetpnppowereventcallbacks
func WdfDeviceInitSetPnpPowerEventCallbacks(deviceInit *WDFDEVICE_INIT, pnpPowerEventCallbacks *WDF_PNPPOWER_EVENT_CALLBACKS) {
}

// WdfDeviceInitSetFileObjectConfig sets the file callbacks of the device to be
// made.
// IRQL <= DISPATCH_LEVEL. Page: wdfdevice/nf-wdfdevice-wdfdeviceinitsetfileobjectconfig
func WdfDeviceInitSetFileObjectConfig(deviceInit *WDFDEVICE_INIT, fileObjectConfig *WDF_FILEOBJECT_CONFIG, fileObjectAttributes *WDF_OBJECT_ATTRIBUTES) {
}

// WdfDeviceInitAssignName names the device to be made.
// IRQL = PASSIVE_LEVEL. Page: wdfdevice/nf-wdfdevice-wdfdeviceinitassignname
func WdfDeviceInitAssignName(deviceInit *WDFDEVICE_INIT, deviceName *UNICODE_STRING) NTSTATUS {
	return STATUS_SUCCESS
}

// WdfDeviceInitFree frees what no device was made from.
// IRQL <= DISPATCH_LEVEL. Page: wdfdevice/nf-wdfdevice-wdfdeviceinitfree
func WdfDeviceInitFree(deviceInit *WDFDEVICE_INIT) {}

// WdfControlDeviceInitAllocate allocates what a control device is made from, or
// is nil.
// IRQL = PASSIVE_LEVEL. Page: wdfcontrol/nf-wdfcontrol-wdfcontroldeviceinitallocate
func WdfControlDeviceInitAllocate(driver WDFDRIVER, sddlString *UNICODE_STRING) *WDFDEVICE_INIT {
	return nil
}

// WdfDeviceCreate makes a device object and takes deviceInit.
// IRQL = PASSIVE_LEVEL. Page: wdfdevice/nf-wdfdevice-wdfdevicecreate
func WdfDeviceCreate(deviceInit **WDFDEVICE_INIT, deviceAttributes *WDF_OBJECT_ATTRIBUTES, device *WDFDEVICE) NTSTATUS {
	return STATUS_SUCCESS
}

// WdfDeviceCreateSymbolicLink makes a device known to user mode.
// IRQL = PASSIVE_LEVEL. Page: wdfdevice/nf-wdfdevice-wdfdevicecreatesymboliclink
func WdfDeviceCreateSymbolicLink(device WDFDEVICE, symbolicLinkName *UNICODE_STRING) NTSTATUS {
	return STATUS_SUCCESS
}

// WdfDeviceCreateDeviceInterface makes an interface of a device.
// IRQL = PASSIVE_LEVEL. Page: wdfdevice/nf-wdfdevice-wdfdevicecreatedeviceinterface
func WdfDeviceCreateDeviceInterface(device WDFDEVICE, interfaceClassGUID *GUID, referenceString *UNICODE_STRING) NTSTATUS {
	return STATUS_SUCCESS
}

// WdfControlFinishInitializing says that a control device is ready.
// IRQL <= DISPATCH_LEVEL. Page: wdfcontrol/nf-wdfcontrol-wdfcontrolfinishinitializing
func WdfControlFinishInitializing(device WDFDEVICE) {}

// WdfDeviceGetDriver is the driver object of a device.
// IRQL <= DISPATCH_LEVEL. Page: wdfdevice/nf-wdfdevice-wdfdevicegetdriver
func WdfDeviceGetDriver(device WDFDEVICE) WDFDRIVER { return nil }

// WdfDeviceWdmGetDeviceObject is the WDM object of a device.
// IRQL <= DISPATCH_LEVEL. Page: wdfdevice/nf-wdfdevice-wdfdevicewdmgetdeviceobject
func WdfDeviceWdmGetDeviceObject(device WDFDEVICE) *DEVICE_OBJECT { return nil }
