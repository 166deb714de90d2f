package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/wskvet/wskvet/internal/config"
	"github.com/wskvet/wskvet/internal/diff"
	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/fix"
	"github.com/wskvet/wskvet/internal/load"
)

// proposes reports whether the run shows or makes fixes. They cost an analysis
// or more for each finding, so a text that no person reads goes without.
func (o *options) proposes(stdout io.Writer) bool {
	switch o.format {
	case "json", "sarif", "html":
		return true
	case "text":
		return o.fix || o.diff || o.out == "" && isTerminal(stdout)
	}
	return o.fix
}

// maxShown bounds the findings for which a report shows fixes: each costs some
// analyses of its driver, and a report is to cost about what the analysis does.
const maxShown = 100

func (o *options) checkFix() error {
	if !o.fix && !o.diff {
		return nil
	}
	name := "-fix"
	if o.diff {
		name = "-diff"
		if o.format != "text" {
			return fmt.Errorf("-diff prints a diff, not -format=%s", o.format)
		}
	}
	if o.writeBaseline != "" {
		return fmt.Errorf("%s and -write-baseline do not go together: what is known is not to be fixed", name)
	}
	return nil
}

// printDiff prints what -fix would change, and what it would leave.
func (o *options) printDiff(res *load.Result, root string, stdout, stderr io.Writer) (int, error) {
	sel, err := fix.Select(res.World, res.Findings)
	if err != nil {
		return Failed, err
	}
	var b bytes.Buffer
	for _, f := range sel.Files {
		name, err := filepath.Rel(root, f.Name)
		if err != nil {
			name = f.Name
		}
		b.WriteString(diff.Unified(filepath.ToSlash(name), string(f.Before), string(f.After)))
	}
	if err := o.emit(b.Bytes(), stdout); err != nil {
		return Failed, err
	}
	if n := open(res.Findings); n > 0 {
		fmt.Fprintf(stderr, "wskvet: this fixes %d of %s\n", sel.Fixed, plural(n, "finding"))
	}
	if b.Len() > 0 {
		return Found, nil
	}
	return Clean, nil
}

func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// fixed makes the fixes and analyses what is there then.
func (o *options) fixed(in *input, a analysis, stdout, stderr io.Writer) (analysis, error) {
	sel, err := fix.Select(a.res.World, a.res.Findings)
	if err != nil || len(sel.Files) == 0 {
		unfixed(a.res.Findings, stderr)
		return a, err
	}
	if err := rewrite(sel.Files); err != nil {
		return a, err
	}
	fmt.Fprintf(stderr, "wskvet: fixed %s in %s\n", plural(sel.Fixed, "finding"), plural(len(sel.Files), "file"))
	if a, err = o.find(in, stdout, stderr); err != nil {
		return a, err
	}
	if n := fixable(a.res.Findings); n > 0 {
		fmt.Fprintf(stderr, "wskvet: %s more can be fixed now: run it again\n", plural(n, "finding"))
	}
	unfixed(a.res.Findings, stderr)
	return a, nil
}

// unfixed says of each finding that is left why nothing mends it.
func unfixed(fs []finding.Finding, stderr io.Writer) {
	for _, f := range fs {
		if f.NoFix != "" && f.Suppressed == "" {
			fmt.Fprintf(stderr, "wskvet: not fixed: %s:%d: %s: %s\n", config.Shown(f.Pos.File), f.Pos.Line, f.Rule, f.NoFix)
		}
	}
}

// rewrite replaces files. All of the new ones are there before the first old one
// goes, so that a full disk or a file that must not be written changes nothing.
func rewrite(files []fix.File) error {
	var names, temps []string
	defer func() {
		for _, t := range temps {
			os.Remove(t)
		}
	}()
	for _, f := range files {
		name, err := filepath.EvalSymlinks(f.Name)
		if err != nil {
			return fmt.Errorf("-fix: %s: %w", config.Shown(f.Name), cause(err))
		}
		temp, err := beside(name, f)
		if err != nil {
			return fmt.Errorf("-fix: %s: %w", config.Shown(f.Name), cause(err))
		}
		temps = append(temps, temp)
		names = append(names, name)
	}
	for i, name := range names {
		if err := os.Rename(temps[i], name); err != nil {
			return fmt.Errorf("-fix: %s: %w", config.Shown(name), cause(err))
		}
	}
	return nil
}

// beside writes the new text into a file beside the old one, which has to be what
// was analysed, and writable.
func beside(name string, f fix.File) (temp string, err error) {
	w, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		return "", err
	}
	info, err := w.Stat()
	if e := w.Close(); err == nil {
		err = e
	}
	if err != nil {
		return "", err
	}
	now, err := os.ReadFile(name)
	if err != nil {
		return "", err
	}
	if !bytes.Equal(now, f.Before) {
		return "", errors.New("it has changed since it was analysed")
	}
	return stage(name, f.After, info.Mode().Perm())
}

// fixable is how many findings have a fix.
func fixable(fs []finding.Finding) int {
	return len(slices.DeleteFunc(slices.Clone(fs), func(f finding.Finding) bool { return len(f.Fixes) == 0 }))
}
