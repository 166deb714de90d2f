package follow

import (
	"slices"

	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/irql"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/state"
	"github.com/wskvet/wskvet/internal/summary"
)

// Fresh is an unknown value for parameter i of a root.
func (m *Runner) Fresh(st *state.State, fn int32, i int) domain.Value {
	f := m.Prog.Funcs[fn]
	at := &program.Site{Key: program.Param.In(fn, int32(i)), Fn: f}
	if i < len(f.Roles) {
		switch f.Roles[i] {
		case summary.Integer:
			return m.AsMinor(st, m.UnknownIn(st, at, domain.Full))
		case summary.Flag:
			return m.UnknownIn(st, at, domain.Range{Lo: 0, Hi: 1})
		}
	}
	return m.UnknownIn(st, at, domain.Full.Without(0))
}

// Run runs a root from st.
func (m *Runner) Run(fn domain.Value, args []domain.Value, st state.State, text string) []Exit {
	f := m.Prog.Funcs[fn.N]
	if len(f.Blocks) == 0 {
		return nil
	}
	if !m.begins(&st, m.StartOf(f), text) {
		return nil
	}
	defer m.Shares()()
	st.Trace.To = m.Highest(&st)
	m.Prepare(&st, f, fn.O, args)
	exits := slices.Clone(m.Perform(f, &st)) // the harness counts in its own
	m.Ran(f, ComesBack(exits))
	if m.Observer != nil {
		for i := range exits {
			m.Observer.Ended(m, &exits[i].State)
		}
	}
	return exits
}

// Root is the function value of function i.
func Root(i int32) domain.Value { return domain.Value{K: domain.Func, N: int64(i), O: domain.None} }

// Succeeds splits an exit by whether it returns success: no status, a status
// that is not negative, no error, true.
func (m *Runner) Succeeds(e Exit, results []summary.Shape) (ok, failed []Exit) {
	if len(results) == 0 || len(e.Results) < len(results) {
		return []Exit{e}, nil
	}
	v := e.Results[len(results)-1]
	good, bad := e, e
	var cond domain.Value
	at := &program.Site{Key: program.Success.Of(0, 0)}
	switch results[len(results)-1] {
	case summary.Signed:
		cond = m.Compare(&good.State, ">=", v, domain.Number(0), at)
	case summary.Unsigned:
		cond = m.Compare(&good.State, "<", v, domain.Number(1<<31), at)
	case summary.Error:
		cond = m.Compare(&good.State, "==", v, domain.Number(0), at)
	case summary.Bool:
		cond = m.Compare(&good.State, "!=", v, domain.Number(0), at)
	default:
		return []Exit{e}, nil
	}
	bad.State = good.State
	if m.Assume(&good.State, cond, true) {
		ok = append(ok, good)
	}
	if m.Assume(&bad.State, cond, false) {
		failed = append(failed, bad)
	}
	return ok, failed
}

// Finds splits an exit of HwFindAdapter by whether it returns SP_RETURN_FOUND.
// Page: storport/nc-storport-hw_find_adapter
func (m *Runner) Finds(e Exit) (ok, failed []Exit) {
	const found = 1
	if len(e.Results) == 0 {
		return []Exit{e}, nil
	}
	good := e
	cond := m.Compare(&good.State, "==", e.Results[0], domain.Number(found), &program.Site{Key: program.Success.Of(0, 0)})
	bad := good
	if m.Assume(&good.State, cond, true) {
		ok = append(ok, good)
	}
	if m.Assume(&bad.State, cond, false) {
		failed = append(failed, bad)
	}
	return ok, failed
}

// ReportAt reports rule at the exit e.
func (m *Runner) ReportAt(e Exit, rule, message, object, last string) {
	m.Report.Add(&e.State, rule, e.Place, message, object, last)
}

// Join is what two states of one typestate share. Either may have led there.
func (m *Runner) Join(x, y *state.State) state.State {
	j := m.Merge(x, y)
	other := x.Trace
	if j.Trace == x.Trace {
		other = y.Trace
	}
	j.Trace = j.Trace.Next()
	j.Trace.Also = other
	return j
}

// Entering says that DriverEntry runs, until the function it returns is called.
func (m *Runner) Entering() (done func()) {
	m.InEntry, m.Alone = true, true
	return func() { m.InEntry, m.Alone = false, false }
}

// Unloading says that Unload runs, until the function it returns is called.
func (m *Runner) Unloading() (done func()) {
	m.InUnload, m.Alone = true, true
	return func() { m.InUnload, m.Alone = false, false }
}

// Steps is how many the run has taken.
func (m *Runner) Steps() int { return m.steps }

// Over reports whether the run has used up its steps.
func (m *Runner) Over() bool { return m.over() }

// Abandon has the run count as one whose steps are used up.
func (m *Runner) Abandon() { m.abandoned = true }

// Left is how many steps the run may still take.
func (m *Runner) Left() int { return m.most() - m.steps }

// Any is a value of which nothing is known.
func (m *Runner) Any() domain.Value { return domain.Value{K: domain.Any} }

// At is e with the place of x: what ran behind a root's end belongs to it.
func (e Exit) At(x Exit) Exit {
	e.Place = x.Place
	return e
}

// Forget is st without a witness.
func (m *Runner) Forget(st state.State) state.State {
	st.Trace = nil
	return st
}

// GaveUp says that function i has not been followed to its end.
func (m *Runner) GaveUp(i int32, text string) finding.Finding {
	return m.of(i, finding.Inconclusive, text)
}

// Note says something of function i that is no finding.
func (m *Runner) Note(i int32, text string) finding.Finding { return m.of(i, finding.Note, text) }

func (m *Runner) of(i int32, rule, text string) finding.Finding {
	at := m.StartOf(m.Prog.Funcs[i])
	pos := at.Position()
	return finding.Finding{Rule: rule, Pos: pos, End: pos, Message: text, Package: at.Fn.Path, Func: at.Fn.Short}
}

// Routine is what the system has called, if that is at a raised IRQL.
func (m *Runner) Routine(st *state.State) (irql.Routine, bool) {
	if st.Level.Slot == 0 {
		return irql.Routine{}, false
	}
	return irql.RoutineIn(m.Prog.Text(st.Level.Slot - 1))
}

// At is st in the routine of a slot, function fn, which the system calls.
func (m *Runner) At(st state.State, slot string, fn int32) state.State {
	in, ok := irql.RoutineIn(slot)
	if !ok || slot == "EvtTimerFunc" && m.Count(&st, "passive") > 0 {
		return st
	}
	v := domain.Number(int64(in.Most))
	if !in.Always {
		at := &program.Site{Key: program.Irql.In(fn, 0), Fn: m.Prog.Funcs[fn]}
		v = m.UnknownIn(&st, at, domain.Range{Lo: 0, Hi: int64(in.Most)})
	}
	st.Level = state.Level{At: v, Slot: m.Prog.Str(slot) + 1}
	return st
}

// ArgsOf are the arguments of a routine that is called with a context, and an
// IRP if v is one.
func (m *Runner) ArgsOf(f *program.Func, v, context domain.Value) []domain.Value {
	args := make([]domain.Value, f.Params)
	for i := range args {
		args[i] = domain.Value{K: domain.Any}
		switch f.Roles[i] {
		case summary.Irp:
			args[i] = v
		case summary.Context:
			args[i] = context
			context = domain.Value{K: domain.Any}
		}
	}
	return args
}

// Loading says that a function runs for which the system waits while it starts,
// until the function that Loading returns is called.
func (m *Runner) Loading(name string) (done func()) {
	m.Awaited = name
	return func() { m.Awaited = "" }
}

// OnlyOf restricts what may be reported, until the function it returns is called.
func (m *Runner) OnlyOf(rules ...string) (restore func()) {
	was := m.Only
	m.Only = rulesOf(rules...)
	return func() { m.Only = was }
}
