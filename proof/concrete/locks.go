package concrete

// level is the IRQL that a thread runs at.
func (r *run) level(t *thread) int {
	if t.vague {
		t.vague = false
		t.irql = []int{dispatch, passive, apc}[r.choose(3)]
	}
	return t.irql
}

func lock(r *run, c *call) bool {
	if old, ok := c.arg(1).(*node); ok && old != nil {
		old.v = int64(r.level(c.t))
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
		old.v = int64(r.level(c.t))
	}
	c.t.irql = int(r.number(c.arg(0)))
	return c.done(nil)
}

func lower(r *run, c *call) bool {
	c.t.irql = int(r.number(c.arg(0)))
	return c.done(nil)
}

// fastLock keeps the old IRQL with the mutex.
func fastLock(r *run, c *call) bool {
	l, _ := c.arg(0).(*node)
	r.queued[l] = c.t.irql
	c.t.irql = max(c.t.irql, apc)
	return c.done(nil)
}

func fastUnlock(r *run, c *call) bool {
	l, _ := c.arg(0).(*node)
	c.t.irql = r.queued[l]
	return c.done(nil)
}

func tryFastLock(r *run, c *call) bool {
	if r.choose(2) == 1 {
		return c.done(false)
	}
	l, _ := c.arg(0).(*node)
	r.queued[l] = c.t.irql
	c.t.irql = max(c.t.irql, apc)
	return c.done(true)
}

// queuedLock keeps the old IRQL with the handle.
func queuedLock(r *run, c *call) bool {
	h, _ := c.arg(1).(*node)
	if h == nil {
		r.crash()
	}
	r.queued[h] = r.level(c.t)
	c.t.irql = dispatch
	return c.done(nil)
}

// ownLock keeps the old IRQL itself.
func ownLock(r *run, c *call) bool {
	l, _ := c.arg(0).(*node)
	if l == nil {
		r.crash()
	}
	r.queued[l] = r.level(c.t)
	c.t.irql = dispatch
	return c.done(nil)
}

func releaseRWLock(r *run, c *call) bool {
	h, _ := c.arg(1).(*node)
	c.t.irql = r.queued[h]
	return c.done(nil)
}

func queuedUnlock(r *run, c *call) bool {
	h, _ := c.arg(0).(*node)
	c.t.irql = r.queued[h]
	return c.done(nil)
}

// sharedLock returns the old IRQL.
func sharedLock(r *run, c *call) bool {
	old := int64(r.level(c.t))
	c.t.irql = dispatch
	return c.done(old)
}

// interruptLock returns the old IRQL; whose interrupt it is makes no difference.
func interruptLock(r *run, c *call) bool {
	old := int64(r.level(c.t))
	c.t.irql = dirql
	return c.done(old)
}

func currentIrql(r *run, c *call) bool { return c.done(int64(r.level(c.t))) }
