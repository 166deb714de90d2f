package lower

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"slices"
	"testing"

	"github.com/wskvet/wskvet/internal/summary"
)

// What a package has that leads from one part of it to another: calls, methods as
// they are called, promoted, bound and taken as functions, closures, generics,
// initialisers and variables.
const manifold = `package p

type inner struct{ n int }

func (i *inner) Step(by int) int { i.n += by; return helper(i.n) }

type outer struct {
	inner
	next *outer
}

type stepper interface{ Step(int) int }

var first, second = start(), start()

var table = []func(int) int{helper, func(n int) int { return helper(n) + 1 }}

func init() { second += helper(first) }

func start() int { return helper(7) }

func helper(n int) int {
	if n > 3 {
		return n - 3
	}
	return n
}

func twice[T any](x T, f func(T) T) T { return f(f(x)) }

func init() { first++ }

func (o outer) value() int { return o.n }

func use(o *outer, s stepper) int {
	step := o.Step
	also := (*inner).Step
	add := func(n int) int { return step(n) + twice(n, helper) }
	return add(1) + also(&o.inner, 2) + s.Step(3) + outer.value(*o)
}

func last() int {
	defer helper(1)
	go use(nil, nil)
	o := &outer{}
	return use(o, o) + twice(2, func(n int) int { return n * table[0](n) })
}
`

// TestParts: lowered function by function, a package is what it is as a whole.
func TestParts(t *testing.T) {
	lower := func(size token.Pos) *summary.Package {
		fset := token.NewFileSet()
		f, err := parser.ParseFile(fset, "p.go", manifold, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		info := &types.Info{
			Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{},
			Implicits: map[ast.Node]types.Object{}, Instances: map[*ast.Ident]types.Instance{},
			Selections: map[*ast.SelectorExpr]*types.Selection{}, FileVersions: map[*ast.File]string{},
		}
		pkg, err := new(types.Config).Check("p", fset, []*ast.File{f}, info)
		if err != nil {
			t.Fatal(err)
		}
		return inParts(Source{Path: "p", Fset: fset, Files: []*ast.File{f}, Types: pkg, Info: info}, size)
	}
	whole, parts := lower(partSize), lower(1)
	want, got := text(whole), text(parts)
	for name, x := range want {
		if got[name] != x {
			t.Errorf("%s as a whole:\n%s\nin parts:\n%s", name, x, got[name])
		}
	}
	if len(got) != len(want) || len(parts.Funcs) != len(whole.Funcs) {
		t.Errorf("%d functions in parts, %d as a whole", len(parts.Funcs), len(whole.Funcs))
	}
	if !slices.Equal(whole.Methods, parts.Methods) || !slices.Equal(whole.Values, parts.Values) {
		t.Errorf("methods and values %v %v are %v %v in parts", whole.Methods, whole.Values, parts.Methods, parts.Values)
	}
	if whole.Funcs[whole.Init].Name != parts.Funcs[parts.Init].Name {
		t.Errorf("%s initialises the package in parts", parts.Funcs[parts.Init].Name)
	}
}

// text is each function, by name, with its constants written out.
func text(p *summary.Package) map[string]string {
	out := map[string]string{}
	for _, f := range p.Funcs {
		var operands []string
		see := func(o summary.Operand) {
			if o < 0 {
				operands = append(operands, fmt.Sprint(p.Consts[-1-o]))
			} else {
				operands = append(operands, fmt.Sprint("r", o))
			}
		}
		s := fmt.Sprintln(f.Name, f.Short, f.Params, f.Free, f.Regs, f.Roles, f.Results, f.Recover, f.Pos, f.End, f.Public, f.Taken, f.Stores)
		for _, b := range f.Blocks {
			s += fmt.Sprintln(b.Succs, b.Edge, b.Live, b.Loop)
			for _, in := range b.Instrs {
				operands = nil
				in.Reads(see)
				s += fmt.Sprintln(in.Code, in.Dst, in.N, in.Name, in.Pos, in.Kind, operands)
			}
		}
		out[f.Name] = s
	}
	return out
}
