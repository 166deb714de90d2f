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
	"github.com/wskvet/wskvet/internal/follow"
	"github.com/wskvet/wskvet/internal/kernel/device"
	"github.com/wskvet/wskvet/internal/kernel/level"
	"github.com/wskvet/wskvet/internal/kernel/nmr"
	"github.com/wskvet/wskvet/internal/kernel/wsk"
	"github.com/wskvet/wskvet/internal/lives"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/settings"
)

// Machine runs a program. It interns what states are made of; it belongs to one
// run from one package's roots.
type Machine struct {
	*device.System
	by *follow.Repertoire
}

// New makes a machine for a program. It tells the log where lives have been.
func New(p *program.Program, limits settings.Limits, log *coverage.Log) *Machine {
	run := lives.New(follow.NewRunner(p, limits, log))
	calls := wsk.New(&level.Levels{Lives: run})
	m := &Machine{System: &device.System{Registrar: &nmr.Registrar{Client: calls}}}
	m.by = follow.NewRepertoire(m.Runner, m.Lives, m.Levels, m.Client, m.Registrar, m.System)
	m.Sys, m.Reqs = m, m
	m.Again()
	return m
}
