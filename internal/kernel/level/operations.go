package level

import (
	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/follow"
)

// Operations are those that move the IRQL, or tell it, and those of locks.
func (m *Levels) Operations() follow.Operations {
	return follow.Operations{
		ddi.Raise: m.Shift, ddi.TryRaise: m.Shift, ddi.Restore: m.Shift,
		ddi.RaiseIrql: m.Shift, ddi.LowerIrql: m.Shift, ddi.CurrentIrql: m.Shift,
		ddi.Lock: m.Lock, ddi.TryLock: m.Lock, ddi.Unlock: m.Lock,
	}
}
