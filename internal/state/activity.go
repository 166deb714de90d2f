package state

import (
	"github.com/wskvet/wskvet/internal/domain"
)

// Alarm is what an activity that is a DPC or a timer is armed by.
type Alarm struct {
	Of     domain.Value // the DPC, the timer or the device
	Slot   string       // of the routine
	Again  bool         // a periodic timer
	Queued bool         // its routine is queued: no timer has to expire first
}

func (a *Alarm) hash() uint64 {
	var flags uint64
	if a.Again {
		flags |= 1
	}
	if a.Queued {
		flags |= 2
	}
	return domain.Combine(a.Of.Hash(), flags)
}

// Verb says how an activity gets going: one without an alarm is started.
func (a *Alarm) Verb() string {
	switch {
	case a == nil:
		return "starts"
	case a.Queued:
		return "queues"
	}
	return "sets"
}

func (a *Alarm) Kind() string {
	if a.Queued {
		return "DPC"
	}
	return "timer"
}

// Held is what a request uses until it completes.
type Held struct {
	Name   string         // of the WSK function
	Irp    domain.Value   // its address
	Own    bool           // it is the driver's own
	Owner  uint64         // the registration of the socket that it opens
	Opens  bool           // it opens a socket
	Closes bool           // it closes its socket
	Socket int32          // the socket that it is about, or none
	Events domain.Value   // the table of the callbacks of the socket that it opens
	Given  domain.Value   // and what they are given
	Known  bool           // both are known
	Out    domain.Value   // where the socket goes besides, or the list of addresses
	Lists  bool           // out is for a list
	Uses   []domain.Value // what it reads or writes until then
}

func (h *Held) hash() uint64 {
	return ValuesHash(domain.Combine(h.Irp.Hash(), h.Owner, Bit(h.Own)<<3|Bit(h.Opens)<<2|Bit(h.Closes)<<1|Bit(h.Lists), uint64(uint32(h.Socket)), h.Out.Hash(), h.Events.Hash(), h.Given.Hash(), Bit(h.Known)), h.Uses)
}

// Visit visits the addresses that a request holds.
func (h *Held) Visit(look func(domain.Value)) {
	look(h.Irp)
	look(h.Out)
	look(h.Given)
	for _, v := range h.Uses {
		look(v)
	}
	if h.Socket >= 0 {
		look(domain.Value{K: domain.Ptr, O: h.Socket})
	}
}
