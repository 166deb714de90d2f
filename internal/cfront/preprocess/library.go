package preprocess

import (
	"embed"
	"path"
	"strings"
)

// library has stand-ins for headers that decide what a driver gives back, and that are
// seldom among its files. Those of the driver, or of -I, come first.
//
//go:embed library
var library embed.FS

// standIn is the stand-in for a header, nil if there is none.
func (l *Loader) standIn(header string) *file {
	name := strings.ToLower(path.Clean(strings.ReplaceAll(header, `\`, "/")))
	key := "<" + name + ">"
	if f, ok := l.files[key]; ok {
		return f
	}
	var f *file
	if text, err := library.ReadFile("library/" + name); err == nil {
		f = &file{File: l.Set.Add(key, text)}
	}
	l.files[key] = f
	return f
}
