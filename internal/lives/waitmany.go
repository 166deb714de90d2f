package lives

import (
	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/follow"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/state"
)

// waitAnyType is WaitAny of WAIT_TYPE.
const waitAnyType = 1

// WaitMany is a wait for several objects, for any of them or for all: one after
// the other, as the order in which they are signalled tells nothing new. The
// result of the first says which it was.
func (m *Lives) WaitMany(r *follow.Call, st state.State) []follow.Outcome {
	objects, ok := m.waitedFor(r, &st)
	n := r.Integers()
	if !ok || len(n) < 2 || n[1].K != domain.Int {
		return m.Wait(r, st)
	}
	var out []follow.Outcome
	if n[1].N == waitAnyType {
		for i, obj := range objects {
			for _, s := range m.waitEach(r.A, r, st, []domain.Value{obj}) {
				out = append(out, follow.Outcome{St: s, Result: domain.Number(int64(i))})
			}
		}
	} else {
		for _, s := range m.waitEach(r.A, r, st, objects) {
			out = append(out, follow.Outcome{St: s, Result: domain.Number(0)})
		}
	}
	if r.Limited() {
		m.Log(&st, finding.Operate, r.At, r.Text()+" times out", "")
		out = append(out, follow.Outcome{St: st, Result: domain.Number(program.StatusTimeout)})
	}
	if len(r.Call.Results) == 0 {
		for i := range out {
			out[i].Result = domain.Value{}
		}
	}
	return out
}

// waitEach is the states in which a wait for all of the objects ends.
func (m *Lives) waitEach(a *follow.Activation, r *follow.Call, st state.State, objects []domain.Value) []state.State {
	one := *r
	one.Op = ddi.WaitOne
	states := []state.State{st}
	for _, obj := range objects {
		one.Args = []domain.Value{obj}
		var next []state.State
		for _, s := range states {
			m.Reqs.Landed(&s, true)
			for _, s := range m.Reqs.Bare([]state.State{s}) {
				next = append(next, m.waitFor(a, &one, s)...)
			}
		}
		states = next
	}
	return states
}

// maxWaitedFor is MAXIMUM_WAIT_OBJECTS.
const maxWaitedFor = 64

// waitedFor is the objects of a wait for several. It reports whether all are known.
func (m *Lives) waitedFor(r *follow.Call, st *state.State) ([]domain.Value, bool) {
	n := r.Integers()
	list, ok := r.Pointer()
	if !ok || len(n) == 0 || n[0].K != domain.Int || n[0].N < 1 || n[0].N > maxWaitedFor {
		return nil, false
	}
	var out []domain.Value
	for i := range n[0].N {
		at := m.Element(st, list, domain.Number(i))
		v, ok := st.Mem.Get(state.Key(at.O, at.P))
		if !ok || v.K != domain.Ptr {
			return nil, false
		}
		out = append(out, v)
	}
	return out, true
}
