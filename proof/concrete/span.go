package concrete

import "slices"

// A span is a callback that the system answers by others, once for each success of
// it, and what it calls in between: of an adapter, a filter module, an instance.
type span struct {
	*system
	table   *node
	open    string
	given   []value // the first arguments of open
	loads   bool    // the system waits for open while it starts
	within  []string
	close   []string
	late    bool // what is still open when the driver is unloaded, the driver's own call closes
	context value
	n       int // open
}

// most is how many adapters, modules or instances there are at a time.
const most = 2

func (p *span) moves() []func() {
	var out []func()
	if p.n < most && (p.table.function(p.open) != nil || p.answered()) {
		out = append(out, p.opens)
	}
	if p.n == 0 {
		return out
	}
	for _, name := range p.within {
		if fn := p.table.function(name); fn != nil {
			t := &thread{vague: slices.Contains(dataPath, name)}
			out = append(out, func() { p.r.root(t, fn, p.r.arguments(fn, p.context)) })
		}
	}
	return append(out, p.closes)
}

// answered reports whether one of the closing callbacks is there.
func (p *span) answered() bool {
	for _, name := range p.close {
		if p.table.function(name) != nil {
			return true
		}
	}
	return false
}

func (p *span) opens() {
	fn := p.table.function(p.open)
	if fn == nil {
		p.n++
		return
	}
	p.system.context = nil
	args := p.r.arguments(fn, p.given...)
	var t *thread
	if p.loads {
		t = p.system.loads(fn, args)
	} else {
		t = p.r.main(fn, args...)
	}
	if succeeded(t.result) {
		p.n++
		p.context = p.system.context
	}
}

func (p *span) closes() {
	for _, name := range p.close {
		if fn := p.table.function(name); fn != nil {
			p.r.main(fn, p.r.arguments(fn, p.context)...)
		}
	}
	p.n--
}

// settle closes what is open, unless the driver does.
func (p *span) settle() {
	for p.n > 0 && !(p.late && p.r.choose(2) == 1) {
		p.closes()
	}
}

// deregister closes what is open in the thread of the driver's own call.
func (p *span) deregister(c *call) bool {
	var fns []func(then func(value))
	for ; p.n > 0; p.n-- {
		for _, name := range p.close {
			if fn := p.table.function(name); fn != nil {
				fns = append(fns, func(then func(value)) { p.r.push(c.t, fn, p.r.arguments(fn, p.context), then) })
			}
		}
	}
	p.r.chain(c.t, fns, func() { c.then(nil) })
	return true
}
