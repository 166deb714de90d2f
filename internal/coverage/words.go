package coverage

import (
	"slices"
	"strings"

	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/near"
	"github.com/wskvet/wskvet/internal/summary"
)

// misspelt are the calls of functions that are named almost as one of WSK is, and that do
// nothing by themselves: what is meant is not followed.
func (r *reasons) misspelt(own *summary.Package) []finding.Finding {
	known := ddi.LifecycleNames()
	var out []finding.Finding
	for _, f := range r.funcs {
		if f.pkg != own {
			continue
		}
		f.visit(func(_ Place, in *summary.Instr) {
			if in.Call == nil || in.Pos.Line == 0 || r.op(f, in.Call) != ddi.None {
				return
			}
			name := r.calledName(f, in.Call)
			if meant := nearest(name, known); meant != "" && !r.does(f.target(in.Call.Callee)) {
				out = append(out, f.inconclusive(f.position(in.Pos), name+" is no function of WSK that is known, and is near to "+meant))
			}
		})
	}
	return out
}

// nearest is the name of a function of WSK that a name is near to, or "".
func nearest(name string, known []string) string {
	for _, p := range []string{"wsk", "nmr"} {
		if strings.HasPrefix(strings.ToLower(name), p) && !slices.Contains(known, name) {
			return near.Word(name, known)
		}
	}
	return ""
}

// calledName is the name of what is called: a function, a method or a field.
func (c *code) calledName(f *fn, call *summary.Call) string {
	if call.Name != "" {
		return call.Name
	}
	if in := f.def(call.Callee); in != nil && in.Code == summary.Load {
		return short(f.cell(in.A))
	}
	return ""
}

// does reports whether a function has a body that calls something.
func (c *code) does(name string) bool {
	g := c.by[name]
	if g == nil {
		return false
	}
	calls := false
	g.visit(func(_ Place, in *summary.Instr) { calls = calls || in.Call != nil })
	return calls
}
