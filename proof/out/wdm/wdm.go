// Package wdm is the small part of the Windows driver model that the generated
// driver models call. It is a stub: enough to type-check, nothing to run.
package wdm

type NTSTATUS int32

const (
	STATUS_SUCCESS                NTSTATUS = 0
	STATUS_PENDING                NTSTATUS = 0x103
	STATUS_UNSUCCESSFUL           NTSTATUS = -0x3FFFFFFF
	STATUS_INSUFFICIENT_RESOURCES NTSTATUS = -0x3FFFFF66
	STATUS_DEVICE_NOT_READY       NTSTATUS = -0x3FFFFF5D
	STATUS_INVALID_DEVICE_STATE   NTSTATUS = -0x3FFFFE7C
	STATUS_NOINTERFACE            NTSTATUS = -0x3FFFFD47
)

func NT_SUCCESS(s NTSTATUS) bool { return s >= 0 }

type DRIVER_OBJECT struct {
	DriverUnload    func(*DRIVER_OBJECT)
	MajorFunction   [28]func(*DEVICE_OBJECT, *IRP) NTSTATUS
	DriverExtension any
}
type DEVICE_OBJECT struct{ DeviceExtension any }
type UNICODE_STRING struct{ Buffer string }
type IO_STATUS_BLOCK struct {
	Status      NTSTATUS
	Information uintptr
}
type IRP struct{ IoStatus IO_STATUS_BLOCK }
type KEVENT struct{ _ int }
type KSPIN_LOCK struct{ _ int }
type FAST_MUTEX struct{ _ int }
type ERESOURCE struct{ _ int }
type EX_RUNDOWN_REF struct{ _ int }
type WORK_QUEUE_ITEM struct{ _ int }
type PKTHREAD struct{ _ int }

func IoAllocateIrp(stack int8, quota bool) *IRP                                                    { return &IRP{} }
func IoFreeIrp(*IRP)                                                                               {}
func IoReuseIrp(*IRP, NTSTATUS)                                                                    {}
func IoCancelIrp(*IRP) bool                                                                        { return true }
func IoSetCompletionRoutine(*IRP, func(*DEVICE_OBJECT, *IRP, any) NTSTATUS, any, bool, bool, bool) {}
func IoCompleteRequest(*IRP, int8)                                                                 {}
func IoCreateDevice(*DRIVER_OBJECT, **DEVICE_OBJECT) NTSTATUS                                      { return 0 }
func IoDeleteDevice(*DEVICE_OBJECT)                                                                {}
func KeInitializeEvent(*KEVENT, int, bool)                                                         {}
func KeSetEvent(*KEVENT)                                                                           {}
func KeResetEvent(*KEVENT)                                                                         {}
func KeWaitForSingleObject(obj any, timeout *int64) NTSTATUS                                       { return 0 }
func KeAcquireSpinLock(*KSPIN_LOCK, *uint8)                                                        {}
func KeReleaseSpinLock(*KSPIN_LOCK, uint8)                                                         {}
func ExAcquireFastMutex(*FAST_MUTEX)                                                               {}
func ExReleaseFastMutex(*FAST_MUTEX)                                                               {}
func ExWaitForRundownProtectionRelease(*EX_RUNDOWN_REF)                                            {}
func ExAcquireRundownProtection(*EX_RUNDOWN_REF) bool                                              { return true }
func ExReleaseRundownProtection(*EX_RUNDOWN_REF)                                                   {}
func ExQueueWorkItem(item *WORK_QUEUE_ITEM, f func(any), ctx any)                                  {}
func PsCreateSystemThread(thread **PKTHREAD, f func(any), ctx any) NTSTATUS                        { return 0 }
func InterlockedCompareExchange(dst *int32, exch, cmp int32) int32 {
	old := *dst
	if old == cmp {
		*dst = exch
	}
	return old
}
func InterlockedExchange(dst *int32, v int32) int32 { old := *dst; *dst = v; return old }
func InterlockedIncrement(dst *int32) int32         { *dst++; return *dst }
func InterlockedDecrement(dst *int32) int32         { *dst--; return *dst }
func DbgPrint(format string, args ...any)           {}
