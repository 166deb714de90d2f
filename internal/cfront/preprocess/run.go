package preprocess

import (
	"fmt"

	"github.com/wskvet/wskvet/internal/cfront/scan"
)

// A frame is a list of tokens that is being read: a file, whose directives are
// carried out, or the text of a macro.
type frame struct {
	toks  []scan.Token
	i     int
	macro *Macro // enabled again at the end
	file  *scan.File
	conds []cond
}

// pp is the work on one unit.
type pp struct {
	l        *Loader
	u        *Unit
	stack    []*frame
	once     map[string]bool   // files with #pragma once
	noted    map[string]bool   // what was said already
	branches map[scan.Pos]bool // branches of conditions that were read
	floor    int               // frames below belong to an expansion further out
	depth    int               // arguments in arguments
	includes int
	missing  map[string]bool
	read     int   // tokens read from files
	before   int   // tokens of the heads
	head     *Head // of the unit, while nothing but headers has come; or nil
	counter  int   // of __COUNTER__
	steps    int   // tokens moved by macros
	callFrom int   // steps at the start of the call in the text
}

// note says something once for each place: a header's fault is not said again
// for each #include of it.
func (p *pp) note(at scan.Pos, format string, a ...any) {
	p.ownText()
	text := fmt.Sprintf(format, a...)
	key := fmt.Sprint(at, text)
	if !p.noted[key] {
		p.noted[key] = true
		p.u.Notes = append(p.u.Notes, Note{at, text})
	}
}

// noteOnce says something once for the unit, at the first place.
func (p *pp) noteOnce(at scan.Pos, text string) {
	p.ownText()
	if !p.noted[text] {
		p.noted[text] = true
		p.u.Notes = append(p.u.Notes, Note{at, text})
	}
}

func (p *pp) run(f *scan.File) {
	p.pushFile(f)
	p.loop()
}

// loop reads the open files to their ends.
func (p *pp) loop() {
	for {
		t, ok := p.next()
		if !ok {
			return
		}
		p.ownText()
		p.callFrom = p.steps
		if t.Kind == scan.Ident && p.expandName(t) {
			continue
		}
		if p.before+len(p.u.Tokens) >= p.l.maxTokens {
			p.note(t.Use, "too many tokens: the rest is left out")
			p.leave()
			return
		}
		p.u.Tokens = append(p.u.Tokens, t)
	}
}

// leave forgets what is open: macros may be used again.
func (p *pp) leave() {
	for _, f := range p.stack {
		if f.macro != nil {
			f.macro.busy--
		}
	}
	p.stack = nil
}

func (p *pp) pushFile(f *scan.File) {
	for _, fault := range f.Faults() {
		p.note(fault.At, "%s", fault.Text)
	}
	p.push(frame{toks: f.Tokens(), file: f})
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
	if len(f.conds) > 0 {
		p.note(f.conds[0].at, "#%s without #endif", f.conds[0].word)
		for i := len(f.conds) - 1; i >= 0; i-- {
			p.endBranch(f, &f.conds[i], len(f.toks))
		}
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

// openFiles are the names of the files that are being read, the innermost last.
func (p *pp) openFiles() (names []string) {
	for _, f := range p.stack {
		if f.file != nil {
			names = append(names, f.file.Name)
		}
	}
	return names
}
