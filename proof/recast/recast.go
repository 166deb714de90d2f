// Package recast says a model of one package in other words: its functions are called
// through interfaces, generic functions, tables and closures, and what it declares is
// spread over up to three packages. What the model does stays the same.
package recast

import (
	"fmt"
	"go/ast"
	"go/format"
	"go/token"
	"go/types"
	"math/rand/v2"
	"path"
	"slices"
	"strings"

	"github.com/wskvet/wskvet/proof/concrete"
)

// A model is a package that is being recast.
type model struct {
	r    *rand.Rand
	fset *token.FileSet
	pkg  *concrete.Package
	file *ast.File
	src  string
	dir  string // of the package, below the root

	features []string
	edits    []edit
	more     []string // declarations to add
}

// An edit replaces src[from:to].
type edit struct {
	from, to int
	text     string
}

// Files recasts the one package of one file that src has, as a seed decides. It returns
// what the model then has of language features.
func Files(w *concrete.World, src map[string]string, seed uint64) (map[string]string, []string, error) {
	r := rand.New(rand.NewPCG(seed, 1))
	m, err := read(w, src, r)
	if err != nil {
		return nil, nil, err
	}
	m.indirect()
	if src, err = m.single(); err != nil {
		return nil, nil, err
	}
	n := 1 + r.IntN(3)
	if n == 1 {
		return src, m.features, nil
	}
	apart, err := read(w, src, r)
	if err != nil {
		return nil, nil, err
	}
	out, n, err := apart.spread(n)
	if n > 1 {
		m.features = append(m.features, []string{"two packages", "three packages"}[n-2])
	}
	return out, m.features, err
}

func read(w *concrete.World, src map[string]string, r *rand.Rand) (*model, error) {
	ps, err := w.Check(src)
	if err != nil {
		return nil, err
	}
	if len(ps) != 1 || len(ps[0].Files) != 1 {
		return nil, fmt.Errorf("a model of %d packages cannot be recast", len(ps))
	}
	m := &model{r: r, fset: w.Fset, pkg: ps[0], file: ps[0].Files[0]}
	for name, text := range src {
		m.dir, m.src = path.Dir(name), text
	}
	return m, nil
}

func (m *model) offset(p token.Pos) int { return m.fset.Position(p).Offset }

func (m *model) text(n ast.Node) string { return m.src[m.offset(n.Pos()):m.offset(n.End())] }

func (m *model) replace(from, to token.Pos, text string) {
	m.edits = append(m.edits, edit{m.offset(from), m.offset(to), text})
}

// edited is src[from:to] with the edits that are in it.
func (m *model) edited(from, to int) string {
	var b strings.Builder
	for _, e := range m.edits {
		if e.from < from || e.to > to {
			continue
		}
		b.WriteString(m.src[from:e.from])
		b.WriteString(e.text)
		from = e.to
	}
	b.WriteString(m.src[from:to])
	return b.String()
}

// single is the model with its edits, still in one package.
func (m *model) single() (map[string]string, error) {
	m.sort()
	return m.formatted("driver", m.dir, m.edited(0, len(m.src))+"\n\n"+strings.Join(m.more, "\n\n"))
}

func (m *model) sort() {
	slices.SortFunc(m.edits, func(a, b edit) int { return a.from - b.from })
}

func (m *model) formatted(name, dir, text string) (map[string]string, error) {
	out, err := format.Source([]byte(text))
	if err != nil {
		return nil, fmt.Errorf("%w in\n%s", err, text)
	}
	return map[string]string{dir + "/" + name + ".go": string(out)}, nil
}

// global is what is declared in the package itself, or nil.
func (m *model) global(id *ast.Ident) types.Object {
	o := m.pkg.Info.Uses[id]
	if o == nil {
		o = m.pkg.Info.Defs[id]
	}
	if o == nil || o.Parent() != m.pkg.Types.Scope() {
		return nil
	}
	return o
}
