package wdm

// NPI_CLIENT_CHARACTERISTICS is a client module of the network module registrar.
// Page: netioddk/ns-netioddk-_npi_client_characteristics
type NPI_CLIENT_CHARACTERISTICS struct {
	Version                     uint16
	Length                      uint16
	ClientAttachProvider        func(binding HANDLE, context any, provider *NPI_REGISTRATION_INSTANCE) NTSTATUS
	ClientDetachProvider        func(binding any) NTSTATUS
	ClientCleanupBindingContext func(binding any)
	ClientRegistrationInstance  NPI_REGISTRATION_INSTANCE
}

// NPI_REGISTRATION_INSTANCE names a module and its interface.
// Page: netioddk/ns-netioddk-_npi_registration_instance
type NPI_REGISTRATION_INSTANCE struct {
	Version                    uint16
	Size                       uint16
	Number                     uint32
	NpiSpecificCharacteristics any
}

// NmrRegisterClient registers a client module; it may attach to a provider before this returns. PASSIVE_LEVEL.
// Page: netioddk/nf-netioddk-nmrregisterclient
func NmrRegisterClient(characteristics *NPI_CLIENT_CHARACTERISTICS, context any, client *HANDLE) NTSTATUS {
	return 0
}

// NmrDeregisterClient begins to deregister a client module; STATUS_PENDING says that it has not ended. IRQL <= DISPATCH_LEVEL.
// Page: netioddk/nf-netioddk-nmrderegisterclient
func NmrDeregisterClient(client HANDLE) NTSTATUS { return 0 }

// NmrWaitForClientDeregisterComplete waits until a client module is deregistered. IRQL < DISPATCH_LEVEL.
// Page: netioddk/nf-netioddk-nmrwaitforclientderegistercomplete
func NmrWaitForClientDeregisterComplete(client HANDLE) NTSTATUS { return 0 }

// NmrClientAttachProvider attaches a client module to a provider. PASSIVE_LEVEL.
// Page: netioddk/nf-netioddk-nmrclientattachprovider
func NmrClientAttachProvider(binding HANDLE, context any, dispatch any, providerContext *any, providerDispatch *any) NTSTATUS {
	return 0
}

// NmrClientDetachProviderComplete says that a pending detach has ended.
// Page: netioddk/nf-netioddk-nmrclientdetachprovidercomplete
func NmrClientDetachProviderComplete(binding HANDLE) {}
