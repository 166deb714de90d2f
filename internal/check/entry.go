package check

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/near"
)

// resembling is what looks like a driver's entry in a package that has none, or nil: by a
// name that is almost that of one, or by what it is handed.
func resembling(in Input) *finding.Finding {
	var byName, byType *ast.Ident
	for _, f := range in.Files {
		for _, d := range f.Decls {
			for _, id := range declared(d) {
				obj := in.Info.Defs[id]
				if obj == nil || !callable(obj.Type()) {
					continue
				}
				if byName == nil && near.Word(id.Name, ddi.Entries()) != "" {
					byName = id
				}
				if byType == nil && loads(obj.Type()) {
					byType = id
				}
			}
		}
	}
	id := byName
	if id == nil {
		id = byType
	}
	if id == nil {
		return nil
	}
	at := in.Fset.Position(id.Pos())
	pos := finding.Position{File: at.Filename, Line: at.Line, Col: at.Column}
	return &finding.Finding{
		Rule: finding.Inconclusive, Pos: pos, End: pos, Package: in.Path, Func: id.Name,
		Message: id.Name + " looks like a driver's entry and is none, so nothing is followed from load to unload: an entry is a function named DriverEntry, or marked //wskvet:entry",
	}
}

// declared are the functions, methods and variables that a declaration declares.
func declared(d ast.Decl) []*ast.Ident {
	switch d := d.(type) {
	case *ast.FuncDecl:
		return []*ast.Ident{d.Name}
	case *ast.GenDecl:
		var out []*ast.Ident
		for _, s := range d.Specs {
			if v, ok := s.(*ast.ValueSpec); ok && d.Tok == token.VAR {
				out = append(out, v.Names...)
			}
		}
		return out
	}
	return nil
}

func callable(t types.Type) bool {
	_, ok := t.Underlying().(*types.Signature)
	return ok
}

// loads reports whether a function is handed a driver object and the path of its
// settings, and says by its result whether the driver stays loaded.
func loads(t types.Type) bool {
	sig, ok := t.Underlying().(*types.Signature)
	if !ok || sig.Results().Len() != 1 || sig.Params().Len() != 2 {
		return false
	}
	return pointee(sig.Params().At(0).Type()) == "DRIVER_OBJECT" && strings.HasPrefix(pointee(sig.Params().At(1).Type()), "UNICODE_STRING")
}

// pointee is the name of the type that a pointer is to, or "".
func pointee(t types.Type) string {
	p, ok := t.Underlying().(*types.Pointer)
	if !ok {
		return ""
	}
	n, ok := types.Unalias(p.Elem()).(*types.Named)
	if !ok {
		return ""
	}
	return strings.TrimLeft(n.Obj().Name(), "_")
}
