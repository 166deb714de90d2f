package statements

// Violation is one rule broken at one line.
type Violation struct {
	Rule  string
	Alt   []string // rules that are as right
	Pos   Pos
	Kind  string
	Sites []Pos // call sites on the stack
	Trace []Step
	Maybe bool // not certain to be a violation: allowed, never required
}

// Step is a line of the example path of a violation.
type Step struct {
	Pos  Pos
	Text string
}

const (
	globReserved = 4
	gInstalled   = 1 // bit per callback
	gUnloadSet   = 2
	gDevice      = 3

	regionShift = 20
	regionMask  = 1<<regionShift - 1
	rGlob       = 1
	rHeap       = 2
	rStack      = 3

	statusFail    = -0x3FFFFFFF
	statusPending = 0x103

	never, registered, deregistered = 0, 1, 2

	fEverReg  = 1 // has been registered
	fRegFail  = 2 // a WskRegister failed since
	fEverRel  = 4 // a capture has been released
	fCapAfter = 8 // a capture failed, or the registration began anew, since the last release

	maxSteps = 4000
	maxIter  = 3 // iterations of an unbounded loop, the last of them not counted for must
	mustIter = 2
)

type ctl uint8

const (
	cNext ctl = iota
	cBreak
	cContinue
	cReturn
	cGoto
	cFall
)

type endKind uint8

const (
	endNone  endKind = iota
	endBlock         // a violation that blocks for ever
	endPrune         // the loop bound
	endCrash         // the driver would crash in a way no rule covers
	endSteps
)

type pathEnd struct{ k endKind }

type deferred struct {
	fn   *Func
	par  *frame
	args []int32
	api  *EApi
	reg  int32 // evaluated registration of a deferred API call
	site Pos
}

type frame struct {
	fn     *Func
	base   int32
	parent *frame
	defers []deferred
	ret    int32
	retPos Pos
	gotos  map[string]int
}

type closure struct {
	fn  *Func
	par *frame
}

type interp struct {
	p     *Program
	glob  []int32
	heap  []int32
	objs  []int32 // start of each heap object
	regs  []int32 // registration objects that have been registered
	stack []int32
	sp    int32
	clos  []closure

	seq   []uint8 // choices to replay, then 0s are appended
	arity []uint8
	pos   int

	tainted, ext bool
	viols        []Violation // with must/may in taint order
	firstMust    int         // index in viols of the must violation, or -1
	sites        []Pos
	steps        int
	label        string
	trace        []Step
	everReg      bool
	unread       bool // the result of the call is discarded

	asked  map[*EApi]bool // the calls whose status is asked after, while that is being found out
	tagged []*EApi
}

func (in *interp) end(k endKind) { panic(pathEnd{k}) }

func (in *interp) choose(n int) int {
	if in.pos == len(in.seq) {
		in.seq = append(in.seq, 0)
		in.arity = append(in.arity, uint8(n))
	}
	c := in.seq[in.pos]
	in.pos++
	return int(c)
}

func (in *interp) load(a int32) int32 {
	o := a & regionMask
	switch a >> regionShift {
	case rGlob:
		return in.glob[o]
	case rHeap:
		return in.heap[o]
	case rStack:
		return in.stack[o]
	}
	in.end(endCrash)
	return 0
}

func (in *interp) store(a, v int32) {
	o := a & regionMask
	switch a >> regionShift {
	case rGlob:
		in.glob[o] = v
	case rHeap:
		in.heap[o] = v
	case rStack:
		in.stack[o] = v
	default:
		in.end(endCrash)
	}
}

func (in *interp) alloc(n int32) int32 {
	o := int32(len(in.heap))
	in.objs = append(in.objs, o)
	for range n {
		in.heap = append(in.heap, 0)
	}
	return rHeap<<regionShift | o
}

func (in *interp) varAddr(f *frame, v *Var) int32 {
	if v.Owner == nil {
		return rGlob<<regionShift | v.Off
	}
	for f.fn != v.Owner {
		f = f.parent
		if f == nil {
			panic("variable " + v.Name + " of another function")
		}
	}
	return rStack<<regionShift | (f.base + v.Off)
}

func (in *interp) addr(f *frame, p *Place) int32 {
	a := in.varAddr(f, p.Root)
	t := p.Root.T
	for _, name := range p.Fields {
		if t.K == KPtr {
			a = in.load(a)
			if a == 0 {
				in.end(endCrash)
			}
			t = t.Elem
		}
		off, ft := t.field(name)
		a += off
		t = ft
	}
	return a
}

func b2i(b bool) int32 {
	if b {
		return 1
	}
	return 0
}

func (in *interp) note(pos Pos, s string) { in.trace = append(in.trace, Step{pos, s}) }

func (in *interp) violate(pos Pos, rule, kind string, alt ...string) {
	in.report(Violation{Rule: rule, Alt: alt, Pos: pos, Kind: kind})
}

func (in *interp) report(v Violation) {
	for i := len(in.sites) - 1; i >= 0; i-- {
		v.Sites = append(v.Sites, in.sites[i])
	}
	in.note(v.Pos, v.Rule+" "+v.Kind)
	v.Trace = in.trace
	if !in.tainted && !in.ext && !v.Maybe {
		in.firstMust = len(in.viols)
	}
	in.tainted = true
	in.viols = append(in.viols, v)
}
