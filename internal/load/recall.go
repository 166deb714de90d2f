package load

import (
	"bytes"
	"crypto/sha256"
	"encoding/gob"
	"fmt"
	"hash"
	"io"
	"os"

	"github.com/wskvet/wskvet/internal/check"
	"github.com/wskvet/wskvet/internal/coverage"
	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/summary"
)

// What was found in a package is found again as long as the tool, the settings,
// the package's files and everything below it are the same. A run that keeps no
// World takes it from the run before. No summary is kept: what lies below a
// package that has changed is summarised again.

// record is what is kept of a package.
type record struct {
	Findings, Inconclusive, Notes []finding.Finding
	Coverage                      coverage.Report
	Used                          []string
	Unnamed                       map[string]string
	Ignores                       *summary.Package // directives that may turn out to suppress nothing
}

// recall finds the packages whose records are known.
func (l *loader) recall() {
	if l.c.Cache == nil || !l.c.Once {
		return
	}
	l.c.Cache.Trim()
	base, err := l.base()
	if err != nil {
		return
	}
	for _, p := range l.order {
		if !l.loads(p) {
			continue
		}
		if p.key = l.key(p, base); p.key == "" || !p.bodied() {
			continue
		}
		var r record
		if data := l.c.Cache.Get(p.key); data != nil && gob.NewDecoder(bytes.NewReader(data)).Decode(&r) == nil {
			p.record = &r
		}
	}
	l.needed = nil // without what is known
}

// base is what all keys depend on.
func (l *loader) base() (string, error) {
	self, err := os.Executable()
	if err != nil {
		return "", err
	}
	h := sha256.New()
	if err := addFile(h, self); err != nil {
		return "", err
	}
	fmt.Fprintf(h, "%q", l.c.Tags)
	return fmt.Sprintf("%x", h.Sum(nil)), nil
}

// key is the key of a package, or "" if there is none.
func (l *loader) key(p *pkg, base string) string {
	h := sha256.New()
	fmt.Fprintf(h, "%s %#v %q %q %q %t %t\n", base, p.place.Settings, p.ImportPath, p.Name, p.ImportMap, p.DepOnly, p.lowered)
	if p.Module != nil {
		fmt.Fprintf(h, "%q %t\n", p.Module.GoVersion, p.Module.Main)
	}
	for _, f := range p.files() {
		fmt.Fprintf(h, "%q\n", f) // findings name it
		if err := addFile(h, f); err != nil {
			return ""
		}
	}
	for _, i := range p.Imports {
		q := l.by[i]
		if q == nil || i == "unsafe" {
			fmt.Fprintf(h, "%q\n", i)
			continue
		}
		if q.key == "" {
			return ""
		}
		fmt.Fprintf(h, "%q %s\n", i, q.key)
	}
	return fmt.Sprintf("%x", h.Sum(nil))
}

// addFile adds the hash of a file.
func addFile(h hash.Hash, name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, f); err != nil {
		return err
	}
	h.Write(sum.Sum(nil))
	return nil
}

// remember keeps what was found in a package.
func (l *loader) remember(p *pkg) {
	if p.key == "" || !p.bodied() || p.failed {
		return
	}
	var b bytes.Buffer
	r := record{p.out.Findings, p.out.Inconclusive, p.out.Notes, p.out.Coverage, p.out.Used, p.out.Unnamed, ignores(p.out.Summary)}
	if gob.NewEncoder(&b).Encode(r) == nil {
		l.c.Cache.Put(p.key, b.Bytes())
	}
}

// take takes what was found in p from its record, if there is one.
func (l *loader) take(p *pkg) {
	if p.record == nil || !p.lowered {
		return
	}
	r := p.record
	p.out = check.Output{Summary: r.Ignores, Used: r.Used, Unnamed: r.Unnamed, Findings: r.Findings, Inconclusive: r.Inconclusive, Notes: r.Notes, Coverage: r.Coverage}
	l.found(p, p.out)
}

// ignores is of a summary what is needed to find directives that suppress
// nothing, or nil.
func ignores(sum *summary.Package) *summary.Package {
	if sum == nil || len(sum.Ignores) == 0 || check.Rooted(sum) {
		return nil
	}
	return &summary.Package{Path: sum.Path, Files: sum.Files, Ignores: sum.Ignores}
}
