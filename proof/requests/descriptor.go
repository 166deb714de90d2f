package requests

// caches keeps a security descriptor with the provider, from load to unload.
func (d *driver) caches() {
	d.Note("security descriptor")
	d.add("var plainSD, cachedSD *wdm.SECURITY_DESCRIPTOR")
	d.add("func cache() wdm.NTSTATUS {\nreturn provider.Dispatch.WskControlClient(provider.Client, wsk.WSK_CACHE_SD, 8, &plainSD, 8, &cachedSD, nil, nil)\n}")
	d.add("func uncache() {\nprovider.Dispatch.WskControlClient(provider.Client, wsk.WSK_RELEASE_SD, 8, &cachedSD, 0, nil, nil, nil)\n}")
	late := d.Or("WSK002", "descriptor released behind the provider", "", "late") == "late"
	undo := "uncache()\n"
	d.steps = append(d.steps, step{do: "cache()", undo: d.Or("WSK008", "descriptor released twice", undo, undo+undo), late: late})
}
