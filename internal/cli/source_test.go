package cli_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// lined is a driver that another program has made, from what each directive says.
const lined = "package driver\n" + declarations + `
//line %FILE%
func unload(d *DRIVER_OBJECT) {
}
`

// TestLineDirective: places are those of the directives, in every format; what
// they name is quoted if it is part of the tree, and never if it is not.
func TestLineDirective(t *testing.T) {
	for _, c := range []struct {
		name, at string // what the directive says, and what is printed
		quoted   bool
	}{
		{"c/driver.c:2:1", "c/driver.c:3", true},
		{"c/../c/driver.c:2", "c/driver.c:3", true},
		{"%DIR%/c/driver.c:2", "c/driver.c:3", true},
		{"../outside.c:2", "../outside.c:3", false},
		{"%DIR%/../outside.c:2", "../outside.c:3", false},
		{"c/../../outside.c:2", "../outside.c:3", false},
		{".git/config:2", ".git/config:3", false},
		{"c/.env:2", "c/.env:3", false},
		{"link.txt:2", "link.txt:3", false},
		{"linked/outside.c:2", "linked/outside.c:3", false},
		{"c:2", "c:3", false},               // a directory
		{"pipe.txt:2", "pipe.txt:3", false}, // would never end
		{"nosuch.c:2", "nosuch.c:3", false},
		{"c/driver.c:1000000000", "c/driver.c:1000000001", false}, // has no such line
	} {
		t.Run(c.name, func(t *testing.T) {
			top := t.TempDir()
			dir := filepath.Join(top, "module")
			secret := "one\nSECRET\nSECRET\nSECRET\n"
			for _, name := range []string{"c", ".git"} {
				if err := os.MkdirAll(filepath.Join(dir, name), 0o755); err != nil {
					t.Fatal(err)
				}
			}
			for _, name := range []string{"module/c/driver.c", "module/.git/config", "module/c/.env", "outside.c"} {
				write(t, filepath.Join(top, name), secret)
			}
			if os.Symlink("../outside.c", filepath.Join(dir, "link.txt")) != nil || os.Symlink("..", filepath.Join(dir, "linked")) != nil {
				t.Skip("no symbolic links here")
			}
			fifo(t, filepath.Join(dir, "pipe.txt"))
			write(t, filepath.Join(dir, "go.mod"), "module driver\n\ngo 1.26\n")
			write(t, filepath.Join(dir, "stub.s"), "")
			name := strings.ReplaceAll(c.name, "%DIR%", filepath.ToSlash(dir))
			write(t, filepath.Join(dir, "driver.go"), strings.ReplaceAll(lined, "%FILE%", name))
			t.Chdir(dir)
			for _, format := range []string{"text", "json", "sarif", "github", "html"} {
				status, out, err := run("-format="+format, "-color=always")
				if status != 1 {
					t.Fatalf("%s: status %d\n%s%s", format, status, out, err)
				}
				file, line, _ := strings.Cut(c.at, ":")
				if !strings.Contains(out, file) || !strings.Contains(out, line) {
					t.Errorf("%s does not name %s", format, c.at)
				}
				want := c.quoted && (format == "text" || format == "html")
				if got := strings.Contains(out, "SECRET"); got != want {
					t.Errorf("%s quotes the file: %v, want %v", format, got, want)
				}
				if strings.Contains(out, top) {
					t.Errorf("%s names the directory of the checkout", format)
				}
			}
		})
	}
}

// TestHostileSource: nothing in a driver's text reaches a terminal as it is.
func TestHostileSource(t *testing.T) {
	const name = "x\x1b]0;owned\a\u202e\u200b.c"
	text := strings.ReplaceAll(lined, "%FILE%", name+":2") + `
func OnPower() {
	if key == "\x1b[2J` + "\u202e\u009b" + `" { // </script><script>alert(1)</script>
		WskDeregister(&registration)
	}
	WskDeregister(&registration)
}

var key string
`
	module(t, text)
	for _, format := range []string{"text", "json", "sarif", "github", "html"} {
		status, out, err := run("-format="+format, "-callbacks=OnPower")
		if status != 1 {
			t.Fatalf("%s: status %d\n%s%s", format, status, out, err)
		}
		if i := strings.IndexFunc(out+err, unsafe); i >= 0 {
			t.Errorf("%s has %q", format, (out + err)[max(0, i-20):][:40])
		}
	}
	write(t, "driver.go", text+"\nvar bad int = \"\u202e\x1b\"\n")
	status, out, err := run()
	if status != 2 || out != "" || strings.ContainsFunc(err, unsafe) {
		t.Errorf("an error: status %d, %q, %q", status, out, err)
	}
}

// unsafe are controls, and marks that reverse or hide text.
func unsafe(r rune) bool {
	return r != '\n' && r != '\t' && r < ' ' || r >= 0x7f && r <= 0x9f || r == '\u200b' || r >= '\u202a' && r <= '\u202e'
}
