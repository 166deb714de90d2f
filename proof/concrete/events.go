package concrete

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// events are the calls of WSK for the driver's sockets: between the driver's other
// callbacks, and while one of these waits. Whether the driver has enabled them is not
// looked at, as most models leave that out.
type events struct{ *system }

// moves are the events of the sockets that are open. A model that makes no sockets leaves
// them out: then the events are those of the tables that it has.
func (e *events) moves() []func() {
	var out []func()
	for _, v := range e.all() {
		out = append(out, func() { e.r.await(v.thread(e.r)) })
	}
	return out
}

func (e *events) settle() {}

// stir lets an event come while a thread waits; it reports whether one does.
func (s *system) stir() bool {
	all := s.still()
	if len(all) == 0 {
		return false
	}
	c := s.r.choose(1 + len(all))
	if c == 0 {
		return false
	}
	s.stirred++
	s.r.threads = append(s.r.threads, all[c-1].thread(s.r))
	return true
}

// still are the events that may yet come while threads wait.
func (s *system) still() []occurrence {
	if s == nil || s.stirred == most {
		return nil
	}
	return (&events{s}).all()
}

// An occurrence is an event that WSK can call the driver for.
type occurrence struct {
	name   string
	fn     value
	socket *socket // or nil: the model leaves it out
}

func (e *events) all() []occurrence {
	var out []occurrence
	for _, s := range e.r.socketList {
		if k := e.r.sockets[s]; k.open && !k.dead && k.table != nil {
			out = append(out, e.occurrences(k.table, k)...)
		}
	}
	if e.r.d.opens || e.r.live() == nil {
		return out
	}
	for _, g := range e.r.d.tables {
		if n := e.r.globals[g]; n != nil {
			out = append(out, e.occurrences(n, nil)...)
		}
	}
	return out
}

// occurrences are the events that a table of callbacks has functions for.
func (e *events) occurrences(table *node, of *socket) []occurrence {
	if table == nil {
		return nil
	}
	s, ok := table.typ.Underlying().(*types.Struct)
	if !ok {
		return nil
	}
	var out []occurrence
	for i, k := range table.kids {
		if sub, ok := k.v.(*node); ok && sub != nil && clientTable(sub.typ) {
			out = append(out, e.occurrences(sub, of)...)
			continue
		}
		if name := s.Field(i).Name(); k.v != nil && strings.HasSuffix(name, "Event") && !(name == disconnect && e.over(of)) {
			out = append(out, occurrence{name, k.v, of})
		}
	}
	return out
}

const disconnect = "WskDisconnectEvent"

// over reports whether the connection of a socket has ended already; of a model that makes
// no sockets one is followed.
func (e *events) over(of *socket) bool { return of == nil && e.r.ended || of != nil && of.ended }

// clientTable reports whether a type is that of a table of event callbacks.
func clientTable(t types.Type) bool {
	return strings.HasPrefix(named(t), "WSK_CLIENT_") && strings.HasSuffix(named(t), "_DISPATCH") && named(t) != "WSK_CLIENT_DISPATCH"
}

// live is the registration that a socket could belong to.
func (r *run) live() *registration {
	for _, n := range r.regList {
		if r.regs[n].state == live {
			return r.regs[n]
		}
	}
	return nil
}

// thread is one that runs the callback: at up to DISPATCH_LEVEL, and WSK waits for it.
// Page: network/winsock-kernel-events
func (v occurrence) thread(r *run) *thread {
	t := &thread{vague: true, wsk: true}
	var context value
	owner := r.live()
	if v.socket != nil {
		context, owner = v.socket.given, v.socket.owner
		v.socket.calls = append(v.socket.calls, t)
		v.socket.ended = v.socket.ended || v.name == disconnect
	} else {
		r.ended = r.ended || v.name == disconnect
	}
	args := r.arguments(v.fn, context)
	then := func(value) {}
	switch v.name {
	case "WskAcceptEvent":
		then = r.offer(t, v, args, owner)
	case "WskReceiveEvent", "WskReceiveFromEvent":
		then = r.lend(t, v, args)
	case "WskInspectEvent":
		if r.choose(2) == 1 {
			v.dies(args, 3)
		}
	}
	r.push(t, v.fn, args, then)
	return t
}

// notAccepted is STATUS_REQUEST_NOT_ACCEPTED.
const notAccepted = int64(-0x3fffff30)

// offer hands a new socket to WskAcceptEvent: the driver takes it by returning success,
// otherwise WSK closes it. Page: wsk/nc-wsk-pfn_wsk_accept_event
func (r *run) offer(t *thread, o occurrence, args []value, owner *registration) func(value) {
	if r.choose(2) == 1 {
		o.dies(args, 4)
		return func(value) {}
	}
	n, s := r.makeSocket(owner)
	args[4] = n
	return func(v value) {
		if !succeeded(v) && !s.open {
			r.violate("WSK012", r.pos(t.last.retPos)) // and WSK closes it once more
			return
		}
		if !succeeded(v) {
			r.tainted = r.tainted || v != notAccepted // what that means is not documented
			s.open, s.closed = false, true
			owner.sockets--
			return
		}
		if c, ok := args[5].(*node); ok {
			s.given = c.v
			s.context, _ = plain(c.v).(*node)
		}
		if t, ok := args[6].(*node); ok {
			s.table, _ = t.v.(*node)
		}
	}
}

// eventTables are the package variables that hold event callbacks, in the order of the
// source.
func eventTables(p *ssa.Package) []*ssa.Global {
	var out []*ssa.Global
	for _, name := range p.Pkg.Scope().Names() {
		g, ok := p.Members[name].(*ssa.Global)
		if ok && clientTable(g.Type().Underlying().(*types.Pointer).Elem()) {
			out = append(out, g)
		}
	}
	return out
}

// called reports whether a callback of a socket is in progress. One that waits for an
// event does not count: what it waits for is to be seen.
func (r *run) called(socket *node) bool {
	s := r.sockets[socket]
	if s == nil {
		return false
	}
	for _, t := range s.calls {
		if !t.ended && (t.blocked == nil || t.event == nil) {
			return true
		}
	}
	return false
}
