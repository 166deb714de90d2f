// Package method_unreleased brings methods of the registration and never
// releases the provider.
package method_unreleased

type (
	NTSTATUS         int32
	WSK_REGISTRATION struct{ state uint64 }
	WSK_PROVIDER_NPI struct{ Dispatch *int }
	DRIVER_OBJECT    struct{ DriverUnload func(*DRIVER_OBJECT) }
)

func (r *WSK_REGISTRATION) WskRegister() NTSTATUS                                { return 0 }
func (r *WSK_REGISTRATION) WskDeregister()                                       {}
func (r *WSK_REGISTRATION) WskCaptureProviderNPI(npi *WSK_PROVIDER_NPI) NTSTATUS { return 0 }
func (r *WSK_REGISTRATION) WskReleaseProviderNPI()                               {}

var (
	registration WSK_REGISTRATION
	provider     WSK_PROVIDER_NPI
)

func DriverEntry(driver *DRIVER_OBJECT) NTSTATUS {
	driver.DriverUnload = unload
	status := registration.WskRegister()
	if status < 0 {
		return status
	}
	status = registration.WskCaptureProviderNPI(&provider)
	if status < 0 {
		registration.WskDeregister()
		return status
	}
	return status
}

func unload(driver *DRIVER_OBJECT) {
	registration.WskDeregister() // want WSK003
}
