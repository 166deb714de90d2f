package analyzer

import (
	"errors"
	"flag"
	"strconv"
	"strings"
)

// flags lets the drivers of analyzers that pass flags on set what they like over
// s: -wskvet.checks of a multichecker, analyzer_flags of nogo.
func flags(fs *flag.FlagSet, s *Settings) {
	fs.Var(list{&s.Checks}, "checks", "rules to run, separated by commas")
	fs.Var(list{&s.Entry}, "entry", "further entry functions, separated by commas")
	fs.Var(list{&s.Unload}, "unload", "further unload functions, separated by commas")
	fs.Var(list{&s.Callbacks}, "callbacks", "further callbacks, separated by commas")
	fs.Var(shown{&s.Inconclusive}, "inconclusive", "report each place where the analysis gave up; false: none, not even that a driver was not followed to its end")
}

type list struct{ s *[]string }

func (l list) String() string {
	if l.s == nil {
		return "" // package flag asks the zero value
	}
	return strings.Join(*l.s, ",")
}

func (l list) Set(v string) error {
	*l.s = nil
	if v != "" {
		*l.s = strings.Split(v, ",")
	}
	return nil
}

// shown is a flag of three values: true, false, and not set.
type shown struct{ s *Inconclusive }

func (p shown) String() string   { return "" }
func (p shown) IsBoolFlag() bool { return true }

func (p shown) Set(v string) error {
	on, err := strconv.ParseBool(v)
	if err != nil {
		return errors.New("want true or false")
	}
	*p.s = Shown(on)
	return nil
}

// Shown is what true and false mean where they are settings.
func Shown(on bool) Inconclusive {
	if on {
		return EachPlace
	}
	return Nowhere
}
