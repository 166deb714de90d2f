package wdm

import "unsafe"

// RTL_GENERIC_TABLE is an ordered set of elements, in a splay tree.
// Page: ntddk/nf-ntddk-rtlinitializegenerictable
type RTL_GENERIC_TABLE struct {
	CompareRoutine  RTL_GENERIC_COMPARE_ROUTINE
	AllocateRoutine RTL_GENERIC_ALLOCATE_ROUTINE
	FreeRoutine     RTL_GENERIC_FREE_ROUTINE
	TableContext    any
	tableElements
}

// RTL_GENERIC_COMPARE_ROUTINE compares two elements.
// Page: ntddk/nc-ntddk-rtl_generic_compare_routine
type RTL_GENERIC_COMPARE_ROUTINE = func(table *RTL_GENERIC_TABLE, firstStruct, secondStruct unsafe.Pointer) RTL_GENERIC_COMPARE_RESULTS

// RTL_GENERIC_ALLOCATE_ROUTINE makes room for an element, or is nil.
// Page: ntddk/nc-ntddk-rtl_generic_allocate_routine
type RTL_GENERIC_ALLOCATE_ROUTINE = func(table *RTL_GENERIC_TABLE, byteSize uint32) unsafe.Pointer

// RTL_GENERIC_FREE_ROUTINE frees the room of an element.
// Page: ntddk/nc-ntddk-rtl_generic_free_routine
type RTL_GENERIC_FREE_ROUTINE = func(table *RTL_GENERIC_TABLE, buffer unsafe.Pointer)

func (t *RTL_GENERIC_TABLE) elements() *tableElements { return &t.tableElements }

func (t *RTL_GENERIC_TABLE) compare(first, second unsafe.Pointer) RTL_GENERIC_COMPARE_RESULTS {
	return t.CompareRoutine(t, first, second)
}

func (t *RTL_GENERIC_TABLE) allocate(byteSize uint32) unsafe.Pointer {
	return t.AllocateRoutine(t, byteSize)
}

func (t *RTL_GENERIC_TABLE) free(buffer unsafe.Pointer) { t.FreeRoutine(t, buffer) }

// RtlInitializeGenericTable makes an empty table.
// Page: ntddk/nf-ntddk-rtlinitializegenerictable
func RtlInitializeGenericTable(table *RTL_GENERIC_TABLE, compareRoutine RTL_GENERIC_COMPARE_ROUTINE, allocateRoutine RTL_GENERIC_ALLOCATE_ROUTINE, freeRoutine RTL_GENERIC_FREE_ROUTINE, tableContext any) {
	table.CompareRoutine, table.AllocateRoutine, table.FreeRoutine = compareRoutine, allocateRoutine, freeRoutine
	table.TableContext = tableContext
	table.initialize()
}

// RtlInsertElementGenericTable copies a buffer into a new element, or gives the element
// that equals it; nil says that there was no memory.
// Page: ntddk/nf-ntddk-rtlinsertelementgenerictable
func RtlInsertElementGenericTable[T any](table *RTL_GENERIC_TABLE, buffer *T, bufferSize uint32, newElement *bool) unsafe.Pointer {
	return insert(table, buffer, bufferSize, newElement)
}

// RtlInsertElementGenericTableFull does the same where a search has ended.
// Page: ntddk/nf-ntddk-rtlinsertelementgenerictablefull
func RtlInsertElementGenericTableFull[T any](table *RTL_GENERIC_TABLE, buffer *T, bufferSize uint32, newElement *bool, nodeOrParent unsafe.Pointer, searchResult TABLE_SEARCH_RESULT) unsafe.Pointer {
	return insertAt(table, buffer, bufferSize, newElement, (*LIST_ENTRY)(nodeOrParent), searchResult)
}

// RtlDeleteElementGenericTable frees the element that equals a buffer, if there is one.
// Page: ntddk/nf-ntddk-rtldeleteelementgenerictable
func RtlDeleteElementGenericTable(table *RTL_GENERIC_TABLE, buffer unsafe.Pointer) bool {
	return remove(table, buffer)
}

// RtlLookupElementGenericTable is the element that equals a buffer, or nil.
// Page: ntddk/nf-ntddk-rtllookupelementgenerictable
func RtlLookupElementGenericTable(table *RTL_GENERIC_TABLE, buffer unsafe.Pointer) unsafe.Pointer {
	element, _, _ := lookUp(table, buffer)
	return element
}

// RtlLookupElementGenericTableFull says besides where the search has ended.
// Page: ntddk/nf-ntddk-rtllookupelementgenerictablefull
func RtlLookupElementGenericTableFull(table *RTL_GENERIC_TABLE, buffer unsafe.Pointer, nodeOrParent *unsafe.Pointer, searchResult *TABLE_SEARCH_RESULT) unsafe.Pointer {
	element, at, result := lookUp(table, buffer)
	*nodeOrParent, *searchResult = unsafe.Pointer(at), result
	return element
}

// RtlEnumerateGenericTable is the first element, or the one behind the last that was
// given; nil at the end.
// Page: ntddk/nf-ntddk-rtlenumerategenerictable
func RtlEnumerateGenericTable(table *RTL_GENERIC_TABLE, restart bool) unsafe.Pointer {
	return table.next(restart)
}

// RtlEnumerateGenericTableWithoutSplaying is the first element, or the one behind that
// of the key; nil at the end.
// Page: ntddk/nf-ntddk-rtlenumerategenerictablewithoutsplaying
func RtlEnumerateGenericTableWithoutSplaying(table *RTL_GENERIC_TABLE, restartKey *unsafe.Pointer) unsafe.Pointer {
	return table.after(restartKey)
}

// RtlGetElementGenericTable is the i-th element, or nil.
// Page: ntddk/nf-ntddk-rtlgetelementgenerictable
func RtlGetElementGenericTable(table *RTL_GENERIC_TABLE, i uint32) unsafe.Pointer {
	return table.get(i)
}

// RtlNumberGenericTableElements is how many elements a table has.
// Page: ntddk/nf-ntddk-rtlnumbergenerictableelements
func RtlNumberGenericTableElements(table *RTL_GENERIC_TABLE) uint32 { return table.count }

// RtlIsGenericTableEmpty reports whether a table has no element.
// Page: ntddk/nf-ntddk-rtlisgenerictableempty
func RtlIsGenericTableEmpty(table *RTL_GENERIC_TABLE) bool {
	return IsListEmpty(&table.head)
}
