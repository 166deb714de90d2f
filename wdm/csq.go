package wdm

// IO_CSQ is a queue of requests that can be cancelled safely.
// Page: wdm/nf-wdm-iocsqinitialize
type IO_CSQ struct{ _ uintptr }

// IO_CSQ_IRP_CONTEXT finds a request in such a queue again.
// Page: wdm/nf-wdm-iocsqinsertirp
type IO_CSQ_IRP_CONTEXT struct {
	Type uint32
	Irp  *IRP
	Csq  *IO_CSQ
}

// IoCsqInitialize makes a queue of the driver's routines.
// Any IRQL. Page: wdm/nf-wdm-iocsqinitialize
func IoCsqInitialize(
	csq *IO_CSQ,
	csqInsertIrp func(csq *IO_CSQ, irp *IRP),
	csqRemoveIrp func(csq *IO_CSQ, irp *IRP),
	csqPeekNextIrp func(csq *IO_CSQ, irp *IRP, peekContext any) *IRP,
	csqAcquireLock func(csq *IO_CSQ, irql *KIRQL),
	csqReleaseLock func(csq *IO_CSQ, irql KIRQL),
	csqCompleteCanceledIrp func(csq *IO_CSQ, irp *IRP),
) NTSTATUS {
	return STATUS_SUCCESS
}

// IoCsqInsertIrp puts a request into the queue and marks it pending.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-iocsqinsertirp
func IoCsqInsertIrp(csq *IO_CSQ, irp *IRP, context *IO_CSQ_IRP_CONTEXT) {}

// IoCsqRemoveIrp takes a request out of the queue; nil if it was cancelled.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-iocsqremoveirp
func IoCsqRemoveIrp(csq *IO_CSQ, context *IO_CSQ_IRP_CONTEXT) *IRP { return nil }

// IoCsqRemoveNextIrp takes the next request out of the queue, or is nil.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-iocsqremovenextirp
func IoCsqRemoveNextIrp(csq *IO_CSQ, peekContext any) *IRP { return nil }
