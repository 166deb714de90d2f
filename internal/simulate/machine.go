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
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/settings"
	"github.com/wskvet/wskvet/internal/typestate"
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

// levels is the IRQL at which code runs, and what it must not call there.
type levels struct {
	*lives
}

// lives is who runs beside the root that is followed: threads, work items, DPCs, timers,
// and the requests that are pending.
type lives struct {
	*follow.Runner
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
	m := &Machine{&devices{&registrar{&client{levels: &levels{&lives{Runner: follow.NewRunner(p, limits, log)}}, phases: map[typestate.Registration]string{}}}}}
	m.Sys, m.reqs = m, m
	m.Again()
	return m
}

// Again forgets what has been run and found. What states are made of stays, so
// that a state made before can be run from again.
func (m *Machine) Again() {
	m.Runner.Again()
	m.rests, m.followed = map[program.SiteKey]program.Effects{}, map[program.SiteKey]int{}
	m.asked, m.lastOf, m.asIs, m.lastNames = map[program.SiteKey]bool{}, map[uint64]string{}, map[uint64]string{}, map[uint64]string{}
}
