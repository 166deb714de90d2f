// Package preprocess runs the C preprocessor over drivers whose foreign headers
// are missing.
//
// It never fails: what it cannot do is a Note. Time and memory are bounded by
// the size of the input whatever the macros say.
package preprocess

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/scan"
)

// Limits of one unit. They are far above what real code needs.
const (
	maxIncludeDepth = 64
	maxIncludes     = 4096
	maxUnitTokens   = 1 << 22 // tokens of a unit
	maxCallSteps    = 1 << 18 // tokens moved for one macro call of the text
	stepsPerToken   = 64      // tokens moved for each token read, on the whole
	freeSteps       = 1 << 20
	maxNesting      = 200 // macro arguments in macro arguments
)

// A Note is something that the preprocessor could not do.
type Note struct {
	At   scan.Pos
	Text string
}

// An Include is one #include that was followed.
type Include struct {
	At   scan.Pos
	File string
}

// A Macro is one definition.
type Macro struct {
	Name     string
	At       scan.Pos
	Func     bool     // with parameters
	Params   []string // the last one is the variadic one if Variadic
	Variadic bool
	Body     []scan.Token
	busy     int // expansions that are under way
}

// A Unit is a source file with all its headers.
type Unit struct {
	Tokens   []scan.Token
	Notes    []Note
	Missing  []string // headers that are not below the root, in order
	Includes []Include
	Pragmas  [][]scan.Token
	Macros   map[string]*Macro // as defined at the end
}

// A Loader makes units of the files below a root. Headers are read and scanned
// once, not once a unit. It must not be used by two goroutines at a time.
type Loader struct {
	Set scan.Set
	// Defines are the macros of the command line.
	Defines map[string]string
	// Keep names macros that stay unexpanded because the caller knows them.
	Keep map[string]bool
	// Prelude is C text read before each file; "" means DefaultPrelude.
	Prelude string

	root  fs.FS
	exact map[string]string   // lower-case path -> path
	base  map[string][]string // lower-case base name -> paths
	files map[string]*scan.File
}

// NewLoader makes a loader for the files below root.
func NewLoader(root fs.FS) *Loader {
	l := &Loader{root: root, exact: map[string]string{}, base: map[string][]string{}, files: map[string]*scan.File{}}
	fs.WalkDir(root, ".", func(p string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			low := strings.ToLower(p)
			l.exact[low] = p
			l.base[path.Base(low)] = append(l.base[path.Base(low)], p)
		}
		return nil // a folder that cannot be read has no headers
	})
	return l
}

func (l *Loader) open(name string) *scan.File {
	f, ok := l.files[name]
	if !ok {
		if b, err := fs.ReadFile(l.root, name); err == nil {
			f = l.Set.Add(name, b)
		}
		l.files[name] = f
	}
	return f
}

// find looks a header up: next to the file that includes it, then by its base
// name anywhere below the root. The longest common end of the path wins, then
// the nearest folder, then the order of names.
func (l *Loader) find(from, name string) string {
	name = strings.ToLower(path.Clean(strings.ReplaceAll(name, `\`, "/")))
	if p := l.exact[path.Join(path.Dir(strings.ToLower(from)), name)]; p != "" {
		return p
	}
	best, bestScore := "", -1
	want := strings.Split(name, "/")
	near := strings.Split(path.Dir(from), "/")
	for _, p := range l.base[want[len(want)-1]] {
		have, score := strings.Split(p, "/"), 0
		for i := 1; i <= len(want) && i <= len(have) && strings.EqualFold(want[len(want)-i], have[len(have)-i]); i++ {
			score += 1000
		}
		for i := 0; i < len(near) && i < len(have) && near[i] == have[i]; i++ {
			score++
		}
		if score > bestScore {
			best, bestScore = p, score
		}
	}
	return best
}

// Load preprocesses the file name (a path below the root).
func (l *Loader) Load(name string) (*Unit, error) {
	f := l.open(name)
	if f == nil {
		return nil, fmt.Errorf("preprocess: %s cannot be read", name)
	}
	p := &pp{l: l, u: &Unit{Macros: map[string]*Macro{}}, missing: map[string]bool{}, once: map[string]bool{}}
	prelude := l.Prelude
	if prelude == "" {
		prelude = DefaultPrelude
	}
	if !strings.HasSuffix(strings.ToLower(name), ".c") {
		prelude += "\n#define __cplusplus 202002L\n"
	}
	for _, k := range sortedKeys(l.Defines) {
		prelude += "\n#define " + k + " " + l.Defines[k] + "\n"
	}
	key := "<prelude>" + prelude
	if l.files[key] == nil {
		l.files[key] = l.Set.Add("<prelude>", []byte(prelude))
	}
	p.run(l.files[key])
	p.u.Tokens, p.u.Notes = nil, nil
	p.run(f)
	return p.u, nil
}

func sortedKeys(m map[string]string) (r []string) {
	for k := range m {
		r = append(r, k)
	}
	slices.Sort(r)
	return r
}

// A frame is a list of tokens that is being read: a file, whose directives are
// carried out, or the text of a macro.
type frame struct {
	toks  []scan.Token
	i     int
	macro *Macro // enabled again at the end
	file  *scan.File
	conds []cond
}

// A cond is an #if whose #endif has not come yet.
type cond struct{ active, taken, outer bool }

// pp is the work on one unit.
type pp struct {
	l        *Loader
	u        *Unit
	stack    []*frame
	once     map[string]bool // files with #pragma once
	floor    int             // frames below belong to an expansion further out
	depth    int             // arguments in arguments
	includes int
	missing  map[string]bool
	read     int // tokens read from files
	steps    int // tokens moved by macros
	callFrom int // steps at the start of the call in the text
}

func (p *pp) note(at scan.Pos, format string, a ...any) {
	p.u.Notes = append(p.u.Notes, Note{at, fmt.Sprintf(format, a...)})
}

func (p *pp) run(f *scan.File) {
	p.push(frame{toks: f.Tokens(), file: f})
	for {
		t, ok := p.next()
		if !ok {
			return
		}
		p.callFrom = p.steps
		if t.Kind == scan.Ident && p.expandName(t) {
			continue
		}
		if len(p.u.Tokens) >= maxUnitTokens {
			p.note(t.Use, "too many tokens: the rest is left out")
			p.stack = nil
			return
		}
		p.u.Tokens = append(p.u.Tokens, t)
	}
}

func (p *pp) push(f frame) {
	if f.macro != nil {
		f.macro.busy++
	}
	p.stack = append(p.stack, &f)
}

func (p *pp) pop() {
	f := p.stack[len(p.stack)-1]
	if f.macro != nil {
		f.macro.busy--
	}
	if n := len(f.conds); n > 0 && len(f.toks) > 0 {
		p.note(f.toks[len(f.toks)-1].At, "%d #if without #endif", n)
	}
	p.stack = p.stack[:len(p.stack)-1]
}

// next is the next token, not expanded, of the innermost list that has one.
func (p *pp) next() (scan.Token, bool) {
	for len(p.stack) > p.floor {
		f := p.stack[len(p.stack)-1]
		if f.i >= len(f.toks) {
			p.pop()
			continue
		}
		t := f.toks[f.i]
		if f.file == nil {
			f.i++
			return t, true
		}
		if t.Kind == scan.Hash && t.Flags&scan.LineStart != 0 {
			p.directive(f)
			continue
		}
		if n := len(f.conds); n > 0 && !f.conds[n-1].active {
			f.skipLine()
			continue
		}
		f.i++
		p.read++
		return t, true
	}
	return scan.Token{}, false
}

// skipLine goes to the next directive.
func (f *frame) skipLine() {
	for f.i++; f.i < len(f.toks); f.i++ {
		if t := &f.toks[f.i]; t.Kind == scan.Hash && t.Flags&scan.LineStart != 0 {
			return
		}
	}
}

// opens reports whether the next token is a parenthesis, without moving.
func (p *pp) opens() bool {
	for k := len(p.stack) - 1; k >= p.floor; k-- {
		f := p.stack[k]
		if f.i < len(f.toks) {
			return f.toks[f.i].Kind == scan.LParen
		}
		if f.file != nil {
			return false // a call does not span the end of a file
		}
	}
	return false
}

// line takes the rest of the directive's line.
func (f *frame) line() []scan.Token {
	from := f.i
	for f.i++; f.i < len(f.toks) && f.toks[f.i].Flags&scan.LineStart == 0; f.i++ {
	}
	return f.toks[from+1 : f.i]
}

func (p *pp) directive(f *frame) {
	at := f.toks[f.i].At
	d := f.line()
	if len(d) == 0 || d[0].Kind != scan.Ident {
		return
	}
	on := true
	var top *cond
	if n := len(f.conds); n > 0 {
		top = &f.conds[n-1]
		on = top.active
	}
	rest := d[1:]
	defined := func() bool {
		return len(rest) > 0 && p.u.Macros[rest[0].Text] != nil
	}
	begin := func(test func() bool) {
		v := on && test()
		f.conds = append(f.conds, cond{active: v, taken: v, outer: on})
	}
	other := func(test func() bool) {
		if top == nil {
			p.note(at, "#%s without #if", d[0].Text)
			return
		}
		v := top.outer && !top.taken && test()
		top.active = v
		top.taken = top.taken || v
	}
	switch d[0].Text {
	case "if":
		begin(func() bool { return p.eval(rest, at, f.file.Name) })
	case "ifdef":
		begin(defined)
	case "ifndef":
		begin(func() bool { return !defined() })
	case "elif":
		other(func() bool { return p.eval(rest, at, f.file.Name) })
	case "elifdef":
		other(defined)
	case "elifndef":
		other(func() bool { return !defined() })
	case "else":
		other(func() bool { return true })
	case "endif":
		if top == nil {
			p.note(at, "#endif without #if")
		} else {
			f.conds = f.conds[:len(f.conds)-1]
		}
	}
	if !on {
		return
	}
	switch d[0].Text {
	case "define":
		if m := parseMacro(rest); m != nil {
			p.u.Macros[m.Name] = m
		}
	case "undef":
		if len(rest) > 0 {
			delete(p.u.Macros, rest[0].Text)
		}
	case "include", "include_next", "import":
		p.include(at, f.file.Name, rest, true)
	case "pragma":
		if len(rest) > 0 && rest[0].Text == "once" {
			p.once[f.file.Name] = true
		}
		p.u.Pragmas = append(p.u.Pragmas, rest)
	case "error":
		p.note(at, "#error %s", Spell(rest))
	}
}

// include follows an #include.
func (p *pp) include(at scan.Pos, from string, rest []scan.Token, expand bool) {
	if len(rest) == 0 {
		return
	}
	name := ""
	switch {
	case rest[0].Kind == scan.String:
		name = strings.Trim(rest[0].Text, `"`)
	case rest[0].Kind == scan.Lt || rest[0].Kind == scan.Le:
		if f := p.l.Set.File(rest[0].At); f != nil && rest[0].At == rest[0].Use { // the text as written: <a/*b> is a name
			name = strings.TrimPrefix(f.From(rest[0].At), "<")
			name, _, _ = strings.Cut(name, "\n")
		} else {
			name = Spell(rest[1:])
		}
		name, _, _ = strings.Cut(name, ">")
	case expand:
		p.include(at, from, p.expandList(rest), false)
		return
	}
	name = strings.TrimSpace(name)
	file := p.l.find(from, name)
	switch {
	case name == "":
		p.note(at, "#include of nothing")
	case file == "":
		if !p.missing[name] {
			p.missing[name] = true
			p.u.Missing = append(p.u.Missing, name)
		}
	case p.once[file]:
	case len(p.stack) > maxIncludeDepth+maxNesting || p.includeDepth() > maxIncludeDepth || p.includes >= maxIncludes:
		p.note(at, "too many includes: %s left out", name)
	default:
		if f := p.l.open(file); f != nil {
			p.includes++
			p.u.Includes = append(p.u.Includes, Include{at, file})
			p.push(frame{toks: f.Tokens(), file: f})
		}
	}
}

func (p *pp) includeDepth() (n int) {
	for i := range p.stack {
		if p.stack[i].file != nil {
			n++
		}
	}
	return n
}

// Spell writes tokens as text, a blank where there was one.
func Spell(toks []scan.Token) string {
	var o strings.Builder
	for i, t := range toks {
		if i > 0 && t.Flags&(scan.Space|scan.LineStart) != 0 {
			o.WriteByte(' ')
		}
		o.WriteString(t.Text)
	}
	return o.String()
}
