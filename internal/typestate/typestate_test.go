package typestate

import "testing"

// life applies events to a registration that was never made and returns the rule
// that the last of them breaks, or "".
func life(events ...Event) string {
	var r Registration
	for i, e := range events {
		row, broken := r.Breaks(e)
		if i == len(events)-1 {
			if broken {
				return row.Rule
			}
			return ""
		}
		if broken {
			return "early " + row.Rule
		}
		r = r.Next(e)
	}
	return ""
}

// TestProtocol is what the documents oblige a client to, event by event.
func TestProtocol(t *testing.T) {
	const (
		reg, nreg = RegisterSucceeds, RegisterFails
		capt, ncp = CaptureSucceeds, CaptureFails
	)
	for _, c := range []struct {
		name   string
		events []Event
		rule   string
	}{
		{"one life", []Event{reg, capt, Use, Release, Deregister}, ""},
		{"captures nest", []Event{reg, capt, capt, Release, Use}, ""},
		{"registered anew after a deregistration", []Event{reg, Deregister, reg, capt, Release, Deregister}, ""},
		{"a capture after a deregistration just fails", []Event{reg, Deregister, ncp}, ""},
		{"a socket outlives the capture it was made through", []Event{reg, capt, SocketOpens, Release, SocketCloses, Deregister}, ""},
		{"a failed register changes nothing", []Event{nreg, reg, Deregister}, ""},

		{"used after the last release", []Event{reg, capt, Release, Use}, "WSK002"},
		{"used after the last of two releases", []Event{reg, capt, capt, Release, Release, Use}, "WSK002"},
		{"deregistered while captured", []Event{reg, capt, Deregister}, "WSK003"},
		{"deregistered with one of two captures released", []Event{reg, capt, capt, Release, Deregister}, "WSK003"},
		{"deregistered with a socket open", []Event{reg, capt, SocketOpens, Release, Deregister}, "WSK004"},
		{"deregistered after a failed register", []Event{nreg, Deregister}, "WSK007"},
		{"deregistered and never registered", []Event{Deregister}, "WSK007"},
		{"captured after a failed register", []Event{nreg, capt}, "WSK007"},
		{"captured and never registered", []Event{ncp}, "WSK007"},
		{"released after a failed capture", []Event{reg, ncp, Release}, "WSK007"},
		{"released after a capture that failed on a block registered anew", []Event{reg, capt, Release, Deregister, reg, ncp, Release}, "WSK007"},
		{"released after a register that failed, behind a whole life", []Event{reg, capt, Release, Deregister, nreg, Release}, "WSK007"},
		{"deregistered twice", []Event{reg, Deregister, Deregister}, "WSK008"},
		{"released twice", []Event{reg, capt, Release, Release}, "WSK008"},
		{"registered while registered", []Event{reg, reg}, "WSK008"},
		{"register tried while registered", []Event{reg, nreg}, "WSK008"},
	} {
		if got := life(c.events...); got != c.rule {
			t.Errorf("%s: rule %q, want %q", c.name, got, c.rule)
		}
	}
}

// TestSaturation: counts beyond what is told apart never make a finding of a
// correct life, nor hide that something is open for certain.
func TestSaturation(t *testing.T) {
	r := Registration{}.Next(RegisterSucceeds)
	for range MaxCaptures + 3 {
		r = r.Next(CaptureSucceeds)
	}
	if row, broken := r.Breaks(Deregister); !broken || row.Rule != "WSK003" {
		t.Error("many captures and no release: a deregistration waits for ever")
	}
	for range MaxCaptures + 3 {
		if _, broken := r.Breaks(Release); broken {
			t.Fatal("a release of many captures is reported")
		}
		r = r.Next(Release)
	}
	for _, e := range []Event{Use, Deregister} {
		if row, broken := r.Breaks(e); broken {
			t.Errorf("the count is not known any more, and %s is reported", row.Rule)
		}
	}
	r = r.Next(CaptureSucceeds)
	if row, broken := r.Breaks(Deregister); !broken || row.Rule != "WSK003" {
		t.Error("one more capture and no release: a deregistration waits for ever")
	}
	if _, broken := r.Next(Release).Breaks(Deregister); broken {
		t.Error("the one capture that is known has been released, and WSK003 is reported")
	}
}

// TestUnknown: nothing is reported of a registration of which nothing is known.
func TestUnknown(t *testing.T) {
	r := Registration{Phase: Unknown}
	for e := range events {
		if row, broken := r.Breaks(e); broken {
			t.Errorf("event %d on an unknown registration breaks %s", e, row.Rule)
		}
	}
	if got := r.Next(RegisterSucceeds); got != (Registration{Phase: Registered}) {
		t.Errorf("registered with nothing known before: %v", got)
	}
	// who captures it says that somebody has registered it, with whatever captures
	for _, events := range [][]Event{{CaptureSucceeds, RegisterSucceeds, Release}, {CaptureSucceeds, RegisterSucceeds, Deregister}} {
		r := r
		for _, e := range events {
			if row, broken := r.Breaks(e); broken {
				t.Errorf("event %d of %v breaks %s", e, events, row.Rule)
			}
			r = r.Next(e)
		}
	}
}

// TestRowsReachable: each row of the protocol is broken by some state.
func TestRowsReachable(t *testing.T) {
	hit := make([]bool, len(protocol))
	bools := []bool{false, true}
	for phase := Never; phase <= Deregistered; phase++ {
		for captures := range uint8(Positive + 1) {
			for sockets := range uint8(Positive + 1) {
				for _, failed := range bools {
					for _, released := range bools {
						for e := range events {
							r := Registration{Phase: phase, Captures: captures, Sockets: sockets, Failed: failed, Released: released}
							row, broken := r.Breaks(e)
							for i := range protocol {
								hit[i] = hit[i] || broken && protocol[i] == row
							}
						}
					}
				}
			}
		}
	}
	for i, h := range hit {
		if !h {
			t.Errorf("row %d is hidden by those above it: %+v", i, protocol[i])
		}
	}
}
