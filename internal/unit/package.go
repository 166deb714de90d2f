package unit

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"runtime"
	"slices"
	"strings"

	"golang.org/x/tools/go/gcexportdata"

	"github.com/wskvet/wskvet/internal/check"
	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/printable"

	"github.com/wskvet/wskvet/internal/fix"
	"github.com/wskvet/wskvet/internal/relevant"
	"github.com/wskvet/wskvet/internal/rules"
	"github.com/wskvet/wskvet/internal/summary"
)

// job is what go vet says of a package.
type job struct {
	ID, ImportPath, GoVersion, VetxOutput, Stdout string
	FixArchive                                    string
	Dir                                           string
	ModulePath, ModuleVersion                     string
	GoFiles                                       []string
	ImportMap, PackageFile, PackageVetx           map[string]string
	Standard                                      map[string]bool
	VetxOnly, SucceedOnTypecheckFailure           bool

	world fix.Local // of a package that has been analysed
}

func read(file string) (*job, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	c := new(job)
	if err := json.Unmarshal(data, c); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return c, nil
}

// run analyses the package and writes its facts.
func (c *job) run(f flags) ([]finding.Finding, error) {
	deps, err := c.deps()
	if err != nil {
		return nil, err
	}
	if len(deps) == 0 && !c.mentions() {
		return nil, os.WriteFile(c.VetxOutput, nil, 0o666)
	}
	conf, err := c.configure(f)
	if err != nil {
		return nil, err
	}
	in, err := c.load()
	if err != nil {
		if c.SucceedOnTypecheckFailure {
			return nil, os.WriteFile(c.VetxOutput, nil, 0o666)
		}
		return nil, err
	}
	in.Deps, in.Settings, in.Silent = deps, conf.Settings(), c.VetxOnly
	out, err := check.Package(in)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", c.ImportPath, err)
	}
	data, err := summary.Encode(append(deps, out.Summary))
	if err != nil {
		return nil, err
	}
	if err := os.WriteFile(c.VetxOutput, data, 0o666); err != nil {
		return nil, err
	}
	if c.VetxOnly {
		return nil, nil
	}
	c.world = fix.Local{In: in, Out: out, Read: os.ReadFile}
	fs, err := open(conf, out)
	if err != nil {
		return nil, err
	}
	return fs, fix.Propose(c.world, fs)
}

// mentions reports whether the package's own source mentions a kernel interface.
func (c *job) mentions() bool {
	if c.Standard[c.ImportPath] {
		return false
	}
	for _, f := range c.GoFiles {
		if text, err := os.ReadFile(f); err == nil && relevant.Source(text) {
			return true
		}
	}
	return false
}

// deps are the summaries of the packages below: each import's facts hold its own
// and those below it.
func (c *job) deps() ([]*summary.Package, error) {
	var out []*summary.Package
	for _, file := range c.PackageVetx {
		data, err := os.ReadFile(file)
		if err != nil || len(data) == 0 {
			continue // nothing to say
		}
		ps, err := summary.Decode(data)
		if err != nil {
			return nil, fmt.Errorf("%s: facts: %w", file, err)
		}
		out = append(out, ps...)
	}
	slices.SortFunc(out, func(a, b *summary.Package) int { return strings.Compare(a.Path, b.Path) })
	return slices.CompactFunc(out, func(a, b *summary.Package) bool { return a.Path == b.Path }), nil
}

// load parses and type-checks the package.
func (c *job) load() (check.Input, error) {
	fset := token.NewFileSet()
	var files []*ast.File
	for _, name := range c.GoFiles {
		f, err := parser.ParseFile(fset, name, nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return check.Input{}, err
		}
		files = append(files, f)
	}
	info := &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{},
		Implicits: map[ast.Node]types.Object{}, Instances: map[*ast.Ident]types.Instance{}, Scopes: map[ast.Node]*types.Scope{},
		Selections: map[*ast.SelectorExpr]*types.Selection{}, FileVersions: map[*ast.File]string{},
	}
	tc := &types.Config{Importer: &importer{c: c, fset: fset, known: map[string]*types.Package{}}, Sizes: types.SizesFor("gc", runtime.GOARCH), GoVersion: c.GoVersion}
	path, _, _ := strings.Cut(c.ImportPath, " ")
	pkg, err := tc.Check(path, fset, files, info)
	return check.Input{Path: path, Fset: fset, Files: files, Types: pkg, Info: info}, err
}

// importer reads types from the compiler's export data.
type importer struct {
	c     *job
	fset  *token.FileSet
	known map[string]*types.Package
}

func (i *importer) Import(path string) (*types.Package, error) {
	if path == "unsafe" {
		return types.Unsafe, nil
	}
	full, ok := i.c.ImportMap[path]
	if !ok {
		full = path
	}
	if p := i.known[full]; p != nil && p.Complete() {
		return p, nil
	}
	file, ok := i.c.PackageFile[full]
	if !ok {
		return nil, fmt.Errorf("go vet gives no export data for %s", full)
	}
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	//lint:ignore SA1019 go vet hands over archives of the compiler, as all releases of Go up to 1.28 do
	r, err := gcexportdata.NewReader(f)
	if err != nil {
		return nil, err
	}
	return gcexportdata.Read(r, i.fset, i.known, full)
}

// related is a step of a witness, and diagnostic a finding, as go vet reads them.
type related struct {
	Posn    string `json:"posn"`
	Message string `json:"message"`
}

type diagnostic struct {
	Category string    `json:"category"`
	Posn     string    `json:"posn"`
	End      string    `json:"end"`
	Message  string    `json:"message"`
	URL      string    `json:"url,omitempty"`
	Fixes    []fixed   `json:"suggested_fixes,omitempty"`
	Related  []related `json:"related,omitempty"`
}

// posn is a place as go vet reads it. A //line directive can name any file.
func posn(p finding.Position) string {
	if p.Col == 0 { // nor need it say a column
		return fmt.Sprintf("%s:%d", printable.Text(p.File), p.Line)
	}
	return fmt.Sprintf("%s:%d:%d", printable.Text(p.File), p.Line, p.Col)
}

// fixed is a fix, and edit one of its edits: bytes from start to end, from 0.
type fixed struct {
	Message string `json:"message"`
	Edits   []edit `json:"edits"`
}

type edit struct {
	Filename string `json:"filename"`
	Start    int    `json:"start"`
	End      int    `json:"end"`
	New      string `json:"new"`
}

// printJSON prints what go vet reads. It prints the steps below the message, so that
// the message does not repeat them.
func (c *job) printJSON(found []finding.Finding, stdout io.Writer) error {
	ds := []diagnostic{}
	for _, f := range found {
		d := diagnostic{Category: f.Rule, Posn: posn(f.Pos), End: posn(f.End), Message: printable.Text(f.Rule + ": " + f.Message)}
		if r, ok := rules.Lookup(f.Rule); ok {
			d.URL = r.URL()
		}
		d.Fixes = c.fixes(f)
		for _, s := range f.Steps {
			d.Related = append(d.Related, related{posn(s.Pos), printable.Text(s.Text)})
		}
		ds = append(ds, d)
	}
	tree := map[string]map[string][]diagnostic{}
	if len(ds) > 0 {
		tree[c.ID] = map[string][]diagnostic{"wskvet": ds}
	}
	data, err := json.MarshalIndent(tree, "", "\t")
	if err != nil {
		return err
	}
	return c.print(append(data, '\n'), stdout)
}

// print writes to where go vet looks for what the tool prints.
func (c *job) print(data []byte, stdout io.Writer) error {
	if c.Stdout != "" {
		return os.WriteFile(c.Stdout, data, 0o666)
	}
	_, err := stdout.Write(data)
	return err
}

func (c *job) printText(found []finding.Finding, stderr io.Writer) {
	for _, f := range found {
		fmt.Fprintf(stderr, "%s: %s\n", posn(f.Pos), printable.Text(f.Text()))
	}
}
