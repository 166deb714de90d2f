package simulate

import (
	"github.com/wskvet/wskvet/internal/follow"
	"github.com/wskvet/wskvet/internal/persist"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/state"
	"github.com/wskvet/wskvet/internal/typestate"
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

// ReportLive reports a live registration where Unload leaves by e: at the
// thread that was to deregister it and that nobody waits for, or else there.
func (m *Machine) ReportLive(e follow.Exit, l Live, unload string) {
	switch {
	case l.by != nil:
		m.Report.Add(&e.State, "WSK005", l.by.At, unload+" can return before "+m.activityName(l.by)+" has deregistered "+l.Name, l.Name, unload+" returns without waiting for it")
	case l.Async:
		m.Report.Inconclusive(&e.State, e.Place, "a routine that the system calls may deregister "+l.Name)
	default:
		m.Report.Add(&e.State, "WSK001", e.Place, unload+" can return with "+l.Name+" still registered", l.Name, unload+" returns")
	}
}

// ReportLost reports a registration that nothing leads to any more. It reports
// whether there is one: what follows from it would say the same again.
func (m *Machine) ReportLost(e follow.Exit, l Live, fn string) bool {
	if !l.lost || l.by != nil {
		return false
	}
	text := "nothing leads to " + l.Name + " any more, and it is registered"
	if l.local {
		text = l.Name + " goes out of scope while it is registered"
	}
	m.Report.Add(&e.State, "WSK009", e.Place, text, l.Name, fn+" returns")
	return true
}

// Settled is the state of an exit between two roots: nothing runs, and what
// nothing leads to is gone.
func (m *Machine) Settled(e follow.Exit) state.State {
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

// Overtaken are the exits in which something that nobody has waited for has run just
// before e returns. What has deregistered what it has registered can as well be in
// between; that it may also have left it registered has the same cause, and is not
// said once more.
func (m *Machine) Overtaken(e follow.Exit, returns string) []follow.Exit {
	var out []follow.Exit
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
			out = append(out, follow.Exit{State: s}.At(e))
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
			m.Report.Add(to, "WSK005", a.At, returns+" before "+m.activityName(a)+" has deregistered "+name, name, returns+" without waiting for it")
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

// ReportFailed reports a live registration where DriverEntry fails by e.
func (m *Machine) ReportFailed(e follow.Exit, l Live, entry string) {
	if l.by != nil {
		m.Report.Add(&e.State, "WSK005", l.by.At, entry+" can fail before "+m.activityName(l.by)+" has deregistered "+l.Name, l.Name, entry+" returns a failure without waiting for it")
		return
	}
	m.Report.Add(&e.State, "WSK006", e.Place, entry+" can fail with "+l.Name+" still registered: Unload will not run", l.Name, entry+" returns a failure")
}

// Lifecycle are the effects that make a function worth following by itself.
const Lifecycle = follow.Interesting

// Levelled are the effects of functions whose IRQL, or whose routine, matters.
const Levelled = program.Registers | program.Deregisters | program.Captures | program.Uses | program.Waits

// Handed are the arguments of a routine that was handed to a DDI with a context:
// beside that nothing is known of them.
func (m *Machine) Handed(st *state.State, c state.Installed) []Value {
	f := m.Prog.Funcs[c.Index()]
	args := m.ArgsOf(f, Value{K: Any}, c.Context)
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
