package wdm

import "unsafe"

// RTL_AVL_TABLE is an ordered set of elements, in a balanced tree.
// Page: ntddk/nf-ntddk-rtlinitializegenerictableavl
type RTL_AVL_TABLE struct {
	CompareRoutine  RTL_AVL_COMPARE_ROUTINE
	AllocateRoutine RTL_AVL_ALLOCATE_ROUTINE
	FreeRoutine     RTL_AVL_FREE_ROUTINE
	TableContext    any
	tableElements
}

// RTL_AVL_COMPARE_ROUTINE compares two elements.
// Page: ntddk/nc-ntddk-rtl_avl_compare_routine
type RTL_AVL_COMPARE_ROUTINE = func(table *RTL_AVL_TABLE, firstStruct, secondStruct unsafe.Pointer) RTL_GENERIC_COMPARE_RESULTS

// RTL_AVL_ALLOCATE_ROUTINE makes room for an element, or is nil.
// Page: ntddk/nc-ntddk-rtl_avl_allocate_routine
type RTL_AVL_ALLOCATE_ROUTINE = func(table *RTL_AVL_TABLE, byteSize uint32) unsafe.Pointer

// RTL_AVL_FREE_ROUTINE frees the room of an element.
// Page: ntddk/nc-ntddk-rtl_avl_free_routine
type RTL_AVL_FREE_ROUTINE = func(table *RTL_AVL_TABLE, buffer unsafe.Pointer)

func (t *RTL_AVL_TABLE) elements() *tableElements { return &t.tableElements }

func (t *RTL_AVL_TABLE) compare(first, second unsafe.Pointer) RTL_GENERIC_COMPARE_RESULTS {
	return t.CompareRoutine(t, first, second)
}

func (t *RTL_AVL_TABLE) allocate(byteSize uint32) unsafe.Pointer {
	return t.AllocateRoutine(t, byteSize)
}

func (t *RTL_AVL_TABLE) free(buffer unsafe.Pointer) { t.FreeRoutine(t, buffer) }

// RtlInitializeGenericTableAvl makes an empty table.
// Page: ntddk/nf-ntddk-rtlinitializegenerictableavl
func RtlInitializeGenericTableAvl(table *RTL_AVL_TABLE, compareRoutine RTL_AVL_COMPARE_ROUTINE, allocateRoutine RTL_AVL_ALLOCATE_ROUTINE, freeRoutine RTL_AVL_FREE_ROUTINE, tableContext any) {
	table.CompareRoutine, table.AllocateRoutine, table.FreeRoutine = compareRoutine, allocateRoutine, freeRoutine
	table.TableContext = tableContext
	table.initialize()
}

// RtlInsertElementGenericTableAvl copies a buffer into a new element, or gives the element
// that equals it; nil says that there was no memory.
// Page: ntddk/nf-ntddk-rtlinsertelementgenerictableavl
func RtlInsertElementGenericTableAvl[T any](table *RTL_AVL_TABLE, buffer *T, bufferSize uint32, newElement *bool) unsafe.Pointer {
	return insert(table, buffer, bufferSize, newElement)
}

// RtlInsertElementGenericTableFullAvl does the same where a search has ended.
// Page: ntddk/nf-ntddk-rtlinsertelementgenerictablefullavl
func RtlInsertElementGenericTableFullAvl[T any](table *RTL_AVL_TABLE, buffer *T, bufferSize uint32, newElement *bool, nodeOrParent unsafe.Pointer, searchResult TABLE_SEARCH_RESULT) unsafe.Pointer {
	return insertAt(table, buffer, bufferSize, newElement, (*LIST_ENTRY)(nodeOrParent), searchResult)
}

// RtlDeleteElementGenericTableAvl frees the element that equals a buffer, if there is one.
// Page: ntddk/nf-ntddk-rtldeleteelementgenerictableavl
func RtlDeleteElementGenericTableAvl(table *RTL_AVL_TABLE, buffer unsafe.Pointer) bool {
	return remove(table, buffer)
}

// RtlLookupElementGenericTableAvl is the element that equals a buffer, or nil.
// Page: ntddk/nf-ntddk-rtllookupelementgenerictableavl
func RtlLookupElementGenericTableAvl(table *RTL_AVL_TABLE, buffer unsafe.Pointer) unsafe.Pointer {
	element, _, _ := lookUp(table, buffer)
	return element
}

// RtlLookupElementGenericTableFullAvl says besides where the search has ended.
// Page: ntddk/nf-ntddk-rtllookupelementgenerictablefullavl
func RtlLookupElementGenericTableFullAvl(table *RTL_AVL_TABLE, buffer unsafe.Pointer, nodeOrParent *unsafe.Pointer, searchResult *TABLE_SEARCH_RESULT) unsafe.Pointer {
	element, at, result := lookUp(table, buffer)
	*nodeOrParent, *searchResult = unsafe.Pointer(at), result
	return element
}

// RtlEnumerateGenericTableAvl is the first element, or the one behind the last that was
// given; nil at the end.
// Page: ntddk/nf-ntddk-rtlenumerategenerictableavl
func RtlEnumerateGenericTableAvl(table *RTL_AVL_TABLE, restart bool) unsafe.Pointer {
	return table.next(restart)
}

// RtlEnumerateGenericTableWithoutSplayingAvl is the first element, or the one behind that
// of the key; nil at the end.
// Page: ntddk/nf-ntddk-rtlenumerategenerictablewithoutsplayingavl
func RtlEnumerateGenericTableWithoutSplayingAvl(table *RTL_AVL_TABLE, restartKey *unsafe.Pointer) unsafe.Pointer {
	return table.after(restartKey)
}

// RtlGetElementGenericTableAvl is the i-th element, or nil.
// Page: ntddk/nf-ntddk-rtlgetelementgenerictableavl
func RtlGetElementGenericTableAvl(table *RTL_AVL_TABLE, i uint32) unsafe.Pointer {
	return table.get(i)
}

// RtlNumberGenericTableElementsAvl is how many elements a table has.
// Page: ntddk/nf-ntddk-rtlnumbergenerictableelementsavl
func RtlNumberGenericTableElementsAvl(table *RTL_AVL_TABLE) uint32 { return table.count }

// RtlIsGenericTableEmptyAvl reports whether a table has no element.
// Page: ntddk/nf-ntddk-rtlisgenerictableemptyavl
func RtlIsGenericTableEmptyAvl(table *RTL_AVL_TABLE) bool {
	return IsListEmpty(&table.head)
}

// RtlDeleteElementGenericTableAvlEx frees the element where a search has ended.
// Page: ntddk/nf-ntddk-rtldeleteelementgenerictableavlex
func RtlDeleteElementGenericTableAvlEx(table *RTL_AVL_TABLE, nodeOrParent unsafe.Pointer) {
	removeAt(table, (*LIST_ENTRY)(nodeOrParent))
}

// RtlLookupFirstMatchingElementGenericTableAvl is the first of the elements that equal a
// buffer, or nil, and the key to go on from there.
// Page: ntddk/nf-ntddk-rtllookupfirstmatchingelementgenerictableavl
func RtlLookupFirstMatchingElementGenericTableAvl(table *RTL_AVL_TABLE, buffer unsafe.Pointer, restartKey *unsafe.Pointer) unsafe.Pointer {
	element, at, _ := lookUp(table, buffer)
	if element != nil {
		*restartKey = unsafe.Pointer(at)
	}
	return element
}
