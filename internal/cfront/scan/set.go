// Package scan turns the bytes of a C or C++ source file into tokens.
//
// It accepts every encoding that sources for Windows come in, never fails and
// takes time linear in the size of the file.
package scan

import (
	"math"
	"sort"
	"strconv"
	"strings"
)

// Pos is a place in one of the files of a Set; the zero Pos is nowhere.
type Pos uint32

// A Place is a Pos in words. Line and Col count from 1, Col in bytes of the
// decoded line.
type Place struct {
	File      string
	Line, Col int
}

func (p Place) String() string { return string(p.Append(nil)) }

// Append writes the place behind b.
func (p Place) Append(b []byte) []byte {
	b = strconv.AppendInt(append(append(b, p.File...), ':'), int64(p.Line), 10)
	return strconv.AppendInt(append(b, ':'), int64(p.Col), 10)
}

// A File is one decoded file: UTF-8, \n for every line end, and without the
// backslash-newline pairs that join lines.
type File struct {
	Name     string
	Text     string
	Encoding Encoding
	base     Pos
	starts   []uint32 // offset in Text of each line as it stands in the file
	tokens   []Token
	faults   []Fault
	scanned  bool
}

// A Set holds the files of a program and gives their places numbers.
type Set struct {
	files []*File
	next  Pos
}

// maxWide is how many bytes of UTF-8 a byte of another encoding may become.
const maxWide = 3

// Room reports whether a file of n bytes still fits into the set: places are
// numbers of 32 bits.
func (s *Set) Room(n int) bool { return n < (math.MaxUint32-int(s.next))/maxWide }

// Add decodes a file into the set.
func (s *Set) Add(name string, b []byte) *File {
	text, enc := Decode(b)
	f := &File{Name: name, Encoding: enc}
	f.Text, f.starts = joinLines(text)
	if s.next == 0 {
		s.next = 1
	}
	f.base = s.next
	s.next += Pos(len(f.Text)) + 1
	s.files = append(s.files, f)
	return f
}

// File is the file that holds p, nil for no place.
func (s *Set) File(p Pos) *File {
	i := sort.Search(len(s.files), func(i int) bool { return s.files[i].base > p }) - 1
	if p == 0 || i < 0 {
		return nil
	}
	return s.files[i]
}

// Place is p as file, line and column.
func (s *Set) Place(p Pos) Place {
	f := s.File(p)
	if f == nil {
		return Place{File: "?"}
	}
	off := uint32(p - f.base)
	i := sort.Search(len(f.starts), func(i int) bool { return f.starts[i] > off }) - 1
	return Place{f.Name, i + 1, int(off-f.starts[i]) + 1}
}

// Tokens are the tokens of the file, scanned once; do not change them.
func (f *File) Tokens() []Token {
	f.scan()
	return f.tokens
}

// Done forgets the tokens of all files.
func (s *Set) Done() {
	for _, f := range s.files {
		f.tokens, f.scanned = nil, false
	}
}

// Faults are what hides a part of the file.
func (f *File) Faults() []Fault {
	f.scan()
	return f.faults
}

func (f *File) scan() {
	if f.scanned {
		return
	}
	s := scanner{text: f.Text, base: f.base}
	s.run()
	f.tokens, f.faults, f.scanned = s.out, s.faults, true
}

// joinLines makes \n of all line ends, removes line splices (also those with
// blanks behind the backslash, as compilers do) and notes where lines start.
func joinLines(s string) (string, []uint32) {
	var o strings.Builder
	o.Grow(len(s))
	starts := []uint32{0}
	for i := 0; i < len(s); {
		j := i
		for j < len(s) && s[j] != '\n' && s[j] != '\r' && s[j] != '\\' {
			j++
		}
		o.WriteString(s[i:j])
		if i = j; i == len(s) {
			break
		}
		splice := s[i] == '\\'
		if splice {
			j++
			for j < len(s) && (s[j] == ' ' || s[j] == '\t') {
				j++
			}
			if j == len(s) || s[j] != '\n' && s[j] != '\r' {
				o.WriteString(s[i:j])
				i = j
				continue
			}
		}
		if s[j] == '\r' && j+1 < len(s) && s[j+1] == '\n' {
			j++
		}
		if !splice {
			o.WriteByte('\n')
		}
		i = j + 1
		starts = append(starts, uint32(o.Len()))
	}
	return o.String(), starts
}

// StandIn reports whether the file is none of the tree's: no other has such a name.
func (f *File) StandIn() bool { return strings.HasPrefix(f.Name, "<") }

// Start is where the file begins.
func (f *File) Start() Pos { return f.base }

// From is the text of the file from p on.
func (f *File) From(p Pos) string { return f.Text[min(int(p-f.base), len(f.Text)):] }

// Lines is how many lines the files of the set have; those that were made up, whose
// names stand in <>, have none.
func (s *Set) Lines() int {
	n := 0
	for _, f := range s.files {
		if !strings.HasPrefix(f.Name, "<") {
			n += len(f.starts)
		}
	}
	return n
}

// From is the text of a file from p on.
func (s *Set) From(p Pos) string {
	f := s.File(p)
	if f == nil || int(p-f.base) > len(f.Text) {
		return ""
	}
	return f.Text[p-f.base:]
}
