package recast

import (
	"fmt"
	"go/ast"
	"go/types"
	"strings"
)

// A way is another way to call a function: what it declares, and what is called instead.
type way struct {
	name  string
	make  func(f function) (declares, callee string)
	holds bool // in the initial value of a variable: the function may not come back to it
}

var ways = []way{
	{"called through an interface", throughInterface, false},
	{"called by a generic function", byGeneric, false},
	{"called through a table", throughTable, true},
	{"called through a closure", throughClosure, false},
	{"called by a method", byMethod, false},
}

// A function is one that is to be called in another way.
type function struct {
	name             string
	params, results  string // as they are declared
	forwards         string // the parameters, as they are handed on
	arity, returning int
}

// indirect has some functions be called in other ways.
func (m *model) indirect() {
	calls := m.calls()
	for _, d := range m.file.Decls {
		fd, ok := d.(*ast.FuncDecl)
		if !ok || fd.Recv != nil || fd.Type.TypeParams != nil || m.r.IntN(4) > 0 {
			continue
		}
		sites := calls[m.pkg.Info.Defs[fd.Name]]
		f, ok := m.function(fd)
		if !ok || len(sites) == 0 {
			continue
		}
		w := ways[m.r.IntN(len(ways))]
		if w.holds && m.recursive(m.pkg.Info.Defs[fd.Name]) {
			continue
		}
		m.features = append(m.features, w.name)
		declares, callee := w.make(f)
		m.more = append(m.more, declares)
		for _, id := range sites {
			m.replace(id.Pos(), id.End(), callee)
		}
	}
}

// recursive reports whether a function of the package comes to itself again.
func (m *model) recursive(f types.Object) bool {
	bodies := map[types.Object]ast.Node{}
	for _, d := range m.file.Decls {
		if fd, ok := d.(*ast.FuncDecl); ok && fd.Body != nil {
			bodies[m.pkg.Info.Defs[fd.Name]] = fd.Body
		}
	}
	seen := map[types.Object]bool{}
	var visit func(o types.Object)
	visit = func(o types.Object) {
		if bodies[o] == nil {
			return
		}
		ast.Inspect(bodies[o], func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok && !seen[m.pkg.Info.Uses[id]] {
				seen[m.pkg.Info.Uses[id]] = true
				visit(m.pkg.Info.Uses[id])
			}
			return true
		})
	}
	visit(f)
	return seen[f]
}

// calls are where each function of the package is called by its name.
func (m *model) calls() map[types.Object][]*ast.Ident {
	out := map[types.Object][]*ast.Ident{}
	ast.Inspect(m.file, func(n ast.Node) bool {
		if c, ok := n.(*ast.CallExpr); ok {
			if id, ok := c.Fun.(*ast.Ident); ok {
				o := m.pkg.Info.Uses[id]
				out[o] = append(out[o], id)
			}
		}
		return true
	})
	return out
}

// function is what is to be known of a function; not ok if its parameters have no names.
func (m *model) function(d *ast.FuncDecl) (function, bool) {
	f := function{name: d.Name.Name, params: m.text(d.Type.Params)}
	var names []string
	for _, p := range d.Type.Params.List {
		for _, id := range p.Names {
			name := id.Name
			if _, rest := p.Type.(*ast.Ellipsis); rest {
				name += "..."
			}
			names = append(names, name)
		}
		if len(p.Names) == 0 {
			return f, false
		}
	}
	f.forwards, f.arity = strings.Join(names, ", "), len(names)
	if d.Type.Results != nil {
		f.results, f.returning = m.text(d.Type.Results), d.Type.Results.NumFields()
	}
	return f, f.returning < 3
}

// forwarded calls the function itself.
func (f function) forwarded() string {
	call := f.name + "(" + f.forwards + ")"
	if f.returning > 0 {
		return "return " + call
	}
	return call
}

func throughInterface(f function) (declares, callee string) {
	return fmt.Sprintf("type %[1]sCaller interface {\ndo%[2]s %[3]s\n}\n\ntype %[1]sCalled struct{}\n\nfunc (%[1]sCalled) do%[2]s %[3]s { %[4]s }\n\nvar %[1]sThrough %[1]sCaller = %[1]sCalled{}",
		f.name, f.params, f.results, f.forwarded()), f.name + "Through.do"
}

func byGeneric(f function) (declares, callee string) {
	return fmt.Sprintf("func %[1]sAny[F any](f F) F { return f }", f.name), f.name + "Any(" + f.name + ")"
}

func throughTable(f function) (declares, callee string) {
	return fmt.Sprintf("type %[1]sTable struct{ do func%[2]s %[3]s }\n\nvar %[1]sTables = [1]%[1]sTable{{do: %[1]s}}", f.name, f.params, f.results), f.name + "Tables[0].do"
}

func throughClosure(f function) (declares, callee string) {
	return fmt.Sprintf("func %[1]sLater() func%[2]s %[3]s {\nreturn func%[2]s %[3]s { %[4]s }\n}", f.name, f.params, f.results, f.forwarded()), f.name + "Later()"
}

// byMethod calls a method of what is embedded.
func byMethod(f function) (declares, callee string) {
	return fmt.Sprintf("type %[1]sInner struct{}\n\nfunc (*%[1]sInner) do%[2]s %[3]s { %[4]s }\n\nvar %[1]sOuter struct{ %[1]sInner }",
		f.name, f.params, f.results, f.forwarded()), f.name + "Outer.do"
}
