package simulate

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// chain are the rooms that stand on each other: each embeds the one before it.
var chain = []struct{ dir, receiver string }{
	{"../state", "Space"}, {"../follow", "Runner"}, {"../lives", "Lives"}, {"../kernel/level", "Levels"},
	{"../kernel/wsk", "Client"}, {"../kernel/nmr", "Registrar"}, {"../kernel/device", "System"}, {".", "Machine"},
}

// A method that has the name of one below would be called in its place by the rooms
// above, and not by the others. Again and Operations alone are meant so.
func TestNoRoomHidesAnother(t *testing.T) {
	of := map[string]string{}
	for _, room := range chain {
		names := methods(t, room.dir, room.receiver)
		if room.dir != "." && len(names) == 0 {
			t.Errorf("%s has no methods of %s", room.dir, room.receiver)
		}
		for _, name := range names {
			if name == "Again" || name == "Operations" {
				continue
			}
			if below, ok := of[name]; ok {
				t.Errorf("%s of %s hides that of %s", name, room.receiver, below)
			}
			of[name] = room.receiver
		}
	}
}

// methods are the exported methods of a type of a folder.
func methods(t *testing.T, dir, receiver string) []string {
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, name := range slices.DeleteFunc(files, func(f string) bool { return strings.HasSuffix(f, "_test.go") }) {
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range f.Decls {
			fn, ok := d.(*ast.FuncDecl)
			if !ok || fn.Recv == nil || !fn.Name.IsExported() {
				continue
			}
			star, ok := fn.Recv.List[0].Type.(*ast.StarExpr)
			if !ok {
				continue
			}
			if id, ok := star.X.(*ast.Ident); ok && id.Name == receiver {
				out = append(out, fn.Name.Name)
			}
		}
	}
	return out
}
