package main

import "fmt"

// A unit is one registration, or an array of them, with what starts and stops it.

// names are the exported functions of a unit, in the package low.
type names struct {
	start, stop string // calls that start (with a status) and stop it, in package at
	at          *text
	use         string // the name of a function that makes a request, or ""
}

// unit adds a unit: where it lives, how it is called, and who calls it.
func (d *driver) unit(x string) {
	n := d.resource(x)
	n = d.chain(n, x)
	d.callers(n, x)
}

// begin is the code that registers block, and captures npi if hold is set. It ends
// where both are done.
func begin(block, npi string, hold bool) string {
	s := fmt.Sprintf(`client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
status := wsk.WskRegister(&client, %s)
if !wdm.NT_SUCCESS(status) {
	return status
}
`, block)
	if hold {
		s += fmt.Sprintf(`status = wsk.WskCaptureProviderNPI(%[1]s, wsk.WSK_INFINITE_WAIT, %[2]s)
if !wdm.NT_SUCCESS(status) {
	wsk.WskDeregister(%[1]s)
	return status
}
`, block, npi)
	}
	return s
}

func finish(block string, hold bool) string {
	s := ""
	if hold {
		s = fmt.Sprintf("wsk.WskReleaseProviderNPI(%s)\n", block)
	}
	return s + fmt.Sprintf("wsk.WskDeregister(%s)\n", block)
}

// request is a call through the provider: with the NPI that is held, or one captured
// for it alone.
func request(block, npi string, hold bool) string {
	if hold {
		return fmt.Sprintf("return %[1]s.Dispatch.WskControlClient(%[1]s.Client, wsk.WSK_TRANSPORT_LIST_QUERY, 0, nil, 0, nil, nil, nil)\n", npi)
	}
	return fmt.Sprintf(`var npi wsk.WSK_PROVIDER_NPI
status := wsk.WskCaptureProviderNPI(%[1]s, wsk.WSK_NO_WAIT, &npi)
if !wdm.NT_SUCCESS(status) {
	return status
}
status = npi.Dispatch.WskControlClient(npi.Client, wsk.WSK_TRANSPORT_LIST_QUERY, 0, nil, 0, nil, nil, nil)
wsk.WskReleaseProviderNPI(%[1]s)
return status
`, block)
}

const status = "wdm.NTSTATUS"

// resource declares the registration and the functions that start, stop and use it.
func (d *driver) resource(x string) names {
	p := d.low()
	if x == "A" {
		p.add("var dispatch = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}\n")
	}
	hold := d.chance(50)
	n := names{start: "Start" + x + "()", stop: "Stop" + x + "()", at: p, use: "Use" + x}
	switch d.pick("globals", "heap", "methods", "interface", "generic", "array") {
	case "globals":
		p.add("var registration%[1]s wsk.WSK_REGISTRATION\nvar provider%[1]s wsk.WSK_PROVIDER_NPI\n", x)
		block, npi := "&registration"+x, "provider"+x
		p.add("func Start%s() %s {\n%sreturn status\n}\n", x, status, begin(block, "&"+npi, hold))
		p.add("func Stop%s() {\n%s}\n", x, finish(block, hold))
		p.add("func Use%s() %s {\n%s}\n", x, status, request(block, npi, hold))
	case "heap":
		d.client(x)
		p.add("var current%[1]s *client%[1]s\n", x)
		p.add("func Start%[1]s() %[2]s {\nc := &client%[1]s{}\n%[3]scurrent%[1]s = c\nreturn status\n}\n", x, status, begin("&c.registration", "&c.provider", hold))
		p.add("func Stop%[1]s() {\nc := current%[1]s\n%[2]scurrent%[1]s = nil\n}\n", x, finish("&c.registration", hold))
		p.add("func Use%[1]s() %[2]s {\nc := current%[1]s\nif c == nil {\nreturn wdm.STATUS_DEVICE_NOT_READY\n}\n%[3]s}\n", x, status, request("&c.registration", "c.provider", hold))
	case "methods":
		d.client(x)
		d.methods(x, hold)
		p.add("var one%[1]s client%[1]s\n", x)
		p.add("func Start%[1]s() %[2]s { return one%[1]s.Start() }\nfunc Stop%[1]s() { one%[1]s.Stop() }\nfunc Use%[1]s() %[2]s { return one%[1]s.Use() }\n", x, status)
	case "interface":
		d.client(x)
		d.methods(x, hold)
		p.add("type service%[1]s interface {\nStart() %[2]s\nStop()\nUse() %[2]s\n}\n", x, status)
		p.add("type none%[1]s struct{}\n\nfunc (none%[1]s) Start() %[2]s { return wdm.STATUS_SUCCESS }\nfunc (none%[1]s) Stop() {}\nfunc (none%[1]s) Use() %[2]s { return wdm.STATUS_NOT_SUPPORTED }\n", x, status)
		p.add("var chosen%[1]s service%[1]s = none%[1]s{}\n", x)
		p.add("func Start%[1]s() %[2]s {\ns := service%[1]s(&client%[1]s{})\nstatus := s.Start()\nif wdm.NT_SUCCESS(status) {\nchosen%[1]s = s\n}\nreturn status\n}\n", x, status)
		p.add("func Stop%[1]s() {\nchosen%[1]s.Stop()\nchosen%[1]s = none%[1]s{}\n}\nfunc Use%[1]s() %[2]s { return chosen%[1]s.Use() }\n", x, status)
	case "generic":
		d.generic()
		p.add("var registration%[1]s wsk.WSK_REGISTRATION\nvar provider%[1]s wsk.WSK_PROVIDER_NPI\n", x)
		block, npi := "block", "provider"+x
		p.add("func begin%s(block *wsk.WSK_REGISTRATION) %s {\n%sreturn status\n}\n", x, status, begin(block, "&"+npi, hold))
		p.add("func end%s(block *wsk.WSK_REGISTRATION) {\n%s}\n", x, finish(block, hold))
		p.add("func use%s(block *wsk.WSK_REGISTRATION) %s {\n%s}\n", x, status, request(block, npi, hold))
		p.add("func Start%[1]s() %[2]s { return attempt(&registration%[1]s, begin%[1]s) }\nfunc Stop%[1]s() { with(&registration%[1]s, end%[1]s) }\nfunc Use%[1]s() %[2]s { return attempt(&registration%[1]s, use%[1]s) }\n", x, status)
	case "array":
		d.array(x, hold)
		n.use = ""
	}
	return n
}

func (d *driver) client(x string) {
	d.low().add("type client%s struct {\nregistration wsk.WSK_REGISTRATION\nprovider wsk.WSK_PROVIDER_NPI\n}\n", x)
}

func (d *driver) methods(x string, hold bool) {
	p := d.low()
	p.add("func (c *client%s) Start() %s {\n%sreturn status\n}\n", x, status, begin("&c.registration", "&c.provider", hold))
	p.add("func (c *client%s) Stop() {\n%s}\n", x, finish("&c.registration", hold))
	p.add("func (c *client%s) Use() %s {\n%s}\n", x, status, request("&c.registration", "c.provider", hold))
}

// generic declares the generic helpers, once.
func (d *driver) generic() {
	p := d.low()
	if d.features["generic helpers"] {
		return
	}
	d.features["generic helpers"] = true
	p.add("func attempt[T any](x *T, f func(*T) %[1]s) %[1]s {\nreturn f(x)\n}\n\nfunc with[T any](x *T, f func(*T)) {\nf(x)\n}\n", status)
}

// array declares several registrations, started and stopped in loops.
func (d *driver) array(x string, hold bool) {
	p := d.low()
	p.add("var clients%[1]s [2]struct {\nregistration wsk.WSK_REGISTRATION\nprovider wsk.WSK_PROVIDER_NPI\n}\nvar count%[1]s int\n", x)
	block := fmt.Sprintf("&clients%s[i].registration", x)
	p.add("func one%[1]s(i int) %[2]s {\n%[3]sreturn status\n}\n", x, status, begin(block, fmt.Sprintf("&clients%s[i].provider", x), hold))
	p.add(`func Start%[1]s() %[2]s {
	for i := range clients%[1]s {
		status := one%[1]s(i)
		if !wdm.NT_SUCCESS(status) {
			Stop%[1]s()
			return status
		}
		count%[1]s++
	}
	return wdm.STATUS_SUCCESS
}
`, x, status)
	p.add("func Stop%[1]s() {\nfor count%[1]s > 0 {\ncount%[1]s--\ni := count%[1]s\n%[2]s}\n}\n", x, finish(block, hold))
}

// chain puts further functions between a unit and its callers, in its package or in
// those above it.
func (d *driver) chain(n names, x string) names {
	depth := d.r.IntN(3)
	if depth == 2 {
		d.features["deep calls"] = true
	}
	for i := range depth {
		p := d.packages[min(i+1, len(d.packages)-1)]
		start, stop := fmt.Sprintf("Open%s%d", x, i), fmt.Sprintf("Shut%s%d", x, i)
		p.add("func %s() %s {\nstatus := %s\nreturn status\n}\n", start, status, p.ref(n.at, n.start))
		p.add("func %s() { %s }\n", stop, p.ref(n.at, n.stop))
		n.start, n.stop, n.at = start+"()", stop+"()", p
		if n.use != "" {
			use := fmt.Sprintf("Ask%s%d", x, i)
			p.add("func %s() %s { return %s() }\n", use, status, p.ref(d.usedAt(i), n.use))
			n.use = use
		}
	}
	return n
}

// usedAt is the package of the function below link i of a chain.
func (d *driver) usedAt(i int) *text {
	if i == 0 {
		return d.low()
	}
	return d.packages[min(i, len(d.packages)-1)]
}
