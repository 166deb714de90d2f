package check

import (
	"slices"
	"strings"

	"github.com/wskvet/wskvet/internal/near"
	"github.com/wskvet/wskvet/internal/settings"
	"github.com/wskvet/wskvet/internal/summary"
)

// unnamed are the names in the settings that no function of the package has, each with
// the name of a function that it is near to, or "".
func unnamed(s settings.Settings, sum *summary.Package) map[string]string {
	wanted := slices.Concat(s.Entry, s.Unload, s.Callbacks)
	if len(wanted) == 0 {
		return nil
	}
	var names []string
	for i := range sum.Funcs {
		short := sum.Funcs[i].Short
		names = append(names, short[strings.LastIndexByte(short, '.')+1:])
	}
	out := map[string]string{}
	for _, w := range wanted {
		if !slices.Contains(names, w) {
			out[w] = near.Word(w, names)
		}
	}
	return out
}

// Unnamed are the names in the settings that no function of any package has, of which
// those of each are given.
func Unnamed(s settings.Settings, packages []map[string]string) map[string]string {
	out := map[string]string{}
	for _, w := range slices.Concat(s.Entry, s.Unload, s.Callbacks) {
		hints := []string{""}
		for _, p := range packages {
			hint, missing := p[w]
			if !missing {
				hints = nil
				break
			}
			hints = append(hints, hint)
		}
		if hints != nil {
			out[w] = slices.Max(hints) // whichever: a name is near to few
		}
	}
	return out
}
