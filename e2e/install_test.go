package e2e

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	gomod "golang.org/x/mod/module"
	"golang.org/x/mod/zip"
)

// TestInstall installs a version of the module as it would be published, from a
// proxy of files: nothing is replaced, and the binary says its version.
func TestInstall(t *testing.T) {
	home := t.TempDir()
	tree := filepath.Join(home, "tree")
	treeOf(t, tree)
	mod, err := os.ReadFile(filepath.Join(tree, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(mod), "replace") {
		t.Error("go.mod replaces something: go install would refuse it")
	}
	version := gomod.Version{Path: "github.com/wskvet/wskvet", Version: "v0.9.9"}
	dir := filepath.Join(home, "proxy", version.Path, "@v")
	write(t, filepath.Join(dir, "list"), version.Version+"\n")
	write(t, filepath.Join(dir, version.Version+".info"), `{"Version": "v0.9.9", "Time": "2001-01-01T00:00:00Z"}`)
	write(t, filepath.Join(dir, version.Version+".mod"), string(mod))
	f, err := os.Create(filepath.Join(dir, version.Version+".zip"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := zip.CreateFromDir(f, version, tree); err != nil {
		t.Fatal(err)
	}
	// What it depends on is in the module cache, which is a proxy of files, too.
	cached := strings.TrimSpace(must(t, 0, ".", nil, "go", "env", "GOMODCACHE").stdout) + "/cache/download"
	env := []string{
		"GOPROXY=file://" + filepath.Join(home, "proxy") + ",file://" + cached, "GOSUMDB=off", "GOFLAGS=-modcacherw",
		"GOMODCACHE=" + filepath.Join(home, "mod"), "GOBIN=" + filepath.Join(home, "bin"),
	}
	must(t, 0, home, env, "go", "install", version.Path+"/cmd/wskvet@"+version.Version)
	tool := filepath.Join(home, "bin", "wskvet")
	if got := must(t, 0, home, nil, tool, "-version").stdout; !strings.HasPrefix(got, "wskvet v0.9.9\n") {
		t.Errorf("it says %q", got)
	}
	dir = scratch(t)
	write(t, filepath.Join(dir, "leaky", "driver.go"), leaky)
	if r := must(t, 1, dir, nil, tool, "./..."); !strings.Contains(r.stdout, "leaky/driver.go:21:1: ") {
		t.Errorf("got %s", r)
	}
}
