// Package state is what is known of a driver at one moment of a life: the cells of its
// memory, the values in them and what is known of those that have no number, the
// typestates of what it has to give back, who runs beside. States are compared, covered,
// joined, numbered anew. No DDI moves anything here.
package state

import (
	"github.com/wskvet/wskvet/internal/affine"
	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/persist"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/witness"
)

// State is one abstract state of the driver. It is copied by value; its maps
// are immutable.
type State struct {
	Mem     *persist.Map[domain.Value] // cells, by object and path
	Regs    Registers                  // registers of the function that runs
	Facts   *persist.Map[Fact]         // what is known of unknown values
	Related *affine.System             // how unknown numbers are related
	Objs    *persist.Map[Object]       // objects that exist
	Pins    *Pin                       // registers of the callers
	Defers  *Deferral                  // of the function that runs, last first
	Async   program.Effects            // what routines that the system calls at any time may do
	Panics  bool                       // a panic is on its way up
	Cause   domain.Value               // what it panics with
	Level   Level                      // the IRQL
	parts   [maxParts]Part             // what rooms know of
	loose   *persist.Map[bool]         // classes of cells that may hold anything where they were not written
	Blurred bool                       // what the driver keeps is not known exactly
	Tainted bool                       // a rule was broken on the way here
	Lossy   bool                       // a merge, or a bound, on the way here has lost something
	Forgot  int32                      // the number of the cells that calls may have written which were passed over
	Roots   int32                      // of the life that is followed exactly, how many have run
	Trace   *witness.Step
}

// Fact is what is known of an unknown value, and how many cells hold it.
type Fact struct {
	known int32 // a range, as the space numbers them: 0 is any value
	Refs  int32
}

// rangeOf is what a fact says. Ranges are many words, and few of them differ.
func (m *Space) rangeOf(f Fact) domain.Range { return m.ranges[f.known] }

// says is f with what is known made r.
func (m *Space) says(f Fact, r domain.Range) Fact {
	id, ok := m.rangeIDs[r]
	if !ok {
		id = int32(len(m.ranges))
		m.ranges, m.rangeIDs[r] = append(m.ranges, r), id
	}
	f.known = id
	return f
}

// Object is what is known of an object that exists.
type Object struct {
	Unknown bool // cells never written hold anything, not zero
	Escaped bool // its address is in memory
	summary bool // stands for several objects: writes are weak
	freed   bool
}

// Pin is the frame of a caller while a callee runs: the registers that are alive, the
// calls that it has deferred, and the IRQL at the call.
type Pin struct {
	up     *Pin
	regs   Registers
	defers *Deferral
	level  Level
	held   *persist.Map[bool] // facts that it and those above hold
	hash   uint64
}

// hashed is the hash of the frame and of those above it.
func (p *Pin) hashed() uint64 {
	var up uint64
	if p.up != nil {
		up = p.up.hash
	}
	h := domain.Combine(up, p.regs.Hash(), p.level.Hash())
	if p.defers != nil {
		h = domain.Combine(h, p.defers.Hash)
	}
	return h
}

// each visits what the frame holds.
func (p *Pin) each(look func(domain.Value)) {
	p.regs.each(func(_ uint32, v domain.Value) bool { look(v); return true })
	p.defers.each(look)
	p.level.Visit(look)
}

// Deferral is a deferred call.
type Deferral struct {
	Next *Deferral
	In   *program.Site
	Fn   domain.Value
	Args []domain.Value
	Hash uint64
}

// Hashed is the hash of d and of the calls deferred before it.
func (d *Deferral) Hashed() uint64 {
	var up uint64
	if d.Next != nil {
		up = d.Next.Hash
	}
	at := d.In.Key
	return ValuesHash(domain.Combine(up, uint64(uint32(at.Block))<<32|uint64(uint32(at.Instr)), d.Fn.Hash()), d.Args)
}

// each visits what d and the calls deferred before it hold.
func (d *Deferral) each(look func(domain.Value)) {
	for ; d != nil; d = d.Next {
		look(d.Fn)
		for _, v := range d.Args {
			look(v)
		}
	}
}

// CallFrame is a function at a call.
type CallFrame struct {
	F      *program.Func
	At     *program.Site
	Regs   Registers
	Defers *Deferral
}

func Bit(b bool) uint64 {
	if b {
		return 1
	}
	return 0
}

// Protocol is the hash of what never merges: typestates, pending calls,
// activities and installed callbacks.
func (st *State) Protocol() uint64 {
	h := domain.Combine(1, st.apart(), uint64(st.Async), Bit(st.Panics), st.Cause.Hash(), Bit(st.Tainted)<<1|Bit(st.Blurred), st.Level.Hash())
	if st.Defers != nil {
		h = domain.Combine(h, st.Defers.Hash)
	}
	return h
}

// Memory is the hash of everything but registers.
func (st *State) Memory() uint64 { return domain.Combine(st.around(), st.Mem.Hash()) }

// around is the hash of everything but registers, cells and what is known of unknown values.
func (st *State) around() uint64 {
	return domain.Combine(st.Protocol(), st.partsHash(), st.Objs.Hash(), st.loose.Hash(), st.Related.Hash(), uint64(st.Roots), uint64(st.Forgot))
}

// frame is the hash of everything but cells and what is known of unknown values.
func (st *State) frame() uint64 {
	h := domain.Combine(st.around(), st.Regs.Hash())
	if st.Pins != nil {
		h = domain.Combine(h, st.Pins.hash)
	}
	return h
}

func (st *State) Hash() uint64 { return domain.Combine(st.frame(), st.Mem.Hash(), st.Facts.Hash()) }

func Key(o, p int32) uint64 { return uint64(uint32(o))<<32 | uint64(uint32(p)) }

func ObjectOf(k uint64) int32 { return int32(k >> 32) }
func PathOf(k uint64) int32   { return int32(uint32(k)) }

func ValuesHash(h uint64, vs []domain.Value) uint64 {
	for _, v := range vs {
		h = domain.Combine(h, v.Hash())
	}
	return h
}

// ---- facts

// factKey is the key of an unknown value in facts.
func factKey(v domain.Value) (uint64, bool) {
	switch v.K {
	case domain.Sym:
		return uint64(v.N), true
	case domain.Term:
		return 1<<40 | uint64(v.N), true
	}
	return 0, false
}

// Retain counts a cell that comes to hold v (by 1) or ceases to (by -1). What else holds
// values is asked, not counted: see Held.
func (m *Space) Retain(st *State, v domain.Value, by int32) {
	if !v.Named() {
		return
	}
	if v.K == domain.Sym { // as a rule
		m.retain(st, uint64(v.N), by)
		return
	}
	m.atoms(v, func(k uint64) { m.retain(st, k, by) })
}

func (m *Space) retain(st *State, k uint64, by int32) {
	f, _ := st.Facts.Get(k)
	f.Refs += by
	st.Facts = st.Facts.Set(k, f)
}

// atoms visits the keys of the unknown values that v is made of.
func (m *Space) atoms(v domain.Value, visit func(uint64)) {
	switch v.K {
	case domain.Sym:
		visit(uint64(v.N))
	case domain.Term:
		visit(1<<40 | uint64(v.N))
		t := m.terms[v.N]
		m.atoms(t.a, visit)
		m.atoms(t.b, visit)
	case domain.Agg, domain.Box:
		m.aggs[v.N].Cells.Range(func(_ uint64, w domain.Value) bool { m.atoms(w, visit); return true })
	}
}

// Bounds is what is known of v.
func (m *Space) Bounds(st *State, v domain.Value) domain.Range {
	switch v.K {
	case domain.Int:
		return domain.Point(v.N)
	case domain.Ptr, domain.Func, domain.Str:
		return domain.Full.Without(0)
	case domain.API:
		return domain.Full.Without(0)
	}
	k, ok := factKey(v)
	if !ok {
		return domain.Full
	}
	r := domain.Full
	if f, ok := st.Facts.Get(k); ok {
		r = m.rangeOf(f)
	}
	if v.K == domain.Term {
		r = r.Meet(m.structural(st, v))
	}
	return r
}

// structural is what a term's operands tell of it.
func (m *Space) structural(st *State, v domain.Value) domain.Range {
	t := m.terms[v.N]
	switch t.op {
	case "+":
		return m.Bounds(st, t.a).Shift(t.b.N)
	case "&":
		if t.b.K == domain.Int && t.b.N >= 0 {
			r := domain.Range{Lo: 0, Hi: t.b.N}
			if a := m.Bounds(st, t.a); a.Lo == a.Hi {
				return domain.Point(a.Lo & t.b.N)
			}
			if t.b.N&(t.b.N-1) == 0 && t.b.N > 1 { // one bit: 0 or the bit
				return r
			}
			return r
		}
	case "==", "!=", "<", "<=", ">", ">=", "!":
		return domain.Range{Lo: 0, Hi: 1}
	}
	return domain.Full
}

// Learn narrows what is known of v; it reports whether that is possible.
func (m *Space) Learn(st *State, v domain.Value, op string, n int64) bool {
	r := m.Bounds(st, v).Narrow(op, n)
	if r.Empty() {
		return false
	}
	k, ok := factKey(v)
	if !ok {
		return true
	}
	f, _ := st.Facts.Get(k)
	st.Facts = st.Facts.Set(k, m.says(f, r))
	if v.K != domain.Term {
		return !st.Related.Has(k) || m.infer(st)
	}
	switch t := m.terms[v.N]; t.op {
	case "+":
		return m.Learn(st, t.a, op, n-t.b.N)
	case "&":
		// one bit known to be set or not
		if x, ok := r.Single(); ok && t.b.N != 0 && t.b.N&(t.b.N-1) == 0 && x != 0 && x != t.b.N {
			return false
		}
	}
	return true
}

// Unlearn drops the facts of values that nothing holds any more; gone are the
// values of registers that have just died.
func (m *Space) Unlearn(st *State, gone []domain.Value) {
	for _, v := range gone {
		if v.K == domain.Sym { // as a rule
			m.unlearn(st, uint64(v.N))
			continue
		}
		m.atoms(v, func(k uint64) { m.unlearn(st, k) })
	}
}

func (m *Space) unlearn(st *State, k uint64) {
	f, ok := st.Facts.Get(k)
	if !ok || f.Refs > 0 || m.Held(st, k) {
		return
	}
	m.unrelate(st, k)
	st.Facts = st.Facts.Delete(k)
}

// UnlearnAll drops the facts of all values that nothing holds.
func (m *Space) UnlearnAll(st *State) {
	st.Facts.Range(func(k uint64, f Fact) bool {
		if f.Refs == 0 && !m.Held(st, k) {
			m.unrelate(st, k)
			st.Facts = st.Facts.Delete(k)
		}
		return true
	})
}

// Held reports whether a register, of this function or a caller, or a pending
// call holds the unknown value k.
func (m *Space) Held(st *State, k uint64) bool {
	if st.pinned(k) {
		return true
	}
	s := &m.sought
	s.key, s.found = k, false
	if m.inFrame(st, s.look); !s.found {
		m.visitParts(st, s.look)
	}
	return s.found
}

// sought is an unknown value that is looked for. There is one for a space, and it serves again
// and again.
type sought struct {
	key   uint64
	found bool
	look  func(domain.Value) // finds it
}

// seeks makes what finds the value that is sought.
func (m *Space) seeks() func(domain.Value) {
	s := &m.sought
	atom := func(x uint64) { s.found = s.found || x == s.key }
	return func(v domain.Value) {
		if v.Named() && !s.found {
			m.atoms(v, atom)
		}
	}
}

// pinned reports whether a caller's register holds the unknown value k.
func (st *State) pinned(k uint64) bool {
	if st.Pins == nil {
		return false
	}
	_, ok := st.Pins.held.Get(k)
	return ok
}

// holds visits what the registers of this function, its IRQL, pending calls and parts hold.
func (m *Space) holds(st *State, look func(domain.Value)) {
	m.inFrame(st, look)
	m.visitParts(st, look)
}

// inFrame visits the same but for the parts.
func (m *Space) inFrame(st *State, look func(domain.Value)) {
	look(st.Cause)
	st.Level.Visit(look)
	st.Regs.each(func(_ uint32, v domain.Value) bool { look(v); return true })
	st.Defers.each(look)
}

// Visit visits what the frame holds.
func (f *CallFrame) Visit(look func(domain.Value)) {
	f.Regs.each(func(_ uint32, v domain.Value) bool { look(v); return true })
	f.Defers.each(look)
}
