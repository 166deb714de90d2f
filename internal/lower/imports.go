package lower

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// imports makes the packages that src imports known to prog. One made of types
// alone has a member for everything that it declares: a thousand kernel
// interfaces, of which a driver uses a few. So each gets declarations of what
// src uses of it. Methods without one are made by prog as they are met.
func imports(prog *ssa.Program, src Source) {
	type use struct {
		file *ast.File
		info *types.Info
	}
	uses := map[*types.Package]use{}
	for _, p := range src.Types.Imports() {
		uses[p] = use{&ast.File{Name: ast.NewIdent(p.Name())}, &types.Info{Defs: map[*ast.Ident]types.Object{}, FileVersions: map[*ast.File]string{}}}
	}
	seen := map[types.Object]bool{}
	for _, obj := range src.Info.Uses {
		if fn, ok := obj.(*types.Func); ok {
			obj = fn.Origin()
		}
		u, ok := uses[obj.Pkg()]
		if !ok || seen[obj] {
			continue
		}
		seen[obj] = true
		if decl := declare(obj, u.info); decl != nil {
			u.file.Decls = append(u.file.Decls, decl)
		}
	}
	for _, p := range src.Types.Imports() {
		prog.CreatePackage(p, []*ast.File{uses[p].file}, uses[p].info, true)
	}
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
