// Package settings is what a user can choose about an analysis. Every door
// (flags, configuration file, plugin) fills the same struct.
package settings

// Settings are the choices that change findings.
type Settings struct {
	Checks       []string // rules to run: "WSK001"; "all"; "-WSK003" takes one away; empty: the default set
	Unload       []string // names of further unload functions
	Entry        []string // names of further entry functions
	Callbacks    []string // names of further callbacks
	Tests        bool     // analyse test files too
	Inconclusive Inconclusive
	Limits       Limits
}

// Place is the settings that hold for a package or driver, and which file says them: ""
// for none.
type Place struct {
	File     string
	Settings Settings
}

// Inconclusive says what a door shows of where the analysis gave up that has nothing but
// diagnostics.
type Inconclusive uint8

// The choices.
const (
	EachDriver Inconclusive = iota // one diagnostic for each driver that was not followed to its end
	EachPlace                      // one for each place
	Nowhere                        // none
)

// Limits bound the analysis; where one is reached, the analysis says so.
type Limits struct {
	States int // states of one typestate kept apart at one block
	Steps  int // instructions simulated for one root
	Depth  int // calls on the stack
	Whole  int // instructions after which a driver is followed an obligation at a time
}

// DefaultLimits are the limits in force where a user sets none.
func DefaultLimits() Limits {
	return Limits{States: 16, Steps: 4_000_000, Depth: 10000, Whole: 300_000}
}
