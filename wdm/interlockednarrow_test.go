package wdm_test

import (
	"sync"
	"testing"

	. "github.com/wskvet/wskvet/wdm"
)

// An operation on one byte or word leaves its neighbours as they were.
func TestInterlockedNarrow(t *testing.T) {
	cells := struct {
		a int8
		b int8
		c int16
		d int16
	}{1, -2, 300, -400}
	results := []int64{
		int64(InterlockedExchange8(&cells.b, 5)),
		int64(InterlockedOr8(&cells.b, -128)),
		int64(InterlockedAnd8(&cells.b, 4)),
		int64(InterlockedXor8(&cells.b, 6)),
		int64(InterlockedIncrement16(&cells.c)),
		int64(InterlockedDecrement16(&cells.d)),
		int64(InterlockedCompareExchange16(&cells.c, 7, 300)),
		int64(InterlockedCompareExchange16(&cells.c, 7, 301)),
		int64(InterlockedExchange16(&cells.d, -1)),
		int64(InterlockedOr16(&cells.c, 8)),
		int64(InterlockedAnd16(&cells.c, 12)),
		int64(InterlockedXor16(&cells.c, 4)),
	}
	want := []int64{-2, 5, -123, 4, 301, -401, 301, 301, -401, 7, 15, 12}
	for i := range want {
		if results[i] != want[i] {
			t.Errorf("operation %d returns %d, want %d", i, results[i], want[i])
		}
	}
	if cells.a != 1 || cells.b != 2 || cells.c != 8 || cells.d != -1 {
		t.Errorf("left %+v", cells)
	}
}

// Neighbours that are counted at once lose nothing.
func TestInterlockedNeighbours(t *testing.T) {
	const n = 1000
	var cells [2]int16
	var wg sync.WaitGroup
	for i := range cells {
		wg.Go(func() {
			for range n {
				InterlockedIncrement16(&cells[i])
			}
		})
	}
	wg.Wait()
	if cells != [2]int16{n, n} {
		t.Errorf("counted %v, want %d each", cells, n)
	}
}
