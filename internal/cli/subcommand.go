package cli

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// subcommands are the commands beside the analysis: how each is called, and the words that
// may follow its name.
var subcommands = map[string]struct {
	usage string
	words []string
}{
	"completion": {"wskvet completion " + strings.Join(shells, "|"), shells},
	"debug": {
		"wskvet debug " + strings.Join(dumps, "|") + " FILE; wskvet debug " + strings.Join(proofs, "|") +
			" DRIVER [FILE:LINE]; wskvet debug " + strings.Join(insides, "|") + " DRIVER FILE:LINE",
		slices.Concat(dumps, proofs, insides),
	},
}

// misasked is an error where the arguments begin as a subcommand does and go on as it does
// not. A folder of that name is one to analyse.
func (o *options) misasked() error {
	args := o.patterns
	if len(args) == 0 {
		return nil
	}
	word := args[0]
	sub, ok := subcommands[word]
	if !ok {
		return nil
	}
	if _, err := os.Stat(filepath.Join(o.dir, word)); err == nil {
		return nil
	}
	if len(args) > 1 && !slices.Contains(sub.words, args[1]) {
		return fmt.Errorf("%s: there is no %q; there are %s", word, args[1], strings.Join(sub.words, ", "))
	}
	return errors.New("usage: " + sub.usage)
}

// readable is an error if the place that a subcommand is about lies in no file.
func (o *options) readable(at string) error {
	file := place.FindStringSubmatch(at)[1]
	name := file
	if !filepath.IsAbs(name) {
		name = filepath.Join(o.dir, name)
	}
	if _, err := os.Stat(name); err != nil {
		return fmt.Errorf("%s: there is no such file; a place is named as findings name it", file)
	}
	return nil
}
