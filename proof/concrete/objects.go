package concrete

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
)

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

// pool allocates memory that becomes what it is converted to.
func pool(r *run, c *call) bool {
	if r.choose(2) == 1 {
		return c.done(nil)
	}
	return c.done(newNode(types.Typ[types.UnsafePointer]))
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
	r.bound(n, c)
	if r.inUse(n) != nil {
		r.violate("WSK010", c.at)
		r.end()
	}
	for _, s := range r.sockets {
		if s.context == n && !s.closed && len((&events{r.sys}).occurrences(s.table, nil)) > 0 && c.name != "MmUnlockPages" {
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
	if item := c.pointer("WORK_QUEUE_ITEM"); fn == nil && item != nil {
		fn = item.function("WorkerRoutine")
		c.args = append(c.args, item.function("Parameter"))
	}
	var args []value
	switch f := fn.(type) {
	case *ssa.Function:
		args = make([]value, len(f.Params))
	case *closure:
		args = make([]value, len(f.fn.Params))
	}
	switch n := len(args); {
	case n == 3: // the work item stands behind the context
		args[1], args[2] = c.args[len(c.args)-1], c.args[0]
	case n > 0:
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
