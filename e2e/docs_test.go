package e2e

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/wskvet/wskvet/analyzer"
)

// The configuration of nogo that the documentation shows names what is there.
func TestNogoExample(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "docs", "large.md"))
	if err != nil {
		t.Fatal(err)
	}
	block := regexp.MustCompile("(?s)```json\n(.*?)```").FindSubmatch(text)
	if block == nil {
		t.Fatal("no configuration in docs/large.md")
	}
	var config map[string]struct {
		ExcludeFiles  map[string]string `json:"exclude_files"`
		AnalyzerFlags map[string]string `json:"analyzer_flags"`
	}
	if err := json.Unmarshal(block[1], &config); err != nil {
		t.Fatal(err)
	}
	mine, ok := config[analyzer.Analyzer.Name]
	if !ok || len(config) != 1 || len(mine.AnalyzerFlags) == 0 {
		t.Fatalf("got %v; want settings of %s", config, analyzer.Analyzer.Name)
	}
	a := analyzer.New(analyzer.Settings{})
	for name, value := range mine.AnalyzerFlags {
		if err := a.Flags.Set(name, value); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	for pattern := range mine.ExcludeFiles {
		if _, err := regexp.Compile(pattern); err != nil {
			t.Error(err)
		}
	}
}
