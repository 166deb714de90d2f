package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/wskvet/wskvet/internal/cdriver"
	"github.com/wskvet/wskvet/internal/printable"
	"github.com/wskvet/wskvet/internal/report"
)

// emit writes the report.
func (o *options) emit(data []byte, stdout io.Writer) error {
	if o.out != "" {
		return writeFile("-o", o.out, data)
	}
	if _, err := stdout.Write(data); err != nil {
		return fmt.Errorf("standard output: %w", cause(err))
	}
	return nil
}

// checkFile says early what will be wrong with a file that is to be written.
func checkFile(flag, name string) error {
	if info, err := os.Stat(name); err == nil && info.IsDir() {
		return fmt.Errorf("%s: %s is a directory", flag, name)
	}
	dir := filepath.Dir(name)
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return fmt.Errorf("%s: %s is not a directory", flag, dir)
	}
	return nil
}

// writeFile writes a file as a whole, or not at all. A device or a pipe cannot be
// replaced, so it is written to.
func writeFile(flag, name string, data []byte) error {
	info, err := os.Stat(name)
	switch {
	case err == nil && !info.Mode().IsRegular():
		err = os.WriteFile(name, data, 0) // nothing is created
	case err == nil:
		err = replace(name, data, info.Mode().Perm())
	default:
		err = replace(name, data, 0o644)
	}
	if err != nil {
		return fmt.Errorf("%s: %s: %w", flag, name, cause(err))
	}
	return nil
}

// replace puts a new file in the place of one, or of the one that a symbolic
// link names.
func replace(name string, data []byte, perm fs.FileMode) error {
	if real, err := filepath.EvalSymlinks(name); err == nil {
		name = real
	}
	tmp, err := stage(name, data, perm)
	if err != nil {
		return err
	}
	defer os.Remove(tmp)
	return os.Rename(tmp, name)
}

// stage writes a new file beside the one that it is to replace.
func stage(name string, data []byte, perm fs.FileMode) (temp string, err error) {
	tmp, err := os.CreateTemp(filepath.Dir(name), ".wskvet-*")
	if err != nil {
		return "", err
	}
	_, err = tmp.Write(data)
	if err == nil {
		err = tmp.Chmod(perm)
	}
	if err == nil {
		err = tmp.Sync() // some file systems tell only now that they are full
	}
	if e := tmp.Close(); err == nil {
		err = e
	}
	if err != nil {
		os.Remove(tmp.Name())
		return "", err
	}
	return tmp.Name(), nil
}

// cause is err without the name of the file, which may be a temporary one.
func cause(err error) error {
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		return p.Err
	}
	if l, ok := errors.AsType[*os.LinkError](err); ok {
		return l.Err
	}
	return err
}

// summarise prints the notes, and ends with one line: what was found, what was followed.
func (o *options) summarise(r report.Run, c *cdriver.Result, stderr io.Writer) error {
	w := printable.Lines(stderr)
	for _, n := range r.NoteLines() {
		if _, err := fmt.Fprintf(w, "wskvet: %s\n", n); err != nil {
			return err
		}
	}
	s := r.Summary()
	if c.Drivers > 0 {
		s += "; C: " + readOf(c.Counts)
	}
	if len(r.Inconclusive) > 0 && !r.Options.Inconclusive && slices.Contains([]string{"text", "github", "msbuild"}, o.format) {
		s += " (-inconclusive lists them)"
	}
	if o.out != "" {
		s += ": " + o.out
	}
	_, err := fmt.Fprintf(w, "wskvet: %s\n", s)
	return err
}

// colored follows the flag, then the conventions of no-color.org and
// bixense.com/clicolors, then asks whether a person is looking.
func (o *options) colored(w io.Writer) bool {
	force := os.Getenv("CLICOLOR_FORCE")
	switch {
	case o.color != "auto":
		return o.color == "always"
	case o.out != "" || os.Getenv("NO_COLOR") != "":
		return false
	case force != "" && force != "0":
		return true
	case os.Getenv("CLICOLOR") == "0" || os.Getenv("TERM") == "dumb":
		return false
	}
	return isTerminal(w)
}

// isTerminal reports whether w is a terminal: a character device, but not the
// null device.
func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	if err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return false
	}
	null, err := os.Stat(os.DevNull)
	return err != nil || !os.SameFile(info, null)
}
