package weave

import (
	"fmt"

	"github.com/wskvet/wskvet/proof/draw"
)

// callers decides who starts and who stops a unit.
func (d *driver) callers(n names, x string) {
	p := d.top()
	start, stop := p.ref(n.at, n.start), p.ref(n.at, n.stop)
	kinds := []string{"at load", "at load", "joined stop", "joined stop", "joined start", "own thread", "own thread"}
	switch {
	case n.over:
		kinds = kinds[:1]
	case d.created == "":
		kinds = append(kinds, "reference count", "run once")
	}
	switch d.Pick(kinds...) {
	case "at load":
		d.entry, d.undo = append(d.entry, start), append(d.undo, stop)
		d.uses(n, x, "")
	case "joined stop":
		join := d.joined(stop, x)
		d.entry, d.undo = append(d.entry, start), append(d.undo, join)
		d.uses(n, x, "")
	case "joined start":
		d.startedBeside(start, stop, x)
	case "own thread":
		d.thread(start, stop, x)
	case "reference count":
		d.counted(start, stop, x)
		d.uses(n, x, fmt.Sprintf("opened%s > 0", x))
	case "run once":
		d.once(start, stop, x)
		d.uses(n, x, "started"+x)
	}
}

// uses has a control request use the unit, where it is started, or start it anew.
func (d *driver) uses(n names, x, guard string) {
	if n.use != "" && d.Chance(50) {
		d.Note("requests")
		d.asked(fmt.Sprintf("wdm.DbgPrint(\"%%x\", %s())", d.top().ref(n.at, n.use)), guard)
	}
	if n.restarts && d.Has(50, "restart") {
		d.restarts(x)
		d.asked(d.top().ref(d.low(), "Again"+x)+"()", guard)
	}
}

// asked has a control request do something.
func (d *driver) asked(call, guard string) {
	if guard != "" {
		call = fmt.Sprintf("if %s {\n%s\n}", guard, call)
	}
	d.control = append(d.control, call)
}

// startedBeside starts a unit in a goroutine that Unload waits for.
func (d *driver) startedBeside(start, stop, x string) {
	p := d.top()
	p.add("var result%[1]s %[2]s\nvar ready%[1]s chan struct{}\n", x, status)
	d.ready = append(d.ready, fmt.Sprintf("ready%[1]s = make(chan struct{})", x))
	p.add("func launch%[1]s() %[2]s {\nresult%[1]s = wdm.STATUS_UNSUCCESSFUL\ngo func() {\nresult%[1]s = %[3]s\nclose(ready%[1]s)\n}()\nreturn wdm.STATUS_SUCCESS\n}\n", x, status, start)
	waits := d.Either(draw.Slip{Rule: "WSK001", Name: "start not waited for", Also: "WSK005"}, "<-ready"+x+"\n", "") // it may deregister, too
	p.add("func land%[1]s() {\n%[2]sif wdm.NT_SUCCESS(result%[1]s) {\n%[3]s\n}\n}\n", x, waits, stop)
	d.entry, d.undo = append(d.entry, fmt.Sprintf("launch%s()", x)), append(d.undo, fmt.Sprintf("land%s()", x))
}

// thread has a system thread start and stop a unit; Unload tells it to end and waits.
func (d *driver) thread(start, stop, x string) {
	p := d.top()
	p.add("var over%[1]s wdm.KEVENT\nvar worker%[1]s any\n", x)
	p.add(`func run%[1]s() %[2]s {
	wdm.KeInitializeEvent(&over%[1]s, wdm.NotificationEvent, false)
	var handle wdm.HANDLE
	status := wdm.PsCreateSystemThread(&handle, wdm.THREAD_ALL_ACCESS, nil, nil, nil, work%[1]s, nil)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	wdm.ObReferenceObjectByHandle(handle, wdm.THREAD_ALL_ACCESS, nil, wdm.KernelMode, &worker%[1]s, nil)
	wdm.ZwClose(handle)
	return wdm.STATUS_SUCCESS
}
`, x, status)
	p.add(`func work%[1]s(context any) {
	status := %[2]s
	wdm.KeWaitForSingleObject(&over%[1]s, wdm.Executive, wdm.KernelMode, false, nil)
	if wdm.NT_SUCCESS(status) {
		%[3]s
	}
}
`, x, start, stop)
	p.add("func halt%[1]s() {\nwdm.KeSetEvent(&over%[1]s, wdm.IO_NO_INCREMENT, false)\n%[2]swdm.ObDereferenceObject(worker%[1]s)\n}\n", x, d.awaits("worker"+x, "thread"))
	d.entry, d.undo = append(d.entry, fmt.Sprintf("run%s()", x)), append(d.undo, fmt.Sprintf("halt%s()", x))
}

// counted starts a unit with the first open handle and stops it with the last.
func (d *driver) counted(start, stop, x string) {
	d.top().add("var opened%s int32\n", x)
	d.created = fmt.Sprintf(`if wdm.InterlockedIncrement(&opened%[1]s) == 1 {
	status := %[2]s
	if !wdm.NT_SUCCESS(status) {
		wdm.InterlockedDecrement(&opened%[1]s)
		return status
	}
}
return wdm.STATUS_SUCCESS`, x, start)
	d.closed = fmt.Sprintf("if wdm.InterlockedDecrement(&opened%s) == 0 {\n%s\n}\nreturn wdm.STATUS_SUCCESS", x, stop)
}

// once starts a unit with the first open handle ever; Unload stops it.
func (d *driver) once(start, stop, x string) {
	p := d.top()
	p.add("var once%[1]s sync.Once\nvar started%[1]s bool\n", x)
	d.created = fmt.Sprintf("once%[1]s.Do(func() {\nstarted%[1]s = wdm.NT_SUCCESS(%[2]s)\n})\nif !started%[1]s {\nreturn wdm.STATUS_DEVICE_NOT_READY\n}\nreturn wdm.STATUS_SUCCESS", x, start)
	d.closed = "return wdm.STATUS_SUCCESS"
	d.unload = append(d.unload, fmt.Sprintf("if started%s {\n%s\n}", x, stop))
}
