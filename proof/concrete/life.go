package concrete

import (
	"cmp"
	"go/token"
	"go/types"
	"math/rand/v2"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// A Driver is a driver model that can be run.
type Driver struct {
	Prog  *ssa.Program
	Fset  *token.FileSet
	Main  *ssa.Package // where DriverEntry is
	Types []*types.Package

	Registers bool // some life registers
	Crashes   bool // some life crashes while registered
	Early     bool // it is loaded before the provider is ready: WSK014 is asked for
	installs  bool // some function sets an unload function
	more      int  // callbacks beyond the bound
	arms      bool // some function sets a completion routine
	stops     bool // some function names STATUS_MORE_PROCESSING_REQUIRED
	opens     bool // some function makes a socket
	devices   bool // some function makes a device
	funcs     []*ssa.Function
	tables    []*ssa.Global // that hold event callbacks
	arity     []int         // of the choices of the last life
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
	maxCuts   = 20  // lives that do not end; then few others are tried
)

// Explore follows the lives of a driver, at most max of them in order and then
// some at random.
func (d *Driver) Explore(max int, seed uint64) Result {
	var res Result
	seen := map[Violation]bool{}
	rng := rand.New(rand.NewPCG(seed, 1))
	var choices, arity []int
	cuts := 0
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
		if r.cut {
			cuts++
		}
		choices, arity = r.choices[:r.next], r.arity[:r.next]
		for len(choices) > 0 && choices[len(choices)-1]+1 == arity[len(choices)-1] {
			choices = choices[:len(choices)-1]
		}
		if len(choices) == 0 {
			res.Whole = cuts == 0
			break
		}
		choices[len(choices)-1]++
		if res.Runs == max || cuts == maxCuts {
			break
		}
	}
	for i := 0; !res.Whole && i < samples && cuts <= 2*maxCuts; i++ {
		r := d.run(nil, rng)
		if r.cut {
			cuts++
		}
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
		sockets: map[*node]*socket{}, jobs: map[*node]*job{}, timers: map[*node]*timer{}, contexts: map[contextKey]*node{}, requests: map[*node]*request{}, events: map[*node]*event{}, rundowns: map[*node]*rundown{},
		onces: map[*node]int{}, old: map[*node]int{}, holders: map[*node]*thread{}, locks: map[*node]*node{}, given: map[*node]bool{}, loans: map[*node]*loan{}, groups: map[*node]int64{},
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
func (r *run) main(fn value, args ...value) *thread { return r.root(&thread{}, fn, args) }

// root runs a function in a thread to its end.
func (r *run) root(t *thread, fn value, args []value) *thread {
	r.push(t, fn, args, func(v value) { t.result = v })
	return r.await(t)
}

// await runs a thread to its end.
func (r *run) await(t *thread) *thread {
	r.threads = append(r.threads, t)
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
	r.sys = newSystem(r, driver)
	args := make([]value, len(entry.Params))
	args[0] = driver
	for i, p := range entry.Params[1:] {
		args[i+1] = some(p.Type())
		if t := pointee(p.Type()); t != nil && offers(t) {
			args[i+1] = r.table(t, nil)
		}
	}
	t := r.sys.loads(entry, args)
	if !succeeded(t.result) {
		r.sys.failed(t)
		return
	}
	r.sys.loaded = true
	r.sys.between()
	r.sys.settle()
	r.sys.unload()
}

// offers reports whether a struct is a table of kernel interfaces.
func offers(t types.Type) bool {
	s, ok := t.Underlying().(*types.Struct)
	for i := 0; ok && i < s.NumFields(); i++ {
		if kernel(s.Field(i).Name()) != nil {
			return true
		}
	}
	return false
}

// unload is the function that is named as the unload function of a driver that
// installs none.
func (d *Driver) unload() *ssa.Function {
	if f := d.Main.Func("Unload"); f != nil {
		return f
	}
	return d.Main.Func("unload")
}

// unloads are the fields that an unload function is installed in.
var unloads = []string{"DriverUnload", "EvtDriverUnload", "FilterUnloadCallback", "UnloadHandler"}

// setsUnload reports whether some function of the driver sets one of them.
func (d *Driver) setsUnload() bool {
	for _, f := range d.funcs {
		for _, b := range f.Blocks {
			for _, in := range b.Instrs {
				if a, ok := in.(*ssa.FieldAddr); ok && slices.Contains(unloads, field(a)) && f.Pkg != nil && f.Pkg == d.Main {
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

// left looks for what a root leaves behind it: a client of the registrar, a
// registration. What runs beside it may still deregister that, later.
func (r *run) left(rule string, t *thread) {
	at := r.pos(t.last.retPos)
	r.cur = t
	for _, l := range r.clients {
		if !l.awaited {
			r.violate("WSK015", at)
		}
	}
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

// lookup is the named type of the driver's packages, or of those below.
func (d *Driver) lookup(name string) types.Type {
	for _, p := range d.Types {
		if o, ok := p.Scope().Lookup(name).(*types.TypeName); ok {
			return o.Type()
		}
	}
	return nil
}
