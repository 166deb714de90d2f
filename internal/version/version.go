// Package version says which version of wskvet runs.
package version

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

// release is the version of builds that carry none.
const release = "v0.1.0-dev"

// Built says what the program was built from and with: "commit 0123456789ab, changed;
// go1.26.0 linux/amd64".
func Built() string {
	toolchain := fmt.Sprintf("%s %s/%s", runtime.Version(), runtime.GOOS, runtime.GOARCH)
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return toolchain
	}
	commit, changed := "", ""
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision":
			commit = "commit " + s.Value
		case s.Key == "vcs.modified" && s.Value == "true":
			changed = ", changed"
		}
	}
	if commit == "" {
		return toolchain
	}
	return commit + changed + "; " + toolchain
}

// String is the module's version from the build information, or that of the
// source, with the revision where it is known.
func String() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return release
	}
	if v := info.Main.Version; v != "" && v != "(devel)" {
		return v
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && len(s.Value) >= 12 {
			return release + "+" + s.Value[:12]
		}
	}
	return release
}
