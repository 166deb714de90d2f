package irql

import (
	"regexp"
	"slices"
	"testing"
)

var page = regexp.MustCompile(`^[a-z]+/[a-z0-9_-]+$`)

// Each row names the page that it is taken from, and stands once.
func TestRowsNamePages(t *testing.T) {
	seen := map[string]bool{}
	check := func(name, at string) {
		if !page.MatchString(at) {
			t.Errorf("%s: page %q", name, at)
		}
		if seen[name] {
			t.Errorf("%s stands twice", name)
		}
		seen[name] = true
	}
	for _, l := range limits {
		check(l.Name+[...]string{"", " waiting", " coded"}[l.When], l.Page)
	}
	for _, s := range shifts {
		check(s.Name, s.Page)
	}
	for _, r := range routines {
		check(r.Slot, r.Page)
	}
}

// The rows of one function stand together, or LimitsOf would miss some.
func TestLimitsStandTogether(t *testing.T) {
	total := 0
	names := map[string]bool{}
	for _, l := range limits {
		if !names[l.Name] {
			names[l.Name] = true
			total += len(LimitsOf(l.Name))
		}
	}
	if total != len(limits) {
		t.Errorf("%d rows found by name, of %d", total, len(limits))
	}
	if LimitsOf("KeSetEvent") != nil {
		t.Error("a limit of a function that has none")
	}
}

// The limits that the rule's text states.
func TestLimits(t *testing.T) {
	for name, want := range map[string][]Level{
		"WskRegister":                        {Passive},
		"WskDeregister":                      {Passive},
		"WskCaptureProviderNPI":              {Passive, Dispatch},
		"WskReleaseProviderNPI":              {Dispatch},
		"WskFreeAddressInfo":                 {Passive},
		"WskControlSocket":                   {Passive, Dispatch},
		"NmrWaitForClientDeregisterComplete": {APC},
	} {
		var got []Level
		for _, l := range LimitsOf(name) {
			got = append(got, l.Most)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
	}
}

// What takes a lock has a counterpart that restores the IRQL.
func TestShifts(t *testing.T) {
	raises, restores := 0, 0
	for _, s := range shifts {
		switch s.Move {
		case Restore:
			restores++
			if s.To != Passive {
				t.Errorf("%s restores to a level of its own", s.Name)
			}
		default:
			raises++
			if s.To < APC || s.To > Device || RaisesTo(s.Name) != s.To {
				t.Errorf("%s raises to %v", s.Name, s.To)
			}
		}
	}
	if raises < restores || restores < 15 {
		t.Errorf("%d raise, %d restore", raises, restores)
	}
}

func TestRoutineIn(t *testing.T) {
	for slot, want := range map[string]struct {
		known, always, callback bool
	}{
		DPC:                            {true, true, false},
		ThreadedDPC:                    {true, false, false},
		Completion:                     {true, false, false},
		WskCompletion:                  {true, false, true},
		"WskReceiveEvent":              {true, false, true},
		"EvtTimerFunc":                 {true, true, false},
		"EvtInterruptDpc":              {true, true, false},
		"TimerFunction":                {true, true, false},
		"DriverStartIo":                {true, true, false},
		"ReceiveNetBufferListsHandler": {true, false, false},
		"PostOperation":                {}, // of a create it runs at PASSIVE_LEVEL
		"OidRequestHandler":            {},
		"DriverUnload":                 {},
		"EvtDriverDeviceAdd":           {},
	} {
		r, ok := RoutineIn(slot)
		if ok != want.known || r.Always != want.always || (r.Kind == Callback) != want.callback {
			t.Errorf("%s: %+v, %v", slot, r, ok)
		}
		if ok && r.Most != Dispatch {
			t.Errorf("%s runs at %v", slot, r.Most)
		}
	}
	if !Event("WskAcceptEvent") || Event("WskSend") || !Handed(DPC) || Handed("EvtTimerFunc") {
		t.Error("slots are mistaken")
	}
}

func TestLevelString(t *testing.T) {
	for l, want := range map[Level]string{Passive: "PASSIVE_LEVEL", APC: "APC_LEVEL", Dispatch: "DISPATCH_LEVEL", Device: "DIRQL", 5: "IRQL 5"} {
		if got := l.String(); got != want {
			t.Errorf("%d: %s, want %s", l, got, want)
		}
	}
}
