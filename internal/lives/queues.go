package lives

import (
	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/follow"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/state"
	"github.com/wskvet/wskvet/internal/summary"
)

// A kernel queue is a channel on which nobody waits to send: an event that is set as long
// as an entry waits, and the entries in their order. Once it has been run down, nobody
// waits for one either.
// Pages: ntifs/nf-ntifs-keinsertqueue, ntifs/nf-ntifs-keremovequeue,
// ntifs/nf-ntifs-kerundownqueue.

// queueEntry carries out what does not wait, on the kernel queue at v.
func (m *Lives) queueEntry(st *state.State, r *follow.Call, v domain.Value) {
	q := m.queueOf(v)
	entries := int64(1)
	switch r.Op {
	case ddi.QueueInsert:
		q.put(st, follow.Argument(r, 1))
	case ddi.QueueFirst:
		q.putFirst(st, follow.Argument(r, 1))
	case ddi.QueueOver:
		q.empty(st)
		m.Put(st, v.O, q.shut, domain.Number(1))
	case ddi.QueueInit:
		q.empty(st)
		m.Put(st, v.O, q.shut, domain.Number(0))
		entries = 0
	}
	m.Put(st, v.O, v.P, domain.Value{K: domain.Int, T: state.EventType, N: entries})
}

// dequeue is what a call that takes the first entry of the queue at v returns, once it need
// not wait: never nil.
func (m *Lives) dequeue(st *state.State, at *program.Site, c *summary.Call, v domain.Value) domain.Value {
	if v.K == domain.Ptr {
		q := m.queueOf(v)
		n, ok := q.length(st)
		switch {
		case ok && n.K == domain.Int && n.N > 0:
			return q.take(st, n.N)
		case q.closed(st):
			return domain.Number(program.StatusAbandoned)
		}
	}
	if len(c.Results) != 1 {
		return domain.Value{}
	}
	return m.UnknownOf(st, at, c.Results[0])
}
