// Package follow runs the functions of a residual program on abstract states: property
// simulation. It knows what instructions do, calls, deferred calls, recursion, and which
// runs it has to do once only. What the system does it asks of the rooms above.
//
// Branches on unknown values split a state, calls of DDIs split it into success and
// failure, and states that become equal become one. States of different typestates never
// merge; of one typestate, so many are kept apart at a block as Limits.States says, and
// then they merge to what they share. So the cost is polynomial in the program, and a
// witness that no merge took part in is exact.
package follow

import (
	"strconv"
	"strings"

	"github.com/wskvet/wskvet/internal/coverage"
	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/settings"
	"github.com/wskvet/wskvet/internal/state"
	"github.com/wskvet/wskvet/internal/summary"
	"github.com/wskvet/wskvet/internal/witness"
)

// Runner runs functions on states. It belongs to one run from one package's roots.
type Runner struct {
	*state.Space
	Context
	Course
	Limits    settings.Limits
	sites     map[program.SiteKey]*program.Site
	Stack     []*program.Func
	counters  []domain.Value // by function on the stack: what it counts by
	Pauses    int            // threads that have paused, or could not
	Stays     int            // loops that a thread has not left
	Cuts      int            // how often states were dropped
	memos     memos
	spare     [][]state.State // room for states, to be used again
	idle      []*Activation   // likewise
	outs      [][]Outcome     // likewise, for what calls come to
	ways      []Exit          // likewise, for what is remembered of a run
	Scope     Scope           // what of the driver is followed
	skipper   witness.Skipper // of what ways of branches pass over
	focus     string          // the registration that is followed alone; "" for all
	met       []string        // the registrations that have been met, by identity
	known     map[string]bool // the same, as a set
	chosen    map[uint64]bool // whether they are followed, by object and path
	crowded   bool            // too many have been met to follow them together
	exact     *exact          // what makes the run exact, or nil
	unclear   []Unclear       // see Unclear
	steps     int
	abandoned bool  // see Abandon
	cost      []int // by function, or nil: see Counting
	Report    Reporter
	callbacks state.Slot[callbacks]
	log       *coverage.Log     // of where lives have been
	trails    []*coverage.Trail // of it, by function
	Sys       system
	Observer  Observer // or nil
	runs      int      // of functions
	guesses   bool     // the reader of C has not understood something of the program
}

// Again forgets what has been run and found.
func (m *Runner) Again() {
	m.memos, m.Deep, m.Assumed = memos{}, map[int64]int{}, nil
	m.met, m.known, m.chosen, m.crowded = nil, map[string]bool{}, map[uint64]bool{}, false
	m.unclear, m.abandoned = nil, false
	m.Roots, m.steps, m.exact, m.Exact, m.Hides, m.Dozes = nil, 0, nil, false, false, false
	m.Report = Reporter{m: m}
}

// NewRunner is a runner for the functions of a program.
func NewRunner(p *program.Program, limits settings.Limits, log *coverage.Log) *Runner {
	space := state.New(p)
	return &Runner{Space: space, guesses: p.Guesses(), callbacks: state.NewSlot[callbacks](space), Limits: limits, log: log, trails: make([]*coverage.Trail, len(p.Funcs)),
		sites: map[program.SiteKey]*program.Site{}, skipper: witness.NewSkipper(p),
		Scope: Scope{Sockets: true, Lent: true, Steps: limits.Steps}}
}

// Zero is the state of a driver that has just been loaded.
func (m *Runner) Zero() state.State { return state.State{} }

// Open makes globals hold anything from here on.
func (m *Runner) Open() { m.AnyGlob = true }

// Site is the place of an instruction.
func (m *Runner) Site(f *program.Func, block, instr int32) *program.Site {
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

// StartOf is the place of a function's start.
func (m *Runner) StartOf(f *program.Func) *program.Site { return m.edge(f, 0, f.Pos) }

// EndOf is the place of a function's closing brace.
func (m *Runner) EndOf(f *program.Func) *program.Site { return m.edge(f, 1, f.End) }

func (m *Runner) edge(f *program.Func, n int32, pos summary.Pos) *program.Site {
	k := program.Edge.In(f.Index, 0)
	k.Instr = n
	s, ok := m.sites[k]
	if !ok {
		s = &program.Site{Key: k, Fn: f, Pos: pos}
		m.sites[k] = s
	}
	return s
}

// typeOf is the dynamic type that a MakeIface or Assert names; 0 if it is not
// known.
func (a *Activation) typeOf(st *state.State, in *summary.Instr) int32 {
	if in.Name != "" {
		return a.m.TypeID(in.Name)
	}
	if v := a.Value(st, in.B); v.K == domain.Str && !a.boxed(st, in) {
		return a.m.TypeID(a.m.Prog.Text(v.N))
	}
	return 0
}

// boxed reports whether a MakeIface or Assert names an interface: what it is of has its
// dynamic type already.
func (a *Activation) boxed(st *state.State, in *summary.Instr) bool {
	if in.Name != "" {
		return false
	}
	v := a.Value(st, in.B)
	return v.K == domain.Str && a.m.Prog.Text(v.N) == summary.Interface
}

// Exit is one way out of a function.
type Exit struct {
	State   state.State
	Results []domain.Value
	Place   *program.Site
	Panics  bool
}

// Perform runs function f from state st, whose registers are the parameters and
// free variables. What it has come to from an equal state, in an equal context, is
// remembered, unless a thread paused, stayed or ended on the way.
func (m *Runner) Perform(f *program.Func, st *state.State) []Exit {
	exits, _ := m.perform(f, st, nil)
	return exits
}

// perform is Perform. What is remembered is put into the room that it is handed: then it
// lies there.
func (m *Runner) perform(f *program.Func, st *state.State, room []Exit) (exits []Exit, remembered bool) {
	k := memoKey{f.Index, domain.Combine(st.Hash(), m.contextHash(), state.Bit(st.Lossy))}
	if known, ok := m.memos.get(k); ok {
		m.Cuts += known.cuts
		return rebase(known, st.Trace, room), true
	}
	halted, ended, pauses, stays, cuts := len(m.Halted), len(m.Ended), m.Pauses, m.Stays, m.Cuts
	m.Push(f, st)
	exits = m.body(f, st)
	m.Pop()
	if len(m.Halted) != halted || len(m.Ended) != ended || m.Pauses != pauses || m.Stays != stays {
		return exits, false
	}
	m.memos.put(k, memo{exits, st.Trace, m.Cuts - cuts})
	return exits, false
}

// maxSpare bounds the lists of a kind that are kept for further use: calls may be
// some levels deep.
const maxSpare = 64

// room is an empty list of states.
func (m *Runner) room() []state.State {
	if len(m.spare) == 0 {
		return make([]state.State, 0, 8)
	}
	return program.Pop(&m.spare)
}

// Outcomes is an empty list of what a call comes to.
func (m *Runner) Outcomes() []Outcome {
	if len(m.outs) == 0 {
		return make([]Outcome, 0, 4)
	}
	return program.Pop(&m.outs)
}

// vacate takes back the room of a list of states that nothing refers to any more.
func (m *Runner) vacate(states []state.State) {
	if cap(states) > 0 && len(m.spare) < maxSpare {
		m.spare = append(m.spare, states[:0])
	}
}

// behind adds a step that makes the witness no longer than another.
func (m *Runner) behind(st *state.State, kind finding.Kind, at *program.Site, text string) *witness.Step {
	s := st.Trace.Next()
	s.Kind, s.At, s.Text, s.Depth = kind, at, text, len(m.Stack)
	st.Trace = s
	return s
}

// Log adds a step to the witness.
func (m *Runner) Log(st *state.State, kind finding.Kind, at *program.Site, text, state string) {
	m.behind(st, kind, at, text).State = state
	st.Trace.N++
	st.Tainted = st.Tainted || m.astray(st)
	if m.Observer != nil {
		m.Observer.Stepped(m, st)
	}
}

// LogFailure notes a call that fails.
func (m *Runner) LogFailure(st *state.State, r *Call, state string) {
	m.Log(st, finding.Operate, r.At, r.Text()+" fails", state)
	st.Trace.Fails++
}

// Remark notes what a witness shows only if it is about the IRP at key k.
func (m *Runner) Remark(st *state.State, at *program.Site, text, state string, k uint64) {
	s := m.behind(st, finding.Operate, at, text)
	s.State, s.Irp = state, k
}

// Wrote notes a write to a field or global, which a witness shows where a branch asks for it.
// Elements are not told apart by the names that branches ask for.
func (m *Runner) Wrote(st *state.State, at *program.Site, o, p int32, old, v domain.Value, kind summary.Shape) {
	if old == v || m.Indexed(p) {
		return
	}
	name := m.CellName(state.Key(o, p))
	if !m.skipper.Asks(name) {
		return
	}
	text := writes(name[strings.LastIndex(name, ".")+1:], v, kind)
	s := m.behind(st, finding.Operate, at, text)
	s.Writes, s.Counts = name, counts(old, v)
}

// writes says that a cell is written.
func writes(cell string, v domain.Value, kind summary.Shape) string {
	switch {
	case v.K != domain.Int:
		return "sets " + cell
	case kind == summary.Bool:
		return "sets " + cell + " to " + strconv.FormatBool(v.N != 0)
	case kind == summary.Signed || kind == summary.Unsigned:
		return "sets " + cell + " to " + strconv.FormatInt(v.N, 10)
	}
	return "clears " + cell
}

// counts reports whether v is old and one more, or less, or is no longer known.
func counts(old, v domain.Value) bool {
	return old.K == domain.Int && v.K == domain.Int && (v.N == old.N+1 || v.N == old.N-1) && max(v.N, old.N) > 1 || v.K == domain.Term
}

// over reports whether the run has used up its steps.
func (m *Runner) over() bool { return m.crowded || m.abandoned || m.steps > m.most() }

func (m *Runner) most() int {
	switch {
	case m.exact != nil && m.exact.until > 0:
		return m.exact.until
	case m.exact != nil:
		return m.exact.steps
	}
	return m.Scope.Steps
}

// exitStates removes what a function's frame held from its exits.
func (m *Runner) leave(f *program.Func, e *Exit) {
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
