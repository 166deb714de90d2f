package cache

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

func TestEntries(t *testing.T) {
	t.Setenv(Variable, t.TempDir())
	d := Open()
	if got := d.Get("ab12"); got != nil {
		t.Errorf("before anything is put: %q", got)
	}
	d.Put("ab12", []byte("one"))
	d.Put("ab12", []byte("two"))
	d.Put("ab34", []byte("three"))
	if got := string(d.Get("ab12")); got != "two" {
		t.Errorf("got %q, want two", got)
	}
	long := time.Now().Add(-2 * keep)
	if err := os.Chtimes(d.file("ab34"), long, long); err != nil {
		t.Fatal(err)
	}
	d.Trim()
	if d.Get("ab34") != nil || d.Get("ab12") == nil {
		t.Error("Trim is to remove the old entry, and no other")
	}
	if left, _ := filepath.Glob(filepath.Join(d.path, "*", "new*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestOff(t *testing.T) {
	for _, v := range []string{"off", "relative"} {
		t.Setenv(Variable, v)
		d := Open()
		d.Put("ab12", []byte("one"))
		d.Trim()
		if d != nil || d.Get("ab12") != nil {
			t.Errorf("%s: something is kept", v)
		}
	}
}

// TestUnwritable does without what it cannot keep.
func TestUnwritable(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv(Variable, file)
	d := Open()
	d.Put("ab12", []byte("one"))
	d.Trim()
	if d.Get("ab12") != nil {
		t.Error("a file is no directory")
	}
}
