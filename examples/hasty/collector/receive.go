package collector

import "github.com/wskvet/wskvet/wdm"

// pause is how long the thread looks for an answer before it looks whether to
// stop: one second from now.
const pause = -10_000_000

var (
	stop    wdm.KEVENT
	answers int32
)

// receive counts the answers until it is told to stop or the connection breaks.
func receive(context any) {
	for wdm.NT_SUCCESS(receiveOne()) && !stopped() {
		wdm.InterlockedIncrement(&answers)
	}
}

// receiveOne gives up when it is told to stop. The provider has the IRP and the
// buffer until the IRP is complete, so a cancelled receive is waited for, too.
func receiveOne() wdm.NTSTATUS {
	limit := wdm.LARGE_INTEGER{QuadPart: pause}
	input.prepare()
	table.WskReceive(socket, &answer, 0, input.irp)
	for wdm.KeWaitForSingleObject(&input.done, wdm.Executive, wdm.KernelMode, false, &limit) == wdm.STATUS_TIMEOUT {
		if stopped() {
			wdm.IoCancelIrp(input.irp)
			break
		}
	}
	return input.wait()
}

// stopped looks at the event without waiting.
func stopped() bool {
	var now wdm.LARGE_INTEGER
	return wdm.KeWaitForSingleObject(&stop, wdm.Executive, wdm.KernelMode, false, &now) != wdm.STATUS_TIMEOUT
}

// join ends the thread, so that it makes no call any more.
func join() {
	wdm.KeSetEvent(&stop, wdm.IO_NO_INCREMENT, false)
	wdm.KeWaitForSingleObject(thread, wdm.Executive, wdm.KernelMode, false, nil)
	wdm.ObDereferenceObject(thread)
}
