package concrete

import "go/token"

// A job is a routine that the system runs some time after it has been queued: a DPC,
// a timer's callback, a work item.
type job struct {
	fn    value
	args  []value
	irql  int
	vague bool      // or at a lower IRQL
	next  *thread   // queued, and has not begun
	runs  []*thread // have begun
}

// queue has the system run j once, after it has returned; it is false if j is queued
// already. That two processors run the same job is not looked at.
func (r *run) queue(j *job, at token.Position, more ...value) bool {
	if j.fn == nil {
		r.crash()
	}
	if j.next != nil {
		return false
	}
	t := &thread{born: at, irql: j.irql, vague: j.vague, blocked: j.returned}
	t.start = func() {
		j.next = nil
		j.runs = append(j.runs, t)
		r.push(t, j.fn, r.arguments(j.fn, append(j.args[:len(j.args):len(j.args)], more...)...), func(value) {})
	}
	j.next = t
	r.threads = append(r.threads, t)
	return true
}

// remove takes j out of the queue; it is false if it is not there.
func (j *job) remove() bool {
	if j.next == nil {
		return false
	}
	j.next.ended = true
	j.next = nil
	return true
}

// idle reports whether j neither is queued nor runs.
func (j *job) idle() bool { return j.next == nil && j.returned() }

// returned reports whether j does not run.
func (j *job) returned() bool {
	for _, t := range j.runs {
		if !t.ended {
			return false
		}
	}
	return true
}

// job is the job that belongs to an object of the driver's.
func (r *run) job(n *node) *job {
	if n == nil {
		r.crash()
	}
	j := r.jobs[n]
	if j == nil {
		j = &job{}
		r.jobs[n] = j
	}
	return j
}

func (c *call) object(i int) *node {
	n, _ := c.arg(i).(*node)
	return n
}

// initDpc makes a DPC. A threaded one may run at PASSIVE_LEVEL.
// Page: wdm/nf-wdm-keinitializethreadeddpc
func initDpc(r *run, c *call) bool {
	n := c.object(0)
	if n == nil {
		r.crash()
	}
	r.jobs[n] = &job{fn: c.function(), args: []value{n, c.args[2]}, irql: dispatch, vague: c.name == "KeInitializeThreadedDpc"}
	return c.done(nil)
}

func insertDpc(r *run, c *call) bool { return c.done(r.queue(r.job(c.object(0)), c.at, c.args[1:]...)) }

func removeJob(r *run, c *call) bool { return c.done(r.job(c.object(0)).remove()) }

// flushDpcs waits for the DPCs that are queued or run.
func flushDpcs(r *run, c *call) bool {
	idle := func() bool {
		for _, j := range r.jobs {
			if j.irql == dispatch && !j.idle() {
				return false
			}
		}
		return true
	}
	if !idle() {
		return c.waits(idle)
	}
	return c.done(nil)
}

// A timer expires some time after it has been set, and then runs a job.
type timer struct {
	job          *job    // or nil
	set          *thread // waits for the time
	signalled    bool
	synchronizes bool
	period       int // of a timer of a framework: how often it expires
}

// periods is how often a periodic timer expires in a life.
const periods = 2

func (r *run) timer(n *node) *timer {
	if n == nil {
		r.crash()
	}
	t := r.timers[n]
	if t == nil {
		t = &timer{}
		r.timers[n] = t
	}
	return t
}

// cancel reports whether a timer was set.
func (t *timer) cancel() bool {
	if t.set == nil {
		return false
	}
	t.set.ended = true
	t.set = nil
	return true
}

// set sets a timer that expires n times.
func (r *run) set(t *timer, at token.Position, n int) (was bool) {
	was = t.cancel()
	t.signalled = false
	th := &thread{born: at}
	th.start = func() {
		t.set = nil
		if n > 1 {
			r.set(t, at, n-1)
		}
		t.signalled = true
		if t.job != nil {
			r.queue(t.job, at)
		}
	}
	t.set = th
	r.threads = append(r.threads, th)
	return was
}

// times is how often a timer with a period expires.
func times(period value) int {
	if period == int64(0) {
		return 1
	}
	return periods
}

func initTimer(r *run, c *call) bool {
	*r.timer(c.object(0)) = timer{synchronizes: len(c.args) > 1 && c.arg(1) == int64(1)}
	return c.done(nil)
}

func setTimer(r *run, c *call) bool {
	t := r.timer(c.object(0))
	t.job = nil
	if n := c.pointer("KDPC"); n != nil {
		t.job = r.job(n)
	}
	n := 1
	if c.name != "KeSetTimer" {
		n = times(c.arg(2))
	}
	return c.done(r.set(t, c.at, n))
}

func cancelTimer(r *run, c *call) bool { return c.done(r.timer(c.object(0)).cancel()) }

func readTimer(r *run, c *call) bool { return c.done(r.timer(c.object(0)).signalled) }

// allocateTimer makes a timer of the system's. Page: wdm/nf-wdm-exallocatetimer
func allocateTimer(r *run, c *call) bool {
	if r.choose(2) == 1 {
		return c.done(nil)
	}
	n := opaque()
	r.timers[n] = &timer{job: &job{fn: c.function(), args: []value{n, c.args[1]}, irql: dispatch}}
	return c.done(n)
}

func exSetTimer(r *run, c *call) bool {
	return c.done(r.set(r.timer(c.object(0)), c.at, times(c.arg(2))))
}

// deleteTimer cancels a timer if it is told to, and then may wait for its callback.
// Page: wdm/nf-wdm-exdeletetimer
func deleteTimer(r *run, c *call) bool {
	return r.stop(c, c.object(0), c.arg(1) == true, c.arg(2) == true)
}

// stop cancels a timer, and may wait for its callback.
func (r *run) stop(c *call, n *node, cancel, wait bool) bool {
	t := r.timer(n)
	was := cancel && t.cancel()
	j := t.job
	if wait && j != nil && (!j.idle() || t.set != nil) {
		return c.waits(func() bool { return j.idle() && t.set == nil })
	}
	return c.done(was)
}
