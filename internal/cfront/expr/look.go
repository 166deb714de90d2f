package expr

import (
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/draft"
	"github.com/wskvet/wskvet/internal/cfront/names"
	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

// Look is what an expression gives, without evaluating it. It has no type if the text
// does not tell.
func (f *Function) Look(x syntax.Expr) draft.Value {
	var v draft.Value
	saved, temps := f.Failed, f.Temps
	used := f.snapshot(x)
	top, owed, given := len(f.Top), f.owed(), len(f.Given)
	f.Capture(func() { v = f.Expr(x, nil) })
	f.Failed, f.Temps, f.Top = saved, temps, f.Top[:top]
	f.forgive(owed)
	used()
	for _, name := range f.Given[given:] {
		delete(f.Used, name)
	}
	f.Given = f.Given[:given]
	if v.Type == nil || v.Type.Kind == names.Void || strings.Contains(v.Text, "wdm.Field[") || draft.IsUnknown(v.Text) {
		v.Type = nil
	}
	return v
}

// TypeOf is the type of an expression that is not evaluated for it.
func (f *Function) TypeOf(x syntax.Expr) *names.Type {
	if id, ok := syntax.Unparen(x).(*syntax.Ident); ok && len(id.Name.Parts) == 1 {
		if l, ok := f.Lookup(id.Name.Last()).(*draft.Local); ok {
			if l.Ref {
				return l.Type.Elem
			}
			return l.Type
		}
	}
	return f.Look(x).Type
}

// snapshot remembers what evaluating x for its type alone must not change.
func (f *Function) snapshot(syntax.Expr) func() {
	undeclared := len(f.Draft.Undeclared)
	return func() { f.Draft.Forget(undeclared) }
}
