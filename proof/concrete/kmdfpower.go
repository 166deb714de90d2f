package concrete

// A power is how far a device has been started.
type power uint8

const (
	added power = iota
	prepared
	working
	failed // it is released, and not started again
)

func setPower(r *run, c *call) bool {
	callbacks := copied(c.pointer("WDF_PNPPOWER_EVENT_CALLBACKS"))
	if callbacks.function("EvtDeviceSelfManagedIoInit") != nil {
		r.unable("self-managed I/O")
	}
	r.kmdf().deviceInit(c.object(0)).power = callbacks
	return c.done(nil)
}

// started reports whether requests come: those to a device that is not started fail.
func (d *device) started() bool { return d.power == nil || d.state == prepared || d.state == working }

// powers are what the Plug and Play manager and the power manager may do with a device.
// Page: wdf/pnp-and-power-management-scenarios
func (k *kmdf) powers(d *device) []func() {
	switch {
	case d.power == nil:
	case d.state == added:
		return []func(){func() { k.start(d) }}
	case d.state == prepared:
		return []func(){func() { k.powerUp(d) }}
	case d.state == working:
		return []func(){func() { k.powerDown(d) }}
	}
	return nil
}

// event runs a callback of a device; one that there is not succeeds.
func (k *kmdf) event(d *device, name string) bool {
	fn := d.power.function(name)
	if fn == nil {
		return true
	}
	return succeeded(k.r.main(fn, k.r.arguments(fn, d.handle, opaque())...).result)
}

// start starts a device. EvtDeviceReleaseHardware also follows a failed
// EvtDevicePrepareHardware. Page: wdfdevice/nc-wdfdevice-evt_wdf_device_release_hardware
func (k *kmdf) start(d *device) {
	if k.event(d, "EvtDevicePrepareHardware") {
		d.state = prepared
		k.powerUp(d)
		return
	}
	k.release(d)
}

func (k *kmdf) powerUp(d *device) {
	if !k.event(d, "EvtDeviceD0Entry") {
		k.release(d)
		return
	}
	d.state = working
}

func (k *kmdf) powerDown(d *device) {
	k.event(d, "EvtDeviceD0Exit")
	d.state = prepared
}

func (k *kmdf) release(d *device) {
	k.event(d, "EvtDeviceReleaseHardware")
	d.state = failed
}

// depart stops a device that is removed.
func (k *kmdf) depart(d *device) {
	if d.power == nil {
		return
	}
	if d.state == working {
		k.powerDown(d)
	}
	if d.state == prepared {
		k.release(d)
	}
}
