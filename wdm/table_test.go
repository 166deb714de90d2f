package wdm_test

import (
	"testing"
	"unsafe"

	. "github.com/wskvet/wskvet/wdm"
)

type pair struct{ key, value int }

func order(a, b unsafe.Pointer) RTL_GENERIC_COMPARE_RESULTS {
	switch x, y := (*pair)(a).key, (*pair)(b).key; {
	case x < y:
		return GenericLessThan
	case x > y:
		return GenericGreaterThan
	}
	return GenericEqual
}

// An element is a copy of its buffer, of its own, until it is deleted.
func TestGenericTable(t *testing.T) {
	live := 0
	var table RTL_GENERIC_TABLE
	RtlInitializeGenericTable(&table,
		func(_ *RTL_GENERIC_TABLE, a, b unsafe.Pointer) RTL_GENERIC_COMPARE_RESULTS { return order(a, b) },
		func(_ *RTL_GENERIC_TABLE, size uint32) unsafe.Pointer {
			live++
			return unsafe.Pointer(&make([]*byte, size/8+1)[0])
		},
		func(*RTL_GENERIC_TABLE, unsafe.Pointer) { live-- }, nil)

	size := uint32(unsafe.Sizeof(pair{}))
	for _, key := range []int{5, 1, 9, 5, 3} {
		var fresh bool
		p := (*pair)(RtlInsertElementGenericTable(&table, &pair{key, 10 * key}, size, &fresh))
		if again := key == 5 && live == 3 && !fresh; *p != (pair{key, 10 * key}) || !fresh && !again {
			t.Errorf("inserted %d: %v, new is %v", key, *p, fresh)
		}
	}
	var keys []int
	for p := RtlEnumerateGenericTable(&table, true); p != nil; p = RtlEnumerateGenericTable(&table, false) {
		keys = append(keys, (*pair)(p).key)
		if (*pair)(p).key == 3 {
			RtlDeleteElementGenericTable(&table, p)
		}
	}
	if len(keys) != 4 || keys[0] != 1 || keys[1] != 3 || keys[2] != 5 || keys[3] != 9 {
		t.Errorf("the elements are %v", keys)
	}
	if RtlLookupElementGenericTable(&table, unsafe.Pointer(&pair{key: 3})) != nil || live != 3 {
		t.Errorf("a deleted element is there, %d blocks", live)
	}
	if p := (*pair)(RtlGetElementGenericTable(&table, 1)); p == nil || p.value != 50 || RtlGetElementGenericTable(&table, 3) != nil {
		t.Errorf("the second of three elements is %v", p)
	}
	for !RtlIsGenericTableEmpty(&table) {
		RtlDeleteElementGenericTable(&table, RtlGetElementGenericTable(&table, 0))
	}
	if live != 0 || RtlNumberGenericTableElements(&table) != 0 || RtlDeleteElementGenericTable(&table, unsafe.Pointer(&pair{key: 1})) {
		t.Errorf("%d elements are left, %d blocks", RtlNumberGenericTableElements(&table), live)
	}
}

// An insertion goes on where a search has ended.
func TestGenericTableFull(t *testing.T) {
	var table RTL_AVL_TABLE
	RtlInitializeGenericTableAvl(&table,
		func(_ *RTL_AVL_TABLE, a, b unsafe.Pointer) RTL_GENERIC_COMPARE_RESULTS { return order(a, b) },
		func(_ *RTL_AVL_TABLE, size uint32) unsafe.Pointer {
			return unsafe.Pointer(&make([]*byte, size/8+1)[0])
		},
		func(*RTL_AVL_TABLE, unsafe.Pointer) {}, nil)

	size := uint32(unsafe.Sizeof(pair{}))
	for _, test := range []struct {
		key    int
		result TABLE_SEARCH_RESULT
	}{{4, TableEmptyTree}, {2, TableInsertAsLeft}, {6, TableInsertAsRight}, {5, TableInsertAsLeft}, {2, TableFoundNode}} {
		buffer := pair{key: test.key}
		var at unsafe.Pointer
		var result TABLE_SEARCH_RESULT
		found := RtlLookupElementGenericTableFullAvl(&table, unsafe.Pointer(&buffer), &at, &result)
		if result != test.result || (found != nil) != (result == TableFoundNode) {
			t.Errorf("%d: the search ends with %d, want %d", test.key, result, test.result)
		}
		var fresh bool
		p := RtlInsertElementGenericTableFullAvl(&table, &buffer, size, &fresh, at, result)
		if fresh == (found != nil) || found != nil && p != found {
			t.Errorf("%d: new is %v", test.key, fresh)
		}
	}
	var key unsafe.Pointer
	sum := 0
	for p := RtlEnumerateGenericTableWithoutSplayingAvl(&table, &key); p != nil; p = RtlEnumerateGenericTableWithoutSplayingAvl(&table, &key) {
		sum = 10*sum + (*pair)(p).key
	}
	if sum != 2456 {
		t.Errorf("the elements are %d", sum)
	}
}
