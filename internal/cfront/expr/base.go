package expr

import (
	"strconv"
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/draft"
	"github.com/wskvet/wskvet/internal/cfront/names"
)

// From is the object that this is part of, as one of the class that a method is of.
func (f *Function) From(this draft.Value, fn *names.Function) string {
	rec := f.Draft.ClassRecord(fn)
	if rec == nil || rec == this.Type.Rec || draft.Derives(this.Type.Rec, rec, 0) {
		return f.AsBase(this, orRecord(rec, this.Type.Rec))
	}
	return f.Outer(this.Address(), rec, this.Type.Rec)
}

func orRecord(r, other *names.Record) *names.Record {
	if r == nil {
		return other
	}
	return r
}

// Outer is the object of a class of which p points to a base.
func (f *Function) Outer(p string, rec, base *names.Record) string {
	path, first := basePath(rec, base)
	if first {
		return "(*" + rec.Name + ")(unsafe.Pointer(" + p + "))"
	}
	return "wdm.ContainingRecord[" + rec.Name + "](unsafe.Pointer(" + p + "), " + strconv.Quote(path) + ")"
}

// basePath is the way to a base in Go, and whether it is at the beginning.
func basePath(rec, base *names.Record) (path string, first bool) {
	for i, fl := range rec.Fields {
		if !fl.Embedded || fl.Type.Kind != names.Struct {
			continue
		}
		if fl.Type.Rec == base {
			return fl.Go, i == 0
		}
		if draft.Derives(fl.Type.Rec, base, 0) {
			rest, head := basePath(fl.Type.Rec, base)
			return fl.Go + "." + rest, i == 0 && head
		}
	}
	return "", true
}

// related is a pointer to an object as one to a base of its class, or to the object of
// which it is a base, where they do not begin at the same place. Null stays null.
func (f *Function) related(v draft.Value, t *names.Type) (draft.Value, bool) {
	if v.Type.Kind != names.Pointer || t.Kind != names.Pointer || v.Type.Elem.Kind != names.Struct || t.Elem.Kind != names.Struct {
		return draft.Value{}, false
	}
	have, want := v.Type.Elem.Rec, t.Elem.Rec
	down := draft.Derives(want, have, 0)
	if !down && !draft.Derives(have, want, 0) {
		return draft.Value{}, false
	}
	if _, first := basePath(have, want); !down && first {
		return draft.Value{}, false
	}
	if _, first := basePath(want, have); down && first {
		return draft.Value{}, false
	}
	if strings.HasPrefix(v.Text, "&") && !down {
		obj := f.Deref(v, nil)
		return draft.Primary(f.AsBase(obj, want), t), true
	}
	p := f.Temp(v)
	out := f.Variable(t)
	f.Emit("if " + p.Text + " != nil {")
	if down {
		f.Emit(out + " = " + f.Outer(p.Text, want, have))
	} else {
		f.Emit(out + " = " + f.AsBase(f.Deref(p, nil), want))
	}
	f.Emit("}")
	return draft.Primary(out, t), true
}
