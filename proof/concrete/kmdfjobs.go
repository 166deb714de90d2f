package concrete

// Framework objects that run a routine later, and the contexts of objects.

// passiveLevel is WdfExecutionLevelPassive.
// Page: wdfobject/ne-wdfobject-_wdf_execution_level
const passiveLevel = int64(2)

// jobCreate makes a framework object that runs a routine of its configuration.
func jobCreate(config, routine, object string, irql int) handler {
	return func(r *run, c *call) bool {
		table := c.pointer(config)
		if table == nil {
			r.crash()
		}
		if r.fails(c) {
			return true
		}
		h := c.handle(object)
		j := &job{fn: table.function(routine), args: []value{h}, irql: irql}
		if a := c.pointer("WDF_OBJECT_ATTRIBUTES"); a != nil && a.function("ExecutionLevel") == passiveLevel {
			j.irql = passive
		}
		r.jobs[h] = j
		if d := r.kmdf().device(c.pointer("WDF_OBJECT_ATTRIBUTES").function("ParentObject")); d != nil {
			d.children = append(d.children, h)
		}
		if object == "WDFTIMER" {
			r.timers[h] = &timer{job: j, period: times(table.function("Period"))}
		}
		return c.done(c.status(r, 0))
	}
}

// objectCreate makes a framework object of a type.
func objectCreate(object string) handler {
	return func(r *run, c *call) bool {
		if r.fails(c) {
			return true
		}
		c.handle(object)
		return c.done(c.status(r, 0))
	}
}

func enqueue(r *run, c *call) bool {
	queued := r.queue(r.job(c.object(0)), c.at)
	if c.sig.Results().Len() == 0 {
		return c.done(nil)
	}
	return c.done(queued)
}

// flushJob waits until a work item has run.
func flushJob(r *run, c *call) bool {
	j := r.job(c.object(0))
	if !j.idle() {
		return c.waits(j.idle)
	}
	return c.done(nil)
}

// cancelDpc takes a DPC out of the queue, and may wait for one that runs.
func cancelDpc(r *run, c *call) bool {
	j := r.job(c.object(0))
	was := j.remove()
	if c.arg(1) == true && !j.returned() {
		return c.waits(j.returned)
	}
	return c.done(was)
}

func wdfTimerStart(r *run, c *call) bool {
	t := r.timer(c.object(0))
	return c.done(r.set(t, c.at, max(1, t.period)))
}

// wdfTimerStop stops a timer, and may wait for its callback.
// Page: wdftimer/nf-wdftimer-wdftimerstop
func wdfTimerStop(r *run, c *call) bool {
	t := r.timer(c.object(0))
	was := t.cancel() || t.job.remove()
	if c.arg(1) == true && !t.job.returned() {
		return c.waits(t.job.returned)
	}
	return c.done(was)
}

// stopChild ends what an object that goes with its device runs: a timer is stopped, and
// what is queued or runs is waited for. Page: wdf/framework-object-life-cycle
func (r *run) stopChild(n *node) {
	if t := r.timers[n]; t != nil {
		t.cancel()
	}
	j := r.job(n)
	for j.next != nil {
		r.finish(j.next)
	}
	for _, t := range j.runs {
		r.finish(t)
	}
}

// An interrupt is one of a device. Page: wdfinterrupt/nf-wdfinterrupt-wdfinterruptcreate
type interrupt struct {
	handle *node
	isr    value
	irql   int
}

func interruptCreate(r *run, c *call) bool {
	d, config := r.kmdf().device(c.args[0]), c.pointer("WDF_INTERRUPT_CONFIG")
	if d == nil || config == nil {
		r.crash()
	}
	if r.fails(c) {
		return true
	}
	i := &interrupt{handle: c.handle("WDFINTERRUPT"), isr: config.function("EvtInterruptIsr"), irql: dirql}
	if config.function("PassiveHandling") == true {
		i.irql = passive
	}
	if i.isr != nil {
		d.interrupts = append(d.interrupts, i)
	}
	r.jobs[i.handle] = &job{fn: config.function("EvtInterruptDpc"), args: []value{i.handle, boxed(d.handle)}, irql: dispatch}
	d.children = append(d.children, i.handle)
	return c.done(c.status(r, 0))
}

// typedContext is the context of an object, of the type that is asked for.
func typedContext(r *run, c *call) bool {
	h := c.object(0)
	if h == nil {
		r.crash()
	}
	p := pointee(c.sig.Results().At(0).Type())
	if p == nil {
		r.unable("%s without a pointer as its result", c.name)
	}
	k := contextKey{h, p.String()}
	if r.contexts[k] == nil {
		r.contexts[k] = newNode(p)
	}
	return c.done(r.contexts[k])
}

// contextKey names a context of an object by its type.
type contextKey struct {
	object *node
	typ    string
}

// cancelNdisTimer cancels a timer; a periodic one does not run any more when that returns.
// Page: ndis/nf-ndis-ndiscanceltimerobject
func cancelNdisTimer(r *run, c *call) bool {
	t := r.timer(c.object(0))
	was := t.cancel()
	if t.period > 1 && !t.job.idle() {
		return c.waits(t.job.idle)
	}
	return c.done(was)
}

// The work items and timers of NDIS. Page: ndis/nf-ndis-ndisqueueioworkitem,
// ndis/nf-ndis-ndissettimerobject

func ndisAllocate(r *run, c *call) bool {
	if r.choose(2) == 1 {
		return c.done(nil)
	}
	return c.done(boxed(opaque()))
}

func ndisQueue(r *run, c *call) bool {
	j := r.job(c.object(0))
	j.fn, j.args = c.function(), []value{c.args[2], c.args[0]}
	r.queue(j, c.at)
	return c.done(nil)
}

func ndisTimer(r *run, c *call) bool {
	table := c.pointer("NDIS_TIMER_CHARACTERISTICS")
	if table == nil {
		r.crash()
	}
	if r.fails(c) {
		return true
	}
	h := opaque()
	r.timers[h] = &timer{job: &job{fn: table.function("TimerFunction"), args: []value{nil, table.function("FunctionContext")}, irql: dispatch}}
	c.object(2).v = boxed(h)
	return c.done(c.status(r, 0))
}

func ndisSetTimer(r *run, c *call) bool {
	t := r.timer(c.object(0))
	if c.args[3] != nil {
		t.job.args[1] = c.args[3]
	}
	t.period = times(c.arg(2))
	return c.done(r.set(t, c.at, t.period))
}
