package project

import (
	"cmp"
	"slices"
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/scan"
)

// A file named sources is the project of the WDK's builds before Visual Studio: macros
// as NMake has them, of which some say what is built.

// nmake evaluates a file named sources. It is nil if it is none of the WDK's.
func (f *finder) nmake(file string) *project {
	data, err := f.tree.ReadFile(file)
	if err != nil {
		f.problem(file, 0, "it cannot be read: %s", reason(err))
		return nil
	}
	if len(data) > maxXML || scan.Binary(data) {
		return nil
	}
	text, _ := scan.Decode(data)
	p := newProject(f, file)
	m := makefile{p: p, values: properties{"amd64": "1", "_nt_target_version": "0x601"}}
	m.run(text)
	if m.values["targettype"] == "" || m.values["sources"] == "" && m.values["amd64_sources"] == "" {
		return nil // some other file of that name
	}
	m.finish()
	return p
}

// makefile is a file of NMake that is being read.
type makefile struct {
	p      *project
	values properties
	ifs    []branch
}

// branch is a !IF whose !ENDIF has not come yet.
type branch struct{ read, taken bool }

// run reads the macros. A backslash at the end of a line joins the next one to it, a #
// begins a comment.
func (m *makefile) run(text string) {
	var joined strings.Builder
	for i, line := range strings.Split(text, "\n") {
		line, _, _ = strings.Cut(line, "#")
		line = strings.TrimRight(line, " \t\r")
		if rest, ok := strings.CutSuffix(line, `\`); ok && joined.Len() < maxValue {
			joined.WriteString(rest + " ")
			continue
		}
		joined.WriteString(line)
		m.line(joined.String(), i+1)
		joined.Reset()
	}
	m.line(joined.String(), 0)
}

func (m *makefile) line(text string, n int) {
	if word, ok := strings.CutPrefix(strings.TrimSpace(text), "!"); ok {
		m.directive(strings.TrimSpace(word), n)
		return
	}
	name, value, ok := strings.Cut(text, "=")
	if !ok || slices.ContainsFunc(m.ifs, func(b branch) bool { return !b.read }) {
		return
	}
	m.values[strings.ToLower(strings.TrimSpace(name))] = strings.TrimSpace(m.values.expand(value))
}

// directive carries out !IF and its kin. What a comparison would say is not known: of
// its branches the last is read, which stands for what is usual.
func (m *makefile) directive(text string, n int) {
	word, rest, _ := strings.Cut(text, " ")
	defined := m.values[strings.ToLower(strings.TrimSpace(rest))] != ""
	last := len(m.ifs) - 1
	switch word = strings.ToUpper(word); {
	case word == "IFDEF" || word == "IFNDEF":
		read := defined == (word == "IFDEF")
		m.ifs = append(m.ifs, branch{read, read})
	case word == "IF":
		m.p.problem(m.p.file, n, "!IF is taken for false: %s", strings.TrimSpace(rest))
		m.ifs = append(m.ifs, branch{})
	case last < 0:
	case word == "ELSE":
		m.ifs[last] = branch{!m.ifs[last].taken, true}
	case word == "ENDIF":
		m.ifs = m.ifs[:last]
	}
}

// finish says what the macros say in the words of a project.
func (m *makefile) finish() {
	p := m.p
	kind := map[string]string{"driver": "Driver", "export_driver": "Driver", "miniport": "Driver", "driver_library": "StaticLibrary", "library": "StaticLibrary"}
	p.props["configurationtype"] = kind[strings.ToLower(m.values["targettype"])]
	if p.props["configurationtype"] == "" {
		p.props["configurationtype"] = "Application"
	}
	p.props["projectname"] = cmp.Or(m.values["targetname"], p.f.nameOf(p.dir))
	c := command{dir: p.dir, args: fields(m.values["c_defines"] + " " + m.values["user_c_flags"])}
	c.read()
	p.defines = unique(c.defines)
	for _, dir := range list(m.values["includes"]) {
		p.includeDir(dir)
	}
	names := strings.Fields(m.values["sources"] + " " + m.values["amd64_sources"])
	names = slices.DeleteFunc(names, func(n string) bool { return KindOf(n) != Source }) // resources and the like
	files := p.files(&node{}, strings.Join(names, ";"))
	p.mention(files)
	p.sources = slices.DeleteFunc(files, p.f.excluded)
	slices.Sort(p.sources)
	p.sources = slices.Compact(p.sources)
}
