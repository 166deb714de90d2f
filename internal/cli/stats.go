package cli

import (
	"encoding/json"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/wskvet/wskvet/internal/cdriver"
	"github.com/wskvet/wskvet/internal/check"
	"github.com/wskvet/wskvet/internal/printable"
	"github.com/wskvet/wskvet/internal/version"
)

// stats is what a run read, and where its time went: what -v prints and -stats writes.
// It is no part of a report, which is the same whenever it is made.
type stats struct {
	Version  string         `json:"version"`
	Built    string         `json:"built"`
	Seconds  float64        `json:"seconds"`  // of the whole run
	Memory   uint64         `json:"memory"`   // bytes, asked from the system
	Packages []packageStats `json:"packages"` // in Go, that were analysed and not recalled
	Drivers  []driverStats  `json:"drivers"`  // in C

	began time.Time
	mu    sync.Mutex
}

type packageStats struct {
	Path    string  `json:"path"`
	Seconds float64 `json:"seconds"`
}

type driverStats struct {
	Path           string  `json:"path"`
	Files          int     `json:"files"`
	Lines          int     `json:"lines"`
	Functions      int     `json:"functions"`
	Modelled       int     `json:"modelled"`
	LifecycleCalls int     `json:"lifecycleCalls"`
	CallsModelled  int     `json:"lifecycleCallsModelled"`
	ReadSeconds    float64 `json:"readSeconds"`  // from the text to the model
	CheckSeconds   float64 `json:"checkSeconds"` // from the model to the findings
}

func newStats() *stats {
	return &stats{Version: version.String(), Built: version.Built(), Packages: []packageStats{}, Drivers: []driverStats{}, began: time.Now()}
}

// timed is an analysis that is timed, and tells of how far it is.
func (s *stats) timed(bar *progress, analyse func(check.Input) (check.Output, error)) func(check.Input) (check.Output, error) {
	return func(in check.Input) (check.Output, error) {
		path := in.Path // a later use of the input would keep all of it
		in.Watch = bar.watch(path)
		if !in.Silent {
			bar.at(path, "following it")
		}
		defer bar.at(path, "")
		begin := time.Now()
		out, err := analyse(in)
		s.mu.Lock()
		defer s.mu.Unlock()
		s.Packages = append(s.Packages, packageStats{path, time.Since(begin).Seconds()})
		return out, err
	}
}

// end takes what drivers in C took, and the sums.
func (s *stats) end(c *cdriver.Result) {
	for _, d := range c.Spent {
		n := d.Counts
		s.Drivers = append(s.Drivers, driverStats{d.Path, n.Files, n.Lines, n.Functions, n.Modelled, n.Calls, n.Followed, d.Read.Seconds(), d.Check.Seconds()})
		s.Packages = slices.DeleteFunc(s.Packages, func(p packageStats) bool { return p.Path == d.Path })
	}
	slices.SortFunc(s.Packages, func(a, b packageStats) int { return strings.Compare(a.Path, b.Path) })
	slices.SortStableFunc(s.Drivers, func(a, b driverStats) int { return strings.Compare(a.Path, b.Path) })
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	s.Seconds, s.Memory = time.Since(s.began).Seconds(), m.Sys
}

// tell prints it, a line for each driver and package.
func (s *stats) tell(stderr io.Writer) {
	w := printable.Lines(stderr)
	fmt.Fprintf(w, "wskvet: version %s; %s\n", s.Version, s.Built)
	for _, d := range s.Drivers {
		fmt.Fprintf(w, "wskvet: %s: %s of %s, %d of %s modelled; read in %.2f s, checked in %.2f s\n",
			d.Path, plural(d.Files, "file"), plural(d.Lines, "line"), d.Modelled, plural(d.Functions, "function"), d.ReadSeconds, d.CheckSeconds)
	}
	for _, p := range s.Packages {
		fmt.Fprintf(w, "wskvet: %s: analysed in %.2f s\n", p.Path, p.Seconds)
	}
	fmt.Fprintf(w, "wskvet: %.2f s in all, %d MiB of memory\n", s.Seconds, s.Memory>>20)
}

func (s *stats) write(name string) error {
	data, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		return err
	}
	return writeFile("-stats", name, append(data, '\n'))
}
