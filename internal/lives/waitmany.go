package lives

import (
	"slices"

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
		for _, c := range m.choices(&st, objects) {
			for _, s := range m.waitEach(r, st, objects[c.index:c.index+1], c) {
				out = append(out, follow.Outcome{St: s, Result: c.result()})
			}
		}
	} else {
		for _, s := range m.waitEach(r, st, objects, nil) {
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

// choice is one of the objects of a wait for any of them.
type choice struct {
	index  int
	others []uint64 // keys of the other objects
}

func (c *choice) result() domain.Value { return domain.Number(int64(c.index)) }

// choices is the objects that may end a wait for any of them: the first one that is set
// already, or else each.
func (m *Lives) choices(st *state.State, objects []domain.Value) []*choice {
	keys := make([]uint64, len(objects))
	for i, obj := range objects {
		keys[i] = state.Key(obj.O, obj.P)
		if m.Set(st, keys[i]) {
			return []*choice{{index: i}}
		}
	}
	out := make([]*choice, len(objects))
	for i := range objects {
		out[i] = &choice{i, slices.Delete(slices.Clone(keys), i, i+1)}
	}
	return out
}

// passedOver reports whether an object is set while a thread waits for it or for another
// one, and is followed as one that goes on for that other.
func (m *Lives) passedOver(st *state.State, k uint64) bool {
	return len(m.Pending(st, func(a *Activity) bool {
		return a.Paused != nil && slices.Contains(a.Paused.others, k) && !m.Signalled(st, a.Paused.On)
	})) > 0
}

// waitEach is the states in which a wait for all of the objects ends, or for the one of
// a choice.
func (m *Lives) waitEach(r *follow.Call, st state.State, objects []domain.Value, c *choice) []state.State {
	one := *r
	one.Op = ddi.WaitOne
	states := []state.State{st}
	for _, obj := range objects {
		one.Args = []domain.Value{obj}
		var next []state.State
		for _, s := range states {
			m.Reqs.Landed(&s, Waited)
			for _, s := range m.Reqs.Bare([]state.State{s}) {
				next = append(next, m.waitFor(&one, s, c)...)
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
