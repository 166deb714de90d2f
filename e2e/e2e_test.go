// Package e2e runs wskvet through each of its doors, as users do: with the real
// go vet, golangci-lint and pre-commit. It is a module of its own, since
// golangci-lint has a licence and dependencies that wskvet is not to have.
package e2e

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/wskvet/wskvet/internal/corpus"
)

// bin holds what is built: wskvet, golangci-lint with its plugin, other drivers
// with its analyzer, and a cache for the go command.
var bin string

func TestMain(m *testing.M) {
	status, err := build(m)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		status = 1
	}
	os.Exit(status)
}

func build(m *testing.M) (int, error) {
	dir, err := os.MkdirTemp("", "wskvet-e2e-")
	if err != nil {
		return 1, err
	}
	defer os.RemoveAll(dir)
	bin = dir
	for _, p := range []string{"github.com/wskvet/wskvet/cmd/wskvet", "./multichecker", "./unitchecker", "./cacheprog"} {
		if err := install(p); err != nil {
			return 1, err
		}
	}
	return m.Run(), nil
}

// install builds a command into bin.
func install(pkg string) error {
	if r := run(context.Background(), ".", nil, "go", "build", "-o", bin+"/", pkg); r.err != nil || r.status != 0 {
		return fmt.Errorf("%s does not build: %w\n%s", pkg, r.err, r.stderr)
	}
	return nil
}

// golangciLint builds golangci-lint with the plugin for the tests that need it:
// it takes longer than all the others.
var golangciLint = sync.OnceValue(func() error { return install("./golangci") })

func tool(name string) string { return filepath.Join(bin, name) }

// result is how a program ended.
type result struct {
	stdout, stderr string
	status         int
	err            error // it could not be started, or was killed
}

func (r result) String() string {
	return fmt.Sprintf("status %d, error %v, stdout:\n%s\nstderr:\n%s", r.status, r.err, r.stdout, r.stderr)
}

// patience is more than any of the programs needs, and ends one that hangs.
const patience = 10 * time.Minute

// run runs a program in a directory with more in its environment.
func run(ctx context.Context, dir string, env []string, name string, args ...string) result {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Dir = dir
	cmd.Env = append(slices.Concat(os.Environ(), []string{"CGO_ENABLED=0", "GOWORK=off", "WSKVET_CACHE=off"}), env...)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
	var exit *exec.ExitError
	if errors.As(err, &exit) && exit.Exited() {
		err = nil
	}
	status := -1
	if cmd.ProcessState != nil {
		status = cmd.ProcessState.ExitCode()
	}
	return result{stdout.String(), stderr.String(), status, err}
}

// must runs a program that has to end with the given status.
func must(t *testing.T, status int, dir string, env []string, name string, args ...string) result {
	t.Helper()
	r := run(t.Context(), dir, env, name, args...)
	if r.err != nil || r.status != status {
		t.Fatalf("%s %s: want status %d, got %s", filepath.Base(name), strings.Join(args, " "), status, r)
	}
	return r
}

const (
	fixtures = "github.com/wskvet/wskvet/testdata/src/"
	module   = "example.com/driver"
)

// shapes are the fixtures that the drivers of a module are taken from. The packages have
// lives that span packages; the others each find something of their own.
func shapes() []string { return []string{"capture", "directive", "own", "packages", "thread"} }

// sampled is a module of some fixtures of each shape, as many that break a rule as that are
// correct, and of two that break the rules that tests ask for by name; beside it is a copy
// of wdm and wsk. It returns the module's directory.
func sampled(t *testing.T) string {
	t.Helper()
	const most = 4 // of each shape and kind
	dir := scratch(t)
	names := []string{"own/variables_leak", "own/error_order"} // WSK001, WSK003
	for _, shape := range shapes() {
		broken, correct := kinds(t, shape)
		names = append(names, corpus.Sample(broken, (len(broken)+most-1)/most)...)
		names = append(names, corpus.Sample(correct, (len(correct)+most-1)/most)...)
	}
	for _, name := range names {
		copied(t, filepath.Join("..", "testdata", "src", name), filepath.Join(dir, name))
	}
	return dir
}

// kinds are the fixtures of a shape in which a rule is broken, and the others.
func kinds(t *testing.T, shape string) (broken, correct []string) {
	t.Helper()
	root := filepath.Join("..", "testdata", "src")
	names, err := corpus.Fixtures(root)
	if err != nil {
		t.Fatal(err)
	}
	marks, err := corpus.Marks(root)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		marked := slices.ContainsFunc(marks, func(m corpus.Mark) bool { return m.Fixture() == name })
		switch {
		case !strings.HasPrefix(name, shape+"/"):
		case marked:
			broken = append(broken, name)
		default:
			correct = append(correct, name)
		}
	}
	return broken, correct
}

// scratch is a module without packages, in which wdm and wsk can be imported.
func scratch(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	declarations := filepath.Join(dir, "wskvet") // a module of its own, so ./... leaves it out
	for _, p := range []string{"wdm", "wsk"} {
		copied(t, filepath.Join("..", p), filepath.Join(declarations, p))
	}
	write(t, filepath.Join(declarations, "go.mod"), "module github.com/wskvet/wskvet\n\ngo 1.26.0\n")
	write(t, filepath.Join(dir, "go.mod"), "module "+module+`

go 1.26.0

require github.com/wskvet/wskvet v0.0.0

replace github.com/wskvet/wskvet => ./wskvet
`)
	return dir
}

// copied copies the Go files below a directory, less their tests; imports of
// fixtures become imports of the module.
func copied(t *testing.T, from, to string) {
	t.Helper()
	n := 0
	err := filepath.WalkDir(from, func(path string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		rel, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		n++
		write(t, filepath.Join(to, rel), strings.ReplaceAll(string(text), fixtures, module+"/"))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if n == 0 {
		t.Fatalf("%s holds no Go files", from)
	}
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
