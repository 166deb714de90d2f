package concrete

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
)

type event struct{ set, synchronizes bool }

type rundown struct {
	holders int
	closing bool
}

// allocate may fail. A driver that has run out of memory may not be able to
// close its sockets.
func allocate(r *run, c *call) bool {
	p, ok := c.sig.Results().At(0).Type().Underlying().(*types.Pointer)
	if !ok {
		r.unable("%s without a pointer as its result", c.name)
	}
	if r.choose(2) == 1 {
		return c.done(nil)
	}
	n := newNode(p.Elem())
	if c.name == "IoAllocateIrp" {
		r.owns(n, c)
	}
	return c.done(n)
}

func createDevice(r *run, c *call) bool {
	for _, a := range c.args {
		n, ok := a.(*node)
		if !ok || n == nil {
			continue
		}
		if p, ok := n.typ.Underlying().(*types.Pointer); ok && named(p.Elem()) == "DEVICE_OBJECT" {
			if r.fails(c) {
				return true
			}
			d := newNode(p.Elem())
			n.v, r.device = d, d
			r.devices++
			if slices.Contains(c.args, value(true)) {
				r.exclusive++
			}
			r.link(c, d)
			return c.done(c.status(r, 0))
		}
	}
	r.unable("IoCreateDevice without a place for the device")
	return true
}

// link puts a device at the head of the list that starts at its driver object.
func (r *run) link(c *call, d *node) {
	driver := c.pointer("DRIVER_OBJECT")
	if driver == nil {
		return
	}
	head, next, owner := driver.field("DeviceObject"), d.field("NextDevice"), d.field("DriverObject")
	if head == nil || next == nil || owner == nil {
		return
	}
	head.v, next.v, owner.v = d, head.v, driver
}

// deleteDevice takes a device out of that list. Its extension goes with it.
func deleteDevice(r *run, c *call) bool {
	d := c.pointer("DEVICE_OBJECT")
	if d == nil {
		r.crash()
	}
	if e := d.field("DeviceExtension"); e != nil {
		if n, ok := plain(e.v).(*node); ok && n != nil {
			r.overwrites(n, c.at)
		}
	}
	owner := d.field("DriverObject")
	if owner == nil || owner.v == nil {
		return c.done(nil)
	}
	at := owner.v.(*node).field("DeviceObject")
	for at.v != nil && at.v != d {
		at = at.v.(*node).field("NextDevice")
	}
	if at.v == d {
		at.v = d.field("NextDevice").v
	}
	return c.done(nil)
}

func free(r *run, c *call) bool {
	n, ok := c.arg(0).(*node)
	if !ok || n == nil {
		return c.done(nil)
	}
	if r.inUse(n) != nil {
		r.violate("WSK010", c.at)
		r.end()
	}
	for _, s := range r.sockets {
		if s.context == n && !s.closed && c.name != "MmUnlockPages" {
			r.violate("WSK012", c.at)
			r.end()
		}
	}
	r.overwrites(n, c.at)
	return c.done(nil)
}

func startThread(r *run, c *call) bool {
	if r.fails(c) {
		return true
	}
	t := r.start(c, c.function(), []value{c.args[len(c.args)-1]})
	t.system = true
	if h, ok := c.arg(0).(*node); ok && h != nil {
		t.obj = newNode(types.Typ[types.Uintptr])
		h.v = t.obj
	}
	return c.done(c.status(r, 0))
}

// start starts a function besides its caller.
func (r *run) start(c *call, fn value, args []value) *thread {
	if fn == nil {
		r.crash()
	}
	t := &thread{born: c.at}
	r.threads = append(r.threads, t)
	r.push(t, fn, args, func(value) {})
	return t
}

func endThread(r *run, c *call) bool {
	if !c.t.system {
		return c.done(nil)
	}
	c.t.stack, c.t.ended = nil, true
	return true
}

func queueWork(r *run, c *call) bool {
	fn := c.function()
	var args []value
	switch f := fn.(type) {
	case *ssa.Function:
		args = make([]value, len(f.Params))
	case *closure:
		args = make([]value, len(f.fn.Params))
	}
	if n := len(args); n > 0 {
		args[n-1] = c.args[len(c.args)-1]
	}
	if len(args) > 1 {
		args[0] = r.device
	}
	r.start(c, fn, args)
	return c.done(nil)
}

// reference stores the object behind a handle.
func reference(r *run, c *call) bool {
	for i, a := range c.args {
		n, ok := a.(*node)
		if !ok || n == nil || i == 0 {
			continue
		}
		if _, ok := n.typ.Underlying().(*types.Interface); ok {
			n.v = iface{types.Typ[types.Uintptr], c.args[0]}
		}
	}
	return c.done(c.status(r, 0))
}

func (r *run) event(c *call) *event {
	n := c.pointer("KEVENT")
	if n == nil {
		r.crash()
	}
	e := r.events[n]
	if e == nil {
		e = &event{}
		r.events[n] = e
	}
	return e
}

func initEvent(r *run, c *call) bool {
	e := r.event(c)
	e.synchronizes = c.arg(1) == int64(1)
	e.set, _ = c.arg(2).(bool)
	return c.done(nil)
}

func setEvent(r *run, c *call) bool {
	r.event(c).set = true
	return c.done(int64(0))
}

func clearEvent(r *run, c *call) bool {
	r.event(c).set = false
	return c.done(int64(0))
}

func wait(r *run, c *call) bool {
	n, _ := c.arg(0).(*node)
	if n == nil {
		r.crash()
	}
	if c.t.wsk {
		r.violate("WSK013", c.at)
	}
	ready := func() bool { return false }
	var e *event
	if named(n.typ) == "KEVENT" {
		e = r.event(c)
		ready = func() bool { return e.set }
	}
	for _, t := range r.threads {
		if t.obj == n {
			ready = func() bool { return t.ended }
		}
	}
	if !ready() && c.pointer("LARGE_INTEGER") != nil && r.choose(2) == 1 {
		return c.done(statusTimeout)
	}
	if !ready() {
		return c.waits(ready)
	}
	if e != nil && e.synchronizes {
		e.set = false
	}
	return c.done(int64(0))
}

func (r *run) rundown(c *call) *rundown {
	n := c.pointer("EX_RUNDOWN_REF")
	if n == nil {
		r.crash()
	}
	d := r.rundowns[n]
	if d == nil {
		d = &rundown{}
		r.rundowns[n] = d
	}
	return d
}

func initRundown(r *run, c *call) bool {
	*r.rundown(c) = rundown{}
	return c.done(nil)
}

func acquireRundown(r *run, c *call) bool {
	d := r.rundown(c)
	if d.closing {
		return c.done(false)
	}
	d.holders++
	return c.done(true)
}

func releaseRundown(r *run, c *call) bool {
	r.rundown(c).holders--
	return c.done(nil)
}

func waitRundown(r *run, c *call) bool {
	d := r.rundown(c)
	d.closing = true
	if d.holders > 0 {
		return c.waits(func() bool { return d.holders == 0 })
	}
	return c.done(nil)
}
