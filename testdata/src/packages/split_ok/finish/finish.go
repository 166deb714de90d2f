// Package finish deregisters.
package finish

import (
	"github.com/wskvet/wskvet/testdata/src/packages/split_ok/begin"
	"github.com/wskvet/wskvet/wsk"
)

// Deregister undoes the registration.
func Deregister() {
	wsk.WskDeregister(&begin.Registration)
}
