package corpus

import (
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/project"
)

// MarksInC reads the marks of rules of the drivers in C and C++ below a directory,
// sorted. A mark is a line comment behind code, as in Go.
func MarksInC(dir string) ([]Mark, error) {
	var all []Mark
	corpus := os.DirFS(dir)
	err := fs.WalkDir(corpus, ".", func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || project.KindOf(file) != project.Source {
			return err
		}
		src, err := fs.ReadFile(corpus, file)
		if err != nil {
			return err
		}
		found, err := readC(file, string(src))
		all = append(all, found...)
		return err
	})
	slices.SortFunc(all, Mark.Compare)
	return all, err
}

// readC finds the marks of one file.
func readC(file, src string) ([]Mark, error) {
	var all []Mark
	for i, line := range strings.Split(src, "\n") {
		at := strings.Index(line, "// want")
		if at < 0 {
			continue
		}
		rules, err := rulesOf(line[at:], strings.TrimSpace(line[:at]) != "")
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w: %s", file, i+1, err, line[at:])
		}
		for _, rule := range rules {
			all = append(all, Mark{rule, file, i + 1})
		}
	}
	return all, nil
}
