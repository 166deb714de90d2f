package cli

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// emit writes the report.
func (o *options) emit(data []byte, stdout io.Writer) error {
	if o.out == "" {
		_, err := stdout.Write(data)
		return err
	}
	return writeFile("-o", o.out, data)
}

// writeFile writes a file as a whole, or not at all.
func writeFile(flag, name string, data []byte) error {
	tmp, err := os.CreateTemp(filepath.Dir(name), ".wskvet-*")
	if err != nil {
		return fmt.Errorf("%s: %w", flag, err)
	}
	defer os.Remove(tmp.Name())
	_, err = tmp.Write(data)
	if err == nil {
		err = tmp.Chmod(0o644)
	}
	if e := tmp.Close(); err == nil {
		err = e
	}
	if err == nil {
		err = os.Rename(tmp.Name(), name)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", flag, err)
	}
	return nil
}

func (o *options) colored(w io.Writer) bool {
	switch {
	case o.color != "auto":
		return o.color == "always"
	case o.out != "" || os.Getenv("NO_COLOR") != "":
		return false
	}
	return isTerminal(w)
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0 && os.Getenv("TERM") != "dumb"
}
