package concrete

import "go/token"

// A loan is a list of received data that a receive event has been handed.
// Pages: wsk/nc-wsk-pfn_wsk_receive_event, wsk/nc-wsk-pfn_wsk_release_data_indication_list
type loan struct {
	of    *socket
	stage loanStage
}

type loanStage uint8

const (
	lent     loanStage = iota // while the callback runs
	early                     // released while it runs
	kept                      // it has returned STATUS_PENDING
	returned                  // it has returned another status, or the list has been released
)

// lend hands a list to a receive event in args[2], or NULL, which says that the socket
// is dead; what the callback returns says whether the driver keeps the list.
func (r *run) lend(t *thread, v occurrence, args []value) func(value) {
	if r.choose(2) == 1 {
		v.dies(args, 2)
		return func(value) {}
	}
	n, ok := args[2].(*node)
	if !ok || v.socket == nil {
		return func(value) {}
	}
	l := &loan{of: v.socket}
	r.loans[n] = l
	return func(s value) { r.answers(l, s == statusPending, r.pos(t.last.retPos)) }
}

// answers is the end of the callback that a list was lent to.
func (r *run) answers(l *loan, keeps bool, at token.Position) {
	switch {
	case keeps && l.stage == lent:
		l.stage = kept
		return
	case !keeps && l.stage == early:
		r.violate("WSK008", at)
	}
	l.stage = returned
}

// dies hands NULL to an event callback: its socket is of no more use.
func (v occurrence) dies(args []value, i int) {
	if n, ok := args[i].(*node); ok && n != nil {
		args[i] = &node{typ: n.typ, nothing: "WSK012"}
	}
	if v.socket != nil {
		v.socket.dead = true
	}
}

// takeBack is WskRelease: of what is lent or kept, once.
func takeBack(r *run, c *call) bool {
	r.socket(c)
	n, _ := c.arg(1).(*node)
	switch l := r.loans[n]; {
	case l == nil:
	case l.stage == lent:
		l.stage = early
	case l.stage == kept:
		l.stage = returned
	default:
		r.violate("WSK008", c.at)
		r.end()
	}
	return c.done(r.anything(c))
}

// retains looks for lists of a socket that the driver keeps as it closes it.
func (r *run) retains(s *socket, at token.Position) {
	for _, l := range r.loans {
		if l.of == s && l.stage == kept {
			r.violate("WSK012", at)
			r.end()
		}
	}
}
