package e2e

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestPreCommit commits to a repository whose commits run the hook, as this
// repository offers it.
func TestPreCommit(t *testing.T) {
	path := os.Getenv("PATH")
	for _, hook := range []struct{ id, path string }{
		{"wskvet", path},
		{"wskvet-system", bin + string(os.PathListSeparator) + path},
	} {
		t.Run(hook.id, func(t *testing.T) {
			r := newRepo(t, hook.id, hook.path)

			r.write("leaky/driver.go", leaky)
			refused := r.commit(1, "a bad commit")
			if !strings.Contains(refused, "leaky/driver.go:21:1: ") || !strings.Contains(refused, "(WSK001)") {
				t.Errorf("the refusal does not show the finding:\n%s", refused)
			}
			if n := r.commits(); n != "0" {
				t.Errorf("%s commits, want none", n)
			}

			r.write("leaky/driver.go", mended())
			r.ran(r.commit(0, "a good commit"), "Passed")

			// The bug is in the tree and not in the commit, so a hook that ran
			// would find it.
			r.write("leaky/driver.go", leaky)
			r.git(0, "update-index", "--assume-unchanged", "leaky/driver.go")
			r.write("README.md", "A driver.\n")
			r.write("go.model", "No module.\n")
			r.ran(r.commit(0, "no Go"), "Skipped")
			if n := r.commits(); n != "2" {
				t.Errorf("%s commits, want 2", n)
			}

			// A change of go.mod alone can change what a life is.
			r.write("sub/go.mod", "module example.com/sub\n\ngo 1.26.0\n")
			if refused := r.commit(1, "go.mod"); !strings.Contains(refused, "(WSK001)") {
				t.Errorf("the hook did not run:\n%s", refused)
			}
		})
	}
}

// A repository whose module is not at its root, or that has several: they are
// found. Below a module, another one is a hook of its own.
func TestPreCommitModules(t *testing.T) {
	path := bin + string(os.PathListSeparator) + os.Getenv("PATH")
	refused := func(t *testing.T, r *repo, want ...string) {
		t.Helper()
		got := r.commit(1, "a bad commit")
		for _, w := range want {
			if !strings.Contains(got, w) {
				t.Errorf("no %q in\n%s", w, got)
			}
		}
	}
	t.Run("below the root", func(t *testing.T) {
		r := newRepo(t, "wskvet-system", path)
		r.moveInto("drivers/net")
		r.write("drivers/net/leaky/driver.go", leaky)
		r.write("drivers/other/go.mod", "module example.com/other\n\ngo 1.26.0\n")
		r.write("drivers/other/other.go", "package other\n")
		refused(t, r, "drivers/net/leaky/driver.go:21:1: ", "(WSK001)")
		r.write("drivers/net/leaky/driver.go", mended())
		r.ran(r.commit(0, "a good commit"), "Passed")
	})
	t.Run("below a module", func(t *testing.T) {
		r := newRepo(t, "wskvet-system", path)
		r.write("driver.go", "package driver\n")
		r.write("sub/leaky/driver.go", leaky)
		r.write("sub/go.mod", strings.ReplaceAll(strings.Replace(r.read("go.mod"), module, module+"/sub", 1), "./wskvet", "../wskvet"))
		r.ran(r.commit(0, "the hook looks at the module at the root"), "Passed")
		r.write(".pre-commit-config.yaml", r.read(".pre-commit-config.yaml")+"      - id: wskvet-system\n        args: [-C, sub, ./...]\n        files: ^sub/\n")
		r.write("sub/leaky/more.go", "package leaky\n")
		refused(t, r, "leaky/driver.go:21:1: ", "(WSK001)")
	})
}

// Where wskvet is not installed, the hook that needs it says so.
func TestPreCommitWithoutWskvet(t *testing.T) {
	r := newRepo(t, "wskvet-system", os.Getenv("PATH"))
	r.write("leaky/driver.go", mended())
	if got := r.commit(1, "a good commit"); !strings.Contains(got, "`wskvet` not found") {
		t.Errorf("the commit fails with\n%s", got)
	}
}

// repo is a repository with the hook.
type repo struct {
	t   *testing.T
	dir string
	env []string
}

func newRepo(t *testing.T, hook, path string) *repo {
	t.Helper()
	home := t.TempDir()
	r := &repo{t: t, dir: scratch(t), env: []string{
		"PATH=" + path, "PRE_COMMIT_HOME=" + filepath.Join(home, "pre-commit"), "PRE_COMMIT_COLOR=never",
		"GIT_CONFIG_GLOBAL=" + filepath.Join(home, "gitconfig"), "GIT_CONFIG_NOSYSTEM=1",
		"GOFLAGS=-modcacherw", // the hook's module cache goes away with the test
	}}
	write(t, filepath.Join(home, "gitconfig"), "[user]\n\tname = e2e\n\temail = e2e@example.com\n[init]\n\tdefaultBranch = main\n")
	hooks, rev := published(r, filepath.Join(home, "wskvet"))
	r.write(".pre-commit-config.yaml", "repos:\n  - repo: "+hooks+"\n    rev: "+rev+"\n    hooks:\n      - id: "+hook+"\n")
	r.git(0, "init", "-q")
	must(t, 0, r.dir, r.env, "pre-commit", "install")
	return r
}

// published is a repository with the tree at hand in its one commit: what is
// tested is what is there, committed or not.
func published(r *repo, dir string) (path, rev string) {
	r.t.Helper()
	treeOf(r.t, dir)
	for _, args := range [][]string{{"init", "-q"}, {"add", "-A"}, {"commit", "-q", "-m", "tree"}} {
		must(r.t, 0, dir, r.env, "git", args...)
	}
	return dir, strings.TrimSpace(must(r.t, 0, dir, r.env, "git", "rev-parse", "HEAD").stdout)
}

func (r *repo) write(name, text string) {
	r.t.Helper()
	write(r.t, filepath.Join(r.dir, name), text)
}

func (r *repo) read(name string) string {
	r.t.Helper()
	text, err := os.ReadFile(filepath.Join(r.dir, name))
	if err != nil {
		r.t.Fatal(err)
	}
	return string(text)
}

// moveInto makes the module one of a directory.
func (r *repo) moveInto(dir string) {
	r.t.Helper()
	if err := os.MkdirAll(filepath.Join(r.dir, dir), 0o755); err != nil {
		r.t.Fatal(err)
	}
	for _, name := range []string{"go.mod", "wskvet"} {
		if err := os.Rename(filepath.Join(r.dir, name), filepath.Join(r.dir, dir, name)); err != nil {
			r.t.Fatal(err)
		}
	}
}

// git returns what git and its hooks print.
func (r *repo) git(status int, args ...string) string {
	r.t.Helper()
	res := must(r.t, status, r.dir, r.env, "git", args...)
	return res.stdout + res.stderr
}

func (r *repo) commit(status int, message string) string {
	r.t.Helper()
	r.git(0, "add", "-A")
	return r.git(status, "commit", "-m", message)
}

// commits is how many there are.
func (r *repo) commits() string {
	r.t.Helper()
	return strings.TrimSpace(r.git(0, "rev-list", "--all", "--count"))
}

// ran checks how the hook is said to have ended.
func (r *repo) ran(output, want string) {
	r.t.Helper()
	for l := range strings.Lines(output) {
		if strings.HasPrefix(l, "wskvet") && strings.HasSuffix(strings.TrimSpace(l), want) {
			return
		}
	}
	r.t.Errorf("the hook is not %s:\n%s", want, output)
}
