// Package error_inverted brings its own declarations and takes a nil error
// for a failure.
package error_inverted

import (
	"errors"
)

type (
	WSK_REGISTRATION struct{ state uint64 }
	WSK_PROVIDER_NPI struct{ Client *int }
	DRIVER_OBJECT    struct{ DriverUnload func(*DRIVER_OBJECT) }
)

var errNotReady = errors.New("not ready")

func WskRegister(reg *WSK_REGISTRATION) error {
	if reg.state != 0 {
		return errNotReady
	}
	return nil
}

func WskDeregister(reg *WSK_REGISTRATION) { reg.state = 0 }

func WskCaptureProviderNPI(reg *WSK_REGISTRATION, npi *WSK_PROVIDER_NPI) error {
	if reg.state == 0 {
		return errNotReady
	}
	return nil
}

func WskReleaseProviderNPI(reg *WSK_REGISTRATION) {}

var (
	registration WSK_REGISTRATION
	provider     WSK_PROVIDER_NPI
)

func DriverEntry(driver *DRIVER_OBJECT) error {
	driver.DriverUnload = unload
	if err := WskRegister(&registration); err == nil {
		WskDeregister(&registration)
		return errNotReady
	}
	if err := WskCaptureProviderNPI(&registration, &provider); err != nil { // want WSK007
		WskDeregister(&registration)
		return err
	}
	return nil
}

func unload(driver *DRIVER_OBJECT) {
	WskReleaseProviderNPI(&registration)
	WskDeregister(&registration)
}
