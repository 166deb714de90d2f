// Package statements makes driver models at random of statements, flags, jumps and calls,
// in many layouts, with their exact truth, and holds wskvet's findings against it. It is a
// family of proof random.
//
// Its programs are trees (ir.go) that an interpreter runs on every choice of the
// environment (explore.go). The interpreter shares nothing with wskvet, nor with package
// concrete, so that these programs have a truth of their own.
package statements

import (
	"runtime"
	"slices"
	"sync"
)

// size is the number of statements that a program has at most.
const size = 60

// without are all features but some.
func without(names ...string) map[string]bool {
	on := map[string]bool{}
	for _, f := range allFeatures {
		on[f] = !slices.Contains(names, f)
	}
	return on
}

// generate makes n programs; those it could not make are nil.
func generate(n int, o Options) []*Made {
	made := make([]*Made, n)
	var wg sync.WaitGroup
	numbers := make(chan int)
	for range max(1, runtime.NumCPU()) {
		wg.Go(func() {
			for i := range numbers {
				made[i] = produce(i+1, o)
			}
		})
	}
	for i := range n {
		numbers <- i
	}
	close(numbers)
	wg.Wait()
	return made
}
