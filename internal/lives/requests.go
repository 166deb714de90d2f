package lives

import (
	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/state"
)

// How often the requests of one call are followed to their ends: those whose
// routines set an event in themselves, which somebody waits for, and the others.
const (
	maxAwaited = 256
	maxEnded   = 8
)

// Enough counts a request of the call at a place that is followed to its end. It
// reports whether enough have been.
func (m *Lives) Enough(at *program.Site, awaited bool) bool {
	m.followed[at.Key]++
	if awaited {
		return m.followed[at.Key] > maxAwaited
	}
	return m.followed[at.Key] > maxEnded
}

// requestEffects are what the end of a request may do.
func (m *Lives) requestEffects(a *state.Activity) program.Effects {
	var e program.Effects
	if a.Req.Opens {
		e |= program.Opens
	}
	if a.Fn.K == domain.Func {
		e |= m.Prog.Funcs[a.Fn.N].Reach
	}
	return e
}

// Requests reports whether a is a request, whatever its routine does.
func Requests(a *state.Activity) bool { return a.Req != nil }

// RequestOf is the pending request with the IRP, or nil.
func (m *Lives) RequestOf(st *state.State, irp domain.Value) *state.Activity {
	for a := st.Acts; a != nil; a = a.Next {
		if a.Req != nil && a.Req.Irp == irp {
			return a
		}
	}
	return nil
}
