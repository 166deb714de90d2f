package harness

import (
	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/follow"
	"github.com/wskvet/wskvet/internal/kernel/device"
	"github.com/wskvet/wskvet/internal/state"
)

// For which device, and which of its files, the system calls a callback.

// target is what a callback is called for: a state, and the device, if one is known.
type target struct {
	st     state.State
	device domain.Value
	holder domain.Value // what holds its files: the device, or what stands for it in a model without
	file   domain.Value // that a request is for
}

// targets are the devices for which the system may call a callback: an exclusive
// one is opened only when it is closed, and the other way round. Without devices the
// callback is called for anything.
func (d *driver) targets(c follow.Installed, st state.State) []target {
	opens, closes := handles(c.Slot, func(slot string) bool { return d.has(&st, slot) })
	devices := d.m.Devices(&st)
	var out []target
	for _, dev := range devices {
		s := st
		if c.Slot == ddi.Pnp && d.has(&s, ddi.AddDevice) && d.m.IsLegacy(&s, dev) {
			continue
		}
		file, ok := d.file(&s, dev, opens, closes)
		if !ok {
			continue
		}
		switch n, exclusive := d.m.Handles(&s, dev); {
		case !exclusive:
		case opens && n > 0, closes && n == 0:
			continue
		case opens:
			d.m.SetHandles(&s, dev, 1)
		case closes:
			d.m.SetHandles(&s, dev, 0)
		}
		out = append(out, target{s, dev, dev, file})
	}
	if len(devices) == 0 && ddi.Dispatches(c.Slot) && d.h.prog.MakesDevices() {
		return nil // there is nothing to send a request to
	}
	if len(devices) == 0 {
		return d.deviceless(c, st, opens, closes)
	}
	return out
}

// deviceless is the target of a callback in a model that makes no device: the files of the
// device that it leaves out are known all the same.
func (d *driver) deviceless(c follow.Installed, st state.State, opens, closes bool) []target {
	if !ddi.Dispatches(c.Slot) || !opens && !closes && d.m.Count(&st, device.Opened) == 0 {
		return []target{{st, d.m.Any(), d.m.Any(), d.m.Any()}}
	}
	holder := domain.Value{K: domain.Ptr, O: d.m.Own(&st)}
	file, ok := d.file(&st, holder, opens, closes)
	if !ok {
		return nil
	}
	return []target{{st, d.m.Any(), holder, file}}
}

// file is the file for which a callback is called: the one that it opens, or the last that
// is open. It is not called to close one where none is.
func (d *driver) file(st *state.State, holder domain.Value, opens, closes bool) (file domain.Value, ok bool) {
	n := d.m.OpenFiles(st, holder)
	switch {
	case opens:
		file = d.m.NewFile(st, holder, n)
		d.m.SetOpenFiles(st, holder, n+1)
		return file, true
	case closes && n > 0:
		d.m.SetOpenFiles(st, holder, n-1)
	}
	if n == 0 {
		return d.m.Any(), !closes
	}
	return d.m.File(st, holder, n-1), true
}

// handles reports whether a callback opens handles, or is the last that is called
// when one is closed.
func handles(slot string, has func(string) bool) (opens, closes bool) {
	for p := range ddi.Pairs() {
		if !p.Handle || !has(p.Open) || !has(p.Close) {
			continue
		}
		opens = opens || slot == p.Open
		closes = closes || slot == p.Close && (p.Before == "" || !has(p.Before))
	}
	return opens, closes
}
