package simulate

import (
	"fmt"
	"slices"

	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/persist"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/typestate"
)

func sprintf(format string, args ...any) string { return fmt.Sprintf(format, args...) }

func oneCell(m *Machine, elem string, v Value) *persist.Map[Value] {
	var c *persist.Map[Value]
	return c.Set(uint64(m.paths.below(0, elem)), v)
}

// reporter collects what a run finds, the shortest witness of each.
type reporter struct {
	m     *Machine
	found map[findingKey]*found
	quiet bool   // findings are not wanted
	irp   uint64 // the IRP that is reported, or 0
	told  int    // how often a broken rule has been reported
}

type findingKey struct {
	rule    string
	pos     finding.Position
	subject string
}

type found struct {
	finding finding.Finding
	steps   int
	beside  *program.Site // where the activity was started in which it was found, or nil
	lossy   bool          // a merge took part in its witness
	trace   *step         // the last step of that
}

// add reports a broken rule at a place.
func (r *reporter) add(st *State, rule string, at *program.Site, message, object, last string) {
	if st.tainted || r.quiet || len(r.m.only) > 0 && !slices.Contains(r.m.only, rule) {
		return
	}
	if rules := r.m.scope.Rules; len(rules) > 0 && rule != finding.Inconclusive && !slices.Contains(rules, rule) {
		return
	}
	pos := at.Position()
	if pos.Line == 0 {
		return
	}
	r.told += int(bit(rule != finding.Inconclusive))
	k := findingKey{rule, pos, finding.Subject(object)}
	if f := r.found[k]; f != nil && !f.worse(st) {
		return
	}
	f := finding.Finding{Rule: rule, Pos: pos, End: pos, Message: message, Package: at.Fn.Path, Func: at.Fn.Short, Object: object}
	f.Steps = r.steps(st.trace, rule)
	f.Steps = append(f.Steps, finding.Step{Pos: pos, Kind: finding.Violate, Func: at.Fn.Short, Text: last, Depth: len(r.m.stack)})
	if r.found == nil {
		r.found = map[findingKey]*found{}
	}
	r.found[k] = &found{f, st.trace.count(), r.m.beside, st.lossy, st.trace}
}

// worse reports whether a witness that ends in st is better than that of f: no merge
// took part in it, or it is shorter.
func (f *found) worse(st *State) bool {
	if f.lossy != st.lossy {
		return f.lossy
	}
	return f.steps > st.trace.count()
}

// maxSteps bounds the steps of a witness; those in the middle go first.
const maxSteps = 24

func (r *reporter) steps(s *step, rule string) []finding.Step {
	var out []finding.Step
	depth := len(r.m.stack) // of the step that was kept last, which comes behind
	last := true            // it is of the root in which the rule is broken
	for ; s != nil; s = s.up {
		pos := s.at.Position()
		if pos.Line == 0 || s.kind == finding.Call && depth <= s.depth || s.level && rule != "WSK011" {
			continue // a call in which nothing happened that matters, or a lock where locks do not
		}
		if s.irp != 0 && s.irp != r.irp {
			continue
		}
		skips := ""
		if last {
			skips = s.skips.text(rule)
		}
		if s.only && skips == "" {
			continue // a branch that passes over nothing that is missed
		}
		last = last && s.kind != finding.Enter
		depth = s.depth
		if n := len(out); n > 0 && s.kind == finding.Enter && out[n-1].Kind == finding.Enter && out[n-1].Pos == pos && out[n-1].Text == s.text {
			continue // once more of the same, to no effect
		}
		out = append(out, finding.Step{Pos: pos, Kind: s.kind, Func: s.at.Fn.Short, Text: s.text + skips, State: s.state, Depth: s.depth})
	}
	slices.Reverse(out)
	if len(out) > maxSteps {
		out = append(out[:maxSteps/2:maxSteps/2], out[len(out)-maxSteps/2:]...)
	}
	return out
}

// giveUp says that the analysis stops following st: what is found behind it
// would not be certain.
func (r *reporter) giveUp(st *State, at *program.Site, what, text string) {
	r.inconclusive(st, at, text)
	st.tainted = true
}

// inconclusive says that something was not followed.
func (r *reporter) inconclusive(st *State, at *program.Site, text string) {
	r.add(st, finding.Inconclusive, at, text, "", text)
}

// vague says that a rule seems to be broken where what the driver keeps is not known
// exactly: a claim on a slice, which is looked at once more; else nothing that is known.
func (r *reporter) vague(st *State, rule string, req *request, seems, message string) {
	if r.m.scope.Slice != nil {
		r.add(st, rule, req.at, message, "", req.text())
		return
	}
	r.inconclusive(st, req.at, seems+", but what the driver keeps is not known exactly")
}

// Findings are the findings of a run, and the places where it gave up.
func (m *Machine) Findings() (findings, inconclusive []finding.Finding) {
	for _, f := range m.report.found {
		switch {
		case f.finding.Rule == finding.Inconclusive:
			inconclusive = append(inconclusive, f.finding)
		case !m.report.caused(f):
			findings = append(findings, f.finding)
		}
	}
	inconclusive = slices.DeleteFunc(inconclusive, func(i finding.Finding) bool { // what is found there is certain
		return slices.ContainsFunc(findings, func(f finding.Finding) bool { return f.Pos == i.Pos })
	})
	return finding.Merge(findings), finding.Merge(inconclusive)
}

// caused reports whether a finding has the cause of another.
func (r *reporter) caused(f *found) bool {
	for k, g := range r.found {
		if k.rule == "WSK005" && f.unjoined(g) || k.rule == "WSK007" && f.dropped(g) || k.rule == "WSK001" && f.leaves(g) {
			return true
		}
	}
	return false
}

// unjoined reports whether the cause is g, that nobody waits for a thread which
// deregisters: which sockets are open there, and who would close them, would be
// another matter if Unload did it.
func (f *found) unjoined(g *found) bool {
	return f.finding.Rule == "WSK004" && f.beside != nil && f.beside.Position() == g.finding.Pos
}

// dropped reports whether the cause is g, a release for which no capture succeeded: one
// more that failed makes the release of another the last.
func (f *found) dropped(g *found) bool {
	o := f.finding
	o.Rule = g.finding.Rule
	if f.finding.Rule != "WSK008" || !o.Same(&g.finding) {
		return false
	}
	for s := f.trace; s != nil; s = s.up {
		if s.missed {
			return true
		}
	}
	return false
}

// leaves reports whether the cause is g, that Unload leaves without deregistering: it
// has also dropped the last pointer on its way.
func (f *found) leaves(g *found) bool {
	if f.finding.Rule != "WSK009" || f.finding.Object != g.finding.Object {
		return false
	}
	for s := g.trace; s != nil; s = s.up {
		if s.orphans && s.at.Position() == f.finding.Pos {
			return true
		}
	}
	return false
}

// ---- lost registrations

// lost looks for registrations that die with a function's frame.
func (m *Machine) lost(f *program.Func, e *Exit) {
	st := &e.State
	if st.tainted || e.Panics {
		return
	}
	st.regis.Range(func(k uint64, reg Registration) bool {
		if reg.Phase != typestate.Registered {
			return true
		}
		table := reg.Dispatch >= 0 && m.objects[reg.Dispatch].local && m.objects[reg.Dispatch].site.Fn == f.Index
		dies := m.dies(f, e, objectOf(k))
		if !dies && !table || m.excused(st, k, program.Deregisters) {
			return true
		}
		name := m.registrationName(st, k)
		if dies {
			m.report.add(st, "WSK009", e.at, name+" goes out of scope while it is registered", name, "returns from "+f.Short)
			st.tainted = true
			return false
		}
		m.report.add(st, "WSK009", e.at, "the WSK_CLIENT_DISPATCH "+m.objects[reg.Dispatch].name+" of "+name+" goes out of scope while it is registered", name, "returns from "+f.Short)
		reg.Dispatch = none
		st.regis = st.regis.Set(k, reg)
		return true
	})
}

// overwritten reports a write of v at o, p that destroys a live registration.
func (m *Machine) overwritten(st *State, o, p int32, v Value, at *program.Site) bool {
	if v.K != Agg || st.regis.Len() == 0 {
		return false
	}
	return m.destroyed(st, o, p, at, "is overwritten while it is registered", "overwrites it")
}

// freed reports that object o is freed with a live registration in it.
func (m *Machine) freed(st *State, o int32, at *program.Site, text string) bool {
	return m.destroyed(st, o, 0, at, "is freed while it is registered", text)
}

func (m *Machine) destroyed(st *State, o, p int32, at *program.Site, what, last string) bool {
	broken := false
	st.regis.High(uint32(o), func(k uint64, reg Registration) bool {
		if reg.Phase == typestate.Registered && m.paths.within(pathOf(k), p) && !m.excused(st, k, program.Deregisters) {
			name := m.registrationName(st, k)
			m.report.add(st, "WSK009", at, name+" "+what, name, last)
			broken = true
		}
		return true
	})
	return broken
}

// orphaned reports that the last pointer to an object with a live registration
// has just been overwritten, by instruction i of block b; before is what was before.
// In Unload the life goes on: that it leaves without deregistering is the cause then,
// and what is said here counts where it cannot leave any more.
func (a *activation) orphaned(b, i int32, before, st *State, old Value) (ends bool) {
	m := a.m
	live := func(r Registration) bool { return r.Phase == typestate.Registered }
	if old.K != Ptr || !m.anyAt(st, old.O, live) {
		return false
	}
	later := a.behind(b, i, st)
	if m.reachable(&later, old.O) {
		return false
	}
	lost, at := false, m.site(a.f, b, i)
	st.regis.High(uint32(old.O), func(k uint64, reg Registration) bool {
		if live(reg) && !m.excused(st, k, program.Deregisters) {
			lost = true
			name := m.registrationName(before, k)
			m.report.add(st, "WSK009", at, "the last pointer to "+name+" is overwritten while it is registered", name, "overwrites the pointer")
			m.lastNames[k] = name
		}
		return true
	})
	if lost && m.unloading && m.inside == 0 {
		m.note(st, finding.Operate, at, "overwrites the last pointer to it", "")
		st.trace.orphans = true
		return false
	}
	return lost
}

// anyAt reports whether a registration in object o is so.
func (m *Machine) anyAt(st *State, o int32, so func(Registration) bool) bool {
	found := false
	st.regis.High(uint32(o), func(_ uint64, r Registration) bool {
		found = found || so(r)
		return !found
	})
	return found
}

// behind is st with those registers alone that are read behind instruction i of
// block b.
func (a *activation) behind(b, i int32, st *State) State {
	out := *st
	for _, r := range a.f.Dying(b).At(i) {
		out.regs.drop(uint32(r))
	}
	return out
}

// dies reports whether object o, which f has made, is out of reach when f leaves
// by e. A root's heap objects are left to the harness, which knows whether the
// driver stays loaded.
func (m *Machine) dies(f *program.Func, e *Exit, o int32) bool {
	info := m.objects[o]
	if info.kind != "alloc" || info.site.Fn != f.Index || len(m.stack) == 1 {
		return false
	}
	return !m.reach(&e.State, e.Results, -1).has(o)
}
