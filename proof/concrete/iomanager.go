package concrete

import (
	"go/types"
	"slices"
)

const (
	create, closed, cleanup, pnp = 0x00, 0x02, 0x12, 0x1b
	startDevice, removeDevice    = int64(0), int64(2)
)

// onHandle are the requests that come with an open handle: read, write, query and
// set information, flush, directory, device and lock control, security.
var onHandle = []int{0x03, 0x04, 0x05, 0x06, 0x09, 0x0c, 0x0e, 0x11, cleanup, 0x14, 0x15}

// An ioManager hands the requests of user mode and of the Plug and Play manager to
// the driver's dispatch routines.
type ioManager struct {
	*system
	handles, devices int
	cleaned          int     // of the handles, those that only have to be closed
	files            []*node // that are open; the last is closed first
	on               []*node // the devices that they are open on
	started          bool    // the device has been, by IRP_MJ_PNP
}

func (m *ioManager) moves() []func() {
	var out []func()
	if table := m.driver.field("MajorFunction"); table != nil {
		for i, k := range table.kids {
			if k.v != nil && m.due(i) {
				out = append(out, func() { m.request(i) })
			}
		}
	}
	if m.major(create) == nil && m.answered() && m.handles == 0 {
		out = append(out, func() { m.handles++ }) // the model leaves out that it can be opened
	}
	if m.addDevice() != nil && m.devices == 0 {
		out = append(out, func() {
			m.adds()
			if succeeded(m.loads(m.addDevice(), []value{m.driver, newNode(m.deviceType())}).result) {
				m.devices++
			}
		})
	}
	return out
}

// request sends one of the requests that may come at any time. A device is started
// once; where AddDevice is left out of the model, it is there from then on.
func (m *ioManager) request(major int) {
	minor := &unknown{not: []int64{removeDevice}}
	if m.started {
		minor.not = append(minor.not, startDevice)
	}
	m.dispatch(major, minor)
	if major == pnp && minor.known && minor.n == startDevice {
		m.started, m.devices = true, 1
	}
}

// due reports whether the handle or the device that a request needs is there.
func (m *ioManager) due(major int) bool {
	switch {
	case major == pnp:
		return m.devices > 0 || m.addDevice() == nil
	case major == create && m.answered() && m.r.devices > 0 && m.handles >= m.r.exclusive && m.r.devices == m.r.exclusive:
		return false // one handle for each of its devices
	case major == closed && m.major(cleanup) != nil:
		return m.cleaned > 0
	case major == closed:
		return m.handles > 0
	case !slices.Contains(onHandle, major):
		return true
	}
	return m.handles > m.cleaned || !m.answered()
}

// answered reports whether the driver learns that a handle is closed.
func (m *ioManager) answered() bool { return m.major(closed) != nil || m.major(cleanup) != nil }

// settle closes the handles and removes the devices.
func (m *ioManager) settle() {
	for m.handles > 0 {
		if m.major(cleanup) != nil && m.cleaned < m.handles {
			m.dispatch(cleanup, &unknown{})
		}
		if m.major(closed) == nil {
			m.handles--
			continue
		}
		m.dispatch(closed, &unknown{})
	}
	for ; m.devices > 0; m.devices-- {
		if m.major(pnp) != nil {
			m.dispatch(pnp, removeDevice)
		}
	}
}

func (m *ioManager) major(i int) value {
	if table := m.driver.field("MajorFunction"); table != nil && i < len(table.kids) {
		return table.kids[i].v
	}
	return nil
}

func (m *ioManager) addDevice() value {
	x := m.driver.field("DriverExtension")
	if x == nil {
		return nil
	}
	e, _ := x.v.(*node)
	return e.function("AddDevice")
}

func (m *ioManager) deviceType() types.Type { return m.r.d.lookup("DEVICE_OBJECT") }

func (m *ioManager) dispatch(major int, minor value) {
	var file *node
	irp := newNode(m.r.d.lookup("IRP"))
	m.r.requestOf(irp).passed = true
	if t := m.r.d.lookup("IO_STACK_LOCATION"); t != nil {
		l := newNode(t)
		scramble(l)
		l.field("MinorFunction").v = minor
		file = m.fileFor(major, l.field("FileObject"))
		if o := irp.field("Tail"); o != nil {
			o.field("Overlay").field("CurrentStackLocation").v = l
		}
	}
	device := m.r.device
	if n := len(m.on); n > 0 && (major == closed || slices.Contains(onHandle, major)) {
		device = m.on[n-1]
	}
	if device == nil {
		device = newNode(m.deviceType())
	}
	t := m.r.main(m.major(major), device, irp)
	switch {
	case major == create && succeeded(t.result):
		m.handles++
		m.files, m.on = append(m.files, file), append(m.on, device)
	case major == closed:
		m.handles--
		m.files, m.on = m.files[:max(0, len(m.files)-1)], m.on[:max(0, len(m.on)-1)]
		m.cleaned = max(0, m.cleaned-1)
	case major == cleanup:
		m.cleaned++
	}
}

// fileFor stores the file that a request is for: a new one, which nothing is kept in
// yet, or the last that was opened.
func (m *ioManager) fileFor(major int, place *node) *node {
	t := m.r.d.lookup("FILE_OBJECT")
	switch {
	case place == nil || t == nil:
		return nil
	case major == create:
		place.v = newNode(t)
	case len(m.files) > 0 && m.files[len(m.files)-1] != nil:
		place.v = m.files[len(m.files)-1]
	default:
		return nil
	}
	return place.v.(*node)
}
