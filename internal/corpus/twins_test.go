package corpus

import (
	"flag"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/wskvet/wskvet/internal/diff"
)

var update = flag.Bool("update", false, "write the edits of the fixtures anew")

// edits is a folder with a file for each family of fixtures: the edit by which each broken
// one differs from its correct twin.
const edits = "../../testdata/edits"

// apart are fixtures that are another driver than their correct twins: what is broken in
// them takes more than an edit.
var apart = []string{"event/accept_closed", "framework/pnpstart_flag", "packages/library_twice"}

// maxEdit is how many lines a fixture and its twin differ in at the most.
const maxEdit = 20

// correct reports whether nothing is found in a fixture.
func correct(name string) bool {
	return strings.HasSuffix(name, "_ok") || strings.HasSuffix(name, "_halts")
}

// TestTwins holds that each broken fixture is its correct twin but for the edit that is
// written down for it: the mistake. So neither can change without the other. The twin is
// the one, of the same shape, with the shortest edit.
func TestTwins(t *testing.T) {
	names, err := Fixtures(root)
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string][]string{}
	for _, name := range names {
		texts[name] = statements(t, name)
	}
	families := map[string]*strings.Builder{}
	for _, name := range names {
		family := path.Dir(name)
		if families[family] == nil {
			families[family] = &strings.Builder{}
		}
		if !correct(name) {
			families[family].WriteString(mistake(t, texts, name))
		}
	}
	for family, text := range families {
		hold(t, filepath.Join(edits, family+".diff"), text.String())
	}
	files, err := os.ReadDir(edits)
	if err != nil || len(files) != len(families) {
		t.Errorf("%d files of edits, want %d: %v", len(files), len(families), err)
	}
}

// hold compares a file with what it has to be.
func hold(t *testing.T, file, want string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(want), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	got, _ := os.ReadFile(file)
	if d := diff.Unified(filepath.Base(file), strings.ReplaceAll(string(got), "\r\n", "\n"), want); d != "" {
		t.Errorf("a fixture or its twin has changed without the other; if the edit is meant to be another one: "+
			"go test ./internal/corpus -run TestTwins -update\n%s", d)
	}
}

// mistake is the edit that breaks a fixture: its name, that of its twin, and the lines.
func mistake(t *testing.T, texts map[string][]string, name string) string {
	t.Helper()
	text := texts[name]
	var twin string
	var was []string
	var edit []diff.Hunk
	least := maxEdit + 1
	if slices.Contains(apart, name) {
		least = len(text) * 2
	}
	for _, n := range slices.Sorted(maps.Keys(texts)) {
		if !correct(n) || shape(n) != shape(name) {
			continue
		}
		hunks := diff.Hunks(texts[n], text)
		if size := sizeOf(hunks); size < least {
			least, twin, was, edit = size, n, texts[n], hunks
		}
	}
	switch {
	case twin == "":
		t.Errorf("%s: no correct fixture %s_... differs from it in an edit alone, of %d lines at the most", name, shape(name), maxEdit)
	case least <= maxEdit && slices.Contains(apart, name):
		t.Errorf("%s: it is no longer another driver than its twin", name)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s is %s but for\n", path.Base(name), path.Base(twin))
	for _, h := range edit {
		fmt.Fprintf(&b, "  %s\n", before(was, h.From))
		for _, line := range was[h.From:h.To] {
			fmt.Fprintf(&b, "- %s\n", line)
		}
		for _, line := range h.New {
			fmt.Fprintf(&b, "+ %s\n", line)
		}
	}
	return b.String() + "\n"
}

// before is the line in front of an edit.
func before(lines []string, at int) string {
	if at == 0 {
		return "(the beginning)"
	}
	return lines[at-1]
}

// sizeOf is how many lines an edit takes away and adds.
func sizeOf(hunks []diff.Hunk) int {
	n := 0
	for _, h := range hunks {
		n += h.To - h.From + len(h.New)
	}
	return n
}

// statements are the lines of a fixture, without comments, imports and its own name.
func statements(t *testing.T, name string) []string {
	t.Helper()
	var out []string
	own := path.Base(name)
	err := fs.WalkDir(os.DirFS(root), name, func(file string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || path.Ext(file) != ".go" {
			return err
		}
		fset := token.NewFileSet()
		f, err := parser.ParseFile(fset, filepath.Join(root, file), nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		for _, d := range f.Decls {
			if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.IMPORT {
				continue
			}
			var text strings.Builder
			if err := format.Node(&text, fset, d); err != nil {
				return err
			}
			for line := range strings.Lines(strings.ReplaceAll(text.String(), own, "X")) {
				if line = strings.TrimSpace(line); line != "" {
					out = append(out, line)
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}
