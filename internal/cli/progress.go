package cli

import (
	"fmt"
	"io"
	"os"
	"sync/atomic"
	"time"
)

// progress is a line on a terminal that says how far a long run is. It is never
// part of the output: the line is gone when the run is over.
type progress struct {
	done, total atomic.Int64
	what        atomic.Value // what is counted, a string
	stop, over  chan struct{}
}

const (
	patience = 700 * time.Millisecond // a shorter run shows nothing
	pause    = 200 * time.Millisecond // between two lines
	erase    = "\r\x1b[K"             // ECMA-48: to the left, clear the line
)

// newProgress begins to show progress, if w is a terminal.
func newProgress(w io.Writer) *progress {
	p := &progress{stop: make(chan struct{}), over: make(chan struct{})}
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
			fmt.Fprintf(w, "%swskvet: %s, %d s", erase, p, int(time.Since(began).Seconds()))
			shown = true
			next.Reset(pause)
		}
	}
}

func (p *progress) String() string {
	if total := p.total.Load(); total > 0 {
		return fmt.Sprintf("%d of %d %s", p.done.Load(), total, p.what.Load())
	}
	return "looking for packages"
}

func (p *progress) packages(done, total int) { p.show(done, total, "packages") }
func (p *progress) drivers(done, total int)  { p.show(done, total, "drivers in C") }

func (p *progress) show(done, total int, what string) {
	p.what.Store(what)
	p.done.Store(int64(done))
	p.total.Store(int64(total))
}

// clear ends it, and waits until nothing more is written.
func (p *progress) clear() {
	close(p.stop)
	<-p.over
}
