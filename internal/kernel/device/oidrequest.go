package device

import (
	"slices"

	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/follow"
	"github.com/wskvet/wskvet/internal/kernel/wsk"
	"github.com/wskvet/wskvet/internal/lives"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/state"
	"github.com/wskvet/wskvet/internal/summary"
)

// oidRequest is an activity of NDIS: an OID request that the driver has handed down and
// that has not been answered. Its end is a call of the driver's OidRequestCompleteHandler.
type oidRequest struct {
	lives.Routine
	of domain.Value // the request
}

func (q oidRequest) Name(m *lives.Lives, a *lives.Activity) string {
	return "the OID request that " + m.Prog.Funcs[a.Fn.N].Short + " ends"
}

func (q oidRequest) Verb() string    { return "makes" }
func (q oidRequest) Pends() bool     { return true }
func (q oidRequest) Sleeps() bool    { return false }
func (q oidRequest) Unbounded() bool { return true }

func (q oidRequest) Begin(m *lives.Lives, st *state.State, a *lives.Activity) {
	m.Log(st, finding.Enter, a.At, m.Prog.Funcs[a.Fn.N].Short+" runs as "+ddi.OidRequestComplete, "")
}

func (q oidRequest) Enough(m *lives.Lives, a *lives.Activity) bool { return m.Enough(a.At, false) }
func (q oidRequest) Visit(look func(domain.Value))                 { look(q.of) }
func (q oidRequest) Hash() uint64                                  { return domain.Combine(q.Routine.Hash(), q.of.Hash()) }

// pending is NDIS_STATUS_PENDING.
const pending = 0x103

// AskOid hands an OID request down. It is answered at once, or is pending: NDIS then calls
// the driver's OidRequestCompleteHandler, once, and not otherwise.
// Pages: ndis/nf-ndis-ndisfoidrequest, ndis/nf-ndis-ndisoidrequest, ndis/nc-ndis-filter_oid_request_complete.
func (m *System) AskOid(r *follow.Call, st state.State) []follow.Outcome {
	acts := func(c follow.Installed) bool {
		return c.Slot == ddi.OidRequestComplete && c.Func.K == domain.Func && m.Acts(c.Index())
	}
	handlers := slices.DeleteFunc(m.Installed(&st), func(c follow.Installed) bool { return !acts(c) })
	if len(handlers) == 0 {
		return m.Anything(r, st)
	}
	once := st
	out := []follow.Outcome{{Result: m.UnknownOf(&once, r.At, summary.Status)}} // answered at once
	out[0].St = once
	request := domain.Value{K: domain.Any}
	if len(r.Args) > 1 {
		request = r.Args[1]
	}
	for _, c := range handlers {
		mine := func(a *lives.Activity) bool { return a.At == r.At && a.Fn == c.Func }
		if len(m.Pending(&st, mine)) >= wsk.MaxOfCall { // a further one is answered at once
			return out
		}
		s := st
		f := m.Prog.Funcs[c.Func.N]
		act := lives.Activity{Kind: oidRequest{"OID request", request.Plain()}, Fn: c.Func, Args: m.answered(&s, r.At, f, request), Handle: domain.None, At: r.At}
		if m.Launch(&s, act) {
			out = append(out, follow.Outcome{St: s, Result: domain.Number(pending)})
		}
	}
	return out
}

// answered are the arguments of the routine that ends a request: what the driver has given
// NDIS for its module, the request, and how it has ended.
func (m *System) answered(st *state.State, at *program.Site, f *program.Func, request domain.Value) []domain.Value {
	args := make([]domain.Value, f.Params)
	for i := range args {
		switch i {
		case 0:
			args[i] = m.Fresh(st, f.Index, 0)
		case 1:
			args[i] = request
		default:
			args[i] = m.UnknownOf(st, at, summary.Status) // success, or an error: it is not pending any more
		}
	}
	return args
}
