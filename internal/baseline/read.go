package baseline

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// maxSize bounds what is read, in bytes: some hundred thousand findings.
const maxSize = 64 << 20

// Read reads a file. An error names it.
func Read(name string) (Baseline, error) {
	info, err := os.Stat(name)
	switch {
	case err != nil:
		return Baseline{}, named(name, err)
	case !info.Mode().IsRegular():
		return Baseline{}, fmt.Errorf("%s is not a file", name)
	case info.Size() > maxSize:
		return Baseline{}, fmt.Errorf("%s is larger than %d bytes", name, maxSize)
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return Baseline{}, named(name, err)
	}
	b, err := Decode(data)
	return b, named(name, err)
}

// named is err with the file's name, once.
func named(name string, err error) error {
	if err == nil {
		return nil
	}
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		err = p.Err
	}
	return fmt.Errorf("%s: %w", name, err)
}
