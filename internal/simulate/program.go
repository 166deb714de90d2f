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
	"slices"
	"strings"

	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/summary"
	"github.com/wskvet/wskvet/internal/typestate"
)

// Program is the linked summaries of a driver.
type Program struct {
	funcs    []*function
	byName   map[string]int32
	methods  map[methodKey]method
	byMethod map[string][]int32 // implementers by method name, in link order
	taken    []int32            // functions used as values
	loose    map[string][]int32 // those that the driver's own code may call by the value, by signature
	inits    []int32            // package initialisers, dependencies first
	globals  map[string]int32
	names    []string // of globals
	strs     map[string]int64
	texts    []string // by the numbers in strs
	cellIDs  map[string]int32
	escaped  []bool    // by cell: its address is a value somewhere
	stops    bool      // some function names STATUS_MORE_PROCESSING_REQUIRED
	compares bool      // some function compares a status with STATUS_PENDING
	devices  bool      // some function makes a device object
	irps     bool      // some function allocates an IRP
	calledBy [][]int32 // callers by function, and by nodes between them
	returned bool      // some function reads PendingReturned of an IRP
	arms     bool      // some function sets a completion routine
	requests bool      // some function hands a request to another driver, or to the registrar
	opens    bool      // some function makes a socket
	fed      []feed    // who sends on or closes channels that globals hold
}

// feed is a function that sends on a channel, or closes it, and the global that holds that.
type feed struct{ fn, global int32 }

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
	taken   bool    // used as a value, in its package or in another
	handed  bool    // so used, and not just where it is followed from there on
	reach   Effects // of the function and all that it calls
	own     Effects
	callees []int32
	armed   []int32          // completion routines that it sets
	raises  bool             // it sets an event, or sends
	sets    bool             // it does so in itself, or what it calls does
	dynamic []string         // calls through values, by their signature
	invoked []string         // methods called through interfaces
	defs    []*summary.Instr // by register, while effects are looked for
	cells                    // that it reads and writes
	idle    map[place]bool   // stores that nothing depends on
	ahead   []Effects        // by block, where it has been asked for
	plan    *plan            // what need not be run, where it has been run
	sites   [][]site         // by block and instruction, where one has been asked for
	dead    []*dying         // by block, where it has been run
	alive   []int32          // for each register, 1 + the block that deaths last saw it alive in
}

// Link makes a program of summaries, dependencies before dependants.
func Link(pkgs []*summary.Package) *Program {
	n := 0
	for _, pkg := range pkgs {
		n += len(pkg.Funcs)
	}
	p := &Program{funcs: make([]*function, 0, n), byName: make(map[string]int32, n), methods: map[methodKey]method{}, byMethod: map[string][]int32{}, globals: map[string]int32{}, cellIDs: map[string]int32{}, loose: map[string][]int32{}, strs: map[string]int64{}}
	all := make([]function, n)
	for _, pkg := range pkgs {
		for i := range pkg.Funcs {
			f := &pkg.Funcs[i]
			if _, ok := p.byName[f.Name]; ok {
				continue // a wrapper that several packages made
			}
			next := &all[len(p.funcs)]
			next.Func, next.pkg, next.path = f, pkg, pkg.Path
			p.add(next)
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
		p.stops = p.stops || consts[i] == integer(typestate.MoreProcessing)
	}
	for i := range pkg.Funcs {
		f := p.funcs[p.byName[pkg.Funcs[i].Name]]
		if f.pkg != pkg {
			continue
		}
		f.consts = consts
		f.taken = f.taken || f.Taken
		if int32(i) == pkg.Init {
			p.inits = append(p.inits, f.index)
		}
	}
	for _, u := range pkg.Values {
		if i := p.named(u.Func); u.Loose && !slices.Contains(p.loose[u.Sig], i) {
			p.loose[u.Sig] = append(p.loose[u.Sig], i)
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

// value is the constant operand o of f, which is below zero.
func (f *function) value(o summary.Operand) Value {
	if o >= 0 {
		return Value{K: Any}
	}
	return f.consts[-1-o]
}

// definition is the instruction that defines register r.
func (f *function) definition(r int32) *summary.Instr {
	if f.defs == nil {
		f.defs = f.definitions()
	}
	return f.defs[r]
}

// defines is the instruction that defines operand o, if it is one's result.
func (f *function) defines(o summary.Operand) *summary.Instr {
	if o < 0 {
		return nil
	}
	return f.definition(int32(o))
}

// definitions are the instructions that define each register.
func (f *function) definitions() []*summary.Instr {
	defs := make([]*summary.Instr, f.Regs)
	for _, b := range f.Blocks {
		for i := range b.Instrs {
			if in := &b.Instrs[i]; in.Dst >= 0 {
				defs[in.Dst] = in
			}
		}
	}
	return defs
}
