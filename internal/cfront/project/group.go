package project

import (
	"path"
	"slices"
	"strings"

	"github.com/wskvet/wskvet/internal/ddi"
)

// Without a project, the files of a driver are those below the nearest folder that
// has an entry, and of the files elsewhere those that they call, directly or not.
// Where a folder has several entries, each driver has the entry's file and what it
// calls. Files of user mode belong to none, and those beside or below them to a driver
// that calls them.

// look is the outline of a source.
func (f *finder) look(name string) *outline {
	if o := f.outlines[name]; o != nil {
		return o
	}
	data, err := f.tree.ReadFile(name)
	o := &outline{}
	switch {
	case err != nil:
		f.problem(name, 0, "it cannot be read: %s", reason(err))
	default:
		if o = outlineOf(data); o.binary {
			f.problem(name, 0, "it is not text")
		}
	}
	o.binary = o.binary || err != nil
	f.outlines[name] = o
	return o
}

// readable are the files that are text.
func (f *finder) readable(files []string) []string {
	return slices.DeleteFunc(slices.Clone(files), func(n string) bool { return f.look(n).binary })
}

// entryOf is the name of the entry that a file defines, or "".
func (f *finder) entryOf(name string) string {
	for _, fn := range f.look(name).defines {
		if ddi.NamedEntry(fn) || slices.Contains(f.settings(path.Dir(name)).Entry, fn) {
			return fn
		}
	}
	return ""
}

// renamed are the entries, by file, that only their parameters show: functions
// that no file calls.
func (f *finder) renamed(files []string) map[string]string {
	out := map[string]string{}
	for _, n := range files {
		for _, fn := range f.look(n).entries {
			if !slices.ContainsFunc(files, func(m string) bool { return f.look(m).uses[fn] }) {
				out[n] = fn
			}
		}
	}
	return out
}

// entries are the files that have an entry, with its name.
func (f *finder) entries(files []string) map[string]string {
	out := map[string]string{}
	for _, n := range files {
		if e := f.entryOf(n); e != "" {
			out[n] = e
		}
	}
	if len(out) == 0 {
		return f.renamed(files)
	}
	return out
}

// group makes a unit of each entry among the files; rest are those of no unit.
func (f *finder) group(files []string) (units []unit, rest []string) {
	g := grouping{f: f, entries: f.entries(files), folders: map[string]int{}, programs: map[string]bool{}}
	for _, n := range files {
		if !f.look(n).program || g.entries[n] != "" {
			g.files = append(g.files, n)
		} else {
			g.programs[path.Dir(n)] = true
		}
	}
	for n := range g.entries {
		g.folders[path.Dir(n)]++
	}
	taken := map[string]bool{}
	for _, n := range g.files {
		if g.entries[n] == "" {
			continue
		}
		u := g.unit(n)
		for _, m := range u.files {
			taken[m] = true
		}
		units = append(units, u)
	}
	return units, slices.DeleteFunc(g.files, func(n string) bool { return taken[n] })
}

type grouping struct {
	f       *finder
	files   []string
	entries map[string]string // names of entries, by file
	folders map[string]int    // how many files with an entry a folder has

	programs map[string]bool // folders with a file of user mode
}

// home is the nearest folder with an entry, from a file upwards, or "".
func (g *grouping) home(name string) string {
	for d := path.Dir(name); ; d = path.Dir(d) {
		if g.folders[d] > 0 {
			return d
		}
		if d == "." {
			return ""
		}
	}
}

// program reports whether a file lies below a folder in one of user mode.
func (g *grouping) program(name, dir string) bool {
	for d := path.Dir(name); d != dir; d = path.Dir(d) {
		if g.programs[d] {
			return true
		}
	}
	return false
}

func (g *grouping) unit(entry string) unit {
	dir := path.Dir(entry)
	u := unit{name: g.f.nameOf(dir), dir: dir, files: []string{entry}}
	if name := g.entries[entry]; !ddi.NamedEntry(name) {
		u.entry = name
	}
	if g.folders[dir] > 1 {
		u.name = strings.TrimSuffix(path.Base(entry), path.Ext(entry))
	} else {
		for _, n := range g.files {
			if n != entry && g.home(n) == dir && !g.program(n, dir) {
				u.files = append(u.files, n)
			}
		}
	}
	u.files = g.f.reach(u.files, func(n string) bool {
		home := g.home(n)
		return g.entries[n] == "" && (home == "" || holds(home, dir))
	}, g.files)
	return u
}

// reach adds to files those among the candidates that they call, directly or not.
// Of several that define a function the nearest counts.
func (f *finder) reach(files []string, candidate func(string) bool, all []string) []string {
	have := map[string]bool{}
	defined := map[string]bool{}
	add := func(n string) {
		have[n] = true
		for _, fn := range f.look(n).defines {
			defined[fn] = true
		}
	}
	for _, n := range files {
		add(n)
	}
	providers := map[string][]string{}
	for _, n := range all {
		if !have[n] && candidate(n) {
			for _, fn := range f.look(n).defines {
				providers[fn] = append(providers[fn], n)
			}
		}
	}
	out := slices.Clone(files)
	for i := 0; i < len(out); i++ {
		uses := make([]string, 0, len(f.look(out[i]).uses))
		for fn := range f.look(out[i]).uses {
			uses = append(uses, fn)
		}
		slices.Sort(uses)
		for _, fn := range uses {
			if p := nearest(providers[fn], out[0]); !defined[fn] && p != "" && !have[p] {
				add(p)
				out = append(out, p)
			}
		}
	}
	return out
}

// nearest is the name that shares most folders with from; of several, the first.
func nearest(names []string, from string) string {
	best, most := "", -1
	for _, n := range names {
		if k := shared(path.Dir(n), path.Dir(from)); k > most {
			best, most = n, k
		}
	}
	return best
}

// shared is how many folders two paths begin with alike.
func shared(a, b string) int {
	x, y := strings.Split(a, "/"), strings.Split(b, "/")
	n := 0
	for n < min(len(x), len(y)) && x[n] == y[n] {
		n++
	}
	return n
}
