package wdm_test

import (
	"testing"
	"unsafe"

	. "github.com/wskvet/wskvet/wdm"
)

type record struct {
	count int32
	links struct {
		spare, link LIST_ENTRY
	}
}

// Pointers come back from contexts, integers, members and neighbours.
func TestPointers(t *testing.T) {
	records := [3]record{}
	first := &records[0]
	if p := (*record)(Pointer(first)); p != first {
		t.Errorf("a context came back as %p, want %p", p, first)
	}
	if p := Pointer(nil); p != nil {
		t.Errorf("no context came back as %p", p)
	}
	if p := Pointer(unsafe.Pointer(first)); p != unsafe.Pointer(first) {
		t.Errorf("an untyped context came back as %p, want %p", p, first)
	}
	if p := (*record)(PointerOf(uintptr(unsafe.Pointer(first)))); p != first {
		t.Errorf("an integer came back as %p, want %p", p, first)
	}
	if p := At(first, 2); p != &records[2] {
		t.Errorf("two behind %p is %p, want %p", first, p, &records[2])
	}
	if p := At(&records[2], -1); p != &records[1] {
		t.Errorf("one before %p is %p, want %p", &records[2], p, &records[1])
	}
	if p := ContainingRecord[record](unsafe.Pointer(&first.links.link), "links.link"); p != first {
		t.Errorf("a member's record is %p, want %p", p, first)
	}
	if p := Field[int32](unsafe.Pointer(first), "extra"); p == nil || *p != 0 {
		t.Errorf("a member that is not declared is at %p", p)
	}
	if a, w := Chars("ab"), Wide("ab"); *a != 'a' || *At(a, 2) != 0 || *At(w, 1) != 'b' || *At(w, 2) != 0 {
		t.Error("a string literal has other characters, or no end")
	}
	if Unknown[int32]() != 0 || Unknown[*record]() != nil {
		t.Error("a value that is not known is not the zero value where it is run")
	}
}
