package report

import (
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/wskvet/wskvet/internal/finding"
)

// relative is the slash-separated name of file below root, with ../ if it lies
// outside. What has no relative name (another volume, no root) keeps its base
// name: a report never says where the checkout lies.
func relative(root, file string) string {
	switch {
	case file == "":
		return ""
	case filepath.IsAbs(file):
		rel, err := filepath.Rel(root, file)
		if err != nil {
			return base(file)
		}
		return filepath.ToSlash(rel)
	case rooted.MatchString(file):
		return base(file)
	}
	return path.Clean(filepath.ToSlash(file))
}

// rooted matches what is absolute on some system, if not on this one: a //line
// directive can name anything.
var rooted = regexp.MustCompile(`^([A-Za-z]:|[/\\])`)

func base(file string) string { return file[strings.LastIndexAny(file, `/\`)+1:] }

// source reads the files that findings point to, each once.
type source struct {
	read  func(string) ([]byte, error)
	names map[string]string // relative name to the name ReadFile knows; "" if two share it
	files map[string]*file
}

// file is one source file.
type file struct {
	name  string
	lines []string // without line ends
	spans [][]span // of each line; colour makes it
	funcs []extent // likewise
}

func newSource(r Run) *source {
	s := &source{read: r.Options.ReadFile, names: map[string]string{}, files: map[string]*file{}}
	for _, fs := range [][]finding.Finding{r.Findings, r.Inconclusive} {
		for i := range fs {
			places(&fs[i], func(p *finding.Position) { s.name(relative(r.Root, p.File), p.File) })
		}
	}
	return s
}

func (s *source) name(rel, name string) {
	if old, ok := s.names[rel]; ok && old != name {
		name = ""
	}
	s.names[rel] = name
}

// file is the file of a relative name, or nil.
func (s *source) file(rel string) *file {
	if f, ok := s.files[rel]; ok {
		return f
	}
	f := s.load(rel)
	s.files[rel] = f
	return f
}

func (s *source) load(rel string) *file {
	name := s.names[rel]
	if name == "" || s.read == nil {
		return nil
	}
	text, err := s.read(name)
	if err != nil {
		return nil
	}
	f := &file{name: rel, lines: strings.Split(strings.TrimSuffix(string(text), "\n"), "\n")}
	for i, l := range f.lines {
		f.lines[i] = strings.TrimSuffix(l, "\r")
	}
	return f
}

// line is the text of the line of p.
func (s *source) line(p finding.Position) (string, bool) {
	f := s.file(p.File)
	if f == nil || p.Line < 1 || p.Line > len(f.lines) {
		return "", false
	}
	return f.lines[p.Line-1], true
}

// units is a column in UTF-16 code units, as SARIF counts, for one in bytes; 0
// if the line has no such column.
func units(line string, col int) int {
	if col < 1 || col > len(line)+1 {
		return 0
	}
	n := 1
	for _, r := range line[:col-1] {
		n += utf16.RuneLen(r)
	}
	return n
}

// word is the length in bytes of what stands at a column: a name with its
// selectors, or one character.
func word(line string, col int) int {
	if col < 1 || col > len(line) {
		return 0
	}
	rest := line[col-1:]
	n := 0
	for n < len(rest) {
		r, size := utf8.DecodeRuneInString(rest[n:])
		if r != '_' && !unicode.IsLetter(r) && !(n > 0 && (r == '.' || unicode.IsDigit(r))) {
			break
		}
		n += size
	}
	if n == 0 {
		_, n = utf8.DecodeRuneInString(rest)
	}
	return n
}

// end is the column, in bytes, behind what a finding at p marks; p.Col at least
// one before it. It stays on the line: what spans lines marks the first.
func end(line string, p, e finding.Position) int {
	if e.File == p.File && e.Line == p.Line && e.Col > p.Col {
		return min(e.Col, len(line)+1)
	}
	if e.File == p.File && e.Line > p.Line {
		return len(line) + 1
	}
	return p.Col + word(line, p.Col)
}
