package recast

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"maps"
	"path"
	"strings"
	"unicode"

	"github.com/wskvet/wskvet/proof/concrete"
)

// packages are the names of the packages that a model is spread over; each may import
// those before it.
var packages = []string{"ground", "middle", "driver"}

// A piece is a declaration, with the methods of what it declares.
type piece struct {
	parts []part
	needs map[types.Object]bool
	has   []types.Object
	level int // the index of its package
}

// A part is a declaration, or one of a group without the word that the group has.
type part struct {
	word string
	node ast.Node
}

// spread puts the model's declarations into at most n packages; it returns how many have
// come to be.
func (m *model) spread(n int) (map[string]string, int, error) {
	pieces := m.pieces()
	home := m.levels(pieces, n)
	m.rename(pieces, home)
	m.sort()
	bodies := make([]strings.Builder, len(packages))
	for _, p := range pieces {
		for _, x := range p.parts {
			fmt.Fprintf(&bodies[p.level], "%s %s\n\n", x.word, m.edited(m.offset(x.node.Pos()), m.offset(x.node.End())))
		}
	}
	out := map[string]string{}
	for i, name := range packages {
		body := bodies[i].String()
		if body == "" {
			continue
		}
		dir := m.dir
		if name != "driver" {
			dir += "/" + name
		}
		file, err := m.formatted(name, dir, "package "+name+"\n\n"+m.imports(body, i)+body)
		if err != nil {
			return nil, 0, err
		}
		maps.Copy(out, file)
	}
	return out, len(out), nil
}

// imports are the packages that the text of a package names.
func (m *model) imports(body string, level int) string {
	s := "import (\n"
	for _, i := range m.file.Imports {
		at := strings.Trim(i.Path.Value, `"`)
		if strings.Contains(body, path.Base(at)+".") {
			s += i.Path.Value + "\n"
		}
	}
	for _, p := range packages[:level] {
		if strings.Contains(body, p+".") {
			s += fmt.Sprintf("%q\n", concrete.Module+"/"+m.dir+"/"+p)
		}
	}
	return s + ")\n\n"
}

// pieces are the declarations of the model. Methods belong to their types.
func (m *model) pieces() []*piece {
	var out []*piece
	of := map[types.Object]*piece{}
	add := func(n ast.Node, word string, names ...*ast.Ident) {
		p := &piece{parts: []part{{word, n}}, needs: m.needs(n)}
		for _, id := range names {
			o := m.pkg.Info.Defs[id]
			p.has = append(p.has, o)
			of[o] = p
		}
		out = append(out, p)
	}
	var methods []*ast.FuncDecl
	for _, d := range m.file.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if d.Recv != nil {
				methods = append(methods, d)
				continue
			}
			add(d, "", d.Name)
		case *ast.GenDecl:
			if d.Tok == token.CONST { // constants may count on from each other
				add(d, "", constants(d)...)
				continue
			}
			for _, s := range d.Specs {
				switch s := s.(type) {
				case *ast.ValueSpec:
					add(s, d.Tok.String(), s.Names...)
				case *ast.TypeSpec:
					add(s, d.Tok.String(), s.Name)
				}
			}
		}
	}
	for _, f := range methods {
		p := of[m.receiver(f)]
		p.parts = append(p.parts, part{"", f})
		maps.Copy(p.needs, m.needs(f))
	}
	return out
}

// constants are the names that a declaration of constants has.
func constants(d *ast.GenDecl) []*ast.Ident {
	var out []*ast.Ident
	for _, s := range d.Specs {
		out = append(out, s.(*ast.ValueSpec).Names...)
	}
	return out
}

// receiver is the type that a method belongs to.
func (m *model) receiver(f *ast.FuncDecl) types.Object {
	t := m.pkg.Info.Defs[f.Name].(*types.Func).Signature().Recv().Type()
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	return types.Unalias(t).(*types.Named).Origin().Obj()
}

// needs is what of the package a node mentions.
func (m *model) needs(n ast.Node) map[types.Object]bool {
	out := map[types.Object]bool{}
	ast.Inspect(n, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			if o := m.global(id); o != nil && m.pkg.Info.Uses[id] != nil {
				out[o] = true
			}
		}
		return true
	})
	return out
}

// levels puts each piece into a package: what it needs is there or below, and so is what
// needs each other. DriverEntry is at the top.
func (m *model) levels(pieces []*piece, n int) map[types.Object]int {
	home := map[types.Object]int{}
	lowest := len(packages) - n
	for _, p := range pieces {
		p.level = lowest
		for _, o := range p.has {
			if o.Name() == "DriverEntry" {
				p.level = len(packages) - 1
			}
			home[o] = p.level
		}
	}
	raise := func() {
		for moved := true; moved; {
			moved = false
			for _, p := range pieces {
				for o := range p.needs {
					if home[o] > p.level {
						p.level, moved = home[o], true
					}
				}
				for _, o := range p.has {
					home[o] = p.level
				}
			}
		}
	}
	for range 2 * n {
		p := pieces[m.r.IntN(len(pieces))]
		p.level = min(p.level+1, len(packages)-1)
		for _, o := range p.has {
			home[o] = p.level
		}
		raise()
	}
	return home
}

// rename exports what other packages use, and names it with its package there.
func (m *model) rename(pieces []*piece, home map[types.Object]int) {
	for _, p := range pieces {
		for _, x := range p.parts {
			m.renameIn(x.node, p.level, home)
		}
	}
}

func (m *model) renameIn(n ast.Node, level int, home map[types.Object]int) {
	seen := map[token.Pos]bool{}
	ast.Inspect(n, func(n ast.Node) bool {
		id, ok := n.(*ast.Ident)
		if !ok || seen[id.Pos()] || id.Name == "_" {
			return true
		}
		seen[id.Pos()] = true
		if o := m.global(id); o != nil {
			name := exported(id.Name)
			if at, ok := home[o]; ok && at != level {
				name = packages[at] + "." + name
			}
			m.replace(id.Pos(), id.End(), name)
			return true
		}
		if m.member(id) {
			m.replace(id.Pos(), id.End(), exported(id.Name))
		}
		return true
	})
}

// member reports whether an identifier is a field or a method of the model's own.
func (m *model) member(id *ast.Ident) bool {
	o := m.pkg.Info.Uses[id]
	if o == nil {
		o = m.pkg.Info.Defs[id]
	}
	switch o := o.(type) {
	case *types.Var:
		return o.IsField() && o.Pkg() == m.pkg.Types
	case *types.Func:
		return o.Signature().Recv() != nil && o.Pkg() == m.pkg.Types
	}
	return false
}

func exported(name string) string {
	r := []rune(name)
	r[0] = unicode.ToUpper(r[0])
	return string(r)
}
