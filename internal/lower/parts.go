package lower

import (
	"go/ast"
	"go/token"
	"go/types"
	"maps"
)

// The SSA form of a large package takes as much memory as its types and syntax. So
// such a package is brought to it part by part: some functions at a time, the others
// as declarations without a body. What is lowered of a part is all that stays of it.

// part is some functions of a package, ready to be brought to SSA form.
type part struct {
	files     []*ast.File
	info      *types.Info
	elsewhere map[ast.Node]bool // declarations, without a body, of functions of other parts
	last      bool
}

// partSize is how many bytes of source text make a part, some ten thousand lines:
// what most drivers have is one.
const partSize = 256 << 10

// split makes parts of a package, of so many bytes. The first one has its initialisers.
func split(src Source, limit token.Pos) []*part {
	s := &splitter{src: src, home: map[types.Object]int{}, decls: map[types.Object]*ast.FuncDecl{}}
	n, size := 0, token.Pos(0)
	for _, f := range src.Files {
		for _, d := range f.Decls {
			d, ok := d.(*ast.FuncDecl)
			if !ok {
				continue
			}
			if size += d.End() - d.Pos(); size > limit {
				n, size = n+1, d.End()-d.Pos()
			}
			obj := src.Info.Defs[d.Name]
			s.home[obj], s.decls[obj] = n, d
			if d.Recv == nil && d.Name.Name == "init" {
				s.home[obj] = 0
			}
		}
	}
	if n == 0 {
		return []*part{{files: src.Files, info: src.Info, last: true}}
	}
	var out []*part
	for i := range n + 1 {
		out = append(out, s.part(i))
	}
	out[n].last = true
	return out
}

// splitter makes parts.
type splitter struct {
	src   Source
	home  map[types.Object]int // the part that a function is in
	decls map[types.Object]*ast.FuncDecl
}

// part is the n-th part: its functions, all variables, and declarations of what they
// use of the other parts.
func (s *splitter) part(n int) *part {
	info := *s.src.Info
	info.FileVersions = maps.Clone(info.FileVersions)
	if n > 0 {
		info.InitOrder = nil
	}
	p := &part{info: &info, elsewhere: map[ast.Node]bool{}}
	for _, f := range s.src.Files {
		file := &ast.File{Package: f.Package, Name: f.Name}
		if v, ok := info.FileVersions[f]; ok {
			info.FileVersions[file] = v
		}
		for _, d := range f.Decls {
			if d, ok := d.(*ast.FuncDecl); ok && s.home[info.Defs[d.Name]] != n {
				continue
			}
			file.Decls = append(file.Decls, d)
		}
		p.files = append(p.files, file)
	}
	declared := map[types.Object]bool{}
	for _, f := range p.files {
		for _, d := range f.Decls {
			if g, ok := d.(*ast.GenDecl); ok && (n > 0 || g.Tok != token.VAR) {
				continue
			}
			f.Decls = append(f.Decls, s.used(n, d, declared, p.elsewhere)...)
		}
	}
	return p
}

// used are declarations of the functions of other parts than n that d uses and that
// are not declared yet.
func (s *splitter) used(n int, d ast.Decl, declared map[types.Object]bool, elsewhere map[ast.Node]bool) (out []ast.Decl) {
	ast.Inspect(d, func(x ast.Node) bool {
		id, ok := x.(*ast.Ident)
		if !ok {
			return true
		}
		fn, ok := s.src.Info.Uses[id].(*types.Func)
		if !ok || fn.Signature().Recv() != nil {
			return true
		}
		obj := types.Object(fn.Origin())
		full := s.decls[obj]
		if full == nil || s.home[obj] == n || declared[obj] {
			return true
		}
		declared[obj] = true
		short := &ast.FuncDecl{Name: full.Name, Type: full.Type}
		elsewhere[short] = true
		out = append(out, short)
		return true
	})
	return out
}
