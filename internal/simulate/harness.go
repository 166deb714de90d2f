package simulate

import (
	"slices"

	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/persist"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/summary"
	"github.com/wskvet/wskvet/internal/typestate"
	"github.com/wskvet/wskvet/internal/witness"
)

// Installed is a function that the driver has installed for the system to call.
type Installed struct {
	Slot    string
	Func    Value
	Context Value // that it is called with, or Any
}

// Index is the function of a function value.
func (i Installed) Index() int32 { return int32(i.Func.N) }

// Installed are the callbacks installed in st, first installed first.
func (st *State) Installed() []Installed {
	var out []Installed
	for t := st.tables; t != nil; t = t.next {
		out = append(out, Installed{t.slot, t.fn, t.context})
	}
	for i, j := 0, len(out)-1; i < j; i, j = i+1, j-1 {
		out[i], out[j] = out[j], out[i]
	}
	return out
}

// Driver makes the driver object that DriverEntry is given, and keeps it alive.
func (m *Machine) Driver(st *State) Value {
	o := m.object(origin{kind: "driver"}, "DriverObject", nil)
	st.objs = st.objs.Set(uint64(o), object{escaped: true})
	v := Value{K: Ptr, O: o}
	m.roots = []Value{v}
	// the one pointer of a driver object that drivers write through
	ext := m.object(origin{kind: "driver", n: 1}, "DriverExtension", nil)
	st.objs = st.objs.Set(uint64(ext), object{escaped: true})
	m.put(st, o, m.paths.below(0, "DriverExtension"), Value{K: Ptr, O: ext, T: anyType})
	return v
}

// Fresh is an unknown value for parameter i of a root.
func (m *Machine) Fresh(st *State, fn int32, i int) Value {
	f := m.prog.Funcs[fn]
	at := &program.Site{Key: program.Param.In(fn, int32(i)), Fn: f}
	if i < len(f.Roles) {
		switch f.Roles[i] {
		case summary.Integer:
			return m.asMinor(st, m.unknownIn(st, at, full))
		case summary.Flag:
			return m.unknownIn(st, at, Range{Lo: 0, Hi: 1})
		}
	}
	return m.unknownIn(st, at, full.Without(0))
}

// Run runs a root from st.
func (m *Machine) Run(fn Value, args []Value, st State, text string) []Exit {
	f := m.prog.Funcs[fn.N]
	if len(f.Blocks) == 0 {
		return nil
	}
	if !m.begins(&st, m.funcSite(f, false), text) {
		return nil
	}
	st.trace.To = m.highest(&st)
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
		cond = m.compare(&good.State, ">=", v, integer(0), at)
	case summary.Unsigned:
		cond = m.compare(&good.State, "<", v, integer(1<<31), at)
	case summary.Error:
		cond = m.compare(&good.State, "==", v, integer(0), at)
	case summary.Bool:
		cond = m.compare(&good.State, "!=", v, integer(0), at)
	default:
		return []Exit{e}, nil
	}
	bad.State = good.State
	if m.assume(&good.State, cond, true) {
		ok = append(ok, good)
	}
	if m.assume(&bad.State, cond, false) {
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
	cond := m.compare(&good.State, "==", e.Results[0], integer(found), &program.Site{Key: program.Success.Of(0, 0)})
	bad := good
	if m.assume(&good.State, cond, true) {
		ok = append(ok, good)
	}
	if m.assume(&bad.State, cond, false) {
		failed = append(failed, bad)
	}
	return ok, failed
}

// Registered names the registrations that are live in st, with whether
// something that has been started may still deregister them.
func (m *Machine) Registered(st *State) []Live {
	var out []Live
	st.regis.Range(func(k uint64, reg Registration) bool {
		if reg.Phase != typestate.Registered {
			return true
		}
		l := Live{Name: m.registrationName(st, k), key: k}
		for a := st.acts; a != nil; a = a.next {
			if m.activityEffects(a)&program.Deregisters != 0 && m.mayYet(st, a, k, program.Deregisters) {
				l.by = a
			}
		}
		l.Async = st.async&program.Deregisters != 0
		l.lost = !m.reachable(st, objectOf(k))
		l.local = m.objects[objectOf(k)].local
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
	by    *activity // pending, and deregisters
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
		m.report.add(&e.State, "WSK005", l.by.at, unload+" can return before "+m.activityName(l.by)+" has deregistered "+l.Name, l.Name, unload+" returns without waiting for it")
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
func (m *Machine) Settled(e Exit) State {
	st := e.State
	st.regs, st.pins, st.defers = registers{}, nil, nil
	m.changeLevel(&st, level{})
	m.unread(&st)
	m.drift(&st)
	m.settle(&st)
	live := m.reach(&st, nil, -1)
	var gone []int32
	st.objs.Range(func(k uint64, _ object) bool {
		if !live.has(int32(k)) && int32(k) >= int32(len(m.prog.Names)) {
			gone = append(gone, int32(k))
		}
		return true
	})
	for _, o := range gone {
		m.drop(&st, o)
	}
	var facts *persist.Map[fact]
	st.facts.Range(func(k uint64, f fact) bool {
		if f.refs > 0 || m.held(&st, k) {
			facts = facts.Set(k, f)
		}
		return true
	})
	st.facts = facts
	m.renumber(&st)
	return st
}

// unread forgets what was read from memory of which nothing is known: read again
// it is as unknown as before. So it does what completed requests have left in
// their IRPs.
func (m *Machine) unread(st *State) {
	var cells []uint64
	st.objs.Range(func(o uint64, obj object) bool {
		irp := m.objects[o].kind == "irp"
		if obj.unknown || irp {
			st.mem.High(uint32(o), func(k uint64, v Value) bool {
				if e := m.paths.elem[pathOf(k)]; e == "routine" || e == "context" || e == "slot" {
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
		v, _ := st.mem.Get(k)
		m.retain(st, v, -1)
		st.mem = st.mem.Delete(k)
	}
}

// Standing tells apart what must not be joined between two roots: typestates, and
// what the system has to answer yet.
func (m *Machine) Standing(st *State) uint64 {
	h := st.Protocol()
	st.mem.High(uint32(m.own(st)), func(k uint64, v Value) bool {
		h = combine(h, k, v.Hash())
		return true
	})
	return h
}

// Join is what two states of one typestate share. Either may have led there.
func (m *Machine) Join(x, y *State) State {
	j := m.merge(x, y)
	other := x.trace
	if j.trace == x.trace {
		other = y.trace
	}
	j.trace = &witness.Step{Up: j.trace, Also: other, N: j.trace.Count()}
	return j
}

// Entering says that DriverEntry runs, until the function it returns is called.
func (m *Machine) Entering() (done func()) {
	m.entering, m.alone = true, true
	return func() { m.entering, m.alone = false, false }
}

// Unloading says that Unload runs, until the function it returns is called.
func (m *Machine) Unloading() (done func()) {
	m.unloading, m.alone = true, true
	return func() { m.unloading, m.alone = false, false }
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
				s.regis = s.regis.Delete(k)
			}
			out = append(out, Exit{State: s}.At(e))
		}
	}
	return out
}

// inBetween reports the activity a, which leads from one state to the other, for the
// registrations that it registers and deregisters.
func (m *Machine) inBetween(from, to *State, a *activity, returns string) (told []uint64) {
	to.regis.Range(func(k uint64, reg Registration) bool {
		if reg.Phase == typestate.Deregistered && m.registrationAt(from, k).Phase == typestate.Never {
			name := m.registrationName(to, k)
			m.report.add(to, "WSK005", a.at, returns+" before "+m.activityName(a)+" has deregistered "+name, name, returns+" without waiting for it")
			told = append(told, k)
		}
		return true
	})
	return told
}

// Activities runs each pending activity of st to its end, or to where it waits.
func (m *Machine) Activities(st State) []State {
	var out []State
	for _, a := range m.pending(&st, anybody) {
		if a.req != nil && m.enough(a.at, false) {
			continue
		}
		done, paused := m.runActivity(st, a, 0)
		out = append(append(out, done...), paused...)
	}
	return out
}

// Count is the cell of a harness's own: how many of something are open.
func (m *Machine) Count(st *State, name string) int64 {
	v, _ := st.mem.Get(key(m.own(st), m.paths.below(0, name)))
	return v.N
}

// SetCount sets such a cell. None and never any are one: there is no cell.
func (m *Machine) SetCount(st *State, name string, n int64) {
	o, p := m.own(st), m.paths.below(0, name)
	if n == 0 {
		m.clear(st, o, p)
		return
	}
	m.put(st, o, p, integer(n))
}

func (m *Machine) own(st *State) int32 {
	o := m.object(origin{kind: "harness"}, "", nil)
	if _, ok := st.objs.Get(uint64(o)); !ok {
		st.objs = st.objs.Set(uint64(o), object{escaped: true})
		if v := (Value{K: Ptr, O: o}); !slices.Contains(m.roots, v) {
			m.roots = append(m.roots, v)
		}
	}
	return o
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
func (m *Machine) Forget(st State) State {
	st.trace = nil
	return st
}

// ReportFailed reports a live registration where DriverEntry fails by e.
func (m *Machine) ReportFailed(e Exit, l Live, entry string) {
	if l.by != nil {
		m.report.add(&e.State, "WSK005", l.by.at, entry+" can fail before "+m.activityName(l.by)+" has deregistered "+l.Name, l.Name, entry+" returns a failure without waiting for it")
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
func (m *Machine) Handed(st *State, c Installed) []Value {
	f := m.prog.Funcs[c.Index()]
	args := m.handed(f, Value{K: Any}, c.Context)
	for i, v := range args {
		if v.K == Any {
			args[i] = m.Fresh(st, f.Index, i)
		}
	}
	return args
}

// Sockets reports whether a socket is open in st.
func (m *Machine) Sockets(st *State) bool {
	open := false
	st.sockets.Range(func(_ uint64, s Socket) bool { open = open || s.SocketPhase == typestate.SocketOpen; return !open })
	return open
}

// GaveUp says that function i has not been followed to its end.
func (m *Machine) GaveUp(i int32, text string) finding.Finding {
	return m.of(i, finding.Inconclusive, text)
}

// Note says something of function i that is no finding.
func (m *Machine) Note(i int32, text string) finding.Finding { return m.of(i, finding.Note, text) }

func (m *Machine) of(i int32, rule, text string) finding.Finding {
	at := m.funcSite(m.prog.Funcs[i], false)
	pos := at.Position()
	return finding.Finding{Rule: rule, Pos: pos, End: pos, Message: text, Package: at.Fn.Path, Func: at.Fn.Short}
}
