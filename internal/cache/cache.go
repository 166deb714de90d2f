// Package cache keeps what a run found for the next one, by key, in a directory
// of the user's. It may fail to: whoever asks then does without.
package cache

import (
	"os"
	"path/filepath"
	"time"
)

// Variable is the environment variable that names the directory; "off" keeps
// nothing.
const Variable = "WSKVET_CACHE"

// Dir is a directory of entries; nil has none and takes none.
type Dir struct{ path string }

// Open is the directory that the environment names, or the user's. It is made
// when something is put into it.
func Open() *Dir {
	path := os.Getenv(Variable)
	if path == "off" {
		return nil
	}
	if path == "" {
		user, err := os.UserCacheDir()
		if err != nil {
			return nil
		}
		path = filepath.Join(user, "wskvet")
	}
	if !filepath.IsAbs(path) {
		return nil
	}
	return &Dir{path}
}

// How long an entry stays that nobody asks for, and how often entries are looked
// through, and marked as asked for.
const (
	keep  = 5 * 24 * time.Hour
	often = 24 * time.Hour
	marks = time.Hour
)

func (d *Dir) file(key string) string { return filepath.Join(d.path, key[:2], key) }

// Get is the entry of a key, which is of hexadecimal digits, or nil.
func (d *Dir) Get(key string) []byte {
	if d == nil {
		return nil
	}
	name := d.file(key)
	data, err := os.ReadFile(name)
	if err != nil {
		return nil
	}
	if info, err := os.Stat(name); err == nil && time.Since(info.ModTime()) > marks {
		now := time.Now()
		os.Chtimes(name, now, now)
	}
	return data
}

// Put sets the entry of a key, as a whole or not at all.
func (d *Dir) Put(key string, data []byte) {
	if d == nil {
		return
	}
	name := d.file(key)
	if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
		return
	}
	f, err := os.CreateTemp(filepath.Dir(name), "new")
	if err != nil {
		return
	}
	_, err = f.Write(data)
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		os.Remove(f.Name())
	}
}

// Trim removes, once in a while, the entries that nobody has asked for lately.
func (d *Dir) Trim() {
	if d == nil {
		return
	}
	stamp := filepath.Join(d.path, "trimmed")
	if info, err := os.Stat(stamp); err == nil && time.Since(info.ModTime()) < often {
		return
	}
	if err := os.WriteFile(stamp, nil, 0o600); err != nil {
		return // there is no directory yet
	}
	files, err := filepath.Glob(filepath.Join(d.path, "[0-9a-f][0-9a-f]", "*"))
	if err != nil {
		return
	}
	for _, name := range files {
		if info, err := os.Stat(name); err == nil && time.Since(info.ModTime()) > keep {
			os.Remove(name)
		}
	}
}
