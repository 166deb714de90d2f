package simulate

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"strings"
	"testing"

	"github.com/wskvet/wskvet/internal/ddi"
)

// Every operation of a DDI is carried out somewhere: it is named in ops.go, or it is one
// of those on a cell that others may touch at the same time. Nop alone does nothing.
func TestOperations(t *testing.T) {
	handled, err := os.ReadFile("ops.go")
	if err != nil {
		t.Fatal(err)
	}
	all := operations(t)
	if len(all) < 2 || all[0] != "None" || all[1] != "Nop" {
		t.Fatalf("the operations begin with %v", all[:min(len(all), 2)])
	}
	for i, name := range all[2:] {
		atomic := ddi.Op(i + 2).Atomic()
		named := strings.Contains(string(handled), "ddi."+name+",") || strings.Contains(string(handled), "ddi."+name+":") || strings.Contains(string(handled), "ddi."+name+" ")
		if !atomic && !named {
			t.Errorf("nobody carries out %s", name)
		}
	}
}

// operations are the names of the operations, in order.
func operations(t *testing.T) []string {
	f, err := parser.ParseFile(token.NewFileSet(), "../ddi/ddi.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range f.Decls {
		d, ok := d.(*ast.GenDecl)
		if !ok || d.Tok != token.CONST {
			continue
		}
		var out []string
		for _, spec := range d.Specs {
			for _, name := range spec.(*ast.ValueSpec).Names {
				out = append(out, name.Name)
			}
		}
		if len(out) > 0 && out[0] == "None" {
			return out
		}
	}
	return nil
}
