package wdm

import "math/bits"
import "unsafe"

// RtlUshortByteSwap is a number with its bytes the other way round.
// Page: wdm/nf-wdm-rtlushortbyteswap
func RtlUshortByteSwap(source uint16) uint16 { return bits.ReverseBytes16(source) }

// RtlUlongByteSwap is a number with its bytes the other way round.
// Page: wdm/nf-wdm-rtlulongbyteswap
func RtlUlongByteSwap(source uint32) uint32 { return bits.ReverseBytes32(source) }

// RtlUlonglongByteSwap is a number with its bytes the other way round.
// Page: wdm/nf-wdm-rtlulonglongbyteswap
func RtlUlonglongByteSwap(source uint64) uint64 { return bits.ReverseBytes64(source) }

// RtlConvertLongToLargeInteger is a number in 64 bits.
// Page: wdm/nf-wdm-rtlconvertlongtolargeinteger
func RtlConvertLongToLargeInteger(signedInteger int32) LARGE_INTEGER {
	return LARGE_INTEGER{QuadPart: int64(signedInteger)}
}

// RtlConvertUlongToLargeInteger is a number in 64 bits.
// Page: wdm/nf-wdm-rtlconvertulongtolargeinteger
func RtlConvertUlongToLargeInteger(unsignedInteger uint32) LARGE_INTEGER {
	return LARGE_INTEGER{QuadPart: int64(unsignedInteger)}
}

// Int32x32To64 is a product in 64 bits.
// Page: wdm/nf-wdm-rtlconvertlongtolargeinteger
func Int32x32To64(a, b int32) int64 { return int64(a) * int64(b) }

// UInt32x32To64 is a product in 64 bits.
// Page: wdm/nf-wdm-rtlconvertulongtolargeinteger
func UInt32x32To64(a, b uint32) uint64 { return uint64(a) * uint64(b) }

// RtlRandomEx is a number by chance.
// IRQL < DISPATCH_LEVEL. Page: ntddk/nf-ntddk-rtlrandomex
func RtlRandomEx(seed *uint32) uint32 { return 0 }

// RtlNtStatusToDosError is the error of Win32 for a status.
// Page: ntifs/nf-ntifs-rtlntstatustodoserror
func RtlNtStatusToDosError(status NTSTATUS) uint32 { return 0 }

// Products of Windows.
// Page: wdm/ns-wdm-_osversioninfoexw
const (
	VER_NT_WORKSTATION       = 1
	VER_NT_DOMAIN_CONTROLLER = 2
	VER_NT_SERVER            = 3
)

// RTL_OSVERSIONINFOEXW is a version of Windows; the shorter form has the members up to
// SzCSDVersion.
// Page: wdm/ns-wdm-_osversioninfoexw
type RTL_OSVERSIONINFOEXW struct {
	DwOSVersionInfoSize uint32
	DwMajorVersion      uint32
	DwMinorVersion      uint32
	DwBuildNumber       uint32
	DwPlatformId        uint32
	SzCSDVersion        [128]uint16
	WServicePackMajor   uint16
	WServicePackMinor   uint16
	WSuiteMask          uint16
	WProductType        uint8
	WReserved           uint8
}

// Other names of it.
// Page: wdm/ns-wdm-_osversioninfoexw
type (
	OSVERSIONINFOEXW   = RTL_OSVERSIONINFOEXW
	RTL_OSVERSIONINFOW = RTL_OSVERSIONINFOEXW
	OSVERSIONINFOW     = RTL_OSVERSIONINFOEXW
)

// RtlGetVersion tells the version of Windows.
// IRQL = PASSIVE_LEVEL. Page: wdm/nf-wdm-rtlgetversion
func RtlGetVersion(versionInformation any) NTSTATUS { return STATUS_SUCCESS }

// RtlFillMemory sets each byte of memory.
// Page: wdm/nf-wdm-rtlfillmemory
func RtlFillMemory(destination unsafe.Pointer, length uintptr, fill uint8) {
	s := unsafe.Slice((*byte)(destination), length)
	for i := range s {
		s[i] = fill
	}
}
