package project

import (
	"path"
	"strings"
	"unicode"
)

// Kind is what a file is to a run, by its name.
type Kind uint8

// The kinds of files.
const (
	Other Kind = iota
	Source
	Project
	Solution
	Commands
)

// CommandsName is the file in which build systems note how they call the compiler.
const CommandsName = "compile_commands.json"

// KindOf is the kind of a file. Case does not matter, as on Windows.
func KindOf(name string) Kind {
	name = strings.ToLower(slashed(name))
	switch path.Ext(name) {
	case ".c", ".cc", ".cpp", ".cxx", ".c++":
		return Source
	case ".vcxproj":
		return Project
	case ".sln", ".slnx":
		return Solution
	}
	switch {
	case path.Base(name) == CommandsName:
		return Commands
	case isNMake(name):
		return Project
	}
	return Other
}

// legible reports whether a name can stand in a line of text, as that of a file does in
// models and reports. None on Windows has another.
func legible(name string) bool { return !strings.ContainsFunc(name, unicode.IsControl) }

// isNMake reports whether a file is a project by its name alone: the sources of a
// folder, of the WDK's builds before Visual Studio.
func isNMake(name string) bool { return strings.EqualFold(path.Base(name), "sources") }

// slashed is a path with slashes, as Windows has it with backslashes.
func slashed(name string) string { return strings.ReplaceAll(name, `\`, "/") }

// volume is the volume or share that a slash path begins with, in lower case:
// "c:", "//server/share"; "/" for a rooted path without one, "" for a relative one.
func volume(name string) string {
	switch {
	case len(name) >= 2 && name[1] == ':':
		return strings.ToLower(name[:2])
	case strings.HasPrefix(name, "//"):
		parts := strings.SplitN(name[2:], "/", 3)
		return strings.ToLower("//" + strings.Join(parts[:min(2, len(parts))], "/"))
	case strings.HasPrefix(name, "/"):
		return "/"
	}
	return ""
}

// below is the slash path of name below base, both absolute slash paths. Names
// of Windows are compared without regard to case.
func below(base, name string) (string, bool) {
	vol := volume(base)
	if vol == "" || vol != volume(name) {
		return "", false
	}
	base, name = path.Clean(base), path.Clean(name)
	if len(name) < len(base) {
		return "", false
	}
	head, rest := name[:len(base)], strings.TrimPrefix(name[len(base):], "/")
	same := head == base || vol != "/" && strings.EqualFold(head, base)
	whole := len(name) == len(base) || strings.HasSuffix(base, "/") || name[len(base)] == '/'
	if !same || !whole {
		return "", false
	}
	if rest == "" {
		return ".", true
	}
	return rest, true
}

// common is the deepest folder that holds all of the absolute slash paths.
func common(names []string) (string, bool) {
	if len(names) == 0 {
		return "", false
	}
	base := path.Clean(names[0])
	for _, n := range names[1:] {
		for {
			if _, ok := below(base, n); ok {
				break
			}
			up := path.Dir(base)
			if up == base || up == "." {
				return "", false
			}
			base = up
		}
	}
	return base, true
}

// holds reports whether the slash path name is dir or lies below it.
func holds(dir, name string) bool {
	return dir == "." || name == dir || strings.HasPrefix(name, dir+"/")
}
