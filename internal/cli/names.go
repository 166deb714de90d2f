package cli

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/wskvet/wskvet/internal/check"
	"github.com/wskvet/wskvet/internal/config"
	"github.com/wskvet/wskvet/internal/printable"
)

// checkNames looks for names in the settings that no function has. A flag is meant for the
// run, and so is a file for a run on whole modules: there one is an error. A run on some
// packages of a module may leave out those that a file names.
func (o *options) checkNames(unnamed check.Names, stderr io.Writer) error {
	if own, err := o.places.At(o.dir); err != nil {
		return err
	} else if _, asked := unnamed[own.File]; !asked {
		unnamed.Add(own.File, check.Unnamed(own.Config.Settings())) // it holds for nothing that was read
	}
	everywhere := unnamed.Everywhere()
	for _, p := range o.places.All() {
		for _, l := range p.Config.Functions() {
			ofFlag := strings.HasPrefix(l.From, "-")
			lacking := unnamed[p.File]
			if ofFlag {
				lacking = everywhere
			}
			for _, name := range l.Value {
				hint, missing := lacking[name]
				if !missing {
					continue
				}
				text := fmt.Sprintf("%s: no function that was read is named %q", config.Label(l.From, l.Key), name)
				if hint != "" {
					text += fmt.Sprintf("; %q is near to it", hint)
				}
				if ofFlag || o.whole() {
					return errors.New(text)
				}
				fmt.Fprintf(printable.Lines(stderr), "wskvet: %s\n", text)
			}
		}
	}
	return nil
}
