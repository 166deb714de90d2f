package harness

import (
	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/follow"
	"github.com/wskvet/wskvet/internal/state"
)

// The harness's cells of a device that comes and goes by IRP_MJ_PNP.
const (
	present = ddi.AddDevice + ddi.Pnp // it has to be removed
	started = ddi.Pnp                 // it has been started
)

// pnp runs the driver's routine for IRP_MJ_PNP for each of the requests by which a
// device comes and goes. One device is followed, as for AddDevice: it is started once,
// after AddDevice if the model has that, and removed before the driver is unloaded,
// also where the start has failed. All other requests may come at any time in between.
func (d *driver) pnp(c follow.Installed, st state.State) {
	devices := d.m.Count(&st, present)
	if devices == 0 && d.has(&st, ddi.AddDevice) {
		return
	}
	if d.m.Count(&st, started) == 0 {
		s := st
		d.m.SetCount(&s, started, 1)
		d.m.SetCount(&s, present, 1)
		d.ask(c, s, ddi.StartDevice)
	}
	if devices > 0 {
		s := st
		d.m.SetCount(&s, present, devices-1)
		d.ask(c, s, ddi.RemoveDevice)
	}
	d.ask(c, st, state.Unasked)
}

// ask runs a callback for a request with a minor function.
func (d *driver) ask(c follow.Installed, st state.State, minor int64) {
	d.m.Ask(&st, minor)
	for _, t := range d.targets(c, st) {
		exits := d.call(c, t)
		for i := range exits {
			d.m.Answered(&exits[i].State)
		}
		d.called(c, t, exits)
	}
}
