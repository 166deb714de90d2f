package near

import "testing"

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{
		{"", "", 0}, {"", "abc", 3}, {"abc", "", 3}, {"unload", "unload", 0}, {"unlaod", "unload", 1},
		{"wskregistr", "wskregister", 1}, {"kitten", "sitting", 3}, {"ca", "abc", 3}, {"abcd", "acbd", 1},
	} {
		if got := Distance(c.a, c.b); got != c.want {
			t.Errorf("from %q to %q: %d, want %d", c.a, c.b, got, c.want)
		}
		if x, y := Distance(c.a, c.b), Distance(c.b, c.a); x != y {
			t.Errorf("%q and %q: %d there, %d back", c.a, c.b, x, y)
		}
	}
}

func TestWord(t *testing.T) {
	words := []string{"DriverEntry", "Unload", "WskSend", "WskSendTo", "all"}
	for word, want := range map[string]string{
		"driverentry": "DriverEntry", "DriverEntrry": "DriverEntry", "DriverEntry": "", "unlaod": "Unload", "Unloading": "",
		"WskSedn": "WskSend", "WskSendTo": "", "wskSendTo": "WskSendTo", "al": "", "ALL": "all", "Halt": "",
	} {
		if got := Word(word, words); got != want {
			t.Errorf("%q is near to %q, want %q", word, got, want)
		}
	}
}
