// Package bool_ok brings its own declarations, whose status is a boolean.
package bool_ok

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
	if registered {
		WskDeregister(&registration)
	}
}
