package requests

// registrar has the driver be a client of the network module registrar as well.
func (d *driver) registrar() {
	d.Note("registrar")
	d.add(`type binding struct {
	handle wdm.HANDLE
	provider, dispatch any
}

var (
	characteristics = wdm.NPI_CLIENT_CHARACTERISTICS{ClientAttachProvider: attach, ClientDetachProvider: detach, ClientCleanupBindingContext: cleanUp}
	module wdm.HANDLE
	moduleTable struct{}
)`)
	d.add(`func attach(handle wdm.HANDLE, context any, instance *wdm.NPI_REGISTRATION_INSTANCE) wdm.NTSTATUS {
	b := (*binding)(wdm.ExAllocatePool2(wdm.POOL_FLAG_NON_PAGED, unsafe.Sizeof(binding{}), 0))
	if b == nil {
		return wdm.STATUS_INSUFFICIENT_RESOURCES
	}
	b.handle = handle
	status := wdm.NmrClientAttachProvider(handle, b, &moduleTable, &b.provider, &b.dispatch)
	if !wdm.NT_SUCCESS(status) {
		wdm.ExFreePool(b)
	}
	return status
}`)
	d.add("func detach(context any) wdm.NTSTATUS {\n" + d.Or("WSK015", "binding freed as it is left", "", "wdm.ExFreePool(context)\n") + "return wdm.STATUS_SUCCESS\n}")
	d.add("func cleanUp(context any) {\nwdm.ExFreePool(context)\n}")
	leave := block("if wdm.NmrDeregisterClient(module) == wdm.STATUS_PENDING", "wdm.NmrWaitForClientDeregisterComplete(module)\n")
	leave = d.Or("WSK015", "does not wait for the registrar", leave, "wdm.NmrDeregisterClient(module)\n")
	leave = d.Or("WSK015", "stays with the registrar", leave, "_ = module\n")
	d.steps = append(d.steps, step{do: "wdm.NmrRegisterClient(&characteristics, nil, &module)", undo: leave})
}
