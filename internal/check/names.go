package check

import (
	"slices"
	"strings"

	"github.com/wskvet/wskvet/internal/near"
	"github.com/wskvet/wskvet/internal/settings"
	"github.com/wskvet/wskvet/internal/summary"
)

// unnamed are the names in the settings that no function of the package has, or of those
// below it, each with the name of a function that it is near to, or "".
func unnamed(s settings.Settings, sum *summary.Package, below []*summary.Package) map[string]string {
	if len(s.Entry)+len(s.Unload)+len(s.Callbacks) == 0 {
		return nil
	}
	own := functions(sum)
	all := slices.Clone(own)
	for _, p := range below {
		all = append(all, functions(p)...)
	}
	out := Unnamed(s)
	for name := range out {
		if out[name] = near.Word(name, own); slices.Contains(all, name) {
			delete(out, name)
		}
	}
	return out
}

// Unnamed are the names in the settings, as where there is no function at all.
func Unnamed(s settings.Settings) map[string]string {
	out := map[string]string{}
	for _, name := range slices.Concat(s.Entry, s.Unload, s.Callbacks) {
		out[name] = ""
	}
	return out
}

// functions are the names of a package's functions and methods.
func functions(p *summary.Package) []string {
	var out []string
	for i := range p.Funcs {
		short := p.Funcs[i].Short
		out = append(out, short[strings.LastIndexByte(short, '.')+1:])
	}
	return out
}

// Names are the names that no function of any package has, and what each is near to, by
// the file of settings that holds for the packages.
type Names map[string]map[string]string

// Add takes what one package lacks for which a file holds.
func (n *Names) Add(file string, lacks map[string]string) {
	if *n == nil {
		*n = Names{}
	}
	before, asked := (*n)[file]
	if asked {
		lacks = both(before, lacks)
	}
	(*n)[file] = lacks
}

// Merge takes what other packages lack.
func (n *Names) Merge(other Names) {
	for file, lacks := range other {
		n.Add(file, lacks)
	}
}

// Everywhere is what the packages of all files lack.
func (n Names) Everywhere() map[string]string {
	var out Names
	for _, lacks := range n {
		out.Add("", lacks)
	}
	return out[""]
}

// both are the names that are missing here and there.
func both(a, b map[string]string) map[string]string {
	out := map[string]string{}
	for name, hint := range a {
		if also, missing := b[name]; missing {
			out[name] = max(hint, also) // whichever: a name is near to few
		}
	}
	return out
}
