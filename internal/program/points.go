package program

import (
	"slices"
	"strings"

	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/summary"
)

// Points says which cells an address may be one of, and which functions a value may be,
// whatever the order in which the program runs: Steensgaard, "Points-to Analysis in
// Almost Linear Time" (1996), with one class for each field of a type, global and
// allocation. Fields of one name are one where they may be of one object. What the system
// hands from one function to another is of the type that both say. A call through a value
// goes to the functions that its class holds.
type Points struct {
	p       *Program
	up      []int32
	under   []int32            // by class: what its cells lead to, or -1
	funcs   [][]int32          // by class: functions that a value of it may be
	fields  [][]field          // by class: the fields by which it is gone through
	index   []map[string]int32 // by class: where a field is among them, once they are many
	cells   map[string]int32
	named   map[string][]int32 // fields of any type, by name
	foreign map[string]bool    // fields of types that the driver does not declare
	names   map[int32]string
	regs    [][]int32 // by function and register: the class of what it leads to, or -1
	ret     []int32   // by function

	fitting map[string][]int32 // by signature
	nest    *nest              // see Fields
}

// field is a field of a class.
type field struct {
	name  string
	class int32
}

// Nowhere is the class of what leads nowhere.
const Nowhere int32 = -1

// PointsTo analyses the program. Calls through values are resolved by what their values
// may be so far, until nothing new comes.
func (p *Program) PointsTo() *Points {
	t := &Points{p: p, cells: map[string]int32{}, named: map[string][]int32{}, foreign: map[string]bool{}, names: map[int32]string{}, fitting: map[string][]int32{}, regs: make([][]int32, len(p.Funcs)), ret: make([]int32, len(p.Funcs))}
	for i, f := range p.Funcs {
		t.regs[i] = make([]int32, f.Regs+f.Params+f.Free)
		for k := range t.regs[i] {
			t.regs[i][k] = Nowhere
		}
		t.ret[i] = t.fresh()
	}
	for _, f := range p.Funcs {
		t.each(f, func(in *summary.Instr) { t.instr(f, in) })
	}
	for changed := true; changed; {
		changed = false
		for _, f := range p.Funcs {
			t.each(f, func(in *summary.Instr) {
				if in.Call != nil && t.call(f, in) {
					changed = true
				}
			})
		}
	}
	return t
}

func (t *Points) each(f *Func, visit func(*summary.Instr)) {
	for b := range f.Blocks {
		for i := range f.Blocks[b].Instrs {
			visit(&f.Blocks[b].Instrs[i])
		}
	}
}

func (t *Points) fresh() int32 {
	t.up, t.under = append(t.up, int32(len(t.up))), append(t.under, Nowhere)
	t.funcs, t.fields, t.index = append(t.funcs, nil), append(t.fields, nil), append(t.index, nil)
	return int32(len(t.up) - 1)
}

// Find is the class that c has become one with.
func (t *Points) Find(c int32) int32 {
	for t.up[c] != c {
		t.up[c] = t.up[t.up[c]]
		c = t.up[c]
	}
	return c
}

// unify makes two classes one, and reports whether they were two.
func (t *Points) unify(a, b int32) bool {
	if a == Nowhere || b == Nowhere {
		return false
	}
	a, b = t.Find(a), t.Find(b)
	if a == b {
		return false
	}
	t.up[b], t.nest = a, nil
	if len(t.funcs[b]) > 0 {
		t.funcs[a] = unique(append(t.funcs[a], t.funcs[b]...))
	}
	fields := t.fields[b]
	t.funcs[b], t.fields[b], t.index[b] = nil, nil, nil
	if x, y := t.under[a], t.under[b]; x == Nowhere {
		t.under[a] = y
	} else {
		t.unify(x, y)
	}
	for _, f := range fields {
		t.has(a, f)
	}
	return true
}

// has says that the objects of a class have a field.
func (t *Points) has(class int32, f field) {
	class = t.Find(class)
	if i := t.place(class, f.name); i >= 0 {
		t.unify(t.fields[class][i].class, f.class)
		return
	}
	if t.index[class] != nil {
		t.index[class][f.name] = int32(len(t.fields[class]))
	}
	t.fields[class], t.nest = append(t.fields[class], f), nil
}

// fewFields is how many fields are looked through one by one.
const fewFields = 8

// place is where a field is among those of a class, or below 0.
func (t *Points) place(class int32, name string) int32 {
	fields := t.fields[class]
	if len(fields) <= fewFields {
		return int32(slices.IndexFunc(fields, func(f field) bool { return f.name == name }))
	}
	if t.index[class] == nil {
		t.index[class] = make(map[string]int32, len(fields))
		for i, f := range fields {
			t.index[class][f.name] = int32(i)
		}
	}
	if i, ok := t.index[class][name]; ok {
		return i
	}
	return -1
}

// Member is the class of the fields of a name in the objects of a class, or Nowhere if
// nobody goes through one.
func (t *Points) Member(class int32, name string) int32 {
	class = t.Find(class)
	if i := t.place(class, name); i >= 0 {
		return t.Find(t.fields[class][i].class)
	}
	return Nowhere
}

// AllNamed are the classes of the fields of a name, of whatever type.
func (t *Points) AllNamed(name string) []int32 {
	var out []int32
	for _, c := range t.named[name] {
		out = append(out, t.Find(c))
	}
	return unique(out)
}

// Under is the class of what the cells of a class lead to, or Nowhere.
func (t *Points) Under(class int32) int32 {
	if under := t.under[t.Find(class)]; under != Nowhere {
		return t.Find(under)
	}
	return Nowhere
}

// Nominal are the classes of fields.
func (t *Points) Nominal() []int32 {
	var out []int32
	for _, classes := range t.named {
		for _, c := range classes {
			out = append(out, t.Find(c))
		}
	}
	return unique(out)
}

// Foreign are the classes of fields in which the system may store something: those of types
// that it declares, or that are not known.
func (t *Points) Foreign() []int32 {
	var out []int32
	for name, c := range t.cells {
		if t.foreign[name] {
			out = append(out, t.Find(c))
		}
	}
	return unique(out)
}

// member is the class of a field of what class base leads to, whose type is named by an
// operand of f.
func (t *Points) member(f *Func, base int32, owner summary.Operand, name string) int32 {
	typ := ""
	if v := f.Value(owner); v.K == domain.Str {
		typ = t.p.Text(v.N)
	}
	full := typ + "." + name
	c, ok := t.cells[full]
	if !ok {
		c = t.Named(full)
		t.alike(c, typ, name)
		t.named[name] = append(t.named[name], c)
		t.foreign[full] = !t.p.declares(typ)
	}
	if base != Nowhere {
		t.has(base, field{name, c})
	}
	return t.Find(c)
}

// below is the class of what the cells of class c lead to.
func (t *Points) below(c int32) int32 {
	c = t.Find(c)
	if t.under[c] == Nowhere {
		n := t.fresh()
		t.under[c] = n
	}
	return t.Find(t.under[c])
}

// alike makes the fields of a name one class, where the type of one of them is not known.
func (t *Points) alike(c int32, typ, name string) {
	if typ != "" {
		t.unify(c, t.Known("."+name))
		return
	}
	for _, other := range t.named[name] {
		t.unify(c, other)
	}
}

// declares reports whether a type is of a package of the driver: not of the models of the
// kernel's interfaces.
func (p *Program) declares(typ string) bool {
	path := typ[:max(0, strings.LastIndex(typ, "."))]
	return path != "" && !strings.HasSuffix(path, "/wdm") && !strings.HasSuffix(path, "/wsk") && !strings.HasPrefix(typ, "struct")
}

// Named is the class of a field, behind its type and a dot, or of a global.
func (t *Points) Named(name string) int32 {
	c, ok := t.cells[name]
	if !ok {
		c = t.fresh()
		t.cells[name], t.names[c] = c, name
	}
	return t.Find(c)
}

// Known is the class of a field or global that the program has, or Nowhere.
func (t *Points) Known(name string) int32 {
	if c, ok := t.cells[name]; ok {
		return t.Find(c)
	}
	return Nowhere
}

// Name is the first name of a class, by order, or "".
func (t *Points) Name(class int32) string {
	best := ""
	for c, n := range t.names {
		if t.Find(c) == class && (best == "" || n < best) {
			best = n
		}
	}
	return best
}

// Of is the class of what operand o of f leads to.
func (t *Points) Of(f *Func, o summary.Operand) int32 {
	if o < 0 {
		switch v := f.Value(o); v.K {
		case domain.Ptr:
			return t.Named(t.p.Names[v.O])
		case domain.Func:
			return t.function(int32(v.N))
		}
		return Nowhere
	}
	if int(o) >= len(t.regs[f.Index]) { // of a function that cannot be read
		return Nowhere
	}
	r := &t.regs[f.Index][o]
	if *r == Nowhere {
		*r = t.fresh()
	}
	return t.Find(*r)
}

// function is the class of function i as a value.
func (t *Points) function(i int32) int32 {
	c := t.Named("func " + t.p.Funcs[i].Name)
	if !slices.Contains(t.funcs[c], i) {
		t.funcs[c] = append(t.funcs[c], i)
	}
	return c
}

// Functions are those that a value of a class may be.
func (t *Points) Functions(class int32) []int32 {
	if class == Nowhere {
		return nil
	}
	return t.funcs[t.Find(class)]
}
