package harness

import (
	"slices"

	"github.com/wskvet/wskvet/internal/follow"
	"github.com/wskvet/wskvet/internal/irql"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/state"
	"github.com/wskvet/wskvet/internal/summary"
	"github.com/wskvet/wskvet/internal/typestate"
)

// event runs an event callback as WSK does: for each open socket that it is a
// callback of, and then takes what it returns for its word. Behind that a
// socket has failed, a few states are followed. Where the model makes no sockets, it runs as
// others do, but that its connection ends once.
func (d *driver) event(c follow.Installed, st state.State) {
	if !d.h.makes || !d.m.FollowsSockets() {
		if c.Slot == disconnect {
			if d.m.Count(&st, disconnect) > 0 {
				return
			}
			d.m.SetCount(&st, disconnect, 1)
		}
		d.callback(c, st)
		return
	}
	name := d.name(c)
	for _, call := range d.m.EventCalls(st, c) {
		exits := d.m.Event(c, call, d.runs(c))
		if k := (death{c.Slot, c.Index()}); call.Dead {
			if d.deaths[k]++; d.deaths[k] > maxDeaths {
				continue
			}
		}
		for _, e := range exits {
			d.ended(e, name)
		}
	}
}

// maxDeaths bounds the states from which it is followed what a driver does once the socket of
// an event callback has failed: from each of them costs as much as all else that it does. What
// the callback itself does then is followed from all.
const maxDeaths = 16

// death is that the socket of an event callback has failed.
type death struct {
	slot string
	fn   int32
}

// disconnect comes once for a socket. Of a model that makes none one is followed.
const disconnect = "WskDisconnectEvent"

// listens reports whether a driver has event callbacks.
func (h *harness) listens() bool {
	return slices.ContainsFunc(h.funcs, func(f program.Function) bool {
		return slices.ContainsFunc(f.Stores, func(t summary.Table) bool { return irql.Event(t.Field) })
	})
}

// lends reports whether a slot is an event callback that is lent something: what
// it returns matters, even if it does nothing.
func lends(slot string) bool { return irql.Event(slot) && len(typestate.Answers(slot)) > 0 }
