package concrete

// hooks are callbacks that the driver registers with the system by a function.
type hooks struct {
	*system
	again  []value // reinitialization routines that are due
	fns    []value // notification routines
	ports  []*port
	serial int
}

// A port is a minifilter's, for one connection at a time.
type port struct {
	handle                       *node
	connect, disconnect, message value
	open                         bool
}

func (h *hooks) moves() []func() {
	var out []func()
	for _, fn := range h.fns {
		out = append(out, func() { h.r.main(fn, h.r.arguments(fn)...) })
	}
	for _, p := range h.ports {
		if !p.open {
			out = append(out, func() { p.open = succeeded(h.r.main(p.connect, h.r.arguments(p.connect)...).result) })
			continue
		}
		out = append(out, func() { h.r.main(p.message, h.r.arguments(p.message)...) }, func() { h.part(p) })
	}
	if len(h.again) > 0 {
		out = append(out, h.next)
	}
	return out
}

// settle calls the reinitialization routines that are due, and ends connections.
func (h *hooks) settle() {
	for range callbacks {
		if len(h.again) == 0 {
			break
		}
		h.next()
	}
	for _, p := range h.ports {
		if p.open {
			h.part(p)
		}
	}
}

func (h *hooks) next() {
	fn := h.again[0]
	h.again = h.again[1:]
	h.r.main(fn, h.r.arguments(fn, h.driver)...)
}

func (h *hooks) part(p *port) {
	p.open = false
	h.r.main(p.disconnect, h.r.arguments(p.disconnect)...)
}

// reinitialize has a routine called once DriverEntry has succeeded.
// Page: ntddk/nf-ntddk-ioregisterdriverreinitialization
func reinitialize(r *run, c *call) bool {
	h := r.sys.hooks
	if h.serial++; h.serial <= callbacks {
		h.again = append(h.again, c.function())
	}
	return c.done(nil)
}

// notify registers a notification routine, or takes it back.
// Page: ntddk/nf-ntddk-pssetcreateprocessnotifyroutineex
func notify(r *run, c *call) bool {
	h, fn := r.sys.hooks, c.function()
	if c.arg(1) == true {
		for i, f := range h.fns {
			if f == fn {
				h.fns = append(h.fns[:i:i], h.fns[i+1:]...)
				break
			}
		}
		return c.done(c.status(r, 0))
	}
	if r.fails(c) {
		return true
	}
	h.fns = append(h.fns, fn)
	return c.done(c.status(r, 0))
}

// createPort lets clients connect. Page: fltkernel/nf-fltkernel-fltcreatecommunicationport
func createPort(r *run, c *call) bool {
	if r.fails(c) {
		return true
	}
	p := &port{handle: opaque(), connect: c.args[4], disconnect: c.args[5], message: c.args[6]}
	c.object(1).v = p.handle
	r.sys.hooks.ports = append(r.sys.hooks.ports, p)
	return c.done(c.status(r, 0))
}

// closePort lets no more clients connect.
func closePort(r *run, c *call) bool {
	h := r.sys.hooks
	for i, p := range h.ports {
		if p.handle == c.object(0) {
			h.ports = append(h.ports[:i:i], h.ports[i+1:]...)
			break
		}
	}
	return c.done(nil)
}
