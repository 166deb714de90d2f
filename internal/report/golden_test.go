package report

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files of testdata")

func write(t *testing.T, format string, r Run) string {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, format, r); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// Read the golden files: they were checked by eye when they were written, and
// the tests beside this one say what must hold in them.
func TestGolden(t *testing.T) {
	x := newFixture(t)
	color, bare, none := x.full(), x.full(), x.run()
	color.Options.Color, color.Options.Excerpts = true, true
	bare.Options = Options{}
	for _, c := range []struct {
		file, format string
		run          Run
	}{
		{"full.txt", "text", x.full()},
		{"color.txt", "text", color},
		{"bare.txt", "text", bare},
		{"none.txt", "text", none},
		{"full.json", "json", x.full()},
		{"none.json", "json", none},
		{"full.sarif", "sarif", x.full()},
		{"bare.sarif", "sarif", bare},
		{"none.sarif", "sarif", none},
		{"full.github", "github", x.full()},
		{"bare.github", "github", bare},
		{"full.msbuild", "msbuild", x.full()},
		{"bare.msbuild", "msbuild", bare},
		{"full.html", "html", x.full()},
		{"none.html", "html", none},
	} {
		t.Run(c.file, func(t *testing.T) {
			got := write(t, c.format, c.run)
			golden := filepath.Join("testdata", c.file)
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("%s differs; look at it with: go test ./internal/report -update && git diff", golden)
			}
		})
	}
}

// The same run gives the same bytes, in whatever order its findings come, and
// never says where the checkout lies.
func TestDeterministic(t *testing.T) {
	x := newFixture(t)
	for _, format := range Formats() {
		a, b := x.full(), x.full()
		for i, j := 0, len(b.Findings)-1; i < j; i, j = i+1, j-1 {
			b.Findings[i], b.Findings[j] = b.Findings[j], b.Findings[i]
		}
		one, two := write(t, format, a), write(t, format, b)
		if one != two {
			t.Errorf("%s depends on the order of findings", format)
		}
		if strings.Contains(one, filepath.ToSlash(x.root)) || strings.Contains(one, filepath.Dir(x.root)) {
			t.Errorf("%s names the directory of the checkout", format)
		}
	}
}

func TestUnknownFormat(t *testing.T) {
	err := Write(&bytes.Buffer{}, "xml", Run{})
	if err == nil || !strings.Contains(err.Error(), `"xml"`) || !strings.Contains(err.Error(), "sarif") {
		t.Errorf("error %v does not name the format and the known ones", err)
	}
}
