// Package program is the linked residual program of a driver, and what is known of it
// without running it: who calls whom, what a function may do, which stores nothing
// depends on, and which instructions of a function need not be run.
package program

import (
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/summary"
	"github.com/wskvet/wskvet/internal/typestate"
)

// Fitting are the functions that the driver's code may call through a value of a
// signature: those that it uses as values and does not hand to the system alone.
func (p *Program) Fitting(sig string) []int32 {
	if sig == "" {
		return nil
	}
	var out []int32
	for _, s := range slices.Sorted(maps.Keys(p.loose)) {
		if s == sig || (s[0] == '#' || sig[0] == '#') && arity(s) == arity(sig) {
			out = append(out, p.loose[s]...)
		}
	}
	return unique(out)
}

// arity is the number of parameters in a signature: what a generic one, behind a
// "#", says alone, and another one first.
func arity(sig string) string {
	n, _, _ := strings.Cut(strings.TrimPrefix(sig, "#"), "func(")
	return n
}

func Comparison(op string) bool {
	switch op {
	case "==", "!=", "<", "<=", ">", ">=":
		return true
	}
	return false
}

// What the harness sees of a machine: functions, states between roots, and what
// may be reported at a root's end.

// Function names a function of the program.
type Function struct {
	Index int32
	*summary.Func
	Path string
}

// Functions are the program's functions, dependencies before dependants.
func (p *Program) Functions() []Function {
	out := make([]Function, 0, len(p.Funcs))
	for _, f := range p.Funcs {
		out = append(out, Function{f.Index, f.Func, f.Path})
	}
	return out
}

// Reaches is what function i may do.
func (p *Program) Reaches(i int32) Effects { return p.Funcs[i].Reach }

// MakesDevices reports whether some function of the driver makes a device.
func (p *Program) MakesDevices() bool { return p.Devices }

// TellsMinor reports whether function i is told the minor function of a request by
// a parameter, or some function of the driver reads it.
func (p *Program) TellsMinor(i int32) bool {
	if slices.Contains(p.Funcs[i].Roles, summary.Integer) {
		return true
	}
	return slices.ContainsFunc(p.Funcs, func(f *Func) bool {
		return slices.ContainsFunc(f.Blocks, func(b summary.Block) bool {
			return slices.ContainsFunc(b.Instrs, func(in summary.Instr) bool {
				return (in.Code == summary.FieldAddr || in.Code == summary.Field) && in.Name == ddi.MinorFunction
			})
		})
	})
}

// Statuses that decide what a wait or a request has come to.
const (
	StatusPending   = 0x103
	StatusTimeout   = 0x102
	StatusAbandoned = 0x80
)

// Program is the linked summaries of a driver.
type Program struct {
	Funcs    []*Func
	byName   map[string]int32
	Methods  map[MethodKey]method
	ByMethod map[string][]int32 // implementers by method name, in link order
	Used     []int32            // functions used as values
	loose    map[string][]int32 // those that the driver's own code may call by the value, by signature
	Inits    []int32            // package initialisers, dependencies first
	globals  map[string]int32
	Names    []string // of globals
	strs     map[string]int64
	texts    []string // by the numbers in strs
	cellIDs  map[string]int32
	cells    []string         // by the numbers in cellIDs
	escaped  []bool           // by cell: its address is a value somewhere
	Stops    bool             // completion routines say what they return: some function names STATUS_MORE_PROCESSING_REQUIRED, or the text is C
	Compares bool             // some function compares a status with STATUS_PENDING
	Devices  bool             // some function makes a device object
	Irps     bool             // some function allocates an IRP
	Enables  bool             // some function enables the event callbacks of a socket
	CalledBy [][]int32        // callers by function, and by nodes between them
	Returned bool             // some function reads PendingReturned of an IRP
	Arms     bool             // some function sets a completion routine
	Requests bool             // some function hands a request to another driver, or to the registrar
	answers  map[string]bool  // slots of callbacks by which the system answers some function, and that it calls for nothing else
	Opens    bool             // some function makes a socket
	Client   bool             // some function calls WSK, or the network module registrar
	counts   *counters        // what the driver counts in
	poured   map[int32][]pour // calls by name, by callee, while effects are looked for
	Fed      []Feed           // who sends on or closes channels that globals hold
}

// Feed is a function that sends on a channel, or closes it, and the global that holds that.
type Feed struct{ Fn, Global int32 }

// MethodKey names a method of a dynamic type.
type MethodKey struct{ Typ, Name string }

// method is a function and its type arguments, as summary.Method has them.
type method struct {
	Fn   int32
	Args string
}

// Func is a function of the program and what is known of it.
type Func struct {
	*summary.Func
	Index   int32
	pkg     *summary.Package
	Path    string
	Consts  []domain.Value // of pkg
	Op      ddi.Op         // the DDI that it is, by its name
	Used    bool           // used as a value, in its package or in another
	Handed  bool           // so used, and not just where it is followed from there on
	Reach   Effects        // of the function and all that it calls
	Own     Effects
	Callees []int32
	Armed   []int32          // completion routines that it sets
	Endless bool             // it never returns, as it calls itself again on each of its ways
	raises  bool             // it sets an event, or sends
	Sets    bool             // it does so in itself, or what it calls does
	Dynamic []string         // calls through values, by their signature
	Invoked []string         // methods called through interfaces
	Defs    []*summary.Instr // by register, while effects are looked for
	cells                    // that it reads and writes
	into    owners           // parameters through which it writes, as far as that is known without what is idle
	Idle    map[Place]bool   // stores that nothing depends on
	Tallies map[Place]int64  // where it counts in a tally: the greatest number that is told from others
	ahead   []Effects        // by block, where it has been asked for
	plan    *Plan            // what need not be run, where it has been run
	flow    *Flow            // where that has been asked for
	Sites   [][]Site         // by block and instruction, where one has been asked for
	dead    []*dying         // by block, where it has been run
	alive   []int32          // for each register, 1 + the block that deaths last saw it alive in
}

// Link makes a program of summaries, dependencies before dependants.
func Link(pkgs []*summary.Package) *Program {
	n := 0
	for _, pkg := range pkgs {
		n += len(pkg.Funcs)
	}
	p := &Program{Funcs: make([]*Func, 0, n), byName: make(map[string]int32, n), Methods: map[MethodKey]method{}, ByMethod: map[string][]int32{}, globals: map[string]int32{}, cellIDs: map[string]int32{}, loose: map[string][]int32{}, strs: map[string]int64{}, answers: map[string]bool{}, poured: map[int32][]pour{}}
	all := make([]Func, n)
	for _, pkg := range pkgs {
		for i := range pkg.Funcs {
			f := &pkg.Funcs[i]
			if _, ok := p.byName[f.Name]; ok {
				continue // a wrapper that several packages made
			}
			next := &all[len(p.Funcs)]
			next.Func, next.pkg, next.Path = f, pkg, pkg.Path
			p.add(next)
		}
	}
	for _, pkg := range pkgs {
		p.link(pkg)
	}
	p.effects()
	return p
}

func (p *Program) add(f *Func) int32 {
	f.Op = ddi.Member(f.Name)
	if f.Op == ddi.None && !strings.Contains(f.Name, "(") && strings.HasSuffix(f.Name, "."+f.Short) {
		f.Op = ddi.Lookup(f.Short)
	}
	f.Index = int32(len(p.Funcs))
	p.Funcs = append(p.Funcs, f)
	p.byName[f.Name] = f.Index
	return f.Index
}

// translated reports whether a package has been made of text in another language, which
// leaves nothing out.
func translated(pkg *summary.Package) bool {
	return slices.ContainsFunc(pkg.Files, func(file string) bool { return path.Ext(file) != ".go" })
}

func (p *Program) link(pkg *summary.Package) {
	p.Stops = p.Stops || translated(pkg)
	consts := make([]domain.Value, len(pkg.Consts))
	for i, c := range pkg.Consts {
		consts[i] = p.constant(c)
		p.Stops = p.Stops || consts[i] == domain.Number(typestate.MoreProcessing)
	}
	for i := range pkg.Funcs {
		f := p.Funcs[p.byName[pkg.Funcs[i].Name]]
		if f.pkg != pkg {
			continue
		}
		f.Consts = consts
		f.Used = f.Used || f.Taken
		if int32(i) == pkg.Init {
			p.Inits = append(p.Inits, f.Index)
		}
	}
	for _, u := range pkg.Values {
		if i := p.named(u.Func); u.Loose && !slices.Contains(p.loose[u.Sig], i) {
			p.loose[u.Sig] = append(p.loose[u.Sig], i)
		}
	}
	for _, m := range pkg.Methods {
		fn := p.named(m.Func)
		key := MethodKey{m.Type, m.Name}
		if _, ok := p.Methods[key]; !ok {
			p.Methods[key] = method{fn, m.Args}
			p.ByMethod[m.Name] = append(p.ByMethod[m.Name], fn)
		}
	}
}

// Named is the function with a qualified name; one without a body if no
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
	return p.add(&Func{Func: &summary.Func{Name: name, Short: short, Recover: -1}, pkg: &summary.Package{}})
}

func (p *Program) constant(c summary.Const) domain.Value {
	switch c.Kind {
	case summary.Int:
		return domain.Value{K: domain.Int, N: c.N}
	case summary.Str:
		return domain.Value{K: domain.Str, N: p.Str(c.S)}
	case summary.Fun:
		return domain.Value{K: domain.Func, N: int64(p.named(c.S)), O: domain.None}
	case summary.Global:
		return domain.Value{K: domain.Ptr, O: p.global(c.S)}
	case summary.Zero:
		return domain.Value{K: domain.Agg}
	}
	return domain.Value{K: domain.Any}
}

func (p *Program) Str(s string) int64 {
	n, ok := p.strs[s]
	if !ok {
		n = int64(len(p.texts))
		p.strs[s], p.texts = n, append(p.texts, s)
	}
	return n
}

// Text is the text of a string value.
func (p *Program) Text(n int64) string { return p.texts[n] }

// Global is the object of a global; globals are the first objects.
func (p *Program) global(name string) int32 {
	o, ok := p.globals[name]
	if !ok {
		o = int32(len(p.Names))
		p.globals[name] = o
		p.Names = append(p.Names, name)
	}
	return o
}

// Value is the constant operand o of f, which is below zero.
func (f *Func) Value(o summary.Operand) domain.Value {
	if o >= 0 {
		return domain.Value{K: domain.Any}
	}
	return f.Consts[-1-o]
}

// definition is the instruction that defines register r.
func (f *Func) definition(r int32) *summary.Instr {
	if f.Defs == nil {
		f.Defs = f.Definitions()
	}
	return f.Defs[r]
}

// defines is the instruction that defines operand o, if it is one's result.
func (f *Func) defines(o summary.Operand) *summary.Instr {
	if o < 0 {
		return nil
	}
	return f.definition(int32(o))
}

// Definitions are the instructions that define each register.
func (f *Func) Definitions() []*summary.Instr {
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

// Answers reports whether the system calls a slot to answer the driver, and for nothing else.
func (p *Program) Answers(slot string) bool { return p.answers[slot] }

// ContextAt is the parameter that a routine started by op finds its context in:
// the last, but for a third that is the work item.
func (f *Func) ContextAt(op ddi.Op) int32 {
	switch {
	case op.Routine().ContextFirst:
		return 0
	case f.Params == 3:
		return 1
	}
	return f.Params - 1
}
