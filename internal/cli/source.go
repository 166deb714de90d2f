package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/scan"
)

// maxSource bounds the size of a file that a report quotes, in bytes.
const maxSource = 16 << 20

// sources reads the files that a report may quote: the Go files that were
// analysed, and what lies in the working tree. A //line directive can name any
// file, and a report is shown to others.
type sources struct {
	files []string // analysed, sorted
	roots []string // of the working tree, absolute
}

func newSources(files []string, roots ...string) *sources {
	s := &sources{files: slices.Sorted(slices.Values(files))}
	for _, r := range roots {
		s.roots = append(s.roots, r)
		if real, err := filepath.EvalSymlinks(r); err == nil && real != r {
			s.roots = append(s.roots, real)
		}
	}
	return s
}

// read is a file's text. C comes in many encodings: columns count bytes of UTF-8.
func (s *sources) read(name string) ([]byte, error) {
	data, err := s.bytes(name)
	if err != nil || filepath.Ext(name) == ".go" {
		return data, err
	}
	text, _ := scan.Decode(data)
	return []byte(text), nil
}

func (s *sources) bytes(name string) ([]byte, error) {
	if _, ok := slices.BinarySearch(s.files, name); ok {
		return os.ReadFile(name)
	}
	for _, root := range s.roots {
		if rel, err := filepath.Rel(root, name); err == nil && visible(rel) {
			return readIn(root, rel)
		}
	}
	return nil, fmt.Errorf("%s is not in the working tree", name)
}

// visible reports whether a name relative to the tree lies in it, and neither is
// hidden nor in a hidden directory: those hold settings and secrets, not source.
func visible(rel string) bool {
	return filepath.IsLocal(rel) && !slices.ContainsFunc(strings.Split(filepath.ToSlash(rel), "/"), func(part string) bool {
		return strings.HasPrefix(part, ".")
	})
}

// readIn reads a regular file below root. No symbolic link leads out of it.
func readIn(root, rel string) ([]byte, error) {
	dir, err := os.OpenRoot(root)
	if err != nil {
		return nil, err
	}
	defer dir.Close()
	info, err := dir.Stat(rel)
	switch {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular() || info.Size() > maxSource:
		return nil, &fs.PathError{Op: "read", Path: rel, Err: errors.New("not a source file")}
	}
	f, err := dir.Open(rel)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, maxSource))
}
