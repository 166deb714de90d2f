package cli

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/wskvet/wskvet"
	"github.com/wskvet/wskvet/internal/cdriver"
	"github.com/wskvet/wskvet/internal/cfront"
	"github.com/wskvet/wskvet/internal/cfront/project"
	"github.com/wskvet/wskvet/internal/printable"
)

// A written model is a module of its own, with wdm and wsk in its vendor folder: it
// compiles without a network, and whatever the version of wskvet.
const (
	goMod = `module drivers

go 1.26

require github.com/wskvet/wskvet v0.0.0
`
	modulesTxt = `# github.com/wskvet/wskvet v0.0.0
## explicit; go 1.26
github.com/wskvet/wskvet/wdm
github.com/wskvet/wskvet/wsk
`
	vendored = "vendor/github.com/wskvet/wskvet"
)

// writeModels writes the models of the drivers into an empty folder.
func (o *options) writeModels(in *input, stderr io.Writer) (int, error) {
	if len(in.found.Drivers) == 0 {
		return Failed, fmt.Errorf("-model: the arguments name no driver in C")
	}
	if list, err := os.ReadDir(o.model); err == nil && len(list) > 0 {
		return Failed, fmt.Errorf("-model: %s is not empty: what has been changed in a model by hand is not written over", o.model)
	}
	models, err := cdriver.Models(in.found.Drivers, cdriver.Config{Base: in.tree.Base()})
	if err != nil {
		return Failed, err
	}
	w := modelWriter{dir: o.model, base: in.tree.Base()}
	w.module()
	var counts cfront.Counts
	for i, m := range models {
		w.model(in.found.Drivers[i], m)
		counts = cdriver.Sum(counts, m.Counts)
		for _, n := range m.Notes {
			if n.Kind != cfront.NoteMissing {
				fmt.Fprintf(printable.Lines(stderr), "wskvet: %s:%d:%d: %s\n", in.tree.Shown(n.Place.File), n.Place.Line, n.Place.Col, n.Text)
			}
		}
	}
	if w.err != nil {
		return Failed, fmt.Errorf("-model: %w", plainPath(w.err))
	}
	_, err = fmt.Fprintf(printable.Lines(stderr), "wskvet: %s: %s; C: %s\n", o.model, plural(len(models), "model"), readOf(counts))
	return Clean, err
}

// modelWriter writes files below a folder, up to the first error.
type modelWriter struct {
	dir, base string
	err       error
}

func (w *modelWriter) write(name string, data []byte) {
	if w.err != nil {
		return
	}
	full := filepath.Join(w.dir, filepath.FromSlash(name))
	if w.err = os.MkdirAll(filepath.Dir(full), 0o777); w.err == nil {
		w.err = os.WriteFile(full, data, 0o666)
	}
}

// module writes what all models need.
func (w *modelWriter) module() {
	w.write("go.mod", []byte(goMod))
	w.write("vendor/modules.txt", []byte(modulesTxt))
	err := fs.WalkDir(wskvet.Declarations, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || strings.HasSuffix(name, "_test.go") {
			return err
		}
		data, err := fs.ReadFile(wskvet.Declarations, name)
		if err == nil {
			w.write(path.Join(vendored, name), data)
		}
		return err
	})
	if w.err == nil {
		w.err = err
	}
}

// model writes the model of a driver into a folder of its path.
func (w *modelWriter) model(d project.Driver, m *cfront.Model) {
	dir := folderOf(d.Path)
	for _, f := range m.Files {
		head := fmt.Sprintf("// The model of the driver %s, which wskvet made of its text.\n// It is yours to change: it is not made anew.\n\n", d.Name)
		w.write(path.Join(dir, f.Name), append([]byte(head), w.placed(dir, f.Text)...))
	}
}

// folderOf is a folder below the module for a driver's path, which may lead out of
// the working directory.
func folderOf(name string) string {
	var out []string
	for part := range strings.SplitSeq(name, "/") {
		part = strings.Map(func(r rune) rune {
			if r == '-' || r == '_' || r == '.' || r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' {
				return r
			}
			return '_'
		}, part)
		if part = strings.TrimLeft(part, "._"); part != "" && part != "testdata" && part != "vendor" {
			out = append(out, part)
		}
	}
	if len(out) == 0 {
		return "driver"
	}
	return strings.Join(out, "/")
}

// placed has //line directives name the C from the folder that the model is in.
func (w *modelWriter) placed(dir string, text []byte) []byte {
	from, err := filepath.Abs(filepath.Join(w.dir, filepath.FromSlash(dir)))
	if err != nil {
		w.err = err
		return nil
	}
	rel, err := filepath.Rel(from, w.base)
	if err != nil { // another volume
		rel = w.base
	}
	rel = filepath.ToSlash(rel) + "/"
	return []byte(strings.NewReplacer("//line ", "//line "+rel, "/*line ", "/*line "+rel).Replace(string(text)))
}
