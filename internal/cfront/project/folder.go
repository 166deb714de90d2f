package project

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// found is what lies below a folder.
type found struct {
	sources, projects, solutions, commands []string
}

// walk lists what is below a folder. What cannot be listed is a problem.
func (f *finder) walk(dir string, out *found) {
	list, err := f.tree.ReadDir(dir)
	if err != nil {
		f.problem(dir, 0, "it cannot be read: %s", reason(err))
	}
	for _, e := range list {
		name := path.Join(dir, e.Name())
		if f.excluded(name) {
			continue
		}
		kind := KindOf(name)
		if (e.IsDir() || kind != Other) && !legible(e.Name()) {
			f.problem(name, 0, "its name has control characters: it is not read")
			continue
		}
		if e.IsDir() {
			f.walk(name, out)
			continue
		}
		if kind == Other || !f.regular(e, name) {
			continue
		}
		switch kind {
		case Source:
			out.sources = append(out.sources, name)
		case Project:
			out.projects = append(out.projects, name)
		case Solution:
			out.solutions = append(out.solutions, name)
		case Commands:
			out.commands = append(out.commands, name)
		}
	}
}

// regular reports whether an entry is a file, or a link to one that may be read. Links
// to folders are not followed: they may lead around in a circle.
func (f *finder) regular(e fs.DirEntry, name string) bool {
	if e.Type()&fs.ModeSymlink == 0 {
		return e.Type().IsRegular()
	}
	if !f.tree.IsFile(name) {
		f.problem(name, 0, "it is a link that leads to no file that may be read")
		return false
	}
	return true
}

// excluded reports whether a pattern of the settings names a file or folder. A
// pattern without a slash is about the last part of names, wherever they are.
func (f *finder) excluded(name string) bool {
	if f.skip != nil && f.skip(path.Base(name)) {
		return true
	}
	return slices.ContainsFunc(f.settings(path.Dir(name)).Exclude, func(p string) bool {
		p = strings.TrimSuffix(slashed(p), "/")
		subject := path.Join(f.tree.base, name)
		if !strings.Contains(p, "/") {
			subject = path.Base(name)
		}
		ok, err := path.Match(p, subject)
		return ok && err == nil
	})
}

// folder takes what is below a folder that an argument names. Sources without an
// entry are a driver where there is nothing else.
func (f *finder) folder(dir string) {
	before := len(f.units)
	rest := f.drivers(dir)
	if len(f.units) == before && len(rest) > 0 {
		f.units = append(f.units, unit{name: f.nameOf(dir), dir: dir, files: rest})
	}
}

// pattern takes the drivers below a folder, as the go command takes packages: what
// is in testdata or vendor, or begins with an underscore, is passed over, and so is
// what could not be read where there is no driver.
func (f *finder) pattern(dir string) {
	units, problems := len(f.units), len(f.problems)
	f.skip = func(base string) bool {
		return strings.HasPrefix(base, "_") || base == "testdata" || base == "vendor" || base == "node_modules"
	}
	f.drivers(dir)
	f.skip = nil
	if len(f.units) == units {
		f.problems = f.problems[:problems]
	}
}

// drivers takes what is below a folder: its projects; without any, those that solutions
// name elsewhere, and what a build system says; and of the other sources those that have an entry and what they
// call, libraries that no project refers to among it. It gives what is left.
func (f *finder) drivers(dir string) (rest []string) {
	var in found
	f.walk(dir, &in)
	in.projects = f.real(in.projects)
	if len(in.projects) == 0 { // they may lie elsewhere
		for _, s := range in.solutions {
			f.solution(s)
		}
	}
	covered, libraries := f.projectsIn(in.projects, "")
	if len(in.projects) == 0 && len(in.commands) > 0 {
		covered = f.commands(in.commands[0])
	}
	units, rest := f.group(f.readable(slices.DeleteFunc(in.sources, func(n string) bool { return covered[n] })))
	for _, u := range units {
		u.view = []string{dir}
		libraries = f.give(&u, libraries)
		f.units = append(f.units, u)
	}
	for _, p := range libraries {
		f.add(p)
	}
	return rest
}

// real are the projects of Visual Studio or, where there are none, those of older builds:
// drivers that were moved on often keep both.
func (f *finder) real(projects []string) []string {
	if slices.ContainsFunc(projects, func(n string) bool { return !isNMake(n) }) {
		return slices.DeleteFunc(projects, isNMake)
	}
	return slices.DeleteFunc(projects, func(n string) bool { return f.read(n, "") == nil })
}

// give lets a unit take the libraries of which it has files, and gives the others.
func (f *finder) give(u *unit, libraries []*project) (others []*project) {
	for _, p := range libraries {
		if slices.ContainsFunc(p.sources, func(s string) bool { return slices.Contains(u.files, s) }) {
			u.take(p)
		} else {
			others = append(others, p)
		}
	}
	return others
}

// sources takes the files that the arguments name: one driver, or as many as have
// an entry.
func (f *finder) sources() error {
	var named []string
	for _, arg := range f.c.Args {
		if name, ok := f.tree.Name(arg); ok && KindOf(name) == Source && !f.tree.IsDir(name) {
			named = append(named, name)
		}
	}
	files := f.readable(unique(named))
	switch {
	case len(named) == 0:
		return nil
	case len(files) == 0:
		return f.nothing(named[0])
	}
	dir := path.Dir(files[0])
	if len(f.entries(files)) < 2 {
		f.units = append(f.units, unit{name: f.nameOf(dir), dir: dir, files: files})
		return nil
	}
	f.units = append(f.units, f.perEntry(unit{dir: dir, files: files})...)
	return nil
}

// perEntry is a unit for each entry among the files of one: each has the files
// without an entry, too.
func (f *finder) perEntry(u unit) []unit {
	entries := f.entries(u.files)
	if len(entries) < 2 {
		return []unit{u}
	}
	var out []unit
	for _, n := range u.files {
		if entries[n] == "" {
			continue
		}
		one := u
		one.name = strings.Trim(u.name+"-"+strings.TrimSuffix(path.Base(n), path.Ext(n)), "-")
		one.files = slices.DeleteFunc(slices.Clone(u.files), func(m string) bool { return m != n && entries[m] != "" })
		out = append(out, one)
	}
	return out
}

// nameOf is the name of a folder. That of the working directory is not told: a
// report is the same in every checkout.
func (f *finder) nameOf(dir string) string {
	if f.tree.Shown(dir) == "." || dir == "." {
		return "driver"
	}
	return path.Base(dir)
}

// reason is an error without its path.
func reason(err error) string {
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		err = p.Err
	}
	return err.Error()
}
