package cli_test

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
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

// Every command of every document runs: those of wskvet here, on a driver in a folder of
// the name that the documents use, and a block of others says that it is not run.
func TestDocumentedCommands(t *testing.T) {
	texts := documents(t)
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

// documents are the texts of all documents of the repository, by their names.
func documents(t *testing.T) map[string]string {
	t.Helper()
	texts := map[string]string{}
	err := fs.WalkDir(os.DirFS("../.."), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() && (e.Name() == "node_modules" || e.Name() == ".git") {
			return cmp.Or(err, fs.SkipDir)
		}
		if path.Ext(name) != ".md" {
			return nil
		}
		text, err := os.ReadFile(filepath.Join("../..", filepath.FromSlash(name)))
		texts[name] = string(text)
		return err
	})
	if err != nil || len(texts) < 30 {
		t.Fatal("the documents are not where they were", len(texts), err)
	}
	return texts
}

var inline = regexp.MustCompile("`wskvet ([^`]+)`")

// A command of wskvet that a document names within a sentence or a table is one that there
// is: it runs, on what its placeholders stand for.
func TestNamedCommands(t *testing.T) {
	texts, commands := documents(t), map[string]string{}
	for _, page := range slices.Sorted(maps.Keys(texts)) {
		for _, m := range inline.FindAllStringSubmatch(texts[page], -1) {
			for _, c := range alternatives(m[1]) {
				commands[c] = page
			}
		}
	}
	t.Chdir(t.TempDir())
	lay(t)
	for _, c := range slices.Sorted(maps.Keys(commands)) {
		status, _, stderr := runAll(strings.Fields(c)...)
		named := strings.Contains(stderr, "wskvet: usage: ") || strings.Contains(stderr, "flag needs an argument")
		if status > 1 && !named {
			t.Errorf("%s: wskvet %s: status %d\n%s", commands[c], c, status, stderr)
		}
	}
	if len(commands) < 20 {
		t.Errorf("only %d commands are named", len(commands))
	}
}

var (
	optional    = regexp.MustCompile(` \[[^\]]*\]`)
	choice      = regexp.MustCompile(`[a-z]+(\|[a-z]+)+`)
	placeholder = strings.NewReplacer("-cpuprofile FILE", "-cpuprofile out", "-model DIR", "-model model",
		"FILE:LINE", "driver/a.c:10", "FILE", "driver/a.c", "DRIVER", "driver", "FORMAT", "sarif")
)

// alternatives are the commands that one with choices and placeholders stands for.
func alternatives(command string) []string {
	command = placeholder.Replace(optional.ReplaceAllString(command, ""))
	words := choice.FindString(command)
	if words == "" {
		return []string{command}
	}
	var out []string
	for word := range strings.SplitSeq(words, "|") {
		out = append(out, alternatives(strings.Replace(command, words, word, 1))...)
	}
	return out
}

var tested = regexp.MustCompile("go test ([^`\n|;]*)")

// A test that a document names is there: its folder, and the function behind -run, -fuzz or -bench.
func TestNamedTests(t *testing.T) {
	texts := documents(t)
	n := 0
	for _, page := range slices.Sorted(maps.Keys(texts)) {
		for _, m := range tested.FindAllStringSubmatch(texts[page], -1) {
			n++
			if err := isTest(page, m[1]); err != nil {
				t.Errorf("%s: go test %s: %v", page, m[1], err)
			}
		}
	}
	if n < 10 {
		t.Errorf("only %d tests are named", n)
	}
}

// isTest looks for what a go test command names, from the root, from proof and from the
// folder of the document.
func isTest(page, command string) error {
	words := strings.Fields(strings.NewReplacer("-run=", "-run ", "-fuzz=", "-fuzz ", "-run '^$'", "").Replace(command))
	dir, name := ".", ""
	for i, w := range words {
		switch {
		case w == "-run" || w == "-fuzz" || w == "-bench":
			name = words[min(i+1, len(words)-1)]
		case strings.HasPrefix(w, "./"):
			dir = strings.TrimSuffix(w, "/...")
		}
	}
	var texts []byte
	for _, base := range []string{".", "proof", "proof/peers", "proof/reader", path.Dir(page)} {
		files, err := filepath.Glob(filepath.Join("../..", filepath.FromSlash(path.Join(base, dir)), "*_test.go"))
		if err != nil {
			return err
		}
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				return err
			}
			texts = append(texts, text...)
		}
	}
	if len(texts) == 0 {
		return errors.New("there are no tests")
	}
	if name != "" && !regexp.MustCompile(`(?m)^func \w*`+name).Match(texts) {
		return fmt.Errorf("no test is named %s", name)
	}
	return nil
}

// block is a fenced block of commands, and the paragraph in front of it.
type block struct {
	before string
	lines  []string
}

var fence = regexp.MustCompile("(?s)([^\n]*)\n+ *```(?:sh|shell|bash|console|bat|powershell)\n(.*?)```")

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
