package unit

import (
	"crypto/sha256"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/wskvet/wskvet/internal/config"
)

// identify prints what go vet keys its cache by: a hash of the executable and of
// the files that it will read without go vet's knowing, which are configurations
// and baselines. go vet asks in the directory in which it was started, before it
// looks at any package.
func identify(w io.Writer) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	h := sha256.New()
	if err := addFile(h, self); err != nil {
		return err
	}
	wd, err := os.Getwd()
	if err != nil {
		return err
	}
	roots, err := moduleRoots(wd)
	if err != nil {
		return err
	}
	if len(roots) == 0 {
		addNearest(h, wd)
	}
	for _, root := range roots {
		addNearest(h, root)
		if err := addBelow(h, root); err != nil {
			return err
		}
	}
	_, err = fmt.Fprintf(w, "wskvet version devel wskvet buildID=%02x\n", h.Sum(nil))
	return err
}

// moduleRoots are the directories of the main modules: the packages that have
// configurations lie below them. There is none outside of a module, where a walk
// might go through a whole disk.
func moduleRoots(wd string) ([]string, error) {
	if work := os.Getenv("GOWORK"); work != "off" && (work != "" || above(wd, "go.work") != "") {
		out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}").Output()
		if err != nil {
			return nil, fmt.Errorf("go list -m: %w", err)
		}
		return strings.Split(strings.TrimSpace(string(out)), "\n"), nil
	}
	if dir := above(wd, "go.mod"); dir != "" {
		return []string{dir}, nil
	}
	return nil, nil
}

// above is the nearest directory, from dir upwards, that has a file of a name.
func above(dir, name string) string {
	for {
		if _, err := os.Stat(filepath.Join(dir, name)); err == nil {
			return dir
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return ""
		}
		dir = parent
	}
}

// addNearest adds the configuration that holds in root. What cannot be read adds
// that it cannot: the packages that need it will say so.
func addNearest(h hash.Hash, root string) {
	name, err := config.Find(root)
	if err != nil {
		fmt.Fprintf(h, "%v\n", err)
	}
	if name != "" {
		addConfig(h, root, name)
	}
}

// addBelow adds the configurations below root.
func addBelow(h hash.Hash, root string) error {
	return filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return nil // nor can go vet read it
		case e.Name() == ".git" && e.IsDir():
			return filepath.SkipDir
		case e.Name() == config.Name || e.Name() == config.Misnamed:
			addConfig(h, root, path)
		}
		return nil
	})
}

// addConfig adds a configuration, where it lies, and its baseline. Names are
// taken from root, so that another checkout has the same key.
func addConfig(h hash.Hash, root, name string) {
	add := func(name string) {
		rel := name
		if abs, err := filepath.Abs(name); err == nil {
			if r, err := filepath.Rel(root, abs); err == nil {
				rel = r
			}
		}
		fmt.Fprintf(h, "%q", rel)
		if err := addFile(h, name); err != nil {
			io.WriteString(h, "unreadable\n")
		}
	}
	add(name)
	if c, err := config.Load(name); err == nil && c.Baseline.Value != "" {
		add(c.Baseline.Value)
	}
}

// addFile adds a regular file, its size before it.
func addFile(h hash.Hash, name string) error {
	info, err := os.Stat(name)
	if err != nil {
		return err
	}
	if !info.Mode().IsRegular() {
		return fmt.Errorf("%s is not a regular file", filepath.Base(name))
	}
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	fmt.Fprintf(h, " %d\n", info.Size())
	_, err = io.Copy(h, f)
	return err
}
