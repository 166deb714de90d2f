package lives

import (
	"fmt"
	"strings"

	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/follow"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/state"
	"github.com/wskvet/wskvet/internal/witness"
)

// Activity is somebody who runs beside what is followed: a thread that has been started
// and has not yet come to its end, a request that is pending.
type Activity struct {
	Kind   Kind
	Fn     domain.Value
	Args   []domain.Value
	Handle int32 // object of the thread, or none
	At     *program.Site
	Group  domain.Value // the WaitGroup that it counts in
	Trace  *witness.Step
	Paused *Continuation // where it waits, or nil if it has not begun
	Old    bool          // it was started by a root that has ended
	next   *Activity
	hash   uint64
}

// Kind is what activities of one kind have in common: what runs, when, and what it is
// called. Routine is that of those who run a routine of the driver as a whole.
type Kind interface {
	// Name is what a message calls the activity, Verb says how it gets going.
	Name(m *Lives, a *Activity) string
	Verb() string

	// Effects are what it may do, from its start.
	Effects(m *Lives, a *Activity) program.Effects

	// Begin says that it runs now; Level moves the IRQL to that at which it runs.
	Begin(m *Lives, st *state.State, a *Activity)
	Level(m *Lives, st *state.State, a *Activity)

	// Run runs it from its start.
	Run(m *Lives, st state.State, a *Activity) []follow.Exit

	// Pends reports whether it is the system's: it comes to its end by itself, and a wait
	// that is for nothing known ends it, too.
	Pends() bool

	// Flushed reports whether an operation that waits for a kind of activity waits for it.
	Flushed(op ddi.Op) bool

	// Loading reports whether the system runs it before the driver counts as started, if that
	// succeeds; KeepsDriver, whether it does not unload the driver meanwhile.
	Loading() bool
	KeepsDriver() bool

	// Sleeps reports whether it may be suspended, and others run meanwhile; Recurs, whether
	// it never comes to an end; Unbounded, whether any number of them may wait from one root
	// to the next.
	Sleeps() bool
	Recurs() bool
	Unbounded() bool

	// Enough counts that it is followed to its end, and reports whether that has been done
	// often enough.
	Enough(m *Lives, a *Activity) bool

	// Visit visits the values that it holds beside its arguments; Hash is of all that it
	// says.
	Visit(look func(domain.Value))
	Hash() uint64
}

// Routine is a kind of activity that runs a routine of the driver, at PASSIVE_LEVEL.
type Routine string

const (
	Thread    Routine = "thread"
	WorkItem  Routine = "work item"
	Goroutine Routine = "goroutine"
	Callback  Routine = "callback" // of a socket, while WskDeregister waits
)

func (r Routine) Name(m *Lives, a *Activity) string {
	if a.Fn.K == domain.API {
		return "a goroutine that calls " + m.Prog.Text(a.Fn.N)
	}
	return string(r) + " " + m.Prog.Funcs[a.Fn.N].Short
}

func (r Routine) Effects(m *Lives, a *Activity) program.Effects { return m.effectsOf(a.Fn) }

func (r Routine) Begin(m *Lives, st *state.State, a *Activity) { m.runs(st, a) }

func (r Routine) Run(m *Lives, st state.State, a *Activity) []follow.Exit {
	if a.Fn.K == domain.API {
		return m.runCall(st, a)
	}
	return m.runRoutine(st, a)
}

func (r Routine) Verb() string                          { return "starts" }
func (r Routine) Level(*Lives, *state.State, *Activity) {}
func (r Routine) Pends() bool                           { return false }
func (r Routine) Flushed(op ddi.Op) bool                { return r == WorkItem && op == ddi.Flush }
func (r Routine) Loading() bool                         { return false }
func (r Routine) KeepsDriver() bool                     { return r != Thread && r != Goroutine }
func (r Routine) Sleeps() bool                          { return true }
func (r Routine) Recurs() bool                          { return false }
func (r Routine) Unbounded() bool                       { return false }
func (r Routine) Enough(*Lives, *Activity) bool         { return false }
func (r Routine) Visit(func(domain.Value))              {}
func (r Routine) Hash() uint64                          { return domain.TextHash(string(r)) }

// Continuation is where an activity goes on: its frames, outermost first.
type Continuation struct {
	Frames []state.CallFrame
	Result domain.Value // of the call that the innermost frame is in
	On     uint64       // key of the event that it waits for, or 0
	others []uint64     // keys of those that it waits for as well: it has gone on if one is set
	Level  state.Level  // at which it waits
	Again  int32        // how often it has paused at this very call before
	since  uint64       // how far it had come; see naps
	hash   uint64
}

// hashed is the hash of all that c says.
func (c *Continuation) hashed() uint64 {
	h := domain.Combine(domain.Combine(c.Result.Hash(), c.others...), c.On, c.Level.Hash(), uint64(c.Again), uint64(len(c.Frames)))
	for _, f := range c.Frames {
		h = domain.Combine(h, uint64(f.F.Index), uint64(uint32(f.At.Key.Block)), uint64(uint32(f.At.Key.Instr)), f.Regs.Hash())
		if f.Defers != nil {
			h = domain.Combine(h, f.Defers.Hash)
		}
	}
	return h
}

// visit visits the values that the activity holds.
func (a *Activity) visit(look func(domain.Value)) {
	look(a.Fn)
	look(a.Group)
	for _, v := range a.Args {
		look(v)
	}
	if a.Kind != nil {
		a.Kind.Visit(look)
	}
	if a.Paused == nil {
		return
	}
	look(a.Paused.Result)
	a.Paused.Level.Visit(look)
	for i := range a.Paused.Frames {
		a.Paused.Frames[i].Visit(look)
	}
}

// hashed is the hash of an activity and of those behind it.
func (a *Activity) hashed() uint64 {
	var up uint64
	if a.next != nil {
		up = a.next.hash
	}
	at := a.At.Key
	h := state.ValuesHash(domain.Combine(up, a.Fn.Hash(), uint64(uint32(a.Handle)), uint64(uint32(at.Fn)), uint64(at.Block)<<32|uint64(uint32(at.Instr)), state.Bit(a.Old), a.Group.Hash()), a.Args)
	if a.Paused != nil {
		h = domain.Combine(h, a.Paused.hash)
	}
	if a.Kind != nil { // where an activity has paused has none
		h = domain.Combine(h, a.Kind.Hash())
	}
	return h
}

// activities is the part of a state that says who runs beside, last started first.
type activities struct{ *Activity }

func (as activities) Hash() uint64 {
	if as.Activity == nil {
		return 0
	}
	return as.hash
}

func (as activities) Sound(*state.Space) bool {
	for a := as.Activity; a != nil; a = a.next {
		if a.hash != a.hashed() || a.Paused != nil && a.Paused.hash != a.Paused.hashed() {
			return false
		}
	}
	return true
}

func (as activities) Apart() uint64                                                        { return as.Hash() }
func (as activities) Says(func(o, p int32) bool)                                           {}
func (as activities) Owes(int32) bool                                                      { return false }
func (as activities) Without(int32) state.Part                                             { return as }
func (as activities) Blurred() state.Part                                                  { return as }
func (as activities) Join(*state.Space, *state.State, *state.State, state.Part) state.Part { return as }

func (as activities) Visit(_ *state.Space, _ *state.State, look func(domain.Value)) {
	for a := as.Activity; a != nil; a = a.next {
		a.visit(look)
		if a.Handle >= 0 {
			look(domain.Value{K: domain.Ptr, O: a.Handle})
		}
	}
}

// kind is a kind in a word.
func kind(k Kind) string {
	if r, ok := k.(Routine); ok {
		return string(r)
	}
	name := fmt.Sprintf("%T", k)
	return strings.ToLower(name[strings.LastIndex(name, ".")+1:])
}

// Words are who runs beside, and where each waits.
func (as activities) Words(m *state.Space) []string {
	var out []string
	for a := as.Activity; a != nil; a = a.next {
		text := fmt.Sprintf("%s %s, from line %d", kind(a.Kind), m.Text(a.Fn), a.At.Position().Line)
		if a.Paused != nil {
			text += fmt.Sprintf(", waits in line %d", a.Paused.Frames[len(a.Paused.Frames)-1].At.Position().Line)
		}
		out = append(out, text)
	}
	return out
}

// Renamed has other handles.
func (as activities) Renamed(m *state.Space, to map[int32]int32) (state.Part, bool) {
	if as.Activity == nil {
		return as, true
	}
	found := false
	as.visit(func(v domain.Value) { found = found || m.Names(v, to) })
	up, ok := activities{as.next}.Renamed(m, to)
	if found || !ok {
		return as, false
	}
	c := *as.Activity
	c.next = up.(activities).Activity
	if n, ok := to[c.Handle]; ok {
		c.Handle = n
	}
	c.hash = c.hashed()
	return activities{&c}, true
}

// without is the list without one of its activities.
func (as activities) without(gone *Activity) activities {
	if as.Activity == gone {
		return activities{gone.next}
	}
	return activities{as.next}.without(gone).with(*as.Activity)
}

// with is the list with one more.
func (as activities) with(a Activity) activities {
	a.next = as.Activity
	a.hash = a.hashed()
	return activities{&a}
}

// aged is the list once the root has ended that has started the last ones.
func (as activities) aged() activities {
	if as.Activity == nil {
		return as
	}
	a := *as.Activity
	a.Old = true
	return activities{as.next}.aged().with(a)
}

// AnyoneBeside reports whether anybody runs beside st.
func (m *Lives) AnyoneBeside(st *state.State) bool { return m.Last(st) != nil }

// Last is the activity that was started last, or nil.
func (m *Lives) Last(st *state.State) *Activity { return m.acts.Of(st).Activity }

// Next is the activity that was started before a, or nil.
func (a *Activity) Next() *Activity { return a.next }

// Add has an activity run beside st.
func (m *Lives) Add(st *state.State, a Activity) *Activity {
	as := m.acts.Of(st).with(a)
	m.acts.Put(st, as)
	return as.Activity
}

// Remove takes an activity away.
func (m *Lives) Remove(st *state.State, a *Activity) { m.acts.Put(st, m.acts.Of(st).without(a)) }

// Nobody has nobody run beside st.
func (m *Lives) Nobody(st *state.State) { m.acts.Put(st, activities{}) }

// PausedIn reports whether an activity has paused in a call of function fn: what stands in
// a frame of that function may be its own.
func (m *Lives) PausedIn(st *state.State, fn int32) bool {
	return len(m.Pending(st, func(a *Activity) bool { return a.inside(fn) })) > 0
}

func (a *Activity) inside(fn int32) bool {
	if a.Paused == nil {
		return false
	}
	for _, f := range a.Paused.Frames {
		if f.F.Index == fn {
			return true
		}
	}
	return false
}

// Renumbered numbers the threads of st anew: those that run, oldest first, and those that
// have ended.
func (m *Lives) Renumbered(st *state.State) {
	var running []int32
	for _, a := range m.Pending(st, func(a *Activity) bool { return a.Handle >= 0 }) {
		running = append(running, a.Handle)
	}
	m.Renumber(st, state.ThreadObject, running)
}
