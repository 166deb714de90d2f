package wdm

import "unsafe"

// RtlZeroMemory sets memory to zero: all of what the pointer points to, or its
// first bytes.
// Any IRQL. Page: wdm/nf-wdm-rtlzeromemory
func RtlZeroMemory[T any](destination *T, length uintptr) {
	if length != unsafe.Sizeof(*destination) {
		clear(unsafe.Slice((*byte)(unsafe.Pointer(destination)), length))
		return
	}
	var zero T
	*destination = zero
}

// RtlSecureZeroMemory does the same, even if nothing reads the memory again.
// Any IRQL. Page: wdm/nf-wdm-rtlsecurezeromemory
func RtlSecureZeroMemory[T any](ptr *T, cnt uintptr) { RtlZeroMemory(ptr, cnt) }

// RtlCopyMemory copies memory that does not overlap and holds no Go pointers.
// Any IRQL. Page: wdm/nf-wdm-rtlcopymemory
func RtlCopyMemory(destination, source unsafe.Pointer, length uintptr) {
	RtlMoveMemory(destination, source, length)
}

// RtlMoveMemory copies memory that may overlap and holds no Go pointers.
// Any IRQL. Page: wdm/nf-wdm-rtlmovememory
func RtlMoveMemory(destination, source unsafe.Pointer, length uintptr) {
	copy(unsafe.Slice((*byte)(destination), length), unsafe.Slice((*byte)(source), length))
}

// RtlCompareMemory counts the bytes up to the first difference.
// Any IRQL. Page: wdm/nf-wdm-rtlcomparememory
func RtlCompareMemory(source1, source2 unsafe.Pointer, length uintptr) uintptr {
	a, b := unsafe.Slice((*byte)(source1), length), unsafe.Slice((*byte)(source2), length)
	for i := range a {
		if a[i] != b[i] {
			return uintptr(i)
		}
	}
	return length
}

// RtlEqualMemory reports whether memory is the same.
// Any IRQL. Page: wdm/nf-wdm-rtlequalmemory
func RtlEqualMemory(destination, source unsafe.Pointer, length uintptr) bool {
	return RtlCompareMemory(destination, source, length) == length
}

// RtlInitUnicodeString makes a counted string of a literal.
// Page: wdm/nf-wdm-rtlinitunicodestring
func RtlInitUnicodeString(destinationString *UNICODE_STRING, sourceString string) {
	size := uint16(0)
	for _, r := range sourceString {
		size += 2
		if r > 0xffff {
			size += 2 // a surrogate pair
		}
	}
	*destinationString = UNICODE_STRING{Length: size, MaximumLength: size + 2, Buffer: sourceString}
}

// RtlInitAnsiString makes a counted string of a literal.
// Any IRQL. Page: wdm/nf-wdm-rtlinitansistring
func RtlInitAnsiString(destinationString *ANSI_STRING, sourceString string) {
	size := uint16(len(sourceString))
	*destinationString = ANSI_STRING{Length: size, MaximumLength: size + 1, Buffer: sourceString}
}

// RtlCopyUnicodeString copies a string as far as the destination has room.
// Any IRQL. Page: wdm/nf-wdm-rtlcopyunicodestring
func RtlCopyUnicodeString(destinationString, sourceString *UNICODE_STRING) {}

// RtlEqualUnicodeString compares two strings.
// IRQL = PASSIVE_LEVEL. Page: wdm/nf-wdm-rtlequalunicodestring
func RtlEqualUnicodeString(string1, string2 *UNICODE_STRING, caseInSensitive bool) bool {
	return false
}

// RtlFreeUnicodeString frees the buffer that a conversion allocated.
// IRQL <= APC_LEVEL. Page: wdm/nf-wdm-rtlfreeunicodestring
func RtlFreeUnicodeString(unicodeString *UNICODE_STRING) {}

// RtlAnsiStringToUnicodeString converts a string; what it allocates is owed one
// RtlFreeUnicodeString.
// IRQL = PASSIVE_LEVEL. Page: wdm/nf-wdm-rtlansistringtounicodestring
func RtlAnsiStringToUnicodeString(destinationString *UNICODE_STRING, sourceString *ANSI_STRING, allocateDestinationString bool) NTSTATUS {
	return STATUS_SUCCESS
}

// RtlFreeAnsiString frees the buffer that a conversion allocated.
// IRQL <= APC_LEVEL. Page: wdm/nf-wdm-rtlfreeansistring
func RtlFreeAnsiString(ansiString *ANSI_STRING) {}

// RtlUnicodeStringToAnsiString converts a string; what it allocates is owed one
// RtlFreeAnsiString.
// IRQL = PASSIVE_LEVEL. Page: wdm/nf-wdm-rtlunicodestringtoansistring
func RtlUnicodeStringToAnsiString(destinationString *ANSI_STRING, sourceString *UNICODE_STRING, allocateDestinationString bool) NTSTATUS {
	return STATUS_SUCCESS
}

// RtlAppendUnicodeToString appends a literal.
// Page: wdm/nf-wdm-rtlappendunicodetostring
func RtlAppendUnicodeToString(destination *UNICODE_STRING, source string) NTSTATUS {
	return STATUS_SUCCESS
}

// RtlIntegerToUnicodeString writes a number as text.
// IRQL = PASSIVE_LEVEL. Page: wdm/nf-wdm-rtlintegertounicodestring
func RtlIntegerToUnicodeString(value, base uint32, result *UNICODE_STRING) NTSTATUS {
	return STATUS_SUCCESS
}

// RTL_QUERY_REGISTRY_TABLE asks for a value of the registry.
// Page: wdm/nf-wdm-rtlqueryregistryvalues
type RTL_QUERY_REGISTRY_TABLE struct {
	QueryRoutine  func(valueName string, valueType uint32, valueData any, valueLength uint32, context, entryContext any) NTSTATUS
	Flags         uint32
	Name          string
	EntryContext  any
	DefaultType   uint32
	DefaultData   any
	DefaultLength uint32
}

// RtlQueryRegistryValues reads values of the registry.
// IRQL = PASSIVE_LEVEL. Page: wdm/nf-wdm-rtlqueryregistryvalues
func RtlQueryRegistryValues(relativeTo uint32, path string, queryTable []RTL_QUERY_REGISTRY_TABLE, context, environment any) NTSTATUS {
	return STATUS_SUCCESS
}

// RtlIsNtDdiVersionAvailable reports whether Windows has a version.
// IRQL = PASSIVE_LEVEL. Page: wdm/nf-wdm-rtlisntddiversionavailable
func RtlIsNtDdiVersionAvailable(version uint32) bool { return false }

// DbgPrint prints to the debugger.
// Page: wdm/nf-wdm-dbgprint
func DbgPrint(format string, args ...any) uint32 { return 0 }

// DbgPrintEx prints to the debugger for a component and level.
// Page: wdm/nf-wdm-dbgprintex
func DbgPrintEx(componentId, level uint32, format string, args ...any) uint32 { return 0 }

// KdPrint prints to the debugger in checked builds.
// Page: wdm/nf-wdm-kdprint
func KdPrint(format string, args ...any) {}

// KdPrintEx prints to the debugger for a component and level in checked builds.
// Page: wdm/nf-wdm-kdprintex
func KdPrintEx(componentId, level uint32, format string, args ...any) {}

// InitializeListHead makes an empty list.
// Any IRQL. Page: wdm/nf-wdm-initializelisthead
func InitializeListHead(listHead *LIST_ENTRY) {
	listHead.Flink, listHead.Blink = listHead, listHead
}

// IsListEmpty reports whether a list has no entry.
// Any IRQL. Page: wdm/nf-wdm-islistempty
func IsListEmpty(listHead *LIST_ENTRY) bool { return listHead.Flink == listHead }

// InsertHeadList puts an entry in front.
// Any IRQL. Page: wdm/nf-wdm-insertheadlist
func InsertHeadList(listHead, entry *LIST_ENTRY) { link(listHead, entry, listHead.Flink) }

// InsertTailList puts an entry at the end.
// Any IRQL. Page: wdm/nf-wdm-inserttaillist
func InsertTailList(listHead, entry *LIST_ENTRY) { link(listHead.Blink, entry, listHead) }

func link(before, entry, after *LIST_ENTRY) {
	entry.Blink, entry.Flink = before, after
	before.Flink, after.Blink = entry, entry
}

// RemoveEntryList takes an entry out; it reports whether the list is empty now.
// Any IRQL. Page: wdm/nf-wdm-removeentrylist
func RemoveEntryList(entry *LIST_ENTRY) bool {
	before, after := entry.Blink, entry.Flink
	before.Flink, after.Blink = after, before
	return before == after
}

// RemoveHeadList takes the first entry out; of an empty list it is the head.
// Any IRQL. Page: wdm/nf-wdm-removeheadlist
func RemoveHeadList(listHead *LIST_ENTRY) *LIST_ENTRY {
	first := listHead.Flink
	RemoveEntryList(first)
	return first
}

// RemoveTailList takes the last entry out; of an empty list it is the head.
// Any IRQL. Page: wdm/nf-wdm-removetaillist
func RemoveTailList(listHead *LIST_ENTRY) *LIST_ENTRY {
	last := listHead.Blink
	RemoveEntryList(last)
	return last
}
