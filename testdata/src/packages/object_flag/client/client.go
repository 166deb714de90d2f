// Package client is a WSK client as an object.
package client

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var dispatch = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}

// Client is a WSK client.
type Client struct {
	registration wsk.WSK_REGISTRATION
	registered   bool
}

// Open registers the client.
func (c *Client) Open() wdm.NTSTATUS {
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&client, &c.registration)
	c.registered = wdm.NT_SUCCESS(status)
	return status
}

// Close deregisters the client if it is registered.
func (c *Client) Close() {
	c.registered = false
	if c.registered {
		wsk.WskDeregister(&c.registration)
	}
}
