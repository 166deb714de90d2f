// Package concrete runs a driver model step by step, as Go defines it, on every
// choice that its environment can make, and watches the rules of the WSK client
// interface. What it sees is the truth about a small driver: it shares nothing
// with wskvet but the rules' wording, and it does not approximate. What it
// cannot run it names.
package concrete

import (
	"fmt"
	"go/token"
	"math/rand/v2"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// Bounds of one run. A life with more steps is cut off there; a driver with deeper calls is
// given up on, by name.
const (
	maxSteps    = 20_000
	maxDepth    = 200
	maxSwitches = 3 // switches between threads that could both go on
)

// A run is one life of the driver under one sequence of choices.
type run struct {
	d       *Driver
	choices []int // to be replayed; 0 is appended
	arity   []int
	next    int
	rng     *rand.Rand // chooses where there is nothing to replay; nil takes 0
	lucky   bool       // and prefers 0, which mostly is success, so that lives get far
	why     string     // why the driver cannot be run
	cut     bool       // it would have gone on

	globals            map[*ssa.Global]*node
	regs               map[*node]*registration
	regList            []*node
	sockets            map[*node]*socket
	socketList         []*node
	clients            []*client
	jobs               map[*node]*job
	timers             map[*node]*timer
	contexts           map[contextKey]*node
	sys                *system
	requests           map[*node]*request
	events             map[*node]*event
	rundowns           map[*node]*rundown
	onces              map[*node]int
	holders            map[*node]*thread // of locks
	old                map[*node]int     // IRQLs before a lock was taken, by the lock or its handle
	locks              map[*node]*node   // by their handles
	loans              map[*node]*loan
	given              map[*node]bool // addresses and descriptors that have been given back
	groups             map[*node]int64
	threads            []*thread
	cur                *thread
	steps              int
	switches           int
	tainted            bool
	found              []Violation
	ended              bool  // the connection of the socket that a model leaves out
	device             *node // the last one made
	devices, exclusive int   // made, and those of which one handle at a time may be open
}

// A Violation is a rule that a run breaks.
type Violation struct {
	Rule string
	Pos  token.Position
	Must bool // nothing was broken before it
	Func string
}

// stop ends a run.
type stop struct{ why string } // "" if the life has come to its end

func (r *run) end() { panic(stop{}) }

func (r *run) unable(format string, args ...any) { panic(stop{fmt.Sprintf(format, args...)}) }

func (r *run) choose(n int) int {
	if n < 2 {
		return 0
	}
	if r.next == len(r.choices) {
		c := 0
		if r.rng != nil {
			c = r.rng.IntN(n)
			if r.lucky && r.rng.IntN(2) == 0 {
				c = 0
			}
		}
		r.choices = append(r.choices, c)
		r.arity = append(r.arity, n)
	}
	c := r.choices[r.next]
	r.next++
	return c
}

// A thread is a root of the harness, a goroutine, a system thread, a work item
// or the completion of a request.
type thread struct {
	stack     []*frame
	blocked   func() bool // reports whether the thread can go on
	waits     string      // what it is blocked in
	at        token.Position
	born      token.Position // the statement that started it
	obj       *node          // what a wait for the thread waits on
	irql      int
	vague     bool // or any below: chosen as soon as it is looked at
	result    value
	last      *frame // the frame that it ended with
	ended     bool
	panics    bool
	cause     value // what it panics with
	system    bool
	wsk       bool   // runs a callback or completion routine of WSK
	completes bool   // runs a completion routine of WSK
	event     *event // what it waits for
	start     func()
}

type deferred struct {
	call *ssa.CallCommon
	fn   value
	args []value
	pos  token.Pos
}

type frame struct {
	fn        *ssa.Function
	env       map[ssa.Value]value
	block     *ssa.BasicBlock
	prev      *ssa.BasicBlock
	pc        int
	defers    []deferred
	result    value
	retPos    token.Pos
	then      func(value) // takes the result
	locals    []*node     // variables, on the stack in C
	panicking bool
	cause     value // of the panic
	recovered bool
	byDefer   *frame // the panicking frame whose deferred call this is
}

func (r *run) pos(p token.Pos) token.Position { return r.d.Fset.Position(p) }

// push enters a function; natives are carried out at once.
func (r *run) push(t *thread, fn value, args []value, then func(value)) *frame {
	switch fn := fn.(type) {
	case *ssa.Function:
		return r.enter(t, fn, args, nil, then)
	case *closure:
		return r.enter(t, fn.fn, args, fn.env, then)
	}
	r.crash()
	return nil
}

func (r *run) enter(t *thread, fn *ssa.Function, args, env []value, then func(value)) *frame {
	if len(fn.Blocks) == 0 {
		r.unable("no body: %s", fn)
	}
	if len(t.stack) > maxDepth {
		r.unable("recursion deeper than %d", maxDepth)
	}
	f := &frame{fn: fn, env: make(map[ssa.Value]value, 16), block: fn.Blocks[0], then: then}
	for i, p := range fn.Params {
		f.env[p] = args[i]
	}
	for i, v := range fn.FreeVars {
		f.env[v] = env[i]
	}
	t.stack = append(t.stack, f)
	return f
}

// crash is a bug check or an unrecovered panic: the life ends. No rule is
// broken by that itself.
func (r *run) crash() {
	for _, n := range r.regList {
		r.d.Crashes = r.d.Crashes || r.regs[n].state == live
	}
	for _, l := range r.clients {
		r.d.Crashes = r.d.Crashes || !l.awaited
	}
	r.end()
}

// violate records that a rule is broken.
func (r *run) violate(rule string, at token.Position) {
	fn := ""
	if t := r.cur; t != nil && len(t.stack) > 0 {
		fn = t.stack[len(t.stack)-1].fn.Name()
	}
	r.found = append(r.found, Violation{rule, at, !r.tainted, fn})
	r.tainted = true
}

// finish runs threads until main has ended; it reports whether it has.
func (r *run) finish(main *thread) bool {
	for !main.ended {
		if r.interrupts(main) && r.sys.stir() {
			r.cur = r.threads[len(r.threads)-1]
			continue
		}
		t := r.pick(main)
		if t == nil && (r.sys.stir() || r.sys.comes()) {
			continue
		}
		if t == nil {
			r.deadlock()
			return false
		}
		r.cur = t
		r.step(t)
	}
	return true
}

// interrupts reports whether a socket's event may come now though others can go on: as a
// callback begins to wait. A driver that loads has not enabled its events.
func (r *run) interrupts(main *thread) bool {
	return r.cur == main && r.sys != nil && r.sys.loaded && main.blocked != nil && !main.blocked()
}

// pick chooses the thread to run next: the current one goes on until it is
// blocked, unless a switch is left and it is about to do something others see.
func (r *run) pick(main *thread) *thread {
	var ready []*thread
	for _, t := range r.threads {
		if !t.ended && (t.blocked == nil || t.blocked()) {
			ready = append(ready, t)
		}
	}
	if len(ready) == 0 {
		return nil
	}
	cur := r.cur
	if cur == nil || !slices.Contains(ready, cur) {
		return ready[r.choose(len(ready))]
	}
	if len(ready) == 1 || r.switches >= maxSwitches || !r.visible(cur) {
		return cur
	}
	i := r.choose(len(ready))
	if i == 0 {
		return cur
	}
	r.switches++
	others := slices.DeleteFunc(slices.Clone(ready), func(t *thread) bool { return t == cur })
	return others[i-1]
}

// visible reports whether t is about to call something, or to use a channel.
func (r *run) visible(t *thread) bool {
	if len(t.stack) == 0 {
		return true
	}
	f := t.stack[len(t.stack)-1]
	switch in := f.block.Instrs[f.pc].(type) {
	case *ssa.Call:
		fn, ok := in.Call.Value.(*ssa.Function)
		return !ok || len(fn.Blocks) == 0 || intrinsic(fn)
	case *ssa.Select, *ssa.Send, *ssa.Return:
		return true
	case *ssa.UnOp:
		return in.Op == token.ARROW
	}
	return false
}

// deadlock is reached where every thread waits for ever. A thread that waits in
// WskDeregister waits for what nobody gives back, one that waits for the end of an NMR
// client for a detachment that nobody completes.
func (r *run) deadlock() {
	// while an event may come yet, its callback may close what is open
	r.tainted = r.tainted || len(r.sys.still()) > 0
	for _, t := range r.threads {
		if !t.ended && t.waits == "NmrWaitForClientDeregisterComplete" && slices.ContainsFunc(r.clients, (*client).stays) {
			r.cur = t
			r.violate("WSK015", t.at)
		}
		if t.ended || t.waits != "WskDeregister" {
			continue
		}
		r.cur = t
		for _, n := range r.regList {
			g := r.regs[n]
			switch {
			case g.waiter != t:
			case g.captures > 0:
				r.violate("WSK003", t.at)
			case g.sockets > 0:
				r.violate("WSK004", t.at)
			}
		}
	}
}
