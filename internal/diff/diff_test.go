package diff

import (
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

func TestUnified(t *testing.T) {
	const before = "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk\nl\nm\n"
	for _, c := range []struct{ name, after, want string }{
		{"same", before, ""},
		{"added", strings.Replace(before, "e\n", "e\nE\n", 1), "--- a/x\n+++ b/x\n@@ -3,6 +3,7 @@\n c\n d\n e\n+E\n f\n g\n h\n"},
		{"removed", strings.Replace(before, "a\n", "", 1), "--- a/x\n+++ b/x\n@@ -1,4 +1,3 @@\n-a\n b\n c\n d\n"},
		{"changed twice", strings.NewReplacer("a\n", "A\n", "m\n", "M\n").Replace(before), "--- a/x\n+++ b/x\n@@ -1,4 +1,4 @@\n-a\n+A\n b\n c\n d\n@@ -10,4 +10,4 @@\n j\n k\n l\n-m\n+M\n"},
		{"near one another", strings.NewReplacer("b\n", "B\n", "e\n", "E\n").Replace(before), "--- a/x\n+++ b/x\n@@ -1,8 +1,8 @@\n a\n-b\n+B\n c\n d\n-e\n+E\n f\n g\n h\n"},
		{"no newline", strings.TrimSuffix(before, "\n"), "--- a/x\n+++ b/x\n@@ -10,4 +10,4 @@\n j\n k\n l\n-m\n+m\n\\ No newline at end of file\n"},
	} {
		if got := Unified("x", before, c.after); got != c.want {
			t.Errorf("%s: got\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
	if got, want := Unified("x", "", "a\n"), "--- a/x\n+++ b/x\n@@ -0,0 +1 @@\n+a\n"; got != want {
		t.Errorf("an empty file: got\n%s\nwant\n%s", got, want)
	}
}

// Hunks make the one text of the other.
func TestHunks(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	text := func() []string {
		var b strings.Builder
		for range random.IntN(12) {
			b.WriteString(string(rune('a'+random.IntN(4))) + "\n")
		}
		return Lines(b.String())
	}
	for range 2000 {
		a, b := text(), text()
		var got []string
		at := 0
		for _, h := range Hunks(a, b) {
			if h.From < at || h.To < h.From {
				t.Fatalf("%q to %q: hunks out of order", a, b)
			}
			got = append(append(got, a[at:h.From]...), h.New...)
			at = h.To
		}
		got = append(got, a[at:]...)
		if strings.Join(got, "") != strings.Join(b, "") {
			t.Fatalf("%q to %q: got %q", a, b, got)
		}
	}
}

// The program patch, where it is installed, reads what Unified writes.
func TestPatch(t *testing.T) {
	patch, err := exec.LookPath("patch")
	if err != nil {
		t.Skip("patch is not installed")
	}
	const before = "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk\nl\nm\n"
	after := strings.NewReplacer("b\n", "", "c\n", "c\nC\n", "m\n", "M").Replace(before)
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "x"), []byte(before), 0o644); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(patch, "-p1")
	cmd.Dir, cmd.Stdin = dir, strings.NewReader(Unified("x", before, after))
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	got, err := os.ReadFile(filepath.Join(dir, "x"))
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != after {
		t.Errorf("got %q, want %q", got, after)
	}
}
