package cli

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/wskvet/wskvet/internal/fix"
)

// A file that is not what was analysed any more, or that is gone, leaves all of
// them as they are.
func TestRewriteAllOrNothing(t *testing.T) {
	for _, c := range []struct{ name, now string }{{"changed", "else"}, {"gone", ""}} {
		t.Run(c.name, func(t *testing.T) {
			t.Chdir(t.TempDir())
			if err := os.WriteFile("a.go", []byte("old"), 0o644); err != nil {
				t.Fatal(err)
			}
			if c.now != "" {
				if err := os.WriteFile("b.go", []byte(c.now), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			var files []fix.File
			for _, name := range []string{"a.go", "b.go"} {
				files = append(files, fix.File{Name: name, Before: []byte("old"), After: []byte("new")})
			}
			if err := rewrite(files); err == nil {
				t.Error("no error")
			}
			if got, err := os.ReadFile("a.go"); err != nil || string(got) != "old" {
				t.Errorf("the first file is %q (%v)", got, err)
			}
			if left, _ := filepath.Glob(".wskvet-*"); len(left) > 0 {
				t.Errorf("left behind: %q", left)
			}
		})
	}
}

// A link stays a link: the file that it names is written.
func TestRewriteLink(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.WriteFile("real.go", []byte("old"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("real.go", "a.go"); err != nil {
		t.Skip(err)
	}
	if err := rewrite([]fix.File{{Name: "a.go", Before: []byte("old"), After: []byte("new")}}); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Lstat("a.go"); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link is gone (%v)", err)
	}
	if got, _ := os.ReadFile("real.go"); string(got) != "new" {
		t.Errorf("the file is %q", got)
	}
}
