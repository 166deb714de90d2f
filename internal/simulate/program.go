// Package simulate runs a residual program on abstract states: property
// simulation of a whole driver, from the roots that its caller names.
//
// A state is memory cells, registers, constraints on unknown values, and the
// typestate of each registration. Branches on unknown values split a state,
// calls of DDIs split it into success and failure, and states that become
// equal become one. States of different typestates never merge; of one
// typestate, so many are kept apart at a block as Limits.States says, and then
// they merge to what they share. So the cost is polynomial in the program, and
// a witness that no merge took part in is exact.
package simulate

import (
	"cmp"
	"slices"
	"strings"

	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/summary"
)

// Program is the linked summaries of a driver.
type Program struct {
	funcs    []*function
	byName   map[string]int32
	methods  map[methodKey]method
	byMethod map[string][]int32 // implementers by method name, in link order
	taken    []int32            // functions used as values
	inits    []int32            // package initialisers, dependencies first
	globals  map[string]int32
	names    []string // of globals
	strs     map[string]int64
	texts    []string  // by the numbers in strs
	compares bool      // some function compares a status with STATUS_PENDING
	calledBy [][]int32 // callers by function, and by nodes between them
}

// methodKey names a method of a dynamic type.
type methodKey struct{ typ, name string }

// method is a function and its type arguments, as summary.Method has them.
type method struct {
	fn   int32
	args string
}

type function struct {
	*summary.Func
	index   int32
	pkg     *summary.Package
	path    string
	consts  []Value // of pkg
	op      ddi.Op  // the DDI that it is, by its name
	reach   Effects // of the function and all that it calls
	own     Effects
	callees []int32
	dynamic []int            // calls through values, by the number of arguments
	invoked []string         // methods called through interfaces
	defs    []*summary.Instr // by register, while effects are looked for
	dead    []*dying         // by block, where it has been run
	alive   []int32          // for each register, 1 + the block that deaths last saw it alive in
}

// Link makes a program of summaries, dependencies before dependants.
func Link(pkgs []*summary.Package) *Program {
	p := &Program{byName: map[string]int32{}, methods: map[methodKey]method{}, byMethod: map[string][]int32{}, globals: map[string]int32{}, strs: map[string]int64{}}
	for _, pkg := range pkgs {
		for i := range pkg.Funcs {
			f := &pkg.Funcs[i]
			if _, ok := p.byName[f.Name]; ok {
				continue // a wrapper that several packages made
			}
			p.add(&function{Func: f, pkg: pkg, path: pkg.Path})
		}
	}
	for _, pkg := range pkgs {
		p.link(pkg)
	}
	p.effects()
	return p
}

func (p *Program) add(f *function) int32 {
	f.op = ddi.Member(f.Name)
	if f.op == ddi.None && !strings.Contains(f.Name, "(") && strings.HasSuffix(f.Name, "."+f.Short) {
		f.op = ddi.Lookup(f.Short)
	}
	f.index = int32(len(p.funcs))
	p.funcs = append(p.funcs, f)
	p.byName[f.Name] = f.index
	return f.index
}

func (p *Program) link(pkg *summary.Package) {
	consts := make([]Value, len(pkg.Consts))
	for i, c := range pkg.Consts {
		consts[i] = p.constant(c)
	}
	for i := range pkg.Funcs {
		f := p.funcs[p.byName[pkg.Funcs[i].Name]]
		if f.pkg != pkg {
			continue
		}
		f.consts = consts
		if f.Taken {
			p.taken = append(p.taken, f.index)
		}
		if int32(i) == pkg.Init {
			p.inits = append(p.inits, f.index)
		}
	}
	for _, m := range pkg.Methods {
		fn := p.named(m.Func)
		key := methodKey{m.Type, m.Name}
		if _, ok := p.methods[key]; !ok {
			p.methods[key] = method{fn, m.Args}
			p.byMethod[m.Name] = append(p.byMethod[m.Name], fn)
		}
	}
}

// named is the function with a qualified name; one without a body if no
// summary has it.
func (p *Program) named(name string) int32 {
	if i, ok := p.byName[name]; ok {
		return i
	}
	short := name[strings.LastIndexAny(name, "./")+1:]
	return p.addBare(name, short)
}

// addBare adds a function without a body.
func (p *Program) addBare(name, short string) int32 {
	return p.add(&function{Func: &summary.Func{Name: name, Short: short, Recover: -1}, pkg: &summary.Package{}})
}

func (p *Program) constant(c summary.Const) Value {
	switch c.Kind {
	case summary.Int:
		return Value{K: Int, N: c.N}
	case summary.Str:
		return Value{K: Str, N: p.str(c.S)}
	case summary.Fun:
		return Value{K: Func, N: int64(p.named(c.S)), O: none}
	case summary.Global:
		return Value{K: Ptr, O: p.global(c.S)}
	case summary.Zero:
		return Value{K: Agg}
	}
	return Value{K: Any}
}

func (p *Program) str(s string) int64 {
	n, ok := p.strs[s]
	if !ok {
		n = int64(len(p.texts))
		p.strs[s], p.texts = n, append(p.texts, s)
	}
	return n
}

// string is the text of a string value.
func (p *Program) string(n int64) string { return p.texts[n] }

// global is the object of a global; globals are the first objects.
func (p *Program) global(name string) int32 {
	o, ok := p.globals[name]
	if !ok {
		o = int32(len(p.names))
		p.globals[name] = o
		p.names = append(p.names, name)
	}
	return o
}

// Effects is what a function may do, it and all that it calls.
type Effects uint32

// The effects.
const (
	Registers Effects = 1 << iota
	Deregisters
	Captures
	Releases
	Uses
	Opens
	Closes
	Writes   // memory that others see
	Starts   // a thread, goroutine or work item
	Waits    // for something
	Signals  // sets an event, closes a channel
	Compares // a status with STATUS_PENDING
	Diverts  // panics, or does not return
	Shares   // sets an event that it finds in a global
)

// special are the effects of the operations that do more than write.
var special = map[ddi.Op]Effects{
	ddi.Register: Registers, ddi.Deregister: Deregisters, ddi.Capture: Captures, ddi.Release: Releases,
	ddi.Dispatch: Uses, ddi.FreeAddress: Uses, ddi.OpenSocket: Opens | Uses, ddi.Accept: Opens, ddi.CloseSocket: Closes,
	ddi.StartThread: Starts, ddi.QueueWork: Starts, ddi.GroupGo: Starts, ddi.WaitOne: Waits, ddi.WaitAll: Waits, ddi.GroupWait: Waits,
	ddi.Rundown: Waits, ddi.Flush: Waits,
	ddi.EventSet: Signals, ddi.GroupDone: Signals, ddi.RundownEnd: Signals, ddi.CloseChannel: Signals,
	ddi.NmrRegister: Registers, ddi.NmrDeregister: Deregisters, ddi.NoReturn: Diverts,
}

// pure are the operations that leave the state as it was.
var pure = []ddi.Op{
	ddi.None, ddi.Nop, ddi.Query, ddi.NewObject, ddi.AsObject, ddi.Succeeded,
	ddi.BitTest, ddi.AtomicLoad, ddi.NonNil, ddi.Opaque, ddi.CurrentIrql,
}

// effectOf takes an operation that it does not know for one that writes.
func effectOf(op ddi.Op) Effects {
	if effects, ok := special[op]; ok {
		return effects
	}
	if slices.Contains(pure, op) {
		return 0
	}
	return Writes
}

// effects closes each function's own effects under its calls.
func (p *Program) effects() {
	for i := 0; i < len(p.funcs); i++ {
		p.ownEffects(p.funcs[i])
	}
	callers := p.callers()
	p.calledBy = callers
	reach := make([]Effects, len(callers))
	var work []int32
	for _, f := range p.funcs {
		if reach[f.index] = f.own; f.own != 0 {
			work = append(work, f.index)
		}
	}
	for len(work) > 0 {
		n := work[len(work)-1]
		work = work[:len(work)-1]
		for _, c := range callers[n] {
			if reach[c]|reach[n] != reach[c] {
				reach[c] |= reach[n]
				work = append(work, c)
			}
		}
	}
	for _, f := range p.funcs {
		f.reach = reach[f.index]
	}
}

// callers are the functions that call each function, by index. A call through a
// value may be of any function of so many parameters that is used as a value,
// one through an interface of any method of the name. There is a node for each
// such kind, behind the functions, between all its callees and all its callers.
func (p *Program) callers() [][]int32 {
	callers := make([][]int32, len(p.funcs))
	link := func(callee, caller int32) { callers[callee] = append(callers[callee], caller) }
	node := func(callees []int32) int32 {
		n := int32(len(callers))
		callers = append(callers, nil)
		for _, c := range callees {
			link(c, n)
		}
		return n
	}
	taken := map[int][]int32{}
	for _, t := range p.taken {
		n := int(p.funcs[t].Params)
		taken[n] = append(taken[n], t)
	}
	values, methods := map[int]int32{}, map[string]int32{}
	for _, f := range p.funcs {
		for _, c := range f.callees {
			link(c, f.index)
		}
		for _, d := range f.dynamic {
			n, ok := values[d]
			if !ok {
				n = node(taken[d])
				values[d] = n
			}
			link(n, f.index)
		}
		for _, m := range f.invoked {
			n, ok := methods[m]
			if !ok {
				n = node(p.byMethod[m])
				methods[m] = n
			}
			link(n, f.index)
		}
	}
	return callers
}

func (p *Program) ownEffects(f *function) {
	f.own |= effectOf(f.op)
	if len(f.Blocks) == 0 {
		f.own |= effectOf(f.Effect)
		return
	}
	for _, b := range f.Blocks {
		for i := range b.Instrs {
			in := &b.Instrs[i]
			switch in.Code {
			case summary.Store, summary.Update, summary.Append:
				f.own |= Writes
			case summary.Send, summary.Close:
				f.own |= Signals
			case summary.Receive, summary.Select:
				f.own |= Waits
			case summary.Spawn:
				f.own |= Starts
			case summary.Panic:
				f.own |= Diverts
			case summary.Binary:
				if comparison(in.Name) && (f.value(in.A) == integer(statusPending) || f.value(in.B) == integer(statusPending)) {
					f.own |= Compares
					p.compares = true
				}
			case summary.Closure:
				f.callees = append(f.callees, int32(f.value(in.A).N))
			}
			if in.Call != nil {
				p.callEffects(f, in.Call)
			}
		}
	}
	f.callees, f.dynamic, f.invoked = unique(f.callees), unique(f.dynamic), unique(f.invoked)
	f.defs = nil
}

func unique[T cmp.Ordered](xs []T) []T {
	slices.Sort(xs)
	return slices.Compact(xs)
}

func (p *Program) callEffects(f *function, c *summary.Call) {
	f.own |= effectOf(c.Op)
	if c.Op == ddi.EventSet && len(c.Args) > 0 && f.global(c.Args[0]) {
		f.own |= Shares
	}
	for _, a := range c.Args {
		if a < 0 && f.value(a).K == Func {
			f.callees = append(f.callees, int32(f.value(a).N))
		}
	}
	if c.Op != ddi.None {
		return
	}
	switch {
	case c.Method != "":
		f.invoked = append(f.invoked, c.Method)
	case c.Callee < 0:
		if v := f.value(c.Callee); v.K == Func {
			f.callees = append(f.callees, int32(v.N))
		}
	default:
		if in := f.definition(int32(c.Callee)); in != nil && in.Code == summary.Closure {
			break // of the callee that the closure names
		}
		f.dynamic = append(f.dynamic, len(c.Args))
		f.own |= f.tableEffects(c.Callee)
	}
}

// tableEffects are those of a call through the register r, if it was loaded
// from a field named as a DDI.
func (f *function) tableEffects(r summary.Operand) Effects {
	in := f.definition(int32(r))
	if in != nil && (in.Code == summary.Load || in.Code == summary.Field && in.N == 1) {
		return effectOf(ddi.Lookup(in.Name))
	}
	return 0
}

// value is the constant operand o of f, which is below zero.
func (f *function) value(o summary.Operand) Value {
	if o >= 0 {
		return Value{K: Any}
	}
	return f.consts[-1-o]
}

// global reports whether the address o is found through a global.
func (f *function) global(o summary.Operand) bool {
	for range 8 {
		if o < 0 {
			return f.value(o).K == Ptr
		}
		in := f.definition(int32(o))
		if in == nil {
			return false
		}
		switch in.Code {
		case summary.FieldAddr, summary.IndexAddr, summary.Load, summary.Copy, summary.MakeIface, summary.Assert:
			o = in.A
		default:
			return false
		}
	}
	return true
}

// definition is the instruction that defines register r.
func (f *function) definition(r int32) *summary.Instr {
	if f.defs == nil {
		f.defs = make([]*summary.Instr, f.Regs)
		for _, b := range f.Blocks {
			for i := range b.Instrs {
				if in := &b.Instrs[i]; in.Dst >= 0 {
					f.defs[in.Dst] = in
				}
			}
		}
	}
	return f.defs[r]
}
