package concrete

import (
	"go/types"
	"math"

	"golang.org/x/tools/go/ssa"
)

// A system is what calls the driver: its entry, then what it has installed, in any
// order that the parts of the system allow, then its unload function.
type system struct {
	r        *run
	driver   *node
	parts    []part
	kmdf     *kmdf // the frameworks that the driver has registered with, or nil
	filter   *filter
	hooks    *hooks
	miniport *node
	added    bool
	budget   int  // callbacks to come
	loading  bool // the system waits for the driver to load
	loaded   bool // DriverEntry has succeeded
	provider readiness
	stirred  int   // events while a root waited
	context  value // what the driver has set for the adapter or module at hand
}

// A part of the system calls some of the driver's functions.
type part interface {
	moves() []func() // the calls that may come next
	settle()         // makes those that come before the driver is unloaded
}

func newSystem(r *run, driver *node) *system {
	s := &system{r: r, driver: driver}
	s.parts = []part{&ioManager{system: s}, &events{s}, &registrar{s}, &hooks{system: s}}
	s.hooks, _ = s.parts[3].(*hooks)
	return s
}

// between lets callbacks come. The first device to be added, before which nothing else can
// come for it, does not count.
func (s *system) between() {
	for s.budget = callbacks + s.r.d.more; s.budget > 0; s.budget-- {
		var next []func()
		for _, p := range s.parts {
			next = append(next, p.moves()...)
		}
		c := s.r.choose(1 + len(next))
		if c == 0 {
			return
		}
		next[c-1]()
	}
}

// adds is called where a device is to be added.
func (s *system) adds() {
	if !s.added {
		s.budget++
	}
	s.added = true
}

func (s *system) settle() {
	for _, p := range s.parts {
		p.settle()
	}
}

// failed is a failed DriverEntry: no unload function runs, but the framework's
// driver object goes.
func (s *system) failed(t *thread) {
	s.kmdf.gone()
	s.r.left("WSK006", t)
}

// unload unloads the driver, unless it cannot be.
func (s *system) unload() {
	switch {
	case s.kmdf != nil:
		s.kmdf.unload()
	case s.filter != nil:
		s.filter.unload()
	case s.miniport.function("UnloadHandler") != nil:
		s.r.left("WSK001", s.r.main(s.miniport.function("UnloadHandler"), s.driver))
	case s.driver.function("DriverUnload") != nil:
		s.r.left("WSK001", s.r.main(s.driver.function("DriverUnload"), s.driver))
	default:
		if f := s.r.d.unload(); f != nil && !s.r.d.installs {
			s.r.left("WSK001", s.r.main(f, make([]value, len(f.Params))...))
		}
	}
}

// function is what a field of a table of callbacks holds, or nil.
func (n *node) function(field string) value {
	if n == nil {
		return nil
	}
	f := n.field(field)
	if f == nil {
		return nil
	}
	return f.v
}

// copied is a variable with the contents of n; a nil pointer stays one.
func copied(n *node) *node {
	if n == nil {
		return nil
	}
	m := newNode(n.typ)
	m.store(n.load())
	return m
}

// opaque is something that only the system looks into.
func opaque() *node { return newNode(types.Typ[types.Uintptr]) }

// boxed is opaque as a value of an interface type.
func boxed(n *node) value { return iface{types.Typ[types.Uintptr], n} }

// arguments are what the system calls a function with: the given ones first.
func (r *run) arguments(fn value, given ...value) []value {
	var params *types.Tuple
	switch f := fn.(type) {
	case *ssa.Function:
		params = f.Signature.Params()
	case *closure:
		params = f.fn.Signature.Params()
	default:
		r.crash()
	}
	var out []value
	for i := range params.Len() {
		if i < len(given) {
			out = append(out, given[i])
			continue
		}
		out = append(out, some(params.At(i).Type()))
	}
	return out
}

// some is a value that the system chooses: a number that is not known, a new
// variable of such numbers.
func some(t types.Type) value {
	switch u := t.Underlying().(type) {
	case *types.Basic:
		if u.Info()&types.IsInteger != 0 {
			return anyNumber(u)
		}
	case *types.Pointer:
		n := newNode(u.Elem())
		scramble(n)
		return n
	}
	return zero(t)
}

// scramble leaves every number in n to the system.
func scramble(n *node) {
	for _, k := range n.kids {
		scramble(k)
	}
	if b, ok := n.typ.Underlying().(*types.Basic); ok && b.Info()&types.IsInteger != 0 {
		n.v = anyNumber(b)
	}
}

// anyNumber is a number of a type that the system chooses.
func anyNumber(b *types.Basic) *unknown {
	if b.Info()&types.IsUnsigned != 0 {
		return &unknown{bounded: true, hi: math.MaxInt64}
	}
	return &unknown{}
}

// chain calls functions one after the other in a thread, and then done.
func (r *run) chain(t *thread, fns []func(then func(value)), done func()) {
	if len(fns) == 0 {
		done()
		return
	}
	fns[0](func(value) { r.chain(t, fns[1:], done) })
}

// attachDevice is the device below, or nil where there is none any more.
// Page: wdm/nf-wdm-ioattachdevicetodevicestack
func attachDevice(r *run, c *call) bool {
	if r.choose(2) == 1 {
		return c.done(nil)
	}
	lower := r.d.lookup("DEVICE_OBJECT")
	if lower == nil {
		r.unable("no DEVICE_OBJECT")
	}
	return c.done(newNode(lower))
}
