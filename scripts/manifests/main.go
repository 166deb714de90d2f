// Command manifests writes what package managers want to know of a release, and its bill
// of materials, into the directory that scripts/release has made:
//
//	go run ./scripts/manifests dist
//
// It reads SHA256SUMS and the build information of the binaries, and nothing else.
package main

import (
	"bufio"
	"bytes"
	"debug/buildinfo"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

const (
	repository  = "https://github.com/wskvet/wskvet"
	description = "Finds drivers that unload while Windows still knows them"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: manifests DIRECTORY")
		os.Exit(2)
	}
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "manifests:", err)
		os.Exit(1)
	}
}

// release is the binaries of a version by their target, "windows-amd64".
type release struct {
	version string // without the v
	files   map[string]file
}

type file struct{ name, sum string }

func run(dir string) error {
	r, err := read(filepath.Join(dir, "SHA256SUMS"))
	if err != nil {
		return err
	}
	for name, text := range r.manifests() {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o777); err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			return err
		}
	}
	bill, err := r.bill(dir)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "sbom.cdx.json"), bill, 0o666)
}

// read takes the names and sums of the binaries: wskvet-VERSION-OS-ARCH.
func read(name string) (*release, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	r := &release{files: map[string]file{}}
	for s := bufio.NewScanner(bytes.NewReader(data)); s.Scan(); {
		sum, binary, ok := strings.Cut(s.Text(), "  ")
		parts := strings.Split(strings.TrimSuffix(binary, ".exe"), "-")
		if n := len(parts); !ok || len(sum) != 64 || n < 4 || parts[0] != "wskvet" {
			return nil, fmt.Errorf("%s: %q is no sum of a binary", name, s.Text())
		} else {
			r.version = strings.TrimPrefix(strings.Join(parts[1:n-2], "-"), "v")
			r.files[parts[n-2]+"-"+parts[n-1]] = file{binary, sum}
		}
	}
	if len(r.files) == 0 {
		return nil, fmt.Errorf("%s: it names no binary", name)
	}
	return r, nil
}

func (r *release) url(f file) string {
	return repository + "/releases/download/v" + r.version + "/" + f.name
}

// manifests are the files of those package managers whose systems have binaries.
func (r *release) manifests() map[string]string {
	out := map[string]string{}
	if win, ok := r.files["windows-amd64"]; ok {
		out["scoop/wskvet.json"] = r.scoop(win)
		for name, text := range r.winget(win) {
			out["winget/"+name] = text
		}
	}
	if text := r.homebrew(); text != "" {
		out["homebrew/wskvet.rb"] = text
	}
	return out
}

func (r *release) scoop(f file) string {
	return indented(map[string]any{
		"version": r.version, "description": description, "homepage": repository, "license": "MIT",
		"architecture": map[string]any{"64bit": map[string]string{"url": r.url(f) + "#/wskvet.exe", "hash": f.sum}},
		"bin":          "wskvet.exe",
	})
}

// winget are the three files of a version, in the schema of 1.6.
func (r *release) winget(f file) map[string]string {
	head := "PackageIdentifier: wskvet.wskvet\nPackageVersion: " + r.version + "\n"
	foot := func(kind string) string { return "ManifestType: " + kind + "\nManifestVersion: 1.6.0\n" }
	return map[string]string{
		"wskvet.wskvet.yaml": head + "DefaultLocale: en-US\n" + foot("version"),
		"wskvet.wskvet.locale.en-US.yaml": head + "PackageLocale: en-US\nPublisher: wskvet\nPackageName: wskvet\nLicense: MIT\nPackageUrl: " + repository +
			"\nShortDescription: " + description + "\n" + foot("defaultLocale"),
		"wskvet.wskvet.installer.yaml": head + "InstallerType: portable\nCommands:\n- wskvet\nInstallers:\n- Architecture: x64\n  InstallerUrl: " + r.url(f) +
			"\n  InstallerSha256: " + strings.ToUpper(f.sum) + "\n" + foot("installer"),
	}
}

// homebrew is a formula, or "" where there is no binary for macOS.
func (r *release) homebrew() string {
	arm, intel := r.files["darwin-arm64"], r.files["darwin-amd64"]
	if arm.name == "" || intel.name == "" {
		return ""
	}
	return fmt.Sprintf(`class Wskvet < Formula
  desc %q
  homepage %q
  version %q
  license "MIT"

  on_arm do
    url %q
    sha256 %q
  end
  on_intel do
    url %q
    sha256 %q
  end

  def install
    bin.install Dir["wskvet-*"].first => "wskvet"
    generate_completions_from_executable(bin/"wskvet", "completion", shells: [:bash, :zsh, :fish])
  end

  test do
    assert_match version.to_s, shell_output("#{bin}/wskvet -version")
  end
end
`, description, repository, r.version, r.url(arm), arm.sum, r.url(intel), intel.sum)
}

// component is a module in the bill of materials, CycloneDX 1.5.
type component struct {
	Type    string              `json:"type"`
	Name    string              `json:"name"`
	Version string              `json:"version"`
	PURL    string              `json:"purl"`
	Hashes  []map[string]string `json:"hashes,omitempty"`
}

// bill is what the binaries are made of, from what the go command has put into one of
// them. All have the same modules.
func (r *release) bill(dir string) ([]byte, error) {
	var names []string
	for _, f := range r.files {
		names = append(names, f.name)
	}
	slices.Sort(names)
	info, err := buildinfo.ReadFile(filepath.Join(dir, names[0]))
	if err != nil {
		return nil, err
	}
	if info.Main.Path == "" {
		return nil, errors.New(names[0] + ": it does not say what it is made of")
	}
	parts := []component{{Type: "platform", Name: "go", Version: strings.TrimPrefix(info.GoVersion, "go"), PURL: "pkg:golang/stdlib@" + strings.TrimPrefix(info.GoVersion, "go")}}
	for _, m := range info.Deps {
		parts = append(parts, component{Type: "library", Name: m.Path, Version: m.Version, PURL: "pkg:golang/" + m.Path + "@" + m.Version})
	}
	self := component{Type: "application", Name: "wskvet", Version: r.version, PURL: "pkg:golang/" + info.Main.Path + "@v" + r.version}
	return []byte(indented(map[string]any{
		"bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1,
		"metadata": map[string]any{"component": self}, "components": parts,
	})), nil
}

func indented(v any) string {
	data, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		panic(err) // strings and maps of them
	}
	return string(data) + "\n"
}
