package project

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

// Tree is the folders that a run may read, as one file system. Names are slash
// paths below Base. They are found without regard to case where there is none of
// the exact name, as Windows does. Hidden files and folders are not there, and no
// symbolic link leads out of a folder.
type Tree struct {
	base  string // absolute slash path
	wd    string // likewise; messages name files from here
	roots []root // the deepest first

	mu   sync.Mutex
	dirs map[string]*listing
}

type root struct {
	name string // slash path below base
	fsys fs.FS
	dir  *os.Root
}

// listing is a folder's entries, by name and by folded name.
type listing struct {
	entries []fs.DirEntry
	folded  map[string]string
	err     error
}

// Open makes the tree of folders: the working directory, and others, all absolute.
func Open(wd string, dirs ...string) (*Tree, error) {
	var names []string
	for _, d := range append([]string{wd}, dirs...) {
		names = append(names, filepath.ToSlash(d))
	}
	base, ok := common(names)
	if !ok {
		return nil, fmt.Errorf("%s: no folder holds it and the working directory: they are on two volumes", dirs[len(dirs)-1])
	}
	t := &Tree{base: base, wd: names[0], dirs: map[string]*listing{}}
	for _, n := range unique(names) {
		dir, err := os.OpenRoot(filepath.FromSlash(n))
		if err != nil {
			t.Close()
			return nil, err
		}
		rel, _ := below(base, n)
		t.roots = append(t.roots, root{rel, dir.FS(), dir})
	}
	slices.SortStableFunc(t.roots, func(a, b root) int { return len(b.name) - len(a.name) })
	return t, nil
}

// Close gives the folders back.
func (t *Tree) Close() {
	for _, r := range t.roots {
		r.dir.Close()
	}
}

// Base is the folder that names are relative to, with the system's separators.
func (t *Tree) Base() string { return filepath.FromSlash(t.base) }

// Name is the name in the tree of an absolute path.
func (t *Tree) Name(abs string) (string, bool) {
	name, ok := below(t.base, filepath.ToSlash(abs))
	return name, ok && t.allowed(name)
}

// Shown is a name as messages give it: from the working directory.
func (t *Tree) Shown(name string) string {
	abs := path.Join(t.base, name)
	if rel, ok := below(t.wd, abs); ok {
		return rel
	}
	if rel, err := filepath.Rel(filepath.FromSlash(t.wd), filepath.FromSlash(abs)); err == nil {
		return filepath.ToSlash(rel)
	}
	return name
}

// within is the name in the tree of what a file in folder dir names, with slashes
// or backslashes, and whether it may be read.
func (t *Tree) within(dir, name string) (string, bool) {
	name = slashed(name)
	if volume(name) != "" {
		rel, ok := below(t.base, name)
		return rel, ok && t.allowed(rel)
	}
	name = path.Join(dir, name)
	return name, fs.ValidPath(name) && t.allowed(name)
}

func (t *Tree) allowed(name string) bool { return t.root(name) != nil }

// root is the folder through which a name is read.
func (t *Tree) root(name string) *root {
	for i := range t.roots {
		if holds(t.roots[i].name, name) {
			return &t.roots[i]
		}
	}
	return nil
}

// in is a name of the tree as the root has it.
func (r *root) in(name string) string {
	if r.name == "." {
		return name
	}
	if name == r.name {
		return "."
	}
	return name[len(r.name)+1:]
}

// Find is a name as it stands on disk, if it is there.
func (t *Tree) Find(name string) (string, bool) {
	if name == "." || !fs.ValidPath(name) {
		return name, name == "."
	}
	dir, ok := t.Find(path.Dir(name))
	if !ok {
		return "", false
	}
	l := t.list(dir)
	real, ok := l.folded[path.Base(name)] // the exact name comes first
	if !ok {
		real, ok = l.folded[fold(path.Base(name))]
	}
	return path.Join(dir, real), ok
}

// fold is how names are compared; the sign keeps it apart from exact ones.
func fold(name string) string { return "/" + strings.ToLower(name) }

// list lists a folder, once.
func (t *Tree) list(dir string) *listing {
	t.mu.Lock()
	defer t.mu.Unlock()
	if l := t.dirs[dir]; l != nil {
		return l
	}
	l := &listing{folded: map[string]string{}}
	t.dirs[dir] = l
	if r := t.root(dir); r != nil {
		l.entries, l.err = fs.ReadDir(r.fsys, r.in(dir))
		l.entries = slices.DeleteFunc(l.entries, func(e fs.DirEntry) bool { return strings.HasPrefix(e.Name(), ".") })
	} else {
		l.entries = t.above(dir)
	}
	for _, e := range l.entries {
		l.folded[e.Name()] = e.Name()
		if _, taken := l.folded[fold(e.Name())]; !taken {
			l.folded[fold(e.Name())] = e.Name()
		}
	}
	return l
}

// above are the entries of a folder above the roots: those that lead to one.
func (t *Tree) above(dir string) []fs.DirEntry {
	var out []fs.DirEntry
	for _, r := range t.roots {
		rel := r.name
		if dir != "." {
			if !strings.HasPrefix(rel, dir+"/") {
				continue
			}
			rel = rel[len(dir)+1:]
		}
		first, _, _ := strings.Cut(rel, "/")
		if !slices.ContainsFunc(out, func(e fs.DirEntry) bool { return e.Name() == first }) {
			out = append(out, step(first))
		}
	}
	slices.SortFunc(out, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return out
}

// Open opens a file or a folder.
func (t *Tree) Open(name string) (fs.File, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	real, ok := t.Find(name)
	if !ok {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	r := t.root(real)
	if r == nil {
		return &stepDir{step(path.Base(real)), t.list(real).entries}, nil
	}
	return r.fsys.Open(r.in(real))
}

// ReadDir lists a folder.
func (t *Tree) ReadDir(name string) ([]fs.DirEntry, error) {
	real, ok := t.Find(name)
	if !ok {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	l := t.list(real)
	return l.entries, l.err
}

// maxFile bounds a file that is read, in bytes: no source is as large.
const maxFile = 64 << 20

// ReadFile reads a regular file.
func (t *Tree) ReadFile(name string) ([]byte, error) {
	f, err := t.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	switch {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, &fs.PathError{Op: "read", Path: name, Err: errors.New("it is not a regular file")}
	case info.Size() > maxFile:
		return nil, &fs.PathError{Op: "read", Path: name, Err: fmt.Errorf("it is larger than %d MiB", maxFile>>20)}
	}
	return io.ReadAll(io.LimitReader(f, maxFile))
}

// IsDir reports whether there is a folder of that name.
func (t *Tree) IsDir(name string) bool { return t.mode(name).IsDir() }

// IsFile reports whether there is a regular file of that name.
func (t *Tree) IsFile(name string) bool { return t.mode(name).IsRegular() }

// mode is the mode of what has a name; of nothing, it is that of neither.
func (t *Tree) mode(name string) fs.FileMode {
	if f, err := t.Open(name); err == nil {
		defer f.Close()
		if info, err := f.Stat(); err == nil {
			return info.Mode()
		}
	}
	return fs.ModeIrregular
}
