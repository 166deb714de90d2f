package concrete

import (
	"go/token"
	"go/types"
	"strings"
)

type regState uint8

const (
	never regState = iota
	live
	gone
)

// A registration is a WSK_REGISTRATION as WSK knows it.
type registration struct {
	state             regState
	captures, sockets int
	released          bool    // a capture has been
	failed            bool    // the last WskRegister has
	table             *node   // the client's dispatch table
	waiter            *thread // waits in WskDeregister
	by                *thread // has deregistered it
}

type socket struct {
	owner   *registration
	open    bool
	closed  bool      // its close has completed
	table   *node     // of the driver's event callbacks, or nil
	given   value     // what these are given
	context *node     // what that points to
	ended   bool      // the peer has disconnected
	dead    bool      // an event has said so: no other comes
	calls   []*thread // of event callbacks
}

func (r *run) registration(c *call) (*registration, *node) {
	n := c.pointer("WSK_REGISTRATION")
	if n == nil {
		r.crash()
	}
	g := r.regs[n]
	if g == nil {
		g = &registration{}
		r.regs[n] = g
		r.regList = append(r.regList, n)
	}
	return g, n
}

// most is asked by what may be called up to an IRQL.
func (r *run) most(c *call, irql int) {
	if r.level(c.t) > irql {
		r.violate("WSK011", c.at)
	}
}

func register(r *run, c *call) bool {
	g, _ := r.registration(c)
	r.most(c, passive)
	if g.state == live {
		r.violate("WSK008", c.at)
	}
	if r.fails(c) {
		g.failed = true
		return true
	}
	g.state, g.captures, g.sockets, g.failed = live, 0, 0, false
	g.table = nil
	r.d.Registers = true
	if npi := c.pointer("WSK_CLIENT_NPI"); npi != nil {
		if f := npi.field("Dispatch"); f != nil {
			g.table, _ = f.v.(*node)
		}
	}
	return c.done(c.status(r, 0))
}

func deregister(r *run, c *call) bool {
	g, _ := r.registration(c)
	if c.t.wsk {
		r.violate("WSK013", c.at) // and at which IRQL makes no difference
	} else {
		r.most(c, passive)
	}
	switch {
	case g.state == never:
		r.violate("WSK007", c.at)
	case g.state == gone:
		r.violate("WSK008", c.at)
	case g.captures > 0 || g.sockets > 0 || r.busy():
		g.waiter = c.t
		return c.waits(func() bool { return g.captures == 0 && g.sockets == 0 && !r.busy() })
	default:
		g.state, g.waiter, g.by = gone, nil, c.t
	}
	return c.done(nil)
}

// busy reports whether WSK has an IRP of the driver's.
func (r *run) busy() bool {
	for _, q := range r.requests {
		if q.pending {
			return true
		}
	}
	return false
}

func capture(r *run, c *call) bool {
	g, n := r.registration(c)
	if wait, ok := c.arg(1).(int64); ok && wait != 0 {
		r.most(c, passive)
	}
	if r.tooEarly(c) {
		return c.waits(func() bool { return !r.sys.provider.late })
	}
	switch {
	case g.state != live && g.failed, g.state == never:
		r.violate("WSK007", c.at)
	case g.state == gone || g.waiter != nil:
		// legal while the block is there, and fails
		return c.done(c.status(r, statusFailed))
	}
	if r.fails(c) {
		return true
	}
	g.captures++
	npi := c.pointer("WSK_PROVIDER_NPI")
	if npi == nil {
		r.unable("WskCaptureProviderNPI without an NPI")
	}
	if f := npi.field("Client"); f != nil && pointee(f.typ) != nil {
		f.v = newNode(pointee(f.typ))
	}
	if f := npi.field("Dispatch"); f != nil && pointee(f.typ) != nil {
		f.v = r.table(pointee(f.typ), n)
	}
	return c.done(c.status(r, 0))
}

// table makes a dispatch table of a type, whose functions belong to a
// registration or a socket.
func (r *run) table(t types.Type, of *node) *node {
	n := newNode(t)
	r.fill(n, of)
	return n
}

func (r *run) fill(n *node, of *node) {
	s, ok := n.typ.Underlying().(*types.Struct)
	if !ok {
		return
	}
	for i, k := range n.kids {
		f := s.Field(i)
		if _, ok := f.Type().Underlying().(*types.Signature); ok {
			k.v = &native{f.Name(), of}
		} else if f.Embedded() {
			r.fill(k, of)
		}
	}
}

func release(r *run, c *call) bool {
	g, _ := r.registration(c)
	switch {
	case g.captures > 0:
		g.captures--
		g.released = true
	case g.released:
		r.violate("WSK008", c.at)
	default:
		r.violate("WSK007", c.at)
	}
	return c.done(nil)
}

func query(r *run, c *call) bool {
	g, _ := r.registration(c)
	if g.state == never || g.state != live && g.failed {
		r.violate("WSK007", c.at)
	}
	return c.done(r.anything(c))
}

// provider is a function of WSK_PROVIDER_DISPATCH.
func provider(r *run, c *call) bool {
	n, _ := c.of.(*node)
	if n == nil {
		r.unable("%s outside a table", c.name)
	}
	g := r.regs[n]
	if g == nil {
		r.unable("a provider that the registrar has attached")
	}
	switch c.name {
	case "WskGetAddressInfo", "WskFreeAddressInfo", "WskGetNameInfo":
		r.most(c, passive)
	}
	if g.captures == 0 {
		r.violate("WSK002", c.at)
	}
	switch c.name {
	case "WskFreeAddressInfo":
		r.giveBack(c, c.pointer("ADDRINFOEXW"))
		return c.done(nil)
	case "WskGetAddressInfo":
		return r.request(c, true, nil, func() value { return r.give(c, "ADDRINFOEXW") })
	case "WskControlClient":
		switch c.arg(1) {
		case int64(cacheSD):
			if r.fails(c) {
				return true
			}
			r.give(c, "SECURITY_DESCRIPTOR")
			return c.done(c.status(r, 0))
		case int64(releaseSD):
			if n := c.place("SECURITY_DESCRIPTOR"); n != nil {
				d, _ := n.v.(*node)
				r.giveBack(c, d)
			}
			return c.done(c.status(r, 0))
		}
	case "WskSocket", "WskSocketConnect":
		return r.request(c, true, nil, func() value { return r.newSocket(c, g) })
	}
	return r.request(c, true, nil, nil)
}

// newSocket is the socket that a request of the driver's makes.
func (r *run) newSocket(c *call, g *registration) value {
	n, made := r.makeSocket(g)
	for i, a := range c.args {
		if table, ok := plain(a).(*node); ok && table != nil && i > 0 && clientTable(table.typ) {
			made.table, made.given = table, c.args[i-1]
			made.context, _ = plain(made.given).(*node)
		}
	}
	return n
}

func (r *run) makeSocket(g *registration) (*node, *socket) {
	t := r.d.lookup("WSK_SOCKET")
	if t == nil {
		r.unable("no type WSK_SOCKET")
	}
	s := newNode(t)
	if f := s.field("Dispatch"); f != nil {
		f.v = iface{types.Typ[types.Invalid], tableOf{s}}
		if p, ok := f.typ.Underlying().(*types.Pointer); ok {
			f.v = r.table(p.Elem(), s)
		}
	}
	made := &socket{owner: g, open: true}
	r.sockets[s] = made
	r.socketList = append(r.socketList, s)
	g.sockets++
	return s, made
}

func (r *run) socket(c *call) *socket {
	n, _ := c.of.(*node)
	s := r.sockets[n]
	if s == nil {
		r.unable("%s on a socket that WSK has not made", c.name)
	}
	if !s.open {
		r.violate("WSK012", c.at)
		r.end()
	}
	return s
}

func use(r *run, c *call) bool {
	s := r.socket(c)
	if c.name == "WskAccept" {
		n, _ := c.of.(*node)
		return r.request(c, true, n, func() value { return r.newSocket(c, s.owner) })
	}
	n, _ := c.of.(*node)
	return r.request(c, true, n, nil)
}

func closeSocket(r *run, c *call) bool {
	s := r.socket(c)
	r.retains(s, c.at)
	s.open = false
	n, _ := c.of.(*node)
	return r.request(c, false, n, func() value {
		s.owner.sockets--
		s.closed = true
		return int64(0)
	})
}

// dispatchTable reports whether a struct is the provider's table.
func dispatchTable(t types.Type) bool {
	return strings.HasSuffix(named(t), "PROVIDER_DISPATCH")
}

// noTable is a call through an NPI that no capture has filled in.
func (r *run) noTable(at token.Position) {
	r.violate("WSK007", at)
	r.crash()
}

// overwrites looks for live registrations in a variable that is assigned to.
func (r *run) overwrites(n *node, at token.Position) {
	for _, m := range r.regList {
		if r.regs[m].state == live && (m.within(n) || n.within(m)) {
			r.violate("WSK009", at)
			r.regs[m].state = gone
		}
	}
}

// loses looks for what must outlive the variables of a function that returns.
func (r *run) loses(f *frame, at token.Position) {
	for _, n := range f.locals {
		for _, m := range r.regList {
			g := r.regs[m]
			if g.state == live && (m.within(n) || g.table != nil && g.table.within(n)) {
				r.violate("WSK009", at)
				g.state = gone
			}
		}
		if q := r.inUse(n); q != nil {
			r.violate("WSK010", at)
			r.end()
		}
	}
}

// Codes of WskControlClient.
const (
	cacheSD   = 4
	releaseSD = 5
)

// place is the last argument that points to a pointer to a type with a name, or
// nil.
func (c *call) place(name string) *node {
	var out *node
	for _, a := range c.args {
		n, ok := plain(a).(*node)
		if !ok || n == nil {
			continue
		}
		if p, ok := n.typ.Underlying().(*types.Pointer); ok && named(p.Elem()) == name {
			out = n
		}
	}
	return out
}

// give stores something that is owed back where the caller wants it.
func (r *run) give(c *call, name string) value {
	if n := c.place(name); n != nil {
		n.v = newNode(n.typ.Underlying().(*types.Pointer).Elem())
	}
	return int64(0)
}

// giveBack takes it, once.
func (r *run) giveBack(c *call, n *node) {
	if n == nil {
		return
	}
	if r.given[n] {
		r.violate("WSK008", c.at)
		r.end()
	}
	r.given[n] = true
}
