package simulate

import (
	"testing"

	"github.com/wskvet/wskvet/internal/program"
)

// TestRenumber: which number the thread that runs has got, and that of one that
// has ended, tells no states apart; which of them a handle is of does.
func TestRenumber(t *testing.T) {
	m := &Machine{Space: newSpace(program.Link(nil))}
	at := &program.Site{Key: program.SiteKey{Fn: 1, Block: 2, Instr: 3}}
	var threads []int32
	for n := range int32(2) {
		threads = append(threads, m.object(origin{kind: "thread", site: at.Key, n: n}, "", at))
	}
	holder := m.object(origin{kind: "driver"}, "", nil)
	build := func(running, held int32) State {
		st := State{}
		for _, o := range threads {
			st.objs = st.objs.Set(uint64(o), object{unknown: true, escaped: true})
		}
		m.put(&st, holder, 0, Value{K: Ptr, O: held})
		m.put(&st, holder, m.paths.below(0, "both"), m.either(Value{K: Ptr, O: threads[0]}, Value{K: Ptr, O: threads[1]}))
		a := &activity{handle: running, at: at}
		a.rehash()
		st.acts = a
		m.renumber(&st)
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
	kept.acts.handle = threads[1]
	kept.acts.args = []Value{{K: Ptr, O: threads[1]}}
	kept.acts.rehash()
	before := kept.Hash()
	if m.renumber(&kept); kept.Hash() != before {
		t.Error("a thread that an argument leads to is numbered anew")
	}
}
