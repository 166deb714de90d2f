package cli

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"sync"
	"time"
)

// progress is a line on a terminal that says how far a long run is. It is never
// part of the output: the line is gone when the run is over.
type progress struct {
	stop, over chan struct{}

	mu          sync.Mutex
	done, total int
	what        string            // what is counted
	now         map[string]string // what is at work, and what is done with it
}

const (
	patience = 700 * time.Millisecond // a shorter run shows nothing
	pause    = 200 * time.Millisecond // between two lines
	erase    = "\r\x1b[K"             // ECMA-48: to the left, clear the line
	columns  = 100                    // of a line: one that wraps is not erased
)

// newProgress begins to show progress, if w is a terminal.
func newProgress(w io.Writer) *progress {
	p := &progress{stop: make(chan struct{}), over: make(chan struct{}), now: map[string]string{}}
	if !isTerminal(w) || os.Getenv("TERM") == "dumb" {
		close(p.over)
		return p
	}
	go p.run(w)
	return p
}

func (p *progress) run(w io.Writer) {
	defer close(p.over)
	began := time.Now()
	next := time.NewTimer(patience)
	defer next.Stop()
	for shown := false; ; {
		select {
		case <-p.stop:
			if shown {
				io.WriteString(w, erase)
			}
			return
		case <-next.C:
			fmt.Fprintf(w, "%swskvet: %s, %d s", erase, cut(p.String(), columns), int(time.Since(began).Seconds()))
			shown = true
			next.Reset(pause)
		}
	}
}

// String is the line: "3 of 200 drivers in C; net/driver: its sockets, 4 of 6 obligations".
func (p *progress) String() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	line := "looking for packages"
	if p.total > 0 {
		line = fmt.Sprintf("%d of %d %s", p.done, p.total, p.what)
	}
	if names := slices.Sorted(maps.Keys(p.now)); len(names) > 0 {
		line += "; " + names[0] + ": " + p.now[names[0]]
	}
	return line
}

// cut bounds a line.
func cut(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n-3]) + "..."
	}
	return s
}

func (p *progress) packages(done, total int) { p.show(done, total, "packages") }
func (p *progress) drivers(done, total int)  { p.show(done, total, "drivers in C") }

func (p *progress) show(done, total int, what string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.done, p.total, p.what = done, total, what
}

// at says what is done with a driver, until it is called again with nothing.
func (p *progress) at(name, phase string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if phase == "" {
		delete(p.now, name)
	} else {
		p.now[name] = phase
	}
}

// watch tells of the obligations of a driver.
func (p *progress) watch(name string) func(obligation string, done, total int) {
	return func(obligation string, done, total int) {
		p.at(name, fmt.Sprintf("following %s, %d of %d obligations done", cmp.Or(obligation, "it"), done, total))
	}
}

// clear ends it, and waits until nothing more is written.
func (p *progress) clear() {
	close(p.stop)
	<-p.over
}
