// Package harness closes a driver as the system does: DriverEntry on a driver
// just loaded; then what it has installed and started, in any order that the
// system allows; then Unload. It reports what is wrong where a root ends.
package harness

import (
	"slices"

	"github.com/wskvet/wskvet/internal/coverage"
	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/follow"
	"github.com/wskvet/wskvet/internal/irql"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/settings"
	"github.com/wskvet/wskvet/internal/simulate"
	"github.com/wskvet/wskvet/internal/state"
	"github.com/wskvet/wskvet/internal/witness"
)

// Result is what is found, and what was followed.
type Result struct {
	Findings     []finding.Finding
	Inconclusive []finding.Finding
	Notes        []finding.Finding
	Entries      int // in which the lives of drivers begin
}

// Check simulates the driver whose roots are in the package at path, or, if it
// has none, each of its exported functions by itself. It tells the log where the
// lives have been, and the trace how obligations were followed one by one.
func Check(p *program.Program, path string, limits settings.Limits, log *coverage.Log, trace *Trace, watch Watch) Result {
	h := &harness{prog: p, path: path, limits: limits, log: log, trace: trace, watch: watch}
	trace.listing(p, path)
	h.roots()
	if !p.Client { // it has no obligation that could be broken
		return Result{Entries: len(h.entries)}
	}
	if len(h.entries) == 0 {
		h.library()
	}
	for _, e := range h.entries {
		h.drive(e)
	}
	return Result{finding.Merge(h.findings), finding.Merge(finding.Unless(h.inconclusive, h.findings)), h.notes, len(h.entries)}
}

// Watch is told how far a run is: which obligation is looked at, and how many of all
// are done.
type Watch func(obligation string, done, total int)

type harness struct {
	prog         *program.Program
	path         string
	limits       settings.Limits
	funcs        []program.Function
	entries      []program.Function
	unloads      []program.Function // by name or directive
	callbacks    []program.Function // by directive
	installs     bool               // some function installs an unload function
	makes        bool               // some function makes a socket
	calls        int                // lifecycle calls by name
	again        int                // steps that confirm has taken
	open         bool               // claims of the entry at hand were not confirmed
	findings     []finding.Finding
	inconclusive []finding.Finding
	notes        []finding.Finding
	log          *coverage.Log
	trace        *Trace // or nil
	watch        Watch  // or nil
	leaves       bool   // some life has come to where the driver is unloaded
	unloaded     bool   // and to a function that is called then
}

func (h *harness) roots() {
	h.funcs = h.prog.Functions()
	for _, f := range h.funcs {
		for _, t := range f.Stores {
			h.installs = h.installs || ddi.IsUnload(t.Field)
		}
		h.makes = h.makes || h.prog.Reaches(f.Index)&program.Opens != 0
		h.calls += lifecycleCalls(f)
		if f.Path != h.path || len(f.Blocks) == 0 {
			continue
		}
		switch {
		case f.Mark == ddi.Entry || f.Mark == ddi.NoMark && ddi.NamedEntry(f.Short):
			h.entries = append(h.entries, f)
		case f.Mark == ddi.CallbackMark:
			h.callbacks = append(h.callbacks, f)
		case f.Mark == ddi.Unload || f.Mark == ddi.NoMark && ddi.NamedUnload(f.Short):
			h.unloads = append(h.unloads, f)
		}
	}
}

func lifecycleCalls(f program.Function) int {
	n := 0
	for _, b := range f.Blocks {
		for _, in := range b.Instrs {
			if in.Call != nil && in.Call.Op.Lifecycle() {
				n++
			}
		}
	}
	return n
}

// start is the state of a driver just loaded: its package variables are
// initialised.
func (h *harness) start(m *simulate.Machine) state.State {
	st := m.Zero()
	m.Silently(func() {
		for _, i := range h.prog.Inits {
			if exits := m.Run(follow.Root(i), nil, st, "package initialiser"); len(exits) > 0 {
				st = m.Settled(exits[0])
				st = m.Forget(st)
			}
		}
	})
	return st
}

// library follows each exported function of a package without roots, from any
// state: what is found depends on nothing but the function.
func (h *harness) library() {
	var public []program.Function
	for _, f := range h.funcs {
		if f.Path == h.path && f.Public && len(f.Blocks) > 0 && h.prog.Reaches(f.Index)&simulate.Lifecycle != 0 {
			public = append(public, f)
		}
	}
	if len(public) == 0 {
		return
	}
	m := h.machine()
	start := h.start(m)
	m.Open()
	for _, f := range public {
		run := func() {
			st := start
			m.Run(follow.Root(f.Index), h.args(m, &st, f, nil), st, f.Short+" is called")
		}
		m.Again()
		run()
		h.open = false
		findings, inconclusive := h.confirm(m, func(steps int, along *witness.Life) {
			m.Again()
			m.Exactly(steps, along)
			run()
		})
		if h.open && len(inconclusive) == 0 { // a driver would be followed an obligation at a time
			inconclusive = append(inconclusive, m.GaveUp(f.Index, "states were merged in which what becomes of sockets is not known"))
		}
		h.findings, h.inconclusive = append(h.findings, findings...), append(h.inconclusive, inconclusive...)
	}
}

// args are the arguments of a root: the driver object, a device, or anything.
func (h *harness) args(m *simulate.Machine, st *state.State, f program.Function, first *domain.Value) []domain.Value {
	var out []domain.Value
	for i := range f.Params {
		if i == 0 && first != nil {
			out = append(out, *first)
			continue
		}
		out = append(out, m.Fresh(st, f.Index, int(i)))
	}
	return out
}

// maxAlone bounds the registrations of a driver that are followed each by itself.
const maxAlone = 512

// follow follows one driver: its registrations together if they are few, else each
// by itself. It reports whether all of its lives have been followed.
func (h *harness) follow(m *simulate.Machine, start state.State, entry program.Function) (findings, inconclusive []finding.Finding, whole bool) {
	hasty := false
	life := func(focus string) {
		hasty = patiently(m, m.Scope.Steps, func(steps int) {
			m.Again()
			m.Focus(focus)
			m.Scope.Steps = steps
			h.life(m, start, entry)
		})
	}
	whole = true
	take := func(focus string) {
		whole = whole && !m.Over()
		if hasty {
			inconclusive = append(inconclusive, m.GaveUp(entry.Index, "a thread pauses again and again, and what it may do with others in between takes too many steps"))
		}
		f, i := h.confirm(m, func(steps int, along *witness.Life) {
			m.Again()
			m.Focus(focus)
			m.Exactly(steps, along)
			h.life(m, start, entry)
		})
		findings, inconclusive = append(findings, f...), append(inconclusive, i...)
	}
	life("")
	if _, crowded := m.Met(); !crowded {
		take("")
		return findings, inconclusive, whole
	}
	life(follow.Nobody)
	ids, _ := m.Met()
	var more []string // that are told apart where the driver is followed once more
	for i, id := range ids {
		if i == maxAlone {
			inconclusive = append(inconclusive, m.GaveUp(entry.Index, "the driver has more registrations than are followed"))
			break
		}
		life(id)
		take(id)
		met, _ := m.Met()
		for _, id := range met {
			if !slices.Contains(ids, id) && !slices.Contains(more, id) {
				more = append(more, id)
			}
		}
	}
	for _, id := range more {
		f, i := h.once(m, id, start, entry)
		findings, inconclusive = append(findings, f...), append(inconclusive, i...)
	}
	return findings, inconclusive, whole
}

// How many steps a driver may take that is run anew for the sake of threads that pause often,
// and how many that may take. Of a larger one it would cost more than all else.
const (
	maxHasty    = 10_000
	maxPatience = 50_000
)

// patiently runs a driver up to a number of steps and, if one of its threads pauses often, anew
// with threads that pause more often. Where that takes too many steps, it is run as before,
// and hasty.
func patiently(m *simulate.Machine, steps int, run func(steps int)) (hasty bool) {
	run(steps)
	if !m.Dozes || m.Over() || m.Steps() > maxHasty {
		return false
	}
	m.Patient = true
	run(min(steps, maxPatience))
	m.Patient = false
	if m.Over() {
		run(steps)
		return true
	}
	return false
}

// once follows one registration as a driver is followed once more.
func (h *harness) once(m *simulate.Machine, focus string, start state.State, entry program.Function) (findings, inconclusive []finding.Finding) {
	if steps := min(wholeSteps, againSteps-h.again); steps > 0 {
		m.Again()
		m.Focus(focus)
		m.Exactly(steps, nil)
		h.life(m, start, entry)
		h.again += m.Steps()
		if !m.Over() && !m.Merged() {
			return m.Findings()
		}
	}
	return nil, []finding.Finding{m.GaveUp(entry.Index, "the driver has more registrations than are followed")}
}

// life follows one driver from its entry.
func (h *harness) life(m *simulate.Machine, st state.State, entry program.Function) {
	drv := m.Driver(&st)
	d := &driver{h: h, m: m, entry: entry, own: map[int32]bool{}, drv: drv, seen: map[uint64]bool{}, groups: map[uint64]*group{}, deaths: map[death]int{}}
	loaded, entered := m.Loading(entry.Short), m.Entering()
	exits := m.Run(follow.Root(entry.Index), h.args(m, &st, entry, &drv), st, entry.Short+" runs")
	loaded()
	entered()
	for _, e := range exits {
		if e.Panics {
			continue
		}
		d.note(&e.State)
		ok, failed := m.Succeeds(e, entry.Results)
		for _, x := range failed {
			d.failed(entry, x)
		}
		for _, x := range ok {
			d.m.Legacy(&x.State)
			d.ended(x, entry.Short)
		}
	}
	d.close()
}

// driver is one driver after its entry: states wait for what the system does
// next.
type driver struct {
	h       *harness
	m       *simulate.Machine
	drv     domain.Value
	waiting []*group
	seen    map[uint64]bool
	groups  map[uint64]*group
	deaths  map[death]int // how often it was followed that a socket has failed

	entry program.Function
	own   map[int32]bool // cleanups of the driver object
}

// ended takes a state in which a root has ended and the driver stays loaded.
func (d *driver) ended(e follow.Exit, name string) {
	for _, l := range d.m.Registered(&e.State) {
		if d.m.ReportLost(e, l, name) {
			return
		}
	}
	d.add(d.m.Settled(e))
}

// run runs an installed function.
func (d *driver) run(c follow.Installed, st state.State, first domain.Value, text string) []follow.Exit {
	return d.runOn(c, st, first, d.m.Any(), text)
}

// runOn runs one for a file, if that is known.
func (d *driver) runOn(c follow.Installed, st state.State, first, file domain.Value, text string) []follow.Exit {
	f := d.function(c.Index())
	args := d.h.args(d.m, &st, f, &first)
	if ddi.Hooked(c.Slot) {
		args = d.m.Handed(&st, c)
	}
	if ddi.Dispatches(c.Slot) {
		d.m.Passed(&st, c.Index(), args)
		d.m.OnFile(&st, c.Index(), args, file)
	}
	d.m.HandContext(&st, c.Slot, args)
	if c.Slot == "EvtDeviceFileCreate" && len(args) == 3 && file != d.m.Any() {
		args[2] = file
	}
	return d.m.Run(c.Func, args, st, text)
}

func (d *driver) function(i int32) program.Function { return d.h.funcs[i] }

// close follows the driver until nothing new comes.
func (d *driver) close() {
	begun := d.m.Steps()
	for taken := 0; len(d.waiting) > 0; taken++ {
		if d.m.Scope.Early && hopeless(len(d.waiting), taken, d.m.Steps()-begun, d.m.Left()) {
			d.m.Abandon()
		}
		if d.m.Over() {
			return
		}
		st := d.next()
		few := d.m.Few() // whose steps may be used up before all roots have run
		if few {
			d.dismiss(st)
		}
		for _, s := range d.m.Activities(st) {
			d.add(d.m.Settled(follow.Exit{State: s}))
		}
		for _, c := range d.installed(&st) {
			switch {
			case registrar(c.Slot):
				d.nmr(c, st)
			case irql.Event(c.Slot):
				d.event(c, st)
			default:
				d.callback(c, st)
			}
		}
		d.routines(st)
		if !few {
			d.dismiss(st)
		}
	}
}

// dismiss unloads the driver where the system would.
func (d *driver) dismiss(st state.State) {
	if d.answered(&st) && !d.m.Starting(&st) {
		d.unload(st)
	}
}
