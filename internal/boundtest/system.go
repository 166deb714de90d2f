package boundtest

import "fmt"

// timer declares what a periodic timer and its DPC take.
const timer = `
type (
	KTIMER           struct{ state int }
	KDPC             struct{ state int }
	DEFERRED_ROUTINE func(dpc *KDPC, context, first, second any)
)

func KeInitializeTimerEx(timer *KTIMER, kind int32)                       {}
func KeInitializeDpc(dpc *KDPC, routine DEFERRED_ROUTINE, context any)    {}
func KeSetTimerEx(timer *KTIMER, due int64, period int32, dpc *KDPC) bool { return false }
func KeCancelTimer(timer *KTIMER) bool                                    { return false }
func KeFlushQueuedDpcs()                                                  {}

var (
	clock KTIMER
	dpc   KDPC
)
`

// ticks waits for the n-th expiry of a timer that is set just before, and releases behind
// that; the broken one does not.
func ticks(n int, broken bool) string {
	return timer + fmt.Sprintf(`
var (
	enough KEVENT
	count  int
)

func tick(*KDPC, any, any, any) {
	count++
	if count == %d {
		KeSetEvent(&enough, 0, false)
	}
}
`, n) + entry("\tif !capture() {\n\t\tWskDeregister(&reg)\n\t\treturn -1\n\t}\n\tKeInitializeEvent(&enough, 0, false)\n\tKeInitializeDpc(&dpc, tick, nil)\n\tKeInitializeTimerEx(&clock, 0)\n") +
		unload("\tKeSetTimerEx(&clock, 0, 10, &dpc)\n\tKeWaitForSingleObject(&enough, 0, 0, false, nil)\n\tKeCancelTimer(&clock)\n\tKeFlushQueuedDpcs()\n"+
			lines(less(1, broken), fmt.Sprintf("\tif count >= %d {\n\t\trelease()\n\t}\n", n)))
}

// thread declares what a system thread takes.
const thread = `
func PsCreateSystemThread(handle *uintptr, access uint32, attributes *int, process uintptr, id *int, routine func(any), context any) NTSTATUS {
	return 0
}
func ZwClose(handle uintptr) NTSTATUS                                            { return 0 }
func KeDelayExecutionThread(mode int8, alertable bool, interval *int64) NTSTATUS { return 0 }
`

// naps has a thread that looks n times, at one call, whether somebody has come by while it
// slept, and captures if that was so each time; the broken one keeps that.
func naps(n int, broken bool) string {
	return thread + fmt.Sprintf(`
var (
	gone    KEVENT
	handle  uintptr
	visits  int
	closing bool
)

//wskvet:callback
func visit() { visits++ }

func work(any) {
	for range %d {
		seen := visits
		KeDelayExecutionThread(0, false, nil)
		if closing || visits == seen {
			KeSetEvent(&gone, 0, false)
			return
		}
	}
	if capture() {
%s	}
	KeSetEvent(&gone, 0, false)
}
`, n, lines(less(1, broken), "\t\trelease()\n")) + entry("\tKeInitializeEvent(&gone, 0, false)\n\tif capture() {\n\t\trelease()\n\t}\n\tif PsCreateSystemThread(&handle, 0, nil, 0, nil, work, nil) < 0 {\n\t\tKeSetEvent(&gone, 0, false)\n\t} else {\n\t\tZwClose(handle)\n\t}\n") +
		unload("\tclosing = true\n\tKeWaitForSingleObject(&gone, 0, 0, false, nil)\n")
}

// devices makes n of them. Unload deregisters for the first, and deletes it; then it walks
// the list of the others, to deregister for whose that is. The broken one has not deleted
// the first by then.
func devices(n int, broken bool) string {
	return `
func IoCreateDevice(driver *DRIVER_OBJECT, size uint32, name *int, kind, characteristics uint32, exclusive bool, device **DEVICE_OBJECT) NTSTATUS {
	return 0
}
func IoDeleteDevice(device *DEVICE_OBJECT) {}

type extension struct{ owner bool }

var first *DEVICE_OBJECT
` + entry("\tvar device *DEVICE_OBJECT\n"+lines(n, "\tif IoCreateDevice(d, 0, nil, 0, 0, false, &device) < 0 {\n\t\treturn 0\n\t}\n\tdevice.DeviceExtension = &extension{owner: first == nil}\n\tif first == nil {\n\t\tfirst = device\n\t}\n")) +
		"\nfunc unload(d *DRIVER_OBJECT) {\n\tWskDeregister(&reg)\n" + lines(less(1, broken), "\tif first != nil {\n\t\tIoDeleteDevice(first)\n\t}\n") +
		"\tfor device := d.DeviceObject; device != nil; {\n\t\tnext := device.NextDevice\n\t\tif device.DeviceExtension.(*extension).owner {\n\t\t\tWskDeregister(&reg)\n\t\t}\n\t\tIoDeleteDevice(device)\n\t\tdevice = next\n\t}\n}\n"
}

// routines leaves DriverEntry in one of n ways, and hands another driver a request whose
// completion routine must not deregister; that of the broken one does in the last.
func routines(n int, broken bool) string {
	return fmt.Sprintf("\nvar ways [%d]bool\n", n) + choice + "\n// lower and next are in a library.\nfunc lower() *DEVICE_OBJECT\nfunc next() *IRP\n\nfunc IoCallDriver(device *DEVICE_OBJECT, irp *IRP) NTSTATUS { return 0 }\n" +
		"\nfunc late(*DEVICE_OBJECT, *IRP, any) NTSTATUS {\n" + idle(n, broken, "\tif ways[#] {\n\t\tWskDeregister(&reg)\n\t}\n") + "\treturn 0\n}\n" +
		entry(fmt.Sprintf("\tways[choice(%d)] = true\n\tirp := next()\n\tIoSetCompletionRoutine(irp, late, nil, true, true, true)\n\tIoCallDriver(lower(), irp)\n", n)) + unload("")
}
