package config

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Name is the name of the file. Misnamed is one that is easily taken for it.
const (
	Name     = ".wskvet.yaml"
	Misnamed = ".wskvet.yml"
)

// maxSize bounds what is read, in bytes: a configuration is a page of text.
const maxSize = 1 << 20

// Off is what -config says for no file.
const Off = "off"

// Find is the file that holds in a directory: the nearest in it or above it, up
// to the root of the repository. It is "" where there is none. The name is
// relative to the working directory, if it can be.
func Find(dir string) (string, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	for d := abs; ; d = filepath.Dir(d) {
		found, err := in(d)
		if found != "" || err != nil {
			return found, err
		}
		if _, err := os.Lstat(filepath.Join(d, ".git")); err == nil || d == filepath.Dir(d) {
			return "", nil
		}
	}
}

// in is the file in a directory, or "". A file of the other suffix would be
// passed over in silence, so it is an error. A directory that may not be looked
// into, somewhere above, has none for us.
func in(dir string) (string, error) {
	other := filepath.Join(dir, Misnamed)
	if _, err := os.Lstat(other); err == nil {
		return "", fmt.Errorf("%s: the configuration is read from %s: rename it", Shown(other), Name)
	}
	name := filepath.Join(dir, Name)
	switch _, err := os.Lstat(name); {
	case err == nil:
		return Shown(name), nil
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, fs.ErrPermission):
		return "", nil
	default:
		return "", plain(Shown(name), err)
	}
}

// Shown is a file's name as messages give it.
func Shown(name string) string {
	wd, err := os.Getwd()
	if err != nil {
		return name
	}
	if rel, err := filepath.Rel(wd, name); err == nil {
		return rel
	}
	return name
}

// Load reads a file; "" is an empty one.
func Load(name string) (Config, error) {
	if name == "" {
		return Config{}, nil
	}
	data, err := read(name)
	if err != nil {
		return Config{}, err
	}
	return Parse(name, data)
}

func read(name string) ([]byte, error) {
	info, err := os.Stat(name)
	switch {
	case err != nil:
		return nil, plain(name, err)
	case info.IsDir():
		return nil, fmt.Errorf("%s is a directory", name)
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("%s is not a regular file", name)
	case info.Size() > maxSize:
		return nil, fmt.Errorf("%s is larger than %d bytes", name, maxSize)
	}
	data, err := os.ReadFile(name)
	return data, plain(name, err)
}

// plain is err without the path, which may be absolute, and with the name.
func plain(name string, err error) error {
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		err = p.Err
	}
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", name, err)
}

// ForDir is the file that a value of -config asks for in a directory.
func ForDir(flag, dir string) (string, error) {
	switch flag {
	case "":
		return Find(dir)
	case Off:
		return "", nil
	}
	return flag, nil
}
