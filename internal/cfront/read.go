package cfront

import (
	"fmt"
	"go/token"
	"path"
	"slices"
	"sort"
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/draft"
	"github.com/wskvet/wskvet/internal/cfront/model"
	"github.com/wskvet/wskvet/internal/cfront/names"
	"github.com/wskvet/wskvet/internal/cfront/preprocess"
	"github.com/wskvet/wskvet/internal/cfront/scan"
	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

// Loader preprocesses the driver's files.
func (d Driver) Loader() *preprocess.Loader {
	l := preprocess.NewLoader(d.FS)
	l.Include, l.Forced, l.Defines, l.Own = d.Include, d.Forced, macros(d.Defines), map[string]map[string]string{}
	for name, own := range d.Own {
		l.Own[name] = macros(own)
	}
	return l
}

// macros are the values of macros by their names.
func macros(defines []Define) map[string]string {
	out := map[string]string{}
	for _, d := range defines {
		out[d.Name] = d.Value
	}
	return out
}

// Read makes the model of a driver. Its error is of the driver as a whole: none of
// its files can be read.
func Read(d Driver) (*Model, error) {
	l := d.Loader()
	r := &reading{loader: l, heads: map[*preprocess.Head]head{}, said: map[Note]bool{}, skipped: map[scan.Pos]bool{}, faulty: map[Place]bool{}, out: &Model{Package: packageName(d.Name), Texts: Texts{}}, sources: map[string]bool{}, missing: map[string]bool{}}
	r.prog = names.NewProgram(names.NewTable(), &l.Set)
	for _, name := range d.Files {
		r.unit(name)
	}
	if len(r.prog.Units) == 0 {
		return nil, fmt.Errorf("%s: no file of the driver can be read", d.Name)
	}
	l.Done()
	r.heads, r.skipped = nil, nil
	r.model(d)
	return r.out, nil
}

// reading is the work on one driver.
type reading struct {
	loader  *preprocess.Loader
	prog    *names.Program
	out     *Model
	sources map[string]bool
	missing map[string]bool
	heads   map[*preprocess.Head]head
	said    map[Note]bool     // what a header says, it says to each unit
	skipped map[scan.Pos]bool // branches whose calls were looked at
	faulty  map[Place]bool    // lines of which it was said that they could not be read
}

// A head is what several units begin with, parsed and declared once, and the tokens at
// its end that are not: they belong to what follows.
type head struct {
	tree *syntax.Head
	unit *names.Unit
	rest []scan.Token
}

// packageName is a package name in Go for a driver's name.
func packageName(name string) string {
	s := strings.ToLower(names.Identifier(path.Base(name)))
	if s == "" || s == "_" || s == "wdm" || s == "wsk" || s == "unsafe" || s == "main" {
		return "driver_" + s
	}
	return s
}

// unit reads one translation unit.
func (r *reading) unit(name string) {
	u, err := r.loader.Split(name)
	if err != nil {
		r.note(NoteRead, Place{File: name, Line: 1, Col: 1}, "", "The file cannot be read.")
		return
	}
	for _, n := range u.Notes {
		r.note(NoteRead, r.place(n.At), "", n.Text)
	}
	for _, h := range u.Missing {
		switch {
		case r.missing[h.Name]:
		case h.Outside:
			r.note(NoteRead, r.place(h.At), "", h.Name+" lies outside of what may be read: -root allows one more folder.")
		default:
			r.note(NoteMissing, r.place(h.At), "", h.Name+" is not there.")
		}
		r.missing[h.Name] = true
	}
	r.source(name)
	for _, inc := range u.Includes {
		r.source(inc.File)
	}
	language := syntax.LanguageOf(name)
	h := r.head(u.Head, language)
	tokens := u.Tokens
	if len(h.rest) > 0 {
		tokens = slices.Concat(h.rest, tokens)
	}
	r.prog.Add(name, h.unit, r.parsed(syntax.ParseBehind(h.tree, tokens, language)))
	u.Skipped = slices.DeleteFunc(u.Skipped, func(s preprocess.Skipped) bool { return r.skipped[s.At] })
	for _, s := range u.Skipped {
		r.skipped[s.At] = true
	}
	for _, c := range u.SkippedCalls(draft.Lifecycle) {
		r.note(NoteLifecycle, r.place(c.At), "", c.Name+" is called in a branch that was not read: "+c.Cond+".")
	}
}

// head parses and declares what a unit begins with, as far as it can be told from what
// follows.
func (r *reading) head(u *preprocess.Head, in syntax.Language) head {
	if u == nil || u.Before == nil { // there stand the macros of the system alone
		return head{}
	}
	if h, ok := r.heads[u]; ok {
		return h
	}
	h := r.head(u.Before, in)
	toks := u.Tokens
	if len(h.rest) > 0 {
		toks = slices.Concat(h.rest, toks)
	}
	if tree := syntax.ParseHead(h.tree, toks, in); tree != nil {
		h = head{tree: tree, unit: r.prog.Add("", h.unit, r.parsed(tree.File))}
	} else {
		h.rest = toks
	}
	r.heads[u] = h
	return h
}

// parsed notes what of a text could not be parsed.
func (r *reading) parsed(f *syntax.File) *syntax.File {
	for _, e := range f.Errors {
		at := r.place(f.Tokens[e.Tok].Use)
		if line := (Place{File: at.File, Line: at.Line}); !r.faulty[line] {
			r.faulty[line] = true // one fault of a line draws others after it
			r.note(NoteSyntax, at, "", "This could not be read: "+e.Msg+".")
		}
	}
	return f
}

func (r *reading) source(name string) {
	if !r.sources[name] {
		r.sources[name] = true
		r.out.Sources = append(r.out.Sources, name)
	}
}

func (r *reading) place(p scan.Pos) Place { return Place(r.loader.Set.Place(p)) }

func (r *reading) note(kind NoteKind, at Place, function, text string) {
	n := Note{kind, at, function, text}
	if !r.said[n] {
		r.said[n] = true
		r.out.Notes = append(r.out.Notes, n)
	}
}

// model makes the model of what was read.
func (r *reading) model(d Driver) {
	c := model.Compiler{Fset: token.NewFileSet(), Importer: r.prog.Table.Importer(), Path: r.out.Package}
	if d.Compiler != nil {
		c = *d.Compiler
	}
	m := model.Build(r.prog, r.out.Package, d.Entry, c)
	if d.Compiler != nil {
		r.out.Compiled = m.Compiled
	}
	var files []string
	for name := range m.Files {
		files = append(files, name)
	}
	sort.Strings(files)
	for _, name := range files {
		r.out.Files = append(r.out.Files, File{name, m.Files[name]})
	}
	for p, s := range m.Texts {
		r.out.Texts[Place(p)] = s
	}
	r.out.Called = m.Called
	for _, f := range m.Failures {
		r.note(NoteModel, Place(f.At), f.Function, f.Why)
	}
	for _, f := range m.Lost {
		r.note(NoteLifecycle, Place(f.At), f.Function, f.Why)
	}
	for _, f := range m.Unloads {
		r.note(NoteUnload, Place(f.At), f.Function, f.Why)
	}
	r.entry(d)
	sort.Strings(r.out.Sources)
	r.out.Counts = Counts{Files: len(r.out.Sources), Lines: r.loader.Set.Lines(), Functions: m.Functions, Modelled: m.Modelled, Calls: m.Calls, Followed: m.Followed}
}

// entry notes where the driver's entry is not what the system calls.
func (r *reading) entry(d Driver) {
	known := []string{d.Entry, "DriverEntry", "GsDriverEntry", "FxDriverEntry"}
	for _, name := range known {
		for _, fn := range r.prog.Funcs {
			if name == "" || fn.C != name || !fn.Defined() {
				continue
			}
			if t := fn.Type(); len(t.Params) != 2 || t.Elem.Kind == names.Void {
				r.note(NoteEntry, r.place(fn.Unit.File.Tokens[fn.Decl.Name.From].Use), fn.C, "It is not a function of two parameters that returns a status.")
			}
			return
		}
	}
	r.note(NoteEntry, Place{File: d.Files[0], Line: 1, Col: 1}, "", "The driver has no DriverEntry.")
}
