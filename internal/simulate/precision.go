package simulate

// Precision is how exactly a driver is followed. Where its lives are too many to
// follow, it is followed once more at the next.
type Precision uint8

// The precisions. At Lending event callbacks are lent something. At Few, fewer
// objects of one allocation are told apart. At Rough the driver is followed for its
// registrations alone, which do not depend on its sockets and requests but through
// what its code makes of their statuses: a request is taken to be over when the call
// returns, with any status, and no socket counts.
const (
	Lending Precision = iota
	Exact
	Few
	Rough
)

// share is the part of the bound on steps that a precision is given: what can be
// followed exactly takes few.
func (p Precision) share() int {
	switch p {
	case Lending:
		return 8
	case Exact:
		return 4
	}
	return 1
}

// Follow makes runs as precise as p from here on. It gives st, a driver just
// loaded, for them.
func (m *Machine) Follow(p Precision, st State) State {
	m.precision = p
	st.blurred = p == Rough
	return st
}
