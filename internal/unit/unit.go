// Package unit is the tool of go vet: one process analyses one package, whose
// types come from export data and the summaries of whose imports come from the
// files that their own runs have written.
//
// It is not x/tools' unitchecker, since most packages can reach no kernel
// interface and are to cost nothing: they leave before anything is parsed, with
// an empty file of facts.
package unit

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"runtime/debug"
	"strings"

	"github.com/wskvet/wskvet/internal/config"
	"github.com/wskvet/wskvet/internal/printable"
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
	json      bool
	fix, diff bool // go vet -fix, go fix: make the fixes, or print them
	config    string
	conf      config.Config
}

func (f *flags) set() *flag.FlagSet {
	fs := flag.NewFlagSet("wskvet", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	fs.BoolVar(&f.json, "json", false, "print JSON")
	fs.BoolVar(&f.fix, "fix", false, "make the fixes")
	fs.BoolVar(&f.diff, "diff", false, "print the fixes")
	fs.StringVar(&f.config, "config", "", "off: do not read .wskvet.yaml")
	f.conf.Flags(fs)
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
		fmt.Fprintf(printable.Lines(stderr), "wskvet: %v\n", err)
		return failed
	}
	return status
}

// The exit statuses. That of go vet itself is 1 in either case.
const (
	found  = 1
	failed = 2
)

// describe lists the flags, as go vet asks for them.
func describe(w io.Writer) error {
	type row struct {
		Name  string
		Bool  bool
		Usage string
	}
	var rows []row
	new(flags).set().VisitAll(func(f *flag.Flag) {
		if f.Name == "fix" || f.Name == "diff" {
			return // go vet has them itself
		}
		b, ok := f.Value.(interface{ IsBoolFlag() bool })
		rows = append(rows, row{f.Name, ok && b.IsBoolFlag(), f.Usage})
	})
	return json.NewEncoder(w).Encode(rows)
}

func analyse(args []string, stdout, stderr io.Writer) (status int, err error) {
	var f flags
	fs := f.set()
	if err := fs.Parse(args); err != nil {
		return failed, err
	}
	if fs.NArg() != 1 {
		return failed, errors.New("go vet hands over one configuration")
	}
	if err := f.check(); err != nil {
		return failed, err
	}
	u, err := read(fs.Arg(0))
	if err != nil {
		return failed, err
	}
	defer func() {
		if r := recover(); r != nil {
			status, err = failed, fmt.Errorf("%s: the analysis panicked: %v\n%s", u.ImportPath, r, debug.Stack())
		}
	}()
	out, err := u.run(f)
	if err == nil && f.fix {
		return 0, u.mend(f, out, stdout)
	}
	if err != nil || u.VetxOnly || len(out) == 0 && !f.json {
		return 0, err
	}
	if f.json {
		return 0, u.printJSON(out, stdout)
	}
	u.printText(out, stderr)
	return found, nil
}

// check says what is wrong with the flags. go vet runs the tool in many
// directories and does not know what the tool reads: a file could be another
// one in each, and a change of it would not be seen.
func (f *flags) check() error {
	if f.config != "" && f.config != config.Off {
		return fmt.Errorf("-config=%s: go vet takes %q alone: files are found from each package upwards", f.config, config.Off)
	}
	return f.conf.Check()
}
