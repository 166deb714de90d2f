package follow

import (
	"fmt"

	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/state"
)

// Handler carries out a DDI.
type Handler func(r *Call, st state.State) []Outcome

// Operations are the operations that a room carries out.
type Operations map[ddi.Op]Handler

// Component is a room of the kernel: a family of DDIs.
type Component interface {
	Operations() Operations
}

// Repertoire is who carries out which operation.
type Repertoire [ddi.Ops]Handler

// NewRepertoire takes the operations of some components together. Each operation there is
// has to be carried out by one of them.
func NewRepertoire(components ...Component) *Repertoire {
	var all Repertoire
	for _, c := range components {
		for op, h := range c.Operations() {
			if all[op] != nil {
				panic(fmt.Sprintf("operation %d is carried out by two rooms", op))
			}
			all[op] = h
		}
	}
	for op, h := range all {
		if h == nil {
			panic(fmt.Sprintf("nobody carries out operation %d", op))
		}
	}
	return &all
}

// Operations are those that move nothing, or of which nothing is known.
func (m *Runner) Operations() Operations {
	return Operations{
		ddi.None: m.Anything, ddi.Nop: m.Anything,
		ddi.Opaque: func(r *Call, st state.State) []Outcome { return r.A.Opaque(r.At, r.Call, r.Args, &st) },
		ddi.NotModelled: func(r *Call, st state.State) []Outcome {
			m.Report.GiveUp(&st, r.At, "not modelled", r.A.F.Short+" could not be modelled")
			return m.Anything(r, st)
		},
		ddi.NonNil: func(r *Call, st state.State) []Outcome {
			v := m.UnknownIn(&st, r.At, domain.Full.Without(0))
			return []Outcome{{St: st, Result: v}}
		},
	}
}
