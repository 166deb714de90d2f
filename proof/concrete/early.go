package concrete

import "go/token"

// forever is WSK_INFINITE_WAIT.
const forever = int64(0xffffffff)

// A readiness is WSK's side as the driver loads. Where WSK014 is asked for, it may not be
// ready before the driver has loaded.
type readiness struct {
	decided, late bool
	keeper        *thread // waits for it, and so the system for the driver
	at            token.Position
	before        int // violations then
	tainted       bool
}

// loads runs a function that the system waits for while it starts.
func (s *system) loads(fn value, args []value) *thread {
	s.loading = true
	t := s.r.main(fn, args...)
	if p := s.provider; p.keeper != nil {
		s.r.found, s.r.tainted, s.r.cur = s.r.found[:p.before], p.tainted, p.keeper
		s.r.violate("WSK014", p.at)
		s.r.end()
	}
	s.loading, s.provider.late = false, false
	return t
}

// tooEarly chooses whether a capture that waits for ever finds the provider not ready.
func (r *run) tooEarly(c *call) bool {
	s := r.sys
	if !r.d.Early || !s.loading || c.arg(1) != forever {
		return false
	}
	if !s.provider.decided {
		s.provider = readiness{decided: true, late: r.choose(2) == 1}
	}
	return s.provider.late
}

// comes is asked where every thread waits. If one waits for the provider while the system
// waits for the driver, the provider comes all the same: if the driver then loads, the
// capture has kept it from that.
func (s *system) comes() bool {
	if s == nil || !s.provider.late {
		return false
	}
	for _, t := range s.r.threads {
		if !t.ended && t.blocked != nil && t.waits == "WskCaptureProviderNPI" {
			s.provider = readiness{decided: true, keeper: t, at: t.at, before: len(s.r.found), tainted: s.r.tainted}
			return true
		}
	}
	return false
}
