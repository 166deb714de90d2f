// Package ruleid names the rules: the one place where their identities stand in code. Their
// texts are in package rules.
package ruleid

// The rules, by the names that users know them by.
const (
	UnloadRegistered      = "WSK001"
	DispatchAfterRelease  = "WSK002"
	DeregisterCaptured    = "WSK003"
	DeregisterOpenSocket  = "WSK004"
	DeregisterNotAwaited  = "WSK005"
	EntryFailsRegistered  = "WSK006"
	SuccessNotEstablished = "WSK007"
	Unbalanced            = "WSK008"
	RegistrationLost      = "WSK009"
	IrpInFlight           = "WSK010"
	Irql                  = "WSK011"
	SocketAfterClose      = "WSK012"
	WaitInCallback        = "WSK013"
	CaptureBlocksLoad     = "WSK014"
	NmrNotAwaited         = "WSK015"
)
