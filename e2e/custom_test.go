package e2e

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestCustom builds a golangci-lint with golangci-lint custom, from the example of
// its configuration. What it clones from the network is a repository made of the
// module that is in the cache already, and the plugin is the tree at hand.
func TestCustom(t *testing.T) {
	home := t.TempDir()
	tree := filepath.Join(home, "tree")
	treeOf(t, tree)
	source := strings.TrimSpace(must(t, 0, ".", nil, "go", "list", "-m", "-f", "{{.Dir}}", "github.com/golangci/golangci-lint/v2").stdout)
	version := source[strings.LastIndex(source, "@")+1:]
	clone := filepath.Join(home, "golangci-lint")
	if err := os.CopyFS(clone, os.DirFS(source)); err != nil {
		t.Fatal(err)
	}
	env := []string{"HOME=" + home, "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL=" + filepath.Join(home, ".gitconfig")}
	for _, name := range []string{"GOMODCACHE", "GOCACHE"} { // which a change of home would move
		env = append(env, name+"="+strings.TrimSpace(must(t, 0, ".", nil, "go", "env", name).stdout))
	}
	write(t, filepath.Join(home, ".gitconfig"), "[user]\n\tname = e2e\n\temail = e2e@example.com\n[url \"file://"+clone+"\"]\n\tinsteadOf = https://github.com/golangci/golangci-lint.git\n")
	for _, args := range [][]string{{"init", "-q"}, {"add", "-A", "-f"}, {"commit", "-q", "-m", "tree"}, {"tag", version}} {
		must(t, 0, clone, env, "git", args...)
	}
	text, err := os.ReadFile(filepath.Join("..", ".custom-gcl.example.yml"))
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for l := range strings.Lines(string(text)) {
		if strings.HasPrefix(l, "    version: ") {
			l = "    path: " + tree + "\n"
		}
		lines = append(lines, l)
	}
	dir := scratch(t)
	write(t, filepath.Join(dir, ".custom-gcl.yml"), strings.Join(lines, ""))
	if err := golangciLint(); err != nil {
		t.Fatal(err)
	}
	must(t, 0, dir, env, tool("golangci"), "custom", "-v")
	write(t, filepath.Join(dir, "leaky", "driver.go"), leaky)
	write(t, filepath.Join(dir, ".golangci.yml"), config())
	r := must(t, 1, dir, append(env, "GOLANGCI_LINT_CACHE="+t.TempDir()), filepath.Join(dir, "custom-gcl"), "run", "./leaky/...")
	if !strings.Contains(r.stdout, forgotten) {
		t.Errorf("got %s", r)
	}
}
