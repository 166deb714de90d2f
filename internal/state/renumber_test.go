package state

import (
	"testing"

	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/program"
)

// TestRenumber: which number the thread that runs has got, and that of one that
// has ended, tells no states apart; which of them a handle is of does.
func TestRenumber(t *testing.T) {
	m := New(program.Link(nil))
	at := &program.Site{Key: program.SiteKey{Fn: 1, Block: 2, Instr: 3}}
	var threads []int32
	for n := range int32(2) {
		threads = append(threads, m.Object(Origin{Kind: "thread", Site: at.Key, N: n}, "", at))
	}
	holder := m.Object(Origin{Kind: "driver"}, "", nil)
	build := func(running, held int32) State {
		st := State{}
		for _, o := range threads {
			st.Objs = st.Objs.Set(uint64(o), Object{Unknown: true, Escaped: true})
		}
		m.Put(&st, holder, 0, domain.Value{K: domain.Ptr, O: held})
		m.Put(&st, holder, m.Paths.Below(0, "both"), m.Either(domain.Value{K: domain.Ptr, O: threads[0]}, domain.Value{K: domain.Ptr, O: threads[1]}))
		a := &Activity{Handle: running, At: at}
		a.Rehash()
		st.Acts = a
		m.Renumber(&st)
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
	kept.Acts.Handle = threads[1]
	kept.Acts.Args = []domain.Value{{K: domain.Ptr, O: threads[1]}}
	kept.Acts.Rehash()
	before := kept.Hash()
	if m.Renumber(&kept); kept.Hash() != before {
		t.Error("a thread that an argument leads to is numbered anew")
	}
}
