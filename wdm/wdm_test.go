package wdm_test

import (
	"sync"
	"testing"
	"unsafe"

	. "github.com/wskvet/wskvet/wdm"
)

// The classes are the top two bits: success, information, warning, error.
func TestStatusClasses(t *testing.T) {
	tests := []struct {
		status                          NTSTATUS
		success, information, warn, err bool
	}{
		{0, true, false, false, false},
		{STATUS_PENDING, true, false, false, false},
		{0x3fffffff, true, false, false, false},
		{0x40000000, true, true, false, false},
		{STATUS_EVENT_PENDING, true, true, false, false},
		{0x7fffffff, true, true, false, false},
		{-0x80000000, false, false, true, false},
		{-0x40000001, false, false, true, false},
		{-0x40000000, false, false, false, true},
		{-1, false, false, false, true},
	}
	for _, test := range tests {
		s := test.status
		got := [4]bool{NT_SUCCESS(s), NT_INFORMATION(s), NT_WARNING(s), NT_ERROR(s)}
		if want := [4]bool{test.success, test.information, test.warn, test.err}; got != want {
			t.Errorf("%#x: success, information, warning, error are %v, want %v", uint32(s), got, want)
		}
	}
}

// The values are those of ntstatus.h.
func TestStatusValues(t *testing.T) {
	tests := []struct {
		status NTSTATUS
		want   uint32
	}{
		{STATUS_TIMEOUT, 0x00000102},
		{STATUS_BUFFER_OVERFLOW, 0x80000005},
		{STATUS_UNSUCCESSFUL, 0xc0000001},
		{STATUS_MORE_PROCESSING_REQUIRED, 0xc0000016},
		{STATUS_INSUFFICIENT_RESOURCES, 0xc000009a},
		{STATUS_DEVICE_NOT_READY, 0xc00000a3},
		{STATUS_FILE_FORCED_CLOSED, 0xc00000b6},
		{STATUS_REQUEST_NOT_ACCEPTED, 0xc00000d0},
		{STATUS_CANCELLED, 0xc0000120},
		{STATUS_DATA_NOT_ACCEPTED, 0xc000021b},
		{STATUS_NO_MATCH, 0xc0000272},
		{STATUS_NOINTERFACE, 0xc00002b9},
		{STATUS_FLT_DO_NOT_DETACH, 0xc01c0010},
	}
	for _, test := range tests {
		if got := uint32(test.status); got != test.want {
			t.Errorf("got %#x, want %#x", got, test.want)
		}
	}
}

// Each operation runs on 12 (binary 1100): what it returns, what it leaves.
func TestInterlocked(t *testing.T) {
	tests := []struct {
		name           string
		op             func(cell *int32) int32
		result, remain int32
	}{
		{"Increment", InterlockedIncrement, 13, 13},
		{"Decrement", InterlockedDecrement, 11, 11},
		{"Add", func(c *int32) int32 { return InterlockedAdd(c, 5) }, 17, 17},
		{"ExchangeAdd", func(c *int32) int32 { return InterlockedExchangeAdd(c, 5) }, 12, 17},
		{"Exchange", func(c *int32) int32 { return InterlockedExchange(c, 5) }, 12, 5},
		{"CompareExchange, equal", func(c *int32) int32 { return InterlockedCompareExchange(c, 5, 12) }, 12, 5},
		{"CompareExchange, swapped", func(c *int32) int32 { return InterlockedCompareExchange(c, 12, 5) }, 12, 12},
		{"Or", func(c *int32) int32 { return InterlockedOr(c, 6) }, 12, 14},
		{"And", func(c *int32) int32 { return InterlockedAnd(c, 6) }, 12, 4},
		{"Xor", func(c *int32) int32 { return InterlockedXor(c, 6) }, 12, 10},
		{"ReadAcquire", ReadAcquire, 12, 12},
		{"WriteRelease", func(c *int32) int32 { WriteRelease(c, 5); return 0 }, 0, 5},
	}
	for _, test := range tests {
		cell := int32(12)
		if got := test.op(&cell); got != test.result || cell != test.remain {
			t.Errorf("%s returns %d and leaves %d, want %d and %d", test.name, got, cell, test.result, test.remain)
		}
	}
}

func TestInterlocked64(t *testing.T) {
	const big = 1 << 40
	cell := int64(big)
	results := []int64{
		InterlockedIncrement64(&cell),
		InterlockedDecrement64(&cell),
		InterlockedAdd64(&cell, 2),
		InterlockedExchangeAdd64(&cell, 1),
		InterlockedExchange64(&cell, 12),
		InterlockedOr64(&cell, big),
		InterlockedAnd64(&cell, big),
		InterlockedCompareExchange64(&cell, 7, big),
	}
	want := []int64{big + 1, big, big + 2, big + 2, big + 3, 12, big + 12, big}
	for i := range want {
		if results[i] != want[i] {
			t.Errorf("operation %d returns %d, want %d", i, results[i], want[i])
		}
	}
	if cell != 7 {
		t.Errorf("the cell is %d, want 7", cell)
	}
}

func TestInterlockedPointer(t *testing.T) {
	a, b := new(int), new(int)
	cell := a
	if old := InterlockedCompareExchangePointer(&cell, b, nil); old != a || cell != a {
		t.Error("a compare and exchange with another pointer took place")
	}
	if old := InterlockedCompareExchangePointer(&cell, b, a); old != a || cell != b {
		t.Error("a compare and exchange did not take place")
	}
	if old := InterlockedExchangePointer(&cell, nil); old != b || cell != nil {
		t.Error("an exchange did not take place")
	}
}

func TestBits(t *testing.T) {
	for _, bit := range []int32{0, 1, 31} {
		var cell int32
		mask := int32(1) << bit
		steps := []struct {
			name   string
			op     func(*int32, int32) bool
			was    bool
			remain int32
		}{
			{"BitTest", BitTest, false, 0},
			{"InterlockedBitTestAndReset", InterlockedBitTestAndReset, false, 0},
			{"InterlockedBitTestAndSet", InterlockedBitTestAndSet, false, mask},
			{"InterlockedBitTestAndSet", InterlockedBitTestAndSet, true, mask},
			{"BitTest", BitTest, true, mask},
			{"InterlockedBitTestAndReset", InterlockedBitTestAndReset, true, 0},
			{"BitTestAndSet", BitTestAndSet, false, mask},
			{"BitTestAndReset", BitTestAndReset, true, 0},
		}
		for i, step := range steps {
			if was := step.op(&cell, bit); was != step.was || cell != step.remain {
				t.Errorf("bit %d, step %d: %s says %v and leaves %#x, want %v and %#x", bit, i, step.name, was, uint32(cell), step.was, uint32(step.remain))
			}
		}
	}
}

// What is interlocked loses nothing between threads.
func TestInterlockedThreads(t *testing.T) {
	const threads, rounds = 4, 1000
	var count, parity, owners int32
	var wg sync.WaitGroup
	for range threads {
		wg.Go(func() {
			if !InterlockedBitTestAndSet(&owners, 3) {
				InterlockedExchangeAdd(&owners, 0x100)
			}
			for range rounds {
				InterlockedIncrement(&count)
				InterlockedXor(&parity, 1)
			}
		})
	}
	wg.Wait()
	if count != threads*rounds || parity != 0 || owners != 0x108 {
		t.Errorf("count %d, parity %d, owners %#x", count, parity, owners)
	}
}

func TestMemory(t *testing.T) {
	pair := [2]*int{new(int), new(int)}
	RtlZeroMemory(&pair, unsafe.Sizeof(pair))
	if pair != [2]*int{} {
		t.Error("RtlZeroMemory left something")
	}
	bytes, other := [4]byte{1, 2, 3, 4}, [4]byte{}
	RtlZeroMemory(&bytes[1], 2)
	if bytes != [4]byte{1, 0, 0, 4} {
		t.Errorf("RtlZeroMemory of two bytes leaves %v", bytes)
	}
	if n := RtlCompareMemory(unsafe.Pointer(&bytes), unsafe.Pointer(&[4]byte{1, 0, 5, 4}), 4); n != 2 {
		t.Errorf("RtlCompareMemory counts %d, want 2", n)
	}
	RtlCopyMemory(unsafe.Pointer(&other), unsafe.Pointer(&bytes), 4)
	if !RtlEqualMemory(unsafe.Pointer(&other), unsafe.Pointer(&bytes), 4) {
		t.Errorf("RtlCopyMemory leaves %v", other)
	}
}

// Lengths are in bytes of UTF-16, the longest one with a closing zero.
func TestStrings(t *testing.T) {
	for text, want := range map[string]uint16{"": 0, "ab": 4, "é€": 4, "a😀": 6} {
		var s UNICODE_STRING
		RtlInitUnicodeString(&s, text)
		if s.Length != want || s.MaximumLength != want+2 || s.Buffer != text {
			t.Errorf("%q has lengths %d and %d, want %d and %d", text, s.Length, s.MaximumLength, want, want+2)
		}
	}
}

func TestLists(t *testing.T) {
	var head, a, b, c LIST_ENTRY
	InitializeListHead(&head)
	if !IsListEmpty(&head) {
		t.Fatal("a new list is not empty")
	}
	InsertTailList(&head, &b)
	InsertHeadList(&head, &a)
	InsertTailList(&head, &c)
	if RemoveEntryList(&b) {
		t.Error("a list of two is said to be empty")
	}
	if RemoveHeadList(&head) != &a || RemoveTailList(&head) != &c || !IsListEmpty(&head) {
		t.Error("the entries are not a and c")
	}
	if RemoveHeadList(&head) != &head {
		t.Error("the head of an empty list is not the list")
	}
}

func TestControlCode(t *testing.T) {
	if got := CTL_CODE(FILE_DEVICE_UNKNOWN, 0x801, METHOD_NEITHER, FILE_WRITE_ACCESS); got != 0x0022a007 {
		t.Errorf("got %#x, want 0x22a007", got)
	}
}

func TestNoReturn(t *testing.T) {
	for name, call := range map[string]func(){
		"KeBugCheck":    func() { KeBugCheck(0xe2) },
		"KeBugCheckEx":  func() { KeBugCheckEx(0xe2, 0, 0, 0, 0) },
		"RtlFailFast":   func() { RtlFailFast(0) },
		"ExRaiseStatus": func() { ExRaiseStatus(STATUS_UNSUCCESSFUL) },
	} {
		func() {
			defer func() { _ = recover() }()
			call()
			t.Errorf("%s returned", name)
		}()
	}
}
