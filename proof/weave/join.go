package weave

import "fmt"

// A join is how a unit is stopped beside its caller, who waits until that is done.
type join struct {
	before string // what both use
	run    string // stops the unit, and then says so
	early  string // says so first
	wait   string
}

// joined stops a unit beside its caller.
func (d *driver) joined(stop, x string) string {
	var j join
	switch d.Pick("WaitGroup", "WaitGroup.Go", "channel", "closed channel", "work item", "stopping thread") {
	case "WaitGroup":
		j = join{"var group sync.WaitGroup\ngroup.Add(1)\n", gone("defer group.Done()\n" + stop), gone("group.Done()\n" + stop), "group.Wait()\n"}
	case "WaitGroup.Go":
		j = join{"var group sync.WaitGroup\n", "group.Go(func() { " + stop + " })\n", "group.Go(func() {\n" + gone(stop) + "})\n", "group.Wait()\n"}
	case "channel":
		j = join{"done := make(chan bool)\n", gone(stop + "\ndone <- true"), gone("done <- true\n" + stop), "<-done\n"}
	case "closed channel":
		j = join{"done := make(chan struct{})\n", gone("defer close(done)\n" + stop), gone("close(done)\n" + stop), "<-done\n"}
	case "work item":
		j = d.workItem(stop, x)
	case "stopping thread":
		j = d.stoppingThread(stop, x)
	}
	run := j.run
	if j.early != "" {
		run = d.Or("WSK005", "says too early that it has stopped", j.run, j.early)
	}
	if j.wait != "" {
		j.wait = d.Or("WSK005", "stop not waited for", j.wait, "")
	}
	d.top().add("func join%s() {\n%s}\n", x, j.before+run+j.wait)
	return "join" + x + "()"
}

// gone runs statements in a goroutine.
func gone(body string) string { return "go func() {\n" + body + "\n}()\n" }

// awaits waits for a kernel object, without a time-out.
func (d *driver) awaits(object, what string) string {
	d.patience()
	wait := "wdm.KeWaitForSingleObject(" + object + ", wdm.Executive, wdm.KernelMode, false, "
	right := d.Or("WSK005", what+" not waited for", wait+"nil)\n", "")
	return d.Or("WSK005", what+" waited for in vain", right, wait+"&patience)\n")
}

func (d *driver) patience() {
	if d.first("patience") {
		d.top().add("var patience = wdm.LARGE_INTEGER{QuadPart: -10_000_000}\n")
	}
}

// workItem stops a unit in a work item, which sets an event.
func (d *driver) workItem(stop, x string) join {
	p := d.top()
	if d.first("device") {
		p.add("var device *wdm.DEVICE_OBJECT\n")
		d.prepare("wdm.IoCreateDevice(driver, 0, nil, wdm.FILE_DEVICE_NETWORK, 0, false, &device)", "wdm.IoDeleteDevice(device)")
	}
	p.add("var item%[1]s *wdm.IO_WORKITEM\nvar stopped%[1]s wdm.KEVENT\n", x)
	p.add("func allocate%[1]s() %[2]s {\nitem%[1]s = wdm.IoAllocateWorkItem(device)\nif item%[1]s == nil {\nreturn wdm.STATUS_INSUFFICIENT_RESOURCES\n}\nreturn wdm.STATUS_SUCCESS\n}\n", x, status)
	d.entry, d.undo = append(d.entry, "allocate"+x+"()"), append(d.undo, "wdm.IoFreeWorkItem(item"+x+")")
	d.ready = append(d.ready, fmt.Sprintf("wdm.KeInitializeEvent(&stopped%s, wdm.NotificationEvent, false)", x))
	says := "wdm.KeSetEvent(&stopped" + x + ", wdm.IO_NO_INCREMENT, false)\n"
	p.add("func stopLater%s(device *wdm.DEVICE_OBJECT, context any) {\n%s}\n", x, d.Or("WSK005", "work item says too early that it has stopped", stop+"\n"+says, says+stop+"\n"))
	return join{run: "wdm.IoQueueWorkItem(item" + x + ", stopLater" + x + ", wdm.DelayedWorkQueue, nil)\n" + d.awaits("&stopped"+x, "work item")}
}

// prepare has DriverEntry do something before all else.
func (d *driver) prepare(do, undo string) {
	d.entry, d.undo = append([]string{do}, d.entry...), append([]string{undo}, d.undo...)
}

// stoppingThread stops a unit in a thread of its own. Where there is none to be had, it is
// stopped at once.
func (d *driver) stoppingThread(stop, x string) join {
	d.top().add("func stopLater%s(context any) {\n%s\n}\n", x, stop)
	return join{run: fmt.Sprintf(`var handle wdm.HANDLE
var thread any
if !wdm.NT_SUCCESS(wdm.PsCreateSystemThread(&handle, wdm.THREAD_ALL_ACCESS, nil, nil, nil, stopLater%s, nil)) {
	%s
	return
}
wdm.ObReferenceObjectByHandle(handle, wdm.THREAD_ALL_ACCESS, nil, wdm.KernelMode, &thread, nil)
wdm.ZwClose(handle)
%swdm.ObDereferenceObject(thread)
`, x, stop, d.awaits("thread", "stopping thread"))}
}
