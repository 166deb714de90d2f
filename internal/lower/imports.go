package lower

import (
	"go/ast"
	"go/token"
	"go/types"
)

// imported is what is used of a package.
type imported struct {
	pkg  *types.Package
	file *ast.File
	info *types.Info
}

// imports is what src uses of the packages that it imports. An SSA package that is
// made of types alone has a member for everything that is declared: a thousand kernel
// interfaces, of which a driver uses a few. So each gets declarations of what is
// used. Methods without one are made as they are met.
func imports(src Source) []imported {
	var out []imported
	place := map[*types.Package]int{}
	for _, p := range src.Types.Imports() {
		place[p] = len(out)
		out = append(out, imported{p, &ast.File{Name: ast.NewIdent(p.Name())}, &types.Info{Defs: map[*ast.Ident]types.Object{}, FileVersions: map[*ast.File]string{}}})
	}
	seen := map[types.Object]bool{}
	for _, obj := range src.Info.Uses {
		if fn, ok := obj.(*types.Func); ok {
			obj = fn.Origin()
		}
		i, ok := place[obj.Pkg()]
		if !ok || seen[obj] {
			continue
		}
		seen[obj] = true
		if decl := declare(obj, out[i].info); decl != nil {
			out[i].file.Decls = append(out[i].file.Decls, decl)
		}
	}
	return out
}

// declare is a declaration of a function, method or package variable, else nil.
func declare(obj types.Object, info *types.Info) ast.Decl {
	id := ast.NewIdent(obj.Name())
	switch obj := obj.(type) {
	case *types.Func:
		info.Defs[id] = obj
		return &ast.FuncDecl{Name: id, Type: &ast.FuncType{}}
	case *types.Var:
		if obj.Parent() == obj.Pkg().Scope() {
			info.Defs[id] = obj
			return &ast.GenDecl{Tok: token.VAR, Specs: []ast.Spec{&ast.ValueSpec{Names: []*ast.Ident{id}}}}
		}
	}
	return nil
}
