package typestate

// Statuses that event callbacks return: ntstatus.h.
const (
	success            = 0
	pending            = 0x103
	dataNotAccepted    = -0x40000000 + 0x21B
	requestNotAccepted = -0x40000000 + 0x0D0
)

// EventRow is what a status that an event callback of WSK returns says of what
// the callback was lent.
type EventRow struct {
	Slot   string
	Status int64
	Means  Happening
}

// eventRows are the statuses that mean something; others are not defined.
// Sources: the pages of WskAcceptEvent, WskReceiveEvent, WskReceiveFromEvent.
var eventRows = []EventRow{
	{"WskAcceptEvent", success, Kept},
	{"WskAcceptEvent", requestNotAccepted, Returned},

	{"WskReceiveEvent", success, Returned},
	{"WskReceiveEvent", pending, Kept},
	{"WskReceiveEvent", dataNotAccepted, Returned},
	{"WskReceiveFromEvent", success, Returned},
	{"WskReceiveFromEvent", pending, Kept},
	{"WskReceiveFromEvent", dataNotAccepted, Returned},
}

// deadSlots say what it means that an event callback is handed NULL: the socket is
// no longer of use. Sources: the pages above and that of WskInspectEvent.
var deadSlots = []struct{ Slot, Text string }{
	{"WskAcceptEvent", "%s uses a socket that is NULL when the listening socket has failed"},
	{"WskReceiveEvent", "%s uses data that are NULL when the socket has failed"},
	{"WskReceiveFromEvent", "%s uses datagrams that are NULL when the socket has failed"},
	{"WskInspectEvent", "%s uses an inspect ID that is NULL when the listening socket has failed"},
}

// DeadText is the text for a slot.
func DeadText(slot string) (string, bool) {
	for _, d := range deadSlots {
		if d.Slot == slot {
			return d.Text, true
		}
	}
	return "", false
}

// Answers are the rows of a slot.
func Answers(slot string) []EventRow {
	var out []EventRow
	for _, r := range eventRows {
		if r.Slot == slot {
			out = append(out, r)
		}
	}
	return out
}
