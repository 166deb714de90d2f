package wdm

import "unsafe"

// RTL_GENERIC_COMPARE_RESULTS is how a buffer compares to an element.
// Page: ntddk/nf-ntddk-rtlinitializegenerictable
type RTL_GENERIC_COMPARE_RESULTS int32

// The results of a comparison.
// Page: ntddk/nf-ntddk-rtlinitializegenerictable
const (
	GenericLessThan    RTL_GENERIC_COMPARE_RESULTS = 0
	GenericGreaterThan RTL_GENERIC_COMPARE_RESULTS = 1
	GenericEqual       RTL_GENERIC_COMPARE_RESULTS = 2
)

// TABLE_SEARCH_RESULT is where a search has ended.
// Page: ntddk/nf-ntddk-rtllookupelementgenerictablefull
type TABLE_SEARCH_RESULT int32

// The ends of a search.
// Page: ntddk/nf-ntddk-rtllookupelementgenerictablefull
const (
	TableEmptyTree     TABLE_SEARCH_RESULT = 0
	TableFoundNode     TABLE_SEARCH_RESULT = 1
	TableInsertAsLeft  TABLE_SEARCH_RESULT = 2
	TableInsertAsRight TABLE_SEARCH_RESULT = 3
)

// tableElements are the elements of a generic table, in the order of its comparison. A
// tree or a list, no caller can tell.
type tableElements struct {
	head  LIST_ENTRY
	given *LIST_ENTRY // by an enumeration, last
	count uint32
}

// tableLinks lie before the data of an element, in one block.
type tableLinks struct {
	links LIST_ENTRY
	data  unsafe.Pointer
}

// tableBlock is a block with an element whose data are a T.
type tableBlock[T any] struct {
	tableLinks
	data T
}

// genericTable is a table of either kind.
type genericTable interface {
	elements() *tableElements
	compare(first, second unsafe.Pointer) RTL_GENERIC_COMPARE_RESULTS
	allocate(byteSize uint32) unsafe.Pointer
	free(buffer unsafe.Pointer)
}

func (e *tableElements) initialize() {
	InitializeListHead(&e.head)
	e.given, e.count = &e.head, 0
}

// dataOf is the data of an element, nil at the end of the table.
func (e *tableElements) dataOf(at *LIST_ENTRY) unsafe.Pointer {
	if at == &e.head {
		return nil
	}
	return (*tableLinks)(unsafe.Pointer(at)).data
}

// next gives the element behind the one that was given last, or the first.
func (e *tableElements) next(restart bool) unsafe.Pointer {
	if restart {
		e.given = &e.head
	}
	if e.given.Flink != &e.head {
		e.given = e.given.Flink
		return e.dataOf(e.given)
	}
	return nil
}

// after gives the element behind the one that restartKey names, or the first.
func (e *tableElements) after(restartKey *unsafe.Pointer) unsafe.Pointer {
	at := e.head.Flink
	if *restartKey != nil {
		at = (*LIST_ENTRY)(*restartKey).Flink
	}
	if at != &e.head {
		*restartKey = unsafe.Pointer(at)
	}
	return e.dataOf(at)
}

// get is the i-th element.
func (e *tableElements) get(i uint32) unsafe.Pointer {
	at := e.head.Flink
	for ; i > 0 && at != &e.head; i-- {
		at = at.Flink
	}
	return e.dataOf(at)
}

// searchTable is where a table has the element that equals a buffer, or would have it.
func searchTable(t genericTable, buffer unsafe.Pointer) (*LIST_ENTRY, TABLE_SEARCH_RESULT) {
	e := t.elements()
	if IsListEmpty(&e.head) {
		return nil, TableEmptyTree
	}
	for at := e.head.Flink; at != &e.head; at = at.Flink {
		switch t.compare(buffer, e.dataOf(at)) {
		case GenericEqual:
			return at, TableFoundNode
		case GenericLessThan:
			return at, TableInsertAsLeft
		}
	}
	return e.head.Blink, TableInsertAsRight
}

// lookUp is the element that equals a buffer, or nil, and where the search has ended.
func lookUp(t genericTable, buffer unsafe.Pointer) (unsafe.Pointer, *LIST_ENTRY, TABLE_SEARCH_RESULT) {
	at, result := searchTable(t, buffer)
	if result != TableFoundNode {
		return nil, at, result
	}
	return t.elements().dataOf(at), at, result
}

// insertAt puts a copy of a buffer where a search has ended; a buffer that is in the
// table already is not copied again.
func insertAt[T any](t genericTable, buffer *T, bufferSize uint32, newElement *bool, at *LIST_ENTRY, result TABLE_SEARCH_RESULT) unsafe.Pointer {
	if newElement != nil {
		*newElement = false
	}
	e := t.elements()
	if result == TableFoundNode {
		return e.dataOf(at)
	}
	block := (*tableBlock[T])(t.allocate(uint32(unsafe.Sizeof(tableLinks{})) + bufferSize))
	if block == nil {
		return nil
	}
	block.tableLinks.data = unsafe.Pointer(&block.data)
	RtlCopyMemory(unsafe.Pointer(&block.data), unsafe.Pointer(buffer), uintptr(bufferSize))
	block.data = *buffer // what the analysis knows of the bytes
	switch result {
	case TableInsertAsLeft:
		InsertTailList(at, &block.links)
	case TableInsertAsRight:
		InsertHeadList(at, &block.links)
	default:
		InsertHeadList(&e.head, &block.links)
	}
	e.count++
	if newElement != nil {
		*newElement = true
	}
	return unsafe.Pointer(&block.data)
}

// insert puts a copy of a buffer into a table, unless an element equals it.
func insert[T any](t genericTable, buffer *T, bufferSize uint32, newElement *bool) unsafe.Pointer {
	at, result := searchTable(t, unsafe.Pointer(buffer))
	return insertAt(t, buffer, bufferSize, newElement, at, result)
}

// remove takes the element that equals a buffer out of a table, and frees it.
func remove(t genericTable, buffer unsafe.Pointer) bool {
	at, result := searchTable(t, buffer)
	if result != TableFoundNode {
		return false
	}
	removeAt(t, at)
	return true
}

func removeAt(t genericTable, at *LIST_ENTRY) {
	e := t.elements()
	if e.given == at {
		e.given = at.Blink
	}
	RemoveEntryList(at)
	e.count--
	t.free(unsafe.Pointer(at))
}
