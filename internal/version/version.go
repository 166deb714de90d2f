// Package version says which version of wskvet runs.
package version

import "runtime/debug"

// release is the version of builds that carry none.
const release = "v0.1.0-dev"

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
