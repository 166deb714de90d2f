package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// misasked is an error where the arguments begin as debug or completion do and go on as
// neither does. A folder of that name is one to analyse.
func (o *options) misasked() error {
	known := map[string][]string{"debug": slices.Concat(dumps, proofs, insides), "completion": shells}
	args := o.patterns
	if len(args) < 2 || known[args[0]] == nil {
		return nil
	}
	word := args[0]
	if _, err := os.Stat(filepath.Join(o.dir, word)); err == nil {
		return nil
	}
	if slices.Contains(known[word], args[1]) {
		return fmt.Errorf("%s %s: what it is about is missing, or there is too much of it", word, args[1])
	}
	return fmt.Errorf("%s: there is no %q; there are %s", word, args[1], strings.Join(known[word], ", "))
}
