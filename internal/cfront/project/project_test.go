package project

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// run finds the drivers of the arguments in a tree of files and describes them.
func run(t *testing.T, files string, c Config) string {
	t.Helper()
	dir := t.TempDir()
	for _, f := range txtar.Parse([]byte(files)).Files {
		name := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, f.Data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	wd := filepath.Join(dir, "wd")
	tree, err := Open(wd)
	if err != nil {
		t.Fatal(err)
	}
	defer tree.Close()
	for i, p := range c.Exclude {
		if strings.Contains(p, "/") {
			c.Exclude[i] = filepath.Join(wd, filepath.FromSlash(p))
		}
	}
	for _, list := range [][]string{c.Args, c.Patterns, c.Include} {
		for i := range list {
			list[i] = filepath.Join(wd, filepath.FromSlash(list[i]))
		}
	}
	res, err := Find(tree, c)
	if err != nil {
		return "error: " + err.Error() + "\n"
	}
	var b strings.Builder
	for _, d := range res.Drivers {
		fmt.Fprintf(&b, "%s %s: %s", d.Path, d.Name, strings.Join(d.Files, " "))
		for _, i := range d.Include {
			fmt.Fprintf(&b, " -I %s", i)
		}
		for _, def := range d.Defines {
			fmt.Fprintf(&b, " -D %s=%s", def.Name, def.Value)
		}
		if d.Entry != "" {
			fmt.Fprintf(&b, " entry %s", d.Entry)
		}
		for _, n := range d.Files {
			if own, ok := d.Own[n]; ok {
				fmt.Fprintf(&b, "; %s:", n)
				for _, def := range own {
					fmt.Fprintf(&b, " -D %s=%s", def.Name, def.Value)
				}
			}
			for _, header := range d.Forced[n] {
				fmt.Fprintf(&b, "; %s: -include %s", n, header)
			}
		}
		b.WriteString("\n")
	}
	for _, p := range res.Problems {
		fmt.Fprintf(&b, "! %s:%d: %s\n", p.File, p.Line, p.Text)
	}
	if res.Left > 0 {
		fmt.Fprintf(&b, "left: %d\n", res.Left)
	}
	return b.String()
}

func TestFind(t *testing.T) {
	archives, err := filepath.Glob(filepath.Join("testdata", "*.txtar"))
	if err != nil || len(archives) == 0 {
		t.Fatal("no archives", err)
	}
	for _, name := range archives {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			head := string(txtar.Parse(data).Comment)
			args, want, ok := strings.Cut(head[strings.Index(head, "args:")+5:], "\nwant:\n")
			if !ok {
				t.Fatal("no arguments")
			}
			if got := run(t, string(data), config(t, args)); strings.TrimSpace(got) != strings.TrimSpace(want) {
				t.Errorf("got:\n%s\nwant:\n%s", got, want)
			}
		})
	}
}

// config reads the arguments of an archive.
func config(t *testing.T, text string) Config {
	t.Helper()
	var c Config
	args := strings.Fields(text)
	for i := 0; i < len(args); i++ {
		switch args[i] {
		case "-pattern":
			i++
			c.Patterns = append(c.Patterns, args[i])
		case "-configuration":
			i++
			c.Configuration = args[i]
		case "-exclude":
			i++
			c.Exclude = append(c.Exclude, args[i])
		case "-I":
			i++
			c.Include = append(c.Include, args[i])
		case "-D":
			i++
			d, err := Define(args[i])
			if err != nil {
				t.Fatal(err)
			}
			c.Defines = append(c.Defines, d)
		default:
			c.Args = append(c.Args, args[i])
		}
	}
	return c
}

// UTF-16 is how some versions of Visual Studio write projects, and a byte order
// mark stands before most.
func TestEncodings(t *testing.T) {
	project := `<?xml version="1.0" encoding="utf-16"?><Project><ItemGroup><ClCompile Include="a.c"/></ItemGroup></Project>`
	var wide strings.Builder
	wide.WriteString("\xff\xfe")
	for _, c := range project {
		wide.WriteString(string([]byte{byte(c), 0}))
	}
	for name, text := range map[string]string{"UTF-16": wide.String(), "a mark": "\ufeff" + project} {
		got := run(t, "-- wd/d/d.vcxproj --\n"+text+"\n-- wd/d/a.c --\nNTSTATUS DriverEntry(PDRIVER_OBJECT d, PUNICODE_STRING p) { return 0; }\n", Config{Args: []string{"d/d.vcxproj"}})
		if want := "d d: d/a.c\n"; got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
}

// No name leads out of the folders that may be read, nor to a hidden file.
func TestTree(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"secret.h", "wd/a.h", "wd/.hidden/b.h", "wd/Sub/C.h"} {
		full := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(full), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte(name), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	linked := os.Symlink(filepath.Join(dir, "secret.h"), filepath.Join(dir, "wd", "link.h")) == nil
	tree, err := Open(filepath.Join(dir, "wd"))
	if err != nil {
		t.Fatal(err)
	}
	defer tree.Close()
	for name, want := range map[string]bool{"a.h": true, "A.H": true, "sub/c.h": true, "../secret.h": false, ".hidden/b.h": false, "none.h": false, "link.h": false, "/a.h": false, "": false} {
		if name == "link.h" && !linked {
			continue
		}
		if _, err := fs.ReadFile(tree, name); (err == nil) != want {
			t.Errorf("reading %q: %v", name, err)
		}
	}
	for name, want := range map[string]string{`sub\c.h`: "sub/c.h", `..\secret.h`: "", filepath.Join(dir, "secret.h"): "", filepath.Join(dir, "wd", "a.h"): "a.h"} {
		got, ok := tree.within(".", name)
		if ok != (want != "") || ok && got != want {
			t.Errorf("within(%q) = %q, %t", name, got, ok)
		}
	}
}

// Headers are looked for by their names in the folders above, and in those beside
// these that are called like such ones.
func TestHeaders(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"include/a.h", "drivers/Inc/b.h", "drivers/wsk/d.c", "tools/c.h", "drivers/own.h"} {
		full := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(full), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, nil, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	tree, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer tree.Close()
	res, err := Find(tree, Config{Args: []string{filepath.Join(dir, "drivers", "wsk", "d.c")}})
	if err != nil || len(res.Drivers) != 1 {
		t.Fatal(err)
	}
	var got []string
	fs.WalkDir(res.Drivers[0].FS, ".", func(name string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			got = append(got, name)
		}
		return err
	})
	if want := "drivers/Inc/b.h drivers/own.h drivers/wsk/d.c include/a.h"; strings.Join(got, " ") != want {
		t.Errorf("the driver sees %q, want %s", got, want)
	}
}

// Two folders are one tree; what lies beside them is not in it.
func TestTwoRoots(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"p/one/a.h", "p/two/b.h", "p/three/c.h"} {
		full := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(full), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, nil, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	tree, err := Open(filepath.Join(dir, "p", "one"), filepath.Join(dir, "p", "two"))
	if err != nil {
		t.Fatal(err)
	}
	defer tree.Close()
	var got []string
	err = fs.WalkDir(tree.view([]string{"."}), ".", func(name string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			got = append(got, name)
		}
		return err
	})
	if want := "one/a.h two/b.h"; err != nil || strings.Join(got, " ") != want {
		t.Errorf("the tree holds %q, %v, want %s", got, err, want)
	}
}
