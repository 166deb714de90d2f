package model

import (
	"strconv"
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/names"
)

// from is the object that this is part of, as one of the class that a method is of.
func (f *function) from(this value, fn *names.Function) string {
	rec := f.b.classRecord(fn)
	if rec == nil || rec == this.t.Rec || derives(this.t.Rec, rec, 0) {
		return f.asBase(this, orRecord(rec, this.t.Rec))
	}
	return f.outer(this.address(), rec, this.t.Rec)
}

func orRecord(r, other *names.Record) *names.Record {
	if r == nil {
		return other
	}
	return r
}

// outer is the object of a class of which p points to a base.
func (f *function) outer(p string, rec, base *names.Record) string {
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
		if derives(fl.Type.Rec, base, 0) {
			rest, head := basePath(fl.Type.Rec, base)
			return fl.Go + "." + rest, i == 0 && head
		}
	}
	return "", true
}

// related is a pointer to an object as one to a base of its class, or to the object of
// which it is a base, where they do not begin at the same place. Null stays null.
func (f *function) related(v value, t *names.Type) (value, bool) {
	if v.t.Kind != names.Pointer || t.Kind != names.Pointer || v.t.Elem.Kind != names.Struct || t.Elem.Kind != names.Struct {
		return value{}, false
	}
	have, want := v.t.Elem.Rec, t.Elem.Rec
	down := derives(want, have, 0)
	if !down && !derives(have, want, 0) {
		return value{}, false
	}
	if _, first := basePath(have, want); !down && first {
		return value{}, false
	}
	if _, first := basePath(want, have); down && first {
		return value{}, false
	}
	if strings.HasPrefix(v.s, "&") && !down {
		obj := f.deref(v, nil)
		return primary(f.asBase(obj, want), t), true
	}
	p := f.temp(v)
	out := f.variable(t)
	f.emit("if " + p.s + " != nil {")
	if down {
		f.emit(out + " = " + f.outer(p.s, want, have))
	} else {
		f.emit(out + " = " + f.asBase(f.deref(p, nil), want))
	}
	f.emit("}")
	return primary(out, t), true
}
