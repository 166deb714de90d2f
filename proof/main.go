// Proof measures what wskvet claims, a subcommand for each measure.
//
//	proof NAME [flags] [arguments]
//
// The directory of the call is the one of this module. README.md says what each
// subcommand does; proof NAME -h lists its flags.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"

	"github.com/wskvet/wskvet/proof/bench"
	"github.com/wskvet/wskvet/proof/mend"
	"github.com/wskvet/wskvet/proof/mutate"
	"github.com/wskvet/wskvet/proof/random"
	"github.com/wskvet/wskvet/proof/record"
	"github.com/wskvet/wskvet/proof/robust"
	"github.com/wskvet/wskvet/proof/seeds"
)

type measure struct {
	name, does string
	run        func(args []string, out io.Writer) error
}

// measures are the subcommands, by name.
func measures() []measure {
	return []measure{
		{"bench", "time and memory", bench.Command},
		{"mend", "fixes, made and run", mend.Command},
		{"mutate", "fixtures and examples, broken by single edits", mutate.Command},
		{"random", "models made at random, family by family", random.Command},
		{"record", "all that is said of fixtures, examples and models of a seed, to compare two versions", record.Command},
		{"robust", "code that has no drivers", robust.Command},
		{"seeds", "drivers in C and C++, broken by single edits", seeds.Command},
	}
}

func main() {
	err := run(os.Args[1:])
	if err == nil || errors.Is(err, flag.ErrHelp) {
		return
	}
	fmt.Fprintln(os.Stderr, "proof:", err)
	os.Exit(2)
}

func run(args []string) error {
	if len(args) == 0 {
		for _, m := range measures() {
			fmt.Printf("proof %-10s %s\n", m.name, m.does)
		}
		return nil
	}
	for _, m := range measures() {
		if m.name == args[0] {
			if err := m.run(args[1:], os.Stdout); err != nil {
				return fmt.Errorf("%s: %w", m.name, err)
			}
			return nil
		}
	}
	return fmt.Errorf("no measure %q; `proof` alone lists them", args[0])
}
