// Package event_ok brings its own declarations: event callbacks are handed what
// they are lent alone, and return errors. It closes the one
// connection that it takes.
package event_ok

import "errors"

type (
	WSK_REGISTRATION struct{ state uint64 }
	WSK_PROVIDER_NPI struct{ Client *int }
	DRIVER_OBJECT    struct{ DriverUnload func(*DRIVER_OBJECT) }

	WSK_SOCKET          struct{ id int }
	WSK_DATA_INDICATION struct{ length int }

	// WSK_CLIENT_DISPATCH holds the callbacks of all sockets.
	WSK_CLIENT_DISPATCH struct {
		WskAcceptEvent  func(socket *WSK_SOCKET) error
		WskReceiveEvent func(flags uint32, data *WSK_DATA_INDICATION) error
	}
)

var (
	errNotReady = errors.New("not ready")
	errRefused  = errors.New("refused")
)

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

func WskSocket(npi *WSK_PROVIDER_NPI, events *WSK_CLIENT_DISPATCH) (*WSK_SOCKET, error) {
	return nil, errNotReady
}

func WskCloseSocket(socket *WSK_SOCKET) {}

var (
	registration WSK_REGISTRATION
	provider     WSK_PROVIDER_NPI
	events       = WSK_CLIENT_DISPATCH{WskAcceptEvent: accepted, WskReceiveEvent: received}
	listener     *WSK_SOCKET
	conn         *WSK_SOCKET
	total        int
)

func DriverEntry(driver *DRIVER_OBJECT) error {
	driver.DriverUnload = unload
	if err := WskRegister(&registration); err != nil {
		return err
	}
	err := WskCaptureProviderNPI(&registration, &provider)
	if err != nil {
		WskDeregister(&registration)
		return err
	}
	listener, err = WskSocket(&provider, &events)
	WskReleaseProviderNPI(&registration)
	if err != nil {
		WskDeregister(&registration)
	}
	return err
}

func accepted(socket *WSK_SOCKET) error {
	if socket == nil || conn != nil {
		return errRefused
	}
	conn = socket
	return nil
}

func received(flags uint32, data *WSK_DATA_INDICATION) error {
	if data != nil {
		total += data.length
	}
	return nil
}

func unload(driver *DRIVER_OBJECT) {
	WskCloseSocket(listener)
	if conn != nil {
		WskCloseSocket(conn)
	}
	WskDeregister(&registration)
}
