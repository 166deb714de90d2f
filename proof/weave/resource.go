package weave

// resource declares the registration and the functions that start, stop and use it.
func (d *driver) resource(x string) names {
	p := d.low()
	if d.first("dispatch") {
		p.add("var dispatch = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}\n")
	}
	n := names{start: "Start" + x + "()", stop: "Stop" + x + "()", at: p, use: "Use" + x}
	hold := d.Chance(50)
	switch d.Pick("globals", "heap", "heap", "pool", "methods", "interface", "generic", "array", "list", "map", "slots", "local") {
	case "globals":
		d.globals(x, hold)
	case "heap":
		d.heap(x, hold)
		n.restarts = true
	case "pool":
		d.pool(x, hold)
		n.restarts = true
	case "methods":
		d.methods(x, hold)
	case "interface":
		d.chosen(x, hold)
		n.restarts = true
	case "generic":
		d.generic(x, hold)
	case "array":
		d.array(x, hold)
		n.use = ""
	case "list":
		d.list(x, hold)
		n.use = ""
	case "map":
		d.mapped(x, hold)
		n.use = ""
	case "slots":
		d.slots(x, hold)
		n.use = ""
	case "local":
		d.local(x)
		n.use, n.over = "", true
	}
	return n
}

func (d *driver) globals(x string, hold bool) {
	p, at := d.low(), place{block: "&registration" + x, npi: "provider" + x, hold: hold, kept: true}
	p.add("var registration%[1]s wsk.WSK_REGISTRATION\nvar provider%[1]s wsk.WSK_PROVIDER_NPI\n", x)
	p.add("func Start%s() %s {\n%sreturn status\n}\n", x, status, d.begin(at))
	p.add("func Stop%s() {\n%s}\n", x, finish(at))
	p.add("func Use%s() %s {\n%s}\n", x, status, request(at))
}

// client declares a type with a registration in it.
func (d *driver) client(x, more string) {
	d.low().add("type client%s struct {\nregistration wsk.WSK_REGISTRATION\nprovider wsk.WSK_PROVIDER_NPI\n%s}\n", x, more)
}

// inClient is the place in a client that c points to.
func inClient(c string, hold bool) place {
	return place{block: "&" + c + ".registration", npi: c + ".provider", hold: hold}
}

// heap keeps a client that is allocated with each start.
func (d *driver) heap(x string, hold bool) {
	p, at := d.low(), inClient("c", hold)
	d.client(x, "")
	p.add("var current%[1]s *client%[1]s\n", x)
	p.add("func Start%[1]s() %[2]s {\nc := &client%[1]s{}\n%[3]scurrent%[1]s = c\nreturn status\n}\n", x, status, d.begin(at))
	p.add("func Stop%[1]s() {\nc := current%[1]s\nif c == nil {\nreturn\n}\n%[2]scurrent%[1]s = nil\n}\n", x, d.Or("WSK009", "forgotten and not stopped", finish(at), ""))
	p.add("func Use%[1]s() %[2]s {\nc := current%[1]s\nif c == nil {\nreturn wdm.STATUS_DEVICE_NOT_READY\n}\n%[3]s}\n", x, status, request(at))
}

// restarts declares the function that starts a unit anew. Starting it where it is started
// loses it.
func (d *driver) restarts(x string) {
	d.low().add("func Again%[1]s() %[2]s {\n%[3]sreturn Start%[1]s()\n}\n", x, status, d.Or("WSK009", "started anew and not stopped", "Stop"+x+"()\n", ""))
}

// pool keeps a client in memory of the pool.
func (d *driver) pool(x string, hold bool) {
	p, at := d.low(), inClient("c", hold)
	at.kept = true
	d.client(x, "")
	p.add("var current%[1]s *client%[1]s\n", x)
	p.add("func (c *client%[1]s) begin() %[2]s {\n%[3]sreturn status\n}\n", x, status, d.begin(at))
	p.add(`func Start%[1]s() %[2]s {
	c := (*client%[1]s)(wdm.ExAllocatePool2(wdm.POOL_FLAG_NON_PAGED, unsafe.Sizeof(client%[1]s{}), 0))
	if c == nil {
		return wdm.STATUS_INSUFFICIENT_RESOURCES
	}
	status := c.begin()
	if !wdm.NT_SUCCESS(status) {
		wdm.ExFreePool(c)
		return status
	}
	current%[1]s = c
	return status
}
`, x, status)
	end, free := finish(at), "wdm.ExFreePool(c)\n"
	stop := d.Or("WSK009", "freed before it is deregistered", end+free, free+end)
	stop = d.Or("WSK009", "freed and not deregistered", stop, free)
	p.add("func Stop%[1]s() {\nc := current%[1]s\nif c == nil {\nreturn\n}\n%[2]scurrent%[1]s = nil\n}\n", x, stop)
	p.add("func Use%[1]s() %[2]s {\nc := current%[1]s\nif c == nil {\nreturn wdm.STATUS_DEVICE_NOT_READY\n}\n%[3]s}\n", x, status, request(at))
}

// methods gives a client methods. It is cleared when it is stopped.
func (d *driver) methods(x string, hold bool) {
	p := d.low()
	d.service(x, inClient("c", hold), true)
	p.add("var one%[1]s client%[1]s\n", x)
	stop, clear := "one"+x+".Stop()\n", "one"+x+" = client"+x+"{}\n"
	p.add("func Start%[1]s() %[2]s { return one%[1]s.Start() }\nfunc Stop%[1]s() {\n%[3]s}\nfunc Use%[1]s() %[2]s { return one%[1]s.Use() }\n", x, status, d.Or("WSK009", "cleared before it is stopped", stop+clear, clear+stop))
}

// service declares a client and its methods.
func (d *driver) service(x string, at place, kept bool) {
	at.kept = kept
	p := d.low()
	d.client(x, "")
	p.add("func (c *client%s) Start() %s {\n%sreturn status\n}\n", x, status, d.begin(at))
	p.add("func (c *client%s) Stop() {\n%s}\n", x, finish(at))
	p.add("func (c *client%s) Use() %s {\n%s}\n", x, status, request(at))
}

// chosen keeps a client in an interface, or one that does nothing.
func (d *driver) chosen(x string, hold bool) {
	p := d.low()
	d.service(x, inClient("c", hold), true)
	p.add("type service%[1]s interface {\nStart() %[2]s\nStop()\nUse() %[2]s\n}\n", x, status)
	p.add("type none%[1]s struct{}\n\nfunc (none%[1]s) Start() %[2]s { return wdm.STATUS_SUCCESS }\nfunc (none%[1]s) Stop() {}\nfunc (none%[1]s) Use() %[2]s { return wdm.STATUS_NOT_SUPPORTED }\n", x, status)
	p.add("var chosen%[1]s service%[1]s = none%[1]s{}\n", x)
	p.add("func Start%[1]s() %[2]s {\ns := service%[1]s(&client%[1]s{})\nstatus := s.Start()\nif wdm.NT_SUCCESS(status) {\nchosen%[1]s = s\n}\nreturn status\n}\n", x, status)
	p.add("func Stop%[1]s() {\n%[2]schosen%[1]s = none%[1]s{}\n}\nfunc Use%[1]s() %[3]s { return chosen%[1]s.Use() }\n", x, d.Or("WSK009", "forgotten and not stopped", "chosen"+x+".Stop()\n", ""), status)
}

// generic starts and stops a registration through generic functions.
func (d *driver) generic(x string, hold bool) {
	p, at := d.low(), place{block: "block", npi: "provider" + x, hold: hold, kept: true}
	if d.first("generic helpers") {
		p.add("func attempt[T any](x *T, f func(*T) %[1]s) %[1]s {\nreturn f(x)\n}\n\nfunc with[T any](x *T, f func(*T)) {\nf(x)\n}\n", status)
	}
	p.add("var registration%[1]s wsk.WSK_REGISTRATION\nvar provider%[1]s wsk.WSK_PROVIDER_NPI\n", x)
	p.add("func begin%s(block *wsk.WSK_REGISTRATION) %s {\n%sreturn status\n}\n", x, status, d.begin(at))
	p.add("func end%s(block *wsk.WSK_REGISTRATION) {\n%s}\n", x, finish(at))
	p.add("func use%s(block *wsk.WSK_REGISTRATION) %s {\n%s}\n", x, status, request(at))
	p.add("func Start%[1]s() %[2]s { return attempt(&registration%[1]s, begin%[1]s) }\nfunc Stop%[1]s() { with(&registration%[1]s, end%[1]s) }\nfunc Use%[1]s() %[2]s { return attempt(&registration%[1]s, use%[1]s) }\n", x, status)
}

// local registers in a variable of the function that starts, and deregisters there.
func (d *driver) local(x string) {
	at := place{block: "&registration"}
	end := finish(at)
	body := "var registration wsk.WSK_REGISTRATION\n" + d.begin(at) +
		"var seen wsk.WSK_PROVIDER_CHARACTERISTICS\nstatus = wsk.WskQueryProviderCharacteristics(&registration, &seen)\nif !wdm.NT_SUCCESS(status) {\n" +
		d.Or("WSK009", "variable left registered where a query fails", end, "") + "return status\n}\n" +
		d.Or("WSK009", "variable left registered", end, "")
	d.low().add("func Start%s() %s {\n%sreturn status\n}\n\nfunc Stop%s() {}\n", x, status, body, x)
}
