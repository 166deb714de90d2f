package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/wskvet/wskvet/internal/diff"
	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/fix"
	"github.com/wskvet/wskvet/internal/load"
)

// proposes reports whether the run shows or makes fixes. They cost an analysis
// or more for each finding, so nothing else looks for them.
func (o *options) proposes() bool {
	return o.fix || o.diff || o.format == "json" || o.format == "sarif"
}

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
	open := 0
	for _, f := range res.Findings {
		if f.Suppressed == "" {
			open++
		}
	}
	if open > 0 {
		fmt.Fprintf(stderr, "wskvet: %d of %d %s fixed by this\n", sel.Fixed, open, are(open))
	}
	if b.Len() > 0 {
		return Found, nil
	}
	return Clean, nil
}

func are(n int) string {
	if n == 1 {
		return "finding is"
	}
	return "findings are"
}

// makeFixes writes the fixes and reports whether there were any.
func (o *options) makeFixes(res *load.Result, stderr io.Writer) (bool, error) {
	sel, err := fix.Select(res.World, res.Findings)
	if err != nil || len(sel.Files) == 0 {
		return false, err
	}
	if err := rewrite(sel.Files); err != nil {
		return false, err
	}
	findings, files := "findings", "files"
	if sel.Fixed == 1 {
		findings = "finding"
	}
	if len(sel.Files) == 1 {
		files = "file"
	}
	_, err = fmt.Fprintf(stderr, "wskvet: fixed %d %s in %d %s\n", sel.Fixed, findings, len(sel.Files), files)
	return true, err
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
			return fmt.Errorf("-fix: %w", err)
		}
		temp, err := beside(name, f)
		if temp != "" {
			temps = append(temps, temp)
		}
		if err != nil {
			return fmt.Errorf("-fix: %s: %w", shown(f.Name), err)
		}
		names = append(names, name)
	}
	for i, name := range names {
		if err := os.Rename(temps[i], name); err != nil {
			return fmt.Errorf("-fix: %w", err)
		}
	}
	return nil
}

// beside writes the new text into a file beside the old one, which has to be what
// was analysed, and writable.
func beside(name string, f fix.File) (temp string, err error) {
	w, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		return "", cause(err)
	}
	info, err := w.Stat()
	if e := w.Close(); err == nil {
		err = e
	}
	if err != nil {
		return "", cause(err)
	}
	now, err := os.ReadFile(name)
	if err != nil {
		return "", cause(err)
	}
	if !bytes.Equal(now, f.Before) {
		return "", errors.New("it has changed since it was analysed")
	}
	tmp, err := os.CreateTemp(filepath.Dir(name), ".wskvet-*")
	if err != nil {
		return "", cause(err)
	}
	_, err = tmp.Write(f.After)
	if err == nil {
		err = tmp.Chmod(info.Mode().Perm())
	}
	if e := tmp.Close(); err == nil {
		err = e
	}
	return tmp.Name(), cause(err)
}

// cause is err without the path, which is named already.
func cause(err error) error {
	if p, ok := errors.AsType[*os.PathError](err); ok {
		return p.Err
	}
	return err
}

// shown is a file's name as messages give it.
func shown(name string) string {
	wd, err := os.Getwd()
	if err != nil {
		return name
	}
	if rel, err := filepath.Rel(wd, name); err == nil {
		return rel
	}
	return name
}

// fixable is how many findings have a fix.
func fixable(fs []finding.Finding) int {
	return len(slices.DeleteFunc(slices.Clone(fs), func(f finding.Finding) bool { return len(f.Fixes) == 0 }))
}
