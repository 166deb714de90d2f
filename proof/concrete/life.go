package concrete

import (
	"cmp"
	"go/token"
	"go/types"
	"math/rand/v2"
	"slices"

	"golang.org/x/tools/go/ssa"
	"golang.org/x/tools/go/ssa/ssautil"
)

// A Driver is a driver model that can be run.
type Driver struct {
	Prog  *ssa.Program
	Fset  *token.FileSet
	Main  *ssa.Package // where DriverEntry is
	Types []*types.Package

	Registers bool  // some life registers
	Crashes   bool  // some life crashes while registered
	installs  bool  // some function sets a DriverUnload
	more      int   // callbacks beyond the bound
	arms      bool  // some function sets a completion routine
	stops     bool  // some function names STATUS_MORE_PROCESSING_REQUIRED
	arity     []int // of the choices of the last life
}

// A Result is what all lives of a driver show.
type Result struct {
	Violations []Violation // each once, sorted; Must if some life has it as its first
	Runs       int
	Whole      bool   // every choice has been followed
	Unable     string // why the driver cannot be run; "" if it can
}

// Bounds of an exploration.
const (
	callbacks = 3
	samples   = 500 // random lives where there are too many
)

const (
	create, closed, cleanup, pnp = 0x00, 0x02, 0x12, 0x1b
	startDevice, removeDevice    = int64(0), int64(2)
)

// onHandle are the requests that come with an open handle: read, write, query and
// set information, flush, directory, device and lock control, security.
var onHandle = []int{0x03, 0x04, 0x05, 0x06, 0x09, 0x0c, 0x0e, 0x11, cleanup, 0x14, 0x15}

// Explore follows the lives of a driver, at most max of them in order and then
// some at random.
func (d *Driver) Explore(max int, seed uint64) Result {
	var res Result
	seen := map[Violation]bool{}
	rng := rand.New(rand.NewPCG(seed, 1))
	var choices, arity []int
	for {
		r := d.run(choices, nil)
		res.Runs++
		if r.why != "" {
			res.Unable = r.why
			return res
		}
		for _, v := range r.found {
			seen[v] = true
		}
		choices, arity = r.choices[:r.next], r.arity[:r.next]
		for len(choices) > 0 && choices[len(choices)-1]+1 == arity[len(choices)-1] {
			choices = choices[:len(choices)-1]
		}
		if len(choices) == 0 {
			res.Whole = true
			break
		}
		choices[len(choices)-1]++
		if res.Runs == max {
			break
		}
	}
	for i := 0; !res.Whole && i < samples; i++ {
		r := d.run(nil, rng)
		if r.why != "" {
			res.Unable = r.why
			return res
		}
		for _, v := range r.found {
			seen[v] = true
		}
	}
	res.Violations = once(seen)
	return res
}

// Longer are the violations of n random lives with more callbacks than Explore has:
// what needs them is seen by chance only.
func (d *Driver) Longer(n int, seed uint64) []Violation {
	d.more = callbacks
	defer func() { d.more = 0 }()
	seen := map[Violation]bool{}
	rng := rand.New(rand.NewPCG(seed, 2))
	for range n {
		for _, v := range d.run(nil, rng).found {
			seen[v] = true
		}
	}
	return once(seen)
}

func once(seen map[Violation]bool) []Violation {
	var out []Violation
	for v := range seen {
		if v.Must || !seen[Violation{v.Rule, v.Pos, true, v.Func}] {
			out = append(out, v)
		}
	}
	slices.SortFunc(out, func(a, b Violation) int {
		return cmp.Or(cmp.Compare(a.Pos.Filename, b.Pos.Filename), cmp.Compare(a.Pos.Line, b.Pos.Line), cmp.Compare(a.Rule, b.Rule))
	})
	return out
}

func (d *Driver) run(choices []int, rng *rand.Rand) (r *run) {
	r = &run{
		d: d, choices: slices.Clone(choices), rng: rng, globals: map[*ssa.Global]*node{}, regs: map[*node]*registration{},
		sockets: map[*node]*socket{}, requests: map[*node]*request{}, events: map[*node]*event{}, rundowns: map[*node]*rundown{},
		onces: map[*node]int{}, queued: map[*node]int{}, given: map[*node]bool{}, groups: map[*node]int64{},
	}
	r.lucky = rng != nil && rng.IntN(2) == 0
	r.arity = make([]int, len(choices))
	copy(r.arity, d.arity)
	defer func() {
		if e := recover(); e != nil {
			s, ok := e.(stop)
			if !ok {
				panic(e)
			}
			r.why = s.why
		}
		d.arity = r.arity
	}()
	r.life()
	return r
}

// main runs a root of the harness to its end; what else runs, runs beside it.
func (r *run) main(fn value, args ...value) *thread {
	t := &thread{}
	r.threads = append(r.threads, t)
	r.push(t, fn, args, func(v value) { t.result = v })
	r.cur = t
	if !r.finish(t) {
		r.end()
	}
	return t
}

func (r *run) life() {
	r.main(r.d.Main.Func("init"))
	entry := r.d.Main.Func("DriverEntry")
	if entry == nil || len(entry.Params) == 0 {
		r.unable("no DriverEntry")
	}
	p, ok := entry.Params[0].Type().Underlying().(*types.Pointer)
	if !ok {
		r.unable("DriverEntry without a driver object")
	}
	driver := newNode(p.Elem())
	if x := driver.field("DriverExtension"); x != nil {
		if p, ok := x.typ.Underlying().(*types.Pointer); ok {
			x.v = newNode(p.Elem())
		}
	}
	args := make([]value, len(entry.Params))
	args[0] = driver
	t := r.main(entry, args...)
	if !succeeded(t.result) {
		r.left("WSK006", t)
		return
	}
	h := &system{r: r, driver: driver}
	h.callbacks()
	h.settle()
	if f := driver.field("DriverUnload"); f != nil && f.v != nil {
		r.left("WSK001", r.main(f.v, driver))
		return
	}
	if f := r.d.unload(); f != nil && !r.d.installs {
		r.left("WSK001", r.main(f, make([]value, len(f.Params))...))
	}
}

// unload is the function that is named as the unload function of a driver that
// installs none.
func (d *Driver) unload() *ssa.Function {
	if f := d.Main.Func("Unload"); f != nil {
		return f
	}
	return d.Main.Func("unload")
}

// setsUnload reports whether some function of the driver sets a DriverUnload.
func (d *Driver) setsUnload() bool {
	for f := range ssautil.AllFunctions(d.Prog) {
		for _, b := range f.Blocks {
			for _, in := range b.Instrs {
				if a, ok := in.(*ssa.FieldAddr); ok && field(a) == "DriverUnload" && f.Pkg != nil && f.Pkg == d.Main {
					return true
				}
			}
		}
	}
	return false
}

func field(a *ssa.FieldAddr) string {
	return a.X.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Struct).Field(a.Field).Name()
}

func succeeded(v value) bool {
	switch v := v.(type) {
	case int64:
		return v >= 0
	case bool:
		return v
	case *unknown:
		return !v.failure && (!v.known || v.n >= 0)
	}
	return v == nil
}

// left looks for registrations that a root leaves live behind it: what runs
// beside it may still deregister them, later.
func (r *run) left(rule string, t *thread) {
	at := r.pos(t.last.retPos)
	var open []*registration
	for _, n := range r.regList {
		if g := r.regs[n]; g.state == live {
			open = append(open, g)
		}
	}
	if len(open) == 0 {
		return
	}
	tainted := r.tainted
	r.goOn()
	for _, g := range open {
		r.tainted = tainted
		r.cur = t
		switch {
		case g.by != nil && g.state == gone:
			r.violate("WSK005", g.by.born)
		case g.waiter != nil:
			r.violate("WSK005", g.waiter.born)
		default:
			r.violate(rule, at)
		}
	}
}

// goOn runs what runs beside a root that has ended, until all of it has ended or waits,
// or it crashes: what has been done until then has been done.
func (r *run) goOn() {
	defer func() {
		if e := recover(); e != nil && e != (stop{}) {
			panic(e)
		}
	}()
	for o := r.pick(nil); o != nil; o = r.pick(nil) {
		r.cur = o
		r.step(o)
	}
}

// system is what calls the driver between its entry and its unload.
type system struct {
	r                *run
	driver           *node
	handles, devices int
	cleaned          int  // of the handles, those that only have to be closed
	started          bool // the device has been, by IRP_MJ_PNP
}

func (h *system) callbacks() {
	for range callbacks + h.r.d.more {
		var majors []int
		if m := h.driver.field("MajorFunction"); m != nil {
			for i, k := range m.kids {
				if k.v != nil && h.due(i) {
					majors = append(majors, i)
				}
			}
		}
		add := h.addDevice() != nil && h.devices == 0
		n := 1 + len(majors)
		if add {
			n++
		}
		switch c := h.r.choose(n); {
		case c == 0:
			return
		case c <= len(majors):
			h.request(majors[c-1])
		default:
			if succeeded(h.r.main(h.addDevice(), h.driver, newNode(h.deviceType())).result) {
				h.devices++
			}
		}
	}
}

// request sends one of the requests that may come at any time. A device is started
// once; where AddDevice is left out of the model, it is there from then on.
func (h *system) request(major int) {
	minor := &unknown{not: []int64{removeDevice}}
	if h.started {
		minor.not = append(minor.not, startDevice)
	}
	h.dispatch(major, minor)
	if major == pnp && minor.known && minor.n == startDevice {
		h.started, h.devices = true, 1
	}
}

// due reports whether the handle or the device that a request needs is there.
func (h *system) due(major int) bool {
	switch {
	case major == pnp:
		return h.devices > 0 || h.addDevice() == nil
	case major == create && h.r.devices > 0 && h.handles >= h.r.exclusive && h.r.devices == h.r.exclusive:
		return false // one handle for each of its devices
	case major == closed && h.major(cleanup) != nil:
		return h.cleaned > 0
	case major == closed:
		return h.handles > 0
	case !slices.Contains(onHandle, major):
		return true
	}
	answered := h.major(closed) != nil || h.major(cleanup) != nil
	return h.handles > h.cleaned || h.major(create) == nil && major != cleanup || !answered
}

// settle does what the system does before it unloads a driver: it closes the
// handles and removes the devices.
func (h *system) settle() {
	for h.handles > 0 {
		if h.major(cleanup) != nil && h.cleaned < h.handles {
			h.dispatch(cleanup, &unknown{})
		}
		if h.major(closed) == nil {
			h.handles--
			continue
		}
		h.dispatch(closed, &unknown{})
	}
	for ; h.devices > 0; h.devices-- {
		if h.major(pnp) != nil {
			h.dispatch(pnp, removeDevice)
		}
	}
}

func (h *system) major(i int) value {
	if m := h.driver.field("MajorFunction"); m != nil && i < len(m.kids) {
		return m.kids[i].v
	}
	return nil
}

func (h *system) addDevice() value {
	x := h.driver.field("DriverExtension")
	if x == nil {
		return nil
	}
	if e, _ := x.v.(*node); e != nil {
		if f := e.field("AddDevice"); f != nil {
			return f.v
		}
	}
	return nil
}

func (h *system) deviceType() types.Type { return h.r.d.lookup("DEVICE_OBJECT") }

func (h *system) dispatch(major int, minor value) {
	irp := newNode(h.r.d.lookup("IRP"))
	h.r.requestOf(irp).passed = true
	if t := h.r.d.lookup("IO_STACK_LOCATION"); t != nil {
		l := newNode(t)
		scramble(l)
		l.field("MinorFunction").v = minor
		if o := irp.field("Tail"); o != nil {
			o.field("Overlay").field("CurrentStackLocation").v = l
		}
	}
	device := h.r.device
	if device == nil {
		device = newNode(h.deviceType())
	}
	t := h.r.main(h.major(major), device, irp)
	switch {
	case major == create && succeeded(t.result):
		h.handles++
	case major == closed:
		h.handles--
		h.cleaned = max(0, h.cleaned-1)
	case major == cleanup:
		h.cleaned++
	}
}

// scramble leaves every number in n to the system.
func scramble(n *node) {
	for _, k := range n.kids {
		scramble(k)
	}
	if b, ok := n.typ.Underlying().(*types.Basic); ok && b.Info()&types.IsInteger != 0 {
		n.v = &unknown{}
	}
}

// lookup is the named type of the driver's packages, or of those below.
func (d *Driver) lookup(name string) types.Type {
	for _, p := range d.Types {
		if o, ok := p.Scope().Lookup(name).(*types.TypeName); ok {
			return o.Type()
		}
	}
	return nil
}
