// Package project finds the drivers that the arguments of a run name: which files
// belong together, with which macros and include folders.
//
// An argument is a folder, a file of C or C++, a project (.vcxproj), a solution
// (.sln, .slnx) or a compile_commands.json. Projects and sources come from
// strangers: nothing in them is executed, no environment is read, and nothing is
// read outside of the folders of a Tree.
package project

import (
	"cmp"
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/wskvet/wskvet/internal/cfront"
)

// Config says what to look for.
type Config struct {
	Args     []string                           // folders and files, absolute, with the system's separators
	Patterns []string                           // folders, likewise, below which only drivers with an entry are taken
	Settings                                    // where At says nothing else
	At       func(dir string) (Settings, error) // those of a folder, absolute; nil: Settings everywhere
}

// Settings are what a user has set for the drivers of a folder.
type Settings struct {
	Defines       []cfront.Define
	Include       []string // folders, absolute
	Configuration string   // "Debug|x64", "Debug"; "" for Release|x64, or what the project has
	Exclude       []string // patterns, as of path.Match, of absolute paths or of last parts; a folder stands for what is below it
	Entry         []string // further names of entries
}

// Driver is one driver.
type Driver struct {
	cfront.Driver
	Path string // slash path of its folder and its name: unique in a run
	Dir  string // its folder, absolute
}

// Problem is an input that could not be read. The rest is.
type Problem struct {
	File string // slash path in the tree
	Line int    // 0 if it is about the whole file
	Text string
}

func (p Problem) compare(q Problem) int {
	return cmp.Or(strings.Compare(p.File, q.File), cmp.Compare(p.Line, q.Line), strings.Compare(p.Text, q.Text))
}

// Result is what was found.
type Result struct {
	Drivers  []Driver // sorted by Path
	Problems []Problem
	Left     int // projects of user mode, which are no drivers
}

// Find finds the drivers. Its error is about an argument that gives nothing.
func Find(t *Tree, c Config) (*Result, error) {
	f := &finder{tree: t, c: c, outlines: map[string]*outline{}, projects: map[string]*project{}, trees: map[string]*node{}, noted: map[string]bool{}, set: map[string]Settings{}}
	for _, arg := range c.Args {
		if err := f.argument(arg); err != nil {
			return nil, err
		}
	}
	if err := f.sources(); err != nil {
		return nil, err
	}
	for _, dir := range c.Patterns {
		name, ok := t.Name(dir)
		if !ok {
			return nil, fmt.Errorf("%s: it lies outside of what may be read", dir)
		}
		f.pattern(name)
	}
	res := f.result()
	return res, f.err
}

type finder struct {
	tree     *Tree
	c        Config
	outlines map[string]*outline // of sources that have been looked at
	projects map[string]*project // that have been read, by file
	trees    map[string]*node    // XML, likewise
	units    []unit
	problems []Problem
	left     int
	noted    map[string]bool        // sources that are read though no project names them
	skip     func(base string) bool // names that a walk passes over, or nil
	set      map[string]Settings    // by folder, where c.At has been asked
	err      error                  // the first one of c.At
}

// settings are those of a folder.
func (f *finder) settings(dir string) Settings {
	if f.c.At == nil {
		return f.c.Settings
	}
	s, asked := f.set[dir]
	if asked {
		return s
	}
	s, err := f.c.At(filepath.Join(f.tree.base, filepath.FromSlash(dir)))
	if f.err == nil {
		f.err = err
	}
	f.set[dir] = s
	return s
}

// unit is what becomes a driver.
type unit struct {
	name    string
	dir     string // of the project or of the entry
	files   []string
	include []string
	defines []cfront.Define
	own     map[string][]cfront.Define // of files that may have others
	forced  map[string][]string        // headers that come before files
	entry   string
	view    []string // folders in which headers are looked for
}

func (f *finder) problem(file string, line int, format string, args ...any) {
	f.problems = append(f.problems, Problem{file, line, fmt.Sprintf(format, args...)})
}

// argument takes one argument. A name that gives no driver at all is an error.
func (f *finder) argument(arg string) error {
	name, ok := f.tree.Name(arg)
	if !ok {
		return fmt.Errorf("%s: it lies outside of what may be read", arg)
	}
	if !legible(name) {
		return fmt.Errorf("%s: its name has control characters", f.tree.Shown(name))
	}
	before := len(f.units)
	switch kind := KindOf(name); {
	case f.tree.IsDir(name):
		f.folder(name)
	case !f.tree.IsFile(name):
		return fmt.Errorf("%s: there is no such file", f.tree.Shown(name))
	case kind == Source:
		return nil // all of them are one driver, or as many as have an entry: see sources
	case kind == Project:
		f.named(name)
	case kind == Solution:
		f.solution(name)
	case kind == Commands:
		f.commands(name)
	default:
		return fmt.Errorf("%s: it is no source of C or C++, and no project", f.tree.Shown(name))
	}
	if len(f.units) == before {
		return f.nothing(name)
	}
	return nil
}

// nothing is the error of an argument that gave nothing, with the first reason.
func (f *finder) nothing(name string) error {
	if len(f.problems) == 0 {
		return fmt.Errorf("%s: it holds no driver in C or C++", f.tree.Shown(name))
	}
	p := f.problems[0]
	at := f.tree.Shown(p.File)
	if p.Line > 0 {
		at = fmt.Sprintf("%s:%d", at, p.Line)
	}
	if p.File == name || strings.HasPrefix(p.File, name+"/") {
		return fmt.Errorf("%s: %s", at, p.Text)
	}
	return fmt.Errorf("%s: nothing can be read of it: %s: %s", f.tree.Shown(name), at, p.Text)
}

// result makes the drivers of the units.
func (f *finder) result() *Result {
	res := &Result{Left: f.left}
	for _, u := range f.units {
		if d := f.driver(u); len(d.Files) > 0 {
			res.Drivers = append(res.Drivers, d)
		}
	}
	slices.SortStableFunc(res.Drivers, func(a, b Driver) int { return strings.Compare(a.Path, b.Path) })
	res.Drivers = slices.CompactFunc(res.Drivers, func(a, b Driver) bool {
		return a.Path == b.Path && slices.Equal(a.Files, b.Files)
	})
	number(res.Drivers)
	slices.SortFunc(f.problems, Problem.compare)
	res.Problems = slices.Compact(f.problems)
	return res
}

// number tells drivers of one path apart.
func number(ds []Driver) {
	seen := map[string]int{}
	for i := range ds {
		p := ds[i].Path
		if seen[p]++; seen[p] > 1 {
			ds[i].Path = fmt.Sprintf("%s-%d", p, seen[p])
		}
	}
}

func (f *finder) driver(u unit) Driver {
	files := slices.Clone(u.files)
	slices.Sort(files)
	set := f.settings(u.dir)
	d := Driver{Path: path.Join(f.tree.Shown(u.dir), u.name), Dir: filepath.Join(f.tree.base, filepath.FromSlash(u.dir))}
	if path.Base(u.dir) == u.name {
		d.Path = f.tree.Shown(u.dir)
	}
	view := append(slices.Clone(u.view), u.dir)
	for _, n := range files {
		view = append(view, path.Dir(n))
	}
	view = append(view, f.headers(u.dir)...)
	include := slices.Clone(u.include)
	for _, dir := range set.Include {
		if name, ok := f.tree.Name(dir); ok {
			include = append(include, name)
		} else {
			f.problem(u.dir, 0, "the folder %s of c.include lies outside of what may be read: -root allows it", path.Base(slashed(dir)))
		}
	}
	d.Driver = cfront.Driver{
		Name: u.name, FS: f.tree.view(append(view, include...)), Files: slices.Compact(files), Include: unique(include),
		Defines: override(u.defines, set.Defines), Forced: u.forced, Entry: u.entry,
	}
	d.Own = u.others(d.Driver, set.Defines)
	return d
}

// others are the macros of the files that have others than their driver.
func (u *unit) others(d cfront.Driver, above []cfront.Define) map[string][]cfront.Define {
	out := map[string][]cfront.Define{}
	for _, n := range d.Files {
		own, ok := u.own[n]
		if own = override(own, above); ok && !slices.Equal(own, d.Defines) {
			out[n] = own
		}
	}
	return out
}

// headers are the folders beside a folder and beside those above it that by their
// names hold headers.
func (f *finder) headers(dir string) []string {
	var out []string
	for d := dir; ; d = path.Dir(d) {
		list, _ := f.tree.ReadDir(d)
		for _, e := range list {
			if e.IsDir() && slices.Contains(headerFolders, strings.ToLower(e.Name())) {
				out = append(out, path.Join(d, e.Name()))
			}
		}
		if d == "." || d == "/" {
			return out
		}
	}
}

var headerFolders = []string{"common", "headers", "inc", "include", "includes", "public", "shared"}

// override is the macros of a project below those of the command line.
func override(below, above []cfront.Define) []cfront.Define {
	var out []cfront.Define
	at := map[string]int{}
	for _, d := range append(slices.Clone(below), above...) {
		if i, ok := at[d.Name]; ok {
			out[i] = d
			continue
		}
		at[d.Name] = len(out)
		out = append(out, d)
	}
	return out
}

// unique keeps the first of each name.
func unique(names []string) []string {
	var out []string
	seen := map[string]bool{}
	for _, n := range names {
		if !seen[n] {
			seen[n] = true
			out = append(out, n)
		}
	}
	return out
}

// Define reads NAME or NAME=VALUE, as compilers do: a name alone is 1.
func Define(text string) (cfront.Define, error) {
	name, value, has := strings.Cut(strings.TrimSpace(text), "=")
	if !has {
		value = "1"
	}
	name = strings.TrimSpace(name)
	if i, _, fn := strings.Cut(name, "("); fn { // a macro with parameters
		if !identifier(i) {
			return cfront.Define{}, fmt.Errorf("%q is no name of a macro", name)
		}
		return cfront.Define{Name: name, Value: value}, nil
	}
	if !identifier(name) {
		return cfront.Define{}, fmt.Errorf("%q is no name of a macro", name)
	}
	return cfront.Define{Name: name, Value: value}, nil
}

func identifier(s string) bool {
	for i, c := range s {
		if c != '_' && !(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') && !(i > 0 && c >= '0' && c <= '9') {
			return false
		}
	}
	return s != ""
}
