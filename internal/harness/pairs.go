package harness

import (
	"slices"
	"strings"

	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/follow"
	"github.com/wskvet/wskvet/internal/irql"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/state"
	"github.com/wskvet/wskvet/internal/summary"
)

// installed are the callbacks that may run in st.
func (d *driver) installed(st *state.State) []follow.Installed {
	var out []follow.Installed
	for _, c := range d.m.Installed(st) {
		if ddi.IsUnload(c.Slot) || d.cleanup(c) || d.elsewhere(c, st) || irql.Handed(c.Slot) || !d.m.Acts(c.Index()) && !paired(c.Slot) && !registrar(c.Slot) && !lends(c.Slot) || irql.Event(c.Slot) && !d.events(st) || !d.due(c.Slot, st) {
			continue
		}
		out = append(out, c)
	}
	for _, f := range d.h.callbacks {
		out = append(out, follow.Installed{Slot: f.Short, Func: follow.Root(f.Index)})
	}
	return out
}

// events reports whether WSK may call for a socket: one that is open, or, in a model that
// leaves the making of sockets out, any that it may have while it is registered.
func (d *driver) events(st *state.State) bool {
	return d.m.Sockets(st) || (!d.h.makes || !d.m.FollowsSockets()) && len(d.m.Registered(st)) > 0
}

// The harness's cells of a device of KMDF: it has been added; an opening callback, whose
// name stands before, has failed, and its answer comes all the same.
const (
	added   = "added"
	failure = " failed"
)

// due reports whether what a callback is called for is there: the handle, the
// adapter.
func (d *driver) due(slot string, st *state.State) bool {
	if d.h.prog.Answers(slot) {
		return false // what it answers is an activity
	}
	both := func(p ddi.Pair) bool { return d.has(st, p.Open) && d.has(st, p.Close) }
	count := func(p ddi.Pair) int64 { return d.m.Count(st, p.Cell()) }
	if ddi.OnAdded(slot) && d.has(st, ddi.DeviceAdd) && d.m.Count(st, added) == 0 && !(ddi.OnFile(slot) && d.legacy(st)) {
		return false
	}
	for p := range ddi.Pairs() {
		within := slices.Contains(p.Within, slot)
		if within && !d.inOrder(p, slot, st) {
			return false
		}
		if (within || p.Always && p.Open == slot) && d.m.Count(st, p.Open+failure) > 0 {
			return false
		}
		if within && both(p) && count(p) == 0 {
			return false
		}
		if p.Close != slot || !both(p) {
			continue
		}
		for q := range ddi.Pairs() {
			if !both(q) || count(q) == 0 {
				continue
			}
			first := q.Before == slot && count(q) >= count(p)
			within := slices.Contains(p.Within, q.Open) && !q.Handle
			if first || within || p.Behind == q.Open {
				return false
			}
		}
	}
	return true
}

// begun is what stands behind the name of a pair's first callback in the harness's cell
// that says that it has run.
const begun = " run"

// inOrder reports whether a callback comes behind the first one of a pair, which comes once.
func (d *driver) inOrder(p ddi.Pair, slot string, st *state.State) bool {
	if p.First == "" || !d.has(st, p.First) {
		return true
	}
	return (d.m.Count(st, p.First+begun) > 0) == (slot != p.First)
}

// legacy reports whether there is a device that the driver has made by itself.
func (d *driver) legacy(st *state.State) bool {
	return slices.ContainsFunc(d.m.Devices(st), func(dev domain.Value) bool { return d.m.IsLegacy(st, dev) })
}

// unopened reports whether a driver closes handles and leaves the opening of them
// to the system, or its model leaves it out. A request is then on an open handle.
func (d *driver) unopened(p ddi.Pair, st *state.State) bool {
	return p.Handle && d.has(st, p.Close) && !d.has(st, p.Open)
}

// opens bounds how often an opening callback is followed before its answer. One
// that is answered by a routine for many requests is followed once in a life: one device.
// So are those of a device of KMDF, at a time.
func (d *driver) opens(p ddi.Pair) int64 {
	if p.Single {
		return 1
	}
	return 2
}

// callback runs one callback. One that answers another runs once for each time
// that the other succeeded.
func (d *driver) callback(c follow.Installed, st state.State) {
	if c.Slot == ddi.Pnp && d.h.prog.TellsMinor(c.Index()) {
		d.pnp(c, st)
		return
	}
	partly, due := d.counted(c, &st)
	if !due {
		return
	}
	if cleanup(c.Slot) { // nothing is asked of a device that goes
		d.m.SetCount(&st, added, 0)
	}
	for _, t := range d.targets(c, st) {
		exits := d.call(c, t)
		if partly {
			d.answer(c, &t.st, exits)
		}
		d.called(c, t, exits)
	}
}

// counted counts what a callback opens or closes. It reports whether there is
// something to close, and whether that is only part of what the callback does. One
// device is followed.
func (d *driver) counted(c follow.Installed, st *state.State) (partly, due bool) {
	if c.Slot == ddi.AddDevice || c.Slot == ddi.DeviceAdd {
		if d.m.Count(st, c.Slot) > 0 {
			return false, false
		}
		d.m.SetCount(st, c.Slot, 1)
	}
	for p := range ddi.Pairs() {
		open := d.m.Count(st, p.Cell())
		switch {
		case c.Slot == p.First:
			d.m.SetCount(st, p.First+begun, 1)
		case c.Slot == p.Close && p.Partly && d.has(st, p.Open):
			if open == 0 {
				return false, false // there is no device
			}
			partly = true
		case c.Slot == p.Close && d.has(st, p.Open):
			if open == 0 {
				return false, false
			}
			d.m.SetCount(st, p.Cell(), open-1)
			d.m.SetCount(st, p.First+begun, 0)
		case d.unopened(p, st) && c.Slot == p.Close:
			d.m.SetCount(st, p.Cell(), 0)
		case d.unopened(p, st) && slices.Contains(p.Within, c.Slot):
			d.m.SetCount(st, p.Cell(), 1)
		case c.Slot == p.Open && d.has(st, p.Close):
			if open >= d.opens(p) {
				return false, false
			}
			d.m.SetCount(st, p.Cell(), open+1)
		}
	}
	return partly, true
}

// call runs a callback for a target: with the device as its first argument, if it
// takes one.
func (d *driver) call(c follow.Installed, t target) []follow.Exit {
	f := d.function(c.Index())
	d.m.Uncompleted(&t.st)
	first := t.device
	switch {
	case strings.HasPrefix(c.Slot, "EvtFile") && t.file != d.m.Any():
		first = t.file
	case c.Slot == ddi.AddDevice || c.Slot == ddi.DeviceAdd:
		first = d.drv
	case len(f.Roles) > 0 && (f.Roles[0] != summary.Out && !cleanup(c.Slot) || first == d.m.Any()):
		first = d.m.Fresh(&t.st, f.Index, 0)
	}
	return d.waits(c, d.at(t.st, c), first, t.file, f)
}

// called takes the exits of a callback.
func (d *driver) called(c follow.Installed, t target, exits []follow.Exit) {
	for _, e := range exits {
		if !e.Panics {
			d.opened(c, t, e)
			d.leaves(c, e)
		}
	}
}

// answer finds which exits of a routine that answers several requests are those
// of the answer at hand: those that undo something or, if none does, all.
func (d *driver) answer(c follow.Installed, before *state.State, exits []follow.Exit) {
	undone := func(e *follow.Exit) bool { return e.State.Protocol() != before.Protocol() }
	some := slices.ContainsFunc(exits, func(e follow.Exit) bool { return undone(&e) })
	for i := range exits {
		if some && !undone(&exits[i]) {
			continue
		}
		for p := range ddi.Pairs() {
			if n := d.m.Count(&exits[i].State, p.Cell()); p.Partly && c.Slot == p.Close && n > 0 {
				d.m.SetCount(&exits[i].State, p.Cell(), n-1)
			}
		}
	}
}

// opened takes a callback's exit: an opening callback that fails is not
// answered.
func (d *driver) opened(c follow.Installed, t target, e follow.Exit) {
	f := d.function(c.Index())
	opens := c.Slot == ddi.DeviceAdd
	for p := range ddi.Pairs() {
		opens = opens || c.Slot == p.Open && d.has(&e.State, p.Close)
	}
	if !opens {
		d.ended(e, f.Short)
		return
	}
	ok, failed := d.m.Succeeds(e, f.Results)
	switch c.Slot {
	case ddi.FindAdapter:
		ok, failed = d.m.Finds(e)
	case ddi.FileCreate:
		ok, failed = d.m.Completes(e)
	}
	for _, x := range ok {
		if c.Slot == ddi.DeviceAdd {
			d.m.SetCount(&x.State, added, 1)
			d.cleans(&x.State)
		}
		d.ended(x, f.Short)
	}
	for _, x := range failed {
		for p := range ddi.Pairs() {
			switch n := d.m.Count(&x.State, p.Cell()); {
			case c.Slot != p.Open || n == 0:
			case p.Always:
				d.m.SetCount(&x.State, p.Open+failure, 1)
			default:
				d.m.SetCount(&x.State, p.Cell(), n-1)
			}
		}
		if c.Slot == ddi.DeviceAdd {
			d.cleans(&x.State)
		}
		if opens, _ := handles(c.Slot, func(slot string) bool { return d.has(&x.State, slot) }); opens && t.holder != d.m.Any() {
			d.m.SetOpenFiles(&x.State, t.holder, d.m.OpenFiles(&x.State, t.holder)-1)
		}
		if _, exclusive := d.m.Handles(&x.State, t.device); exclusive {
			d.m.SetHandles(&x.State, t.device, 0)
		}
		d.ended(x, f.Short)
	}
}

// cleans has the cleanups of the devices called that have been made, when they go: also
// where the callback that has made one fails, as the framework deletes the device then.
// Page: wdfdriver/nc-wdfdriver-evt_wdf_driver_device_add
func (d *driver) cleans(st *state.State) {
	for p := range ddi.Pairs() {
		if p.Open == ddi.DeviceAdd && d.has(st, p.Close) {
			d.m.SetCount(st, p.Cell(), 1)
		}
	}
}

// elsewhere reports whether c is the cleanup of a framework object that is no device.
func (d *driver) elsewhere(c follow.Installed, st *state.State) bool {
	return cleanup(c.Slot) && !d.own[c.Index()] && !d.m.Cleans(st, c.Slot, c.Func)
}

// has reports whether a callback is installed: that the framework's driver object goes
// answers no callback of a device.
func (d *driver) has(st *state.State, slot string) bool {
	return d.m.InstalledSo(st, func(c *follow.Installed) bool {
		return c.Slot == slot && !d.cleanup(*c) && !d.elsewhere(*c, st)
	})
}

// answered reports whether the system would unload the driver: every create has
// been answered by its close.
func (d *driver) answered(st *state.State) bool {
	for p := range ddi.Pairs() {
		if d.m.Count(st, p.Cell()) > 0 {
			return false
		}
	}
	return true
}

// paired reports whether a slot opens or closes what others need, or comes before them.
func paired(slot string) bool {
	return ddi.AnyPair(func(p ddi.Pair) bool { return p.Open == slot || p.Close == slot || p.First == slot })
}

// waits runs a callback, in some of which the system waits for the driver.
func (d *driver) waits(c follow.Installed, st state.State, first, file domain.Value, f program.Function) []follow.Exit {
	if slices.Contains(irql.Loads(), c.Slot) {
		defer d.m.Loading(f.Short)()
	}
	return d.runOn(c, st, first, file, d.runs(c))
}
