package cli

import (
	"strings"
	"testing"
)

func TestProgressLine(t *testing.T) {
	p := newProgress(new(strings.Builder)) // no terminal: nothing is written
	defer p.clear()
	if got := p.String(); got != "looking for packages" {
		t.Errorf("at first: %s", got)
	}
	p.drivers(3, 200)
	p.watch("net/b")("its sockets", 4, 6)
	p.at("net/c", "reading")
	if got, want := p.String(), "3 of 200 drivers in C; net/b: following its sockets, 4 of 6 obligations done"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	p.at("net/b", "")
	if got, want := p.String(), "3 of 200 drivers in C; net/c: reading"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := cut(strings.Repeat("ä", 200), 10); got != "äääääää..." {
		t.Errorf("cut gives %q", got)
	}
}
