// Package bool_inverted brings its own declarations and tests their boolean
// the wrong way round.
package bool_inverted

type (
	WSK_REGISTRATION struct{ state uint64 }
	DRIVER_OBJECT    struct{ DriverUnload func(*DRIVER_OBJECT) }
)

// WskRegister says whether it succeeded.
func WskRegister(reg *WSK_REGISTRATION) bool { return reg.state == 0 }

func WskDeregister(reg *WSK_REGISTRATION) {}

var (
	registration WSK_REGISTRATION
	registered   bool
)

func DriverEntry(driver *DRIVER_OBJECT) bool {
	driver.DriverUnload = unload
	registered = WskRegister(&registration)
	return true
}

func unload(driver *DRIVER_OBJECT) {
	if !registered {
		WskDeregister(&registration) // want WSK007
	}
} // want WSK001
