package concrete

import (
	"go/token"
	"strings"
)

// A request is an IRP that has been, or is to be, handed to WSK.
type request struct {
	name    string // of the function that has it, or has had it last
	routine value
	ctx     value
	pending bool
	used    bool // completed, and not made ready since
	freed   bool
	passed  bool    // to the driver, by the system: it needs no routine
	socket  *node   // that it is about
	uses    []*node // what it reads or writes while it is pending
	own     *own    // or nil: it comes from others
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
			made := effect()
			if out := c.place("WSK_SOCKET"); out != nil {
				out.v = made
			}
		}
		return c.done(c.status(r, 0))
	}
	q := r.requestOf(irp)
	if q.pending || q.freed || r.d.arms && !q.passed && (q.used || q.routine == nil) {
		r.violate("WSK010", c.at)
		r.end()
	}
	r.fit(c, q)
	closes := c.name == "WskCloseSocket"
	// a close completes last of all requests on its socket, and after its callbacks
	last := func() bool {
		if closes && r.called(socket) {
			return false
		}
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
			status, info = &unknown{failure: true}, r.noSocket(c)
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
		caller := *t
		t.irql, t.vague, t.wsk, t.completes = dispatch, true, true, true
		var f *frame
		f = r.push(t, routine, []value{nil, irp, q.ctx}, func(v value) {
			r.stopped(q, f, v)
			t.irql, t.vague, t.wsk, t.completes = caller.irql, caller.vague, caller.wsk, caller.completes
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

// noSocket is what a request that was to make a socket leaves in its IRP when it has
// failed: nil, which must not be taken for one.
func (r *run) noSocket(c *call) value {
	switch t := r.d.lookup("WSK_SOCKET"); {
	case t == nil:
	case c.name == "WskSocket", c.name == "WskSocketConnect", c.name == "WskAccept":
		return &node{typ: t, nothing: "WSK010"}
	}
	return int64(0)
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

// reads looks for results that are read from an IRP that WSK has, or that is gone. The
// life goes on with what is there.
func (r *run) reads(n *node, at token.Position) {
	if n.up == nil || n.up.up == nil || named(n.up.typ) != "IO_STATUS_BLOCK" {
		return
	}
	q := r.requests[n.up.up]
	if q == nil || !q.pending && !q.freed {
		return
	}
	r.violate("WSK010", at)
	if q.freed {
		r.end()
	}
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

// freeIrp is for whoever has allocated the IRP.
func freeIrp(r *run, c *call) bool {
	_, q := r.touch(c)
	if q.passed {
		r.violate("WSK010", c.at)
		r.end()
	}
	q.freed = true
	return c.done(nil)
}

func reuseIrp(r *run, c *call) bool {
	n, q := r.touch(c)
	q.routine, q.used = nil, false
	if c.name == "IoInitializeIrp" {
		q.own = &own{stack: c.arg(2)}
	}
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

// finish completes an IRP that was passed to the driver: whoever sent it has it
// again, and may free it.
func finish(r *run, c *call) bool {
	_, q := r.touch(c)
	q.passed = false
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
	q.own.always(c)
	q.ctx = nil
	if len(c.args) > 2 {
		q.ctx = c.args[2]
	}
	return c.done(r.anything(c))
}
