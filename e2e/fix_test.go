package e2e

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestFixDoors: each door that can make fixes makes the same. The drivers are of
// one package each, since most doors look at one at a time.
func TestFixDoors(t *testing.T) {
	shapes := []string{"capture", "own", "status"}
	fresh := func(t *testing.T) string {
		dir := scratch(t)
		for _, s := range shapes {
			copied(t, filepath.Join("..", "testdata", "src", s), filepath.Join(dir, s))
		}
		return dir
	}
	before := texts(t, fresh(t), shapes)
	dir := fresh(t)
	must(t, 1, dir, nil, tool("wskvet"), "-fix", "./...")
	want := texts(t, dir, shapes)
	changed := 0
	for name, text := range want {
		if before[name] != text {
			changed++
		}
	}
	if changed < 10 {
		t.Fatalf("%d files are changed: too few to compare", changed)
	}
	for _, door := range []struct {
		name string
		run  func(*testing.T, string)
	}{
		{"go vet -fix", func(t *testing.T, dir string) {
			must(t, 0, dir, nil, "go", "vet", "-vettool="+tool("wskvet"), "-fix", "./...")
		}},
		{"go fix", func(t *testing.T, dir string) { must(t, 0, dir, nil, "go", "fix", "-fixtool="+tool("wskvet"), "./...") }},
		{"golangci-lint --fix", func(t *testing.T, dir string) {
			golangci(t, dir, 1, config(), "--fix")
		}},
		{"multichecker -fix", func(t *testing.T, dir string) { must(t, 0, dir, nil, tool("multichecker"), "-fix", "./...") }},
	} {
		t.Run(door.name, func(t *testing.T) {
			dir := fresh(t)
			door.run(t, dir)
			got := texts(t, dir, shapes)
			for name, text := range want {
				if got[name] != text {
					t.Errorf("%s: got\n%s\nwant\n%s", name, got[name], text)
				}
			}
		})
	}
	t.Run("what is left", func(t *testing.T) {
		left := standalone(t, dir, 1)
		all := standalone(t, fresh(t), 1)
		if len(left) == 0 || len(left) >= len(all) {
			t.Errorf("%d of %d findings are left", len(left), len(all))
		}
		kept := func(l string) bool { // by file and rule: lines have moved
			file, rest, _ := strings.Cut(l, ":")
			return slices.ContainsFunc(all, func(a string) bool {
				f, r, _ := strings.Cut(a, ":")
				return f == file && ruleOf(r) == ruleOf(rest)
			})
		}
		for _, l := range left {
			if !kept(l) {
				t.Errorf("new: %s", l)
			}
		}
	})
}

// ruleOf is the rule in line:col: rule: message.
func ruleOf(rest string) string {
	parts := strings.SplitN(rest, ": ", 3)
	return parts[min(1, len(parts)-1)]
}

// texts are the files below some directories, by name.
func texts(t *testing.T, dir string, below []string) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, b := range below {
		err := filepath.WalkDir(filepath.Join(dir, b), func(path string, e os.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			data, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			rel, err := filepath.Rel(dir, path)
			out[rel] = string(data)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return out
}
