package analyzer

import (
	"flag"
	"strings"
)

// flags lets the drivers of analyzers that pass flags on set what they like over
// s: -wskvet.checks of a multichecker, analyzer_flags of nogo.
func flags(fs *flag.FlagSet, s *Settings) {
	fs.Var(list{&s.Checks}, "checks", "rules to run, separated by commas")
	fs.Var(list{&s.Entry}, "entry", "further entry functions, separated by commas")
	fs.Var(list{&s.Unload}, "unload", "further unload functions, separated by commas")
	fs.Var(list{&s.Callbacks}, "callbacks", "further callbacks, separated by commas")
	fs.BoolVar(&s.Inconclusive, "inconclusive", s.Inconclusive, "report where the analysis gave up too")
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
