package simulate

import (
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/summary"
)

// asks reports whether the status that the call at a place returns is compared
// with STATUS_PENDING, there or where it is handed.
func (m *Machine) asks(at *program.Site) bool {
	yes, ok := m.asked[at.Key]
	if !ok {
		in := &at.Fn.Blocks[at.Key.Block].Instrs[at.Key.Instr]
		q := program.Question{Program: m.Prog, Left: map[int32]bool{}}
		yes = in.Code != summary.Invoke || in.Dst >= 0 && m.Prog.Compares && q.In(at.Fn, in.Dst)
		m.asked[at.Key] = yes
	}
	return yes
}
