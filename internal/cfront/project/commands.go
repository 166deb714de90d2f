package project

import (
	"bytes"
	"encoding/json"
	"errors"
	"path"
	"slices"
	"strings"

	"github.com/wskvet/wskvet/internal/cfront"
	"github.com/wskvet/wskvet/internal/cfront/scan"
)

// entry is one of compile_commands.json, as the JSON Compilation Database of clang
// has it.
type entry struct {
	Directory, File, Command, Output string
	Arguments                        []string
}

// commands takes what a build system notes about its calls of the compiler, and
// gives the files that are accounted for. Files of one target of CMake, which their
// outputs tell, belong together; a target with an entry has what it calls of the
// others. Without targets the files are grouped as those of a folder are.
func (f *finder) commands(file string) map[string]bool {
	data, err := f.tree.ReadFile(file)
	if err != nil {
		f.problem(file, 0, "it cannot be read: %s", reason(err))
		return nil
	}
	var entries []entry
	if err := json.Unmarshal(data, &entries); err != nil {
		f.problem(file, lineOf(data, err), "it is no compilation database: a list of commands is expected")
		return nil
	}
	db := database{f: f, file: file, commands: map[string]command{}, targets: map[string][]string{}}
	for _, e := range entries {
		db.add(e)
	}
	db.units()
	covered := map[string]bool{}
	for n := range db.commands {
		covered[n] = true
	}
	return covered
}

// lineOf is the line that an error of JSON is about, 0 if it does not say.
func lineOf(data []byte, err error) int {
	var at int64
	if s, ok := errors.AsType[*json.SyntaxError](err); ok {
		at = s.Offset
	} else if u, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		at = u.Offset
	}
	if at <= 0 || int(at) > len(data) {
		return 0
	}
	return 1 + bytes.Count(data[:at], []byte("\n"))
}

type database struct {
	f        *finder
	file     string
	files    []string
	commands map[string]command
	targets  map[string][]string
	read     int // bytes of response files
}

func (db *database) add(e entry) {
	if KindOf(e.File) != Source {
		return
	}
	name, ok := db.locate(e.Directory, e.File)
	if !ok {
		db.f.problem(db.file, 0, "it names %s, which is not there, or outside of what may be read (-root allows it)", base(e.File))
		return
	}
	if _, twice := db.commands[name]; twice || db.f.excluded(name) {
		return
	}
	args := e.Arguments
	if len(args) == 0 {
		args = fields(e.Command)
	}
	c := command{dir: e.Directory, args: db.responses(e.Directory, args)}
	c.read()
	if e.Output != "" {
		c.output = e.Output
	}
	db.commands[name] = c
	db.files = append(db.files, name)
	if t := target(c.output); t != "" {
		db.targets[t] = append(db.targets[t], name)
	}
}

// maxResponses bounds the bytes of response files that are read for a database.
const maxResponses = 16 << 20

// responses puts the arguments that @files hold in the place of these. What stands there
// with an @ of its own is no argument that says anything here.
func (db *database) responses(dir string, args []string) []string {
	var out []string
	for _, a := range args {
		name, ok := strings.CutPrefix(a, "@")
		if !ok || name == "" {
			out = append(out, a)
			continue
		}
		at, there := db.locate(dir, strings.Trim(name, `"`))
		data, err := db.f.tree.ReadFile(at)
		if db.read += len(data); !there || err != nil || db.read > maxResponses {
			db.f.problem(db.file, 0, "its response file %s cannot be read: it is not there, too large, or outside of what may be read (-root allows it)", base(name))
			continue
		}
		text, _ := scan.Decode(data)
		out = append(out, fields(text)...)
	}
	return out
}

// base is the last part of a path, with slashes or backslashes.
func base(name string) string { return path.Base(slashed(name)) }

// locate finds a file or folder that a build named: below the folder of its call,
// or, where the build ran elsewhere, by the longest end of its path that is there.
func (db *database) locate(dir, name string) (string, bool) {
	full := slashed(name)
	if volume(full) == "" {
		full = path.Join(slashed(dir), full)
	}
	t := db.f.tree
	from := path.Dir(db.file)
	if at, ok := t.within(from, full); ok {
		if real, there := t.Find(at); there {
			return real, true
		}
	}
	parts := strings.Split(path.Clean(full), "/")
	for i := 1; i < len(parts); i++ {
		for d := from; ; d = path.Dir(d) {
			at := path.Join(append([]string{d}, parts[i:]...)...)
			if real, there := t.Find(at); there && t.allowed(real) {
				return real, true
			}
			if d == "." {
				break
			}
		}
	}
	return "", false
}

// target is the target of CMake that an output belongs to, or "".
func target(output string) string {
	_, rest, ok := strings.Cut(slashed(output), "CMakeFiles/")
	if !ok {
		return ""
	}
	name, _, ok := strings.Cut(rest, ".dir/")
	if !ok {
		return ""
	}
	return name
}

func (db *database) units() {
	f := db.f
	files := f.readable(db.files)
	slices.Sort(files)
	entries := f.entries(files)
	var left []string
	taken := map[string]bool{}
	var names []string
	for t := range db.targets {
		names = append(names, t)
	}
	slices.Sort(names)
	for _, t := range names {
		own := slices.DeleteFunc(slices.Clone(files), func(n string) bool { return !slices.Contains(db.targets[t], n) })
		if !slices.ContainsFunc(own, func(n string) bool { return entries[n] != "" }) {
			continue
		}
		own = f.reach(own, func(n string) bool { return entries[n] == "" && !f.look(n).program }, files)
		for _, n := range own {
			taken[n] = true
		}
		f.units = append(f.units, f.perEntry(db.unit(t, own))...)
	}
	for _, n := range files {
		if !taken[n] {
			left = append(left, n)
		}
	}
	units, rest := f.group(left)
	if len(units) == 0 && len(names) == 0 && len(rest) > 0 {
		units = []unit{{name: f.nameOf(path.Dir(db.file)), files: rest}}
	}
	for _, u := range units {
		v := db.unit(u.name, u.files)
		v.entry = u.entry
		f.units = append(f.units, v)
	}
}

func (db *database) unit(name string, files []string) unit {
	u := unit{name: name, files: files, dir: path.Dir(files[0]), own: map[string][]cfront.Define{}, forced: map[string][]string{}}
	for _, n := range files {
		c := db.commands[n]
		var own []cfront.Define
		for _, text := range c.defines {
			if d, err := Define(text); err == nil {
				own = override(own, []cfront.Define{d})
			}
		}
		u.own[n], u.defines = own, override(own, u.defines)
		u.forced[n] = c.forced
		for _, dir := range c.include {
			if at, ok := db.locate(c.dir, dir); ok && !slices.Contains(u.include, at) {
				u.include = append(u.include, at)
			}
		}
	}
	return u
}
