package weave

import "fmt"

// A unit is one registration, or several of one kind, with what starts and stops it.

// names are the exported functions of a unit, in the package low.
type names struct {
	start, stop string // calls that start (with a status) and stop it, in package at
	at          *text
	use         string // the name of a function that makes a request, or ""
	restarts    bool   // it can be stopped and started anew
	over        bool   // there is nothing to stop
}

// unit adds a unit: where it lives, how it is called, and who calls it.
func (d *driver) unit(x string) {
	n := d.resource(x)
	n = d.chain(n, x)
	d.callers(n, x)
}

// A place is where a registration lives, and how its code speaks of it.
type place struct {
	block, npi string // expressions
	hold       bool   // the NPI is captured as long as it is registered
	kept       bool   // what leads to the registration is lost where starting fails
}

// begin is the code that registers, and captures if the place is to hold the NPI. It ends
// where both are done.
func (d *driver) begin(p place) string {
	s := fmt.Sprintf("client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}\nstatus := wsk.WskRegister(&client, %s)\nif !wdm.NT_SUCCESS(status) {\nreturn status\n}\n", p.block)
	if p.npi != "" && d.Chance(10) {
		s = d.Or("WSK009", "dispatch table in a variable", s, "table := dispatch\n"+fmt.Sprintf("client := wsk.WSK_CLIENT_NPI{Dispatch: &table}\nstatus := wsk.WskRegister(&client, %s)\nif !wdm.NT_SUCCESS(status) {\nreturn status\n}\n", p.block))
	}
	if !p.hold {
		return s
	}
	back := fmt.Sprintf("wsk.WskDeregister(%s)\n", p.block)
	if !p.kept {
		back = d.Or("WSK009", "left registered where its capture fails", back, "")
	}
	return s + fmt.Sprintf("status = wsk.WskCaptureProviderNPI(%[1]s, wsk.WSK_INFINITE_WAIT, &%[2]s)\nif !wdm.NT_SUCCESS(status) {\n%[3]sreturn status\n}\n", p.block, p.npi, back)
}

// finish undoes begin.
func finish(p place) string {
	s := ""
	if p.hold {
		s = fmt.Sprintf("wsk.WskReleaseProviderNPI(%s)\n", p.block)
	}
	return s + fmt.Sprintf("wsk.WskDeregister(%s)\n", p.block)
}

// request is a call through the provider: with the NPI that is held, or one captured
// for it alone.
func request(p place) string {
	if p.hold {
		return fmt.Sprintf("return %[1]s.Dispatch.WskControlClient(%[1]s.Client, wsk.WSK_TRANSPORT_LIST_QUERY, 0, nil, 0, nil, nil, nil)\n", p.npi)
	}
	return fmt.Sprintf(`var npi wsk.WSK_PROVIDER_NPI
status := wsk.WskCaptureProviderNPI(%[1]s, wsk.WSK_NO_WAIT, &npi)
if !wdm.NT_SUCCESS(status) {
	return status
}
status = npi.Dispatch.WskControlClient(npi.Client, wsk.WSK_TRANSPORT_LIST_QUERY, 0, nil, 0, nil, nil, nil)
wsk.WskReleaseProviderNPI(%[1]s)
return status
`, p.block)
}

const status = "wdm.NTSTATUS"

// chain puts further functions between a unit and its callers, in its package or in
// those above it.
func (d *driver) chain(n names, x string) names {
	depth := d.IntN(3)
	if depth == 2 {
		d.Note("deep calls")
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
