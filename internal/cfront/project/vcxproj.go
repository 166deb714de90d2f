package project

import (
	"path"
	"slices"
	"strings"

	"github.com/wskvet/wskvet/internal/cfront"
	"github.com/wskvet/wskvet/internal/ddi"
)

// named takes a project that an argument names: whatever it is, it is read.
func (f *finder) named(file string) {
	p := f.read(file, "")
	if p == nil {
		return
	}
	f.link(p, f.siblings(p))
	f.add(p)
	if len(p.sources) == 0 {
		f.problem(p.file, 0, "it has no source of C or C++")
	}
}

// projectsIn takes the drivers among projects, each with the libraries that it
// refers to. It gives the files of projects that are done with, and the libraries of
// the kernel to which no driver refers.
func (f *finder) projectsIn(files []string, solution string) (covered map[string]bool, libraries []*project) {
	covered = map[string]bool{}
	var used []*project
	for _, file := range files {
		p := f.read(file, solution)
		switch {
		case p == nil:
		case p.driver():
			f.link(p, files)
			used = append(used, f.add(p)...)
		case p.kernel():
			libraries = append(libraries, p)
		default:
			f.left++
			used = append(used, p)
		}
	}
	for _, p := range used {
		for _, s := range p.sources {
			covered[s] = true
		}
	}
	return covered, slices.DeleteFunc(libraries, func(p *project) bool { return slices.Contains(used, p) })
}

// add makes a unit of a project and the libraries below it, which it gives back.
func (f *finder) add(p *project) []*project {
	all := f.below(p, nil)
	u := unit{name: p.name(), dir: p.dir, entry: p.entryOf()}
	for _, q := range all {
		u.files = append(u.files, f.readable(q.sources)...)
		u.take(q)
	}
	u.defines = p.macros()
	if len(u.files) > 0 {
		u.files = f.forgotten(u.files, all)
		f.units = append(f.units, f.perEntry(u)...)
	}
	return all
}

// link takes the libraries that a project names to the linker alone for ones that it
// refers to, if they are made by projects beside it: the solution says no more than the
// order of their builds.
func (f *finder) link(p *project, beside []string) {
	libraries := map[string]bool{}
	for _, name := range list(p.meta["link"]["additionaldependencies"]) {
		libraries[strings.ToLower(path.Base(slashed(name)))] = true
	}
	for _, file := range beside {
		if q := f.read(file, ""); q != nil && q != p && !q.driver() && !q.application() && libraries[strings.ToLower(q.props["targetname"])+".lib"] {
			p.references = unique(append(p.references, file))
		}
	}
}

// siblings are the projects of the solutions that lie nearest to a project.
func (f *finder) siblings(p *project) (out []string) {
	for _, e := range f.tree.list(p.solutionDir()).entries {
		if KindOf(e.Name()) != Solution || e.IsDir() {
			continue
		}
		file := path.Join(p.solutionDir(), e.Name())
		for _, ref := range f.references(file) {
			if at, ok := f.tree.within(path.Dir(file), ref.path); ok && KindOf(ref.path) == Project {
				if real, there := f.tree.Find(at); there {
					out = append(out, real)
				}
			}
		}
	}
	return out
}

// forgotten adds the files that lie beside those of projects, which call what they
// define and nothing else does: such a project does not link. What a project names,
// if only to leave it out, is not among them, nor is a file that defines what another
// one does: it is the same for another system, and none is certain.
func (f *finder) forgotten(files []string, projects []*project) []string {
	var beside []string
	for _, dir := range folders(files) {
		list, _ := f.tree.ReadDir(dir)
		for _, e := range list {
			name := path.Join(dir, e.Name())
			if e.Type().IsRegular() && KindOf(name) == Source && !f.excluded(name) && !slices.ContainsFunc(projects, func(p *project) bool { return p.names[name] }) {
				beside = append(beside, name)
			}
		}
	}
	if len(beside) == 0 || len(f.entries(files)) == 0 {
		return files
	}
	beside = f.singular(files, beside)
	out := f.reach(files, func(n string) bool { o := f.look(n); return !o.binary && !o.program && f.entryOf(n) == "" }, beside)
	for _, n := range out[len(files):] {
		if f.noted[n] {
			continue
		}
		f.noted[n] = true
		f.problem(n, 0, "no project names it, and %s calls what it defines: it is read, too", projects[0].file)
	}
	return out
}

// singular are the files beside others that define nothing which another file defines.
func (f *finder) singular(files, beside []string) []string {
	count := map[string]int{}
	for _, n := range append(slices.Clone(files), beside...) {
		seen := map[string]bool{}
		for _, fn := range f.look(n).defines {
			if !seen[fn] && !decorates(fn) {
				seen[fn] = true
				count[fn]++
			}
		}
	}
	return slices.DeleteFunc(slices.Clone(beside), func(n string) bool {
		return f.look(n).binary || slices.ContainsFunc(f.look(n).defines, func(fn string) bool { return count[fn] > 1 })
	})
}

// decorates reports whether a name in front of a parameter list is more likely a macro's
// than a function's.
func decorates(name string) bool { return name[0] == '_' || name == strings.ToUpper(name) }

// folders are the folders of files, each once.
func folders(files []string) []string {
	var out []string
	for _, n := range files {
		out = append(out, path.Dir(n))
	}
	return unique(out)
}

// take gives a unit the settings of a project. What was wrong with the project
// matters now.
func (u *unit) take(p *project) {
	u.include = unique(append(u.include, p.include...))
	macros := p.macros()
	u.defines = override(macros, u.defines)
	if u.own == nil {
		u.own, u.forced = map[string][]cfront.Define{}, map[string][]string{}
	}
	for _, n := range p.sources {
		u.forced[n] = unique(append(u.forced[n], p.forced[n]...))
		if own, ok := p.own[n]; ok {
			u.own[n] = p.defined(own)
		} else if u.own[n] == nil {
			u.own[n] = macros
		}
	}
	u.view = append(u.view, p.dir)
	p.f.problems = append(p.f.problems, p.problems...)
}

// below are a project and the libraries that it refers to, each once.
func (f *finder) below(p *project, seen []*project) []*project {
	if slices.Contains(seen, p) {
		return seen
	}
	seen = append(seen, p)
	for _, file := range p.references {
		if q := f.read(file, ""); q != nil && !q.driver() && !q.application() {
			seen = f.below(q, seen)
		}
	}
	return seen
}

func (p *project) name() string {
	if n := p.props["projectname"]; n != "" {
		return n
	}
	return p.props["msbuildprojectname"]
}

// entryOf is the entry that the project, or a file of it, has under a name of its own.
func (p *project) entryOf() string {
	if e := p.entry(); e != "" && !ddi.NamedEntry(e) {
		for _, n := range p.sources {
			if slices.Contains(p.f.look(n).defines, e) {
				return e
			}
		}
	}
	for n, e := range p.f.entries(p.sources) {
		if !ddi.NamedEntry(e) && len(p.f.look(n).defines) > 0 {
			return e
		}
	}
	return ""
}

// driver reports whether the project links a driver: it says so, or it has an entry.
func (p *project) driver() bool {
	if strings.EqualFold(p.props["configurationtype"], "Driver") {
		return true
	}
	if p.application() || p.library() {
		return false
	}
	return len(p.f.entries(p.sources)) > 0
}

func (p *project) library() bool {
	return strings.EqualFold(p.props["configurationtype"], "StaticLibrary")
}

// kernel reports whether the project is compiled for the kernel.
func (p *project) kernel() bool {
	return strings.Contains(strings.ToLower(p.props["platformtoolset"]), "kernelmode") ||
		p.props["drivertype"] != "" && !strings.EqualFold(p.props["drivertype"], "UMDF") || p.driver()
}

// application reports whether the project makes something of user mode. Drivers are
// also built as programs and libraries that the linker is told the entry of, and
// outside of the project, by the build of an older kit.
func (p *project) application() bool {
	tools := strings.ToLower(p.props["platformtoolset"])
	switch strings.ToLower(p.props["configurationtype"]) {
	case "application":
		return !p.linked() || strings.Contains(tools, "usermode")
	case "dynamiclibrary":
		return !strings.Contains(tools, "kernelmode") && (!p.linked() || strings.Contains(tools, "usermode"))
	case "utility", "makefile":
		return len(p.f.entries(p.sources)) == 0
	}
	return false
}

// linked reports whether the linker is told an entry that a source has.
func (p *project) linked() bool {
	e := p.entry()
	return e != "" && slices.ContainsFunc(p.sources, func(n string) bool { return slices.Contains(p.f.look(n).defines, e) }) &&
		len(p.f.entries(p.sources)) > 0
}
