// Package unit is the tool of go vet: one process analyses one package, whose
// types come from export data and the summaries of whose imports come from the
// files that their own runs have written.
//
// It is not x/tools' unitchecker, since most packages can reach no kernel
// interface and are to cost nothing: they leave before anything is parsed, with
// an empty file of facts.
package unit

import (
	"crypto/sha256"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"strings"

	"github.com/wskvet/wskvet/internal/rules"
	"github.com/wskvet/wskvet/internal/settings"
)

// Called reports whether the arguments are those of go vet.
func Called(args []string) bool {
	if len(args) == 0 {
		return false
	}
	last := args[len(args)-1]
	return last == "-V=full" || last == "-flags" || strings.HasSuffix(last, ".cfg")
}

// flags are what go vet may hand on.
type flags struct {
	json, inconclusive bool
	checks             string
}

func (f *flags) set() *flag.FlagSet {
	fs := flag.NewFlagSet("wskvet", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	fs.BoolVar(&f.json, "json", false, "print JSON")
	fs.BoolVar(&f.inconclusive, "inconclusive", false, "report where the analysis gave up too")
	fs.StringVar(&f.checks, "checks", "", "rules to run, separated by commas")
	return fs
}

// Main answers go vet and returns the exit status.
func Main(args []string, stdout, stderr io.Writer) (status int) {
	last := args[len(args)-1]
	var err error
	switch {
	case last == "-V=full":
		err = identify(stdout)
	case last == "-flags":
		err = describe(stdout)
	default:
		status, err = analyse(args, stdout, stderr)
	}
	if err != nil {
		fmt.Fprintf(stderr, "wskvet: %v\n", err)
		return 1
	}
	return status
}

// identify prints what go vet keys its cache by: the executable's hash.
func identify(w io.Writer) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	f, err := os.Open(self)
	if err != nil {
		return err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return err
	}
	_, err = fmt.Fprintf(w, "wskvet version devel wskvet buildID=%02x\n", h.Sum(nil))
	return err
}

// describe lists the flags, as go vet asks for them.
func describe(w io.Writer) error {
	type row struct {
		Name  string
		Bool  bool
		Usage string
	}
	var rows []row
	new(flags).set().VisitAll(func(f *flag.Flag) {
		b, ok := f.Value.(interface{ IsBoolFlag() bool })
		rows = append(rows, row{f.Name, ok && b.IsBoolFlag(), f.Usage})
	})
	return json.NewEncoder(w).Encode(rows)
}

func analyse(args []string, stdout, stderr io.Writer) (status int, err error) {
	var f flags
	fs := f.set()
	if err := fs.Parse(args); err != nil {
		return 1, err
	}
	if fs.NArg() != 1 {
		return 1, errors.New("go vet hands over one configuration")
	}
	set := settings.Settings{Inconclusive: f.inconclusive, Limits: settings.DefaultLimits()}
	if f.checks != "" {
		set.Checks = strings.Split(f.checks, ",")
	}
	if _, err := rules.Select(set.Checks); err != nil {
		return 1, fmt.Errorf("-checks: %w", err)
	}
	u, err := read(fs.Arg(0))
	if err != nil {
		return 1, err
	}
	defer func() {
		if r := recover(); r != nil {
			status, err = 1, fmt.Errorf("%s: the analysis panicked: %v\n%s", u.ImportPath, r, debug.Stack())
		}
	}()
	found, err := u.run(set)
	if err != nil || u.VetxOnly || len(found) == 0 && !f.json {
		return 0, err
	}
	if f.json {
		return 0, u.printJSON(found, stdout)
	}
	u.printText(found, stderr)
	return 1, nil
}
