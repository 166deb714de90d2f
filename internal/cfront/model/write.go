package model

import (
	"bytes"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/draft"
	"github.com/wskvet/wskvet/internal/cfront/names"
	"github.com/wskvet/wskvet/internal/cfront/stmt"
)

// A file is a file of the model, as it is written.
type file struct {
	b     *builder
	name  string
	buf   []byte // what is defined
	text  []byte // the whole
	depth int
	at    Place // of the byte that is written next
	texts map[Place]string
}

// write writes the model's files: one for each file of the text that defines
// something, and one for types and constants.
func (b *builder) write() ([]*file, map[Place]string) {
	texts := map[Place]string{}
	byName := map[string]*file{}
	taken := map[string]bool{}
	var files []*file
	for i := range b.done {
		o := &b.done[i]
		p := b.Place(o.Unit, o.Token)
		f := byName[p.File]
		if f == nil {
			f = &file{b: b, name: goName(p.File, taken), texts: texts}
			byName[p.File] = f
			files = append(files, f)
		}
		f.output(o)
	}
	types := &file{b: b, name: goName("types", taken), texts: texts}
	types.types()
	files = append(files, types)
	slices.SortFunc(files, func(f, g *file) int { return strings.Compare(f.name, g.name) })
	for _, f := range files {
		f.text = slices.Concat([]byte(f.head(b.pkg)), f.buf)
	}
	return files, texts
}

// goName is the name of the file that models a file of the text.
func goName(c string, taken map[string]bool) string {
	name := names.Identifier(strings.ReplaceAll(path.Base(c), ".", "_"))
	if taken[strings.ToLower(name)] {
		name = names.Identifier(strings.ReplaceAll(c, ".", "_"))
	}
	for n := 2; taken[strings.ToLower(name)]; n++ {
		name += strconv.Itoa(n)
	}
	taken[strings.ToLower(name)] = true
	return name + ".go"
}

// head is what stands in front of a file.
func (f *file) head(pkg string) string {
	head := "package " + pkg + "\n"
	for _, p := range []string{"unsafe", names.Module + "wdm", names.Module + "wsk"} {
		if f.mentions(path.Base(p) + ".") {
			head += "\nimport " + strconv.Quote(p) + "\n"
		}
	}
	return head
}

// mentions reports whether the code, not a string in it, uses a package.
func (f *file) mentions(p string) bool {
	s := f.buf
	for i := 0; ; {
		k := bytes.Index(s[i:], []byte(p))
		if k < 0 {
			return false
		}
		i += k
		line := s[bytes.LastIndexByte(s[:i], '\n')+1 : i]
		if !bytes.HasPrefix(line, []byte("//")) && bytes.Count(line, []byte(`"`))%2 == 0 && (i == 0 || !draft.IdentByte(s[i-1])) {
			return true
		}
		i += len(p)
	}
}

// output writes a function or a variable.
func (f *file) output(o *piece) {
	o.file = f
	f.raw("\n")
	o.start = len(f.buf)
	if o.Func == nil {
		f.line(o.Unit, draft.Line{Text: o.Head(), Token: o.Token})
		if len(o.Lines) > 0 {
			f.raw("\n")
			f.line(o.Unit, draft.Line{Text: "func init() {", Token: o.Token})
			f.lines(o.Unit, o.Lines)
			f.line(o.Unit, draft.Line{Text: "}", Token: -1})
		}
		return
	}
	f.comments(o)
	f.line(o.Unit, draft.Line{Text: o.Head(), Token: o.Token})
	if o.Failed != "" && !hasNotModelled(o.Lines) {
		f.line(o.Unit, draft.Line{Text: "wdm.NotModelled()", Token: o.Token})
		if o.Result.Kind != names.Void {
			f.line(o.Unit, draft.Line{Text: "return " + draft.Unknown(o.Result).Text, Token: o.Token})
		}
	} else {
		f.lines(o.Unit, o.Lines)
	}
	f.line(o.Unit, draft.Line{Text: "}", Token: o.Func.Decl.Body.Range().To - 1})
}

func hasNotModelled(lines []draft.Line) bool {
	for _, l := range lines {
		if l.Text == "wdm.NotModelled()" {
			return true
		}
	}
	return false
}

func (f *file) lines(u *names.Unit, lines []draft.Line) {
	used := usedNames(lines)
	for _, l := range lines {
		if l.Label != nil && !l.Label.Used || l.Local != nil && used[l.Local.Name] {
			continue
		}
		f.line(u, l)
	}
}

// usedNames are the identifiers in a body, but for variables that are declared and
// assigned to alone.
func usedNames(lines []draft.Line) map[string]bool {
	used := map[string]bool{}
	for _, l := range lines {
		if l.Local != nil {
			continue
		}
		s := strings.TrimPrefix(l.Text, "var ")
		n := 0
		for n < len(s) && draft.IdentByte(s[n]) && s[n] != '.' {
			n++
		}
		if len(s) != len(l.Text) || strings.HasPrefix(s[n:], " = ") {
			s = s[n:]
		}
		for i := 0; i < len(s); i++ {
			switch c := s[i]; {
			case c == '"':
				for i++; i < len(s) && s[i] != '"'; i++ {
					if s[i] == '\\' {
						i++
					}
				}
			case draft.IdentByte(c) && c != '.':
				k := i
				for i < len(s) && draft.IdentByte(s[i]) && s[i] != '.' {
					i++
				}
				member := strings.HasSuffix(beforeMark(s[:k]), ".") || strings.HasPrefix(s[i:], ": ")
				if !member {
					used[s[k:i]] = true
				}
				i--
			}
		}
	}
	return used
}

// beforeMark is s without the mark of a place that it ends with.
func beforeMark(s string) string {
	if !strings.HasSuffix(s, "\x02") {
		return s
	}
	return s[:strings.LastIndexByte(s, '\x01')]
}

// line writes one line, its place first.
func (f *file) line(u *names.Unit, l draft.Line) {
	t := l.Text
	closes := strings.HasPrefix(t, "}")
	outdent := closes || strings.HasPrefix(t, "case ") || t == "default:" || l.Label != nil
	depth := f.depth
	if outdent {
		depth = max(depth-1, 0)
	}
	if p, ok := f.placeOf(u, l, depth); ok && (t != "}" || depth == 0) {
		depth = min(depth, max(p.Col-1, 0))
		p.Col -= depth
		f.directive(p)
	}
	for range depth {
		f.raw("\t")
	}
	f.marked(t)
	f.raw("\n")
	if closes {
		f.depth--
	}
	if strings.HasSuffix(t, "{") {
		f.depth++
	}
}

// placeOf is where a line begins. One whose only exact place is further on begins
// so that this place comes out right.
func (f *file) placeOf(u *names.Unit, l draft.Line, depth int) (Place, bool) {
	if l.Token < 0 {
		return Place{}, false
	}
	p := f.b.Place(u, l.Token)
	if p.Line == 0 || p.File == "?" {
		return Place{}, false
	}
	var only *draft.Mark
	prefix, before := 0, 0
	for i := 0; i < len(l.Text); i++ {
		switch l.Text[i] {
		case '\x01':
			end := strings.IndexByte(l.Text[i:], '\x02') + i
			n, _ := strconv.Atoi(l.Text[i+1 : end])
			if m := &f.b.Marks[n]; m.Fit == draft.Exact {
				if only != nil {
					return p, true
				}
				only, before = m, prefix
			}
			i = end
		case '\x03':
			if only == nil {
				return p, true
			}
			i += strings.IndexByte(l.Text[i:], '\x04')
		default:
			prefix++
		}
	}
	if only == nil {
		return p, true
	}
	q := f.b.Place(only.Unit, only.Token)
	if q.Line == 0 || q.File == "?" || q.Col-before < 1 {
		return p, true
	}
	q.Col -= before
	return q, true
}

func (f *file) directive(p Place) {
	if f.at == p {
		return
	}
	f.buf = append(p.Append(append(f.buf, "//line "...)), '\n')
	f.at = p
}

// raw writes text without markers.
func (f *file) raw(s string) {
	f.buf = append(f.buf, s...)
	if i := strings.LastIndexByte(s, '\n'); i >= 0 {
		f.at.Line += strings.Count(s, "\n")
		f.at.Col = len(s) - i
		return
	}
	f.at.Col += len(s)
}

// marked writes text with markers: of places and of functions as values.
func (f *file) marked(s string) {
	for {
		i := strings.IndexAny(s, "\x01\x03")
		if i < 0 {
			f.raw(s)
			return
		}
		f.raw(s[:i])
		kind := s[i]
		end := strings.IndexByte(s[i:], kind+1) + i
		n, _ := strconv.Atoi(s[i+1 : end])
		s = s[end+1:]
		if kind == '\x03' {
			f.raw(f.b.funcText(f.b.FuncValues[n]))
			continue
		}
		f.markPlace(f.b.Marks[n])
	}
}

func (f *file) markPlace(m draft.Mark) {
	p := f.b.Place(m.Unit, m.Token)
	if m.Fit == draft.Exact && f.at != p && p.Line > 0 && p.File != "?" {
		f.buf = append(p.Append(append(f.buf, "/*line "...)), "*/"...)
		f.at = p
	}
	if _, ok := f.texts[f.at]; !ok || m.Fit == draft.Exact {
		f.texts[f.at] = f.b.quote(m)
	}
}

// funcText is a function as a value of a type: its name, or a function of that type
// that calls it.
func (b *builder) funcText(v draft.FuncValue) string {
	sig := b.Signature(v.Func)
	params := sig.Params
	if names.Same(sig, v.Type.Returning(v.Type.Elem)) && (v.Func.Class == nil || v.Func.Static) {
		return v.Func.Go
	}
	f := stmt.Expressions(b.Draft, v.Func.Unit)
	var ps, args []string
	for i, p := range v.Type.Params {
		name := "a" + strconv.Itoa(i+1)
		ps = append(ps, name+" "+p.String())
		if i < len(params) {
			args = append(args, f.Convert(draft.Primary(name, p), params[i]).Text)
		}
	}
	for i := len(args); i < len(params); i++ {
		args = append(args, draft.Unknown(params[i]).Text)
	}
	call := draft.Primary(v.Func.Go+"("+strings.Join(args, ", ")+")", sig.Elem)
	if v.Func.Class != nil && !v.Func.Static {
		return draft.Unknown(v.Type).Text
	}
	out := "func(" + strings.Join(ps, ", ") + ")"
	switch {
	case v.Type.Elem.Kind == names.Void:
		return out + " { " + call.Text + " }"
	case sig.Elem.Kind == names.Void:
		return out + " " + v.Type.Elem.String() + " { " + call.Text + "; return " + draft.Unknown(v.Type.Elem).Text + " }"
	}
	return out + " " + v.Type.Elem.String() + " { return " + f.Convert(call, v.Type.Elem).Text + " }"
}

// comments writes the directives that the model itself has for a function.
func (f *file) comments(o *piece) {
	if o.Func.Callback && o.Func.Role == nil || o.Func.Kept {
		f.raw("//wskvet:callback\n")
	}
	if o.Func.C == f.b.entry && f.b.entry != "" {
		f.raw("//wskvet:entry\n")
	}
}
