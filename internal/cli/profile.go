package cli

import (
	"os"
	"runtime"
	"runtime/pprof"
)

// profile writes what a run costs to the files that are asked for, until end is called.
func (o *options) profile() (end func() error, err error) {
	if o.cpuProfile != "" {
		f, err := os.Create(o.cpuProfile)
		if err != nil {
			return nil, err
		}
		if err := pprof.StartCPUProfile(f); err != nil {
			return nil, err
		}
		return func() error {
			pprof.StopCPUProfile()
			if err := f.Close(); err != nil {
				return err
			}
			return o.profileMemory()
		}, nil
	}
	return o.profileMemory, nil
}

// profileMemory writes what is allocated, if that is asked for.
func (o *options) profileMemory() error {
	if o.memProfile == "" {
		return nil
	}
	f, err := os.Create(o.memProfile)
	if err != nil {
		return err
	}
	runtime.GC()
	if err := pprof.Lookup("allocs").WriteTo(f, 0); err != nil {
		return err
	}
	return f.Close()
}

// unsampled takes no samples of what is allocated, which nobody asks for, until end is
// called: they cost two parts in a hundred of a long run.
func unsampled() (end func()) {
	rate := runtime.MemProfileRate
	runtime.MemProfileRate = 0
	return func() { runtime.MemProfileRate = rate }
}
