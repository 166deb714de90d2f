package statements

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"go/types"
	"strings"
	"sync"
)

//go:embed stubs/wsk.go.txt
var stubWsk string

//go:embed stubs/wdm.go.txt
var stubWdm string

//go:embed stubs/nondet.go.txt
var stubNondet string

// stubs are the packages every module gets, by path in the module.
func stubs() map[string][]byte {
	fix := func(s string) []byte {
		s = strings.Replace(s, `import "wdm"`, `import "gen/wdm"`, 1)
		b, err := format.Source([]byte(s))
		if err != nil {
			panic(err)
		}
		return b
	}
	return map[string][]byte{
		"wsk/wsk.go":       fix(stubWsk),
		"wdm/wdm.go":       fix(stubWdm),
		"nondet/nondet.go": fix(stubNondet),
	}
}

type importer map[string]*types.Package

func (im importer) Import(path string) (*types.Package, error) {
	if p := im[path]; p != nil {
		return p, nil
	}
	return nil, fmt.Errorf("no package %s", path)
}

var stubPkgs = sync.OnceValue(func() importer {
	im := importer{"unsafe": types.Unsafe}
	st := stubs()
	for _, n := range []string{"wdm", "wsk", "nondet"} {
		pkg, err := checkOne(im, "gen/"+n, st[n+"/"+n+".go"])
		if err != nil {
			panic(err)
		}
		im["gen/"+n] = pkg
	}
	return im
})

func checkOne(im importer, path string, src []byte) (*types.Package, error) {
	fs := token.NewFileSet()
	f, err := parser.ParseFile(fs, path, src, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	c := types.Config{Importer: im}
	return c.Check(path, fs, []*ast.File{f}, nil)
}

// typeCheck checks a program's files.
func typeCheck(p *Program, files map[string][]byte) error {
	im := importer{}
	for k, v := range stubPkgs() {
		im[k] = v
	}
	if src := files[fileName(p.ID, 1)]; src != nil {
		pkg, err := checkOne(im, "gen/"+p.ID+"/net", src)
		if err != nil {
			return err
		}
		im["gen/"+p.ID+"/net"] = pkg
	}
	_, err := checkOne(im, "gen/"+p.ID, files[fileName(p.ID, 0)])
	return err
}
