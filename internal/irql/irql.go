// Package irql is what the documents say of the IRQL, as tables: the highest at
// which a function may be called, what moves it, and at which the system calls
// a driver's routines. It knows no code.
package irql

import (
	"fmt"
	"slices"
	"strings"
)

// Level is an IRQL.
type Level int8

// The levels that have a say.
const (
	Passive Level = iota
	APC
	Dispatch
	Device // of an interrupt: DIRQL
)

// String is the level as a driver's code names it.
func (l Level) String() string {
	switch l {
	case Passive:
		return "PASSIVE_LEVEL"
	case APC:
		return "APC_LEVEL"
	case Dispatch:
		return "DISPATCH_LEVEL"
	case Device:
		return "DIRQL"
	}
	return fmt.Sprintf("IRQL %d", int8(l))
}

// When says of which calls of a function a limit speaks.
type When uint8

// The calls of a function.
const (
	Always  When = iota
	Waiting      // those whose time-out is not zero
	Coded        // those with one of Codes
)

// Limit is the highest IRQL at which a function may be called.
type Limit struct {
	Name  string
	Most  Level
	When  When
	Codes []uint32
	Page  string
}

// limits are the functions of the life of a WSK client by the highest IRQL at
// which they may be called; the strictest row that a call matches counts. It is
// read only.
var limits = []Limit{
	{Name: "WskRegister", Most: Passive, Page: "wsk/nf-wsk-wskregister"},
	{Name: "WskDeregister", Most: Passive, Page: "wsk/nf-wsk-wskderegister"},
	{Name: "WskCaptureProviderNPI", Most: Passive, When: Waiting, Page: "wsk/nf-wsk-wskcaptureprovidernpi"},
	{Name: "WskCaptureProviderNPI", Most: Dispatch, Page: "wsk/nf-wsk-wskcaptureprovidernpi"},
	{Name: "WskReleaseProviderNPI", Most: Dispatch, Page: "wsk/nf-wsk-wskreleaseprovidernpi"},
	{Name: "WskQueryProviderCharacteristics", Most: Dispatch, Page: "wsk/nf-wsk-wskqueryprovidercharacteristics"},

	{Name: "WskGetAddressInfo", Most: Passive, Page: "wsk/nc-wsk-pfn_wsk_get_address_info"},
	{Name: "WskFreeAddressInfo", Most: Passive, Page: "wsk/nc-wsk-pfn_wsk_free_address_info"},
	{Name: "WskGetNameInfo", Most: Passive, Page: "wsk/nc-wsk-pfn_wsk_get_name_info"},
	{Name: "WskSocket", Most: Dispatch, Page: "wsk/nc-wsk-pfn_wsk_socket"},
	{Name: "WskSocketConnect", Most: Dispatch, Page: "wsk/nc-wsk-pfn_wsk_socket_connect"},
	{Name: "WskControlClient", Most: Dispatch, Page: "wsk/nc-wsk-pfn_wsk_control_client"},

	// SIO_ADDRESS_LIST_QUERY, SIO_ADDRESS_LIST_CHANGE and SIO_ADDRESS_LIST_SORT
	{Name: "WskControlSocket", Most: Passive, When: Coded, Codes: []uint32{0x48000016, 0x28000017, 0xc8000019}, Page: "network/sio-address-list-query"},
	{Name: "WskControlSocket", Most: Dispatch, Page: "wsk/nc-wsk-pfn_wsk_control_socket"},
	{Name: "WskCloseSocket", Most: Dispatch, Page: "wsk/nc-wsk-pfn_wsk_close_socket"},
	{Name: "WskBind", Most: Dispatch, Page: "wsk/nc-wsk-pfn_wsk_bind"},
	{Name: "WskConnect", Most: Dispatch, Page: "wsk/nc-wsk-pfn_wsk_connect"},
	{Name: "WskConnectEx", Most: Dispatch, Page: "wsk/nc-wsk-pfn_wsk_connect_ex"},
	{Name: "WskListen", Most: Dispatch, Page: "wsk/nc-wsk-pfn_wsk_listen"},
	{Name: "WskAccept", Most: Dispatch, Page: "wsk/nc-wsk-pfn_wsk_accept"},
	{Name: "WskInspectComplete", Most: Dispatch, Page: "wsk/nc-wsk-pfn_wsk_inspect_complete"},
	{Name: "WskSend", Most: Dispatch, Page: "wsk/nc-wsk-pfn_wsk_send"},
	{Name: "WskReceive", Most: Dispatch, Page: "wsk/nc-wsk-pfn_wsk_receive"},
	{Name: "WskSendTo", Most: Dispatch, Page: "wsk/nc-wsk-pfn_wsk_send_to"},
	{Name: "WskReceiveFrom", Most: Dispatch, Page: "wsk/nc-wsk-pfn_wsk_receive_from"},
	{Name: "WskDisconnect", Most: Dispatch, Page: "wsk/nc-wsk-pfn_wsk_disconnect"},
	{Name: "WskRelease", Most: Dispatch, Page: "wsk/nc-wsk-pfn_wsk_release_data_indication_list"},
	{Name: "WskGetLocalAddress", Most: Dispatch, Page: "wsk/nc-wsk-pfn_wsk_get_local_address"},
	{Name: "WskGetRemoteAddress", Most: Dispatch, Page: "wsk/nc-wsk-pfn_wsk_get_remote_address"},

	{Name: "NmrRegisterClient", Most: Passive, Page: "netioddk/nf-netioddk-nmrregisterclient"},
	{Name: "NmrClientAttachProvider", Most: Passive, Page: "netioddk/nf-netioddk-nmrclientattachprovider"},
	{Name: "NmrDeregisterClient", Most: Dispatch, Page: "netioddk/nf-netioddk-nmrderegisterclient"},
	{Name: "NmrWaitForClientDeregisterComplete", Most: APC, Page: "netioddk/nf-netioddk-nmrwaitforclientderegistercomplete"},
}

// Move is what a function does to the IRQL.
type Move uint8

// The moves.
const (
	Raise    Move = iota // until it is restored
	TryRaise             // the same, or reports that it has not
	Restore              // to what it was before
)

// Shift is a function that raises the IRQL, or takes a lock that does, until
// another restores it.
type Shift struct {
	Name string
	Move Move
	To   Level
	Page string
}

// Shifts are the functions that move the IRQL. A guarded mutex counts as a fast
// mutex, which it is since Windows 8: what is illegal at APC_LEVEL is illegal
// under either. What a critical or guarded region, a push lock, a resource or
// an unsafe form of a mutex does is no change of the IRQL. It is read only.
func Shifts() []Shift { return slices.Clone(shifts) }

var shifts = []Shift{
	{"KeRaiseIrqlToDpcLevel", Raise, Dispatch, "wdm/nf-wdm-keraiseirqltodpclevel"},

	{"KeAcquireSpinLock", Raise, Dispatch, "wdm/nf-wdm-keacquirespinlock"},
	{"KeAcquireSpinLockRaiseToDpc", Raise, Dispatch, "wdm/nf-wdm-keacquirespinlockraisetodpc"},
	{"KeReleaseSpinLock", Restore, 0, "wdm/nf-wdm-kereleasespinlock"},
	{"KeAcquireSpinLockAtDpcLevel", Raise, Dispatch, "wdm/nf-wdm-keacquirespinlockatdpclevel"},
	{"KeTryToAcquireSpinLockAtDpcLevel", TryRaise, Dispatch, "wdm/nf-wdm-ketrytoacquirespinlockatdpclevel"},
	{"KeReleaseSpinLockFromDpcLevel", Restore, 0, "wdm/nf-wdm-kereleasespinlockfromdpclevel"},
	{"KeAcquireSpinLockForDpc", Raise, Dispatch, "wdm/nf-wdm-keacquirespinlockfordpc"},
	{"KeReleaseSpinLockForDpc", Restore, 0, "wdm/nf-wdm-kereleasespinlockfordpc"},
	{"KeAcquireInStackQueuedSpinLock", Raise, Dispatch, "wdm/nf-wdm-keacquireinstackqueuedspinlock"},
	{"KeReleaseInStackQueuedSpinLock", Restore, 0, "wdm/nf-wdm-kereleaseinstackqueuedspinlock"},
	{"KeAcquireInStackQueuedSpinLockAtDpcLevel", Raise, Dispatch, "wdm/nf-wdm-keacquireinstackqueuedspinlockatdpclevel"},
	{"KeReleaseInStackQueuedSpinLockFromDpcLevel", Restore, 0, "wdm/nf-wdm-kereleaseinstackqueuedspinlockfromdpclevel"},
	{"KeAcquireInStackQueuedSpinLockForDpc", Raise, Dispatch, "wdm/nf-wdm-keacquireinstackqueuedspinlockfordpc"},
	{"KeReleaseInStackQueuedSpinLockForDpc", Restore, 0, "wdm/nf-wdm-kereleaseinstackqueuedspinlockfordpc"},
	{"ExAcquireSpinLockExclusive", Raise, Dispatch, "wdm/nf-wdm-exacquirespinlockexclusive"},
	{"ExReleaseSpinLockExclusive", Restore, 0, "wdm/nf-wdm-exreleasespinlockexclusive"},
	{"ExAcquireSpinLockExclusiveAtDpcLevel", Raise, Dispatch, "wdm/nf-wdm-exacquirespinlockexclusiveatdpclevel"},
	{"ExReleaseSpinLockExclusiveFromDpcLevel", Restore, 0, "wdm/nf-wdm-exreleasespinlockexclusivefromdpclevel"},
	{"ExAcquireSpinLockShared", Raise, Dispatch, "wdm/nf-wdm-exacquirespinlockshared"},
	{"ExReleaseSpinLockShared", Restore, 0, "wdm/nf-wdm-exreleasespinlockshared"},
	{"ExAcquireSpinLockSharedAtDpcLevel", Raise, Dispatch, "wdm/nf-wdm-exacquirespinlocksharedatdpclevel"},
	{"ExReleaseSpinLockSharedFromDpcLevel", Restore, 0, "wdm/nf-wdm-exreleasespinlocksharedfromdpclevel"},
	{"ExTryAcquireSpinLockExclusiveAtDpcLevel", TryRaise, Dispatch, "wdm/nf-wdm-extryacquirespinlockexclusiveatdpclevel"},
	{"ExTryAcquireSpinLockSharedAtDpcLevel", TryRaise, Dispatch, "wdm/nf-wdm-extryacquirespinlocksharedatdpclevel"},
	{"KeAcquireInterruptSpinLock", Raise, Device, "wdm/nf-wdm-keacquireinterruptspinlock"},
	{"KeReleaseInterruptSpinLock", Restore, 0, "wdm/nf-wdm-kereleaseinterruptspinlock"},
	{"IoAcquireCancelSpinLock", Raise, Dispatch, "wdm/nf-wdm-ioacquirecancelspinlock"},
	{"IoReleaseCancelSpinLock", Restore, 0, "wdm/nf-wdm-ioreleasecancelspinlock"},
	{"WdfSpinLockAcquire", Raise, Dispatch, "wdfsync/nf-wdfsync-wdfspinlockacquire"},
	{"WdfSpinLockRelease", Restore, 0, "wdfsync/nf-wdfsync-wdfspinlockrelease"},
	{"NdisAcquireSpinLock", Raise, Dispatch, "ndis/nf-ndis-ndisacquirespinlock"},
	{"NdisReleaseSpinLock", Restore, 0, "ndis/nf-ndis-ndisreleasespinlock"},
	{"NdisDprAcquireSpinLock", Raise, Dispatch, "ndis/nf-ndis-ndisdpracquirespinlock"},
	{"NdisDprReleaseSpinLock", Restore, 0, "ndis/nf-ndis-ndisdprreleasespinlock"},
	{"NdisAcquireRWLockRead", Raise, Dispatch, "ndis/nf-ndis-ndisacquirerwlockread"},
	{"NdisAcquireRWLockWrite", Raise, Dispatch, "ndis/nf-ndis-ndisacquirerwlockwrite"},
	{"NdisReleaseRWLock", Restore, 0, "ndis/nf-ndis-ndisreleaserwlock"},
	{"NdisAcquireReadWriteLock", Raise, Dispatch, "ndis/nf-ndis-ndisacquirereadwritelock"},
	{"NdisReleaseReadWriteLock", Restore, 0, "ndis/nf-ndis-ndisreleasereadwritelock"},
	{"NdisDprAcquireReadWriteLock", Raise, Dispatch, "ndis/nf-ndis-ndisdpracquirereadwritelock"},
	{"NdisDprReleaseReadWriteLock", Restore, 0, "ndis/nf-ndis-ndisdprreleasereadwritelock"},

	{"ExAcquireFastMutex", Raise, APC, "wdm/nf-wdm-exacquirefastmutex"},
	{"ExTryToAcquireFastMutex", TryRaise, APC, "wdm/nf-wdm-extrytoacquirefastmutex"},
	{"ExReleaseFastMutex", Restore, 0, "wdm/nf-wdm-exreleasefastmutex"},
	{"KeAcquireGuardedMutex", Raise, APC, "kernel/fast-mutexes-and-guarded-mutexes"},
	{"KeTryToAcquireGuardedMutex", TryRaise, APC, "kernel/fast-mutexes-and-guarded-mutexes"},
	{"KeReleaseGuardedMutex", Restore, 0, "kernel/fast-mutexes-and-guarded-mutexes"},
}

// Kind is what a routine that the system calls is to WSK.
type Kind uint8

// The kinds of routine.
const (
	Ordinary Kind = iota
	Callback      // WSK calls it, and waits for it to return
)

// Routine is what the system calls at a raised IRQL, by the field or the DDI
// through which it is installed.
type Routine struct {
	Slot   string
	Most   Level
	Always bool   // at that very level; otherwise up to it
	What   string // the routine is ...
	Kind   Kind
	Page   string
}

// Slots of routines that are handed to a DDI.
const (
	Completion    = "(completion routine)"
	WskCompletion = "(completion routine of a WSK request)"
	DPC           = "(DPC)"
	ThreadedDPC   = "(threaded DPC)"
	Injected      = "(completion function of an injection)"
	Timer         = "(timer)"
)

const (
	event = "a WSK event callback"
	data  = "an NDIS data path function"
)

// routines are the routines that the system calls at a raised IRQL. Routines of
// frameworks that may be, but in most drivers are not, called at DISPATCH_LEVEL
// are not among them, nor are those at whose registration the IRQL is decided:
// a minifilter's PostOperation, which for creates runs at PASSIVE_LEVEL, an
// interrupt service routine. It is read only.
var routines = []Routine{
	{DPC, Dispatch, true, "a DPC routine", Ordinary, "wdm/nc-wdm-kdeferred_routine"},
	{ThreadedDPC, Dispatch, false, "a threaded DPC routine", Ordinary, "wdm/nf-wdm-keinitializethreadeddpc"},
	{Injected, Dispatch, false, "the completion function of an injection", Ordinary, "fwpsk/nc-fwpsk-fwps_inject_complete0"},
	{Timer, Dispatch, true, "a timer's callback", Ordinary, "wdm/nc-wdm-ext_callback"},
	{Completion, Dispatch, false, "a completion routine", Ordinary, "wdm/nc-wdm-io_completion_routine"},
	{WskCompletion, Dispatch, false, "the completion routine of a WSK request", Callback, "network/using-irps-with-winsock-kernel-functions"},

	{"WskAcceptEvent", Dispatch, false, event, Callback, "wsk/nc-wsk-pfn_wsk_accept_event"},
	{"WskReceiveEvent", Dispatch, false, event, Callback, "wsk/nc-wsk-pfn_wsk_receive_event"},
	{"WskReceiveFromEvent", Dispatch, false, event, Callback, "wsk/nc-wsk-pfn_wsk_receive_from_event"},
	{"WskDisconnectEvent", Dispatch, false, event, Callback, "wsk/nc-wsk-pfn_wsk_disconnect_event"},
	{"WskSendBacklogEvent", Dispatch, false, event, Callback, "wsk/nc-wsk-pfn_wsk_send_backlog_event"},
	{"WskInspectEvent", Dispatch, false, event, Callback, "wsk/nc-wsk-pfn_wsk_inspect_event"},
	{"WskAbortEvent", Dispatch, false, event, Callback, "wsk/nc-wsk-pfn_wsk_abort_event"},
	{"WskClientEvent", Dispatch, false, event, Callback, "wsk/nc-wsk-pfn_wsk_client_event"},

	{"EvtDpcFunc", Dispatch, true, "a framework DPC", Ordinary, "wdfdpc/nc-wdfdpc-evt_wdf_dpc"},
	{"EvtInterruptDpc", Dispatch, true, "an interrupt's DPC", Ordinary, "wdfinterrupt/nc-wdfinterrupt-evt_wdf_interrupt_dpc"},
	{"EvtTimerFunc", Dispatch, true, "a framework timer's callback", Ordinary, "wdftimer/nc-wdftimer-evt_wdf_timer"},
	{"DriverStartIo", Dispatch, true, "a StartIo routine", Ordinary, "wdm/nc-wdm-driver_startio"},
	{"TimerFunction", Dispatch, true, "an NDIS timer function", Ordinary, "ndis/nc-ndis-ndis_timer_function"},
	{"InterruptDpcHandler", Dispatch, true, "an interrupt's DPC", Ordinary, "ndis/nc-ndis-miniport_interrupt_dpc"},
	{"MessageInterruptDpcHandler", Dispatch, true, "an interrupt's DPC", Ordinary, "ndis/nc-ndis-miniport_message_interrupt_dpc"},
	{"SendNetBufferListsHandler", Dispatch, false, data, Ordinary, "ndis/nc-ndis-miniport_send_net_buffer_lists"},
	{"ReturnNetBufferListsHandler", Dispatch, false, data, Ordinary, "ndis/nc-ndis-miniport_return_net_buffer_lists"},
	{"CancelSendHandler", Dispatch, false, data, Ordinary, "ndis/nc-ndis-miniport_cancel_send"},
	{"SendNetBufferListsCompleteHandler", Dispatch, false, data, Ordinary, "ndis/nc-ndis-filter_send_net_buffer_lists_complete"},
	{"ReceiveNetBufferListsHandler", Dispatch, false, data, Ordinary, "ndis/nc-ndis-filter_receive_net_buffer_lists"},
	{"CancelSendNetBufferListsHandler", Dispatch, false, data, Ordinary, "ndis/nc-ndis-filter_cancel_send_net_buffer_lists"},

	{"ClientDetachProvider", Dispatch, false, "an NMR client's ClientDetachProvider", Ordinary, "netioddk/nc-netioddk-npi_client_detach_provider_fn"},
	{"ClientCleanupBindingContext", Dispatch, false, "an NMR client's ClientCleanupBindingContext", Ordinary, "netioddk/nc-netioddk-npi_client_cleanup_binding_context_fn"},
}

// RoutineIn is the routine that a slot holds, if it runs at a raised IRQL.
func RoutineIn(slot string) (Routine, bool) {
	i := slices.IndexFunc(routines, func(r Routine) bool { return r.Slot == slot })
	if i < 0 {
		return Routine{}, false
	}
	return routines[i], true
}

// Event reports whether a slot is called by WSK for an open socket.
func Event(slot string) bool {
	return strings.HasPrefix(slot, "Wsk") && strings.HasSuffix(slot, "Event")
}

// Handed reports whether a slot is that of a routine which is handed to a DDI
// and called at a time that is not known.
func Handed(slot string) bool { return strings.HasPrefix(slot, "(") }

// Loads are the callbacks in which the system waits for a driver while it
// starts, besides DriverEntry: wireguard-nt and ovpn-dco-win hung the boot in
// two of them.
func Loads() []string { return []string{"AddDevice", "EvtDriverDeviceAdd", "InitializeHandlerEx"} }

// LimitsOf are the rows of a function in limits.
func LimitsOf(name string) []Limit {
	i := slices.IndexFunc(limits, func(l Limit) bool { return l.Name == name })
	if i < 0 {
		return nil
	}
	n := 1
	for i+n < len(limits) && limits[i+n].Name == name {
		n++
	}
	return limits[i : i+n]
}

// shared are the functions of Shifts whose locks several may hold, or one several times.
var shared = []string{
	"ExAcquireSpinLockShared", "ExAcquireSpinLockSharedAtDpcLevel", "NdisAcquireRWLockRead", "NdisAcquireReadWriteLock",
	"NdisDprAcquireReadWriteLock", "RLock", "TryRLock", // the last two of sync.RWMutex
}

// Excludes reports whether what a function of Shifts acquires is held by one alone, once.
func Excludes(name string) bool { return !slices.Contains(shared, name) }

// RaisesTo is the level to which a function of Shifts raises.
func RaisesTo(name string) Level {
	for _, s := range shifts {
		if s.Name == name {
			return s.To
		}
	}
	return Passive
}
