package simulate

import (
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/state"
)

// pass takes st past a call of f, which does nothing and returns nothing that is
// read. It reports whether the call returns.
func (m *Machine) pass(st *state.State, f *program.Func, args []Value) bool {
	for _, i := range f.Needs {
		if int(i) >= len(args) {
			continue
		}
		if v := args[i]; v.IsNil() || v.K == Sym && !m.Learn(st, v, "!=", 0) {
			return false
		}
	}
	return true
}
