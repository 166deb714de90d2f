package device

import (
	"slices"

	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/follow"
	"github.com/wskvet/wskvet/internal/kernel/wsk"
	"github.com/wskvet/wskvet/internal/lives"
	"github.com/wskvet/wskvet/internal/state"
	"github.com/wskvet/wskvet/internal/summary"
)

// notice is an activity of the system: a callback of the driver's that it calls once, unless
// the driver takes that back before.
type notice struct{ lives.Routine }

func (notice) Verb() string      { return "asks for" }
func (notice) KeepsDriver() bool { return false }
func (notice) Unbounded() bool   { return true }

func (notice) Name(m *lives.Lives, a *lives.Activity) string {
	return "the notice that calls " + m.Prog.Funcs[a.Fn.N].Short
}

func (notice) Begin(m *lives.Lives, st *state.State, a *lives.Activity) {
	m.Log(st, finding.Enter, a.At, m.Prog.Funcs[a.Fn.N].Short+" runs", "")
}

// hookOnce registers a callback that is called once. Where what it waits for is there
// already, the call gives that, and the callback is not called.
// Page: network/notifystableunicastipaddresstable
func (m *System) hookOnce(r *follow.Call, st state.State) []follow.Outcome {
	i := slices.IndexFunc(r.Args, func(v domain.Value) bool { return v.K == domain.Func })
	if i < 0 {
		return m.Anything(r, st)
	}
	fails := st
	m.LogFailure(&fails, r, "")
	failed := m.Status(&fails, r, follow.Fails)
	for _, v := range r.Outs() {
		m.Havoc(&st, r.At, v.O, v.P)
	}
	there := st
	given := m.Status(&there, r, follow.Succeeds)
	out := []follow.Outcome{{St: fails, Result: failed}, {St: there, Result: given}}
	fn := r.Args[i]
	mine := func(a *lives.Activity) bool { return a.At == r.At && a.Fn == fn }
	if len(m.Pending(&st, mine)) >= wsk.MaxOfCall { // a further one fails
		return out
	}
	f := m.Prog.Funcs[fn.N]
	args := make([]domain.Value, f.Params)
	for k := range args {
		args[k] = domain.Value{K: domain.Any}
		if k == 0 && i+1 < len(r.Args) {
			args[k] = r.Args[i+1]
		}
	}
	handle := m.Allocate(&st, state.HookObject, r.At, "", state.Zeroed)
	if last := len(r.Args) - 1; last > i && r.Args[last].K == domain.Ptr && r.Call.Roles[last] == summary.Out {
		m.Store(&st, r.Args[last].O, r.Args[last].P, domain.Value{K: domain.Ptr, O: handle})
	}
	if !m.Launch(&st, lives.Activity{Kind: notice{"notice"}, Fn: fn, Args: args, Handle: handle, At: r.At}) {
		return out
	}
	return append(out, follow.Outcome{St: st, Result: domain.Number(pending)})
}

// unhookWait takes back what a handle stands for. A callback that is called once will not
// be, or has been: this waits for it.
// Page: network/cancelmibchangenotify2
func (m *System) unhookWait(r *follow.Call, st state.State) []follow.Outcome {
	handle := follow.Argument(r, 0)
	if handle.IsNil() {
		return m.Anything(r, st)
	}
	meant := func(a *lives.Activity) bool {
		_, once := a.Kind.(notice)
		return once && (handle.K != domain.Ptr || a.Handle == handle.O)
	}
	notices := m.Pending(&st, meant)
	if len(notices) == 0 {
		return m.Unhooks(r, st)
	}
	late := st
	for _, a := range notices {
		m.Remove(&st, a)
	}
	out := m.Unhooks(r, st)
	m.Log(&late, finding.Operate, r.At, r.Text()+" comes too late, and waits", "")
	for _, s := range m.Await([]state.State{late}, meant) {
		out = append(out, m.Unhooks(r, s)...)
	}
	return out
}
