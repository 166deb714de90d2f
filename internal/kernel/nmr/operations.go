package nmr

import (
	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/follow"
)

// Operations are the calls of a network module registrar's client.
func (m *Registrar) Operations() follow.Operations {
	return follow.Operations{
		ddi.NmrRegister: m.nmrRegister, ddi.NmrAttach: m.nmrAttach, ddi.NmrDeregister: m.nmrDeregister,
		ddi.NmrComplete: m.nmrComplete, ddi.NmrWait: m.nmrWait,
	}
}
