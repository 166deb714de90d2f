package expr

import (
	"strconv"

	"github.com/wskvet/wskvet/internal/cfront/draft"
	"github.com/wskvet/wskvet/internal/cfront/names"
	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

// callMethodOf calls a method on an object, by the class that it was made of where its
// type here does not tell.
func (f *Function) callMethodOf(x *syntax.Call, fn *names.Function, rec *names.Record, obj draft.Value, want *names.Type) draft.Value {
	if obj.Ptr != "" && rec.Virtual() && f.Draft.IsVirtual(fn, rec) {
		if d := f.Draft.Dispatch(rec, fn); d != "" {
			return f.callAs(x, d, fn, f.AsBase(obj, rec))
		}
	}
	if !fn.Defined() {
		return f.callUnknown(x, fn.Type(), want)
	}
	return f.callAs(x, f.Draft.FuncName(fn), fn, f.AsBase(obj, rec))
}

// Tags are the members that tell an object's class.
func (f *Function) Tags(obj draft.Value) []draft.Value {
	rec := obj.Type.Rec
	if rec.Tag != nil {
		return []draft.Value{f.along(obj, []names.Step{{Of: rec, Field: rec.Tag}})}
	}
	var out []draft.Value
	for _, fl := range rec.Fields {
		if fl.Embedded && fl.Type.Kind == names.Struct && draft.DerivesFrom(rec, fl.Type.Rec) {
			out = append(out, f.Tags(f.along(obj, []names.Step{{Of: rec, Field: fl}}))...)
		}
	}
	return out
}

// classify leaves in an object of which class it is.
func (f *Function) classify(obj draft.Value) {
	if !obj.Type.Rec.Virtual() {
		return
	}
	n := strconv.Itoa(f.Draft.ClassNumber(obj.Type.Rec))
	for _, t := range f.Tags(obj) {
		f.Emit(t.Text + " = " + n)
	}
}
