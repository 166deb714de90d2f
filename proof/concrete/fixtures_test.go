package concrete

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/wskvet/wskvet/internal/corpus"
)

// beyond are fixtures about what the interpreter does not do: it calls no event
// callbacks of WSK and no NDIS timers, and knows nothing of how long the system waits.
var beyond = []string{"callback/", "event/", "boot/", "irql/current", "irql/ndistimer"}

// TestFixtures runs the fixtures of the repository: what their authors marked is
// what happens.
func TestFixtures(t *testing.T) {
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	w, err := NewWorld(root)
	if err != nil {
		t.Fatal(err)
	}
	names, err := corpus.Fixtures(filepath.Join(root, "testdata/src"))
	if err != nil {
		t.Fatal(err)
	}
	marks, err := corpus.Marks(filepath.Join(root, "testdata/src"))
	if err != nil {
		t.Fatal(err)
	}
	ran, heap := 0, 0
	names = slices.DeleteFunc(names, func(name string) bool {
		return slices.ContainsFunc(beyond, func(p string) bool { return strings.HasPrefix(name, p) })
	})
	for _, name := range names {
		src, err := Sources(os.DirFS(root), "testdata/src/"+name)
		if err != nil {
			t.Fatal(err)
		}
		ps, err := w.Check(src)
		if err != nil {
			t.Fatal(err)
		}
		d, err := w.Driver(ps)
		if err != nil {
			t.Logf("%s: cannot be run: %v", name, err)
			continue
		}
		res := d.Explore(1500, 1)
		if res.Unable != "" || !d.Registers {
			t.Logf("%s: cannot be run: %s", name, res.Unable)
			continue
		}
		ran++
		var want, got []string
		for _, m := range marks {
			if m.Fixture() == name {
				want = append(want, fmt.Sprintf("%s:%d %s", strings.TrimPrefix(m.File, name+"/"), m.Line, m.Rule))
			}
		}
		for _, v := range res.Violations {
			if v.Must {
				rel, _ := filepath.Rel(filepath.Join(root, "testdata/src", name), v.Pos.Filename)
				got = append(got, fmt.Sprintf("%s:%d %s", rel, v.Pos.Line, v.Rule))
			}
		}
		missed := slices.DeleteFunc(slices.Clone(want), func(m string) bool { return slices.Contains(got, m) })
		unjoined := slices.ContainsFunc(want, func(m string) bool { return strings.HasSuffix(m, "WSK005") })
		extra := slices.DeleteFunc(got, func(m string) bool {
			// what a thread that nobody waits for leaves registered is marked where it starts
			return slices.Contains(want, m) || unjoined && (strings.HasSuffix(m, "WSK001") || strings.HasSuffix(m, "WSK006"))
		})
		switch {
		case slices.ContainsFunc(missed, func(m string) bool { return strings.HasSuffix(m, "WSK009") }):
			heap++ // what leads to an object on the heap is not followed
		case len(extra) > 0 || len(missed) > 0 && res.Whole:
			t.Errorf("%s (%d lives, whole %v):\n  missed %v\n  extra  %v", name, res.Runs, res.Whole, missed, extra)
		}
	}
	if ran < len(names)*8/10 || heap > 12 {
		t.Errorf("%d of %d fixtures run, %d lose a registration on the heap", ran, len(names), heap)
	}
	t.Logf("%d of %d fixtures run", ran, len(names))
}
