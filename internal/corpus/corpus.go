// Package corpus reads what the fixtures expect and compares it with what an
// analysis finds.
//
// A fixture is a driver model in a directory of its own, two levels below the
// root of the corpus: guard/bool_ok, guard/bool_unset. A line on which rules are
// reported says so in a trailing comment:
//
//	wsk.WskDeregister(&registration) // want WSK003
//
// A place that is inconclusive is marked so, behind the rules, if there are any:
//
//	later(poll) // want inconclusive
//
// A fixture whose name ends in _ok is correct and has no marks of rules; every other
// one has at least one mark.
package corpus

import (
	"cmp"
	"errors"
	"fmt"
	"go/scanner"
	"go/token"
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/wskvet/wskvet/internal/finding"
)

// Mark is a rule and the line it is, or should be, reported on.
type Mark struct {
	Rule string
	File string // below the root of the corpus, with slashes
	Line int
}

// Compare orders marks by place and rule.
func (m Mark) Compare(n Mark) int {
	return cmp.Or(strings.Compare(m.File, n.File), cmp.Compare(m.Line, n.Line), strings.Compare(m.Rule, n.Rule))
}

// String is the mark as a line of a report.
func (m Mark) String() string { return fmt.Sprintf("%s:%d %s", m.File, m.Line, m.Rule) }

// Fixture is the fixture that the mark belongs to.
func (m Mark) Fixture() string { return fixture(m.File) }

func fixture(file string) string {
	parts := strings.SplitN(file, "/", 3)
	if len(parts) < 3 {
		return path.Dir(file)
	}
	return parts[0] + "/" + parts[1]
}

// Marks reads the marks of rules of all fixtures below a directory, sorted.
func Marks(dir string) ([]Mark, error) {
	all, err := marks(os.DirFS(dir))
	return slices.DeleteFunc(all, Mark.inconclusive), err
}

// Inconclusive reads the marks of places that are inconclusive, sorted.
func Inconclusive(dir string) ([]Mark, error) {
	all, err := marks(os.DirFS(dir))
	return slices.DeleteFunc(all, func(m Mark) bool { return !m.inconclusive() }), err
}

func (m Mark) inconclusive() bool { return m.Rule == finding.Inconclusive }

func marks(corpus fs.FS) ([]Mark, error) {
	files, err := sources(corpus)
	if err != nil {
		return nil, err
	}
	var all []Mark
	for _, file := range files {
		src, err := fs.ReadFile(corpus, file)
		if err != nil {
			return nil, err
		}
		found, err := read(file, src)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	slices.SortFunc(all, Mark.Compare)
	return all, nil
}

// Fixtures lists the fixtures below a directory, sorted.
func Fixtures(dir string) ([]string, error) { return fixtures(os.DirFS(dir)) }

func fixtures(corpus fs.FS) ([]string, error) {
	files, err := sources(corpus)
	if err != nil {
		return nil, err
	}
	var all []string
	for _, file := range files {
		all = append(all, fixture(file))
	}
	slices.Sort(all)
	return slices.Compact(all), nil
}

func sources(corpus fs.FS) ([]string, error) {
	var files []string
	err := fs.WalkDir(corpus, ".", func(file string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && path.Ext(file) == ".go" {
			files = append(files, file)
		}
		return err
	})
	return files, err
}

var (
	form = regexp.MustCompile(`^// want(( WSK0(0[1-9]|1[0-5]))+( inconclusive)?| inconclusive)$`)
	// lookalike is what a slip of the pen may look like.
	lookalike = regexp.MustCompile(`(?i)\bwant:?\b|\bWSK\s?-?[0-9]`)
)

// read finds the marks of one file.
func read(file string, src []byte) ([]Mark, error) {
	fset := token.NewFileSet()
	var (
		s    scanner.Scanner
		all  []Mark
		code int // the last line with code on it
		bad  error
	)
	s.Init(fset.AddFile(file, -1, len(src)), src, func(pos token.Position, msg string) {
		bad = cmp.Or(bad, fmt.Errorf("%s:%d: %s", pos.Filename, pos.Line, msg))
	}, scanner.ScanComments)
	for {
		pos, tok, text := s.Scan()
		if tok == token.EOF || bad != nil {
			return all, bad
		}
		line := fset.Position(pos).Line
		if tok != token.COMMENT {
			code = line
			continue
		}
		rules, err := rulesOf(text, code == line)
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w: %s", file, line, err, text)
		}
		for _, rule := range rules {
			all = append(all, Mark{rule, file, line})
		}
	}
}

// rulesOf reads a comment; trailing says that code stands before it.
func rulesOf(comment string, trailing bool) ([]string, error) {
	comment = strings.TrimRight(comment, "\r")
	if !form.MatchString(comment) {
		if lookalike.MatchString(comment) {
			return nil, errors.New("malformed mark")
		}
		return nil, nil
	}
	if !trailing {
		return nil, errors.New("mark on a line without code")
	}
	rules := strings.Fields(comment)[2:]
	if !slices.IsSorted(rules) || len(slices.Compact(slices.Clone(rules))) != len(rules) {
		return nil, errors.New("rules of a mark out of order or repeated")
	}
	return rules, nil
}

// Difference is how the findings of one fixture differ from its marks.
type Difference struct {
	Fixture string
	Missed  []Mark
	Extra   []Mark
}

// String lists what was missed and what was not expected, a line each.
func (d Difference) String() string {
	var b strings.Builder
	for _, m := range d.Missed {
		fmt.Fprintf(&b, "missed %s\n", m)
	}
	for _, m := range d.Extra {
		fmt.Fprintf(&b, "extra  %s\n", m)
	}
	return b.String()
}

// Compare holds findings against marks, fixture by fixture; where a fixture's
// findings are its marks, it is left out.
func Compare(marks, findings []Mark) []Difference {
	missed := without(marks, findings)
	extra := without(findings, marks)
	var names []string
	for _, m := range slices.Concat(missed, extra) {
		names = append(names, m.Fixture())
	}
	slices.Sort(names)
	var all []Difference
	for _, name := range slices.Compact(names) {
		all = append(all, Difference{name, of(name, missed), of(name, extra)})
	}
	return all
}

// without is what a has and b has not, sorted, each once.
func without(a, b []Mark) []Mark {
	b = slices.SortedFunc(slices.Values(b), Mark.Compare)
	var rest []Mark
	for _, m := range slices.CompactFunc(slices.SortedFunc(slices.Values(a), Mark.Compare), equal) {
		if _, found := slices.BinarySearchFunc(b, m, Mark.Compare); !found {
			rest = append(rest, m)
		}
	}
	return rest
}

func equal(m, n Mark) bool { return m == n }

func of(name string, ms []Mark) []Mark {
	var own []Mark
	for _, m := range ms {
		if m.Fixture() == name {
			own = append(own, m)
		}
	}
	return own
}
