package concrete

import "go/types"

// A client is registered with the network module registrar.
type client struct {
	handle  *node
	table   *node
	context value
	ending  bool // NmrDeregisterClient has been called
	gone    bool // it is deregistered
	awaited bool // that has been waited for
	binding *binding
}

// stays reports whether a client is being deregistered and has not left its provider.
func (l *client) stays() bool { return l.ending && !l.gone }

// A binding is what joins a client to a provider.
type binding struct {
	handle   *node
	context  value
	attached bool // NmrClientAttachProvider has succeeded
	leaving  bool // ClientDetachProvider has been called
	cleaned  bool // ClientCleanupBindingContext has
}

// A registrar attaches clients, and detaches them where a provider goes.
type registrar struct{ *system }

func (m *registrar) moves() []func() {
	var out []func()
	for _, l := range m.r.clients {
		switch b := l.binding; {
		case l.ending:
		case b == nil && l.table.function("ClientAttachProvider") != nil:
			out = append(out, func() { m.attach(l) })
		case b != nil && b.attached && !b.leaving:
			out = append(out, func() { m.detach(l) })
		}
	}
	return out
}

func (m *registrar) settle() {}

func (m *registrar) attach(l *client) {
	t := &thread{}
	t.start = func() { m.r.attach(t, l, func() {}) }
	m.r.await(t)
}

func (m *registrar) detach(l *client) { m.r.await(m.r.detach(l)) }

// attach calls the client's callback for a provider in thread t.
func (r *run) attach(t *thread, l *client, then func()) {
	b := &binding{handle: opaque()}
	l.binding = b
	fn := l.table.function("ClientAttachProvider")
	r.push(t, fn, r.arguments(fn, boxed(b.handle), l.context), func(v value) {
		if !b.attached || !succeeded(v) {
			l.binding = nil
		}
		then()
	})
}

// registerClient registers a client; it may be attached before that returns.
// Page: netioddk/nf-netioddk-nmrregisterclient
func registerClient(r *run, c *call) bool {
	r.most(c, passive)
	table := c.pointer("NPI_CLIENT_CHARACTERISTICS")
	if table == nil {
		r.crash()
	}
	if r.fails(c) {
		return true
	}
	l := &client{handle: opaque(), table: table, context: c.args[1]}
	r.clients = append(r.clients, l)
	r.d.Registers = true
	if n := c.object(2); n != nil {
		n.v = boxed(l.handle)
	}
	if table.function("ClientAttachProvider") != nil && r.choose(2) == 1 {
		r.attach(c.t, l, func() { c.then(c.status(r, 0)) })
		return true
	}
	return c.done(c.status(r, 0))
}

// attachProvider attaches the client that is being called.
// Page: netioddk/nf-netioddk-nmrclientattachprovider
func attachProvider(r *run, c *call) bool {
	r.most(c, passive)
	for _, l := range r.clients {
		b := l.binding
		if b == nil || b.handle != c.object(0) || b.attached {
			continue
		}
		if r.fails(c) {
			return true
		}
		b.attached, b.context = true, c.args[1]
		for _, i := range []int{3, 4} {
			if n := c.object(i); n != nil {
				n.v = iface{types.Typ[types.Invalid], tableOf{b.handle}}
			}
		}
		return c.done(c.status(r, 0))
	}
	return c.done(c.status(r, statusFailed))
}

// detach has the client leave its provider, in a thread of the registrar's.
func (r *run) detach(l *client) *thread {
	b := l.binding
	b.leaving = true
	t := &thread{vague: true}
	t.start = func() {
		fn := l.table.function("ClientDetachProvider")
		if fn == nil {
			r.detached(t, l)
			return
		}
		r.push(t, fn, r.arguments(fn, b.context), func(v value) {
			if v != statusPending {
				r.detached(t, l)
			}
		})
	}
	return t
}

// detached ends a detachment: the binding's context is cleaned up.
func (r *run) detached(t *thread, l *client) {
	b := l.binding
	if b == nil || b.cleaned {
		return // it was said to be complete before
	}
	b.cleaned = true
	over := func(value) {
		l.binding = nil
		l.gone = l.gone || l.ending
	}
	fn := l.table.function("ClientCleanupBindingContext")
	if fn == nil {
		over(nil)
		return
	}
	t.vague = true
	r.push(t, fn, r.arguments(fn, b.context), over)
}

// detachComplete ends a detachment that was left pending.
func detachComplete(r *run, c *call) bool {
	for _, l := range r.clients {
		if b := l.binding; b != nil && b.handle == c.object(0) && b.leaving && !b.cleaned {
			t := &thread{}
			t.start = func() { r.detached(t, l) }
			r.threads = append(r.threads, t)
		}
	}
	return c.done(nil)
}

func (r *run) client(c *call) *client {
	for _, l := range r.clients {
		if l.handle == c.object(0) {
			return l
		}
	}
	return nil
}

// deregisterClient begins to deregister; that it is pending is the one success that its
// page names. Page: netioddk/nf-netioddk-nmrderegisterclient
func deregisterClient(r *run, c *call) bool {
	l := r.client(c)
	if l == nil || l.ending {
		return c.done(c.status(r, statusFailed))
	}
	l.ending = true
	switch b := l.binding; {
	case b == nil:
		l.gone = true
	case !b.leaving:
		r.threads = append(r.threads, r.detach(l))
	}
	return c.done(c.status(r, statusPending))
}

// awaitClient waits for the end of what deregisterClient has begun.
// Page: netioddk/nf-netioddk-nmrwaitforclientderegistercomplete
func awaitClient(r *run, c *call) bool {
	r.most(c, apc)
	l := r.client(c)
	if l == nil || !l.ending {
		return c.done(c.status(r, statusFailed))
	}
	if !l.gone {
		return c.waits(func() bool { return l.gone })
	}
	l.awaited = true
	return c.done(c.status(r, 0))
}

// bound looks for a binding's context in memory that is freed.
func (r *run) bound(n *node, c *call) {
	for _, l := range r.clients {
		if b := l.binding; b != nil && b.attached && !b.cleaned && plain(b.context) == value(n) {
			r.violate("WSK015", c.at)
			r.end()
		}
	}
}
