package follow

import (
	"testing"

	"github.com/wskvet/wskvet/internal/coverage"
	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/settings"
	"github.com/wskvet/wskvet/internal/state"
	"github.com/wskvet/wskvet/internal/summary"
)

func newTestRunner() *Runner {
	return NewRunner(program.Link(nil), settings.DefaultLimits(), coverage.NewLog())
}

func function(params, free int32) *program.Func {
	return &program.Func{Func: &summary.Func{Params: params, Free: free}}
}

// TestFrame: a callee sees neither the registers nor the deferred calls of its caller, and
// the caller has them again when it goes on; what the callee did to memory stays.
func TestFrame(t *testing.T) {
	m := newTestRunner()
	a := &Activation{m: m}
	st := state.State{Defers: &state.Deferral{Hash: 4}}
	st.Regs.Set(0, domain.Number(5))
	st.Regs.Set(3, domain.Number(6))
	before, defers := st.Regs.Hash(), st.Defers

	frame := a.frame(&st)
	callee := st
	m.Prepare(&callee, function(1, 0), -1, []domain.Value{domain.Number(7)})
	if v, ok := callee.Regs.Get(0); !ok || v != domain.Number(7) {
		t.Errorf("the parameter is %v", v)
	}
	if _, ok := callee.Regs.Get(3); ok || callee.Defers != nil {
		t.Error("the callee sees what its caller has")
	}
	o := m.Object(state.Origin{Kind: "alloc"}, "", nil)
	m.Put(&callee, o, 0, domain.Number(8))
	callee.Regs.Set(3, domain.Number(9))
	callee.Defers = &state.Deferral{Hash: 5}

	frame.Restore(m, &callee)
	if callee.Regs.Hash() != before || callee.Defers != defers {
		t.Error("the caller goes on with other registers, or other deferred calls")
	}
	if v, _ := callee.Mem.Get(state.Key(o, 0)); v != domain.Number(8) {
		t.Errorf("the callee has written 8, and the cell is %v", v)
	}
	if callee.Pins != nil {
		t.Error("what the caller held is held twice")
	}
}

// TestFrameHolds: what is known of a value that only a caller holds is not forgotten while a
// callee runs, and counts for whether two states are equal.
func TestFrameHolds(t *testing.T) {
	m := newTestRunner()
	a := &Activation{m: m}
	st := state.State{}
	v := m.UnknownIn(&st, &program.Site{Key: program.SiteKey{Fn: 1}}, domain.Range{Lo: 2, Hi: 9})
	st.Regs.Set(0, v)
	other := st
	other.Regs.Set(0, domain.Number(2))

	a.frame(&st)
	a.frame(&other)
	callee := st
	m.Prepare(&callee, function(0, 0), -1, nil)
	if !m.Held(&callee, uint64(v.N)) {
		t.Error("nobody holds the caller's value")
	}
	m.Unlearn(&callee, []domain.Value{v})
	if got := m.Bounds(&callee, v); got != (domain.Range{Lo: 2, Hi: 9}) {
		t.Errorf("of the caller's value %v is known", got)
	}
	m.Prepare(&other, function(0, 0), -1, nil)
	if other.Hash() == callee.Hash() {
		t.Error("two callers that hold something else are taken for one")
	}
}

// TestPrepare: a parameter that no argument was handed for, and a free variable that is not
// bound, may be anything.
func TestPrepare(t *testing.T) {
	m := newTestRunner()
	st := state.State{}
	m.Prepare(&st, function(2, 1), -1, []domain.Value{domain.Number(1)})
	for r, want := range []domain.Value{domain.Number(1), {K: domain.Any}, {K: domain.Any}} {
		if got, ok := st.Regs.Get(uint32(r)); !ok || got != want {
			t.Errorf("register %d is %v, not %v", r, got, want)
		}
	}
	if _, ok := st.Regs.Get(3); ok {
		t.Error("there is a register too many")
	}
}
