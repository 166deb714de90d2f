package report

import (
	"slices"
	"strings"
	"testing"
)

const inC = `#include <wsk.h> // the client
static int g = 0x10;
namespace n {
NTSTATUS
Start(PVOID p) /* of two
lines */
{
	if (p == NULL) { return Fail("no"); }
	return 0;
}
}
struct S { int a; };
#define WAIT(x) Wait(x) {
void C::Stop() { for (;;) Wait(L'x'); }
`

func TestColourC(t *testing.T) {
	f := &file{name: "sys/driver.c", lines: strings.Split(inC, "\n")}
	f.colour()
	var got []string
	for i, spans := range f.spans {
		for _, s := range spans {
			got = append(got, s.class+" "+f.lines[i][s.from:s.to])
		}
	}
	for _, want := range []string{
		"k #", "k include", "c // the client", "k static", "n 0x10", "f Start", "c /* of two", "c lines */", "k if", "n NULL", "f Fail", `s "no"`, "k return", "s L'x'", "f Stop",
	} {
		if !slices.Contains(got, want) {
			t.Errorf("%q is missing in %q", want, got)
		}
	}
	if want := []extent{{4, 10}, {14, 14}}; !slices.Equal(f.funcs, want) {
		t.Errorf("functions %v, want %v", f.funcs, want)
	}
}

// Whatever the text, the spans are within the lines.
func TestColourHostile(t *testing.T) {
	for _, text := range []string{"", "}", "{", "/*", "//", "\"", "'", "#", "/", "f(", ") {", "R\"(", "\\", "a\\\nb", "/* é */ x"} {
		f := &file{name: "a.cpp", lines: strings.Split(text, "\n")}
		for i := range f.lines {
			_ = f.html(i+1, nil)
		}
		for i, spans := range f.spans {
			for _, s := range spans {
				if s.from < 0 || s.to > len(f.lines[i]) {
					t.Errorf("%q: %v in line %d", text, s, i+1)
				}
			}
		}
	}
}
