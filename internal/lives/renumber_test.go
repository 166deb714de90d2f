package lives

import (
	"testing"

	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/follow"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/settings"
	"github.com/wskvet/wskvet/internal/state"
)

// TestRenumber: which number the thread that runs has got, and that of one that
// has ended, tells no states apart; which of them a handle is of does.
func TestRenumber(t *testing.T) {
	m := New(follow.NewRunner(program.Link(nil), settings.DefaultLimits(), nil))
	at := &program.Site{Key: program.SiteKey{Fn: 1, Block: 2, Instr: 3}}
	var threads []int32
	for n := range int32(2) {
		threads = append(threads, m.Object(state.Origin{Kind: state.ThreadObject, Site: at.Key, N: n}, "", at))
	}
	holder := m.Object(state.Origin{Kind: state.DriverObject}, "", nil)
	build := func(running, held int32) state.State {
		st := state.State{}
		for _, o := range threads {
			st.Objs = st.Objs.Set(uint64(o), state.Object{Unknown: true, Escaped: true})
		}
		m.Put(&st, holder, 0, domain.Value{K: domain.Ptr, O: held})
		m.Put(&st, holder, m.Paths.Below(0, "both"), m.Either(domain.Value{K: domain.Ptr, O: threads[0]}, domain.Value{K: domain.Ptr, O: threads[1]}))
		m.Add(&st, Activity{Kind: Thread, Handle: running, At: at})
		m.Renumbered(&st)
		return st
	}
	first, second := build(threads[0], threads[0]), build(threads[1], threads[1])
	if first.Hash() != second.Hash() {
		t.Error("the number of the thread that runs tells states apart")
	}
	if other := build(threads[1], threads[0]); other.Hash() == first.Hash() {
		t.Error("the handle of a thread that has ended is taken for that of one that runs")
	}
	kept := build(threads[0], threads[0])
	m.Nobody(&kept)
	m.Add(&kept, Activity{Kind: Thread, Handle: threads[1], Args: []domain.Value{{K: domain.Ptr, O: threads[1]}}, At: at})
	before := kept.Hash()
	if m.Renumbered(&kept); kept.Hash() != before {
		t.Error("a thread that an argument leads to is numbered anew")
	}
}
