package draft

import (
	"strconv"
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/names"
	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

// A Label is a place to jump to.
type Label struct {
	Name string
	Used bool
}

// A Way is what encloses a statement and has a say in how it is left.
type Way struct {
	Loop     bool   // break and continue mean this one
	Switch   bool   // break means this one
	Once     bool   // the loop is do { } while (0): continue leaves it
	Break    *Label // where break goes, if not by Go's own
	Continue *Label // where continue goes, if not by Go's own
	Broken   *bool  // a break leaves it
	Try      *Label // where __leave goes
	Except   *Label // where an exception goes
	Probes   bool   // it guards memory of a user
	Of       syntax.Node
	Leaves   []func(abnormal bool) // what has to be done on the way out
}

// NewLabel is a label that the text does not have.
func (f *Function) NewLabel(name string) *Label {
	for try, n := name, 2; ; n++ {
		if f.Labels[try] == nil {
			l := &Label{Name: try}
			f.Labels[try] = l
			return l
		}
		try = name + strconv.Itoa(n)
	}
}

// LabelOf is a label of the text.
func (f *Function) LabelOf(name string) *Label {
	l := f.Labels["c:"+name]
	if l == nil {
		l = f.NewLabel(names.Identifier(name))
		f.Labels["c:"+name] = l
	}
	return l
}

// Jump writes a jump.
func (f *Function) Jump(l *Label) {
	l.Used = true
	f.Emit("goto " + l.Name)
}

// Place writes a label.
func (f *Function) Place(l *Label) {
	f.Lines = append(f.Lines, Line{Text: l.Name + ":", Token: f.Token, Label: l})
}

// Leave does what has to be done where the ways from the n-th on are left.
func (f *Function) Leave(n int) { f.leave(n, false) }

// JumpOut does so where a jump leaves them.
func (f *Function) JumpOut(n int) { f.leave(n, true) }

func (f *Function) leave(n int, abnormal bool) {
	ways := f.Ways
	for i := len(ways) - 1; i >= n; i-- {
		for k := len(ways[i].Leaves) - 1; k >= 0; k-- {
			f.Ways = ways[:i:i]
			ways[i].Leaves[k](abnormal)
		}
	}
	f.Ways = ways
}

// LeaveTo does what has to be done on the way to a label.
func (f *Function) LeaveTo(name string) {
	n := len(f.Ways)
	for n > 0 {
		w := f.Ways[n-1]
		if len(w.Leaves) > 0 && w.Of != nil && syntax.HasLabel(w.Of, name) {
			break
		}
		n--
	}
	f.JumpOut(n)
}

// Leaving reports whether there is anything to do on the way out.
func (f *Function) Leaving() bool {
	for _, w := range f.Ways {
		if len(w.Leaves) > 0 {
			return true
		}
	}
	return false
}

// Handler is the innermost way with a handler, or -1.
func (f *Function) Handler() int {
	for i := len(f.Ways) - 1; i >= 0; i-- {
		if f.Ways[i].Except != nil {
			return i
		}
	}
	return -1
}

// Ended reports whether the last line leaves the function or jumps.
func (f *Function) Ended() bool {
	for i := len(f.Lines) - 1; i >= 0; i-- {
		t := f.Lines[i].Text
		if t == "}" && !f.Flat {
			continue
		}
		return strings.HasPrefix(t, "return") || strings.HasPrefix(t, "goto ") || t == "break" || t == "continue"
	}
	return false
}
