package statements

import (
	"fmt"
	"math/rand/v2"
)

// allFeatures can be switched with -features. Those found by looking at the
// finished program are in scanFeatures; the rest are the plan's.
var allFeatures = []string{
	"struct", "heap", "perreg", "devext", "publish", "two", "split",
	"bool", "bits", "stage", "interlocked", "status", "npimark",
	"goto", "switch", "defer", "deferclosure", "nested", "closure", "onceloop", "cleanupfn",
	"helper", "params", "method", "hof", "loop", "retry",
	"callbacks", "lazy", "stop", "optional", "config", "sockets", "pending",
	"localnpi", "dispcopy", "nondet", "selfcheck", "wild",
}

type gen struct {
	r    *rand.Rand
	on   map[string]bool
	p    *Program
	size int
	want string

	layout  string
	nreg    int
	twin    bool
	sd      *StructDef
	base    []*Var
	globals map[string]*Var
	dev     *Var
	helpers map[string]*Func
	regs    []*regPlan
	bits    int
	stageNo int
	publish bool
	top     []*stage // what DriverEntry does, in order
	cleanup *Func
	nm      names
}

type names struct{ reg, npi, registered, captured, state, stage, sock string }

// regPlan is the life of one registration.
type regPlan struct {
	r               int
	reg, cap, sock  *stage
	regLazy, optReg bool
	optCap, cfg     bool
	capMode         string // init, lazy, trans
	sockMode        string // "", init, lazy
	trans           bool
	dynReg, dynCap  bool
	dynSock         bool
	made            bool
}

// scope is how a function reaches the driver's state.
type scope struct {
	g     *gen
	fn    *Func
	base  *Var // receiver, parameter or local that stands for the struct
	hoist bool // declare locals at the top (a goto follows)
	decls []Stmt
}

func (g *gen) chance(p float64) bool { return g.r.Float64() < p }
func (g *gen) n(n int) int           { return g.r.IntN(n) }

func pickOf[T any](g *gen, xs ...T) T { return xs[g.n(len(xs))] }

// f draws feature name with probability p.
func (g *gen) f(name string, p float64) bool { return g.on[name] && g.chance(p) }

// among picks one of the enabled features, or def.
func (g *gen) among(def string, xs ...string) string {
	var l []string
	for _, x := range xs {
		if g.on[x] {
			l = append(l, x)
		}
	}
	if len(l) == 0 {
		return def
	}
	return l[g.n(len(l))]
}

func (g *gen) suffix(r int) string {
	if g.nreg == 1 || r < 0 {
		return ""
	}
	return string(rune('A' + r))
}

func (g *gen) global(name string, t *Type) *Var {
	if v := g.globals[name]; v != nil {
		return v
	}
	v := &Var{Name: name, T: t}
	g.globals[name] = v
	g.p.Globals = append(g.p.Globals, v)
	return v
}

// field is a place of registration r's state, or of the driver's (r < 0).
func (sc *scope) field(r int, name string, t *Type) *Place {
	g := sc.g
	switch g.layout {
	case "globals":
		return pl(g.global(name+g.suffix(r), t))
	case "perreg", "perregheap":
		if r < 0 {
			return pl(g.global(name, t))
		}
		g.sd.add(name, t)
		if sc.base != nil {
			return pl(sc.base, name)
		}
		return pl(g.base[r], name)
	}
	name += g.suffix(r)
	g.sd.add(name, t)
	if sc.base != nil {
		return pl(sc.base, name)
	}
	return pl(g.base[0], name)
}

func (sc *scope) reg(r int) *Place { return sc.field(r, sc.g.nm.reg, tReg) }
func (sc *scope) npi(r int) *Place { return sc.field(r, sc.g.nm.npi, tNpi) }

func addrOf(p *Place) Expr {
	if p.typ().K == KPtr {
		return &ELoad{p}
	}
	return &EAddr{p}
}

// local declares a local of sc's function: either hoisted, or by returning the
// operator for its first assignment.
func (sc *scope) local(name string, t *Type) (*Var, string) {
	v := sc.fn.local(name, t)
	if sc.hoist {
		sc.decls = append(sc.decls, &SVar{v})
		return v, "="
	}
	return v, ":="
}

func set(l *Place, x Expr) Stmt          { return &SAssign{L: l, Op: "=", X: x} }
func lit(v int32, text string) Expr      { return &ELit{V: v, Text: text} }
func num(v int32) Expr                   { return &ELit{V: v, Text: fmt.Sprint(v)} }
func load(p *Place) Expr                 { return &ELoad{p} }
func not(x Expr) Expr                    { return &ENot{x} }
func bin(x Expr, op string, y Expr) Expr { return &EBin{op, x, y} }
func success() Expr                      { return &ELit{V: 0, Text: "STATUS_SUCCESS", Std: true} }
func nilLit() Expr                       { return lit(0, "nil") }
func ifs(c Expr, b ...Stmt) *SIf         { return &SIf{Cond: c, Then: b} }

func (g *gen) failure() Expr {
	return &ELit{V: statusFail, Text: pickOf(g, "STATUS_UNSUCCESSFUL", "STATUS_DEVICE_NOT_READY", "STATUS_INSUFFICIENT_RESOURCES", "STATUS_INVALID_DEVICE_STATE"), Std: true}
}

func (g *gen) ok(v *Place) Expr {
	switch g.n(5) {
	case 0:
		return bin(load(v), "==", success())
	case 1:
		return bin(load(v), ">=", num(0))
	}
	return &ENT{load(v)}
}

func (g *gen) fail(v *Place) Expr {
	switch g.n(5) {
	case 0:
		return bin(load(v), "!=", success())
	case 1:
		return bin(load(v), "<", num(0))
	}
	return not(&ENT{load(v)})
}

func (g *gen) print(s string) Stmt {
	return &SExpr{&EMisc{Text: fmt.Sprintf("wdm.DbgPrint(%q)", s+"\n")}}
}
