package wdm

import "unsafe"

// MDL describes the pages of a buffer; a chain of them is a WSK_BUF.
// Page: wdm/ns-wdm-_mdl
type MDL struct {
	Next           *MDL
	Size           int16
	MdlFlags       int16
	Process        *EPROCESS
	MappedSystemVa unsafe.Pointer
	StartVa        unsafe.Pointer
	ByteCount      uint32
	ByteOffset     uint32
}

// LOCK_OPERATION is what the pages of an MDL are locked for.
// Page: wdm/nf-wdm-mmprobeandlockpages
type LOCK_OPERATION int32

// What the pages of an MDL are locked for.
// Page: wdm/nf-wdm-mmprobeandlockpages
const (
	IoReadAccess LOCK_OPERATION = iota
	IoWriteAccess
	IoModifyAccess
)

// The priorities of MmGetSystemAddressForMdlSafe.
// Page: wdm/nf-wdm-mmgetsystemaddressformdlsafe
const (
	LowPagePriority     = 0
	NormalPagePriority  = 16
	HighPagePriority    = 32
	MdlMappingNoExecute = 0x40000000
)

// IoAllocateMdl allocates an MDL for a buffer, or is nil; it is owed one
// IoFreeMdl.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-ioallocatemdl
func IoAllocateMdl(virtualAddress any, length uint32, secondaryBuffer, chargeQuota bool, irp *IRP) *MDL {
	return nil
}

// IoFreeMdl frees an MDL, not the pages it describes.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-iofreemdl
func IoFreeMdl(mdl *MDL) {}

// IoBuildPartialMdl makes an MDL describe a part of another.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-iobuildpartialmdl
func IoBuildPartialMdl(sourceMdl, targetMdl *MDL, virtualAddress unsafe.Pointer, length uint32) {}

// MmBuildMdlForNonPagedPool completes an MDL for nonpaged memory.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-mmbuildmdlfornonpagedpool
func MmBuildMdlForNonPagedPool(memoryDescriptorList *MDL) {}

// MmProbeAndLockPages locks the pages of an MDL; they are owed one
// MmUnlockPages. IRQL <= DISPATCH_LEVEL, for pageable memory APC_LEVEL.
// Page: wdm/nf-wdm-mmprobeandlockpages
func MmProbeAndLockPages(memoryDescriptorList *MDL, accessMode KPROCESSOR_MODE, operation LOCK_OPERATION) {
}

// MmUnlockPages unlocks the pages of an MDL.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-mmunlockpages
func MmUnlockPages(memoryDescriptorList *MDL) {}

// MmGetSystemAddressForMdlSafe is the buffer of an MDL in system space, or nil.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-mmgetsystemaddressformdlsafe
func MmGetSystemAddressForMdlSafe(mdl *MDL, priority uint32) unsafe.Pointer { return nil }

// MmGetMdlByteCount is the length of the buffer of an MDL.
// Any IRQL. Page: wdm/nf-wdm-mmgetmdlbytecount
func MmGetMdlByteCount(mdl *MDL) uint32 { return mdl.ByteCount }

// MmGetMdlByteOffset is where the buffer of an MDL begins in its first page.
// Any IRQL. Page: wdm/nf-wdm-mmgetmdlbyteoffset
func MmGetMdlByteOffset(mdl *MDL) uint32 { return mdl.ByteOffset }

// MmGetSystemRoutineAddress finds a kernel routine by name, or is nil.
// IRQL = PASSIVE_LEVEL. Page: wdm/nf-wdm-mmgetsystemroutineaddress
func MmGetSystemRoutineAddress(systemRoutineName *UNICODE_STRING) any { return nil }
