package ddi

// periods are where functions that set a timer are handed its period: behind how many
// integers from the last, where they are handed at least so many. Where they are handed
// fewer the model leaves it out.
// Pages: wdm/nf-wdm-kesettimerex, wdm/nf-wdm-kesetcoalescabletimer, wdm/nf-wdm-exsettimer,
// ndis/nf-ndis-ndissettimerobject.
var periods = []struct {
	name          string
	behind, least int
}{
	{"KeSetTimerEx", 0, 1},
	{"NdisSetTimerObject", 0, 1},
	{"ExSetTimer", 0, 2},
	{"KeSetCoalescableTimer", 1, 2}, // the tolerable delay stands last
}

// Period is which of n integer arguments is the period of the timer that a function
// sets, if one is.
func Period(name string, n int) (i int, ok bool) {
	for _, p := range periods {
		if p.name == name && n >= p.least {
			return n - 1 - p.behind, true
		}
	}
	return 0, false
}

// Milliseconds reports whether a function that waits is handed its time-out as a number of
// them, of which zero is none. Page: ndis/nf-ndis-ndiswaitevent
func Milliseconds(name string) bool { return name == "NdisWaitEvent" }

// Recurs reports whether a timer that a function starts expires again and again, whatever
// it is handed. Page: wdm/nf-wdm-iostarttimer.
func Recurs(name string) bool { return name == "IoStartTimer" }

// Outlasts reports whether a function that cancels a periodic timer waits until its
// routine has run. Page: ndis/nf-ndis-ndiscanceltimerobject.
func Outlasts(name string) bool { return name == "NdisCancelTimerObject" }
