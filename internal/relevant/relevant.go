// Package relevant says which packages are worth parsing: those whose source
// mentions a kernel interface, and those that import them. All others leave
// after a look at their bytes.
package relevant

import "bytes"

// names occur in the source of every package that calls, declares or models
// what the analysis follows: the WSK and NMR interfaces, statuses, directives.
var names = [][]byte{[]byte("Wsk"), []byte("NTSTATUS"), []byte("NmrRegister"), []byte("DRIVER_OBJECT"), []byte("wskvet:")}

// Source reports whether the text of a source file mentions one of the names.
func Source(text []byte) bool {
	for _, n := range names {
		if bytes.Contains(text, n) {
			return true
		}
	}
	return false
}
