package concrete

import (
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// A request is an IRP that has been, or is to be, handed to WSK.
type request struct {
	name    string // of the function that has it, or has had it last
	routine value
	ctx     value
	pending bool
	used    bool // completed, and not made ready since
	freed   bool
	socket  *node   // that it is about
	uses    []*node // what it reads or writes while it is pending
}

type event struct{ set, synchronizes bool }

type rundown struct {
	holders int
	closing bool
}

func (r *run) requestOf(irp *node) *request {
	q := r.requests[irp]
	if q == nil {
		q = &request{}
		r.requests[irp] = q
	}
	return q
}

// request carries out a WSK function that takes an IRP: it completes at once or
// later, and succeeds or, if it can fail, fails.
func (r *run) request(c *call, canFail bool, socket *node, effect func() value) bool {
	irp := c.pointer("IRP")
	if irp == nil {
		if canFail && c.used && r.fails(c) {
			return true
		}
		if effect != nil {
			effect()
		}
		return c.done(c.status(r, 0))
	}
	q := r.requestOf(irp)
	if q.pending || q.freed || r.d.arms && (q.used || q.routine == nil) {
		r.violate("WSK010", c.at)
		r.end()
	}
	closes := c.name == "WskCloseSocket"
	// a close completes last of all requests on its socket
	last := func() bool {
		for _, o := range r.requests {
			if closes && o != q && o.pending && o.socket == socket {
				return false
			}
		}
		return true
	}
	outcome := 1
	if last() {
		outcome = r.choose(2)
	}
	failed := canFail && r.choose(2) == 1
	q.name, q.socket, q.uses = c.name, socket, r.uses(c, irp, q)
	complete := func(t *thread, then func(value)) {
		if q.freed {
			r.end()
		}
		late := q.pending
		q.pending, q.used = false, true
		status, info := value(int64(0)), value(int64(0))
		if failed {
			status = &unknown{failure: true}
		} else if effect != nil {
			info = effect()
		} else if !closes {
			info = &unknown{}
		}
		block := irp.field("IoStatus")
		if block == nil {
			r.unable("an IRP without IoStatus")
		}
		block.field("Status").v, block.field("Information").v = status, info
		if p := irp.field("PendingReturned"); p != nil {
			p.v = late
		}
		routine := q.routine
		q.routine = nil
		if routine == nil {
			then(status)
			return
		}
		irql, wsk := t.irql, t.wsk
		t.irql, t.wsk = dispatch, true
		r.push(t, routine, []value{nil, irp, q.ctx}, func(value) {
			t.irql, t.wsk = irql, wsk
			then(status)
		})
	}
	if outcome == 0 {
		complete(c.t, func(s value) { c.then(c.answer(r, s)) })
		return true
	}
	q.pending = true
	later := &thread{born: c.at, blocked: last}
	later.start = func() { complete(later, func(value) {}) }
	r.threads = append(r.threads, later)
	return c.done(c.status(r, statusPending))
}

// filling are the functions whose pages say that what they are handed the address
// of stays until the IRP completes.
var filling = map[string]bool{
	"WskControlClient": true, "WskControlSocket": true, "WskAccept": true, "WskReceiveFrom": true, "WskGetLocalAddress": true,
	"WskGetRemoteAddress": true, "WskGetAddressInfo": true, "WskGetNameInfo": true,
}

// uses is what a request reads or writes: the IRP, what its routine is handed, the
// MDLs of its buffer, and what the function fills in.
func (r *run) uses(c *call, irp *node, q *request) []*node {
	out := []*node{irp}
	if n, ok := plain(q.ctx).(*node); ok && n != nil {
		out = append(out, n)
	}
	for _, a := range c.args {
		n, ok := plain(a).(*node)
		if !ok || n == nil {
			continue
		}
		switch kind := named(n.typ); {
		case kind == "WSK_BUF":
			if m := n.field("Mdl"); m != nil {
				if mdl, ok := m.v.(*node); ok && mdl != nil {
					out = append(out, mdl)
				}
			}
		case kind == "IRP" || kind == "WSK_SOCKET" || kind == "WSK_CLIENT" || strings.HasSuffix(kind, "_DISPATCH"):
		case filling[c.name]:
			out = append(out, n)
		}
	}
	return out
}

// inUse is the pending request that uses n or a part of it, or something that n is
// a part of.
func (r *run) inUse(n *node) *request {
	for _, q := range r.requests {
		if !q.pending {
			continue
		}
		for _, u := range q.uses {
			if u.within(n) || n.within(u) {
				return q
			}
		}
	}
	return nil
}

// reads looks for results that are read from an IRP that WSK has, or that is gone.
func (r *run) reads(n *node, at token.Position) {
	if n.up == nil || n.up.up == nil || named(n.up.typ) != "IO_STATUS_BLOCK" {
		return
	}
	if q := r.requests[n.up.up]; q != nil && (q.pending || q.freed) {
		r.violate("WSK010", at)
		r.end()
	}
}

// allocate may fail. A driver that has run out of memory may not be able to
// close its sockets.
func allocate(r *run, c *call) bool {
	p, ok := c.sig.Results().At(0).Type().Underlying().(*types.Pointer)
	if !ok {
		r.unable("%s without a pointer as its result", c.name)
	}
	if r.choose(2) == 1 {
		r.starved = r.starved || c.name == "IoAllocateIrp"
		return c.done(nil)
	}
	return c.done(newNode(p.Elem()))
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

// deleteDevice takes a device out of that list.
func deleteDevice(r *run, c *call) bool {
	d := c.pointer("DEVICE_OBJECT")
	if d == nil {
		r.crash()
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

func (r *run) irp(c *call) (*node, *request) {
	n := c.pointer("IRP")
	if n == nil {
		r.crash()
	}
	return n, r.requestOf(n)
}

// touch looks for an IRP that must not be touched now.
func (r *run) touch(c *call) (*node, *request) {
	n, q := r.irp(c)
	if q.pending || q.freed {
		r.violate("WSK010", c.at)
		r.end()
	}
	return n, q
}

func freeIrp(r *run, c *call) bool {
	_, q := r.touch(c)
	q.freed = true
	return c.done(nil)
}

func reuseIrp(r *run, c *call) bool {
	n, q := r.touch(c)
	q.routine, q.used = nil, false
	if block := n.field("IoStatus"); block != nil {
		status := value(int64(0))
		if c.name == "IoReuseIrp" {
			status = c.arg(1)
		}
		block.field("Status").v, block.field("Information").v = status, int64(0)
	}
	if p := n.field("PendingReturned"); p != nil {
		p.v = false
	}
	return c.done(nil)
}

// cancel only asks: the request still completes.
func cancel(r *run, c *call) bool {
	if _, q := r.irp(c); q.freed {
		r.violate("WSK010", c.at)
		r.end()
	}
	return c.done(r.anything(c))
}

func onCompletion(r *run, c *call) bool {
	_, q := r.touch(c)
	q.routine = c.function()
	q.ctx = nil
	if len(c.args) > 2 {
		q.ctx = c.args[2]
	}
	return c.done(r.anything(c))
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

func lock(r *run, c *call) bool {
	if old, ok := c.arg(1).(*node); ok && old != nil {
		old.v = int64(c.t.irql)
	}
	c.t.irql = dispatch
	return c.done(nil)
}

func unlock(r *run, c *call) bool {
	c.t.irql = passive
	if old, ok := c.arg(1).(int64); ok {
		c.t.irql = int(old)
	}
	return c.done(nil)
}

func raise(r *run, c *call) bool {
	if old, ok := c.arg(1).(*node); ok && old != nil {
		old.v = int64(c.t.irql)
	}
	c.t.irql = int(r.number(c.arg(0)))
	return c.done(nil)
}

func lower(r *run, c *call) bool {
	c.t.irql = int(r.number(c.arg(0)))
	return c.done(nil)
}

func fastLock(r *run, c *call) bool {
	c.t.irql = apc
	return c.done(nil)
}

func fastUnlock(r *run, c *call) bool {
	c.t.irql = passive
	return c.done(nil)
}

func tryFastLock(r *run, c *call) bool {
	if r.choose(2) == 1 {
		return c.done(false)
	}
	c.t.irql = apc
	return c.done(true)
}

// queuedLock keeps the old IRQL with the handle.
func queuedLock(r *run, c *call) bool {
	h, _ := c.arg(1).(*node)
	if h == nil {
		r.crash()
	}
	r.queued[h] = c.t.irql
	c.t.irql = dispatch
	return c.done(nil)
}

func queuedUnlock(r *run, c *call) bool {
	h, _ := c.arg(0).(*node)
	c.t.irql = r.queued[h]
	return c.done(nil)
}

// sharedLock returns the old IRQL.
func sharedLock(r *run, c *call) bool {
	old := int64(c.t.irql)
	c.t.irql = dispatch
	return c.done(old)
}

func currentIrql(r *run, c *call) bool { return c.done(int64(c.t.irql)) }
