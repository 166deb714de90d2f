package project

import (
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"
)

// view is a tree of which only some folders are listed: where a driver's headers
// are looked for by their names. What is named by its path is read in all of it.
type view struct {
	*Tree
	dirs []string // none below another one
}

func (t *Tree) view(dirs []string) fs.FS {
	dirs = slices.Clone(dirs)
	slices.Sort(dirs)
	var out []string
	for _, d := range dirs {
		if !slices.ContainsFunc(out, func(o string) bool { return holds(o, d) }) {
			out = append(out, d)
		}
	}
	return &view{t, out}
}

// ReadDir lists what is in the folders, or leads to one, and the files on the way.
func (v *view) ReadDir(name string) ([]fs.DirEntry, error) {
	list, err := v.Tree.ReadDir(name)
	if err != nil || slices.ContainsFunc(v.dirs, func(d string) bool { return holds(d, name) }) {
		return list, err
	}
	return slices.DeleteFunc(slices.Clone(list), func(e fs.DirEntry) bool {
		at := path.Join(name, e.Name())
		return !e.Type().IsRegular() && !slices.ContainsFunc(v.dirs, func(d string) bool { return d == at || strings.HasPrefix(d, at+"/") })
	}), nil
}

// step is a folder above the roots, of which nothing is known but its name.
type step string

func (s step) Name() string               { return string(s) }
func (s step) IsDir() bool                { return true }
func (s step) Type() fs.FileMode          { return fs.ModeDir }
func (s step) Info() (fs.FileInfo, error) { return s, nil }
func (s step) Size() int64                { return 0 }
func (s step) Mode() fs.FileMode          { return fs.ModeDir | 0o555 }
func (s step) ModTime() time.Time         { return time.Time{} }
func (s step) Sys() any                   { return nil }

// stepDir is such a folder when it is open.
type stepDir struct {
	step
	rest []fs.DirEntry
}

func (d *stepDir) Stat() (fs.FileInfo, error) { return d.step, nil }
func (d *stepDir) Close() error               { return nil }

func (d *stepDir) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: d.Name(), Err: fs.ErrInvalid}
}

func (d *stepDir) ReadDir(n int) ([]fs.DirEntry, error) {
	if n <= 0 || n > len(d.rest) {
		if n > 0 && len(d.rest) == 0 {
			return nil, io.EOF
		}
		n = len(d.rest)
	}
	out := d.rest[:n]
	d.rest = d.rest[n:]
	return out, nil
}
