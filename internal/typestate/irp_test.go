package typestate

import "testing"

// TestIrpProtocol is what the documents oblige the owner of an IRP to. The
// last event is the one that is looked at.
func TestIrpProtocol(t *testing.T) {
	const arm, hand, done, reuse, free = IrpArm, IrpHandOver, IrpComplete, IrpReuse, IrpFree
	for _, c := range []struct {
		name    string
		events  []IrpEvent
		broken  bool
		omitted bool
	}{
		{"one request", []IrpEvent{arm, hand, done, IrpRead}, false, false},
		{"the memory around it used while pending", []IrpEvent{arm, hand, IrpTouch}, false, false},
		{"one request, freed", []IrpEvent{arm, hand, done, free}, false, false},
		{"two requests", []IrpEvent{arm, hand, done, reuse, arm, hand}, false, false},
		{"never used, freed", []IrpEvent{free}, false, false},
		{"made ready and freed", []IrpEvent{arm, hand, done, reuse, free}, false, false},
		{"a cancelled request is awaited", []IrpEvent{arm, hand, IrpCancel, done, free}, false, false},
		{"cancelled too late", []IrpEvent{arm, hand, done, IrpCancel}, false, false},
		{"the model leaves routines out", []IrpEvent{hand, done, reuse, hand, done, hand}, false, true},
		{"the frame is left after the completion", []IrpEvent{arm, hand, done, IrpLeave}, false, false},

		{"freed while pending", []IrpEvent{arm, hand, free}, true, false},
		{"cancelled and freed without a wait", []IrpEvent{arm, hand, IrpCancel, free}, true, false},
		{"made ready while pending", []IrpEvent{arm, hand, reuse}, true, false},
		{"handed over while pending", []IrpEvent{arm, hand, hand}, true, false},
		{"a routine set while pending", []IrpEvent{arm, hand, arm}, true, false},
		{"the result read while pending", []IrpEvent{arm, hand, IrpRead}, true, false},
		{"the frame left while pending", []IrpEvent{arm, hand, IrpLeave}, true, false},
		{"the buffer freed while pending", []IrpEvent{arm, hand, IrpRelease}, true, false},
		{"freed twice", []IrpEvent{arm, hand, done, free, free}, true, false},
		{"handed over after it was freed", []IrpEvent{free, hand}, true, false},
		{"read after it was freed", []IrpEvent{arm, hand, done, free, IrpRead}, true, false},
		{"the memory around it used after it was freed", []IrpEvent{arm, hand, done, free, IrpTouch}, true, false},
		{"cancelled after it was freed", []IrpEvent{arm, hand, done, free, IrpCancel}, true, false},
		{"handed over again with nothing done to it", []IrpEvent{arm, hand, done, hand}, true, false},
		{"handed over again with a routine and without IoReuseIrp", []IrpEvent{arm, hand, done, arm, hand}, true, false},
		{"completed while pending", []IrpEvent{arm, hand, IrpFinish}, true, false},
		{"handed over without a routine", []IrpEvent{hand}, true, false},
		{"handed over again without a routine", []IrpEvent{arm, hand, done, reuse, hand}, true, false},
	} {
		i := Irp{Routine: RoutineMissing}
		if c.omitted {
			i.Routine = RoutineOmitted
		}
		for n, e := range c.events {
			_, broken := i.Breaks(e)
			if last := n == len(c.events)-1; broken != (last && c.broken) {
				t.Errorf("%s: event %d: broken %v", c.name, n, broken)
			}
			i = i.Next(e)
		}
	}
}

// TestIrpPassed is what the documents say of an IRP that was passed to the driver.
func TestIrpPassed(t *testing.T) {
	for _, c := range []struct {
		name   string
		events []IrpEvent
		broken bool
	}{
		{"handed on without a routine", []IrpEvent{IrpHandOver}, false},
		{"handed on and completed when it is back", []IrpEvent{IrpArm, IrpHandOver, IrpComplete, IrpFinish}, false},
		{"handed on twice", []IrpEvent{IrpArm, IrpHandOver, IrpComplete, IrpHandOver}, false},
		{"completed while pending", []IrpEvent{IrpArm, IrpHandOver, IrpFinish}, true},
		{"freed", []IrpEvent{IrpFree}, true},
		{"freed when it is back", []IrpEvent{IrpArm, IrpHandOver, IrpComplete, IrpFree}, true},
	} {
		i := Irp{Phase: IrpUnknown, Passed: true}
		for n, e := range c.events {
			_, broken := i.Breaks(e)
			if last := n == len(c.events)-1; broken != (last && c.broken) {
				t.Errorf("%s: event %d: broken %v", c.name, n, broken)
			}
			i = i.Next(e)
		}
	}
}

// TestIrpUnknown: nothing is reported of an IRP of which nothing is known.
func TestIrpUnknown(t *testing.T) {
	for e := range irpEvents {
		for r := range routines {
			if _, broken := (Irp{Phase: IrpUnknown, Routine: r}).Breaks(e); broken {
				t.Errorf("event %d on an unknown IRP is broken", e)
			}
		}
	}
}

// TestIrpRowsReachable: each row is broken by some state.
func TestIrpRowsReachable(t *testing.T) {
	hit := map[IrpRow]bool{}
	for p := range irpPhases {
		for r := range routines {
			for e := range irpEvents {
				for _, passed := range []bool{false, true} {
					if row, broken := (Irp{p, r, passed}).Breaks(e); broken {
						hit[row] = true
					}
				}
			}
		}
	}
	for _, row := range irpProtocol {
		if !hit[row] {
			t.Errorf("hidden by those above it: %+v", row)
		}
	}
}

// TestSocketProtocol is what the documents oblige the owner of a socket to.
func TestSocketProtocol(t *testing.T) {
	const use, shut, ends, free = SocketUse, SocketClose, SocketCloseEnds, SocketContextFree
	for _, c := range []struct {
		name   string
		events []SocketEvent
		broken bool
	}{
		{"used and closed", []SocketEvent{use, use, shut, ends}, false},
		{"context freed when the close has completed", []SocketEvent{shut, ends, free}, false},
		{"used while the close is pending", []SocketEvent{shut, use}, true},
		{"used after the close", []SocketEvent{shut, ends, use}, true},
		{"closed twice", []SocketEvent{shut, ends, shut}, true},
		{"closed twice at once", []SocketEvent{shut, shut}, true},
		{"context freed while open", []SocketEvent{use, free}, true},
		{"context freed while the close is pending", []SocketEvent{shut, free}, true},
	} {
		s := SocketOpen
		for n, e := range c.events {
			_, broken := s.Breaks(e)
			if last := n == len(c.events)-1; broken != (last && c.broken) {
				t.Errorf("%s: event %d: broken %v", c.name, n, broken)
			}
			s = s.Next(e)
		}
	}
	for e := range socketEvents {
		if _, broken := SocketUnknown.Breaks(e); broken {
			t.Errorf("event %d on an unknown socket is broken", e)
		}
	}
}
