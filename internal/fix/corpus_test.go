package fix_test

import (
	"bytes"
	"fmt"
	"go/format"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/fix"
	"github.com/wskvet/wskvet/internal/load"
)

// TestCorpus makes each fix of each fixture and example, in a copy on disk, and
// runs anew: the code compiles, is as gofmt writes it, and has the findings that
// it had, less the one that is mended and what follows from it: a registration that
// Unload leaves behind is the one that the next start finds. A driver is mended in one
// place at a time, and only what is mended is run anew.
func TestCorpus(t *testing.T) {
	dir := copyOf(t, "wdm", "wsk", "testdata/src", "examples")
	before := run(t, dir, "./testdata/src/...", "./examples/...")
	if err := fix.Propose(before.World, before.Findings); err != nil {
		t.Fatal(err)
	}
	made := 0
	for round := 0; ; round++ {
		mended := choose(before.Findings, dir, round)
		if len(mended) == 0 {
			break
		}
		made += len(mended)
		undo := apply(t, mended)
		after := run(t, dir, patterns(mended)...)
		undo()
		for driver, f := range mended {
			got := of(after.Findings, dir, driver)
			want := of(left(before.Findings, f, got), dir, driver)
			if !slices.Equal(got, want) {
				t.Errorf("%s: %s (%s): got\n\t%s\nwant\n\t%s", driver, said(f), f.Fixes[0].Message, strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
			}
		}
		if n, m := len(after.Inconclusive), among(before.Inconclusive, dir, mended); n > m { // what was not reached may be now
			t.Errorf("round %d: %d inconclusive, before %d", round, n, m)
		}
	}
	t.Logf("%d fixes of %d findings", made, len(before.Findings))
	if made < 40 {
		t.Errorf("%d fixes: too few to say anything", made)
	}
}

// copyOf is a copy of directories of the repository, as a module of its name.
func copyOf(t *testing.T, dirs ...string) string {
	t.Helper()
	to := t.TempDir()
	for _, d := range dirs {
		if err := os.CopyFS(filepath.Join(to, d), os.DirFS(filepath.Join("../..", d))); err != nil {
			t.Fatal(err)
		}
	}
	write(t, filepath.Join(to, "go.mod"), "module github.com/wskvet/wskvet\n\ngo 1.26\n")
	return to
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func run(t *testing.T, dir string, patterns ...string) *load.Result {
	t.Helper()
	res, err := load.Run(t.Context(), load.Config{Dir: dir, Patterns: patterns})
	if err != nil {
		t.Fatal(err)
	}
	return res
}

// driver is the directory of the driver that a file belongs to.
func driver(file, dir string) string {
	rel, _ := filepath.Rel(dir, file)
	parts := strings.Split(filepath.ToSlash(rel), "/")
	n := 2 // examples/echo
	if parts[0] == "testdata" {
		n = 4
	}
	return strings.Join(parts[:min(n, len(parts))], "/")
}

// patterns are those of the drivers that are mended.
func patterns(mended map[string]finding.Finding) []string {
	var out []string
	for _, d := range slices.Sorted(maps.Keys(mended)) {
		out = append(out, "./"+d+"/...")
	}
	return out
}

// among is how many of some findings are in the drivers that are mended.
func among(fs []finding.Finding, dir string, mended map[string]finding.Finding) int {
	n := 0
	for _, f := range fs {
		if _, is := mended[driver(f.Pos.File, dir)]; is {
			n++
		}
	}
	return n
}

// choose is a finding with a fix for each driver that has more than n of them.
func choose(fs []finding.Finding, dir string, n int) map[string]finding.Finding {
	seen := map[string]int{}
	out := map[string]finding.Finding{}
	for _, f := range fs {
		if len(f.Fixes) == 0 {
			continue
		}
		d := driver(f.Pos.File, dir)
		if seen[d] == n {
			out[d] = f
		}
		seen[d]++
	}
	return out
}

// apply makes fixes on disk and returns what takes them back.
func apply(t *testing.T, mended map[string]finding.Finding) (undo func()) {
	t.Helper()
	was := map[string][]byte{}
	for _, f := range mended {
		if len(f.Fixes) != 1 {
			t.Errorf("%s: %d fixes", said(f), len(f.Fixes))
		}
		for _, e := range f.Fixes[0].Edits {
			name := e.Pos.File
			if was[name] != nil {
				continue
			}
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			was[name] = text
			after, err := fix.Apply(text, name, f.Fixes[0].Edits)
			if err != nil {
				t.Fatal(err)
			}
			if tidy, err := format.Source(after); err != nil || !bytes.Equal(tidy, after) {
				t.Errorf("%s is not as gofmt writes it (%v)", name, err)
			}
			write(t, name, string(after))
		}
	}
	return func() {
		for name, text := range was {
			write(t, name, string(text))
		}
	}
}

// left are the findings that may be there when f is mended, of which got is what is
// said: others about its object may have gone with it.
func left(fs []finding.Finding, f finding.Finding, got []string) []finding.Finding {
	return slices.DeleteFunc(slices.Clone(fs), func(g finding.Finding) bool {
		if said(g) == said(f) {
			return true
		}
		return g.Object == f.Object && g.Package == f.Package && !slices.Contains(got, said(g))
	})
}

// of is what is found in a driver, without lines.
func of(fs []finding.Finding, dir, name string) []string {
	var out []string
	for _, f := range fs {
		if driver(f.Pos.File, dir) == name {
			out = append(out, said(f))
		}
	}
	slices.Sort(out)
	return out
}

func said(f finding.Finding) string {
	return fmt.Sprintf("%s: %s in %s: %s", filepath.Base(f.Pos.File), f.Rule, f.Func, f.Message)
}
