package statements

import (
	"math/rand/v2"
	"slices"
)

// build makes a driver that is meant to be correct; the interpreter decides.
// Want is the rule a later mutation is to break, "" for none: the plan leans to
// what can break it.
func build(r *rand.Rand, id string, on map[string]bool, size int, want string) *gen {
	g := &gen{r: r, on: on, size: size, want: want, p: &Program{ID: id, Plan: map[string]bool{}}}
	g.plan()
	entry := &Func{Name: "DriverEntry", Result: tStatus, Entry: true}
	entry.Params = []*Var{entry.local("d", tDrvP), entry.local("path", tUStrP)}
	entry.sc = &scope{g: g, fn: entry}
	unload := &Func{Name: "Unload", Result: tVoid, Entry: true}
	unload.Params = []*Var{unload.local("d", tDrvP)}
	g.p.Entry, g.p.Unload = entry, unload
	g.p.Funcs = append(g.p.Funcs, entry)
	if g.f("wild", .08) {
		g.wild(entry.sc, unload)
		return g
	}
	b := &builder{gen: g}
	b.shape()
	for r := range g.nreg {
		g.regs = append(g.regs, b.registration(r))
	}
	b.arrange()
	b.withCleanup()
	b.entry()
	b.unload()
	b.notePlan()
	return g
}

// builder makes the driver of a plan.
type builder struct {
	*gen
	callbacks  bool
	stop       bool // a callback that undoes everything
	useCleanup bool // a function that undoes everything
	linear     bool // a number says how far DriverEntry has come

	all  []*stage // what DriverEntry does, in order
	undo []*stage // what Unload undoes, last first
}

func (b *builder) shape() {
	b.callbacks = b.f("callbacks", .75)
	b.stop = b.callbacks && b.f("stop", .18)
	b.useCleanup = b.f("cleanupfn", .25)
	b.linear = b.f("stage", .2) && !b.stop && !b.twin
}

// registration plans the life of the registration r, and makes its stages.
func (b *builder) registration(r int) *regPlan {
	rp, like := &regPlan{r: r}, &regPlan{}
	if b.twin && r > 0 {
		like = b.regs[0]
		*rp = *like
		rp.r = r
		rp.reg, rp.cap, rp.sock = nil, nil, nil
	} else {
		b.life(rp)
	}
	rp.reg = b.regStage(r, b.guard("reg", rp.dynReg, like.reg))
	if rp.capMode != "trans" {
		rp.cap = b.capStage(r, b.guard("cap", rp.dynCap, like.cap))
	}
	if rp.sockMode != "" {
		rp.sock = b.sockStage(r, map[bool]string{true: "stage", false: "sock"}[b.linear])
	}
	return rp
}

// guard is what says that a stage is done: as for its twin, if there is one.
func (b *builder) guard(what string, dynamic bool, twin *stage) string {
	switch {
	case b.linear:
		return "stage"
	case twin != nil:
		return twin.m.kind
	}
	return b.guardKind(what, b.useCleanup || b.stop || dynamic, b.linear)
}

// life draws when a registration is made, captured through, and used for sockets.
func (b *builder) life(rp *regPlan) {
	rp.regLazy = b.callbacks && !b.linear && b.f("lazy", .13)
	rp.capMode = pickOf(b.gen, "init", "init", "init", "trans", "trans", "lazy")
	if b.want == "WSK004" && b.chance(.7) {
		rp.capMode = pickOf(b.gen, "init", "init", "lazy")
	}
	if rp.capMode == "lazy" && (!b.callbacks || !b.on["lazy"] || b.linear) || rp.regLazy && rp.capMode == "init" {
		rp.capMode = pickOf(b.gen, "init", "trans")
		if rp.regLazy {
			rp.capMode = "trans"
		}
	}
	if !b.linear && !rp.regLazy {
		rp.optReg = b.f("optional", .18)
		rp.optCap = rp.capMode == "init" && b.f("optional", .25)
		rp.cfg = !rp.optReg && b.f("config", .13)
	}
	rp.sockMode = b.sockMode(rp.capMode)
	rp.dynReg = rp.regLazy || rp.optReg || b.stop || rp.cfg
	rp.dynCap = rp.dynReg || rp.capMode == "lazy" || rp.optCap
	rp.dynSock = rp.dynCap || rp.sockMode == "lazy"
	rp.trans = rp.capMode == "trans" || b.on["localnpi"] && b.chance(.3)
	rp.made = b.f("helper", .35) // start and stop helpers
}

// sockMode draws when a socket is opened through a capture.
func (b *builder) sockMode(capMode string) string {
	often := .3
	if b.want == "WSK004" {
		often = .95
	}
	mode := ""
	switch capMode {
	case "init":
		mode = pickOf(b.gen, "init", "lazy")
	case "lazy":
		mode = "lazy"
	default:
		return ""
	}
	if !b.f("sockets", often) {
		return ""
	}
	if mode == "lazy" && (!b.callbacks || b.linear) {
		return "init"
	}
	return mode
}

// arrange orders the stages: what DriverEntry does, and what Unload undoes.
func (b *builder) arrange() {
	apart := b.nreg == 2 && !b.linear && b.chance(.3) // both register before either goes on
	var late []*stage
	for _, rp := range b.regs {
		ss := b.wrapped(rp, b.early(rp), apart)
		if apart && len(ss) > 1 {
			ss, late = ss[:1], append(late, ss[1:]...)
		}
		b.all = append(b.all, ss...)
	}
	b.all = append(b.all, late...)
	if b.on["nondet"] && b.chance(.35) {
		i := b.n(len(b.all) + 1)
		b.all = slices.Insert(b.all, i, b.envStage())
	}
	b.top = b.all
	b.undo = slices.Clone(b.all)
	for _, rp := range b.regs {
		if rp.regLazy {
			b.undo = append(b.undo, rp.reg)
		}
		if rp.capMode == "lazy" {
			b.undo = append(b.undo, rp.cap)
		}
		if rp.sockMode == "lazy" {
			b.undo = append(b.undo, rp.sock)
		}
	}
}

// early are the stages of a registration that DriverEntry does.
func (b *builder) early(rp *regPlan) []*stage {
	var ss []*stage
	if !rp.regLazy {
		ss = append(ss, rp.reg)
	}
	if rp.trans && !rp.regLazy && !b.linear && b.f("selfcheck", .2) {
		if check := b.selfCheck(rp); !rp.optReg && !rp.cfg {
			ss = append(ss, check)
		}
	}
	if rp.capMode != "init" {
		return ss
	}
	cs := []*stage{rp.cap}
	if rp.sockMode == "init" {
		cs = append(cs, rp.sock)
	}
	if rp.optCap && !rp.optReg && !rp.cfg {
		cs = []*stage{b.optional(cs)}
	}
	return append(ss, cs...)
}

// selfCheck is a stage that captures, asks and releases.
func (b *builder) selfCheck(rp *regPlan) *stage {
	s := &stage{what: "env", r: rp.r, self: true}
	call := func(sc *scope) Expr { return b.callHelper(sc, b.transFunc(rp), rp.r) }
	if !b.chance(.4) || rp.cfg {
		s.call = call
		return s
	}
	s.nofail = true
	s.multi = func(sc *scope, _ *Place) []Stmt {
		return []Stmt{ifs(not(&ENT{call(sc)}), b.print("self check failed"))}
	}
	return s
}

// wrapped puts the stages of a registration behind an option, a setting or two helpers.
func (b *builder) wrapped(rp *regPlan, ss []*stage, apart bool) []*stage {
	if rp.optCap && rp.capMode == "init" {
		b.plans("optional")
	}
	switch {
	case len(ss) == 0:
	case rp.optReg:
		b.plans("optional")
		return []*stage{b.optional(ss)}
	case rp.cfg:
		b.plans("config")
		return []*stage{b.config(ss, !b.useCleanup && !b.stop && b.chance(.5))}
	case rp.made && !apart:
		return []*stage{b.group(rp.r, ss, rp.dynReg || b.useCleanup, rp.dynReg || rp.dynCap || b.useCleanup)}
	}
	return ss
}

// withCleanup makes the function that undoes everything, if each stage says whether it is
// done.
func (b *builder) withCleanup() {
	silent := func(s *stage) bool { return s.undo != nil && !s.self && s.m.kind == "" }
	if b.useCleanup && !slices.ContainsFunc(b.undo, silent) {
		b.cleanup = b.helper(pickOf(b.gen, "Cleanup", "Teardown", "ReleaseAll"), -1, tVoid)
		b.cleanup.Body = b.undoAll(b.cleanup.sc, b.undo, true, true)
	}
}

// entry fills DriverEntry.
func (b *builder) entry() {
	entry, sc := b.p.Entry, b.p.Entry.sc
	d := entry.Params[0]
	body := []Stmt{&SUnload{d, b.p.Unload}}
	body = append(body, b.install(d)...)
	body = append(body, b.prologue(sc, d)...)
	for _, s := range flat(b.undo) {
		body = append(body, s.m.init(sc)...)
	}
	entry.Body = append(body, b.start(sc)...)
}

// install makes the callbacks, and has the driver object name them.
func (b *builder) install(d *Var) []Stmt {
	kinds := b.callbackKinds(b.callbacks, b.stop)
	slots := []struct {
		major int
		name  string
	}{{0, "Create"}, {2, "Close"}, {3, "Read"}, {4, "Write"}, {14, "DeviceControl"}}
	b.r.Shuffle(len(slots), func(i, j int) { slots[i], slots[j] = slots[j], slots[i] })
	var out []Stmt
	for i, kind := range kinds {
		f := b.callback(slots[i].name, kind)
		out = append(out, &SInstall{d, slots[i].major, f})
	}
	return out
}

func (b *builder) callback(name string, kind func(*scope) []Stmt) *Func {
	f := &Func{Name: name, Result: tStatus, Entry: true}
	dev := f.local("dev", tDevP)
	f.Params = []*Var{dev, f.local("irp", tIrpP)}
	f.sc = &scope{g: b.gen, fn: f}
	pre := b.extension(f.sc, dev)
	f.Body = append(pre, kind(f.sc)...)
	b.p.Funcs = append(b.p.Funcs, f)
	b.p.Callbacks = append(b.p.Callbacks, f)
	return f
}

// extension takes the driver's state from a device's extension, if it is there.
func (b *builder) extension(sc *scope, dev *Var) []Stmt {
	if b.layout != "devext" {
		return nil
	}
	sc.base = sc.fn.local("ext", ptrTo(b.sd.T))
	return []Stmt{&SAssign{L: pl(sc.base), Op: ":=", X: &EDevExt{pl(dev), b.sd}}}
}

// start does the stages, in DriverEntry or in a function of its own.
func (b *builder) start(sc *scope) []Stmt {
	var final func() []Stmt
	if b.publish {
		final = func() []Stmt { return []Stmt{set(pl(b.base[0]), load(pl(sc.base)))} }
	}
	if !b.f("helper", .2) || b.publish || b.layout == "devext" {
		return b.startBody(sc, b.all, b.stop, final)
	}
	f := b.helper(pickOf(b.gen, "InitNetwork", "StartAll"), -1, tStatus)
	f.Body = b.startBody(f.sc, b.all, b.stop, nil)
	call := b.callHelper(sc, f, -1)
	if b.chance(.5) {
		return []Stmt{&SReturn{X: call}}
	}
	v := sc.fn.local("st", tStatus)
	return []Stmt{
		&SAssign{L: pl(v), Op: ":=", X: call},
		ifs(b.fail(pl(v)), b.print("init failed"), &SReturn{X: load(pl(v))}),
		&SReturn{X: success()},
	}
}

// unload fills Unload.
func (b *builder) unload() {
	f := b.p.Unload
	b.p.Funcs = append(b.p.Funcs, f)
	f.sc = &scope{g: b.gen, fn: f}
	f.Body = b.extension(f.sc, b.dev)
	if b.layout == "heap" && b.chance(.25) {
		f.Body = append(f.Body, ifs(bin(load(pl(b.base[0])), "==", nilLit()), &SReturn{}))
	}
	f.Body = append(f.Body, b.unloadBody(f.sc, b.undo, b.linear)...)
}

// notePlan notes which features the driver has that nobody sees in its text.
func (b *builder) notePlan() {
	if b.layout == "perregheap" {
		b.plans("perreg")
		b.plans("heap")
	} else {
		b.plans(b.layout)
	}
	for k, yes := range map[string]bool{"two": b.nreg == 2, "split": b.p.Split, "publish": b.publish, "stop": b.stop, "cleanupfn": b.cleanup != nil} {
		if yes {
			b.plans(k)
		}
	}
	for _, rp := range b.regs {
		if rp.regLazy || rp.capMode == "lazy" || rp.sockMode == "lazy" {
			b.plans("lazy")
		}
		for _, s := range []*stage{rp.reg, rp.cap} {
			if s != nil && s.m.kind != "" {
				b.plans(s.m.kind)
			}
		}
	}
}

func (g *gen) plans(f string) { g.p.Plan[f] = true }

func flat(ss []*stage) []*stage {
	var out []*stage
	for _, s := range ss {
		if s.subs != nil {
			out = append(out, flat(s.subs)...)
		} else {
			out = append(out, s)
		}
	}
	return out
}
