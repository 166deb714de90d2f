package cli

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/wskvet/wskvet/internal/cdriver"
	"github.com/wskvet/wskvet/internal/config"
	"github.com/wskvet/wskvet/internal/load"
	"github.com/wskvet/wskvet/internal/printable"
)

// checkNames looks for names in the settings that no function has. A flag is meant for the
// run, and so is a file for a run on whole modules: there one is an error. A run on some
// packages of a module may leave out those that a file names.
func (o *options) checkNames(unnamed map[string]string, stderr io.Writer) error {
	for _, l := range o.conf.Functions() {
		for _, name := range l.Value {
			hint, missing := unnamed[name]
			if !missing {
				continue
			}
			text := fmt.Sprintf("%s: no function that was read is named %q", config.Label(l.From, l.Key), name)
			if hint != "" {
				text += fmt.Sprintf("; %q is near to it", hint)
			}
			if strings.HasPrefix(l.From, "-") || o.whole() {
				return errors.New(text)
			}
			fmt.Fprintf(printable.Lines(stderr), "wskvet: %s\n", text)
		}
	}
	return nil
}

// unnamed are the names that no function of packages and drivers has.
func (in *input) unnamed(res *load.Result, c *cdriver.Result) map[string]string {
	var out map[string]string
	if len(in.packages) > 0 {
		out = res.Unnamed
	}
	if len(in.found.Drivers) > 0 {
		out = inBoth(out, c.Unnamed)
	}
	return out
}

// inBoth are the names that are missing here and there; nil is nowhere yet.
func inBoth(a, b map[string]string) map[string]string {
	if a == nil {
		return b
	}
	out := map[string]string{}
	for name, hint := range a {
		if also, missing := b[name]; missing {
			out[name] = max(hint, also)
		}
	}
	return out
}
