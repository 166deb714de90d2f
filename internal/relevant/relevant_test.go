package relevant

import "testing"

func TestSource(t *testing.T) {
	for text, want := range map[string]bool{
		"package p\n\nvar x = wsk.WskRegister\n":      true,
		"package p\n\n//wskvet:unload\nfunc f() {}\n": true,
		"package p\n\ntype NTSTATUS int32\n":          true,
		"package p\n\nfunc f(d *DRIVER_OBJECT) {}\n":  true,
		"package p\n\nimport \"net/http\"\n":          false,
		"":                                            false,
	} {
		if got := Source([]byte(text)); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}
