package state

import (
	"reflect"
	"strings"
	"testing"

	"github.com/wskvet/wskvet/internal/affine"
	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/witness"
)

// sound is a state in which an object that a register leads to holds an unknown value.
func sound(m *Space) (st State, o int32) {
	o = m.Object(Origin{Kind: AllocObject}, "x", nil)
	st.Objs = st.Objs.Set(uint64(o), Object{})
	st.Regs.Set(0, domain.Value{K: domain.Ptr, O: o})
	v := m.UnknownIn(&st, &program.Site{}, domain.Full)
	m.Put(&st, o, m.Paths.Below(0, "flag"), v)
	return st, o
}

// What is not as the cells have it is found, and nothing else is.
func TestSane(t *testing.T) {
	for _, c := range []struct {
		text  string
		spoil func(m *Space, st *State, o int32)
		want  string
	}{
		{"nothing", func(*Space, *State, int32) {}, ""},
		{"a cell that is not counted", func(m *Space, st *State, o int32) {
			v, _ := st.Mem.Get(Key(o, m.Paths.Below(0, "flag")))
			st.Mem = st.Mem.Set(Key(o, m.Paths.Below(0, "copy")), v)
		}, "counted in 1"},
		{"a count of a cell that is gone", func(_ *Space, st *State, o int32) { st.Mem = st.Mem.DeleteHigh(uint32(o)) }, "is in 0 cells"},
		{"a fact that is dropped", func(_ *Space, st *State, _ int32) { st.Facts = nil }, "nothing is known of it"},
		{"a cell of no object", func(_ *Space, st *State, o int32) { st.Objs = st.Objs.Delete(uint64(o)) }, "cell of no object"},
		{"an address of no object", func(m *Space, st *State, o int32) {
			gone := m.Object(Origin{Kind: AllocObject, N: 1}, "y", nil)
			m.Put(st, o, m.Paths.Below(0, "next"), domain.Value{K: domain.Ptr, O: gone})
		}, "does not exist"},
		{"an address in memory of which its object does not know", func(m *Space, st *State, o int32) {
			st.Mem = st.Mem.Set(Key(o, m.Paths.Below(0, "self")), domain.Value{K: domain.Ptr, O: o})
		}, "nowhere in memory"},
		{"a caller's frame that has been changed", func(m *Space, st *State, _ int32) {
			m.PushPin(st, &st.Regs, nil)
			st.Pins.level.Slot = 1
		}, "hash of the callers"},
	} {
		m := New(program.Link(nil))
		st, o := sound(m)
		c.spoil(m, &st, o)
		switch err := m.Sane(&st); {
		case c.want == "" && err != nil:
			t.Errorf("%s: %v", c.text, err)
		case c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)):
			t.Errorf("%s: %v, not %q", c.text, err, c.want)
		}
	}
}

// Between two roots an object to which nothing leads is gone.
func TestRests(t *testing.T) {
	m := New(program.Link(nil))
	st, _ := sound(m)
	if err := m.Rests(&st); err != nil {
		t.Error(err)
	}
	st.Regs = Registers{}
	if err := m.Rests(&st); err == nil || !strings.Contains(err.Error(), "nothing leads to x#") {
		t.Errorf("an object to which nothing leads: %v", err)
	}
}

// other gives a field of a state another value.
var other = map[string]func(m *Space, st *State){
	"Mem":   func(_ *Space, st *State) { st.Mem = st.Mem.Set(1, domain.Number(1)) },
	"Regs":  func(_ *Space, st *State) { st.Regs.Set(1, domain.Number(1)) },
	"Facts": func(_ *Space, st *State) { st.Facts = st.Facts.Set(1, Fact{Refs: 1}) },
	"Related": func(_ *Space, st *State) {
		st.Related, _ = st.Related.And(affine.Equality{Terms: []affine.Term{{Of: 1, By: 1}}, Is: 3})
	},
	"Objs":    func(_ *Space, st *State) { st.Objs = st.Objs.Set(1, Object{}) },
	"Pins":    func(m *Space, st *State) { m.PushPin(st, &st.Regs, nil) },
	"Defers":  func(_ *Space, st *State) { st.Defers = &Deferral{Hash: 1} },
	"Async":   func(_ *Space, st *State) { st.Async = program.Waits },
	"Panics":  func(_ *Space, st *State) { st.Panics = true },
	"Cause":   func(_ *Space, st *State) { st.Cause = domain.Number(1) },
	"Level":   func(_ *Space, st *State) { st.Level.Slot = 1 },
	"parts":   func(m *Space, st *State) { st.parts[0] = says() },
	"loose":   func(_ *Space, st *State) { st.loose = st.loose.Set(1, true) },
	"Blurred": func(_ *Space, st *State) { st.Blurred = true },
	"Tainted": func(_ *Space, st *State) { st.Tainted = true },
	"Forgot":  func(_ *Space, st *State) { st.Forgot = 1 },
	"Roots":   func(_ *Space, st *State) { st.Roots = 1 },
	"Lossy":   func(_ *Space, st *State) { st.Lossy = true },
	"Trace":   func(_ *Space, st *State) { st.Trace = &witness.Step{} },
}

// told is a part that says something.
type told struct{ Told[int] }

func (told) Owes(int32) bool                                { return false }
func (t told) Without(int32) Part                           { return t }
func (t told) Blurred() Part                                { return t }
func (t told) Join(*Space, *State, *State, Part) Part       { return t }
func (t told) Renamed(*Space, map[int32]int32) (Part, bool) { return t, true }

func says() Part {
	var t told
	t.Map = t.Map.Set(1, 1)
	return t
}

// Two states that differ in any field are not taken for one, but for how they have come to be;
// and no state stands for another, but where cells and what is known of them say so.
func TestHashIsWhole(t *testing.T) {
	m := New(program.Link(nil))
	fields := reflect.TypeFor[State]()
	for i := range fields.NumField() {
		name := fields.Field(i).Name
		change := other[name]
		if change == nil {
			t.Fatalf("this test does not know %s", name)
		}
		var plain, st State
		change(m, &st)
		history := name == "Lossy" || name == "Trace"
		if same := plain.Hash() == st.Hash(); same != history {
			t.Errorf("states that differ in %s alone have one hash: %v", name, same)
		}
		cells := name == "Mem" || name == "Facts"
		if same := plain.frame() == st.frame(); same != (history || cells) {
			t.Errorf("states that differ in %s alone may be in the place of each other: %v", name, same)
		}
	}
}
