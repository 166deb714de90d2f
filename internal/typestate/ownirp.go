package typestate

// IrpFault is what is wrong with an IRP of the driver's own, where it is handed to a
// WSK function or its routine returns.
type IrpFault uint8

// The faults.
const (
	NoStack   IrpFault = iota // it has no stack location
	Sometimes                 // its completion routine is not called in every case
	Goes                      // its completion routine lets the system go on with it
	irpFaults
)

// MoreProcessing is STATUS_MORE_PROCESSING_REQUIRED: ntstatus.h.
const MoreProcessing = -0x40000000 + 0x16

// Text is the text of the fault, with %s for the WSK function, or for the routine. All
// are WSK010.
func (f IrpFault) Text() string { return faultTexts[f] }

// Source: Using IRPs with Winsock Kernel Functions.
var faultTexts = [irpFaults]string{
	NoStack:   "%s is handed an IRP that was made without a stack location",
	Sometimes: "%s is handed an IRP of the driver's own whose completion routine is not called in every case: InvokeOnSuccess, InvokeOnError and InvokeOnCancel have to be true",
	Goes:      "%s does not return STATUS_MORE_PROCESSING_REQUIRED for an IRP of the driver's own: the system completes and frees it",
}
