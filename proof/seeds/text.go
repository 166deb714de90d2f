package seeds

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/preprocess"
	"github.com/wskvet/wskvet/internal/cfront/scan"
	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

// A source is a driver's text: its translation units and their trees.
type source struct {
	fsys  fs.FS
	set   *scan.Set
	units []*unit
	funcs map[string]*function // with a body in a unit; nil if two have the name
}

// A unit is one translation unit. Edits are made in its own file alone, not in the
// headers that it includes.
type unit struct {
	name   string
	raw    string // the bytes of the file
	starts []int  // where its lines start
	file   *syntax.File
	src    *source
}

// A function is one with a body that is written in its unit's own file.
type function struct {
	*syntax.Func
	unit *unit
}

// readSource parses the C and C++ files of a folder.
func readSource(fsys fs.FS, defines map[string]string) (*source, error) {
	l := preprocess.NewLoader(fsys)
	l.Defines = defines
	s := &source{fsys: fsys, set: &l.Set, funcs: map[string]*function{}}
	names, err := units(fsys)
	if err != nil {
		return nil, err
	}
	for _, n := range names {
		u, err := s.unit(l, n)
		if err != nil {
			return nil, err
		}
		s.units = append(s.units, u)
	}
	return s, nil
}

// units are the translation units of a folder.
func units(fsys fs.FS) (names []string, err error) {
	err = fs.WalkDir(fsys, ".", func(p string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && slices.Contains([]string{".c", ".cpp", ".cc", ".cxx"}, path.Ext(p)) {
			names = append(names, p)
		}
		return err
	})
	if err == nil && len(names) == 0 {
		err = fmt.Errorf("no C or C++ in it")
	}
	return names, err
}

func (s *source) unit(l *preprocess.Loader, name string) (*unit, error) {
	raw, err := fs.ReadFile(s.fsys, name)
	if err != nil {
		return nil, err
	}
	parsed, err := l.Load(name)
	if err != nil {
		return nil, err
	}
	u := &unit{name: name, raw: string(raw), starts: []int{0}, src: s}
	for i, c := range raw {
		if c == '\n' {
			u.starts = append(u.starts, i+1)
		}
	}
	u.file = syntax.Parse(parsed.Tokens, syntax.LanguageOf(name))
	for _, d := range u.file.Decls {
		syntax.Walk(d, func(n syntax.Node) bool {
			f, ok := n.(*syntax.Func)
			if !ok {
				_, group := n.(*syntax.Group)
				_, record := n.(*syntax.Record)
				return group || record
			}
			if f.Body != nil && u.wrote(f) {
				s.add(f.Name.Last(), &function{f, u})
			}
			return false
		})
	}
	return u, nil
}

func (s *source) add(name string, f *function) {
	if _, twice := s.funcs[name]; twice {
		f = nil
	}
	s.funcs[name] = f
}

// offset is where a token begins in the unit's bytes; -1 if it is written elsewhere:
// in a header, or by a macro.
func (u *unit) offset(t scan.Token) int {
	p := u.src.set.Place(t.At)
	if t.At != t.Use || p.File != u.name || p.Line > len(u.starts) {
		return -1
	}
	o := u.starts[p.Line-1] + p.Col - 1
	if !strings.HasPrefix(u.raw[min(o, len(u.raw)):], t.Text) {
		return -1 // behind a byte order mark, in another encoding, across a splice
	}
	return o
}

// extent are the bytes of a node; ok if it is written in the unit's file from end to
// end.
func (u *unit) extent(n syntax.Node) (lo, hi int, ok bool) {
	r := n.Range()
	if r.To <= r.From {
		return 0, 0, false
	}
	last := u.file.Tokens[r.To-1]
	lo, hi = u.offset(u.file.Tokens[r.From]), u.offset(last)
	return lo, hi + len(last.Text), lo >= 0 && hi >= lo
}

func (u *unit) wrote(n syntax.Node) bool {
	_, _, ok := u.extent(n)
	return ok
}

// text is a node as the file has it.
func (u *unit) text(n syntax.Node) string {
	lo, hi, _ := u.extent(n)
	return u.raw[lo:hi]
}

// line is the line of a node's first token.
func (u *unit) line(n syntax.Node) int {
	return u.src.set.Place(u.file.Tokens[n.Range().From].Use).Line
}

// words is a node's text without blanks, to compare arguments by.
func (u *unit) words(n syntax.Node) string { return strings.ReplaceAll(u.file.Text(n), " ", "") }

// name is the name of a function as findings have it.
func (f *function) name() string { return f.Func.Name.Last() }

// sorted are the functions by their names.
func (s *source) sorted() []*function {
	var out []*function
	for _, f := range s.funcs {
		if f != nil {
			out = append(out, f)
		}
	}
	slices.SortFunc(out, func(a, b *function) int { return strings.Compare(a.name(), b.name()) })
	return out
}
