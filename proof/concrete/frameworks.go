package concrete

// onAdapter is what NDIS calls of a miniport between its MiniportInitializeEx and its
// MiniportHaltEx. Page: network/miniport-adapter-states-and-operations
var onAdapter = []string{
	"PauseHandler", "RestartHandler", "OidRequestHandler", "SendNetBufferListsHandler", "ReturnNetBufferListsHandler",
	"CancelSendHandler", "CheckForHangHandlerEx", "ResetHandlerEx", "DevicePnPEventNotifyHandler", "ShutdownHandlerEx",
	"CancelOidRequestHandler",
}

// onModule is what NDIS calls of a filter between its FilterAttach and its
// FilterDetach. Page: network/filter-module-states-and-operations
var onModule = []string{
	"RestartHandler", "PauseHandler", "SendNetBufferListsHandler", "SendNetBufferListsCompleteHandler",
	"CancelSendNetBufferListsHandler", "ReceiveNetBufferListsHandler", "ReturnNetBufferListsHandler", "OidRequestHandler",
	"OidRequestCompleteHandler", "CancelOidRequestHandler", "DevicePnPEventNotifyHandler", "NetPnPEventHandler", "StatusHandler",
}

// dataPath are those that may be called at DISPATCH_LEVEL.
// Page: ndis/nc-ndis-miniport_send_net_buffer_lists, and that of each handler
var dataPath = []string{
	"SendNetBufferListsHandler", "ReturnNetBufferListsHandler", "CancelSendHandler", "SendNetBufferListsCompleteHandler",
	"ReceiveNetBufferListsHandler", "CancelSendNetBufferListsHandler",
}

// miniport registers an NDIS miniport, which NDIS unloads.
// Page: ndis/nf-ndis-ndismregisterminiportdriver
func miniport(r *run, c *call) bool {
	table := c.pointer("NDIS_MINIPORT_DRIVER_CHARACTERISTICS")
	if table == nil {
		r.unable("%s without a table", c.name)
	}
	if r.fails(c) {
		return true
	}
	s := r.sys
	s.miniport = copied(table)
	s.parts = append(s.parts, &span{
		system: s, table: s.miniport, loads: true, given: []value{boxed(opaque()), c.args[2]},
		open: "InitializeHandlerEx", within: onAdapter, close: []string{"HaltHandlerEx"},
	})
	c.stored()
	return c.done(c.status(r, 0))
}

// lightweight registers an NDIS filter driver. Its modules are detached before it is
// unloaded or by NdisFDeregisterFilterDriver.
// Page: ndis/nf-ndis-ndisfregisterfilterdriver, network/unloading-a-filter-driver
func lightweight(r *run, c *call) bool {
	table := c.pointer("NDIS_FILTER_DRIVER_CHARACTERISTICS")
	if table == nil {
		r.unable("%s without a table", c.name)
	}
	if r.fails(c) {
		return true
	}
	s := r.sys
	s.parts = append(s.parts, &span{
		system: s, table: copied(table), late: true, given: []value{boxed(opaque()), c.args[1]},
		open: "AttachHandler", within: onModule, close: []string{"DetachHandler"},
	})
	c.stored()
	return c.done(c.status(r, 0))
}

// stored puts a handle where the last argument points to.
func (c *call) stored() {
	if n, ok := c.args[len(c.args)-1].(*node); ok && n != nil {
		n.v = boxed(opaque())
	}
}

// deregistered closes what the system still has open for the driver.
func deregistered(r *run, c *call) bool {
	for _, p := range r.sys.parts {
		if p, ok := p.(*span); ok && p.late {
			return p.deregister(c)
		}
	}
	return c.done(nil)
}

// moduleContext is set for a module that is being attached.
func moduleContext(r *run, c *call) bool {
	if r.fails(c) {
		return true
	}
	r.sys.context = c.args[1]
	return c.done(c.status(r, 0))
}

// adapterContext is set for an adapter that is being initialised.
func adapterContext(r *run, c *call) bool {
	if r.fails(c) {
		return true
	}
	if n, ok := c.arg(1).(*node); ok {
		r.sys.context = n.function("MiniportAdapterContext")
	}
	return c.done(c.status(r, 0))
}

// A filter is a minifilter driver.
type filter struct {
	*system
	table   *node
	started bool
}

// minifilter registers a minifilter; its instances are torn down before it is unloaded
// or by FltUnregisterFilter.
// Page: fltkernel/nf-fltkernel-fltregisterfilter, fltkernel/nf-fltkernel-fltunregisterfilter
func minifilter(r *run, c *call) bool {
	table := c.pointer("FLT_REGISTRATION")
	if table == nil {
		r.unable("%s without a table", c.name)
	}
	if r.fails(c) {
		return true
	}
	r.sys.filter = &filter{system: r.sys, table: copied(table)}
	if n, ok := c.args[2].(*node); ok && n != nil {
		n.v = opaque()
	}
	return c.done(c.status(r, 0))
}

// startFiltering lets instances and operations come.
func startFiltering(r *run, c *call) bool {
	if r.sys.filter == nil {
		r.crash()
	}
	if r.fails(c) {
		return true
	}
	f := r.sys.filter
	if !f.started {
		f.started = true
		f.parts = append(f.parts, &span{
			system: f.system, table: f.table, late: true, open: "InstanceSetupCallback",
			close: []string{"InstanceTeardownStartCallback", "InstanceTeardownCompleteCallback"},
		}, &operations{f})
	}
	return c.done(c.status(r, 0))
}

// operations are the I/O that a minifilter sees.
type operations struct{ *filter }

func (o *operations) moves() []func() {
	list := o.table.field("OperationRegistration")
	if list == nil {
		return nil
	}
	var out []func()
	rows, _ := list.v.(slice)
	for _, row := range rows {
		for _, name := range []string{"PreOperation", "PostOperation"} {
			if fn := row.function(name); fn != nil {
				out = append(out, func() { o.r.main(fn, o.r.arguments(fn)...) })
			}
		}
	}
	return out
}

func (o *operations) settle() {}

// unload unloads a minifilter. It may refuse, unless the unload is mandatory.
// Page: fltkernel/nc-fltkernel-pflt_filter_unload_callback
func (f *filter) unload() {
	fn := f.table.function("FilterUnloadCallback")
	if fn == nil {
		return // it cannot be unloaded
	}
	const mandatory = int64(1)
	flags := int64(f.r.choose(2))
	t := f.r.main(fn, f.r.arguments(fn, flags)...)
	if flags != mandatory && !succeeded(t.result) {
		f.settle()
		t = f.r.main(fn, f.r.arguments(fn, mandatory)...)
	}
	f.r.left("WSK001", t)
}
