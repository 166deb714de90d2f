package cli

import (
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// The collector's pace. The reserve is never touched, and so takes none of the machine's
// memory, but counts as in use: packages that pass by one after the other are not worth a
// look at every few megabytes. Beyond it the collector lets as much again be allocated as
// it has found in use, twice over, as long as the whole stays within roomy: of what a long
// run of the engine allocates next to nothing lives, and each look costs what is in use. A
// heap that is larger grows by less than half before the next look. GOGC says otherwise.
const (
	reserve = 40 << 20
	roomy   = 256 << 20
	fewest  = 40  // percent
	most    = 150 // likewise
)

// pace sets the collector's pace, until it is called.
func pace() (end func()) {
	room := make([]byte, reserve)
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(fewest)
		adapt(&looked{})
	}
	return func() { runtime.KeepAlive(room) }
}

// looked is dropped and made anew at each look of the collector, so that its finalizer
// runs behind each. It is too large for the allocator to put it beside others.
type looked [4]uint64

// adapt sets the pace behind each look of the collector.
func adapt(l *looked) {
	runtime.SetFinalizer(l, func(*looked) {
		debug.SetGCPercent(percent(inUse("/gc/heap/live:bytes")))
		adapt(&looked{})
	})
}

// percent is by how much a heap, of which so much is in use with the reserve, grows until
// the next look.
func percent(live uint64) int {
	if live >= roomy+reserve {
		return fewest
	}
	return int(max(fewest, min(most, 100*(roomy+reserve-live)/max(live, 1))))
}

func inUse(metric string) uint64 {
	heap := []metrics.Sample{{Name: metric}}
	metrics.Read(heap)
	return heap[0].Value.Uint64()
}

// large is a heap, in bytes, that is worth a look by itself.
const large = 64 << 20

// collect has the collector look where a large driver has dropped what it was made
// from: it would wait for as much again as was there before.
func collect() {
	if inUse("/memory/classes/heap/objects:bytes") > reserve+large {
		runtime.GC()
	}
}
