package fix

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"go/format"
	"slices"
	"strings"

	"github.com/wskvet/wskvet/internal/diff"
	"github.com/wskvet/wskvet/internal/finding"
)

// render makes the candidate's changes and returns them as edits of whole lines,
// with the texts that result. A file that was as gofmt writes it, is so again.
func (p *proposer) render(c candidate) (finding.Fix, map[string][]byte, error) {
	x := finding.Fix{Message: c.message}
	edited := map[string][]byte{}
	for _, file := range files(c.changes) {
		text := p.text(file)
		after, err := replace(text, file, c.changes)
		if err != nil {
			return x, nil, err
		}
		if clean, err := format.Source([]byte(text)); err == nil && string(clean) == text {
			tidy, err := format.Source([]byte(after))
			if err != nil {
				return x, nil, err
			}
			after = string(tidy)
		}
		edited[file] = []byte(after)
		x.Edits = append(x.Edits, lineEdits(file, text, after)...)
	}
	if len(x.Edits) == 0 {
		return x, nil, errors.New("nothing changes")
	}
	return x, edited, nil
}

func files(cs []change) []string {
	var out []string
	for _, c := range cs {
		out = append(out, c.file)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// replace makes the changes of one file.
func replace(text, file string, cs []change) (string, error) {
	cs = slices.DeleteFunc(slices.Clone(cs), func(c change) bool { return c.file != file })
	slices.SortStableFunc(cs, func(a, b change) int { return cmp.Compare(a.from, b.from) })
	var b strings.Builder
	at := 0
	for _, c := range cs {
		if c.from < at || c.to < c.from || c.to > len(text) {
			return "", fmt.Errorf("%s: changes overlap", file)
		}
		b.WriteString(text[at:c.from] + c.text)
		at = c.to
	}
	return b.String() + text[at:], nil
}

// lineEdits are the edits that turn a text into another.
func lineEdits(file, before, after string) []finding.Edit {
	var out []finding.Edit
	for _, h := range diff.Hunks(diff.Lines(before), diff.Lines(after)) {
		out = append(out, finding.Edit{
			Pos: finding.Position{File: file, Line: h.From + 1, Col: 1},
			End: finding.Position{File: file, Line: h.To + 1, Col: 1},
			New: strings.Join(h.New, ""),
		})
	}
	return out
}

// moved reports whether what was at old is at now after edits of whole lines. A
// place within an edit may be anywhere in what replaces it.
func moved(old, now finding.Position, edits []finding.Edit) bool {
	if old.File != now.File {
		return false
	}
	shift := 0
	for _, e := range edits {
		if e.Pos.File != old.File || e.Pos.Line > old.Line {
			continue
		}
		lines := len(diff.Lines(e.New))
		if old.Line < e.End.Line {
			from := e.Pos.Line + shift
			return now.Line >= from && now.Line < from+lines
		}
		shift += lines - (e.End.Line - e.Pos.Line)
	}
	return now.Line == old.Line+shift && now.Col == old.Col
}

// Apply makes edits in a text.
func Apply(text []byte, file string, edits []finding.Edit) ([]byte, error) {
	edits = slices.DeleteFunc(slices.Clone(edits), func(e finding.Edit) bool { return e.Pos.File != file })
	slices.SortStableFunc(edits, compareEdits)
	var b bytes.Buffer
	at := 0
	for _, e := range edits {
		from, ok1 := Offset(text, e.Pos)
		to, ok2 := Offset(text, e.End)
		if !ok1 || !ok2 || from < at || to < from {
			return nil, fmt.Errorf("%s:%d: the edit does not fit the file", file, e.Pos.Line)
		}
		b.Write(text[at:from])
		b.WriteString(e.New)
		at = to
	}
	b.Write(text[at:])
	return b.Bytes(), nil
}

func compareEdits(a, b finding.Edit) int { return cmp.Or(a.Pos.Compare(b.Pos), a.End.Compare(b.End)) }

// Offset is where a place is in a text.
func Offset(text []byte, p finding.Position) (int, bool) {
	at := 0
	for range p.Line - 1 {
		n := bytes.IndexByte(text[at:], '\n')
		if n < 0 {
			return 0, false
		}
		at += n + 1
	}
	at += p.Col - 1
	return at, p.Line > 0 && p.Col > 0 && at <= len(text)
}
