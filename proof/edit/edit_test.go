package edit

import (
	"slices"
	"strings"
	"testing"
)

const source = `package a

func f() NTSTATUS {
	if !g() {
		return 1
	}
	h(1)
	done = true
	return 0
}
`

func TestAll(t *testing.T) {
	ms, err := All(source)
	if err != nil {
		t.Fatal(err)
	}
	find := func(kind, text string) bool {
		return slices.ContainsFunc(ms, func(m Mutant) bool { return m.Kind == kind && strings.Contains(m.Src, text) })
	}
	for _, c := range [][2]string{
		{"negate", "if !(!g()) {"},
		{"drop check", "NTSTATUS {\n\t\n\th(1)"},
		{"drop guard", "NTSTATUS {\n\t{\n\t\treturn 1"},
		{"drop call", "}\n\t\n\tdone = true"},
		{"drop assignment", "h(1)\n\t\n\treturn 0"},
		{"duplicate call", "h(1)\nh(1)"},
		{"swap", "done = true\n\th(1)"},
		{"move up", "{\n\tdone = true\nif"},
		{"move down", "h(1)\nreturn 0"},
		{"return early", "return -0x3fffffff\nh(1)"},
	} {
		if !find(c[0], c[1]) {
			t.Errorf("no mutant %q with %q", c[0], c[1])
		}
	}
	for _, m := range ms {
		if m.Src == source {
			t.Errorf("%s changes nothing", m)
		}
	}
}

const routines = `package a

func f() {
	KeWaitForSingleObject(&e, &second)
	IoQueueWorkItem(item, work, nil)
	WskCaptureProviderNPI(&r, wsk.WSK_NO_WAIT, &p)
	KeInitializeEvent(&e, Counts, 0)
}

func work(device *DEVICE, context any) {}

func Counts(n int) {}
`

// What is called later is called at once, a wait loses its time-out, a constant is
// another.
func TestRoutines(t *testing.T) {
	ms, err := All(routines)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range [][2]string{
		{"call directly", "\twork(nil, nil)\n"},
		{"no time-out", "KeWaitForSingleObject(&e, nil)"},
		{"wrong constant", "WskCaptureProviderNPI(&r, wsk.WSK_INFINITE_WAIT, &p)"},
	} {
		n := 0
		for _, m := range ms {
			if m.Kind == c[0] {
				n++
				if !strings.Contains(m.Src, c[1]) {
					t.Errorf("%s: %s", m, m.Src)
				}
			}
		}
		if n != 1 {
			t.Errorf("%d mutants %q, want 1", n, c[0])
		}
	}
}
