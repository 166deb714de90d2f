package ddi

import (
	"iter"
	"slices"
	"strings"
)

// Pair names callbacks of which the system answers the first by the second
// before it unloads the driver.
type Pair struct {
	Open, Close string

	// Where the closing one answers other requests too, Partly is set: which of
	// its ways is the answer, is then told by the request or, where the model does
	// not say which that is, by what it undoes.
	Partly bool

	// Before is the closing callback of another pair that comes later for the
	// same thing: a handle is cleaned up, then closed.
	Before string

	// Handle says that what is opened is a handle: the system opens one, too, for a
	// driver without the opening callback.
	Handle bool

	// Within are callbacks that the system calls only between the two. What one of
	// them opens is closed before, but for handles.
	Within []string

	// Single says that the two are of a device of which one is followed, and Always
	// that the closing one follows the opening one also where that has failed.
	Single, Always bool

	// First is the callback of Within that comes before all others of it, once.
	First string

	// Last says that the driver may be unloaded once the last is closed, although it
	// has no unload function: the framework has.
	Last bool

	// Behind is the opening callback of another pair, whose closing one comes first.
	Behind string
}

// Cell is the harness's cell that counts what is open.
func (p Pair) Cell() string { return p.Open + p.Close }

// Pairs are the callbacks that come in pairs. The page of each closing callback
// says that it follows each success of the opening one.
func Pairs() iter.Seq[Pair] { return slices.Values(pairs) }

// AnyPair reports whether one of them is so.
func AnyPair(so func(Pair) bool) bool { return slices.ContainsFunc(pairs, so) }

var pairs = []Pair{
	{Handle: true, Open: create, Close: "MajorFunction[IRP_MJ_CLOSE]", Within: onHandle},
	{Handle: true, Open: create, Close: "MajorFunction[IRP_MJ_CLEANUP]", Before: "MajorFunction[IRP_MJ_CLOSE]", Within: onHandle},
	{Open: AddDevice, Close: Pnp, Partly: true},
	{Open: "InitializeHandlerEx", Close: "HaltHandlerEx", Within: onAdapter},
	{Open: "AttachHandler", Close: "DetachHandler", Within: onFilter},
	{Open: "RestartHandler", Close: "PauseHandler"},
	{Open: DeviceAdd, Close: CleanupCallback, Before: DestroyCallback, Within: onDevice, Single: true},
	{Open: DeviceAdd, Close: DestroyCallback, Within: onDevice, Single: true},
	{Open: prepare, Close: "EvtDeviceReleaseHardware", Within: onPrepared, Single: true, Always: true},
	{Open: "EvtDeviceD0Entry", Close: "EvtDeviceD0Exit", Within: onPowered, Single: true},
	{Open: "EvtDeviceSelfManagedIoInit", Close: "EvtDeviceSelfManagedIoCleanup", Behind: prepare, Single: true},
	{Handle: true, Open: FileCreate, Close: "EvtFileClose", Within: onFile},
	{Handle: true, Open: FileCreate, Close: "EvtFileCleanup", Before: "EvtFileClose", Within: onFile},
	{Open: "connection of " + port, Close: "disconnection of " + port, Within: []string{"message of " + port}, Single: true},
	{Open: "InstanceSetupCallback", Close: "InstanceTeardownCompleteCallback"},
	{Open: FindAdapter, Close: "HwFreeAdapterResources", Within: onVirtualAdapter, First: "HwInitialize", Single: true, Last: true},
	{Open: "BindAdapterHandlerEx", Close: "UnbindAdapterHandlerEx", Within: onBinding},
	{Open: "EvtStart", Close: "EvtStop", Within: onQueue},
}

const create = "MajorFunction[IRP_MJ_CREATE]"

// Slots of what a device comes and goes by.
const (
	AddDevice = "AddDevice"
	DeviceAdd = "EvtDriverDeviceAdd" // of KMDF

	FindAdapter = "HwFindAdapter" // of Storport
	Pnp         = "MajorFunction[IRP_MJ_PNP]"

	FileCreate = "EvtDeviceFileCreate" // of KMDF: how it ends is how its request is completed
)

// MinorFunction is the field of IO_STACK_LOCATION that tells requests of IRP_MJ_PNP
// apart.
const MinorFunction = "MinorFunction"

// Minor functions by which a device comes and goes.
// Page: kernel/irp-mn-start-device, kernel/irp-mn-remove-device.
const (
	StartDevice  = 0x00
	RemoveDevice = 0x02
)

// PnpMinors are those that are told apart.
func PnpMinors() []int64 { return []int64{StartDevice, RemoveDevice} }

// onHandle are the requests that come with an open file; others address the
// device. Page: kernel/irp-major-function-codes, and that of each code.
var onHandle = []string{
	"MajorFunction[IRP_MJ_READ]",
	"MajorFunction[IRP_MJ_WRITE]",
	"MajorFunction[IRP_MJ_QUERY_INFORMATION]",
	"MajorFunction[IRP_MJ_SET_INFORMATION]",
	"MajorFunction[IRP_MJ_FLUSH_BUFFERS]",
	"MajorFunction[IRP_MJ_DIRECTORY_CONTROL]",
	"MajorFunction[IRP_MJ_DEVICE_CONTROL]",
	"MajorFunction[IRP_MJ_LOCK_CONTROL]",
	"MajorFunction[IRP_MJ_CLEANUP]",
	"MajorFunction[IRP_MJ_QUERY_SECURITY]",
	"MajorFunction[IRP_MJ_SET_SECURITY]",
}

// onFile are the same in KMDF.
var onFile = []string{"EvtFileCleanup", "EvtIoRead", "EvtIoWrite", "EvtIoDeviceControl"}

// onDevice are those of a device of KMDF that open what is closed before the device goes.
var onDevice = []string{prepare, "EvtDeviceD0Entry", "EvtDeviceSelfManagedIoInit", FileCreate}

const prepare = "EvtDevicePrepareHardware"

// onPrepared are the callbacks of a device of KMDF whose hardware is prepared. One
// that failed to start is not opened.
// Page: wdf/pnp-and-power-management-scenarios.
var onPrepared = []string{
	"EvtDeviceD0Entry", "EvtDeviceSelfManagedIoInit", "EvtDeviceSelfManagedIoRestart", "EvtDeviceSelfManagedIoSuspend",
	"EvtDeviceFileCreate", "EvtIoDefault", "EvtIoRead", "EvtIoWrite", "EvtIoDeviceControl", "EvtIoInternalDeviceControl", "EvtInterruptDpc",
}

// OnAdded reports whether a callback is one of a device of KMDF that has been added.
func OnAdded(slot string) bool { return strings.HasPrefix(slot, "EvtDevice") || OnFile(slot) }

// OnFile reports whether one is that of a request, which any device may get.
func OnFile(slot string) bool {
	return slot == FileCreate || strings.HasPrefix(slot, "EvtIo")
}

// onPowered are those of one that is in its working state.
var onPowered = []string{"EvtDeviceSelfManagedIoInit", "EvtDeviceSelfManagedIoRestart", "EvtDeviceSelfManagedIoSuspend"}

// onAdapter are the requests for an NDIS adapter that has been initialised.
// Page: network/initializing-a-miniport-adapter.
var onAdapter = []string{
	"RestartHandler", "PauseHandler", "OidRequestHandler", "DirectOidRequestHandler", "CancelOidRequestHandler",
	"SendNetBufferListsHandler", "CancelSendHandler", "ReturnNetBufferListsHandler",
	"CheckForHangHandlerEx", "ResetHandlerEx", "DevicePnPEventNotifyHandler", "ShutdownHandlerEx",
}

// onFilter are the requests for an NDIS filter module that is attached.
// Page: network/attaching-a-filter-module.
var onFilter = []string{
	"RestartHandler", "PauseHandler", "FilterRestartHandler", "FilterPauseHandler",
	"OidRequestHandler", "OidRequestCompleteHandler", "SendNetBufferListsHandler", "SendNetBufferListsCompleteHandler",
	"ReceiveNetBufferListsHandler", "ReturnNetBufferListsHandler", "CancelSendNetBufferListsHandler", "StatusHandler", "NetPnPEventHandler",
}

// OidRequestComplete is the slot of the handler that ends the OID requests of a driver.
const OidRequestComplete = "OidRequestCompleteHandler"

// onBinding are the callbacks of an NDIS protocol driver that is bound to an adapter.
// Page: network/binding-to-an-adapter.
var onBinding = []string{
	"StatusHandlerEx", "ReceiveNetBufferListsHandler", "SendNetBufferListsCompleteHandler", "OidRequestCompleteHandler", "NetPnPEventHandler",
}

// onQueue are the callbacks of a queue of packets of NetAdapterCx that has been started.
// Page: netpacketqueue/nc-netpacketqueue-evt_packet_queue_stop.
var onQueue = []string{"EvtAdvance", "EvtSetNotificationEnabled", "EvtCancel"}

// onVirtualAdapter are the requests for a Storport adapter that has been found.
// Page: storport/nc-storport-hw_find_adapter (virtual miniports).
var onVirtualAdapter = []string{"HwInitialize", "HwBuildIo", "HwStartIo", "HwResetBus", "HwAdapterControl", "HwProcessServiceRequest", "HwCompleteServiceIrp"}
