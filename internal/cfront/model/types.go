package model

import (
	"strconv"

	"github.com/wskvet/wskvet/internal/cfront/names"
)

// types writes structures, constants, what is not declared, and helpers.
func (f *file) types() {
	b := f.b
	for _, r := range b.prog.Records {
		f.raw("\ntype " + r.Name + " struct {\n")
		switch {
		case r.Union:
			if l := r.Largest(); l != nil {
				f.raw("\tu " + l.Type.String() + "\n")
			}
		default:
			for _, fl := range r.Fields {
				f.raw("\t" + fl.Go + " " + fl.Type.String() + "\n")
			}
		}
		f.raw("}\n")
	}
	f.systemCalls()
	f.virtuals()
	for _, t := range b.prog.Opaque {
		f.raw("\n// " + t.Name + " is declared elsewhere.\ntype " + t.Name + " uintptr\n")
	}
	for _, e := range b.enums {
		t := ""
		if e.Value == int64(int32(e.Value)) {
			t = " int32"
		} else {
			t = " int64"
		}
		f.raw("\nconst " + e.Go + t + " = " + strconv.FormatInt(e.Value, 10) + "\n")
	}
	for _, name := range b.order {
		v := b.unknown[name]
		if v.konst {
			f.raw("\n// " + v.name + " is a failure of its own; its value is not known.\nconst " + v.name + " " + v.t.String() + " = " + strconv.FormatInt(v.n, 10) + "\n")
			continue
		}
		init := unknown(v.t).s
		if v.t.Kind == names.Pointer && v.t.Elem.Kind != names.Void {
			init = "new(" + v.t.Elem.String() + ")" // the system's variables are there
		}
		f.raw("\n// " + v.name + " is declared elsewhere.\nvar " + v.name + " " + v.t.String() + " = " + init + "\n")
	}
	for _, name := range sortedKeys(b.helpers) {
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
