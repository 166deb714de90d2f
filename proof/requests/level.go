package requests

import (
	"fmt"
	"strings"
)

// A lock is what raises the IRQL, and what lowers it again.
type lock struct{ acquire, release string }

// lock draws one for the session x, or for the driver.
func (d *driver) lock(x string) lock {
	v := "lock" + x
	declare := func(kind string) { d.once(v, fmt.Sprintf("var %s wdm.%s", v, kind)) }
	switch d.Pick("spin lock", "queued spin lock", "shared spin lock", "fast mutex", "guarded mutex", "raised level") {
	case "spin lock":
		declare("KSPIN_LOCK")
		return lock{fmt.Sprintf("var old wdm.KIRQL\nwdm.KeAcquireSpinLock(&%s, &old)\n", v), fmt.Sprintf("wdm.KeReleaseSpinLock(&%s, old)\n", v)}
	case "queued spin lock":
		declare("KSPIN_LOCK")
		return lock{fmt.Sprintf("var handle wdm.KLOCK_QUEUE_HANDLE\nwdm.KeAcquireInStackQueuedSpinLock(&%s, &handle)\n", v), "wdm.KeReleaseInStackQueuedSpinLock(&handle)\n"}
	case "shared spin lock":
		declare("EX_SPIN_LOCK")
		return lock{fmt.Sprintf("old := wdm.ExAcquireSpinLockExclusive(&%s)\n", v), fmt.Sprintf("wdm.ExReleaseSpinLockExclusive(&%s, old)\n", v)}
	case "fast mutex":
		declare("FAST_MUTEX")
		return lock{fmt.Sprintf("wdm.ExAcquireFastMutex(&%s)\n", v), fmt.Sprintf("wdm.ExReleaseFastMutex(&%s)\n", v)}
	case "guarded mutex":
		declare("KGUARDED_MUTEX")
		return lock{fmt.Sprintf("wdm.KeAcquireGuardedMutex(&%s)\n", v), fmt.Sprintf("wdm.KeReleaseGuardedMutex(&%s)\n", v)}
	}
	return lock{"var old wdm.KIRQL\nwdm.KeRaiseIrql(wdm.DISPATCH_LEVEL, &old)\n", "wdm.KeLowerIrql(old)\n"}
}

// glance captures for a moment, in a helper that is called at a raised level, where
// it must not wait, and at PASSIVE_LEVEL, where it may.
func (d *driver) glance() {
	d.Note("captures in a helper")
	d.add(`func glance(wait uint32) wdm.NTSTATUS {
	var npi wsk.WSK_PROVIDER_NPI
	status := wsk.WskCaptureProviderNPI(&registration, wait, &npi)
	if wdm.NT_SUCCESS(status) {
		wsk.WskReleaseProviderNPI(&registration)
	}
	return status
}`)
	l := d.lock("Glance")
	wait := d.Or("WSK011", "waits for a capture at a raised level", "wsk.WSK_NO_WAIT", "1000")
	d.add("func peek() {\n" + l.acquire + "glance(" + wait + ")\n" + l.release + "}")
	d.major("DEVICE_CONTROL", "peek()\nglance(1000)")
}

// resolve looks a name up, which only PASSIVE_LEVEL allows.
func (d *driver) resolve() {
	d.Note("looks a name up")
	s := &session{d: d, x: "Name", private: true}
	s.draw()
	s.request(op{
		name: "resolve", gives: "list",
		call: "provider.Dispatch.WskGetAddressInfo(provider.Client, nil, nil, wsk.NS_ALL, nil, nil, &list, nil, nil, irp)",
	})
	l := d.lock("Name")
	d.once("asked", "var asked int")
	count := "asked++\n"
	d.add("func look() {\n" + d.Or("WSK011", "looks a name up at a raised level",
		l.acquire+count+l.release+"resolve()\n", l.acquire+count+"resolve()\n"+l.release) + "}")
	d.major("DEVICE_CONTROL", "look()")
}

// block is a statement with a body, or nothing if that is empty.
func block(head, body string) string {
	if strings.TrimSpace(body) == "" {
		return ""
	}
	return head + " {\n" + body + "}\n"
}

// peeks captures for a moment where it must not wait.
func (d *driver) peeks(slip string) string {
	return "var npi wsk.WSK_PROVIDER_NPI\n" + block("if wdm.NT_SUCCESS(wsk.WskCaptureProviderNPI(&registration, "+
		d.Or("WSK011", slip, "wsk.WSK_NO_WAIT", "1000")+", &npi))", "wsk.WskReleaseProviderNPI(&registration)\n")
}
