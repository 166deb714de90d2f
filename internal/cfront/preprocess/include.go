package preprocess

import (
	"io/fs"
	"path"
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/scan"
)

// include follows an #include.
func (p *pp) include(at scan.Pos, rest []scan.Token) {
	s, ok := p.headerName(rest)
	if !ok { // a macro stands for the name
		s, ok = p.headerName(p.expandList(rest))
	}
	if !ok || s.name == "" {
		p.note(at, "#include of nothing")
		return
	}
	p.follow(at, s)
}

// force reads a header as if f began with an #include of it.
func (p *pp) force(f *scan.File, header string) {
	p.follow(f.Start(), search{name: header, from: p.openFiles()})
	p.floor = 1
	p.loop()
	p.floor = 0
}

// follow reads the header that is looked for, next.
func (p *pp) follow(at scan.Pos, s search) {
	name := p.l.find(s)
	switch {
	case name == "" && p.l.standIn(s.name) != nil:
		if f := p.l.standIn(s.name); !p.once[f.Name] {
			p.pushFile(f.File)
		}
	case name == "":
		if !p.missing[s.name] {
			p.missing[s.name] = true
			p.u.Missing = append(p.u.Missing, Missing{at, s.name, s.outside()})
		}
	case p.once[name]:
	case len(p.stack) > maxIncludeDepth+maxNesting, len(s.from) > maxIncludeDepth, p.includes >= maxIncludes:
		p.note(at, "too many includes: %s is left out", s.name)
	default:
		f := p.l.open(name)
		if f.err != nil {
			p.note(at, "%s: %v", name, f.err)
			return
		}
		p.u.Includes = append(p.u.Includes, Include{at, name})
		if p.begins() {
			p.lead(name, f)
			return
		}
		p.includes++
		p.pushFile(f.File)
	}
}

// outside reports whether the name leads out of the tree: a header of the WDK is named
// in <> or by its name alone.
func (s search) outside() bool {
	name := strings.ReplaceAll(s.name, `\`, "/")
	if s.angled || len(s.from) == 0 {
		return false
	}
	rooted := strings.HasPrefix(name, "/") || len(name) > 1 && name[1] == ':'
	return rooted || !fs.ValidPath(path.Join(path.Dir(s.from[len(s.from)-1]), name))
}

// headerName is the name in "" or <>; false if neither stands there.
func (p *pp) headerName(rest []scan.Token) (search, bool) {
	s := search{from: p.openFiles()}
	switch {
	case len(rest) == 0:
		return s, false
	case rest[0].Kind == scan.String:
		s.name = strings.TrimSpace(strings.Trim(rest[0].Text, `"`))
	case rest[0].Kind == scan.Lt || rest[0].Kind == scan.Le:
		s.name, s.angled = strings.TrimSpace(p.angled(rest)), true
	default:
		return s, false
	}
	return s, true
}

// angled is the name in <>, from the text as written where it stands in a file:
// <a/*b> is a name.
func (p *pp) angled(rest []scan.Token) string {
	name := Spell(rest[1:])
	if f := p.l.Set.File(rest[0].At); f != nil && rest[0].At == rest[0].Use {
		name, _, _ = strings.Cut(strings.TrimPrefix(f.From(rest[0].At), "<"), "\n")
	}
	name, _, _ = strings.Cut(name, ">")
	return name
}
