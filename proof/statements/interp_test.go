package statements

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// world is a hand-written driver: one registration, its NPI, a few flags.
type world struct {
	p                  *Program
	reg, npi           *Var
	sock               *Var
	registered, have   *Var
	a, b, c            *Var
	stage, once, saved *Var
}

func newWorld() *world {
	w := &world{p: &Program{ID: "p00000", Plan: map[string]bool{}}}
	g := func(n string, t *Type) *Var {
		v := &Var{Name: n, T: t}
		w.p.Globals = append(w.p.Globals, v)
		return v
	}
	w.reg, w.npi, w.sock = g("Reg", tReg), g("Npi", tNpi), g("Sock", tSockP)
	w.registered, w.have = g("Registered", tBool), g("Have", tBool)
	w.a, w.b, w.c = g("A", tBool), g("B", tBool), g("C", tBool)
	w.stage, w.once, w.saved = g("Stage", tInt), g("Once", tI32), g("Saved", tStatus)
	w.p.Entry = w.fn("DriverEntry", tStatus)
	d := w.p.Entry.local("d", tDrvP)
	w.p.Entry.Params = []*Var{d, w.p.Entry.local("path", tUStrP)}
	w.p.Unload = w.fn("Unload", tVoid)
	w.p.Unload.Params = []*Var{w.p.Unload.local("d", tDrvP)}
	return w
}

func (w *world) fn(name string, res *Type, body ...Stmt) *Func {
	f := &Func{Name: name, Result: res, Body: body}
	w.p.Funcs = append(w.p.Funcs, f)
	return f
}

func (w *world) callback(name string) *Func {
	f := w.fn(name, tStatus)
	f.Params = []*Var{f.local("dev", tDevP), f.local("irp", tIrpP)}
	w.p.Callbacks = append(w.p.Callbacks, f)
	return f
}

func (w *world) entry(body ...Stmt) {
	pre := []Stmt{&SUnload{w.p.Entry.Params[0], w.p.Unload}}
	for i, c := range w.p.Callbacks {
		pre = append(pre, &SInstall{w.p.Entry.Params[0], i + 2, c})
	}
	w.p.Entry.Body = append(pre, body...)
}

func (w *world) register() Expr   { return &EApi{Op: OpRegister, Reg: &EAddr{pl(w.reg)}} }
func (w *world) deregister() Stmt { return &SExpr{&EApi{Op: OpDeregister, Reg: &EAddr{pl(w.reg)}}} }
func (w *world) release() Stmt    { return &SExpr{&EApi{Op: OpRelease, Reg: &EAddr{pl(w.reg)}}} }
func (w *world) capture() Expr {
	return &EApi{Op: OpCapture, Reg: &EAddr{pl(w.reg)}, Npi: &EAddr{pl(w.npi)}}
}
func (w *world) dispatch() Stmt {
	return &SExpr{&EApi{Op: OpDispatch, Disp: load(pl(w.npi, "Dispatch")), NpiP: pl(w.npi), Method: "WskControlClient"}}
}
func yes(v *Var) Stmt           { return set(pl(v), lit(1, "true")) }
func on(v *Var, b ...Stmt) Stmt { return ifs(load(pl(v)), b...) }
func bad(v *Var) Expr           { return not(&ENT{load(pl(v))}) }
func good(v *Var) Expr          { return &ENT{load(pl(v))} }
func ret(x ...Expr) Stmt {
	if len(x) == 0 {
		return &SReturn{}
	}
	return &SReturn{X: x[0]}
}
func failed() Expr { return &ELit{V: statusFail, Text: "STATUS_UNSUCCESSFUL", Std: true} }

// starts is DriverEntry up to a registration that succeeded.
func (w *world) starts(rest ...Stmt) {
	st := w.p.Entry.local("st", tStatus)
	w.entry(append([]Stmt{
		&SAssign{L: pl(st), Op: ":=", X: w.register()},
		ifs(bad(st), ret(load(pl(st)))),
	}, rest...)...)
}

// want is a rule, a line's text, and which of the lines with that text.
type want struct {
	rule, text string
	nth        int
}

func TestInterpreter(t *testing.T) {
	cases := []struct {
		name      string
		build     func(w *world)
		must, may []want // may: that these are among them; nil with must nil: none at all
	}{
		{"correct", func(w *world) {
			w.starts(ret(success()))
			w.p.Unload.Body = []Stmt{w.deregister()}
		}, nil, nil},

		{"never deregistered: the closing brace", func(w *world) {
			w.starts(ret(success()))
			w.p.Unload.Body = []Stmt{ifs(&ENondet{}, w.deregister(), ret())}
		}, []want{{"WSK001", "Unload }", 1}}, nil},

		{"guard flag not set: the return", func(w *world) {
			w.starts(ret(success()))
			w.p.Unload.Body = []Stmt{ifs(not(load(pl(w.registered))), ret()), w.deregister()}
		}, []want{{"WSK001", "return", 1}}, nil},

		{"dispatch through a copy after the release", func(w *world) {
			cb := w.callback("Read")
			st, d := cb.local("st", tStatus), cb.local("disp", tDispP)
			cb.Body = []Stmt{
				&SAssign{L: pl(st), Op: ":=", X: w.capture()},
				ifs(bad(st), ret(load(pl(st)))),
				&SAssign{L: pl(d), Op: ":=", X: load(pl(w.npi, "Dispatch"))},
				w.release(),
				&SExpr{&EApi{Op: OpDispatch, Disp: load(pl(d)), NpiP: pl(w.npi), Method: "WskControlClient"}},
				ret(success()),
			}
			w.starts(ret(success()))
			w.p.Unload.Body = []Stmt{w.deregister()}
		}, []want{{"WSK002", "disp.WskControlClient(Npi.Client, 1, nil, nil, nil)", 1}}, nil},

		{"deregister while captured ends the path", func(w *world) {
			st := w.p.Entry.local("st", tStatus)
			w.starts(set(pl(w.saved), w.capture()), ret(success()))
			_ = st
			// no WSK001 on the captured path though the brace is never reached registered
			w.p.Unload.Body = []Stmt{w.deregister()}
		}, []want{{"WSK003", "wsk.WskDeregister(&Reg)", 1}}, nil},

		{"socket open", func(w *world) {
			e := w.p.Entry
			st := e.local("st", tStatus)
			irp := e.local("irp", tIrpP)
			w.entry(
				&SAssign{L: pl(st), Op: ":=", X: w.register()},
				ifs(bad(st), ret(load(pl(st)))),
				set(pl(st), w.capture()),
				ifs(bad(st), w.deregister(), ret(load(pl(st)))),
				&SAssign{L: pl(irp), Op: ":=", X: &ENewIrp{}},
				set(pl(st), &EApi{Op: OpSocket, Disp: load(pl(w.npi, "Dispatch")), NpiP: pl(w.npi), Irp: load(pl(irp))}),
				ifs(good(st), set(pl(w.sock), &EInfo{pl(irp)})),
				ret(success()),
			)
			// the socket is closed only sometimes
			w.p.Unload.Body = []Stmt{
				ifs(bin(&ENondet{}, "&&", bin(load(pl(w.sock)), "!=", nilLit())), &SExpr{&EApi{Op: OpClose, Sock: pl(w.sock)}}),
				w.release(),
				w.deregister(),
			}
		}, []want{{"WSK004", "wsk.WskDeregister(&Reg)", 2}}, nil},

		{"failed load", func(w *world) {
			st := w.p.Entry.local("st", tStatus)
			w.entry(
				&SAssign{L: pl(st), Op: ":=", X: w.register()},
				ifs(bad(st), ret(load(pl(st)))),
				set(pl(st), w.capture()),
				ifs(bin(load(pl(st)), "<", num(0)), ret(load(pl(st)))),
				ret(success()),
			)
			w.p.Unload.Body = []Stmt{w.release(), w.deregister()}
		}, []want{{"WSK006", "return st", 2}}, nil},

		{"unchecked capture: the first is a must, the next may", func(w *world) {
			w.starts(&SExpr{w.capture()}, w.dispatch(), w.release(), ret(success()))
			w.p.Unload.Body = []Stmt{w.deregister()}
		}, []want{{"WSK007", "Npi.Dispatch.WskControlClient(Npi.Client, 1, nil, nil, nil)", 1}},
			[]want{{"WSK007", "wsk.WskReleaseProviderNPI(&Reg)", 1}}},

		{"a helper called twice", func(w *world) {
			stop := w.fn("stop", tVoid, w.deregister())
			w.starts(ret(success()))
			w.p.Unload.Body = []Stmt{&SExpr{&ECall{Fn: stop}}, &SExpr{&ECall{Fn: stop}}}
		}, []want{{"WSK008", "wsk.WskDeregister(&Reg)", 1}}, []want{{"WSK008", "stop()", 2}}},

		{"counted captures, one released", func(w *world) {
			e := w.p.Entry
			i, st2 := e.local("i", tInt), e.local("rc", tStatus)
			w.starts(
				&SFor{I: i, N: 2, Body: []Stmt{
					&SIf{Init: &SAssign{L: pl(st2), Op: ":=", X: w.capture()}, Cond: bad(st2), Then: []Stmt{&SBreak{}}},
					yes(w.have),
				}},
				ret(success()))
			w.p.Unload.Body = []Stmt{on(w.have, w.release()), w.deregister()}
		}, []want{{"WSK003", "wsk.WskDeregister(&Reg)", 1}}, nil},

		{"defers run last first, in this order right", func(w *world) {
			w.starts(set(pl(w.saved), w.capture()), ret(success()))
			w.p.Unload.Body = []Stmt{
				&SDefer{X: w.deregister().(*SExpr).X},
				ifs(good(w.saved), &SDefer{X: w.release().(*SExpr).X}),
			}
		}, nil, nil},

		{"defers the other way round", func(w *world) {
			w.starts(set(pl(w.saved), w.capture()), ret(success()))
			w.p.Unload.Body = []Stmt{
				ifs(good(w.saved), &SDefer{X: w.release().(*SExpr).X}),
				&SDefer{X: w.deregister().(*SExpr).X},
			}
		}, []want{{"WSK003", "defer wsk.WskDeregister(&Reg)", 1}}, []want{{"WSK003", "Unload }", 1}}},

		{"staged switch", func(w *world) {
			w.starts(set(pl(w.stage), num(1)), set(pl(w.saved), w.capture()), ifs(good(w.saved), set(pl(w.stage), num(2))), ret(success()))
			w.p.Unload.Body = []Stmt{&SSwitch{Tag: load(pl(w.stage)), Cases: []*Case{
				{V: []int32{2}, Body: []Stmt{w.release()}, Fall: true},
				{V: []int32{1}, Body: []Stmt{w.deregister()}},
			}}}
		}, nil, nil},

		{"staged switch without fallthrough", func(w *world) {
			w.starts(set(pl(w.stage), num(1)), set(pl(w.saved), w.capture()), ifs(good(w.saved), set(pl(w.stage), num(2))), ret(success()))
			w.p.Unload.Body = []Stmt{&SSwitch{Tag: load(pl(w.stage)), Cases: []*Case{
				{V: []int32{2}, Body: []Stmt{w.release()}},
				{V: []int32{1}, Body: []Stmt{w.deregister()}},
			}}}
		}, []want{{"WSK001", "Unload }", 1}}, nil},

		{"closure sees the named result", func(w *world) {
			e := w.p.Entry
			st := e.local("st", tStatus)
			e.Named = st
			l := &Func{Parent: e, Result: tVoid, Body: []Stmt{ifs(bad(st), on(w.registered, w.deregister()))}}
			w.entry(
				&SDefer{X: &ECall{Lit: &EFunc{l}}},
				set(pl(st), w.register()),
				ifs(bad(st), ret(load(pl(st)))),
				yes(w.registered),
				ifs(&ENondet{}, ret(failed())),
				ret(success()),
			)
			w.p.Unload.Body = []Stmt{w.deregister()}
		}, nil, nil},

		{"interlocked guard registers once", func(w *world) {
			cb := w.callback("Write")
			st := cb.local("st", tStatus)
			cb.Body = []Stmt{
				ifs(bin(&EIlk{Cmp: true, P: pl(w.once), A: 1}, "==", num(0)),
					&SAssign{L: pl(st), Op: ":=", X: w.register()},
					ifs(bad(st), &SExpr{&EIlk{P: pl(w.once)}})),
				ret(success()),
			}
			w.entry(ret(success()))
			w.p.Unload.Body = []Stmt{ifs(bin(&EIlk{P: pl(w.once)}, "==", num(1)), w.deregister())}
		}, nil, nil},

		{"lazily registered twice", func(w *world) {
			cb := w.callback("Write")
			st := cb.local("st", tStatus)
			cb.Body = []Stmt{
				&SAssign{L: pl(st), Op: ":=", X: w.register()},
				ifs(good(st), yes(w.registered)),
				ret(success()),
			}
			w.entry(ret(success()))
			w.p.Unload.Body = []Stmt{on(w.registered, w.deregister())}
		}, []want{{"WSK008", "st := wsk.WskRegister(&ClientNpi, &Reg)", 1}}, nil},

		{"the third callback is beyond the harness", func(w *world) {
			cb := w.callback("Write")
			cb.Body = []Stmt{on(w.b, yes(w.c)), on(w.a, yes(w.b)), yes(w.a), ret(success())}
			w.starts(ret(success()))
			w.p.Unload.Body = []Stmt{on(w.c, ret()), w.deregister()}
		}, nil, []want{{"WSK001", "return", 1}}},

		{"so is the third iteration", func(w *world) {
			w.starts(
				&SFor{Cond: &ENondet{}, Body: []Stmt{on(w.b, yes(w.c)), on(w.a, yes(w.b)), yes(w.a)}},
				ret(success()))
			w.p.Unload.Body = []Stmt{on(w.c, ret()), w.deregister()}
		}, nil, []want{{"WSK001", "return", 1}}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld()
			c.build(w)
			fixup(w.p)
			files, err := printAll(w.p, true)
			if err != nil {
				t.Fatal(err)
			}
			src := string(files["p00000/driver.go"])
			if err := typeCheck(w.p, files); err != nil {
				t.Fatalf("%v\n%s", err, src)
			}
			tr := Explore(w.p, 10000)
			if tr.Reject != "" {
				t.Fatalf("rejected: %s\n%s", tr.Reject, src)
			}
			lines := strings.Split(src, "\n")
			at := func(x want) string {
				n := 0
				in := ""
				for i, l := range lines {
					if strings.HasPrefix(l, "func ") {
						in = strings.Fields(strings.TrimPrefix(l, "func "))[0]
						in, _, _ = strings.Cut(in, "(")
					}
					s := strings.TrimSpace(l)
					if l == "}" {
						s = in + " }"
					}
					if s == x.text {
						if n++; n == x.nth {
							return fmt.Sprintf("%s:%d", x.rule, i+1)
						}
					}
				}
				t.Fatalf("no line %q #%d in\n%s", x.text, x.nth, src)
				return ""
			}
			var must, may, wantMust []string
			for _, v := range tr.Must {
				must = append(must, fmt.Sprintf("%s:%d", v.Rule, v.Pos.Line))
			}
			for _, v := range tr.May {
				may = append(may, fmt.Sprintf("%s:%d", v.Rule, v.Pos.Line))
			}
			for _, x := range c.must {
				wantMust = append(wantMust, at(x))
			}
			if !slices.Equal(must, wantMust) {
				t.Errorf("must %v, want %v\n%s", must, wantMust, src)
			}
			for _, x := range c.may {
				if !slices.Contains(may, at(x)) {
					t.Errorf("may %v, want %v among them\n%s", may, at(x), src)
				}
			}
			if c.must == nil && c.may == nil && len(may) > 0 {
				t.Errorf("may %v, want none\n%s", may, src)
			}
		})
	}
}
