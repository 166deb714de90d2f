package lives

import (
	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/follow"
)

// Operations are those that start somebody, wait or signal.
func (m *Lives) Operations() follow.Operations {
	return follow.Operations{
		ddi.StartThread: m.Start, ddi.QueueWork: m.Start, ddi.QueueContextFirst: m.Start, ddi.GroupGo: m.Start,
		ddi.ArmDpc: m.Arm, ddi.SetTimer: m.Arm, ddi.CancelTimer: m.Cancel,

		ddi.EventInit: m.Signal, ddi.EventSet: m.Signal, ddi.EventClear: m.Signal, ddi.EventRead: m.ReadEvent,
		ddi.SemaphoreInit: m.Signal, ddi.SemaphoreRelease: m.Signal, ddi.CloseChannel: m.Signal,
		ddi.QueueInit: m.Signal, ddi.QueueInsert: m.Signal, ddi.QueueFirst: m.Signal, ddi.QueueOver: m.Signal,
		ddi.GroupAdd: m.Signal, ddi.GroupDone: m.Signal,
		ddi.RundownBegin: m.Protection, ddi.RundownReset: m.Protection, ddi.RundownOver: m.Protection, ddi.RundownEnd: m.Signal,

		ddi.WaitOne: m.Wait, ddi.QueueRemove: m.Wait, ddi.WaitAll: m.WaitMany, ddi.GroupWait: m.Wait, ddi.Rundown: m.Wait, ddi.RundownLast: m.Wait,
		ddi.Flush: m.Wait, ddi.FlushDpcs: m.Wait, ddi.Sleep: m.Sleep,

		ddi.Overwrite: m.Overwrite,
	}
}
