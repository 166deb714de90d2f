package device

import (
	"slices"

	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/follow"
	"github.com/wskvet/wskvet/internal/irql"
	"github.com/wskvet/wskvet/internal/kernel/wsk"
	"github.com/wskvet/wskvet/internal/lives"
	"github.com/wskvet/wskvet/internal/state"
	"github.com/wskvet/wskvet/internal/summary"
)

// injection is an activity of the filter engine: a packet that a callout driver has
// injected. Its end is a call of the completion function that the driver has handed over.
type injection struct{ lives.Routine }

func (injection) Verb() string           { return "makes" }
func (injection) Flushed(op ddi.Op) bool { return op == ddi.AwaitInjected }
func (injection) KeepsDriver() bool      { return false }
func (injection) Sleeps() bool           { return false }
func (injection) Unbounded() bool        { return true }

func (injection) Name(m *lives.Lives, a *lives.Activity) string {
	return "the injection that " + m.Prog.Funcs[a.Fn.N].Short + " ends"
}

func (injection) Level(m *lives.Lives, st *state.State, a *lives.Activity) {
	m.RunsAs(st, a, irql.Injected)
}

// inject injects a packet. Where that succeeds, the filter engine calls the completion
// function once, with the context, the packet, and whether it runs at DISPATCH_LEVEL.
// Pages: network/packet-injection-functions, fwpsk/nc-fwpsk-fwps_inject_complete0,
// fwpsk/nf-fwpsk-fwpsinjectionhandledestroy0.
func (m *System) inject(r *follow.Call, st state.State) []follow.Outcome {
	i := slices.IndexFunc(r.Args, func(v domain.Value) bool { return v.K == domain.Func })
	if i < 0 {
		return m.Either2(r, st)
	}
	fails := st
	m.LogFailure(&fails, r, "")
	out := []follow.Outcome{{St: fails}}
	out[0].Result = m.Status(&out[0].St, r, follow.Fails)
	fn := r.Args[i]
	mine := func(a *lives.Activity) bool { return a.At == r.At && a.Fn == fn }
	if len(m.Pending(&st, mine)) >= wsk.MaxOfCall { // a further one fails
		return out
	}
	f := m.Prog.Funcs[fn.N]
	args := make([]domain.Value, f.Params)
	for k := range args {
		switch {
		case k == 0 && i+1 < len(r.Args):
			args[k] = r.Args[i+1]
		case k == 1 && i > 0:
			args[k] = r.Args[i-1]
		default:
			args[k] = m.UnknownOf(&st, r.At, summary.Bool)
		}
	}
	if !m.Launch(&st, lives.Activity{Kind: injection{"injection"}, Fn: fn, Args: args, Handle: domain.None, At: r.At}) {
		return out
	}
	return append(out, follow.Outcome{St: st, Result: m.Status(&st, r, follow.Succeeds)})
}
