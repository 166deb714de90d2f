package wdm

// GUID names an interface.
// Page: guiddef/ns-guiddef-guid
type GUID struct {
	Data1 uint32
	Data2 uint16
	Data3 uint16
	Data4 [8]byte
}

// NPIID names a network programming interface.
// Page: netioddk/ns-netioddk-_npi_modid
type NPIID = GUID

// SECURITY_DESCRIPTOR says who may use an object.
// Page: ntifs/ns-ntifs-_security_descriptor
type SECURITY_DESCRIPTOR struct{ _ int }
