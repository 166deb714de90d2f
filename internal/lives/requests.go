package lives

import (
	"github.com/wskvet/wskvet/internal/program"
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

// Requests reports whether a is a request, whatever its routine does.
func Requests(a *Activity) bool { return a.Kind.Pends() }
