// Package finish deregisters.
package finish

import (
	"github.com/wskvet/wskvet/testdata/src/packages/split_twice/begin"
	"github.com/wskvet/wskvet/wsk"
)

// Deregister undoes the registration.
func Deregister() {
	wsk.WskDeregister(&begin.Registration) // want WSK008
}
