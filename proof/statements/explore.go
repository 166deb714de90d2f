package statements

import (
	"encoding/binary"
	"slices"
	"sort"
)

// The harness: globals zero, DriverEntry; if that succeeds, callbacks in any
// order, then Unload. Violations with at most mustCallbacks callbacks count;
// what only shows with more is allowed, as an analyser need not bound them.
const (
	mustCallbacks = 2
	maxCallbacks  = 4
)

// Truth is what the interpreter found out about a program.
type Truth struct {
	Must, May []*Violation
	Reject    string // why the program is no good as a test, "" if it is
	Runs      int
	Registers bool // some path registers successfully
	Succeeds  bool // some path has DriverEntry succeed
	Unloads   bool // some path comes out of Unload
}

type state struct {
	glob, heap   []int32
	objs, regs   []int32
	tainted, ext bool
	everReg      bool
	trace        []Step
}

func (s *state) key() string {
	b := make([]byte, 0, 4*(len(s.glob)+len(s.heap)))
	for _, v := range s.glob {
		b = binary.LittleEndian.AppendUint32(b, uint32(v))
	}
	for _, v := range s.heap {
		b = binary.LittleEndian.AppendUint32(b, uint32(v))
	}
	return string(b)
}

type vkey struct {
	rule string
	pos  Pos
}

type explorer struct {
	p         *Program
	in        *interp
	must, may map[vkey]*Violation
	runs      int
	maxRuns   int
	t         *Truth
}

// Explore runs p on every choice the environment can make.
func Explore(p *Program, maxRuns int) *Truth {
	return explore(p, maxRuns, func(*interp) {})
}

func explore(p *Program, maxRuns int, set func(*interp)) *Truth {
	p.finalize()
	x := &explorer{p: p, in: &interp{p: p}, must: map[vkey]*Violation{}, may: map[vkey]*Violation{}, maxRuns: maxRuns, t: &Truth{}}
	set(x.in)
	size := int32(globReserved)
	for _, v := range p.Globals {
		size += v.T.size()
	}
	x.run(size)
	t := x.t
	t.Runs = x.runs
	t.Must = sorted(x.must)
	t.May = sorted(x.may)
	return t
}

func sorted(m map[vkey]*Violation) []*Violation {
	var out []*Violation
	for _, v := range m {
		out = append(out, v)
	}
	sort.Slice(out, func(i, j int) bool {
		a, b := out[i], out[j]
		if a.Pos != b.Pos {
			return a.Pos.File < b.Pos.File || a.Pos.File == b.Pos.File && a.Pos.Line < b.Pos.Line
		}
		return a.Rule < b.Rule
	})
	return out
}

func addTo(m map[vkey]*Violation, v *Violation, trace bool) {
	k := vkey{v.Rule, v.Pos}
	o := m[k]
	if o == nil {
		o = &Violation{Rule: v.Rule, Pos: v.Pos, Kind: v.Kind}
		if trace {
			o.Trace = append([]Step{}, v.Trace...)
		}
		m[k] = o
	} else if trace && len(v.Trace) < len(o.Trace) {
		o.Trace = append([]Step{}, v.Trace...)
	}
	for _, a := range v.Alt {
		if !has(o.Alt, a) {
			o.Alt = append(o.Alt, a)
		}
	}
	for _, s := range v.Sites {
		if !has(o.Sites, s) {
			o.Sites = append(o.Sites, s)
		}
	}
}

func has[T comparable](l []T, v T) bool {
	for _, x := range l {
		if x == v {
			return true
		}
	}
	return false
}

// collect files the violations of the run just made.
func (x *explorer) collect() {
	for i := range x.in.viols {
		v := &x.in.viols[i]
		if i == x.in.firstMust {
			addTo(x.must, v, true)
		} else {
			addTo(x.may, v, false)
		}
		// what an analyser may report instead or besides
		for _, a := range v.Alt {
			w := *v
			w.Rule, w.Alt = a, nil
			addTo(x.may, &w, false)
		}
		for _, s := range v.Sites {
			w := *v
			w.Pos, w.Sites, w.Alt = s, nil, nil
			addTo(x.may, &w, false)
		}
	}
}

// outcome of one run of one function
type outcome struct {
	ret    int32
	retPos Pos
	end    endKind
}

func (x *explorer) once(from *state, fn *Func, args []int32, post func(in *interp, o outcome)) (o outcome) {
	in := x.in
	in.glob = append(in.glob[:0], from.glob...)
	in.heap = append(in.heap[:0], from.heap...)
	in.objs = append(in.objs[:0], from.objs...)
	in.regs = append([]int32{}, from.regs...)
	in.sp, in.pos, in.steps = 0, 0, 0
	in.clos = in.clos[:0]
	in.sites = in.sites[:0]
	in.viols = in.viols[:0]
	in.firstMust = -1
	in.tainted, in.ext, in.everReg, in.unread = from.tainted, from.ext, from.everReg, false
	in.trace = append(append(in.trace[:0], from.trace...), Step{fn.Pos, fn.Name})
	defer func() {
		if r := recover(); r != nil {
			pe, ok := r.(pathEnd)
			if !ok {
				panic(r)
			}
			o.end = pe.k
			in.sites = in.sites[:0]
		}
	}()
	o.ret, o.retPos = in.call(fn, nil, args)
	post(in, o)
	return o
}

// phase runs fn from a state on every choice sequence; post sees each run that
// returned.
func (x *explorer) phase(from *state, fn *Func, args []int32, post func(in *interp, o outcome)) bool {
	in := x.in
	in.seq, in.arity = in.seq[:0], in.arity[:0]
	for {
		x.runs++
		if x.runs > x.maxRuns {
			x.t.Reject = "too many paths"
			return false
		}
		o := x.once(from, fn, args, post)
		if in.everReg {
			x.t.Registers = true
		}
		switch o.end {
		case endCrash:
			if !in.tainted {
				x.t.Reject = "crash"
				return false
			}
		case endSteps:
			x.t.Reject = "too many steps"
			return false
		}
		x.collect()
		// the next sequence
		in.seq, in.arity = in.seq[:in.pos], in.arity[:in.pos]
		for len(in.seq) > 0 && in.seq[len(in.seq)-1]+1 == in.arity[len(in.arity)-1] {
			in.seq, in.arity = in.seq[:len(in.seq)-1], in.arity[:len(in.arity)-1]
		}
		if len(in.seq) == 0 {
			return true
		}
		in.seq[len(in.seq)-1]++
	}
}

func (in *interp) snapshot() *state {
	// drop dead objects at the end of the heap
	for len(in.objs) > 0 {
		lo := in.objs[len(in.objs)-1]
		ref := false
		live := func(cells []int32) {
			for _, c := range cells {
				if c>>regionShift == rHeap && c&regionMask >= lo {
					ref = true
				}
			}
		}
		live(in.glob)
		live(in.heap[:lo])
		for _, a := range in.regs {
			if a>>regionShift == rHeap && a&regionMask >= lo && in.load(a+regState) == registered {
				ref = true
			}
		}
		if ref {
			break
		}
		var keep []int32
		for _, a := range in.regs {
			if a>>regionShift != rHeap || a&regionMask < lo {
				keep = append(keep, a)
			}
		}
		in.regs = keep
		in.heap = in.heap[:lo]
		in.objs = in.objs[:len(in.objs)-1]
	}
	return &state{
		glob: append([]int32{}, in.glob...), heap: append([]int32{}, in.heap...), objs: append([]int32{}, in.objs...),
		regs:    append([]int32{}, in.regs...),
		tainted: in.tainted, ext: in.ext, everReg: in.everReg, trace: append([]Step{}, in.trace...),
	}
}

// isRegistered reports whether any registration object is registered.
func (x *explorer) isRegistered(in *interp) bool {
	for _, a := range in.regs {
		if in.load(a+regState) == registered {
			return true
		}
	}
	return false
}

// lost reports whether a live registration is in an object that no cell outside
// it leads to. Objects do not lead to each other in generated programs.
func (in *interp) lost() bool {
	for _, a := range in.regs {
		if a>>regionShift == rHeap && in.load(a+regState) == registered && !in.reached(a&regionMask) {
			return true
		}
	}
	return false
}

// reached reports whether a global, or a device's extension, points into the
// heap object that holds cell o.
func (in *interp) reached(o int32) bool {
	lo, hi := int32(0), int32(len(in.heap))
	for _, start := range in.objs {
		if start <= o {
			lo = start
		} else {
			hi = min(hi, start)
		}
	}
	into := func(c int32) bool { return c>>regionShift == rHeap && c&regionMask >= lo && c&regionMask < hi }
	return slices.ContainsFunc(in.glob, into) ||
		slices.ContainsFunc(in.heap[:lo], into) || slices.ContainsFunc(in.heap[hi:], into)
}

func (x *explorer) run(globSize int32) {
	start := &state{glob: make([]int32, globSize)}
	seen := map[string][]*state{}
	// level holds the states after n callbacks
	var level []*state
	add := func(l []*state, s *state) []*state {
		k := s.key()
		for _, o := range seen[k] {
			if (!o.tainted || s.tainted) && (!o.ext || s.ext) {
				return l // whatever s can show, o shows
			}
		}
		seen[k] = append(seen[k], s)
		return append(l, s)
	}
	entryArgs := []int32{0, 0}
	ok := x.phase(start, x.p.Entry, entryArgs, func(in *interp, o outcome) {
		if o.ret < 0 {
			if x.isRegistered(in) {
				in.violate(o.retPos, "WSK006", "failed-load-registered")
			}
			return
		}
		x.t.Succeeds = true
		if in.lost() {
			// the registration can no longer be deregistered: Unload leaves it (WSK001),
			// or it is lost where the last pointer to it goes
			in.report(Violation{Rule: "WSK009", Pos: o.retPos, Kind: "entry-loses-registration", Maybe: true})
		}
		level = add(level, in.snapshot())
	})
	if !ok {
		return
	}
	for depth := 0; depth <= maxCallbacks && len(level) > 0; depth++ {
		// certain paths first
		sort.SliceStable(level, func(i, j int) bool { return rank(level[i]) < rank(level[j]) })
		var next []*state
		for _, s := range level {
			if s.glob[gUnloadSet] != 0 {
				ok := x.phase(s, x.p.Unload, []int32{0}, func(in *interp, o outcome) {
					x.t.Unloads = true
					if x.isRegistered(in) {
						in.violate(o.retPos, "WSK001", "unload-registered")
					}
				})
				if !ok {
					return
				}
			}
			if depth == maxCallbacks {
				continue
			}
			for i, cb := range x.p.Callbacks {
				if s.glob[gInstalled]&(1<<i) == 0 {
					continue
				}
				c := *s
				c.ext = c.ext || depth >= mustCallbacks
				ok := x.phase(&c, cb, []int32{s.glob[gDevice], 0}, func(in *interp, o outcome) {
					next = add(next, in.snapshot())
				})
				if !ok {
					return
				}
			}
		}
		level = next
		if len(seen) > 3000 {
			x.t.Reject = "too many states"
			return
		}
	}
}

func rank(s *state) int {
	r := 0
	if s.tainted {
		r++
	}
	if s.ext {
		r += 2
	}
	return r
}
