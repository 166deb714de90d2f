package statements

// starting is a function that does stages and returns a status: success, or failure with
// everything undone.
type starting struct {
	g      *gen
	sc     *scope
	stages []*stage
	clear  bool // undoing clears the marks
	final  func() []Stmt

	status *Place
	head   []Stmt
	locals map[*stage]*Var // marks of stages that have none, for the styles that look at them
}

// startStyle is a way to write such a function.
type startStyle struct {
	feature string
	body    func(*starting) []Stmt
}

var startStyles = []startStyle{
	{"nested", (*starting).nested},
	{"goto", (*starting).labels},
	{"goto", (*starting).oneLabel},
	{"switch", (*starting).fallthroughs},
	{"deferclosure", (*starting).deferred},
	{"closure", (*starting).closure},
	{"onceloop", (*starting).onceLoop},
	{"cleanupfn", (*starting).cleanup},
}

// startBody is the body of a function that does the stages. What final makes stands before
// it returns success.
func (g *gen) startBody(sc *scope, ss []*stage, clear bool, final func() []Stmt) []Stmt {
	styles := []func(*starting) []Stmt{(*starting).early, (*starting).early}
	for _, s := range startStyles {
		if g.on[s.feature] && !(s.feature == "cleanupfn" && g.cleanup == nil) {
			styles = append(styles, s.body)
		}
	}
	body := styles[g.n(len(styles))]
	st := sc.fn.local(pickOf(g, "st", "status"), tStatus)
	s := &starting{g: g, sc: sc, stages: ss, clear: clear, final: final, status: pl(st), head: []Stmt{&SVar{st}}, locals: map[*stage]*Var{}}
	b := body(s)
	head := append(s.head, sc.decls...)
	sc.decls = nil
	sc.hoist = false
	return append(head, b...)
}

// ok is the end of a start that has succeeded.
func (s *starting) ok() []Stmt {
	var out []Stmt
	if s.final != nil {
		out = s.final()
	}
	return append(out, &SReturn{X: success()})
}

func (s *starting) failed() Stmt { return &SReturn{X: load(s.status)} }

// mark gives the stages without a mark of their own a local one.
func (s *starting) mark() {
	for _, x := range s.stages {
		if x.undo != nil && !x.self && x.m.kind == "" {
			v := s.sc.fn.local("have"+map[string]string{"reg": "Reg", "cap": "Cap", "sock": "Sock", "group": "Net"}[x.what], tBool)
			s.locals[x] = v
			s.head = append(s.head, &SVar{v})
		}
	}
}

// done marks a stage.
func (s *starting) done(x *stage) []Stmt {
	out := x.m.set(s.sc)
	if v := s.locals[x]; v != nil {
		out = append(out, set(pl(v), lit(1, "true")))
	}
	return out
}

// steps does all stages one behind the other, with the same behind each that fails.
func (s *starting) steps(ret bool, onFail func(i int) []Stmt) []Stmt {
	var out []Stmt
	for i, x := range s.stages {
		out = append(out, s.g.step(s.sc, x, s.status, onFail(i), ret)...)
		out = append(out, s.done(x)...)
	}
	return out
}

// guarded undoes what is marked.
func (s *starting) guarded(sc *scope) []Stmt {
	var out []Stmt
	for i := len(s.stages) - 1; i >= 0; i-- {
		out = append(out, s.g.undoGuarded(sc, s.stages[i], s.locals[s.stages[i]], s.clear)...)
	}
	return out
}

// undo undoes a stage that is known to be done.
func (s *starting) undo(x *stage) []Stmt { return s.g.undoOne(s.sc, x, s.clear) }

func (s *starting) early() []Stmt {
	body := s.steps(true, func(i int) []Stmt {
		var out []Stmt
		for i--; i >= 0; i-- {
			out = append(out, s.undo(s.stages[i])...)
		}
		return out
	})
	return append(body, s.ok()...)
}

func (s *starting) nested() []Stmt {
	body := s.nest(0)
	if allNofail(s.stages) {
		return body
	}
	return append(body, s.failed())
}

// nest does the stages from i on, each in the success of the one before it.
func (s *starting) nest(i int) []Stmt {
	if i == len(s.stages) {
		return s.ok()
	}
	x := s.stages[i]
	out := x.do(s.sc, s.status)
	in := append(s.done(x), s.nest(i+1)...)
	if !allNofail(s.stages[i+1:]) {
		in = append(in, s.undo(x)...)
	}
	if x.nofail {
		return append(out, in...)
	}
	f := ifs(s.g.ok(s.status), in...)
	if s.g.chance(.3) {
		f.Else = []Stmt{s.g.print(x.what + " failed")}
	}
	return append(out, f)
}

// labels jumps to a label for each stage, behind which those before it are undone.
func (s *starting) labels() []Stmt {
	s.sc.hoist = true
	label := func(i int) string { return "fail" + itoa(i) }
	body := s.steps(false, func(i int) []Stmt { return []Stmt{&SGoto{label(i)}} })
	body = append(body, s.ok()...)
	if allNofail(s.stages) {
		return body
	}
	live := false
	for i := len(s.stages) - 1; i >= 0; i-- {
		if live {
			body = append(body, s.undo(s.stages[i])...)
		}
		if !s.stages[i].nofail {
			body = append(body, &SLabel{label(i)})
			live = true
		}
	}
	return append(body, s.failed())
}

// oneLabel jumps to one label, behind which what is marked is undone.
func (s *starting) oneLabel() []Stmt {
	s.sc.hoist = true
	s.mark()
	body := s.steps(false, func(int) []Stmt { return []Stmt{&SGoto{"cleanup"}} })
	body = append(body, s.ok()...)
	if allNofail(s.stages) {
		return body
	}
	body = append(body, &SLabel{"cleanup"})
	body = append(body, s.guarded(s.sc)...)
	return append(body, s.failed())
}

// fallthroughs counts the stages, and undoes them in a switch whose cases fall through.
func (s *starting) fallthroughs() []Stmt {
	step := s.sc.fn.local("step", tInt)
	s.head = append(s.head, &SVar{step})
	body := s.counted(step, 0)
	body = append(body, ifs(s.g.ok(s.status), s.ok()...))
	sw := &SSwitch{Tag: load(pl(step))}
	for i := len(s.stages) - 1; i >= 0; i-- {
		u := s.undo(s.stages[i])
		if len(u) == 0 {
			u = []Stmt{s.g.print("nothing to undo")}
		}
		sw.Cases = append(sw.Cases, &Case{V: []int32{int32(i + 1)}, Body: u, Fall: i > 0})
	}
	if len(sw.Cases) > 0 {
		body = append(body, sw)
	}
	return append(body, s.failed())
}

// counted does the stages from i on, each in the success of the one before it, and says in
// step how many are done.
func (s *starting) counted(step *Var, i int) []Stmt {
	if i == len(s.stages) {
		return nil
	}
	x := s.stages[i]
	out := x.do(s.sc, s.status)
	in := append(s.done(x), set(pl(step), num(int32(i+1))))
	in = append(in, s.counted(step, i+1)...)
	if x.nofail {
		return append(out, in...)
	}
	return append(out, ifs(s.g.ok(s.status), in...))
}

// deferred undoes what is marked in a deferred closure that looks at the status.
func (s *starting) deferred() []Stmt {
	s.mark()
	s.sc.fn.Named = s.status.Root
	s.head = s.head[1:]
	l := &Func{Parent: s.sc.fn, Result: tVoid}
	sc := *s.sc
	look := ifs(s.g.fail(s.status), s.guarded(&sc)...)
	l.Body = []Stmt{look}
	var body []Stmt
	if len(look.Then) > 0 {
		body = append(body, &SDefer{X: &ECall{Lit: &EFunc{l}}})
	}
	for _, x := range s.stages {
		body = append(body, x.do(s.sc, s.status)...)
		if !x.nofail {
			body = append(body, ifs(s.g.fail(s.status), s.failed()))
		}
		body = append(body, s.done(x)...)
	}
	return append(body, s.ok()...)
}

// closure undoes what is marked in a closure that is called behind each failure.
func (s *starting) closure() []Stmt {
	s.mark()
	l := &Func{Parent: s.sc.fn, Result: tVoid}
	sc := *s.sc
	l.Body = s.guarded(&sc)
	v := s.sc.fn.local(pickOf(s.g, "cleanup", "undo", "rollback"), tFunc)
	if len(l.Body) == 0 {
		return append(s.steps(true, func(int) []Stmt { return nil }), s.ok()...)
	}
	body := []Stmt{&SAssign{L: pl(v), Op: ":=", X: &EFunc{l}}}
	body = append(body, s.steps(true, func(int) []Stmt { return []Stmt{&SExpr{&ECall{Val: pl(v)}}} })...)
	return append(body, s.ok()...)
}

// onceLoop leaves a loop behind each failure, and undoes what is marked behind it.
func (s *starting) onceLoop() []Stmt {
	s.mark()
	loop := &SFor{Body: s.steps(false, func(int) []Stmt { return []Stmt{&SBreak{}} })}
	loop.Body = append(loop.Body, s.ok()...)
	if allNofail(s.stages) {
		return loop.Body
	}
	body := append([]Stmt{loop}, s.guarded(s.sc)...)
	return append(body, s.failed())
}

// cleanup calls the driver's clean-up function behind each failure.
func (s *starting) cleanup() []Stmt {
	body := s.steps(true, func(int) []Stmt { return []Stmt{&SExpr{s.g.callHelper(s.sc, s.g.cleanup, -1)}} })
	return append(body, s.ok()...)
}
