package statements

func (g *gen) guardKind(what string, real, linear bool) string {
	ks := []string{"bool", "bool"}
	for _, k := range []string{"bits", "interlocked", "status"} {
		if g.on[k] {
			ks = append(ks, k)
		}
	}
	if what == "cap" && g.on["npimark"] {
		ks = append(ks, "npimark")
	}
	if what == "sock" {
		ks = []string{"sock", "sock", "sock", "bool"}
	}
	if !g.on["bool"] && len(ks) > 2 && what != "sock" {
		ks = ks[2:]
	}
	if !real {
		ks = append(ks, "", "", "")
	}
	return ks[g.n(len(ks))]
}

func (g *gen) plan() {
	g.layout = "globals"
	if g.chance(.6) {
		l := g.among("globals", "struct", "heap", "perreg", "devext")
		if l == "perreg" && g.f("heap", .4) {
			l = "perregheap"
		}
		if l == "devext" && g.chance(.4) {
			l = "globals"
		}
		g.layout = l
	}
	g.nreg = 1
	if g.f("two", .35) {
		g.nreg = 2
	}
	g.p.Split = g.f("split", .15)
	g.nm = names{
		reg:        pickOf(g, "Registration", "WskReg", "ClientReg"),
		npi:        pickOf(g, "ProviderNpi", "Npi", "Provider"),
		registered: pickOf(g, "Registered", "RegDone", "HaveReg"),
		captured:   pickOf(g, "Captured", "HaveNpi", "NpiReady"),
		state:      pickOf(g, "State", "Flags"),
		stage:      pickOf(g, "Stage", "InitLevel"),
		sock:       pickOf(g, "Socket", "Sock"),
	}
	g.globals = map[string]*Var{}
	g.helpers = map[string]*Func{}
	switch g.layout {
	case "struct", "heap", "devext":
		g.sd = newStruct(pickOf(g, "DEVICE_EXTENSION", "DRIVER_CONTEXT"))
		if g.layout == "devext" {
			g.sd.Name = "DEVICE_EXTENSION"
		}
	case "perreg", "perregheap":
		g.sd = newStruct(pickOf(g, "NET_CONTEXT", "WSK_CONTEXT"))
	}
	if g.sd != nil {
		g.p.Structs = append(g.p.Structs, g.sd)
	}
	switch g.layout {
	case "struct":
		g.base = []*Var{g.global(pickOf(g, "Dev", "Driver"), g.sd.T)}
	case "heap":
		g.base = []*Var{g.global(pickOf(g, "Ctx", "DriverCtx"), ptrTo(g.sd.T))}
		g.publish = g.f("publish", .35)
	case "perreg", "perregheap":
		for r := range g.nreg {
			t := g.sd.T
			if g.layout == "perregheap" {
				t = ptrTo(t)
			}
			g.base = append(g.base, g.global("Net"+g.suffix(r), t))
		}
		g.twin = g.nreg == 2 && g.chance(.6)
	case "devext":
		g.dev = g.global("DeviceObject", tDevP)
	}
}
