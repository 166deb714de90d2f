package typestate

// SocketPhase is where a socket is in its life.
type SocketPhase uint8

// The phases of a socket. A socket that is being created has none: nobody has
// its pointer before its IRP completes with success.
const (
	SocketUnknown SocketPhase = iota // it came from elsewhere
	SocketOpen
	SocketClosing // WskCloseSocket has been called, its IRP is pending
	SocketClosed
	socketPhases
)

func (s SocketPhase) String() string {
	return [...]string{"unknown", "open", "closing", "closed"}[s]
}

// SocketEvent is what happens to a socket.
type SocketEvent uint8

// The events of a socket.
const (
	SocketUse         SocketEvent = iota // a function of its dispatch table but WskCloseSocket
	SocketClose                          // WskCloseSocket
	SocketCloseEnds                      // its IRP completes
	SocketContextFree                    // the SocketContext is freed
	socketEvents
)

// SocketRow is one line of the protocol of sockets: in this phase the event
// breaks WSK012. Text names the call (%[1]s), the socket or what else the event is
// about (%[2]s).
type SocketRow struct {
	Event SocketEvent
	Phase SocketPhase
	Text  string
}

// socketProtocol is the table of what a socket must not meet. What matches no
// row is allowed; a socket is open for calls whether the NPI it was made through
// is still captured or not.
// Sources: the page of WskCloseSocket; Closing a Socket; the page of WskSocket
// (SocketContext).
var socketProtocol = []SocketRow{
	{SocketUse, SocketClosing, "%[1]s is called on %[2]s, which WskCloseSocket is closing"},
	{SocketUse, SocketClosed, "%[1]s is called on %[2]s, which WskCloseSocket has closed"},
	{SocketClose, SocketClosing, "second WskCloseSocket of %[2]s"},
	{SocketClose, SocketClosed, "second WskCloseSocket of %[2]s"},
	{SocketContextFree, SocketOpen, "%[1]s frees %[2]s, the context of a socket that is open: its callbacks may still run"},
	{SocketContextFree, SocketClosing, "%[1]s frees %[2]s, the context of a socket whose WskCloseSocket may still be pending: its callbacks may still run"},
}

// Breaks is the row that event e breaks.
func (s SocketPhase) Breaks(e SocketEvent) (SocketRow, bool) {
	for _, row := range socketProtocol {
		if row.Event == e && row.Phase == s {
			return row, true
		}
	}
	return SocketRow{}, false
}

// Next is the phase after event e.
func (s SocketPhase) Next(e SocketEvent) SocketPhase {
	switch e {
	case SocketClose:
		return SocketClosing
	case SocketCloseEnds:
		return SocketClosed
	}
	return s
}
