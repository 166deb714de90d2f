package seeds

import (
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
	"testing/fstest"

	"github.com/wskvet/wskvet/internal/cdriver"
	"github.com/wskvet/wskvet/internal/cfront"
	"github.com/wskvet/wskvet/internal/cfront/project"
	"github.com/wskvet/wskvet/internal/settings"
)

// A report is what is found in one text of a driver.
type report struct {
	Found        []found
	Inconclusive []found // without a rule
	Err          string  // why it could not be checked at all
}

// A linter reports what it finds in each of several texts.
type linter func(texts []fs.FS) ([]report, error)

// wskvet lints texts as drivers of one run, each in a folder of its own.
func wskvet(defs defines) linter {
	return func(texts []fs.FS) ([]report, error) {
		var drivers []project.Driver
		at := map[string]int{}
		for i, t := range texts {
			d, err := driver(t, defs, fmt.Sprintf("text%d", i))
			if err != nil {
				return nil, err
			}
			at[d.Path] = i
			drivers = append(drivers, d)
		}
		base := filepath.Join(string(filepath.Separator), "seeds")
		res, err := cdriver.Run(drivers, cdriver.Config{Base: base, Settings: settings.Settings{Limits: settings.DefaultLimits()}})
		if err != nil {
			return nil, err
		}
		out := make([]report, len(texts))
		place := func(pkg, file string) (*report, string) {
			rel, err := filepath.Rel(filepath.Join(base, pkg), file)
			if err != nil {
				rel = file
			}
			return &out[at[pkg]], filepath.ToSlash(rel)
		}
		for _, f := range res.Findings {
			r, file := place(f.Package, f.Pos.File)
			r.Found = append(r.Found, found{f.Rule, file, f.Pos.Line})
		}
		for _, f := range res.Inconclusive {
			r, file := place(f.Package, f.Pos.File)
			r.Inconclusive = append(r.Inconclusive, found{f.Message, file, f.Pos.Line})
		}
		for _, err := range res.Failed {
			name, why, _ := strings.Cut(err.Error(), ": ")
			out[at[name]].Err = why
		}
		return out, nil
	}
}

// driver is a text as a driver in a folder.
func driver(text fs.FS, defs defines, folder string) (project.Driver, error) {
	files := fstest.MapFS{}
	err := fs.WalkDir(text, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := fs.ReadFile(text, p)
		files[folder+"/"+p] = &fstest.MapFile{Data: b}
		return err
	})
	if err != nil {
		return project.Driver{}, err
	}
	d := cfront.Driver{Name: "driver", FS: files}
	for name, value := range defs {
		d.Defines = append(d.Defines, cfront.Define{Name: name, Value: value})
	}
	names, err := units(text)
	for _, n := range names {
		d.Files = append(d.Files, folder+"/"+n)
	}
	return project.Driver{Driver: d, Path: folder}, err
}
