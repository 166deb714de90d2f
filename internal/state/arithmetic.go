package state

import (
	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/program"
)

// Integers of Go and of C: they wrap at their width, and unsigned ones of 64 bits, which
// are kept as the signed number of the same bits, order and divide otherwise.

// arithmetic is x op y for integers of a width, which is negative if they are unsigned.
// The zero value stands for the signed numbers of 64 bits.
func arithmetic(op string, x, y int64, width int32) (domain.Value, bool) {
	if v, ok := ordered(op, x, y, width == -64); ok {
		return domain.Boolean(v), true
	}
	n, ok := calculated(op, x, y, width == -64)
	switch {
	case !ok:
		return domain.Value{}, false
	case width > -64 && width < 0:
		n = wrap(n, -width, false)
	case width > 0 && width < 64:
		n = wrap(n, width, true)
	}
	return domain.Number(n), true
}

// ordered is x op y for a comparison.
func ordered(op string, x, y int64, unsigned bool) (result, ok bool) {
	less := x < y
	if unsigned {
		less = uint64(x) < uint64(y)
	}
	switch op {
	case "==":
		return x == y, true
	case "!=":
		return x != y, true
	case "<":
		return less, true
	case "<=":
		return less || x == y, true
	case ">":
		return !less && x != y, true
	case ">=":
		return !less, true
	}
	return false, false
}

// calculated is x op y for what is no comparison, before it is wrapped.
func calculated(op string, x, y int64, unsigned bool) (n int64, ok bool) {
	switch op {
	case "+":
		return x + y, true
	case "-":
		return x - y, true
	case "*":
		return x * y, true
	case "&":
		return x & y, true
	case "|":
		return x | y, true
	case "^":
		return x ^ y, true
	case "&^":
		return x &^ y, true
	case "<<", ">>":
		if y < 0 {
			return 0, false
		}
		return shifted(op, x, uint64(y), unsigned), true
	case "/", "%":
		if y == 0 {
			return 0, false
		}
		return divided(op, x, y, unsigned), true
	}
	return 0, false
}

func shifted(op string, x int64, by uint64, unsigned bool) int64 {
	switch {
	case op == "<<":
		return x << by
	case unsigned:
		return int64(uint64(x) >> by)
	}
	return x >> by
}

func divided(op string, x, y int64, unsigned bool) int64 {
	switch {
	case op == "/" && unsigned:
		return int64(uint64(x) / uint64(y))
	case op == "/":
		return x / y
	case unsigned:
		return int64(uint64(x) % uint64(y))
	}
	return x % y
}

// compareUnsigned is x op y for unsigned integers of 64 bits. What is not known of them
// is taken to be below the sign bit, which nothing but a constant has.
func (m *Space) compareUnsigned(st *State, op string, x, y domain.Value, at *program.Site) domain.Value {
	if x.K == domain.Int && y.K != domain.Int {
		x, y, op = y, x, domain.Mirrored(op)
	}
	if huge := y.K == domain.Int && y.T == 0 && y.N < 0; !huge || x.K != domain.Sym && x.K != domain.Term || m.Bounds(st, x).Lo < 0 {
		return m.Compare(st, op, x, y, at)
	}
	return domain.Boolean(op == "<" || op == "<=" || op == "!=")
}
