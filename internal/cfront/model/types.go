package model

import (
	"maps"
	"slices"
	"strconv"

	"github.com/wskvet/wskvet/internal/cfront/draft"
	"github.com/wskvet/wskvet/internal/cfront/names"
)

// types writes structures, constants, what is not declared, and helpers.
func (f *file) types() {
	b := f.b
	for _, r := range b.Program.Records {
		f.raw("\ntype " + r.Name + " struct {\n")
		switch {
		case r.Union:
			if l := r.Largest(); l != nil {
				f.raw("\tu " + l.Type.String() + "\n")
			}
		case r.Word != nil:
			f.raw("\tword " + r.Word.String() + "\n")
		default:
			for _, fl := range r.Fields {
				f.raw("\t" + fl.Go + " " + fl.Type.String() + "\n")
			}
		}
		f.raw("}\n")
	}
	f.systemCalls()
	f.virtuals()
	for _, t := range b.Program.Opaque {
		f.raw("\n// " + t.Name + " is declared elsewhere.\ntype " + t.Name + " uintptr\n")
	}
	for _, e := range b.Constants {
		t := ""
		if e.Value == int64(int32(e.Value)) {
			t = " int32"
		} else {
			t = " int64"
		}
		f.raw("\nconst " + e.Go + t + " = " + strconv.FormatInt(e.Value, 10) + "\n")
	}
	for _, name := range b.Undeclared {
		v := b.Unknown[name]
		if v.Const {
			f.raw("\n// " + v.Name + " is a failure of its own; its value is not known.\nconst " + v.Name + " " + v.Type.String() + " = " + strconv.FormatInt(v.N, 10) + "\n")
			continue
		}
		init := draft.Unknown(v.Type).Text
		if v.Type.Kind == names.Pointer && v.Type.Elem.Kind != names.Void {
			init = "new(" + v.Type.Elem.String() + ")" // the system's variables are there
		}
		f.raw("\n// " + v.Name + " is declared elsewhere.\nvar " + v.Name + " " + v.Type.String() + " = " + init + "\n")
	}
	for _, name := range slices.Sorted(maps.Keys(b.Helpers)) {
		f.raw(helperTexts[name])
	}
}

var helperTexts = map[string]string{
	"truth": `
// truth is a condition as a number.
func truth(b bool) int32 {
	if b {
		return 1
	}
	return 0
}
`,
}
