package simulate

import (
	"github.com/wskvet/wskvet/internal/persist"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/typestate"
	"github.com/wskvet/wskvet/internal/witness"
)

// State is one abstract state of the driver. It is copied by value; its maps
// are immutable.
type State struct {
	mem     *persist.Map[Value]         // cells, by object and path
	regs    registers                   // registers of the function that runs
	facts   *persist.Map[fact]          // what is known of unknown values
	objs    *persist.Map[object]        // objects that exist
	regis   *persist.Map[Registration]  // typestates, by object and path
	sockets *persist.Map[Socket]        // by object
	pins    *pin                        // registers of the callers
	defers  *deferral                   // of the function that runs, last first
	acts    *activity                   // threads, goroutines and work items not yet run, last first
	tables  *table                      // installed callbacks, last first
	async   program.Effects             // what routines that the system calls at any time may do
	panics  bool                        // a panic is on its way up
	cause   Value                       // what it panics with
	level   level                       // the IRQL
	irps    *persist.Map[typestate.Irp] // typestates, by object and path
	owed    *persist.Map[owed]          // what has to be given back, by object
	loose   *persist.Map[bool]          // classes of cells that may hold anything where they were not written
	blurred bool                        // what the driver keeps is not known exactly
	tainted bool                        // a rule was broken on the way here
	lossy   bool                        // a merge on the way here has lost something
	forgot  int32                       // the number of the cells that calls may have written which were passed over
	roots   int32                       // of the life that is followed exactly, how many have run
	trace   *witness.Step
}

// Registration is the typestate of a registration and what it rests on.
type Registration struct {
	typestate.Registration
	Dispatch int32 // the object of its WSK_CLIENT_DISPATCH, or none
}

// Socket is the typestate of a socket.
type Socket struct {
	typestate.SocketPhase
	Owner  uint64 // key of its registration, 0 if not known
	Adrift bool   // a request on it is pending that is not followed
}

// fact is what is known of an unknown value, and how many cells hold it.
type fact struct {
	Range
	refs int32
}

// object is what is known of an object that exists.
type object struct {
	unknown bool // cells never written hold anything, not zero
	escaped bool // its address is in memory
	summary bool // stands for several objects: writes are weak
	freed   bool
}

// pin is the frame of a caller while a callee runs: the registers that are alive, and
// the calls that it has deferred.
type pin struct {
	up     *pin
	regs   registers
	defers *deferral
	held   *persist.Map[bool] // facts that it and those above hold
	hash   uint64
}

// each visits what the frame holds.
func (p *pin) each(look func(Value)) {
	p.regs.each(func(_ uint32, v Value) bool { look(v); return true })
	p.defers.each(look)
}

// deferral is a deferred call.
type deferral struct {
	next *deferral
	in   *program.Site
	fn   Value
	args []Value
	hash uint64
}

// each visits what d and the calls deferred before it hold.
func (d *deferral) each(look func(Value)) {
	for ; d != nil; d = d.next {
		look(d.fn)
		for _, v := range d.args {
			look(v)
		}
	}
}

// activity is a thread, goroutine or work item that has been started and has
// not yet run, or a request that is pending.
type activity struct {
	next   *activity
	fn     Value
	args   []Value
	handle int32 // object of the thread, or none
	at     *program.Site
	kind   string
	group  Value // the WaitGroup that it counts in
	trace  *witness.Step
	paused *continuation // where it waits, or nil if it has not begun
	req    *held         // the request that it is, or nil
	alarm  *alarm        // what it is armed by, if it is a DPC or a timer
	old    bool          // it was started by a root that has ended
	hash   uint64
}

// continuation is where an activity goes on: its frames, outermost first.
type continuation struct {
	frames []callFrame
	result Value  // of the call that the innermost frame is in
	on     uint64 // key of the event that it waits for, or 0
	level  level  // at which it waits
	again  int32  // how often it has paused at this very call before
	hash   uint64
}

// callFrame is a function at a call.
type callFrame struct {
	f      *program.Func
	at     *program.Site
	regs   registers
	defers *deferral
}

// table is a function installed for the system to call.
type table struct {
	next    *table
	slot    string
	fn      Value
	context Value // that it is called with, or Any
	hash    uint64
}

func bit(b bool) uint64 {
	if b {
		return 1
	}
	return 0
}

// Protocol is the hash of what never merges: typestates, pending calls,
// activities and installed callbacks.
func (st *State) Protocol() uint64 {
	h := combine(1, st.regis.Hash(), st.sockets.Hash(), uint64(st.async), bit(st.panics), st.cause.Hash(), bit(st.tainted)<<1|bit(st.blurred), st.level.hash(), st.owed.Hash())
	if st.defers != nil {
		h = combine(h, st.defers.hash)
	}
	if st.acts != nil {
		h = combine(h, st.acts.hash)
	}
	if st.tables != nil {
		h = combine(h, st.tables.hash)
	}
	return h
}

// memory is the hash of everything but registers.
func (st *State) memory() uint64 {
	return combine(st.Protocol(), st.mem.Hash(), st.objs.Hash(), st.irps.Hash(), st.loose.Hash(), uint64(st.roots), uint64(st.forgot))
}

func (st *State) Hash() uint64 {
	h := combine(st.memory(), st.regs.hash(), st.facts.Hash())
	if st.pins != nil {
		h = combine(h, st.pins.hash)
	}
	return h
}

func key(o, p int32) uint64 { return uint64(uint32(o))<<32 | uint64(uint32(p)) }

func objectOf(k uint64) int32 { return int32(k >> 32) }
func pathOf(k uint64) int32   { return int32(uint32(k)) }

func valuesHash(h uint64, vs []Value) uint64 {
	for _, v := range vs {
		h = combine(h, v.Hash())
	}
	return h
}

// ---- facts

// factKey is the key of an unknown value in facts.
func factKey(v Value) (uint64, bool) {
	switch v.K {
	case Sym:
		return uint64(v.N), true
	case Term:
		return 1<<40 | uint64(v.N), true
	}
	return 0, false
}

// retain counts a cell that comes to hold v (by 1) or ceases to (by -1).
func (m *Machine) retain(st *State, v Value, by int32) {
	if !v.Named() {
		return
	}
	m.atoms(v, func(k uint64) {
		f, ok := st.facts.Get(k)
		if !ok {
			f.Range = full
		}
		f.refs += by
		st.facts = st.facts.Set(k, f)
	})
}

// atoms visits the keys of the unknown values that v is made of.
func (m *Machine) atoms(v Value, visit func(uint64)) {
	switch v.K {
	case Sym:
		visit(uint64(v.N))
	case Term:
		visit(1<<40 | uint64(v.N))
		t := m.terms[v.N]
		m.atoms(t.a, visit)
		m.atoms(t.b, visit)
	case Agg, Box:
		m.aggs[v.N].cells.Range(func(_ uint64, w Value) bool { m.atoms(w, visit); return true })
	}
}

// bounds is what is known of v.
func (m *Machine) bounds(st *State, v Value) Range {
	switch v.K {
	case Int:
		return point(v.N)
	case Ptr, Func, Str:
		return full.Without(0)
	case API:
		return full.Without(0)
	}
	k, ok := factKey(v)
	if !ok {
		return full
	}
	r := full
	if f, ok := st.facts.Get(k); ok {
		r = f.Range
	}
	if v.K == Term {
		r = r.Meet(m.structural(st, v))
	}
	return r
}

// structural is what a term's operands tell of it.
func (m *Machine) structural(st *State, v Value) Range {
	t := m.terms[v.N]
	switch t.op {
	case "+":
		return m.bounds(st, t.a).Shift(t.b.N)
	case "&":
		if t.b.K == Int && t.b.N >= 0 {
			r := Range{Lo: 0, Hi: t.b.N}
			if a := m.bounds(st, t.a); a.Lo == a.Hi {
				return point(a.Lo & t.b.N)
			}
			if t.b.N&(t.b.N-1) == 0 && t.b.N > 1 { // one bit: 0 or the bit
				return r
			}
			return r
		}
	case "==", "!=", "<", "<=", ">", ">=", "!":
		return Range{Lo: 0, Hi: 1}
	}
	return full
}

// learn narrows what is known of v; it reports whether that is possible.
func (m *Machine) learn(st *State, v Value, op string, n int64) bool {
	r := m.bounds(st, v).Narrow(op, n)
	if r.Empty() {
		return false
	}
	k, ok := factKey(v)
	if !ok {
		return true
	}
	f, had := st.facts.Get(k)
	if !had {
		f.refs = 0
	}
	f.Range = r
	st.facts = st.facts.Set(k, f)
	if v.K != Term {
		return true
	}
	switch t := m.terms[v.N]; t.op {
	case "+":
		return m.learn(st, t.a, op, n-t.b.N)
	case "&":
		// one bit known to be set or not
		if x, ok := r.Single(); ok && t.b.N != 0 && t.b.N&(t.b.N-1) == 0 && x != 0 && x != t.b.N {
			return false
		}
	}
	return true
}

// unlearn drops the facts of values that nothing holds any more; gone are the
// values of registers that have just died.
func (m *Machine) unlearn(st *State, gone []Value) {
	for _, v := range gone {
		m.atoms(v, func(k uint64) {
			f, ok := st.facts.Get(k)
			if !ok || f.refs > 0 || m.held(st, k) {
				return
			}
			st.facts = st.facts.Delete(k)
		})
	}
}

// held reports whether a register, of this function or a caller, or a pending
// call holds the unknown value k.
func (m *Machine) held(st *State, k uint64) bool {
	if st.pinned(k) {
		return true
	}
	found := false
	st.holds(func(v Value) {
		if v.Named() && !found {
			m.atoms(v, func(x uint64) { found = found || x == k })
		}
	})
	return found
}

// pinned reports whether a caller's register holds the unknown value k.
func (st *State) pinned(k uint64) bool {
	if st.pins == nil {
		return false
	}
	_, ok := st.pins.held.Get(k)
	return ok
}

// holds visits what the registers of this function and pending calls hold.
func (st *State) holds(look func(Value)) {
	look(st.cause)
	st.regs.each(func(_ uint32, v Value) bool { look(v); return true })
	st.defers.each(look)
	for a := st.acts; a != nil; a = a.next {
		for _, v := range a.args {
			look(v)
		}
		a.kept(look)
	}
}

// kept visits what the frames of a paused activity hold.
func (a *activity) kept(look func(Value)) {
	if a.paused == nil {
		return
	}
	for _, f := range a.paused.frames {
		f.regs.each(func(_ uint32, v Value) bool { look(v); return true })
		f.defers.each(look)
	}
}

// rehash sets the hash of an activity and of those behind it.
func (a *activity) rehash() {
	var up uint64
	if a.next != nil {
		up = a.next.hash
	}
	a.hash = valuesHash(combine(up, a.fn.Hash(), uint64(uint32(a.handle)), uint64(a.at.Key.Block)<<32|uint64(uint32(a.at.Key.Instr))), a.args)
	if a.paused != nil {
		a.hash = combine(a.hash, a.paused.hash)
	}
	if a.req != nil {
		a.hash = combine(a.hash, uint64(uint32(a.at.Key.Fn)), a.req.hash())
	}
	if a.alarm != nil {
		a.hash = combine(a.hash, a.alarm.hash())
	}
	if a.old {
		a.hash = combine(a.hash, 1)
	}
}
