package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/wskvet/wskvet/internal/cdriver"
	"github.com/wskvet/wskvet/internal/cfront"
	"github.com/wskvet/wskvet/internal/cfront/project"
	"github.com/wskvet/wskvet/internal/config"
	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/load"
	"github.com/wskvet/wskvet/internal/printable"
)

// folders is a flag that names folders, one at a time.
type folders []string

func (f *folders) String() string { return "" }

func (f *folders) Set(v string) error {
	*f = append(*f, v)
	return nil
}

// compilerFlags splits -DNAME and -Idir, as compilers have them.
func compilerFlags(args []string) []string {
	var out []string
	for i, a := range args {
		if a == "--" {
			return append(out, args[i:]...)
		}
		if len(a) > 2 && (a[:2] == "-D" || a[:2] == "-I") && a[2] != '=' {
			a = a[:2] + "=" + a[2:]
		}
		out = append(out, a)
	}
	return out
}

// input is what the arguments of a run name.
type input struct {
	packages []string // patterns of Go packages
	tree     *project.Tree
	found    *project.Result
}

// split tells packages in Go from drivers in C. A pattern such as ./... is both.
func (o *options) split() (*input, error) {
	dir, err := filepath.Abs(o.dir)
	if err != nil {
		return nil, err
	}
	patterns := o.patterns
	if len(patterns) == 0 {
		patterns = []string{"./..."}
	}
	in := new(input)
	c := project.Config{At: o.ofText}
	for _, p := range patterns {
		name := p
		if !filepath.IsAbs(name) {
			name = filepath.Join(dir, name)
		}
		if base, ok := below(p, dir); ok {
			c.Patterns = append(c.Patterns, base)
			in.packages = append(in.packages, p)
		} else if inC(name) {
			c.Args = append(c.Args, name)
		} else if isFile(name) && filepath.Ext(name) != ".go" {
			return nil, fmt.Errorf("%s: it is neither C or C++, nor a project of them, nor Go", p)
		} else {
			in.packages = append(in.packages, p)
		}
	}
	if c.Settings, err = ofText(o.conf); err != nil {
		return nil, err
	}
	roots := slices.Concat(c.Patterns, outer(c.Args), c.Include)
	for _, r := range o.roots {
		abs, err := filepath.Abs(r)
		if err != nil {
			return nil, err
		}
		if info, err := os.Stat(abs); err != nil || !info.IsDir() {
			return nil, fmt.Errorf("-root: %s is no folder", r)
		}
		roots = append(roots, abs)
	}
	if in.tree, err = project.Open(dir, roots...); err != nil {
		return nil, plainPath(err)
	}
	if in.found, err = project.Find(in.tree, c); err != nil {
		in.tree.Close()
		return nil, err
	}
	return in, o.agreeOn(in, c)
}

// agreeOn leaves out patterns of packages where there are none, if there are drivers.
func (o *options) agreeOn(in *input, c project.Config) error {
	if len(in.found.Drivers) == 0 {
		return nil
	}
	if (o.fix || o.diff) && len(c.Args) > 0 {
		in.tree.Close()
		return errors.New("-fix and -diff are for Go: an edit that is sure in the model of a driver in C is none of its text")
	}
	in.packages = slices.DeleteFunc(in.packages, func(p string) bool {
		dir, err := filepath.Abs(o.dir)
		base, ok := below(p, dir)
		return err == nil && ok && !holdsGo(base)
	})
	return nil
}

// ofText is what the settings of a folder say of drivers in C.
func (o *options) ofText(dir string) (project.Settings, error) {
	p, err := o.places.At(dir)
	if err != nil {
		return project.Settings{}, err
	}
	return ofText(p.Config)
}

func ofText(conf config.Config) (project.Settings, error) {
	s := project.Settings{Configuration: conf.C.Configuration.Value, Entry: conf.Entry.Value}
	for _, text := range conf.C.Defines.Value {
		d, err := project.Define(text)
		if err != nil {
			return s, err // it has been checked
		}
		s.Defines = append(s.Defines, d)
	}
	for _, dir := range conf.C.Include.Value {
		abs, err := filepath.Abs(dir)
		if err != nil {
			return s, err
		}
		if info, err := os.Stat(abs); err != nil || !info.IsDir() {
			return s, fmt.Errorf("%s: %s is no folder", conf.C.Include.From, dir)
		}
		s.Include = append(s.Include, abs)
	}
	for _, p := range conf.C.Exclude.Value {
		if strings.ContainsAny(p, `/\`) {
			abs, err := filepath.Abs(p)
			if err != nil {
				return s, err
			}
			p = abs
		}
		s.Exclude = append(s.Exclude, p)
	}
	return s, nil
}

// outer are the folders of arguments.
func outer(args []string) []string {
	var out []string
	for _, a := range args {
		if info, err := os.Stat(a); err != nil || !info.IsDir() {
			a = filepath.Dir(a)
		}
		if info, err := os.Stat(a); err == nil && info.IsDir() {
			out = append(out, a)
		}
	}
	return out
}

// below is the folder of a pattern dir/..., if it is one of folders.
func below(pattern, dir string) (string, bool) {
	base, ok := strings.CutSuffix(filepath.ToSlash(pattern), "/...")
	if !ok || strings.Contains(base, "...") {
		return "", false
	}
	if !filepath.IsAbs(base) {
		if base != "." && base != ".." && !strings.HasPrefix(base, "./") && !strings.HasPrefix(base, "../") {
			return "", false // an import path
		}
		base = filepath.Join(dir, base)
	}
	info, err := os.Stat(base)
	return filepath.Clean(base), err == nil && info.IsDir()
}

// inC reports whether an argument is a driver in C: a file of one, or a folder that
// is no Go package and has such files below it.
func inC(name string) bool {
	info, err := os.Stat(name)
	if err != nil || !info.IsDir() {
		return project.KindOf(name) != project.Other
	}
	if goFiles, err := filepath.Glob(filepath.Join(name, "*.go")); err != nil || len(goFiles) > 0 {
		return false
	}
	return anyFile(name, func(n string) bool { return project.KindOf(n) != project.Other })
}

func isFile(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.Mode().IsRegular()
}

func holdsGo(dir string) bool {
	return anyFile(dir, func(n string) bool { return filepath.Ext(n) == ".go" })
}

// anyFile reports whether a file below a folder will do.
func anyFile(dir string, will func(name string) bool) bool {
	found := errors.New("found")
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return nil // a folder that cannot be read has none for us
		case e.IsDir() && path != dir && strings.HasPrefix(e.Name(), "."):
			return filepath.SkipDir
		case !e.IsDir() && will(path):
			return found
		}
		return nil
	})
	return errors.Is(err, found)
}

// plainPath is an error without the place of the working directory.
func plainPath(err error) error {
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		return fmt.Errorf("%s: %w", config.Shown(p.Path), p.Err)
	}
	return err
}

// tell says what could not be read, a line each.
func (in *input) tell(stderr io.Writer) {
	w := printable.Lines(stderr)
	for _, p := range in.found.Problems {
		fmt.Fprintf(w, "wskvet: %s: %s\n", in.place(p), p.Text)
	}
}

func (in *input) place(p project.Problem) string {
	if p.Line == 0 {
		return in.tree.Shown(p.File)
	}
	return fmt.Sprintf("%s:%d", in.tree.Shown(p.File), p.Line)
}

// merge puts what was found in drivers to what was found in packages. What could not
// be read is inconclusive.
func (in *input) merge(res *load.Result, c *cdriver.Result) {
	for _, p := range in.found.Problems {
		pos := finding.Position{File: filepath.Join(in.tree.Base(), filepath.FromSlash(p.File)), Line: p.Line}
		res.Inconclusive = append(res.Inconclusive, finding.Finding{Rule: finding.Inconclusive, Pos: pos, End: pos, Message: p.Text})
	}
	res.Findings = finding.Merge(append(res.Findings, c.Findings...))
	res.Inconclusive = finding.Merge(append(res.Inconclusive, c.Inconclusive...))
	res.Notes = finding.Merge(append(res.Notes, c.Notes...))
	res.Coverage.Add(c.Coverage)
	res.Unnamed.Merge(c.Unnamed)
	res.Files = append(res.Files, c.Files...)
}

// readOf is what was read and modelled of the text of drivers in C.
func readOf(n cfront.Counts) string {
	return fmt.Sprintf("%s, %d of %s and %d of %s modelled", plural(n.Files, "file"), n.Modelled, plural(n.Functions, "function"), n.Followed, plural(n.Calls, "lifecycle call"))
}
