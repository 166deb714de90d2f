package concrete

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/wskvet/wskvet/internal/ddi"
)

// Statuses that the system returns.
const (
	statusFailed  = int64(-0x3fffffff) // STATUS_UNSUCCESSFUL
	statusPending = int64(0x103)
	statusTimeout = int64(0x102)
)

const (
	passive  = 0
	apc      = 1
	dispatch = 2
	dirql    = 3
)

// A call is a call of a kernel interface or of a function of the standard
// library.
type call struct {
	t    *thread
	name string
	of   value
	args []value
	sig  *types.Signature
	at   token.Position
	then func(value)
	used bool
}

func (c *call) done(v value) bool {
	c.then(v)
	return true
}

// waits blocks the caller until ready says that the call may go on.
func (c *call) waits(ready func() bool) bool {
	c.t.blocked, c.t.waits, c.t.at = ready, c.name, c.at
	return false
}

// pointer is the argument that points to a type with a name, or nil.
func (c *call) pointer(name string) *node {
	for _, a := range c.args {
		if i, ok := a.(iface); ok {
			a = i.v
		}
		if n, ok := a.(*node); ok && n != nil && named(n.typ) == name {
			return n
		}
	}
	return nil
}

func named(t types.Type) string {
	if n, ok := types.Unalias(t).(*types.Named); ok {
		return n.Obj().Name()
	}
	return ""
}

func (c *call) arg(i int) value {
	if i >= len(c.args) {
		return nil
	}
	return plain(c.args[i])
}

// plain takes a value out of its interface.
func plain(v value) value {
	if i, ok := v.(iface); ok {
		return i.v
	}
	return v
}

// function is the function among the arguments.
func (c *call) function() value {
	for _, a := range c.args {
		switch f := a.(type) {
		case *closure, *ssa.Function:
			return f
		}
	}
	return nil
}

// status is a result that says whether the call has succeeded: a status, a
// boolean or an error.
func (c *call) status(r *run, code int64) value {
	res := c.sig.Results()
	if res.Len() == 0 {
		return nil
	}
	if res.Len() > 1 {
		r.unable("%s with several results", c.name)
	}
	switch u := res.At(0).Type().Underlying().(type) {
	case *types.Basic:
		if u.Info()&types.IsBoolean != 0 {
			return code >= 0
		}
		if code < 0 {
			return &unknown{failure: true}
		}
		return code
	case *types.Interface:
		if code >= 0 {
			return nil
		}
		return iface{types.Typ[types.String], c.name + " failed"}
	}
	r.unable("%s with a result of type %s", c.name, res.At(0).Type())
	return nil
}

// answer is status for a status that is there already.
func (c *call) answer(r *run, s value) value {
	if u, ok := s.(*unknown); ok {
		if v := c.status(r, statusFailed); v != nil && !failure(v) {
			return v
		}
		return u
	}
	return c.status(r, 0)
}

func failure(v value) bool {
	u, ok := v.(*unknown)
	return ok && u.failure
}

// fails chooses whether a call fails, and answers it if so.
func (r *run) fails(c *call) bool {
	if c.sig.Results().Len() == 0 || r.choose(2) == 0 {
		return false
	}
	c.then(c.status(r, statusFailed))
	return true
}

// anything is a result that nothing is known of: what is not looked at is not
// chosen.
func (r *run) anything(c *call) value {
	res := c.sig.Results()
	switch {
	case res.Len() == 0:
		return nil
	case res.Len() > 1 || !c.used:
		return zero(resultType(res))
	}
	switch u := res.At(0).Type().Underlying().(type) {
	case *types.Basic:
		if u.Info()&types.IsBoolean != 0 {
			return r.choose(2) == 0
		}
		if strings.HasSuffix(named(res.At(0).Type()), "STATUS") {
			return []value{int64(0), &unknown{failure: true}}[r.choose(2)]
		}
		if u.Info()&types.IsInteger != 0 {
			return &unknown{}
		}
	case *types.Pointer:
		return newNode(u.Elem())
	}
	return zero(res.At(0).Type())
}

func resultType(res *types.Tuple) types.Type {
	if res.Len() == 1 {
		return res.At(0).Type()
	}
	return res
}

// system carries a call out; it is false where the call has to wait.
func (r *run) system(c *call) bool {
	if slices.Contains(needs, c.name) && len(c.args) > 0 && null(plain(c.args[0])) {
		if c.name == "IoDeleteDevice" && !r.d.devices {
			return c.done(nil) // the model leaves out who makes it
		}
		r.crash()
	}
	h := kernel(c.name)
	if h == nil {
		h = library(c.name)
	}
	if h == nil {
		if strings.Contains(c.name, ".") || ddi.Lookup(c.name).Starts() {
			r.unable("no model of %s", c.name)
		}
		h = nothing
	}
	return h(r, c)
}

type handler = func(r *run, c *call) bool

// kernel is the kernel interface with a name, or nil.
func kernel(name string) handler {
	if h := interfaces[name]; h != nil {
		return h
	}
	return lockInterfaces[name]
}

// interfaces are the kernel interfaces by name, but for those that move the IRQL.
var interfaces = map[string]handler{
	"WskRegister":                     register,
	"WskDeregister":                   deregister,
	"WskCaptureProviderNPI":           capture,
	"WskReleaseProviderNPI":           release,
	"WskQueryProviderCharacteristics": query,

	"WskSocket": provider, "WskSocketConnect": provider, "WskControlClient": provider,
	"WskGetAddressInfo": provider, "WskGetNameInfo": provider, "WskFreeAddressInfo": provider,

	"WskControlSocket": use, "WskBind": use, "WskConnect": use, "WskListen": use, "WskSend": use,
	"WskReceive": use, "WskSendTo": use, "WskReceiveFrom": use, "WskDisconnect": use, "WskAccept": use,
	"WskGetLocalAddress": use, "WskGetRemoteAddress": use, "WskSendEx": use, "WskReceiveEx": use,
	"WskConnectEx": use, "WskSendMessages": use, "WskInspectComplete": use, "WskRelease": takeBack,
	"WskCloseSocket": closeSocket,

	"ExAllocatePool2": pool, "ExAllocatePool3": pool, "ExAllocatePool": pool, "ExAllocatePoolWithTag": pool,
	"ExAllocatePoolWithQuotaTag": pool, "ExAllocatePoolZero": pool, "ExAllocatePoolUninitialized": pool,
	"IoAllocateMdl": allocate, "IoAllocateIrp": allocate, "IoAllocateWorkItem": allocate, "IoFreeIrp": freeIrp, "IoReuseIrp": reuseIrp, "IoInitializeIrp": reuseIrp,
	"IoSetCompletionRoutine": onCompletion, "IoCancelIrp": cancel, "IoCompleteRequest": finish,
	"IofCompleteRequest": finish, "IoMarkIrpPending": nothing, "IoFreeWorkItem": nothing,
	"IoSetCompletionRoutineEx": onCompletion, "IoFreeMdl": free, "MmUnlockPages": free,
	"ExFreePool": free, "ExFreePoolWithTag": free, "ExFreePool2": free, "IoDeleteDevice": deleteDevice, "IoCreateDevice": createDevice,

	"PsCreateSystemThread": startThread, "PsTerminateSystemThread": endThread, "IoQueueWorkItem": queueWork,
	"ExQueueWorkItem": queueWork, "IoQueueWorkItemEx": queueWork,
	"ObReferenceObjectByHandle": reference, "ObDereferenceObject": nothing, "ObReferenceObject": nothing, "ZwClose": nothing,

	"KeInitializeEvent": initEvent, "KeSetEvent": setEvent, "KeClearEvent": clearEvent, "KeResetEvent": clearEvent,
	"KeWaitForSingleObject": wait, "ZwWaitForSingleObject": wait, "KeWaitForMultipleObjects": waitSeveral,

	"ExInitializeRundownProtection": initRundown, "ExReInitializeRundownProtection": initRundown, "ExRundownCompleted": nothing,
	"ExAcquireRundownProtection": acquireRundown, "ExReleaseRundownProtection": releaseRundown,
	"ExWaitForRundownProtectionRelease": waitRundown, "IoInitializeRemoveLock": initRundown, "IoAcquireRemoveLock": acquireRemoveLock,
	"IoReleaseRemoveLock": releaseRundown, "IoReleaseRemoveLockAndWait": releaseAndWait, "IoAttachDeviceToDeviceStack": attachDevice,

	"KeBugCheck": bugCheck, "KeBugCheckEx": bugCheck, "DbgPrint": nothing, "DbgPrintEx": nothing, "KdPrint": nothing,
	"KeDelayExecutionThread": nothing,

	"KeInitializeDpc": initDpc, "KeInitializeThreadedDpc": initDpc, "KeInsertQueueDpc": insertDpc, "KeRemoveQueueDpc": removeJob,
	"KeFlushQueuedDpcs": flushDpcs, "KeInitializeTimer": initTimer, "KeInitializeTimerEx": initTimer, "KeSetTimer": setTimer,
	"KeSetTimerEx": setTimer, "KeSetCoalescableTimer": setTimer, "KeCancelTimer": cancelTimer, "KeReadStateTimer": readTimer,
	"ExAllocateTimer": allocateTimer, "ExSetTimer": exSetTimer, "ExCancelTimer": cancelTimer, "ExDeleteTimer": deleteTimer,

	"WdfDriverCreate": driverCreate, "WdfGetDriver": getDriver, "WdfDeviceGetDriver": getDriver,
	"WdfDeviceInitSetFileObjectConfig": setFiles, "WdfControlDeviceInitAllocate": controlInit, "WdfDeviceCreate": deviceCreate,
	"WdfIoQueueCreate": queueCreate, "WdfIoQueueGetDevice": queueDevice, "WdfRequestComplete": completeRequest, "WdfRequestCompleteWithInformation": completeRequest,
	"WdfObjectGetTypedContext": typedContext,
	"WdfSpinLockCreate":        objectCreate("WDFSPINLOCK"), "WdfWaitLockCreate": objectCreate("WDFWAITLOCK"),
	"WdfTimerCreate":    jobCreate("WDF_TIMER_CONFIG", "EvtTimerFunc", "WDFTIMER", dispatch),
	"WdfDpcCreate":      jobCreate("WDF_DPC_CONFIG", "EvtDpcFunc", "WDFDPC", dispatch),
	"WdfWorkItemCreate": jobCreate("WDF_WORKITEM_CONFIG", "EvtWorkItemFunc", "WDFWORKITEM", passive),
	"WdfTimerStart":     wdfTimerStart, "WdfTimerStop": wdfTimerStop, "WdfDpcEnqueue": enqueue, "WdfDpcCancel": cancelDpc,
	"WdfWorkItemEnqueue": enqueue, "WdfWorkItemFlush": flushJob,

	"NdisMRegisterMiniportDriver": miniport, "NdisMDeregisterMiniportDriver": nothing, "NdisMSetMiniportAttributes": adapterContext,
	"NdisFRegisterFilterDriver": lightweight, "NdisFDeregisterFilterDriver": deregistered, "NdisFSetAttributes": moduleContext,
	"WdfInterruptCreate": interruptCreate, "WdfInterruptQueueDpcForIsr": enqueue,
	"NdisAllocateIoWorkItem": ndisAllocate, "NdisQueueIoWorkItem": ndisQueue, "NdisFreeIoWorkItem": nothing,
	"NdisAllocateTimerObject": ndisTimer, "NdisSetTimerObject": ndisSetTimer, "NdisCancelTimerObject": cancelNdisTimer,
	"FltRegisterFilter": minifilter, "FltStartFiltering": startFiltering, "FltUnregisterFilter": deregistered,

	"NmrRegisterClient": registerClient, "NmrClientAttachProvider": attachProvider, "NmrDeregisterClient": deregisterClient,
	"NmrWaitForClientDeregisterComplete": awaitClient, "NmrClientDetachProviderComplete": detachComplete,

	"StorPortInitialize": unmodelled, "WdfDeviceInitSetPnpPowerEventCallbacks": setPower, "IoInitializeTimer": unmodelled,
	"NdisRegisterDeviceEx": unmodelled, "NdisRegisterProtocolDriver": unmodelled, "IoRegisterDriverReinitialization": reinitialize,
	"IoRegisterBootDriverReinitialization": reinitialize, "PsSetCreateProcessNotifyRoutineEx": notify, "IoRegisterPlugPlayNotification": unmodelled, "ExRegisterCallback": unmodelled,
	"FltCreateCommunicationPort": createPort, "FltCloseCommunicationPort": closePort, "WdfObjectCreate": unmodelled, "WdfObjectDelete": unmodelled,
	"FwpsCalloutRegister0": unmodelled, "NetAdapterInitSetDatapathCallbacks": unmodelled, "WdfRequestMarkCancelable": unmodelled, "IoCsqInitialize": unmodelled, "PcAddAdapterDevice": unmodelled,
}

func nothing(r *run, c *call) bool { return c.done(r.anything(c)) }

// unmodelled is what hands callbacks to the system which are not called here.
func unmodelled(r *run, c *call) bool {
	r.unable("%s", c.name)
	return true
}

func bugCheck(r *run, c *call) bool {
	r.end()
	return true
}
