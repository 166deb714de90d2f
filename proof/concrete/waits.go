package concrete

type event struct{ set, synchronizes bool }

type rundown struct {
	holders int
	closing bool
}

// A waitable is what a wait can be for.
type waitable struct {
	ready func() bool
	take  func() // changes it as a wait that it ends does
	event *event // if it is one
}

func (r *run) waitable(n *node) waitable {
	o := waitable{ready: r.silent, take: func() {}}
	switch named(n.typ) {
	case "KEVENT":
		e := r.eventOf(n)
		o.event = e
		o.ready = func() bool { return e.set || r.silent() }
		o.take = func() { e.set = e.set && !e.synchronizes }
	case "KTIMER":
		t := r.timer(n)
		o.ready = func() bool { return t.signalled }
		o.take = func() { t.signalled = t.signalled && !t.synchronizes }
	}
	for _, t := range r.threads {
		if t.obj == n {
			o.ready = func() bool { return t.ended }
		}
	}
	return o
}

// silent reports whether the requests that have been made are complete, in a model that
// sets no completion routine: it leaves out who signals that.
func (r *run) silent() bool {
	made := false
	for _, q := range r.requests {
		if q.pending {
			return false
		}
		made = made || q.name != ""
	}
	return made && !r.d.arms
}

// timesOut chooses whether a wait with a time-out ends by it. One of 0 does at once.
func (r *run) timesOut(c *call) bool {
	n := c.pointer("LARGE_INTEGER")
	return n != nil && (n.function("QuadPart") == int64(0) || r.choose(2) == 1)
}

// ends looks for callbacks of WSK that wait for an event which the completion of a
// request sets.
func (r *run) ends(e *event, c *call) {
	for _, t := range r.threads {
		if c.t.completes && !t.ended && t.wsk && t.blocked != nil && t.event == e && !e.set {
			r.cur = t
			r.violate("WSK013", t.at)
			r.end()
		}
	}
}

func (r *run) event(c *call) *event { return r.eventOf(c.pointer("KEVENT")) }

func (r *run) eventOf(n *node) *event {
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
	e := r.event(c)
	r.ends(e, c)
	e.set = true
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
	o := r.waitable(n)
	if o.ready() {
		o.take()
		return c.done(int64(0))
	}
	if r.timesOut(c) {
		return c.done(statusTimeout)
	}
	c.t.event = o.event
	return c.waits(o.ready)
}

// waitSeveral waits for all of some objects, or for any.
func waitSeveral(r *run, c *call) bool {
	list, _ := c.args[1].(slice)
	var os []waitable
	for i := range min(len(list), int(r.number(c.arg(0)))) {
		n, _ := plain(list[i].v).(*node)
		if n == nil {
			r.crash()
		}
		os = append(os, r.waitable(n))
	}
	all := c.arg(2) == int64(0)
	first := func() int {
		for i, o := range os {
			if o.ready() != all {
				return i
			}
		}
		return -1
	}
	ready := func() bool { return (first() < 0) == all }
	switch {
	case !ready() && r.timesOut(c):
		return c.done(statusTimeout)
	case !ready():
		return c.waits(ready)
	case !all:
		os[first()].take()
		return c.done(int64(first()))
	}
	for _, o := range os {
		o.take()
	}
	return c.done(int64(0))
}

func (r *run) rundown(c *call) *rundown {
	n := c.pointer("EX_RUNDOWN_REF")
	if n == nil {
		n = c.pointer("IO_REMOVE_LOCK")
	}
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

// acquireRemoveLock fails once the lock has been released for the last time.
// Page: wdm/nf-wdm-ioacquireremovelock
func acquireRemoveLock(r *run, c *call) bool {
	d := r.rundown(c)
	if d.closing {
		return c.done(c.status(r, deletePending))
	}
	d.holders++
	return c.done(c.status(r, 0))
}

const deletePending = -0x40000000 + 0x56

// releaseAndWait releases what the caller holds, once, and waits for the others.
func releaseAndWait(r *run, c *call) bool {
	if d := r.rundown(c); !d.closing {
		d.holders--
	}
	return waitRundown(r, c)
}

func waitRundown(r *run, c *call) bool {
	d := r.rundown(c)
	d.closing = true
	if d.holders > 0 {
		return c.waits(func() bool { return d.holders == 0 })
	}
	return c.done(nil)
}
