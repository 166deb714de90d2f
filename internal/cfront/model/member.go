package model

import (
	"strconv"

	"github.com/wskvet/wskvet/internal/cfront/names"
	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

// member is x.name or x->name.
func (f *function) member(x *syntax.Member, want *names.Type) value {
	v := f.object(x)
	return f.select_(v, x.Name.Last(), want)
}

// object is what the member of x is a member of, as an lvalue.
func (f *function) object(x *syntax.Member) value {
	v := f.expr(x.X, nil)
	if v.t == nil || v.t.Kind == names.Void {
		v = unknown(names.TPointer)
	}
	if !x.Arrow {
		if !v.lv && v.calls && f.ends(v.t, 0) {
			return f.kept(v)
		}
		return v
	}
	if v.t.Kind == names.Array {
		v = f.decay(v)
	}
	if v.t.Kind == names.Struct {
		return f.derefObject(v, nil)
	}
	switch {
	case v.isNull():
		v = value{s: "(" + "*uintptr)(nil)", t: names.PointerTo(names.TUintptr), prec: precPrimary}
	case v.t.Kind == names.Int || v.t.Kind == names.Any || v.t.Kind == names.Handle:
		v = f.toPointer(v, names.TPointer)
	}
	if v.t.Kind == names.Pointer && v.t.Elem.Kind != names.Void {
		return f.deref(v, nil)
	}
	out := target(v.at(precPrimary), names.TVoid)
	out.calls = v.calls
	return out
}

// select_ is the member of an object.
func (f *function) select_(v value, name string, want *names.Type) value {
	if v.t.Kind != names.Struct {
		return f.unknownMember(v, name, want)
	}
	steps := v.t.Rec.Find(name)
	if steps == nil {
		return f.unknownMember(v, name, want)
	}
	return f.along(v, steps)
}

// along follows the way to a member.
func (f *function) along(v value, steps []names.Step) value {
	cur := v
	for i, s := range steps {
		t := s.Field.Type
		if s.Of.Union && !s.Of.Foreign {
			if !cur.lv {
				cur = f.temp(cur)
			}
			next := target("(*"+t.String()+")(unsafe.Pointer("+cur.address()+"))", t)
			if t.Kind == names.Func {
				next = value{s: "*(*" + t.String() + ")(unsafe.Pointer(" + cur.address() + "))", t: t, prec: precUnary, lv: true}
			}
			next.calls, next.bits = cur.calls, s.Field.Bits
			cur = next
			continue
		}
		if s.Field.Embedded && i+1 < len(steps) && !(steps[i+1].Of.Union && !steps[i+1].Of.Foreign) && s.Of.Foreign {
			continue
		}
		next := value{s: cur.base() + "." + s.Field.Go, t: t, prec: precPrimary, lv: cur.lv || cur.ptr != "", calls: cur.calls, bits: s.Field.Bits}
		if s.Field.Ref && t.Kind == names.Pointer {
			next = target(next.s, t.Elem)
			next.calls = cur.calls
		}
		cur = next
	}
	return cur
}

// unknownMember is a member that nothing declares: a cell of that name.
func (f *function) unknownMember(v value, name string, want *names.Type) value {
	t := want
	if t == nil || t.Kind == names.Void || t.Kind == names.Any || t.Kind == names.Slice || t.Kind == names.String || t.Kind == names.Param {
		t = names.TInt32
		if want != nil && want.Kind == names.Any {
			t = names.TPointer
		}
		if want == nil {
			t = names.TUintptr
		}
	}
	if v.t.Kind == names.Struct && len(v.t.Rec.Fields) > 0 && v.t.Rec.Foreign {
		for _, fl := range v.t.Rec.Fields { // Basic.WskCloseSocket: the part that Go embeds
			if fl.Embedded && name == "Basic" {
				return f.along(v, []names.Step{{Of: v.t.Rec, Field: fl}})
			}
		}
	}
	if !v.lv {
		if v.t.Kind == names.Void {
			return unknown(t)
		}
		v = f.temp(v)
	}
	addr := v.address()
	if !(v.t.Kind == names.Void && v.ptr != "") {
		addr = "unsafe.Pointer(" + addr + ")"
	}
	out := target("wdm.Field["+t.String()+"]("+addr+", "+strconv.Quote(name)+")", t)
	if t.Kind == names.Func {
		out = value{s: "*" + out.ptr, t: t, prec: precUnary, lv: true}
	}
	out.calls = v.calls
	return out
}
