package expr

import (
	"github.com/wskvet/wskvet/internal/cfront/draft"
	"github.com/wskvet/wskvet/internal/cfront/names"
)

// publish hands an object to the system.
func (f *Function) publish(v draft.Value) draft.Value {
	if v.Type.Kind != names.Pointer || v.Type.Elem.Kind != names.Struct || v.IsNull() {
		return v
	}
	object := f.Draft.SystemObject(v.Type.Elem.Rec)
	if object == "" || f.This != nil && v.Text == f.This.Name {
		return v
	}
	if v.Calls {
		v = f.Temp(v)
	}
	f.Emit("if " + v.At(draft.PrecCompare+1) + " != nil {")
	f.Emit(object + " = " + v.Text)
	f.Emit("}")
	return v
}

// released is p->Release() of an object whose class leaves the counting of references
// to a base that the text does not have. One that the system was not handed ends here:
// the driver's reference is taken for the last.
func (f *Function) released(v draft.Value, method string) bool {
	if method != "Release" || v.Type.Kind != names.Struct || v.Ptr == "" {
		return false
	}
	object := f.Draft.SystemObject(v.Type.Rec)
	if object == "" {
		return false
	}
	f.Emit("if " + v.Ptr + " != nil && " + object + " != " + v.Ptr + " {")
	f.Finish(v)
	f.Emit("wdm.ExFreePool(" + v.Ptr + ")")
	f.Emit("}")
	return true
}
