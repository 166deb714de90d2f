package project

import (
	"path"
	"slices"
	"strings"

	"github.com/wskvet/wskvet/internal/cfront"
)

// item takes the sources and references of an item group.
func (p *project) item(group *node) {
	for _, n := range group.kids {
		if !p.when(n, p.file) {
			continue
		}
		switch {
		case n.is("ClCompile"):
			p.compile(n)
		case n.is("ProjectReference"):
			p.reference(n)
		}
	}
}

// compile takes a ClCompile item: files, or patterns of them.
func (p *project) compile(n *node) {
	own := properties{}
	for k, v := range p.meta["clcompile"] {
		own[k] = v
	}
	p.metadata(n, own)
	if v := n.attr("excludedfrombuild"); v != "" {
		own["excludedfrombuild"] = p.props.expand(v)
	}
	if out, _ := truth(strings.TrimSpace(own["excludedfrombuild"])); out {
		p.mention(p.files(n, n.attr("include")))
		return
	}
	if remove := n.attr("remove"); remove != "" {
		gone := p.files(n, remove)
		p.mention(gone)
		p.sources = slices.DeleteFunc(p.sources, func(s string) bool { return slices.Contains(gone, s) })
		return
	}
	files := p.files(n, n.attr("include"))
	if ex := n.attr("exclude"); ex != "" {
		gone := p.files(n, ex)
		files = slices.DeleteFunc(files, func(s string) bool { return slices.Contains(gone, s) })
	}
	p.mention(files)
	files = slices.DeleteFunc(files, p.f.excluded)
	p.sources = append(p.sources, files...)
	if len(files) == 0 {
		return
	}
	for _, dir := range append(list(own["additionalincludedirectories"]), p.command(own).include...) {
		p.includeDir(dir)
	}
	for _, f := range files {
		p.forced[f] = unique(append(list(own["forcedincludefiles"]), p.command(own).forced...))
	}
	if defines := p.definitions(own); !slices.Equal(defines, p.definitions(p.meta["clcompile"])) {
		for _, f := range files {
			p.own[f] = defines
		}
	}
}

// mention notes that the project names files.
func (p *project) mention(files []string) {
	for _, n := range files {
		p.names[n] = true
	}
}

// files are what an Include names. What is not there is a problem.
func (p *project) files(n *node, names string) []string {
	var out []string
	for _, name := range list(p.props.expand(names)) {
		if !legible(name) {
			p.problem(p.file, n.line, "it names %q, which has control characters: it is not read", name)
			continue
		}
		at, ok := p.f.tree.within(p.dir, name)
		if !ok {
			p.problem(p.file, n.line, "it names %s, outside of what may be read (-root allows it)", name)
			continue
		}
		if strings.ContainsAny(name, "*?") {
			out = append(out, p.matching(at)...)
			continue
		}
		real, there := p.f.tree.Find(at)
		if !there || !p.f.tree.IsFile(real) {
			p.problem(p.file, n.line, "it names %s, which is not there", name)
			continue
		}
		out = append(out, real)
	}
	return out
}

// matching are the sources that a pattern names; ** stands for any folders.
func (p *project) matching(pattern string) []string {
	dir := pattern[:strings.LastIndexByte("/"+pattern[:strings.IndexAny(pattern, "*?")], '/')]
	dir = path.Clean(strings.TrimSuffix(dir, "/"))
	var in found
	p.f.walk(dir, &in)
	return slices.DeleteFunc(in.sources, func(name string) bool { return !match(pattern, name) })
}

// match matches a slash path, without regard to case.
func match(pattern, name string) bool {
	return matchParts(strings.Split(strings.ToLower(pattern), "/"), strings.Split(strings.ToLower(name), "/"))
}

// matchParts matches part by part. Of all ** only the last that was met may have to stand
// for more, so that the time is that of the two lengths.
func matchParts(pattern, name []string) bool {
	i, k := 0, 0
	star, from := -1, 0 // behind the last **, and what of the name it has not taken
	for k < len(name) {
		switch {
		case i < len(pattern) && pattern[i] == "**":
			i++
			star, from = i, k
			continue
		case i < len(pattern) && matches(pattern[i], name[k]):
			i++
			k++
			continue
		case star < 0:
			return false
		}
		from++
		i, k = star, from
	}
	return !slices.ContainsFunc(pattern[i:], func(p string) bool { return p != "**" })
}

func matches(pattern, name string) bool {
	ok, err := path.Match(pattern, name)
	return ok && err == nil
}

func (p *project) reference(n *node) {
	for _, name := range list(p.props.expand(n.attr("include"))) {
		if KindOf(name) != Project {
			continue
		}
		at, ok := p.f.tree.within(p.dir, name)
		real, there := p.f.tree.Find(at)
		switch {
		case !ok:
			p.problem(p.file, n.line, "it refers to %s, outside of what may be read (-root allows it)", name)
		case !there:
			p.problem(p.file, n.line, "it refers to %s, which is not there", name)
		default:
			p.references = append(p.references, real)
		}
	}
}

// command are the options of a compiler's settings.
func (p *project) command(meta properties) command {
	c := command{dir: p.dir, args: fields(meta["additionaloptions"])}
	c.read()
	return c
}

// definitions are the macros of a compiler's settings.
func (p *project) definitions(meta properties) []string {
	return unique(append(list(meta["preprocessordefinitions"]), p.command(meta).defines...))
}

// includeDir takes a folder for headers, if it is there. Those of the WDK and of
// the build's output are not.
func (p *project) includeDir(name string) {
	at, ok := p.f.tree.within(p.dir, name)
	if !ok {
		return
	}
	if real, there := p.f.tree.Find(at); there && p.f.tree.IsDir(real) && !slices.Contains(p.include, real) {
		p.include = append(p.include, real)
	}
}

// macros are the definitions of the project. A debug build has DBG.
func (p *project) macros() []cfront.Define {
	return p.defined(p.defines)
}

// defined are definitions as the driver has them.
func (p *project) defined(texts []string) []cfront.Define {
	var out []cfront.Define
	if debug, _ := truth(p.props["usedebuglibraries"]); debug || strings.Contains(strings.ToLower(p.props["configuration"]), "debug") {
		out = append(out, cfront.Define{Name: "DBG", Value: "1"})
	}
	for _, text := range texts {
		d, err := Define(text)
		if err != nil {
			p.problem(p.file, 0, "PreprocessorDefinitions: %s", err)
			continue
		}
		out = append(out, d)
	}
	return out
}

// entry is the entry that the linker is told of, without a leading underscore that
// x86 adds. The usual ones say nothing.
func (p *project) entry() string {
	e := strings.TrimSpace(p.meta["link"]["entrypointsymbol"])
	if name, _, ok := strings.Cut(e, "@"); ok { // _Name@8 of stdcall
		e = strings.TrimPrefix(name, "_")
	}
	if !identifier(e) {
		return ""
	}
	return e
}
