// Package wsk is what the calls of a client of Winsock Kernel do: registrations, sockets,
// requests and their IRPs, event callbacks, and what is owed.
package wsk

import (
	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/follow"
	"github.com/wskvet/wskvet/internal/kernel/level"
	"github.com/wskvet/wskvet/internal/lives"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/ruleid"
	"github.com/wskvet/wskvet/internal/state"
	"github.com/wskvet/wskvet/internal/typestate"
)

// Client is what the calls of Winsock Kernel do.
type Client struct {
	*level.Levels
	registrations state.Slot[registrations]
	sockets       state.Slot[sockets]
	irps          state.Slot[irps]
	owed          state.Slot[owed]
	phases        map[typestate.Registration]string
	asked         map[program.SiteKey]bool // calls whose status is compared with STATUS_PENDING
	lastNames     map[uint64]string        // of registrations that nothing leads to any more
	lastOf        map[uint64]string        // the function that was handed an IRP last, by object and path
	asIs          map[uint64]string        // an IRP as the driver's code names it
}

// New is a client whose calls are followed on the states of a space.
func New(l *level.Levels) *Client {
	return &Client{Levels: l, registrations: state.NewSlot[registrations](l.Space), sockets: state.NewSlot[sockets](l.Space),
		irps: state.NewSlot[irps](l.Space), owed: state.NewSlot[owed](l.Space)}
}

// Again forgets what has been run and found. What states are made of stays, so that a
// state made before can be run from again.
func (m *Client) Again() {
	m.Levels.Again()
	m.phases, m.asked = map[typestate.Registration]string{}, map[program.SiteKey]bool{}
	m.lastOf, m.asIs, m.lastNames = map[uint64]string{}, map[uint64]string{}, map[uint64]string{}
}

// step moves registration k by event e, of which the witness says a text; of a call that
// fails it says that. It reports false if the path ends there.
func (m *Client) step(st *state.State, r *follow.Call, k uint64, e typestate.Event, text string) bool {
	reg := m.captured(st, k)
	m.miscounted(st, r, k, reg, e)
	if row, broken := reg.Breaks(e); broken {
		if m.violated(st, r, k, row) {
			return !row.Ends
		}
		if row.Ends { // somebody else made up for it, at a time that is not known
			reg.Registration = typestate.Registration{Phase: typestate.Unknown}
			if e == typestate.Deregister && row.Phase == typestate.Registered {
				reg.Phase = typestate.Deregistered // it waited
			}
			m.setRegistration(st, k, reg)
			return true
		}
	}
	reg.Registration = reg.Next(e)
	reg.Captures = m.tally(st, k, reg.Captures, e, r.At)
	m.setRegistration(st, k, reg)
	switch {
	case e.Fails():
		m.LogFailure(st, r, m.phase(reg))
	case text != "":
		m.Log(st, finding.Operate, r.At, text, m.phase(reg))
	}
	return true
}

// phase is what a witness says of a registration: a few texts, again and again.
func (m *Client) phase(reg Registration) string {
	text, ok := m.phases[reg.Registration]
	if !ok {
		text = reg.String()
		m.phases[reg.Registration] = text
	}
	return text
}

// excuses are the effects of somebody else that would make up for what a row of
// the protocol says is missing.
func excuses(row typestate.Row) program.Effects {
	switch row.Event {
	case typestate.Deregister:
		switch {
		case row.Captures == typestate.Some:
			return program.Releases
		case row.Sockets == typestate.Some:
			return program.Closes
		}
		return program.Registers
	case typestate.CaptureSucceeds, typestate.CaptureFails, typestate.Query:
		return program.Registers
	case typestate.Release, typestate.Use:
		return program.Captures
	}
	return 0
}

// anew reports whether a row is about a second WskRegister. Who has yet to
// deregister comes too late for it: had anybody waited for that, it would have run.
func anew(row typestate.Row) bool {
	return row.Event == typestate.RegisterSucceeds || row.Event == typestate.RegisterFails
}

// violated reports a broken row, unless something else that runs may make up
// for it. It reports whether the row is broken for certain.
func (m *Client) violated(st *state.State, r *follow.Call, k uint64, row typestate.Row) bool {
	if anew(row) && st.Async&program.Deregisters != 0 || m.Excused(st, k, excuses(row)) {
		return false
	}
	if st.Blurred && row.Sockets == typestate.Some {
		m.Report.Vague(st, row.Rule, r, "a socket seems to be open", follow.Sprintf(row.Text, m.RegistrationName(st, k)))
		return false
	}
	name := m.RegistrationName(st, k)
	msg := follow.Sprintf(row.Text, name)
	if row.Event == typestate.Use {
		msg = r.Name() + " is " + msg
	}
	m.Report.Add(st, row.Rule, r.At, msg, name, r.Text())
	return true
}

func (m *Client) unsureRegistrations(st *state.State, at *program.Site, o, p int32) {
	m.registrations.Of(st).High(uint32(o), func(k uint64, r Registration) bool {
		if m.Paths.Within(state.PathOf(k), p) {
			r.Phase = typestate.Unknown
			m.setRegistration(st, k, r)
			m.Report.Inconclusive(st, at, "a function that cannot be read is handed the address of "+m.RegistrationName(st, k))
		}
		return true
	})
}

// Registered names the registrations that are live in st, with whether
// something that has been started may still deregister them.
func (m *Client) Registered(st *state.State) []Live {
	var out []Live
	m.registrations.Of(st).Range(func(k uint64, reg Registration) bool {
		if reg.Phase != typestate.Registered {
			return true
		}
		l := Live{Name: m.RegistrationName(st, k), key: k}
		for a := m.Last(st); a != nil; a = a.Next() {
			if m.ActivityEffects(a)&program.Deregisters != 0 && m.MayYet(st, a, k, program.Deregisters) {
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
	by    *lives.Activity // pending, and deregisters
	lost  bool
	local bool
}

// Same reports whether two are the same registration, which names may not tell.
func (l Live) Same(o Live) bool { return l.key == o.key }

// ReportLive reports a live registration where Unload leaves by e: at the
// thread that was to deregister it and that nobody waits for, or else there.
func (m *Client) ReportLive(e follow.Exit, l Live, unload string) {
	switch {
	case l.by != nil:
		m.Report.Add(&e.State, ruleid.DeregisterNotAwaited, l.by.At, unload+" can return before "+m.ActivityName(l.by)+" has deregistered "+l.Name, l.Name, unload+" returns without waiting for it")
	case l.Async:
		m.Report.Inconclusive(&e.State, e.Place, "a routine that the system calls may deregister "+l.Name)
	default:
		m.Report.Add(&e.State, ruleid.UnloadRegistered, e.Place, unload+" can return with "+l.Name+" still registered", l.Name, unload+" returns")
	}
}

// ReportLost reports a registration that nothing leads to any more. It reports
// whether there is one: what follows from it would say the same again.
func (m *Client) ReportLost(e follow.Exit, l Live, fn string) bool {
	if !l.lost || l.by != nil {
		return false
	}
	text := "nothing leads to " + l.Name + " any more, and it is registered"
	if l.local {
		text = l.Name + " goes out of scope while it is registered"
	}
	m.Report.Add(&e.State, ruleid.RegistrationLost, e.Place, text, l.Name, fn+" returns")
	return true
}

// Overtaken are the exits in which something that nobody has waited for has run just
// before e returns. What has deregistered what it has registered can as well be in
// between; that it may also have left it registered has the same cause, and is not
// said once more.
func (m *Client) Overtaken(e follow.Exit, returns string) []follow.Exit {
	var out []follow.Exit
	defer func(was string) { m.Going = was }(m.Going)
	for _, a := range m.Pending(&e.State, lives.Anybody) {
		if m.Going = ""; m.leftAlone(a) {
			m.Going = returns
		}
		done, paused := m.RunActivity(e.State, a, 0)
		states := append(done, paused...)
		var told []uint64
		for i := range states {
			told = append(told, m.inBetween(&e.State, &states[i], a, returns)...)
		}
		for _, s := range states {
			for _, k := range told {
				m.forgetRegistration(&s, k)
			}
			out = append(out, follow.Exit{State: s}.At(e))
		}
	}
	return out
}

// inBetween reports the activity a, which leads from one state to the other, for the
// registrations that it registers and deregisters.
func (m *Client) inBetween(from, to *state.State, a *lives.Activity, returns string) (told []uint64) {
	m.registrations.Of(to).Range(func(k uint64, reg Registration) bool {
		if reg.Phase == typestate.Deregistered && m.RegistrationAt(from, k).Phase == typestate.Never {
			name := m.RegistrationName(to, k)
			m.Report.Add(to, ruleid.DeregisterNotAwaited, a.At, returns+" before "+m.ActivityName(a)+" has deregistered "+name, name, returns+" without waiting for it")
			told = append(told, k)
		}
		return true
	})
	return told
}

// leftAlone reports whether a is a thread that gives back what it captures: one that does not
// keeps WskDeregister waiting, which is said there. The system keeps a driver for its work items.
func (m *Client) leftAlone(a *lives.Activity) bool {
	return !a.Kind.KeepsDriver() && m.ActivityEffects(a)&program.Releases != 0
}

// outlives reports a capture of registration k in a thread that nobody has waited for: the
// driver has deregistered, and may be gone by then.
func (m *Client) outlives(r *follow.Call, st *state.State, k uint64) bool {
	if m.Going == "" || m.Beside == nil || !m.Deregistered(st, k) {
		return false
	}
	name := m.RegistrationName(st, k)
	m.Report.Add(st, ruleid.DeregisterNotAwaited, m.Beside, m.Going+" before what is started here has ended, which may yet call "+r.Name()+" on "+name, name, m.Going+" without waiting for it")
	return true
}

// ReportFailed reports a live registration where DriverEntry fails by e.
func (m *Client) ReportFailed(e follow.Exit, l Live, entry string) {
	if l.by != nil {
		m.Report.Add(&e.State, ruleid.DeregisterNotAwaited, l.by.At, entry+" can fail before "+m.ActivityName(l.by)+" has deregistered "+l.Name, l.Name, entry+" returns a failure without waiting for it")
		return
	}
	m.Report.Add(&e.State, ruleid.EntryFailsRegistered, e.Place, entry+" can fail with "+l.Name+" still registered: Unload will not run", l.Name, entry+" returns a failure")
}
