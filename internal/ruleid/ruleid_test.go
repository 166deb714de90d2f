package ruleid

import (
	"io/fs"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"
)

// No rule stands in the code of the product but by its name, but in tests and in the drivers
// that try bounds.
func TestNoBareRules(t *testing.T) {
	bare := regexp.MustCompile(`^[^/]*"WSK0[0-9]{2}"`)
	tree := os.DirFS("../..")
	read := 0
	for _, top := range []string{"analyzer", "cmd", "internal", "plugin"} {
		err := fs.WalkDir(tree, top, func(file string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || path.Ext(file) != ".go" || strings.HasSuffix(file, "_test.go") {
				return err
			}
			if dir := path.Dir(file); dir == "internal/ruleid" || dir == "internal/boundtest" {
				return nil
			}
			src, err := fs.ReadFile(tree, file)
			read++
			for i, line := range strings.Split(string(src), "\n") {
				if bare.MatchString(line) {
					t.Errorf("%s:%d: a bare rule: %s", file, i+1, strings.TrimSpace(line))
				}
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if read < 100 {
		t.Errorf("only %d files were read", read)
	}
}
