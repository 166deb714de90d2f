package follow

import (
	"slices"

	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/state"
	"github.com/wskvet/wskvet/internal/summary"
)

// A function value of which nothing is known may be any function of its signature
// that is used as a value; a method of an interface may be any of its name. All of
// them are run that do something, side by side; those that do nothing are one.

// maxCandidates bounds the functions that are run side by side at one call.
const maxCandidates = 64

// fewCandidates is up to how many are run that do nothing, too: what they do with
// their arguments is then known.
const fewCandidates = 8

// candidates are the functions that a call in a function may enter by a value that is
// not known: those of its signature, or, on a slice, those that its value may be.
func (m *Runner) candidates(in *program.Func, c *summary.Call) []int32 {
	fitting := m.Prog.Fitting(c.Sig)
	if m.Slice != nil {
		fitting = slices.Clone(m.Slice.Targets(in, c))
	}
	return slices.DeleteFunc(fitting, func(i int32) bool {
		f := m.Prog.Funcs[i]
		return f.Free != 0 || len(f.Blocks) == 0
	})
}

// anyOf calls a function that may be one of several.
func (a *Activation) anyOf(at *program.Site, in *summary.Instr, c *summary.Call, funcs []int32, args []domain.Value, st *state.State) []Outcome {
	m := a.m
	run := funcs
	if len(funcs) > fewCandidates {
		run = slices.DeleteFunc(slices.Clone(funcs), func(i int32) bool { return !m.does(m.Prog.Funcs[i]) })
	}
	if len(run) > maxCandidates {
		m.Report.GiveUp(st, at, "candidates", Sprintf("any of %d functions may be called here, and no more than %d are followed", len(run), maxCandidates))
		return nil
	}
	var out []Outcome
	for _, i := range run {
		s := *st
		out = append(out, a.enter(at, in, c, m.Prog.Funcs[i], domain.None, args, &s)...)
	}
	if len(run) < len(funcs) || len(funcs) == 0 {
		out = append(out, a.Opaque(at, c, args, st)...)
	}
	return out
}

// does reports whether f does something that is followed, or is a DDI.
func (m *Runner) does(f *program.Func) bool {
	return m.Acts(f.Index) || f.Op != ddi.None || f.Effect != ddi.None
}
