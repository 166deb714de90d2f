package project

import (
	"path"
	"regexp"
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/scan"
)

// slnProject is a project's line of a .sln: type, name, path.
var slnProject = regexp.MustCompile(`^\s*Project\("[^"]*"\)\s*=\s*"[^"]*",\s*"([^"]*)"`)

// solution takes the projects of a solution.
func (f *finder) solution(file string) {
	var projects []string
	for _, ref := range f.references(file) {
		if KindOf(ref.path) != Project {
			continue
		}
		at, ok := f.tree.within(path.Dir(file), ref.path)
		real, there := f.tree.Find(at)
		switch {
		case !ok:
			f.problem(file, ref.line, "it names %s, outside of what may be read (-root allows it)", ref.path)
		case !there:
			f.problem(file, ref.line, "it names %s, which is not there", ref.path)
		default:
			projects = append(projects, real)
		}
	}
	_, libraries := f.projectsIn(projects, path.Dir(file))
	for _, p := range libraries {
		f.add(p)
	}
}

// reference is a path that a solution names.
type reference struct {
	path string
	line int
}

func (f *finder) references(file string) []reference {
	var out []reference
	if strings.EqualFold(path.Ext(file), ".slnx") {
		var visit func(n *node)
		visit = func(n *node) {
			if n.is("Project") {
				out = append(out, reference{n.attr("path"), n.line})
			}
			for _, k := range n.kids {
				visit(k)
			}
		}
		if root := f.xml(file); root != nil {
			visit(root)
		}
		return out
	}
	data, err := f.tree.ReadFile(file)
	if err != nil {
		f.problem(file, 0, "it cannot be read: %s", reason(err))
		return nil
	}
	text, _ := scan.Decode(data)
	for i, line := range strings.Split(text, "\n") {
		if m := slnProject.FindStringSubmatch(line); m != nil {
			out = append(out, reference{m[1], i + 1})
		}
	}
	if len(out) == 0 && strings.TrimSpace(text) != "" && !strings.Contains(text, "Visual Studio Solution File") {
		f.problem(file, 0, "it is no solution of Visual Studio")
	}
	return out
}
