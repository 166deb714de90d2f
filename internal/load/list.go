package load

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/wskvet/wskvet/internal/check"
	"github.com/wskvet/wskvet/internal/relevant"
	"github.com/wskvet/wskvet/internal/settings"
	"github.com/wskvet/wskvet/internal/summary"
)

// pkg is one package of the import graph, as go list prints it.
type pkg struct {
	ImportPath, Name, Dir, ForTest string
	GoFiles, CgoFiles, Imports     []string
	ImportMap                      map[string]string
	Standard, DepOnly              bool
	Module                         *struct {
		Main      bool
		Dir       string
		GoVersion string
		Error     *struct{ Err string }
	}
	Error *struct{ Pos, Err string }

	relevant bool // mentions a kernel interface, or imports a package that does
	lowered  bool // relevant, or a package of the user's that a relevant one imports
	checked  bool // named, and type-checked with its bodies, so that a broken one is said
	place    settings.Place
	ready    chan struct{}
	users    int     // that are not done: importers, and the package itself
	key      string  // of its record, or ""
	record   *record // from the run before, if it is known
	types    *types.Package
	below    []*summary.Package // summaries of the package and of those below it, by path
	out      check.Output       // of a lowered package
	failed   bool
}

// unused is told when one user of p is done. Behind the last one, only
// directives remain that may turn out to suppress nothing.
func (p *pkg) unused() {
	if p.users--; p.users > 0 {
		return
	}
	p.types, p.below = nil, nil
	p.out.Summary = ignores(p.out.Summary)
	p.out.Findings, p.out.Inconclusive = nil, nil
}

// path is the import path without the suffix of a test variant.
func (p *pkg) path() string {
	path, _, _ := strings.Cut(p.ImportPath, " ")
	return path
}

// main reports whether p is the generated main package of a test binary.
func (p *pkg) testMain() bool { return p.Name == "main" && strings.HasSuffix(p.ImportPath, ".test") }

func (p *pkg) files() []string {
	var out []string
	for _, n := range append(append([]string(nil), p.GoFiles...), p.CgoFiles...) {
		if !filepath.IsAbs(n) {
			n = filepath.Join(p.Dir, n)
		}
		out = append(out, n)
	}
	return out
}

// list asks the go tool for the import graph below the patterns, dependencies
// first. It needs no compiler and no build cache.
func list(ctx context.Context, c Config) ([]*pkg, error) {
	args := []string{"list", "-e", "-deps", "-json=ImportPath,Name,Dir,ForTest,GoFiles,CgoFiles,Imports,ImportMap,Standard,DepOnly,Module,Error"}
	if c.Tests {
		args = append(args, "-test")
	}
	if c.Tags != "" {
		args = append(args, "-tags="+c.Tags)
	}
	args = append(args, "--")
	args = append(args, c.Patterns...)
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir = c.Dir
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		if errors.Is(err, exec.ErrNotFound) {
			return nil, errors.New("the go command is not on the PATH")
		}
		if msg := strings.TrimSpace(stderr.String()); msg != "" {
			return nil, errors.New(msg)
		}
		return nil, fmt.Errorf("go list: %w", err)
	}
	var ps []*pkg
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		p := new(pkg)
		if err := dec.Decode(p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, fmt.Errorf("go list: %w", err)
		}
		ps = append(ps, p)
	}
	if len(ps) == 0 {
		if msg := strings.TrimSpace(stderr.String()); msg != "" {
			return nil, errors.New(strings.TrimPrefix(msg, "go: warning: "))
		}
		return nil, fmt.Errorf("%s matched no packages", strings.Join(c.Patterns, " "))
	}
	return ps, nil
}

// broken is what go list says of the packages that the patterns name: a missing
// package, an import cycle, a file that does not parse.
func broken(ps []*pkg) error {
	var msgs []string
	seen := map[string]bool{}
	for _, p := range ps {
		if p.Error == nil || p.Standard {
			continue
		}
		msg := strings.TrimSpace(p.Error.Err)
		if p.Dir != "" { // a file that cannot be read is named by its whole path
			msg = strings.ReplaceAll(msg, p.Dir+string(filepath.Separator), p.ImportPath+"/")
		}
		if p.Error.Pos != "" && !strings.HasPrefix(msg, p.Error.Pos) {
			msg = p.Error.Pos + ": " + msg
		}
		if !seen[msg] {
			seen[msg] = true
			msgs = append(msgs, msg)
		}
	}
	if len(msgs) == 0 {
		return nil
	}
	return errors.New(strings.Join(msgs, "\n"))
}

// mark finds the relevant packages, those of the user's below them, and the others that are
// named.
func mark(ps []*pkg, all bool) (relevantCount, checked int) {
	if !all {
		mentions(ps)
	}
	by := make(map[string]*pkg, len(ps))
	for _, p := range ps {
		by[p.ImportPath] = p
		for _, i := range p.Imports {
			if q := by[i]; q != nil && q.relevant {
				p.relevant = true
			}
		}
		p.relevant = p.relevant || all && p.ImportPath != "unsafe"
		if p.testMain() || len(p.CgoFiles) > 0 { // what cgo makes of a file is not the file
			p.relevant = false
		}
		if p.relevant {
			relevantCount++
		}
	}
	for i := len(ps) - 1; i >= 0; i-- {
		p := ps[i]
		p.lowered = p.lowered || p.relevant
		if !p.lowered {
			continue
		}
		for _, i := range p.Imports {
			if q := by[i]; q != nil && !q.Standard && len(q.CgoFiles) == 0 && (q.Module == nil || q.Module.Main) {
				q.lowered = true
			}
		}
	}
	cgo := map[*pkg]bool{} // whose types are not all known
	for _, p := range ps {
		cgo[p] = !p.Standard && (len(p.CgoFiles) > 0 || slices.ContainsFunc(p.Imports, func(i string) bool { return cgo[by[i]] }))
		p.checked = !p.lowered && !p.DepOnly && p.mine() && !p.testMain() && !cgo[p]
		if p.checked {
			checked++
		}
	}
	return relevantCount, checked
}

// mentions looks at the bytes of every package that is not of the standard
// library.
func mentions(ps []*pkg) {
	work := make(chan *pkg)
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for p := range work {
				for _, f := range p.files() {
					if text, err := os.ReadFile(f); err == nil && relevant.Source(text) {
						p.relevant = true
						break
					}
				}
			}
		})
	}
	for _, p := range ps {
		if !p.Standard && !p.testMain() {
			work <- p
		}
	}
	close(work)
	wg.Wait()
}
