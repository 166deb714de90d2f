package cli

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// directories maps arguments that are Go files, as hooks hand them over, to the
// directories of their packages.
func directories(patterns []string) []string {
	var out []string
	for _, p := range patterns {
		if strings.HasSuffix(p, ".go") {
			p = filepath.Dir(p)
			if !filepath.IsAbs(p) && p != "." {
				p = "./" + filepath.ToSlash(p)
			}
		}
		out = append(out, p)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// inModule reports whether dir or a directory above it has a module.
func inModule(dir string) bool {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return true // nobody knows
	}
	for d := abs; ; d = filepath.Dir(d) {
		for _, name := range []string{"go.mod", "go.work"} {
			if _, err := os.Stat(filepath.Join(d, name)); err == nil {
				return true
			}
		}
		if d == filepath.Dir(d) {
			return false
		}
	}
}

// modules are the modules below dir, if dir itself is in none.
func modules(dir string) []string {
	abs, err := filepath.Abs(dir)
	if err != nil || inModule(dir) {
		return nil
	}
	var out []string
	_ = filepath.WalkDir(abs, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return nil // a directory that cannot be read has no module for us
		}
		name := e.Name()
		if e.IsDir() && path != abs && (strings.HasPrefix(name, ".") || name == "vendor" || name == "testdata" || name == "node_modules") {
			return filepath.SkipDir
		}
		if name == "go.mod" {
			out = append(out, filepath.Dir(path))
		}
		return nil
	})
	return out
}
