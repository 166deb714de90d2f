package e2e

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// TestRelease builds the binary for this machine twice, from two copies of the
// tree and with caches of their own: the same bytes, and the checksum is theirs.
func TestRelease(t *testing.T) {
	targets := []string{runtime.GOOS + "/" + runtime.GOARCH}
	var made [2]string
	for i := range made {
		home := t.TempDir()
		tree, out := filepath.Join(home, fmt.Sprintf("tree-%d", i), strings.Repeat("deep/", i)), filepath.Join(home, "out")
		treeOf(t, tree)
		env := []string{"GOCACHE=" + filepath.Join(home, "cache")}
		must(t, 0, home, env, filepath.Join(tree, "scripts", "release"), append([]string{out}, targets...)...)
		made[i] = out
	}
	entries, err := os.ReadDir(made[0])
	if err != nil {
		t.Fatal(err)
	}
	if len(entries) != len(targets)+2 { // the sums, and the bill of materials
		t.Errorf("%d files for %d targets", len(entries), len(targets))
	}
	sums, err := os.ReadFile(filepath.Join(made[0], "SHA256SUMS"))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		a, err := os.ReadFile(filepath.Join(made[0], e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		b, err := os.ReadFile(filepath.Join(made[1], e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(a, b) {
			t.Errorf("%s differs", e.Name())
		}
		if e.Name() == "SHA256SUMS" || e.Name() == "sbom.cdx.json" {
			continue
		}
		if want := fmt.Sprintf("%x  %s\n", sha256.Sum256(a), e.Name()); !strings.Contains(string(sums), want) {
			t.Errorf("no %q in\n%s", want, sums)
		}
		if bytes.Contains(a, []byte(filepath.Dir(made[0]))) {
			t.Errorf("%s says where it was built", e.Name())
		}
	}
	names, err := filepath.Glob(filepath.Join(made[0], "wskvet-*-"+runtime.GOOS+"-"+runtime.GOARCH))
	if err != nil || len(names) != 1 {
		t.Fatalf("%q (%v)", names, err)
	}
	version := strings.TrimSuffix(strings.TrimPrefix(filepath.Base(names[0]), "wskvet-"), "-"+runtime.GOOS+"-"+runtime.GOARCH)
	if got := must(t, 0, made[0], nil, names[0], "-version").stdout; !strings.HasPrefix(got, "wskvet "+version+"\n") {
		t.Errorf("the release %s says %q", version, got)
	}
}

// treeOf copies the files of the repository, as they are.
func treeOf(t *testing.T, dir string) {
	t.Helper()
	files := must(t, 0, "..", nil, "git", "ls-files", "-z", "--cached", "--others", "--exclude-standard").stdout
	for name := range strings.SplitSeq(strings.TrimSuffix(files, "\x00"), "\x00") {
		text, err := os.ReadFile(filepath.Join("..", name))
		if os.IsNotExist(err) {
			continue // deleted, and not yet committed
		}
		if err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(dir, name), string(text))
		if info, err := os.Stat(filepath.Join("..", name)); err == nil && info.Mode()&0o100 != 0 {
			if err := os.Chmod(filepath.Join(dir, name), 0o755); err != nil {
				t.Fatal(err)
			}
		}
	}
}
