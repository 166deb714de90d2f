package harness

import (
	"strings"

	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/follow"
	"github.com/wskvet/wskvet/internal/kernel/nmr"
	"github.com/wskvet/wskvet/internal/state"
	"github.com/wskvet/wskvet/internal/typestate"
)

// registrar reports whether a slot is one that the network module registrar
// calls.
func registrar(slot string) bool {
	return slot == nmr.AttachSlot || slot == nmr.DetachSlot || slot == nmr.CleanUpSlot
}

// nmr runs a callback of an NMR client as the registrar does: it attaches a
// client that is registered, detaches what is attached, and then cleans up. One
// binding at a time is followed.
func (d *driver) nmr(c follow.Installed, st state.State) {
	held, ending := d.m.Bindings(&st, typestate.Held), d.m.Bindings(&st, typestate.Ending)
	switch {
	case c.Slot == nmr.AttachSlot && d.m.Clients(&st) && d.m.Unattached(&st):
		d.bound(c, st, d.m.Fresh(&st, c.Index(), 0))
	case c.Slot == nmr.DetachSlot && len(held) > 0:
		if !d.has(&st, nmr.CleanUpSlot) { // nobody is called with the context any more
			d.m.Attached(&st, held[0], typestate.Ends)
		}
		for _, e := range d.run(c, d.at(st, c), held[0], d.runs(c)) {
			if e.Panics {
				continue
			}
			for _, x := range d.m.Detached(c, e, held[0]) {
				d.ended(x, d.name(c))
			}
		}
	case c.Slot == nmr.CleanUpSlot && len(ending) > 0:
		d.m.Attached(&st, ending[0], typestate.Ends)
		d.bound(c, st, ending[0])
	}
}

func (d *driver) bound(c follow.Installed, st state.State, first domain.Value) {
	for _, e := range d.run(c, d.at(st, c), first, d.runs(c)) {
		if !e.Panics {
			d.ended(e, d.name(c))
		}
	}
}

func (d *driver) name(c follow.Installed) string { return d.function(c.Index()).Short }

// runs is the first step of a callback: what it is called, and as what it runs.
func (d *driver) runs(c follow.Installed) string {
	name, as := d.name(c), c.Slot
	if _, index, ok := strings.Cut(c.Slot, "["); ok { // of a table by number: MajorFunction[IRP_MJ_CREATE]
		as = strings.TrimSuffix(index, "]")
	}
	if as == "" || as == name {
		return name + " runs"
	}
	return name + " runs as " + as
}
