package simulate

import (
	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/summary"
)

// ---- the network module registrar

// States of a client module, in the cell of its handle's object.
const (
	nmrGone       = 0
	nmrRegistered = 1
	nmrPending    = 2
)

func (m *Machine) nmr(r *request, st State) []outcome {
	if r.op == ddi.NmrRegister {
		bad := st
		for i, v := range r.args {
			if v.K == Ptr && r.call.Roles[i] == summary.Out && i > 0 {
				o := m.allocate(&st, "nmr", r.at, "", false)
				m.put(&st, o, m.paths.below(0, "state"), integer(nmrRegistered))
				m.store(&st, v.O, v.P, Value{K: Ptr, O: o})
			}
		}
		m.note(&st, finding.Operate, r.at, r.text()+" succeeds", "registered")
		good := m.status(&st, r, true)
		fail := m.status(&bad, r, false)
		return []outcome{{st: st, result: good}, {st: bad, result: fail}}
	}
	if len(r.args) == 0 || r.args[0].K != Ptr || m.objects[r.args[0].O].kind != "nmr" {
		return m.anything(r, st)
	}
	cell := m.paths.below(0, "state")
	if r.op == ddi.NmrWait {
		m.put(&st, r.args[0].O, cell, integer(nmrGone))
		return m.anything(r, st)
	}
	done := st
	m.put(&st, r.args[0].O, cell, integer(nmrPending))
	m.put(&done, r.args[0].O, cell, integer(nmrGone))
	m.note(&st, finding.Operate, r.at, r.text()+" is pending", "deregistration pending")
	good := m.status(&done, r, true)
	if len(r.call.Results) == 0 {
		return []outcome{{st: st}}
	}
	return []outcome{{st: st, result: integer(statusPending)}, {st: done, result: good}}
}

// ReportModules reports client modules of the registrar that Unload leaves.
func (m *Machine) ReportModules(e Exit, unload string) {
	cell := m.paths.below(0, "state")
	e.State.objs.Range(func(o uint64, _ object) bool {
		if m.objects[o].kind != "nmr" {
			return true
		}
		switch v, _ := e.State.mem.Get(key(int32(o), cell)); v {
		case integer(nmrRegistered):
			m.report.add(&e.State, "WSK015", e.at, unload+" can return with an NMR client still registered", "", unload+" returns")
		case integer(nmrPending):
			m.report.add(&e.State, "WSK015", e.at, unload+" can return before the deregistration of an NMR client has ended", "", unload+" returns")
		}
		return true
	})
}
