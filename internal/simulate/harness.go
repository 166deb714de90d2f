package simulate

import (
	"slices"

	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/persist"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/state"
	"github.com/wskvet/wskvet/internal/summary"
	"github.com/wskvet/wskvet/internal/typestate"
	"github.com/wskvet/wskvet/internal/witness"
)

// driverMembers are the pointers of a driver object that lead to what the system keeps
// of the driver: what drivers write through, and the image and its entry in the list
// of modules, which they read.
var driverMembers = []string{"DriverExtension", "DriverSection", "DriverStart"}

// Driver makes the driver object that DriverEntry is given, and keeps it alive.
func (m *Machine) Driver(st *state.State) Value {
	o := m.Object(state.Origin{Kind: "driver"}, "DriverObject", nil)
	st.Objs = st.Objs.Set(uint64(o), state.Object{Escaped: true})
	v := Value{K: Ptr, O: o}
	m.Roots = []Value{v}
	for i, member := range driverMembers {
		of := m.Object(state.Origin{Kind: "driver", N: int32(i) + 1}, member, nil)
		st.Objs = st.Objs.Set(uint64(of), state.Object{Escaped: true})
		m.Put(st, o, m.Paths.Below(0, member), Value{K: Ptr, O: of, T: state.AnyType})
	}
	return v
}

// Fresh is an unknown value for parameter i of a root.
func (m *Machine) Fresh(st *state.State, fn int32, i int) Value {
	f := m.Prog.Funcs[fn]
	at := &program.Site{Key: program.Param.In(fn, int32(i)), Fn: f}
	if i < len(f.Roles) {
		switch f.Roles[i] {
		case summary.Integer:
			return m.AsMinor(st, m.UnknownIn(st, at, full))
		case summary.Flag:
			return m.UnknownIn(st, at, Range{Lo: 0, Hi: 1})
		}
	}
	return m.UnknownIn(st, at, full.Without(0))
}

// Run runs a root from st.
func (m *Machine) Run(fn Value, args []Value, st state.State, text string) []Exit {
	f := m.Prog.Funcs[fn.N]
	if len(f.Blocks) == 0 {
		return nil
	}
	if !m.begins(&st, m.funcSite(f, false), text) {
		return nil
	}
	st.Trace.To = m.Highest(&st)
	st = m.prepare(st, f, fn.O, args)
	exits := slices.Clone(m.run(f, &st)) // the harness counts in its own
	m.ran(f, comesBack(exits))
	return exits
}

// Root is the function value of function i.
func Root(i int32) Value { return Value{K: Func, N: int64(i), O: none} }

// Silently runs without reporting: a package initialiser, say.
func (m *Machine) Silently(run func()) {
	was := m.report.quiet
	m.report.quiet = true
	run()
	m.report.quiet = was
}

// Succeeds splits an exit by whether it returns success: no status, a status
// that is not negative, no error, true.
func (m *Machine) Succeeds(e Exit, results []summary.Shape) (ok, failed []Exit) {
	if len(results) == 0 || len(e.Results) < len(results) {
		return []Exit{e}, nil
	}
	v := e.Results[len(results)-1]
	good, bad := e, e
	var cond Value
	at := &program.Site{Key: program.Success.Of(0, 0)}
	switch results[len(results)-1] {
	case summary.Signed:
		cond = m.Compare(&good.State, ">=", v, integer(0), at)
	case summary.Unsigned:
		cond = m.Compare(&good.State, "<", v, integer(1<<31), at)
	case summary.Error:
		cond = m.Compare(&good.State, "==", v, integer(0), at)
	case summary.Bool:
		cond = m.Compare(&good.State, "!=", v, integer(0), at)
	default:
		return []Exit{e}, nil
	}
	bad.State = good.State
	if m.Assume(&good.State, cond, true) {
		ok = append(ok, good)
	}
	if m.Assume(&bad.State, cond, false) {
		failed = append(failed, bad)
	}
	return ok, failed
}

// Finds splits an exit of HwFindAdapter by whether it returns SP_RETURN_FOUND.
// Page: storport/nc-storport-hw_find_adapter
func (m *Machine) Finds(e Exit) (ok, failed []Exit) {
	const found = 1
	if len(e.Results) == 0 {
		return []Exit{e}, nil
	}
	good := e
	cond := m.Compare(&good.State, "==", e.Results[0], integer(found), &program.Site{Key: program.Success.Of(0, 0)})
	bad := good
	if m.Assume(&good.State, cond, true) {
		ok = append(ok, good)
	}
	if m.Assume(&bad.State, cond, false) {
		failed = append(failed, bad)
	}
	return ok, failed
}

// Registered names the registrations that are live in st, with whether
// something that has been started may still deregister them.
func (m *Machine) Registered(st *state.State) []Live {
	var out []Live
	st.Regis.Range(func(k uint64, reg state.Registration) bool {
		if reg.Phase != typestate.Registered {
			return true
		}
		l := Live{Name: m.RegistrationName(st, k), key: k}
		for a := st.Acts; a != nil; a = a.Next {
			if m.activityEffects(a)&program.Deregisters != 0 && m.mayYet(st, a, k, program.Deregisters) {
				l.by = a
			}
		}
		l.Async = st.Async&program.Deregisters != 0
		l.lost = !m.Reachable(st, state.ObjectOf(k))
		l.local = m.Objects[state.ObjectOf(k)].Local
		if name, ok := m.lastNames[k]; ok && l.lost {
			l.Name = name
		}
		out = append(out, l)
		return true
	})
	return out
}

// Live is a registration that is live.
type Live struct {
	Name  string
	Async bool // a routine that the system may call deregisters something
	key   uint64
	by    *state.Activity // pending, and deregisters
	lost  bool
	local bool
}

// Same reports whether two are the same registration, which names may not tell.
func (l Live) Same(o Live) bool { return l.key == o.key }

// Report reports rule at the exit e.
func (m *Machine) Report(e Exit, rule, message, object, last string) {
	m.report.add(&e.State, rule, e.at, message, object, last)
}

// ReportLive reports a live registration where Unload leaves by e: at the
// thread that was to deregister it and that nobody waits for, or else there.
func (m *Machine) ReportLive(e Exit, l Live, unload string) {
	switch {
	case l.by != nil:
		m.report.add(&e.State, "WSK005", l.by.At, unload+" can return before "+m.activityName(l.by)+" has deregistered "+l.Name, l.Name, unload+" returns without waiting for it")
	case l.Async:
		m.report.inconclusive(&e.State, e.at, "a routine that the system calls may deregister "+l.Name)
	default:
		m.report.add(&e.State, "WSK001", e.at, unload+" can return with "+l.Name+" still registered", l.Name, unload+" returns")
	}
}

// ReportLost reports a registration that nothing leads to any more. It reports
// whether there is one: what follows from it would say the same again.
func (m *Machine) ReportLost(e Exit, l Live, fn string) bool {
	if !l.lost || l.by != nil {
		return false
	}
	text := "nothing leads to " + l.Name + " any more, and it is registered"
	if l.local {
		text = l.Name + " goes out of scope while it is registered"
	}
	m.report.add(&e.State, "WSK009", e.at, text, l.Name, fn+" returns")
	return true
}

// Settled is the state of an exit between two roots: nothing runs, and what
// nothing leads to is gone.
func (m *Machine) Settled(e Exit) state.State {
	st := e.State
	st.Regs, st.Pins, st.Defers = state.Registers{}, nil, nil
	m.ChangeLevel(&st, state.Level{})
	m.unread(&st)
	m.drift(&st)
	m.settle(&st)
	live := m.Reach(&st, nil, -1)
	var gone []int32
	st.Objs.Range(func(k uint64, _ state.Object) bool {
		if !live.Has(int32(k)) && int32(k) >= int32(len(m.Prog.Names)) {
			gone = append(gone, int32(k))
		}
		return true
	})
	for _, o := range gone {
		m.Drop(&st, o)
	}
	var facts *persist.Map[state.Fact]
	st.Facts.Range(func(k uint64, f state.Fact) bool {
		if f.Refs > 0 || m.Held(&st, k) {
			facts = facts.Set(k, f)
		}
		return true
	})
	st.Facts = facts
	m.Renumber(&st)
	return st
}

// unread forgets what was read from memory of which nothing is known: read again
// it is as unknown as before. So it does what completed requests have left in
// their IRPs.
func (m *Machine) unread(st *state.State) {
	var cells []uint64
	st.Objs.Range(func(o uint64, obj state.Object) bool {
		irp := m.Objects[o].Kind == "irp"
		if obj.Unknown || irp {
			st.Mem.High(uint32(o), func(k uint64, v Value) bool {
				if e := m.Paths.Elem[state.PathOf(k)]; e == "routine" || e == "context" || e == "slot" {
					return true
				}
				if irp || v.K == Sym || v.K == Term || v.K == Any {
					cells = append(cells, k)
				}
				return true
			})
		}
		return true
	})
	for _, k := range cells {
		v, _ := st.Mem.Get(k)
		m.Retain(st, v, -1)
		st.Mem = st.Mem.Delete(k)
	}
}

// Join is what two states of one typestate share. Either may have led there.
func (m *Machine) Join(x, y *state.State) state.State {
	j := m.Merge(x, y)
	other := x.Trace
	if j.Trace == x.Trace {
		other = y.Trace
	}
	j.Trace = &witness.Step{Up: j.Trace, Also: other, N: j.Trace.Count()}
	return j
}

// Entering says that DriverEntry runs, until the function it returns is called.
func (m *Machine) Entering() (done func()) {
	m.entering, m.Alone = true, true
	return func() { m.entering, m.Alone = false, false }
}

// Unloading says that Unload runs, until the function it returns is called.
func (m *Machine) Unloading() (done func()) {
	m.unloading, m.Alone = true, true
	return func() { m.unloading, m.Alone = false, false }
}

// Overtaken are the exits in which something that nobody has waited for has run just
// before e returns. What has deregistered what it has registered can as well be in
// between; that it may also have left it registered has the same cause, and is not
// said once more.
func (m *Machine) Overtaken(e Exit, returns string) []Exit {
	var out []Exit
	for _, a := range m.pending(&e.State, anybody) {
		done, paused := m.runActivity(e.State, a, 0)
		states := append(done, paused...)
		var told []uint64
		for i := range states {
			told = append(told, m.inBetween(&e.State, &states[i], a, returns)...)
		}
		for _, s := range states {
			for _, k := range told {
				s.Regis = s.Regis.Delete(k)
			}
			out = append(out, Exit{State: s}.At(e))
		}
	}
	return out
}

// inBetween reports the activity a, which leads from one state to the other, for the
// registrations that it registers and deregisters.
func (m *Machine) inBetween(from, to *state.State, a *state.Activity, returns string) (told []uint64) {
	to.Regis.Range(func(k uint64, reg state.Registration) bool {
		if reg.Phase == typestate.Deregistered && m.RegistrationAt(from, k).Phase == typestate.Never {
			name := m.RegistrationName(to, k)
			m.report.add(to, "WSK005", a.At, returns+" before "+m.activityName(a)+" has deregistered "+name, name, returns+" without waiting for it")
			told = append(told, k)
		}
		return true
	})
	return told
}

// Activities runs each pending activity of st to its end, or to where it waits.
func (m *Machine) Activities(st state.State) []state.State {
	var out []state.State
	for _, a := range m.pending(&st, anybody) {
		if a.Req != nil && m.enough(a.At, false) {
			continue
		}
		done, paused := m.runActivity(st, a, 0)
		out = append(append(out, done...), paused...)
	}
	return out
}

// Steps is how many the run has taken.
func (m *Machine) Steps() int { return m.steps }

// Over reports whether the run has used up its steps.
func (m *Machine) Over() bool { return m.over() }

// Any is a value of which nothing is known.
func (m *Machine) Any() Value { return Value{K: Any} }

// At is e with the place of x: what ran behind a root's end belongs to it.
func (e Exit) At(x Exit) Exit {
	e.at = x.at
	return e
}

// Forget is st without a witness.
func (m *Machine) Forget(st state.State) state.State {
	st.Trace = nil
	return st
}

// ReportFailed reports a live registration where DriverEntry fails by e.
func (m *Machine) ReportFailed(e Exit, l Live, entry string) {
	if l.by != nil {
		m.report.add(&e.State, "WSK005", l.by.At, entry+" can fail before "+m.activityName(l.by)+" has deregistered "+l.Name, l.Name, entry+" returns a failure without waiting for it")
		return
	}
	m.report.add(&e.State, "WSK006", e.at, entry+" can fail with "+l.Name+" still registered: Unload will not run", l.Name, entry+" returns a failure")
}

// Lifecycle are the effects that make a function worth following by itself.
const Lifecycle = interesting

// Levelled are the effects of functions whose IRQL, or whose routine, matters.
const Levelled = program.Registers | program.Deregisters | program.Captures | program.Uses | program.Waits

// Handed are the arguments of a routine that was handed to a DDI with a context:
// beside that nothing is known of them.
func (m *Machine) Handed(st *state.State, c state.Installed) []Value {
	f := m.Prog.Funcs[c.Index()]
	args := m.handed(f, Value{K: Any}, c.Context)
	for i, v := range args {
		if v.K == Any {
			args[i] = m.Fresh(st, f.Index, i)
		}
	}
	return args
}

// Sockets reports whether a socket is open in st.
func (m *Machine) Sockets(st *state.State) bool {
	open := false
	st.Sockets.Range(func(_ uint64, s state.Socket) bool {
		open = open || s.SocketPhase == typestate.SocketOpen
		return !open
	})
	return open
}

// GaveUp says that function i has not been followed to its end.
func (m *Machine) GaveUp(i int32, text string) finding.Finding {
	return m.of(i, finding.Inconclusive, text)
}

// Note says something of function i that is no finding.
func (m *Machine) Note(i int32, text string) finding.Finding { return m.of(i, finding.Note, text) }

func (m *Machine) of(i int32, rule, text string) finding.Finding {
	at := m.funcSite(m.Prog.Funcs[i], false)
	pos := at.Position()
	return finding.Finding{Rule: rule, Pos: pos, End: pos, Message: text, Package: at.Fn.Path, Func: at.Fn.Short}
}
