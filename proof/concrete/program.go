package concrete

import (
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// program is an SSA program with the packages that every driver may import, which are
// most of what there is to build. Those of the drivers gather in it, so it is made anew
// now and then.
type program struct {
	*ssa.Program
	made    map[*types.Package]*ssa.Package
	drivers int
}

// maxDrivers bounds the drivers in one program.
const maxDrivers = 64

// program is the one for the next driver.
func (w *World) program() *program {
	if w.prog == nil || w.prog.drivers == maxDrivers {
		w.prog = &program{Program: ssa.NewProgram(w.Fset, ssa.InstantiateGenerics), made: map[*types.Package]*ssa.Package{}}
	}
	w.prog.drivers++
	return w.prog
}

// create makes and builds a package, behind those that it imports.
func (g *program) create(p *Package) *ssa.Package {
	if s := g.made[p.Types]; s != nil {
		return s
	}
	g.below(p.Types)
	s := g.CreatePackage(p.Types, p.Files, p.Info, true)
	g.made[p.Types] = s
	s.Build()
	return s
}

// below makes what a package imports: declarations alone.
func (g *program) below(p *types.Package) {
	for _, i := range p.Imports() {
		if g.made[i] != nil {
			continue
		}
		g.below(i)
		g.made[i] = g.CreatePackage(i, nil, nil, true)
	}
}

// functions are those of some packages, and what these refer to, in an order that
// depends on nothing else.
func (g *program) functions(ps []*Package) []*ssa.Function {
	seen := map[*ssa.Function]bool{}
	var out []*ssa.Function
	add := func(f *ssa.Function) {
		if f != nil && !seen[f] {
			seen[f] = true
			out = append(out, f)
		}
	}
	for _, p := range ps {
		s := g.made[p.Types]
		for _, name := range p.Types.Scope().Names() {
			switch m := s.Members[name].(type) {
			case *ssa.Function:
				add(m)
			case *ssa.Type:
				g.methods(m.Type(), add)
			}
		}
		add(s.Func("init"))
	}
	for i := 0; i < len(out); i++ {
		for _, b := range out[i].Blocks {
			for _, in := range b.Instrs {
				for _, o := range in.Operands(nil) {
					if f, ok := (*o).(*ssa.Function); ok {
						add(f)
					}
				}
			}
		}
	}
	return out
}

// methods visits the methods of a type and of pointers to it. One with parameters has
// them where it is instantiated.
func (g *program) methods(t types.Type, visit func(*ssa.Function)) {
	if n, ok := t.(*types.Named); !ok || n.TypeParams().Len() > 0 || types.IsInterface(t) {
		return
	}
	for _, t := range []types.Type{t, types.NewPointer(t)} {
		set := g.MethodSets.MethodSet(t)
		for i := range set.Len() {
			visit(g.MethodValue(set.At(i)))
		}
	}
}
