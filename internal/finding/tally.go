package finding

import "fmt"

// Tally counts what the lives that were followed have come to.
type Tally struct {
	Drivers  int `json:"drivers"`
	Roots    int `json:"roots"`
	Calls    int `json:"lifecycleCalls"`
	Followed int `json:"lifecycleCallsFollowed"`
}

// Add adds what another run has counted.
func (t *Tally) Add(o Tally) {
	t.Drivers += o.Drivers
	t.Roots += o.Roots
	t.Calls += o.Calls
	t.Followed += o.Followed
}

// String is the tally as the last line of a run has it.
func (t Tally) String() string {
	return fmt.Sprintf("%s, %s, %d of %s followed", count(t.Drivers, "driver"), count(t.Roots, "root"), t.Followed, count(t.Calls, "lifecycle call"))
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
