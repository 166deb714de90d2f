package project

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"
)

// project is an evaluated .vcxproj, or what says the same. As in MSBuild, properties come first, in the
// order of the file with its imports in their places; then the definitions of
// metadata; then the items.
type project struct {
	f          *finder
	file, dir  string
	props      properties
	meta       map[string]properties // of ItemDefinitionGroup, by lower-case item type
	defs       []*node
	items      []*node
	imports    int
	read       int // elements
	sources    []string
	names      map[string]bool // sources that it names, those that it leaves out too
	include    []string
	defines    []string
	own        map[string][]string // the definitions of sources that have others
	forced     map[string][]string // headers that come before sources
	references []string
	problems   []Problem
}

const (
	maxImports = 256     // files of one project
	maxNested  = 32      // imports in imports
	maxRead    = 1 << 16 // elements of one project, with those of its imports
)

// read evaluates a project, once. It is nil if it cannot be read.
func (f *finder) read(file string, solution string) *project {
	if p, ok := f.projects[file]; ok {
		return p
	}
	f.projects[file] = nil // one that refers to itself
	if isNMake(file) {
		f.projects[file] = f.nmake(file)
	} else if root := f.xml(file); root != nil {
		f.projects[file] = f.msbuild(file, root, solution)
	}
	return f.projects[file]
}

func newProject(f *finder, file string) *project {
	return &project{f: f, file: file, dir: path.Dir(file), meta: map[string]properties{}, props: properties{}, names: map[string]bool{}, own: map[string][]string{}, forced: map[string][]string{}}
}

// msbuild evaluates a .vcxproj.
func (f *finder) msbuild(file string, root *node, solution string) *project {
	p := newProject(f, file)
	p.begin(root, solution)
	p.beside("Directory.Build.props")
	p.walk(root, file, 0)
	p.beside("Directory.Build.targets")
	for _, n := range p.defs {
		p.definition(n)
	}
	for _, n := range p.items {
		p.item(n)
	}
	p.finish()
	return p
}

// xml reads an XML file of the tree, once; what is wrong with it is a problem.
func (f *finder) xml(file string) *node {
	root, read := f.trees[file]
	if !read {
		root = f.parse(file)
		f.trees[file] = root
	}
	return root
}

func (f *finder) parse(file string) *node {
	data, err := f.tree.ReadFile(file)
	if err != nil {
		f.problem(file, 0, "it cannot be read: %s", reason(err))
		return nil
	}
	root, err := parseXML(data)
	if err != nil {
		f.problem(file, 0, "%s", err)
		return nil
	}
	return root
}

// begin sets what MSBuild and Visual Studio set before they read a project. Paths
// are those of the tree, rooted at it.
func (p *project) begin(root *node, solution string) {
	if solution == "" {
		solution = p.solutionDir()
	}
	configuration, platform := p.configuration(root)
	name := strings.TrimSuffix(path.Base(p.file), path.Ext(p.file))
	for k, v := range map[string]string{
		"configuration": configuration, "platform": platform, "platformshortname": platform,
		"projectname": name, "msbuildprojectname": name, "targetname": name,
		"projectdir": p.abs(p.dir) + "/", "msbuildprojectdirectory": p.abs(p.dir), "projectpath": p.abs(p.file),
		"msbuildprojectfullpath": p.abs(p.file), "projectext": path.Ext(p.file), "projectfilename": path.Base(p.file),
		"solutiondir": p.abs(solution) + "/", "os": "Windows_NT", "designtimebuild": "false", "visualstudioversion": "17.0",
	} {
		p.props[k] = v
	}
}

// problem notes what is wrong with a project, for when it is a driver's. No message
// says where the tree lies.
func (p *project) problem(file string, line int, format string, args ...any) {
	text := strings.ReplaceAll(fmt.Sprintf(format, args...), p.f.tree.base+"/", "")
	p.problems = append(p.problems, Problem{file, line, text})
}

// abs is a name as an absolute path, which no relative one can be mistaken for.
func (p *project) abs(name string) string { return path.Join(p.f.tree.base, name) }

// solutionDir is the nearest folder, from the project upwards, that has a solution,
// else the outermost that may be read. MSBuild knows none for a project that is built
// by itself.
func (p *project) solutionDir() string {
	for d := p.dir; ; d = path.Dir(d) {
		for _, e := range p.f.tree.list(d).entries {
			if KindOf(e.Name()) == Solution && !e.IsDir() {
				return d
			}
		}
		if d == "." {
			return p.f.tree.root(p.dir).name
		}
	}
}

// configuration chooses one of those that the project has: the one asked for, else
// the release for x64, else one that is called a release, else any for x64, else the
// first.
func (p *project) configuration(root *node) (configuration, platform string) {
	asked := p.f.settings(p.dir).Configuration
	want, wantPlatform, _ := strings.Cut(asked, "|")
	var all []string
	var collect func(n *node)
	collect = func(n *node) {
		for _, k := range n.kids {
			if k.is("ProjectConfiguration") {
				all = append(all, k.attr("include"))
			} else if k.is("ItemGroup") {
				collect(k)
			}
		}
	}
	collect(root)
	best, most := "", -1
	for _, c := range all {
		name, plat, _ := strings.Cut(c, "|")
		score := 0
		if strings.EqualFold(plat, cmp.Or(wantPlatform, "x64")) {
			score++
		}
		if strings.EqualFold(name, cmp.Or(want, "Release")) {
			score += 4
		} else if want == "" && slices.Contains(strings.Fields(strings.ToLower(name)), "release") {
			score += 2
		}
		if score > most {
			best, most = c, score
		}
	}
	if want != "" && (most < 4 || wantPlatform != "" && most < 5) && len(all) > 0 {
		p.problem(p.file, 0, "it has no configuration %s; %s is read", asked, best)
	}
	if best == "" {
		return cmp.Or(want, "Release"), cmp.Or(wantPlatform, "x64")
	}
	configuration, platform, _ = strings.Cut(best, "|")
	return configuration, platform
}

// beside imports the nearest file of a name from the project's folder upwards, as
// Visual Studio's own imports do.
func (p *project) beside(name string) {
	for d := p.dir; ; d = path.Dir(d) {
		if file, ok := p.f.tree.Find(path.Join(d, name)); ok && p.f.tree.IsFile(file) {
			if root := p.f.xml(file); root != nil {
				p.walk(root, file, 1)
			}
			return
		}
		if d == "." {
			return
		}
	}
}

// when decides the condition of an element in a file.
func (p *project) when(n *node, file string) bool {
	ok, err := p.props.holds(n.attr("condition"), func(name string) bool {
		at, ok := p.f.tree.within(p.dir, name)
		if !ok {
			return false
		}
		_, ok = p.f.tree.Find(at)
		return ok
	})
	if err != nil {
		p.problem(file, n.line, "%s is taken for false: %s", err, n.attr("condition"))
	}
	return ok
}

// walk reads the properties of a file and keeps its definitions and items.
func (p *project) walk(root *node, file string, depth int) {
	p.props["msbuildthisfiledirectory"] = p.abs(path.Dir(file)) + "/"
	p.props["msbuildthisfile"] = path.Base(file)
	for _, n := range root.kids {
		p.element(n, file, depth)
	}
}

func (p *project) element(n *node, file string, depth int) {
	if n.is("Choose") {
		p.choose(n, file, depth)
		return
	}
	before := p.read
	if p.read += 1 + len(n.kids); p.read > maxRead {
		if before <= maxRead {
			p.problem(file, n.line, "too many elements: the rest of the project is not read")
		}
		return
	}
	if !p.when(n, file) {
		return
	}
	switch {
	case n.is("PropertyGroup"):
		for _, k := range n.kids {
			if !chosen(k) && p.when(k, file) {
				p.props[strings.ToLower(k.name)] = p.props.expand(k.text)
			}
		}
	case n.is("ImportGroup"):
		for _, k := range n.kids {
			p.element(k, file, depth)
		}
	case n.is("Import") && n.attr("sdk") == "":
		p.load(n, file, depth)
	case n.is("ItemDefinitionGroup"):
		p.defs = append(p.defs, p.placed(n))
	case n.is("ItemGroup"):
		p.items = append(p.items, p.placed(n))
	}
}

// chosen reports whether an element sets a property that whoever builds has chosen, which
// no project changes.
func chosen(n *node) bool { return n.is("Configuration") || n.is("Platform") }

// placed is a copy of an element that is read later, in which the folder of its
// file has been put: by then it would be another file's.
func (p *project) placed(n *node) *node {
	const here = "$(MSBuildThisFileDirectory)"
	m := *n
	m.text = strings.ReplaceAll(n.text, here, p.props["msbuildthisfiledirectory"])
	m.attrs = map[string]string{}
	for k, v := range n.attrs {
		m.attrs[k] = strings.ReplaceAll(v, here, p.props["msbuildthisfiledirectory"])
	}
	m.kids = nil
	for _, k := range n.kids {
		m.kids = append(m.kids, p.placed(k))
	}
	return &m
}

func (p *project) choose(n *node, file string, depth int) {
	for _, k := range n.kids {
		if k.is("Otherwise") || k.is("When") && p.when(k, file) {
			for _, e := range k.kids {
				p.element(e, file, depth)
			}
			return
		}
	}
}

// load reads an imported file, if it lies in the tree. What the WDK and Visual
// Studio bring does not, and is passed over; so is what a condition guards.
func (p *project) load(n *node, file string, depth int) {
	raw := n.attr("project")
	name := p.props.expand(raw)
	for _, part := range list(name) {
		at, ok := p.f.tree.within(path.Dir(file), part)
		real, there := p.f.tree.Find(at)
		own := !strings.Contains(raw, "$(") // else it is one of a toolset or a package
		switch {
		case ok && there && p.f.tree.IsFile(real):
		case own && !ok:
			p.problem(file, n.line, "it imports %s, outside of what may be read (-root allows it)", raw)
			continue
		case own && n.attr("condition") == "":
			p.problem(file, n.line, "it imports %s, which is not there", raw)
			continue
		default:
			continue
		}
		if p.imports++; p.imports > maxImports || depth >= maxNested {
			p.problem(file, n.line, "too many imports: %s is not read", raw)
			return
		}
		if root := p.f.xml(real); root != nil {
			p.walk(root, real, depth+1)
			p.props["msbuildthisfiledirectory"] = p.abs(path.Dir(file)) + "/"
		}
	}
}

// definition takes metadata that holds for all items of a type.
func (p *project) definition(group *node) {
	for _, n := range group.kids {
		if !p.when(n, p.file) {
			continue
		}
		kind := strings.ToLower(n.name)
		if p.meta[kind] == nil {
			p.meta[kind] = properties{}
		}
		p.metadata(n, p.meta[kind])
	}
}

// metadata sets the children of an element over what was set before, which
// %(Name) stands for.
func (p *project) metadata(n *node, into properties) {
	for _, k := range n.kids {
		if p.when(k, p.file) {
			name := strings.ToLower(k.name)
			into[name] = p.inherit(name, p.props.expand(k.text), into[name])
		}
	}
}

func (p *project) inherit(name, value, before string) string {
	for {
		i := strings.Index(strings.ToLower(value), "%("+name+")")
		if i < 0 || len(value) > maxValue {
			return value
		}
		value = value[:i] + before + value[i+len(name)+3:]
		before = "" // a second reference adds nothing
	}
}

// finish takes what holds for the project as a whole.
func (p *project) finish() {
	for _, dir := range list(p.props["includepath"]) {
		p.includeDir(dir)
	}
	compile := p.meta["clcompile"]
	p.defines = p.definitions(compile)
	for _, dir := range append(list(compile["additionalincludedirectories"]), p.command(compile).include...) {
		p.includeDir(dir)
	}
	slices.Sort(p.sources)
	p.sources = slices.Compact(p.sources)
}
