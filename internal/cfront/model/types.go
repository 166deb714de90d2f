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
	"ones": `
// ones is how many bits of a number are set.
func ones(n uint64) int32 {
	n = n - (n>>1)&0x5555555555555555
	n = n&0x3333333333333333 + (n>>2)&0x3333333333333333
	n = (n + n>>4) & 0x0f0f0f0f0f0f0f0f
	n = n + n>>8
	n = n + n>>16
	n = n + n>>32
	return int32(n & 127)
}
`,
	"lowest": `
// lowest is the index of the lowest bit that is set.
func lowest(n uint64) uint32 { return uint32(ones(n&(^n+1) - 1)) }
`,
	"highest": `
// highest is the index of the highest bit that is set.
func highest(n uint64) uint32 {
	n |= n >> 1
	n |= n >> 2
	n |= n >> 4
	n |= n >> 8
	n |= n >> 16
	n |= n >> 32
	return uint32(ones(n)) - 1
}
`,
	"multiplyHigh": `
// multiplyHigh is the high half of a product.
func multiplyHigh(a, b uint64) uint64 {
	low := (a & 0xffffffff) * (b & 0xffffffff)
	one := (a>>32)*(b&0xffffffff) + low>>32
	two := (a&0xffffffff)*(b>>32) + one&0xffffffff
	return (a>>32)*(b>>32) + one>>32 + two>>32
}
`,
	"swapped16": `
// swapped16 is a number with its bytes in the other order.
func swapped16(n uint16) uint16 { return n<<8 | n>>8 }
`,
	"swapped32": `
// swapped32 is a number with its bytes in the other order.
func swapped32(n uint32) uint32 { return n<<24 | n<<8&0xff0000 | n>>8&0xff00 | n>>24 }
`,
	"swapped64": `
// swapped64 is a number with its bytes in the other order.
func swapped64(n uint64) uint64 {
	n = n<<8&0xff00ff00ff00ff00 | n>>8&0x00ff00ff00ff00ff
	n = n<<16&0xffff0000ffff0000 | n>>16&0x0000ffff0000ffff
	return n<<32 | n>>32
}
`,
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
