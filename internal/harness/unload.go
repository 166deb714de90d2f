package harness

import (
	"slices"

	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/follow"
	"github.com/wskvet/wskvet/internal/irql"
	"github.com/wskvet/wskvet/internal/kernel/wsk"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/ruleid"
	"github.com/wskvet/wskvet/internal/simulate"
	"github.com/wskvet/wskvet/internal/state"
	"github.com/wskvet/wskvet/internal/typestate"
)

// failed is a failed DriverEntry: the driver goes, and Unload does not run. The
// framework's driver object is cleaned up all the same.
func (d *driver) failed(entry program.Function, e follow.Exit) {
	exits := []follow.Exit{d.m.Dismiss(e)}
	for _, c := range d.m.Installed(&e.State) {
		if !cleanup(c.Slot) {
			continue
		}
		var next []follow.Exit
		for _, x := range exits {
			st := x.State
			for _, y := range d.run(c, st, d.drv, c.Slot+" runs") {
				next = append(next, y.At(x))
			}
		}
		exits = next
	}
	for _, x := range exits {
		for _, y := range append(d.m.Overtaken(x, entry.Short+" can fail"), x) {
			for _, l := range d.m.Registered(&y.State) {
				d.m.ReportFailed(y, l, entry.Short)
			}
		}
		d.m.ReportOwed(x, entry.Short, typestate.EntryFails)
	}
}

// cleanup reports whether a slot is called when the framework's driver object
// goes, also after a failed DriverEntry.
func cleanup(slot string) bool { return slot == ddi.CleanupCallback || slot == ddi.DestroyCallback }

// cleanup reports whether c is called when the framework's driver object goes:
// one that DriverEntry installs, as devices are made later.
func (d *driver) cleanup(c follow.Installed) bool { return cleanup(c.Slot) && d.own[c.Index()] }

// note remembers the cleanups that DriverEntry installs.
func (d *driver) note(st *state.State) {
	for _, c := range d.m.Installed(st) {
		if cleanup(c.Slot) {
			d.own[c.Index()] = true
		}
	}
}

// unload runs the unload functions of st: what is installed, or else what is
// named so.
func (d *driver) unload(st state.State) {
	var unloads, cleanups []follow.Installed
	for _, c := range d.m.Installed(&st) {
		switch {
		case ddi.IsUnload(c.Slot):
			unloads = append(unloads, c)
		case d.cleanup(c):
			cleanups = append(cleanups, c)
		}
	}
	if len(unloads) == 0 && !d.h.installs {
		for _, f := range d.h.unloads {
			unloads = append(unloads, follow.Installed{Slot: f.Short, Func: follow.Root(f.Index)})
		}
	}
	if len(unloads) == 0 && len(cleanups) > 0 {
		unloads, cleanups = cleanups[:1], cleanups[1:]
	}
	d.h.leaves = true
	defer d.m.Unloading()()
	if len(unloads) == 0 && !d.h.installs && d.has(&st, ddi.DeviceAdd) {
		d.frameworkUnload(st)
	}
	for _, u := range latest(unloads) {
		f := d.function(u.Index())
		if u.Slot == "FilterUnloadCallback" {
			d.filterUnload(u, f, st, cleanups)
			continue
		}
		for _, e := range d.leave(u, st, d.drv, f.Short+" runs") {
			d.unloaded(f.Short, f, e, cleanups)
		}
	}
}

// leaves takes the exit of a callback behind which the system may unload a driver that has
// no unload function of its own.
func (d *driver) leaves(c follow.Installed, e follow.Exit) {
	last := ddi.AnyPair(func(p ddi.Pair) bool { return p.Last && p.Close == c.Slot })
	if !last || d.h.installs || len(d.h.unloads) > 0 || !d.answered(&e.State) {
		return
	}
	defer d.m.Unloading()()
	f := d.function(c.Index())
	d.h.leaves, d.h.unloaded = true, true
	d.unloaded(f.Short, f, e, nil)
}

// frameworkUnload is the unload of a driver of KMDF that has a callback for devices and no
// EvtDriverUnload: the framework's own function unloads it when its devices have gone.
// Page: wdfdriver/nc-wdfdriver-evt_wdf_driver_unload
func (d *driver) frameworkUnload(st state.State) {
	d.h.unloaded = true
	at := d.m.StartOf(d.m.Prog.Funcs[d.entry.Index])
	d.unloaded("the framework's unload of a driver without EvtDriverUnload", d.entry, follow.Exit{State: st, Place: at}, nil)
}

// leave runs an unload function.
func (d *driver) leave(u follow.Installed, st state.State, first domain.Value, text string) []follow.Exit {
	d.h.unloaded = true
	return d.run(u, st, first, text)
}

// filterUnload runs the unload function of a minifilter, which may refuse unless the
// unload is mandatory. Page: fltkernel/nc-fltkernel-pflt_filter_unload_callback
func (d *driver) filterUnload(u follow.Installed, f program.Function, st state.State, cleanups []follow.Installed) {
	const mandatory = 1
	for _, e := range d.leave(u, st, domain.Number(0), f.Short+" runs") {
		ok, refused := d.m.Succeeds(e, f.Results)
		for _, x := range refused {
			d.ended(x, f.Short)
		}
		for _, x := range ok {
			d.unloaded(f.Short, f, x, cleanups)
		}
	}
	for _, e := range d.leave(u, st, domain.Number(mandatory), f.Short+" runs: the unload is mandatory") {
		d.unloaded(f.Short+" cannot refuse a mandatory unload, and", f, e, cleanups)
	}
}

// latest keeps the last function installed in each slot.
func latest(in []follow.Installed) []follow.Installed {
	var out []follow.Installed
	for i, c := range in {
		last := true
		for _, o := range in[i+1:] {
			last = last && o.Slot != c.Slot
		}
		if last {
			out = append(out, c)
		}
	}
	return out
}

// unloaded takes an exit of an unload function, which messages call who.
func (d *driver) unloaded(who string, f program.Function, e follow.Exit, cleanups []follow.Installed) {
	if e.Panics {
		return
	}
	ok := []follow.Exit{e}
	for _, c := range cleanups {
		var next []follow.Exit
		for _, x := range ok {
			for _, y := range d.run(c, x.State, d.drv, c.Slot+" runs") {
				next = append(next, y.At(x))
			}
		}
		ok = next
	}
	for _, x := range ok {
		before := d.m.Registered(&x.State)
		for _, l := range before {
			d.m.ReportLive(x, l, who)
		}
		d.m.ReportOwed(x, who, typestate.UnloadLeaves)
		d.overtaken(x, f, before)
	}
}

// overtaken runs what nobody has waited for: it may have run just before Unload
// returned, and registered anew.
func (d *driver) overtaken(x follow.Exit, f program.Function, before []wsk.Live) {
	for _, y := range d.m.Overtaken(x, f.Short+" can return") {
		for _, l := range d.m.Registered(&y.State) {
			known := slices.ContainsFunc(before, l.Same)
			if !known {
				d.m.ReportLive(y, l, f.Short)
			}
		}
	}
}

// routines follows the routines that the system may call at any time for what
// they must not do at all: when they run is not known, so what they find and
// leave is not looked at, but for the routines that they hand on.
func (d *driver) routines(st state.State) {
	defer d.m.OnlyOf(ruleid.Irql, ruleid.WaitInCallback)()
	for work := []state.State{st}; len(work) > 0; work = work[1:] {
		n := len(d.m.Installed(&work[0]))
		for _, e := range d.routine(work[0]) {
			if len(d.m.Installed(&e.State)) > n {
				work = append(work, d.m.Settled(e))
			}
		}
	}
}

// routine follows each routine of st.
func (d *driver) routine(st state.State) []follow.Exit {
	var out []follow.Exit
	for _, c := range d.m.Installed(&st) {
		in, ok := irql.RoutineIn(c.Slot)
		if !ok || !irql.Handed(in.Slot) && in.Kind != irql.Callback || d.h.prog.Reaches(c.Index())&simulate.Levelled == 0 {
			continue
		}
		at := d.at(st, c)
		out = append(out, d.m.Run(c.Func, d.m.Handed(&at, c), at, d.function(c.Index()).Short+" runs")...)
	}
	return out
}

// at is st at the IRQL at which the system calls c.
func (d *driver) at(st state.State, c follow.Installed) state.State {
	return d.m.At(st, c.Slot, c.Index())
}
