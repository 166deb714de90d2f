package concrete

// A kmdf is the framework as the driver uses it: a driver object and its devices.
type kmdf struct {
	*system
	object  *node
	config  *node
	ends    []value // run when the driver object goes
	devices []*device
	inits   map[*node]*device
	has     bool            // a device of the Plug and Play manager's
	answers map[*node]value // how requests have been completed
}

// A device is a framework device object, or what one is made from.
type device struct {
	handle        *node
	files         *node // its WDF_FILEOBJECT_CONFIG, or nil
	power         *node // its WDF_PNPPOWER_EVENT_CALLBACKS, or nil
	state         power
	queues        []queue
	ends          []value
	interrupts    []*interrupt
	children      []*node // timers, work items and DPCs that go with it
	open, cleaned int     // files, and those of them that only have to be closed
	handles       []*node // of the files
}

// A queue is an I/O queue of a device.
type queue struct{ handle, config *node }

// ends are the callbacks of attributes that run when an object goes.
func ends(attributes *node) []value {
	var out []value
	for _, name := range []string{"EvtCleanupCallback", "EvtDestroyCallback"} {
		if fn := attributes.function(name); fn != nil {
			out = append(out, fn)
		}
	}
	return out
}

// handle stores a new handle where the caller wants it.
func (c *call) handle(name string) *node {
	h := opaque()
	if n := c.pointer(name); n != nil {
		n.v = h
	}
	return h
}

// driverCreate makes the framework's driver object; the framework unloads the driver.
// Page: wdfdriver/nf-wdfdriver-wdfdrivercreate
func driverCreate(r *run, c *call) bool {
	config := c.pointer("WDF_DRIVER_CONFIG")
	if config == nil {
		r.crash()
	}
	if r.fails(c) {
		return true
	}
	k := &kmdf{
		system: r.sys, object: c.handle("WDFDRIVER"), config: copied(config), ends: ends(c.pointer("WDF_OBJECT_ATTRIBUTES")),
		inits: map[*node]*device{}, answers: map[*node]value{},
	}
	r.sys.kmdf = k
	r.sys.parts = append(r.sys.parts, k)
	return c.done(c.status(r, 0))
}

// kmdf is the framework, with which the driver has registered.
func (r *run) kmdf() *kmdf {
	if r.sys.kmdf == nil {
		r.crash()
	}
	return r.sys.kmdf
}

func getDriver(r *run, c *call) bool { return c.done(r.kmdf().object) }

// gone is the end of the driver object. Page: wdf/driverentry-for-kmdf-drivers
func (k *kmdf) gone() (last *thread) {
	if k == nil {
		return nil
	}
	return k.end(k.ends, k.object)
}

// end runs the callbacks of an object that goes.
func (k *kmdf) end(ends []value, object *node) (last *thread) {
	for _, fn := range ends {
		last = k.r.main(fn, k.r.arguments(fn, boxed(object))...)
	}
	return last
}

// unload runs EvtDriverUnload; then the driver object goes. What is live then is
// left by the first of them that there is.
func (k *kmdf) unload() {
	var t *thread
	if fn := k.config.function("EvtDriverUnload"); fn != nil {
		t = k.r.main(fn, k.object)
	}
	last := k.gone()
	if t == nil {
		t = last
	}
	if t != nil {
		k.r.left("WSK001", t)
	}
}

func (k *kmdf) moves() []func() {
	var out []func()
	if add := k.config.function("EvtDriverDeviceAdd"); add != nil && !k.has {
		out = append(out, func() { k.add(add) })
	}
	for _, d := range k.devices {
		out = append(out, k.powers(d)...)
		if !d.started() {
			continue
		}
		for _, i := range d.interrupts {
			out = append(out, func() { k.r.root(&thread{irql: i.irql}, i.isr, []value{i.handle, int64(0)}) })
		}
		out = append(out, k.requests(d)...)
	}
	return out
}

// add adds a device. Where that fails, what has been made of it goes.
func (k *kmdf) add(fn value) {
	before := len(k.devices)
	init := opaque()
	k.inits[init] = &device{}
	k.adds()
	k.has = true
	if t := k.loads(fn, k.r.arguments(fn, k.object, init)); !succeeded(t.result) {
		made := k.devices[before:]
		k.devices = k.devices[:before]
		k.remove(made)
		k.has = false
	}
}

func (k *kmdf) remove(list []*device) {
	for _, d := range list {
		k.depart(d)
		for _, n := range d.children {
			k.r.stopChild(n)
		}
		k.end(d.ends, d.handle)
	}
}

// settle closes the files and removes the devices.
func (k *kmdf) settle() {
	for _, d := range k.devices {
		for d.open > 0 {
			if d.cleaned == 0 {
				k.clean(d)
			}
			k.close(d)
		}
	}
	k.remove(k.devices)
	k.devices = nil
}

// onFile are the requests of a queue. Those for which a queue has no routine go to
// EvtIoDefault. Page: wdf/request-handlers
var onFile = []string{"EvtIoDefault", "EvtIoRead", "EvtIoWrite", "EvtIoDeviceControl", "EvtIoInternalDeviceControl"}

// requests are what can come on a device: a file is opened, used, cleaned up and closed.
// Where nothing of the driver's runs as a file is opened, that comes with its first use.
func (k *kmdf) requests(d *device) []func() {
	var out []func()
	if d.files == nil && len(d.queues) == 0 {
		return nil
	}
	silent := d.files.function("EvtDeviceFileCreate") == nil
	if d.open < most && !silent {
		out = append(out, func() { k.openFile(d) })
	}
	if d.open > d.cleaned || silent && d.open < most {
		use := func(f func()) {
			out = append(out, func() {
				d.open = max(d.open, d.cleaned+1)
				f()
			})
		}
		for _, q := range d.queues {
			for _, name := range onFile {
				if fn := q.config.function(name); fn != nil {
					use(func() { k.r.main(fn, k.r.arguments(fn, q.handle, opaque())...) })
				}
			}
		}
		use(func() { k.clean(d) })
	}
	if d.cleaned > 0 {
		out = append(out, func() { k.close(d) })
	}
	return out
}

// openFile opens a file, unless the driver's callback fails the request.
func (k *kmdf) openFile(d *device) {
	request, file := opaque(), opaque()
	k.r.main(d.files.function("EvtDeviceFileCreate"), d.handle, request, file)
	if s, ok := k.answers[request]; ok && succeeded(s) {
		d.open++
		d.handles = append(d.handles, file)
	}
}

func (k *kmdf) clean(d *device) {
	d.cleaned++
	if fn := d.files.function("EvtFileCleanup"); fn != nil {
		k.r.main(fn, d.file())
	}
}

func (k *kmdf) close(d *device) {
	d.cleaned--
	d.open--
	file := d.file()
	d.handles = d.handles[:max(0, len(d.handles)-1)]
	if fn := d.files.function("EvtFileClose"); fn != nil {
		k.r.main(fn, file)
	}
}

// file is the handle of the file that was opened last.
func (d *device) file() *node {
	if n := len(d.handles); n > 0 {
		return d.handles[n-1]
	}
	return opaque()
}

// deviceInit is what a device is being made from.
func (k *kmdf) deviceInit(n *node) *device {
	if n == nil {
		k.r.crash()
	}
	d := k.inits[n]
	if d == nil {
		k.r.crash()
	}
	return d
}

func setFiles(r *run, c *call) bool {
	r.kmdf().deviceInit(c.object(0)).files = copied(c.pointer("WDF_FILEOBJECT_CONFIG"))
	return c.done(nil)
}

func controlInit(r *run, c *call) bool {
	if r.choose(2) == 1 {
		return c.done(nil)
	}
	n := opaque()
	r.kmdf().inits[n] = &device{}
	return c.done(n)
}

// deviceCreate makes a device and takes what it is made from.
func deviceCreate(r *run, c *call) bool {
	k, place := r.kmdf(), c.object(0)
	if place == nil {
		r.crash()
	}
	init, _ := place.v.(*node)
	d := k.deviceInit(init)
	if r.fails(c) {
		return true
	}
	delete(k.inits, init)
	place.v = nil
	d.handle, d.ends = c.handle("WDFDEVICE"), ends(c.pointer("WDF_OBJECT_ATTRIBUTES"))
	k.devices = append(k.devices, d)
	return c.done(c.status(r, 0))
}

// device is the device with a handle, or nil.
func (k *kmdf) device(handle value) *device {
	for _, d := range k.devices {
		if plain(handle) == value(d.handle) {
			return d
		}
	}
	return nil
}

func queueCreate(r *run, c *call) bool {
	k, config := r.kmdf(), c.pointer("WDF_IO_QUEUE_CONFIG")
	if config == nil {
		r.crash()
	}
	if r.fails(c) {
		return true
	}
	h := c.handle("WDFQUEUE")
	if d := k.device(c.object(0)); d != nil {
		d.queues = append(d.queues, queue{h, copied(config)})
	}
	return c.done(c.status(r, 0))
}

func queueDevice(r *run, c *call) bool {
	for _, d := range r.kmdf().devices {
		for _, q := range d.queues {
			if q.handle == c.object(0) {
				return c.done(d.handle)
			}
		}
	}
	return c.done(opaque())
}

func completeRequest(r *run, c *call) bool {
	if n := c.object(0); n != nil {
		r.kmdf().answers[n] = c.arg(1)
	}
	return c.done(nil)
}
