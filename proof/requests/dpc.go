package requests

// ticks has a DPC do something now and then, by itself or by a timer, until Unload has
// it end.
func (d *driver) ticks() {
	d.add("var tick wdm.KDPC")
	body, asks, after := d.deed()
	d.add("func ticked(dpc *wdm.KDPC, context, argument1, argument2 any) {\n" + body + "}")
	d.ready = append(d.ready, "wdm.KeInitializeDpc(&tick, ticked, nil)")
	start, stop := "wdm.KeInsertQueueDpc(&tick, nil, nil)\n", "wdm.KeRemoveQueueDpc(&tick)\n"
	if kind := d.Pick("DPC", "timer", "periodic timer"); kind != "DPC" {
		d.add("var timer wdm.KTIMER")
		d.ready = append(d.ready, "wdm.KeInitializeTimer(&timer)")
		start, stop = "wdm.KeSetTimer(&timer, wdm.LARGE_INTEGER{QuadPart: -10_000_000}, &tick)\n", "wdm.KeCancelTimer(&timer)\n"
		if kind == "periodic timer" {
			start = "wdm.KeSetTimerEx(&timer, wdm.LARGE_INTEGER{QuadPart: -10_000_000}, 1000, &tick)\n"
		}
	}
	stop += "wdm.KeFlushQueuedDpcs()\n" + after
	if asks {
		stop = d.Or("WSK002", "DPC not ended before the release", stop, "")
	}
	if d.Pick("ticks from load on", "ticks after a request") == "ticks from load on" {
		d.add("func startTick() wdm.NTSTATUS {\n" + start + "return wdm.STATUS_SUCCESS\n}")
		d.steps = append(d.steps, step{do: "startTick()", undo: stop})
		return
	}
	d.major("DEVICE_CONTROL", start)
	d.steps = append(d.steps, step{undo: stop})
}

// deed is what the DPC does, which it may do at DISPATCH_LEVEL; whether that asks the
// provider, and what is to be done when it has ended.
func (d *driver) deed() (body string, asks bool, after string) {
	switch d.Pick("DPC captures", "DPC asks the provider", "DPC queues a work item") {
	case "DPC captures":
		return d.peeks("waits for a capture in a DPC"), false, ""
	case "DPC asks the provider":
		return "provider.Dispatch.WskControlClient(provider.Client, wsk.WSK_TRANSPORT_LIST_QUERY, 0, nil, 0, nil, nil, nil)\n", true, ""
	}
	d.item("Tick")
	d.add("var (\nbusyTick int32\nidleTick wdm.KEVENT\n)")
	d.ready = append(d.ready, "wdm.KeInitializeEvent(&idleTick, wdm.NotificationEvent, true)")
	capture := "var npi wsk.WSK_PROVIDER_NPI\n" + block("if wdm.NT_SUCCESS(wsk.WskCaptureProviderNPI(&registration, 1000, &npi))", "wsk.WskReleaseProviderNPI(&registration)\n")
	d.add("func tickLater(device *wdm.DEVICE_OBJECT, context any) {\n" + capture + "wdm.KeSetEvent(&idleTick, wdm.IO_NO_INCREMENT, false)\nbusyTick = 0\n}")
	queue := d.Or("WSK011", "does in a DPC what is for its work item", "wdm.IoQueueWorkItem(itemTick, tickLater, wdm.DelayedWorkQueue, nil)\n", "tickLater(device, nil)\n")
	return block("if wdm.InterlockedExchange(&busyTick, 1) == 0", "wdm.KeClearEvent(&idleTick)\n"+queue), false, await("&idleTick")
}
