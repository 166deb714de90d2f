// Package simulate runs a residual program on abstract states: property
// simulation of a whole driver, from the roots that its caller names.
//
// A state is memory cells, registers, constraints on unknown values, and the
// typestate of each registration. Branches on unknown values split a state,
// calls of DDIs split it into success and failure, and states that become
// equal become one. States of different typestates never merge; of one
// typestate, so many are kept apart at a block as Limits.States says, and then
// they merge to what they share. So the cost is polynomial in the program, and
// a witness that no merge took part in is exact.
package simulate

import (
	"github.com/wskvet/wskvet/internal/coverage"
	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/settings"
	"github.com/wskvet/wskvet/internal/state"
	"github.com/wskvet/wskvet/internal/summary"
	"github.com/wskvet/wskvet/internal/typestate"
	"github.com/wskvet/wskvet/internal/witness"
)

// Machine runs a program. It interns what states are made of; it belongs to one
// run from one package's roots.
type Machine struct {
	*devices
}

// devices is what is done to devices, files, framework objects and callbacks.
type devices struct {
	*registrar
}

// registrar is the network module registrar.
type registrar struct {
	*client
}

// runner runs functions on states. It belongs to one run from one package's roots.
type runner struct {
	*state.Space
	limits    settings.Limits
	sites     map[program.SiteKey]*program.Site
	stack     []*program.Func
	counters  []Value // by function on the stack: what it counts by
	pauses    int     // threads that have paused, or could not
	memos     memos
	spare     [][]state.State   // room for states, to be used again
	idle      []*activation     // likewise
	outs      [][]outcome       // likewise, for what calls come to
	inside    int               // activities that are being run
	beside    *program.Site     // where the activity was started that is being run, or nil
	running   *state.Activity   // that is being run, or nil
	calls     []state.CallFrame // of the activity that is being run
	cannot    int               // calls under way that cannot be paused
	until     uint64            // key of the event that the activity is run for, or 0
	ended     []state.State     // where the activity that is being run has ended itself
	halted    []state.State     // where the activity that is being run has paused
	entering  bool              // DriverEntry is being run: no callback runs beside it
	unloading bool              // Unload is: likewise
	scope     Scope             // what of the driver is followed
	loading   string            // the function that is being run and for which the system waits, or ""
	endless   int               // activities that it waits for without end
	only      []string          // the rules that may be reported; empty: all
	skipper   witness.Skipper   // of what ways of branches pass over
	focus     string            // the registration that is followed alone; "" for all
	met       []string          // the registrations that have been met, by identity
	known     map[string]bool   // the same, as a set
	chosen    map[uint64]bool   // whether they are followed, by object and path
	crowded   bool              // too many have been met to follow them together
	exact     *exact            // what makes the run exact, or nil
	unclear   bool              // see Unclear
	steps     int
	cost      []int // by function, or nil: see Counting
	report    reporter
	log       *coverage.Log     // of where lives have been
	trails    []*coverage.Trail // of it, by function
	sys       system
}

// levels is the IRQL at which code runs, and what it must not call there.
type levels struct {
	*lives
}

// lives is who runs beside the root that is followed: threads, work items, DPCs, timers,
// and the requests that are pending.
type lives struct {
	*runner
	rests    map[program.SiteKey]program.Effects // of what follows an instruction
	followed map[program.SiteKey]int             // how often requests have been followed to their ends
	reqs     lifecycle
}

// client is what the calls of Winsock Kernel do.
type client struct {
	*levels
	phases    map[typestate.Registration]string
	asked     map[program.SiteKey]bool // calls whose status is compared with STATUS_PENDING
	lastNames map[uint64]string        // of registrations that nothing leads to any more
	lastOf    map[uint64]string        // the function that was handed an IRP last, by object and path
	asIs      map[uint64]string        // an IRP as the driver's code names it
}

// New makes a machine for a program. It tells the log where lives have been.
func New(p *program.Program, limits settings.Limits, log *coverage.Log) *Machine {
	m := &Machine{&devices{&registrar{&client{levels: &levels{&lives{runner: newRunner(p, limits, log)}}, phases: map[typestate.Registration]string{}}}}}
	m.sys, m.reqs = m, m
	m.Again()
	return m
}

// Again forgets what has been run and found. What states are made of stays, so
// that a state made before can be run from again.
func (m *Machine) Again() {
	m.runner.again()
	m.report = reporter{m: m}
	m.rests, m.followed = map[program.SiteKey]program.Effects{}, map[program.SiteKey]int{}
	m.asked, m.lastOf, m.asIs, m.lastNames = map[program.SiteKey]bool{}, map[uint64]string{}, map[uint64]string{}, map[uint64]string{}
}

// again forgets what has been run and found.
func (m *runner) again() {
	m.memos, m.Deep, m.Assumed = memos{}, map[int64]int{}, nil
	m.met, m.known, m.chosen, m.crowded = nil, map[string]bool{}, map[uint64]bool{}, false
	m.unclear = false
	m.Roots, m.steps, m.exact = nil, 0, nil
}

// newRunner is a runner for the functions of a program.
func newRunner(p *program.Program, limits settings.Limits, log *coverage.Log) *runner {
	return &runner{Space: state.New(p), limits: limits, log: log, trails: make([]*coverage.Trail, len(p.Funcs)),
		sites: map[program.SiteKey]*program.Site{}, skipper: witness.NewSkipper(p),
		scope: Scope{Sockets: true, Lent: true, Steps: limits.Steps}}
}

// Zero is the state of a driver that has just been loaded.
func (m *Machine) Zero() state.State { return state.State{} }

// Open makes globals hold anything from here on.
func (m *Machine) Open() { m.AnyGlob = true }

func (m *Machine) site(f *program.Func, block, instr int32) *program.Site {
	if f.Sites == nil {
		f.Sites = make([][]program.Site, len(f.Blocks))
	}
	if f.Sites[block] == nil {
		f.Sites[block] = make([]program.Site, len(f.Blocks[block].Instrs))
	}
	s := &f.Sites[block][instr]
	if s.Fn == nil {
		*s = program.Site{Key: program.SiteKey{Fn: f.Index, Block: block, Instr: instr}, Fn: f, Pos: f.Blocks[block].Instrs[instr].Pos}
	}
	return s
}

// exitSite is the place of a function's closing brace, or of its start.
func (m *Machine) funcSite(f *program.Func, end bool) *program.Site {
	k := program.Edge.In(f.Index, 0)
	pos := f.Pos
	if end {
		k.Instr, pos = 1, f.End
	}
	s, ok := m.sites[k]
	if !ok {
		s = &program.Site{Key: k, Fn: f, Pos: pos}
		m.sites[k] = s
	}
	return s
}

// typeOf is the dynamic type that a MakeIface or Assert names; 0 if it is not
// known.
func (a *activation) typeOf(st *state.State, in *summary.Instr) int32 {
	if in.Name != "" {
		return a.m.TypeID(in.Name)
	}
	if v := a.value(st, in.B); v.K == Str {
		return a.m.TypeID(a.m.Prog.Text(v.N))
	}
	return 0
}

// Exit is one way out of a function.
type Exit struct {
	State   state.State
	Results []Value
	at      *program.Site
	Panics  bool
}

// run runs function f from state st, whose registers are the parameters and
// free variables. What it has come to from an equal state, in an equal context, is
// remembered, unless a thread paused or ended on the way.
func (m *Machine) run(f *program.Func, st *state.State) []Exit {
	k := memoKey{f.Index, combine(st.Hash(), m.context(), state.Bit(st.Lossy))}
	if known, ok := m.memos.get(k); ok {
		return rebase(known, st.Trace)
	}
	halted, ended, pauses := len(m.halted), len(m.ended), m.pauses
	m.push(f, st)
	exits := m.body(f, st)
	m.pop()
	if len(m.halted) != halted || len(m.ended) != ended || m.pauses != pauses {
		return exits
	}
	m.memos.put(k, memo{exits, st.Trace})
	return exits
}

// context is the hash of what a run depends on besides its state: which life is
// followed, beside which wait, and whether anybody hears what it finds.
func (m *Machine) context() uint64 {
	loads := m.loading != "" && m.inside <= m.endless
	return combine(uint64(m.inside), state.Bit(m.Alone)|state.Bit(loads)<<1|state.Bit(m.report.quiet)<<2|state.Bit(len(m.only) > 0)<<3, m.until)
}

// maxSpare bounds the lists of a kind that are kept for further use: calls may be
// some levels deep.
const maxSpare = 64

// room is an empty list of states.
func (m *Machine) room() []state.State {
	if len(m.spare) == 0 {
		return make([]state.State, 0, 8)
	}
	return program.Pop(&m.spare)
}

// outcomes is an empty list of what a call comes to.
func (m *Machine) outcomes() []outcome {
	if len(m.outs) == 0 {
		return make([]outcome, 0, 4)
	}
	return program.Pop(&m.outs)
}

// vacate takes back the room of a list of states that nothing refers to any more.
func (m *Machine) vacate(states []state.State) {
	if cap(states) > 0 && len(m.spare) < maxSpare {
		m.spare = append(m.spare, states[:0])
	}
}

func (m *Machine) note(st *state.State, kind finding.Kind, at *program.Site, text, state string) {
	st.Trace = &witness.Step{Up: st.Trace, Kind: kind, At: at, Text: text, State: state, Depth: len(m.stack), N: st.Trace.Count() + 1}
	st.Tainted = st.Tainted || m.astray(st)
}

// remark notes what a witness shows only if it is about the IRP at key k.
func (m *Machine) remark(st *state.State, at *program.Site, text, state string, k uint64) {
	st.Trace = &witness.Step{Up: st.Trace, Kind: finding.Operate, At: at, Text: text, State: state, Depth: len(m.stack), N: st.Trace.Count(), Irp: k}
}

// over reports whether the run has used up its steps.
func (m *Machine) over() bool { return m.crowded || m.steps > m.most() }

func (m *Machine) most() int {
	if m.exact != nil {
		return m.exact.steps
	}
	return m.scope.Steps
}

// exitStates removes what a function's frame held from its exits.
func (m *Machine) leave(f *program.Func, e *Exit) {
	st := &e.State
	var none []int32
	m.Gone = st.Regs.Keep(none, m.Gone[:0])
	// the results are held by nobody for a moment
	for i, v := range e.Results {
		st.Regs.Set(uint32(i), v)
	}
	m.Sweep(f, st)
	m.Unlearn(st, m.Gone)
	st.Regs = state.Registers{}
	st.Defers = nil
}
