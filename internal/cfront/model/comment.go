package model

import (
	"sort"
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/names"
)

// A directive is a comment of the text that speaks to wskvet.
type directive struct {
	line  int
	text  string // as Go has it: //wskvet:ignore WSK001 reason
	alone bool   // on a line of its own
}

// directives are those of a file, in order.
func (b *builder) directives(u *names.Unit, tok int32) []directive {
	at := u.File.Tokens[tok].Use
	file := b.prog.Set.File(at)
	if file == nil {
		return nil
	}
	if d, ok := b.spoken[file.Name]; ok {
		return d
	}
	var out []directive
	if strings.Contains(file.Text, "wskvet:") {
		out = directivesOf(b.prog.Set.Lined(file))
	}
	b.spoken[file.Name] = out
	return out
}

// directivesOf reads the comments // wskvet:x and /* wskvet:x */ of lines.
func directivesOf(lines []string) (out []directive) {
	for i, l := range lines {
		for _, open := range []string{"//", "/*"} {
			k := strings.Index(l, open)
			if k < 0 {
				continue
			}
			text := strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(l[k+2:]), "*/"))
			if strings.HasPrefix(text, "wskvet:") {
				out = append(out, directive{i + 1, "//" + text, strings.TrimSpace(l[:k]) == ""})
				break
			}
		}
	}
	return out
}

// comments writes what directives say of a function, and what the model knows: who
// calls it.
func (f *file) comments(o *output) {
	if o.fn.Callback && o.fn.Role == nil {
		f.raw("//wskvet:callback\n")
	}
	if o.fn.C == f.b.entry && f.b.entry != "" {
		f.raw("//wskvet:entry\n")
	}
	f.waiting = nil
	all := f.b.directives(o.u, o.tok)
	if len(all) == 0 {
		return
	}
	first, last := f.b.place(o.u, o.fn.Decl.From).Line, f.b.place(o.u, o.fn.Decl.To-1).Line
	end := sort.Search(len(all), func(i int) bool { return all[i].line >= first })
	begin := end
	for begin > 0 && all[begin-1].alone && all[begin-1].line == first-(end-begin)-1 {
		begin--
	}
	for _, d := range all[begin:end] {
		f.raw(d.text + "\n")
	}
	for _, d := range all[end:] {
		if d.line <= last {
			f.waiting = append(f.waiting, d)
		}
	}
}

// speak writes the directives that stand above a line of the text, and gives the one
// at its end.
func (f *file) speak(p Place) (trailing string) {
	for len(f.waiting) > 0 && f.waiting[0].line <= p.Line {
		d := f.waiting[0]
		if d.line == p.Line && !d.alone {
			trailing = " " + d.text
		} else if d.alone {
			f.raw("//line " + Place{File: p.File, Line: d.line, Col: 1}.String() + "\n" + d.text + "\n")
			f.at = Place{}
		}
		f.waiting = f.waiting[1:]
	}
	return trailing
}
