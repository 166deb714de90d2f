package wdm

// NPIID names a network programming interface.
// Page: netioddk/ns-netioddk-_npi_registration_instance
type NPIID = GUID

// NPI_MODULEID names a network module by a GUID, the first of its forms.
// Page: netioddk/ns-netioddk-_npi_registration_instance
type NPI_MODULEID struct {
	Length uint16
	Type   int32
	Guid   GUID
}

// NPI_REGISTRATION_INSTANCE says which interface a module offers or asks for.
// Page: netioddk/ns-netioddk-_npi_registration_instance
type NPI_REGISTRATION_INSTANCE struct {
	Version                    uint16
	Size                       uint16
	NpiId                      *NPIID
	ModuleId                   *NPI_MODULEID
	Number                     uint32
	NpiSpecificCharacteristics any
}

// NPI_CLIENT_CHARACTERISTICS describes a client; it stays in place while the
// client is registered.
// Page: netioddk/ns-netioddk-_npi_client_characteristics
type NPI_CLIENT_CHARACTERISTICS struct {
	Version                     uint16
	Length                      uint16
	ClientAttachProvider        NPI_CLIENT_ATTACH_PROVIDER_FN
	ClientDetachProvider        NPI_CLIENT_DETACH_PROVIDER_FN
	ClientCleanupBindingContext NPI_CLIENT_CLEANUP_BINDING_CONTEXT_FN
	ClientRegistrationInstance  NPI_REGISTRATION_INSTANCE
}

// NPI_CLIENT_ATTACH_PROVIDER_FN meets a provider; it may run before
// NmrRegisterClient returns.
// IRQL = PASSIVE_LEVEL. Page: netioddk/nc-netioddk-npi_client_attach_provider_fn
type NPI_CLIENT_ATTACH_PROVIDER_FN = func(nmrBindingHandle HANDLE, clientContext any, providerRegistrationInstance *NPI_REGISTRATION_INSTANCE) NTSTATUS

// NPI_CLIENT_DETACH_PROVIDER_FN leaves a provider; STATUS_PENDING is owed one
// NmrClientDetachProviderComplete.
// IRQL <= DISPATCH_LEVEL. Page: netioddk/nc-netioddk-npi_client_detach_provider_fn
type NPI_CLIENT_DETACH_PROVIDER_FN = func(clientBindingContext any) NTSTATUS

// NPI_CLIENT_CLEANUP_BINDING_CONTEXT_FN frees the binding context; only it may.
// IRQL <= DISPATCH_LEVEL. Page: netioddk/nc-netioddk-npi_client_cleanup_binding_context_fn
type NPI_CLIENT_CLEANUP_BINDING_CONTEXT_FN = func(clientBindingContext any)

// NmrRegisterClient registers a client; a success is owed NmrDeregisterClient.
// IRQL = PASSIVE_LEVEL. Page: netioddk/nf-netioddk-nmrregisterclient
func NmrRegisterClient(clientCharacteristics *NPI_CLIENT_CHARACTERISTICS, clientContext any, nmrClientHandle *HANDLE) NTSTATUS {
	return STATUS_SUCCESS
}

// NmrDeregisterClient starts to deregister; after STATUS_PENDING the driver has
// to call NmrWaitForClientDeregisterComplete before it unloads.
// IRQL <= DISPATCH_LEVEL. Page: netioddk/nf-netioddk-nmrderegisterclient
func NmrDeregisterClient(nmrClientHandle HANDLE) NTSTATUS { return STATUS_PENDING }

// NmrWaitForClientDeregisterComplete waits until a client is detached from all
// providers.
// IRQL < DISPATCH_LEVEL. Page: netioddk/nf-netioddk-nmrwaitforclientderegistercomplete
func NmrWaitForClientDeregisterComplete(nmrClientHandle HANDLE) NTSTATUS { return STATUS_SUCCESS }

// NmrClientAttachProvider attaches to the provider that the callback was told
// of, and from there only.
// IRQL = PASSIVE_LEVEL. Page: netioddk/nf-netioddk-nmrclientattachprovider
func NmrClientAttachProvider(nmrBindingHandle HANDLE, clientBindingContext, clientDispatch any, providerBindingContext, providerDispatch *any) NTSTATUS {
	return STATUS_SUCCESS
}

// NmrClientDetachProviderComplete ends a detachment that was left pending.
// IRQL <= DISPATCH_LEVEL. Page: netioddk/nf-netioddk-nmrclientdetachprovidercomplete
func NmrClientDetachProviderComplete(nmrBindingHandle HANDLE) {}
