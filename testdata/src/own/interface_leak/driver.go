// Package interface_leak forgets the registration where a capture through an
// interface of its own failed.
package interface_leak

type (
	NTSTATUS         int32
	WSK_REGISTRATION struct{ state uint64 }
	WSK_PROVIDER_NPI struct{ Dispatch *int }
	DRIVER_OBJECT    struct{ DriverUnload func(*DRIVER_OBJECT) }
)

// netio is the part of the kernel that the driver calls.
type netio interface {
	WskRegister(reg *WSK_REGISTRATION) NTSTATUS
	WskDeregister(reg *WSK_REGISTRATION)
	WskCaptureProviderNPI(reg *WSK_REGISTRATION, npi *WSK_PROVIDER_NPI) NTSTATUS
	WskReleaseProviderNPI(reg *WSK_REGISTRATION)
}

type ntoskrnl struct{}

func (ntoskrnl) WskRegister(reg *WSK_REGISTRATION) NTSTATUS  { return 0 }
func (ntoskrnl) WskDeregister(reg *WSK_REGISTRATION)         {}
func (ntoskrnl) WskReleaseProviderNPI(reg *WSK_REGISTRATION) {}
func (ntoskrnl) WskCaptureProviderNPI(reg *WSK_REGISTRATION, npi *WSK_PROVIDER_NPI) NTSTATUS {
	return 0
}

var (
	kernel       netio = ntoskrnl{}
	registration WSK_REGISTRATION
	provider     WSK_PROVIDER_NPI
)

func DriverEntry(driver *DRIVER_OBJECT) NTSTATUS {
	driver.DriverUnload = unload
	status := kernel.WskRegister(&registration)
	if status < 0 {
		return status
	}
	status = kernel.WskCaptureProviderNPI(&registration, &provider)
	if status < 0 {
		return status // want WSK006
	}
	return status
}

func unload(driver *DRIVER_OBJECT) {
	kernel.WskReleaseProviderNPI(&registration)
	kernel.WskDeregister(&registration)
}
