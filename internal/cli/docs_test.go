package cli_test

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// runElsewhere are the commands of the documents that other tests run, or that are the
// project's own test runs.
var runElsewhere = []string{
	"go run ./cmd/wskvet ./examples/...", "go test", // .ci/run
	"go install ", "go vet -vettool=", "scripts/release ", // e2e
	"cd testdata/src && ",                                   // internal/corpus
	".ci/", "go run . ", "cd peers && go run .", "cd proof", // what measures; each table says when
}

// notRun is what a document says in front of commands that no test runs.
const notRun = "not run by the project's tests"

// Every command of the documents runs: those of wskvet here, on a driver in a folder of
// the name that the documents use, and a block of others says that it is not run.
func TestDocumentedCommands(t *testing.T) {
	pages, err := filepath.Glob("../../docs/*.md")
	if err != nil || len(pages) < 10 {
		t.Fatal("the documents are not where they were", err)
	}
	pages = append(pages, "../../README.md", "../../CONTRIBUTING.md")
	texts := map[string]string{}
	for _, page := range pages {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		texts[filepath.Base(page)] = string(text)
	}
	n := 0
	for _, page := range slices.Sorted(maps.Keys(texts)) {
		for _, b := range blocks(texts[page]) {
			n += tryBlock(t, page, b)
		}
	}
	if n < 15 {
		t.Errorf("%d commands of wskvet were run", n)
	}
}

// block is a fenced block of commands, and the paragraph in front of it.
type block struct {
	before string
	lines  []string
}

var fence = regexp.MustCompile("(?s)([^\n]*)\n+ *```sh\n(.*?)```")

func blocks(text string) []block {
	var out []block
	for _, m := range fence.FindAllStringSubmatch(text, -1) {
		b := block{before: m[1]}
		for l := range strings.Lines(m[2]) {
			l, _, _ = strings.Cut(l, " #")
			if l = strings.TrimSpace(l); l != "" {
				b.lines = append(b.lines, l)
			}
		}
		out = append(out, b)
	}
	return out
}

// tryBlock runs the commands of a block one after the other, and says how many.
func tryBlock(t *testing.T, page string, b block) int {
	t.Helper()
	if strings.Contains(b.before, notRun) {
		return 0
	}
	t.Chdir(t.TempDir())
	lay(t)
	n := 0
	for _, l := range b.lines {
		if slices.ContainsFunc(runElsewhere, func(p string) bool { return strings.HasPrefix(l, p) }) {
			continue
		}
		words := strings.Fields(l)
		if len(words) > 3 && words[0] == "cd" && words[2] == "&&" {
			t.Chdir(words[1])
			words = words[3:]
		}
		if words[0] != "wskvet" || strings.Contains(l, "|") {
			t.Errorf("%s: %s: no test runs it, and the document does not say %q", page, l, notRun)
			continue
		}
		n++
		if status, _, stderr := runAll(words[1:]...); status > 1 {
			t.Errorf("%s: %s: status %d\n%s", page, l, status, stderr)
		}
	}
	return n
}

// lay writes the files that the documents name.
func lay(t *testing.T) {
	t.Helper()
	for _, dir := range []string{"driver", "examples"} {
		if err := os.Mkdir(dir, 0o777); err != nil {
			t.Fatal(err)
		}
	}
	write(t, "driver/a.c", inC)
	write(t, "driver/b.cpp", "int Second(int n) { return n + 1; }\n")
	write(t, "driver/driver.vcxproj", strings.ReplaceAll(project, "driver.c", "a.c"))
	write(t, "examples/driver.c", inC)
	write(t, ".wskvet.yaml", "checks: [default]\n")
}

// The files that CONTRIBUTING.md sends to are there.
func TestRecipes(t *testing.T) {
	text, err := os.ReadFile("../../CONTRIBUTING.md")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, m := range regexp.MustCompile("`([a-z./-]+/[a-zA-Z./-]*|wdm|wsk|proof)`").FindAllStringSubmatch(string(text), -1) {
		n++
		if _, err := os.Stat(filepath.Join("../..", filepath.FromSlash(m[1]))); err != nil {
			t.Errorf("%s is not there", m[1])
		}
	}
	if n < 20 {
		t.Errorf("only %d files are named", n)
	}
}

// The finding on the first screen of the README is what the first command prints.
func TestReadmeFinding(t *testing.T) {
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir("../..")
	_, out, _ := runAll("examples/beacon")
	if shown := "```text\n" + out + "```\n"; out == "" || !strings.Contains(string(text), shown) {
		t.Errorf("README.md does not show\n%s", out)
	}
}
