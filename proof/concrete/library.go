package concrete

import (
	"go/types"
	"strings"
)

// library carries out functions of the standard library, by their qualified
// names.
func library(name string) handler {
	switch name {
	case "errors.New", "fmt.Errorf":
		return func(r *run, c *call) bool {
			return c.done(iface{types.Typ[types.String], newNode(types.Typ[types.Int])})
		}
	case "fmt.Sprintf", "fmt.Sprint":
		return func(r *run, c *call) bool { return c.done("") }
	case "(*sync.Once).Do":
		return onceDo
	case "(*sync.WaitGroup).Add":
		return func(r *run, c *call) bool { return r.count(c, r.number(c.args[1])) }
	case "(*sync.WaitGroup).Done":
		return func(r *run, c *call) bool { return r.count(c, -1) }
	case "(*sync.WaitGroup).Wait":
		return func(r *run, c *call) bool {
			g := r.pointer(c.args[0])
			if r.groups[g] > 0 {
				return c.waits(func() bool { return r.groups[g] == 0 })
			}
			return c.done(nil)
		}
	case "(*sync.WaitGroup).Go":
		return func(r *run, c *call) bool {
			g := r.pointer(c.args[0])
			r.groups[g]++
			t := &thread{born: c.at}
			r.threads = append(r.threads, t)
			r.push(t, c.args[1], nil, func(value) { r.groups[g]-- })
			return c.done(nil)
		}
	}
	if strings.HasSuffix(name, ".init") {
		return func(r *run, c *call) bool { return c.done(nil) }
	}
	if rest, ok := strings.CutPrefix(name, "sync/atomic."); ok {
		return atomic(rest, false)
	}
	if rest, ok := strings.CutPrefix(name, "(*sync/atomic."); ok {
		_, method, _ := strings.Cut(rest, ").")
		return atomic(method, true)
	}
	return nil
}

func (r *run) count(c *call, n int64) bool {
	g := r.pointer(c.args[0])
	r.groups[g] += n
	if r.groups[g] < 0 {
		r.crash()
	}
	return c.done(nil)
}

func onceDo(r *run, c *call) bool {
	o := r.pointer(c.args[0])
	switch r.onces[o] {
	case 0:
		r.onces[o] = 1
		r.push(c.t, c.args[1], nil, func(value) {
			r.onces[o] = 2
			c.then(nil)
		})
		return true
	case 1:
		return c.waits(func() bool { return r.onces[o] == 2 })
	}
	return c.done(nil)
}

// atomic is an operation of package sync/atomic: a function whose name ends in
// the type, or a method.
func atomic(op string, method bool) handler {
	return func(r *run, c *call) bool {
		n := r.pointer(c.args[0])
		if method {
			if n = n.field("v"); n == nil {
				r.unable("%s", c.name)
			}
		}
		boolean := false
		arg := func(i int) value {
			v := c.args[i]
			if b, ok := v.(bool); ok {
				boolean = true
				if b {
					return int64(1)
				}
				return int64(0)
			}
			return v
		}
		out := func(v value) value {
			if boolean || method && strings.HasPrefix(c.name, "(*sync/atomic.Bool)") {
				return v == int64(1)
			}
			return v
		}
		old := n.v
		switch {
		case strings.HasPrefix(op, "CompareAndSwap"):
			if !r.equal(old, arg(1)) {
				return c.done(false)
			}
			n.v = arg(2)
			return c.done(true)
		case strings.HasPrefix(op, "Load"):
			return c.done(out(old))
		case strings.HasPrefix(op, "Store"):
			n.v = arg(1)
			return c.done(nil)
		case strings.HasPrefix(op, "Swap"):
			n.v = arg(1)
			return c.done(out(old))
		case strings.HasPrefix(op, "Add"):
			n.v = wrap(r.number(old)+r.number(arg(1)), n.typ)
			return c.done(n.v)
		case strings.HasPrefix(op, "Or"):
			n.v = r.number(old) | r.number(arg(1))
			return c.done(old)
		case strings.HasPrefix(op, "And"):
			n.v = r.number(old) & r.number(arg(1))
			return c.done(old)
		}
		r.unable("%s", c.name)
		return true
	}
}
