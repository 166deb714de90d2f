// Package named is a driver whose functions only settings can tell apart.
package named

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
)

// Hello is the entry function.
func Hello() wdm.NTSTATUS {
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	return wsk.WskRegister(&client, &registration)
}

// Tick is a callback, which can run twice.
func Tick() {
	wsk.WskDeregister(&registration) // WSK008 if Tick is a callback
}

// Bye is the unload function: it forgets the registration.
func Bye() {
} // WSK001
