package project

import (
	"maps"
	"slices"
	"testing"
)

func TestOutline(t *testing.T) {
	o := outlineOf([]byte(`
#include <ntddk.h>
static void Hidden(void) { Local(1); }
extern "C" { NTSTATUS Start(PVOID c); }
_Use_decl_annotations_
NTSTATUS DriverEntry(PDRIVER_OBJECT d, PUNICODE_STRING p)
{
	NTSTATUS (*f)(PVOID) = Handed;
	/* NotCalled(); */ const char *s = "NorThis()";
	d->DriverUnload = Stop;
#ifdef A
	if (Start(d)) {
#else
	if (Other(d)) {
#endif
		Queue(&item, (PVOID)Routine, 0);
	}
	return value;
}
namespace n { int Inside(int x) { return x; } }
CALLBACK table[] = { First, &Second };
int C::Method() const { return 0; }
`))
	wantDefines := []string{"DriverEntry", "Inside", "Method"}
	if got := slices.Sorted(slices.Values(o.defines)); !slices.Equal(got, wantDefines) {
		t.Errorf("it defines %q, want %q", got, wantDefines)
	}
	for _, name := range []string{"Local", "Handed", "Stop", "Start", "Other", "Queue", "Routine", "First", "Second"} {
		if !o.uses[name] {
			t.Errorf("it uses %s", name)
		}
	}
	for _, name := range []string{"NotCalled", "NorThis", "Hidden"} {
		if o.uses[name] {
			t.Errorf("it does not use %s: %q", name, slices.Sorted(maps.Keys(o.uses)))
		}
	}
	if o.program || o.binary || !slices.Equal(o.entries, []string{"DriverEntry"}) {
		t.Errorf("program %t, binary %t, entries %q", o.program, o.binary, o.entries)
	}
}

func TestOutlineKinds(t *testing.T) {
	utf16 := []byte("\xff\xfei\x00n\x00t\x00 \x00f\x00(\x00)\x00{\x00}\x00")
	if o := outlineOf(utf16); o.binary || !slices.Equal(o.defines, []string{"f"}) {
		t.Errorf("UTF-16 gives %+v", o)
	}
	if o := outlineOf([]byte("\x7fELF\x02\x01\x01\x00\x00\x00\x03\x00>\x00\x01abc")); !o.binary {
		t.Error("a binary is taken for text")
	}
	if o := outlineOf([]byte("int wmain(int c, wchar_t **v) { return 0; }")); !o.program {
		t.Error("a program is not seen")
	}
	if o := outlineOf([]byte("NTSTATUS Begin(_In_ struct _DRIVER_OBJECT *d, _In_ PUNICODE_STRING p) { return 0; }")); !slices.Equal(o.entries, []string{"Begin"}) {
		t.Errorf("a renamed entry is not seen: %q", o.entries)
	}
}
