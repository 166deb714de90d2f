package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The manifests name each binary with its own sum, and the bill names what is linked in.
func TestManifests(t *testing.T) {
	dir := t.TempDir()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(self) // any program of Go
	if err != nil {
		t.Fatal(err)
	}
	var sums strings.Builder
	for i, target := range []string{"darwin-amd64", "darwin-arm64", "linux-amd64", "windows-amd64.exe"} {
		name := "wskvet-v1.2.3-rc.1-" + target
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o666); err != nil {
			t.Fatal(err)
		}
		sums.WriteString(strings.Repeat(string("abcd"[i]), 64) + "  " + name + "\n")
	}
	if err := os.WriteFile(filepath.Join(dir, "SHA256SUMS"), []byte(sums.String()), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := run(dir); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string][]string{
		"scoop/wskvet.json":                      {"wskvet-v1.2.3-rc.1-windows-amd64.exe#/wskvet.exe", strings.Repeat("d", 64), `"1.2.3-rc.1"`},
		"winget/wskvet.wskvet.installer.yaml":    {"PackageVersion: 1.2.3-rc.1\n", "/v1.2.3-rc.1/wskvet-v1.2.3-rc.1-windows-amd64.exe\n", strings.Repeat("D", 64)},
		"winget/wskvet.wskvet.yaml":              {"ManifestType: version"},
		"winget/wskvet.wskvet.locale.en-US.yaml": {"License: MIT"},
		"homebrew/wskvet.rb":                     {"darwin-arm64\"\n    sha256 \"" + strings.Repeat("b", 64), "darwin-amd64\"\n    sha256 \"" + strings.Repeat("a", 64)},
		"sbom.cdx.json":                          {"CycloneDX", "pkg:golang/stdlib@"},
	} {
		text, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Error(err)
			continue
		}
		for _, w := range want {
			if !strings.Contains(string(text), w) {
				t.Errorf("%s: %q is missing in\n%s", name, w, text)
			}
		}
		if strings.HasSuffix(name, ".json") && !json.Valid(text) {
			t.Errorf("%s is no JSON", name)
		}
	}
}

func TestBadSums(t *testing.T) {
	for _, text := range []string{"", "abc\n", strings.Repeat("a", 64) + "  other-v1-linux-amd64\n"} {
		name := filepath.Join(t.TempDir(), "SHA256SUMS")
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		if _, err := read(name); err == nil {
			t.Errorf("%q is taken for sums", text)
		}
	}
}
