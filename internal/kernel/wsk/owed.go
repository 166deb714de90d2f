package wsk

import (
	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/follow"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/state"
	"github.com/wskvet/wskvet/internal/summary"
	"github.com/wskvet/wskvet/internal/typestate"
)

// Owe makes object o a thing that the driver holds.
func (m *Client) Owe(st *state.State, o int32, t typestate.Thing) {
	m.SetOwed(st, o, Owed{Thing: t})
}

// Happens moves the thing that v points to. It is false where a rule is broken.
func (m *Client) Happens(r *follow.Call, st *state.State, v domain.Value, t typestate.Thing, h typestate.Happening) bool {
	if v.K != domain.Ptr || !m.Strong(st, v.O, 0) {
		if !v.IsNil() {
			m.ForgetThings(st, t) // which of them it was is not known
		}
		return true
	}
	x, ok := m.Owed(st, v.O)
	if !ok || x.Thing != t {
		return true
	}
	row, ok := typestate.OwedRowOf(t, x.Stage, h)
	if !ok {
		return true
	}
	if row.Rule != "" {
		m.Report.Add(st, row.Rule, r.At, follow.Sprintf(row.Text, r.Name()), "", r.Text())
		return false
	}
	x.Stage = row.Next
	m.SetOwed(st, v.O, x)
	m.Log(st, finding.Operate, r.At, r.Text(), t.In(row.Next))
	return true
}

// ForgetThings gives up on the things of a kind.
func (m *Client) ForgetThings(st *state.State, t typestate.Thing) {
	m.owed.Of(st).Each(func(o int32, x Owed) bool {
		if x.Thing == t {
			m.notOwed(st, o)
		}
		return true
	})
}

// Things are the objects of a kind in a stage, lowest first.
func (m *Client) Things(st *state.State, t typestate.Thing, s typestate.Stage) []int32 {
	var out []int32
	m.owed.Of(st).Each(func(o int32, x Owed) bool {
		if x.Thing == t && x.Stage == s {
			out = append(out, o)
		}
		return true
	})
	return out
}

// gives are the effects of somebody else that may give a thing back.
func gives(t typestate.Thing) program.Effects {
	switch t {
	case typestate.NmrClient, typestate.Binding:
		return program.Deregisters
	}
	return program.Uses
}

// Leaving is how a driver goes.
type Leaving = typestate.Happening

// ReportOwed reports what a driver leaves behind where it goes by e: fn is the
// function that leaves. A thread that nobody has waited for comes too late.
func (m *Client) ReportOwed(e follow.Exit, fn string, how Leaving) {
	st := &e.State
	m.owed.Of(st).Each(func(o int32, x Owed) bool {
		row, ok := typestate.OwedRowOf(x.Thing, x.Stage, how)
		if !ok || row.Rule == "" {
			return true
		}
		if st.Async&gives(x.Thing) != 0 {
			m.Report.Inconclusive(st, e.Place, "a routine that the system calls may give back what "+fn+" leaves: "+x.Thing.String())
			return true
		}
		m.Report.Add(st, row.Rule, e.Place, follow.Sprintf(row.Text, fn), "", fn+" returns")
		return true
	})
}

// ---- what WskControlClient caches

// descriptor caches or releases a security descriptor.
func (m *Client) descriptor(r *follow.Call, st state.State) []follow.Outcome {
	codes, outs := r.Integers(), r.Outs()
	if hasCode(codes[:min(len(codes), 1)], ddi.StaticCallbacks) && r.Name() == "WskControlClient" {
		return m.enable(r, st, func(st *state.State) { m.SetCount(st, staticCounter, 1) })
	}
	if len(codes) == 0 || codes[0].K != domain.Int || len(outs) == 0 {
		return m.request(r, st)
	}
	switch codes[0].N {
	case ddi.CacheSD:
		bad := st
		v := outs[min(1, len(outs)-1)]
		o := m.Allocate(&st, state.DescriptorObject, r.At, "", state.Zeroed)
		m.Store(&st, v.O, v.P, domain.Value{K: domain.Ptr, O: o})
		m.Owe(&st, o, typestate.Descriptor)
		m.Log(&st, finding.Operate, r.At, r.Text()+" succeeds", typestate.Descriptor.In(typestate.Held))
		good := m.Status(&st, r, follow.Succeeds)
		fail := m.Status(&bad, r, follow.Fails)
		return []follow.Outcome{{St: st, Result: good}, {St: bad, Result: fail}}
	case ddi.ReleaseSD:
		v := outs[0]
		if m.Objects[v.O].Kind != state.DescriptorObject {
			v = m.Load(&st, v.O, v.P, summary.Pointer, r.At)
		}
		if !m.Happens(r, &st, v, typestate.Descriptor, typestate.Ends) {
			return nil
		}
		return m.Anything(r, st)
	}
	return m.request(r, st)
}

// freeAddresses frees what WskGetAddressInfo has given.
func (m *Client) freeAddresses(r *follow.Call, st state.State) []follow.Outcome {
	var list domain.Value
	for i, v := range r.Args {
		if r.Call.Roles[i] == summary.Out || r.Call.Roles[i] == summary.Context {
			list = v
		}
	}
	if !m.Happens(r, &st, list, typestate.AddressList, typestate.Ends) {
		return nil
	}
	return m.Anything(r, st)
}

// bindingOf is the binding through which a call goes to the provider.
func (m *Client) bindingOf(r *follow.Call) (domain.Value, bool) {
	of := func(o int32) bool { return o >= 0 && m.Objects[o].Kind == "binding" }
	if of(r.Table.O) {
		return domain.Value{K: domain.Ptr, O: int32(m.Objects[r.Table.O].Of)}, true
	}
	for _, v := range r.Args {
		if v.K == domain.Ptr && of(v.O) {
			return domain.Value{K: domain.Ptr, O: int32(m.Objects[v.O].Of)}, true
		}
	}
	return domain.Value{}, false
}
