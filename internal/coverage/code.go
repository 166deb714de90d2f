package coverage

import (
	"strings"

	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/summary"
)

// code is the residual program as its text has it: who mentions whom, and who
// writes what.
type code struct {
	funcs    []*fn
	by       map[string]*fn
	mentions map[string][]mention // of functions
	written  map[string]bool      // globals and fields, by name, that somebody sets or hands on
}

// fn is a function and the package that has it.
type fn struct {
	*summary.Func
	pkg   *summary.Package
	defs  []*summary.Instr // by register
	preds [][]int32        // of blocks, where they have been asked for
}

// mention is an instruction that calls a function or uses it as a value.
type mention struct {
	f     *fn
	at    Place
	calls bool
}

// read reads a program, packages below others first.
func read(pkgs []*summary.Package) *code {
	c := &code{by: map[string]*fn{}, mentions: map[string][]mention{}, written: map[string]bool{}}
	for _, pkg := range pkgs {
		for i := range pkg.Funcs {
			f := &fn{Func: &pkg.Funcs[i], pkg: pkg}
			if c.by[f.Name] == nil { // else a wrapper that several packages made
				c.by[f.Name] = f
				c.funcs = append(c.funcs, f)
			}
		}
	}
	for _, f := range c.funcs {
		f.defs = definitions(f.Func)
		f.visit(func(at Place, in *summary.Instr) { c.note(f, at, in) })
	}
	return c
}

func definitions(f *summary.Func) []*summary.Instr {
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

// visit visits the instructions in their order.
func (f *fn) visit(do func(Place, *summary.Instr)) {
	for b := range f.Blocks {
		for i := range f.Blocks[b].Instrs {
			do(Place{int32(b), int32(i)}, &f.Blocks[b].Instrs[i])
		}
	}
}

func (f *fn) instr(p Place) *summary.Instr { return &f.Blocks[p.Block].Instrs[p.Instr] }

// constant is a constant operand.
func (f *fn) constant(o summary.Operand) summary.Const {
	if o >= 0 {
		return summary.Const{Kind: summary.Unknown}
	}
	return f.pkg.Consts[-1-o]
}

// def is the instruction that makes an operand, or nil.
func (f *fn) def(o summary.Operand) *summary.Instr {
	if o < 0 {
		return nil
	}
	return f.defs[o]
}

// target is the name of the function that an operand is, or "".
func (f *fn) target(o summary.Operand) string {
	for range maxChain {
		if c := f.constant(o); c.Kind == summary.Fun {
			return c.S
		}
		in := f.def(o)
		if in == nil || in.Code != summary.Closure && in.Code != summary.Copy && in.Code != summary.MakeIface {
			return ""
		}
		o = in.A
	}
	return ""
}

// maxChain bounds the instructions through which a value is traced back.
const maxChain = 16

// note notes what an instruction mentions and writes.
func (c *code) note(f *fn, at Place, in *summary.Instr) {
	if in.Call != nil {
		if name := f.target(in.Call.Callee); name != "" && in.Call.Method == "" {
			c.mentions[name] = append(c.mentions[name], mention{f, at, true})
		}
	}
	in.Reads(func(o summary.Operand) {
		if k := f.constant(o); k.Kind == summary.Fun && (in.Call == nil || o != in.Call.Callee) {
			c.mentions[k.S] = append(c.mentions[k.S], mention{f, at, false})
		}
		if in.Code == summary.Load || in.Code == summary.FieldAddr && o == in.A || in.Code == summary.Store && o == in.A && o != in.B {
			return // it follows the address, and keeps it to itself
		}
		c.hand(f, o)
	})
	if in.Code == summary.Store && !f.blank(in.B) {
		c.hand(f, in.A)
	}
}

// hand notes that what an address leads to is written, or may be from here on. What a
// package sets when it is loaded alone stays as it is.
func (c *code) hand(f *fn, addr summary.Operand) {
	if name := f.cell(addr); name != "" && !f.sets() {
		c.written[name] = true
	}
}

// sets reports whether a function is the one that sets the variables of its package.
func (f *fn) sets() bool { return f.Name == f.pkg.Path+".init" }

// blank reports whether an operand is nil, false or zero.
func (f *fn) blank(o summary.Operand) bool {
	c := f.constant(o)
	return c.Kind == summary.Int && c.N == 0 || c.Kind == summary.Zero
}

// cell names the global or field that an address is of, or "".
func (f *fn) cell(addr summary.Operand) string {
	if c := f.constant(addr); c.Kind == summary.Global {
		return c.S
	}
	if in := f.def(addr); in != nil && in.Code == summary.FieldAddr {
		return "." + in.Name
	}
	return ""
}

// short is a cell as messages name it.
func short(cell string) string { return cell[strings.LastIndexAny(cell, "./")+1:] }

// at is the place of an instruction, or of one near it that has one.
func (f *fn) at(p Place) finding.Position {
	instrs := f.Blocks[p.Block].Instrs
	for i := p.Instr; i < int32(len(instrs)); i++ {
		if instrs[i].Pos.Line > 0 {
			return f.position(instrs[i].Pos)
		}
	}
	for i := p.Instr - 1; i >= 0; i-- {
		if instrs[i].Pos.Line > 0 {
			return f.position(instrs[i].Pos)
		}
	}
	return f.position(f.Pos)
}

func (f *fn) position(p summary.Pos) finding.Position {
	if p.Line == 0 {
		return finding.Position{}
	}
	return finding.Position{File: f.pkg.Files[p.File], Line: int(p.Line), Col: int(p.Col)}
}

// op is the DDI that a call is.
func (c *code) op(f *fn, call *summary.Call) ddi.Op {
	if call.Op != ddi.None || call.Method != "" {
		return call.Op
	}
	if name := f.target(call.Callee); name != "" {
		if g := c.by[name]; g != nil && g.Effect != ddi.None && g.Effect != ddi.Opaque {
			return g.Effect
		}
		return named(name)
	}
	if in := f.def(call.Callee); in != nil && (in.Code == summary.Load || in.Code == summary.Field && in.N == 1) {
		return ddi.Lookup(in.Name)
	}
	return ddi.None
}

// named is the DDI that a function is by its qualified name.
func named(name string) ddi.Op {
	if strings.Contains(name, "(") {
		return ddi.None
	}
	return ddi.Lookup(name[strings.LastIndexAny(name, "./")+1:])
}

// stands reports whether a function stands for a DDI: its body is not looked at.
func (f *fn) stands() bool {
	return f.Effect != ddi.None || named(f.Name) != ddi.None || f.method().Wsk()
}

// method is the DDI that a method is by its name.
func (f *fn) method() ddi.Op {
	_, name, ok := strings.Cut(f.Name, ").")
	if !ok {
		return ddi.None
	}
	return ddi.Lookup(name)
}
