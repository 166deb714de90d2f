// Package robust analyses code that has nothing to do with drivers, every function of
// it: nothing may be found, nothing may panic, and what was given up on is
// counted and named.
//
//	proof robust [std | module@version ...]
//
// Each module is analysed by a process of its own, whose CPU time and largest
// memory are printed.
package robust

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/wskvet/wskvet/internal/load"
	"github.com/wskvet/wskvet/internal/settings"
)

// modules are what is analysed besides the standard library: large, of many
// authors, and each with something of its own (generated code, type
// parameters, parsers, tables, concurrency).
func modules() []string {
	return []string{
		"golang.org/x/tools@v0.52.0",
		"golang.org/x/net@v0.50.0",
		"golang.org/x/text@v0.30.0",
		"golang.org/x/crypto@v0.45.0",
		"google.golang.org/protobuf@v1.36.0",
		"google.golang.org/grpc@v1.70.0",
		"k8s.io/apimachinery@v0.32.0",
		"k8s.io/client-go@v0.32.0",
		"github.com/prometheus/prometheus@v0.300.0",
		"honnef.co/go/tools@v0.7.0",
		"gonum.org/v1/gonum@v0.16.0",
		"github.com/spf13/cobra@v1.8.1",
	}
}

// Command analyses modules and prints a row of a table for each on out.
func Command(args []string, out io.Writer) error {
	flags := flag.NewFlagSet("robust", flag.ContinueOnError)
	one := flags.String("one", "", "the one module that this process analyses")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *one != "" {
		return analyse(*one, out)
	}
	return all(flags.Args(), out)
}

// all analyses the modules one after the other, and fails if anything was found.
func all(list []string, w io.Writer) error {
	if len(list) == 0 {
		list = append([]string{"std"}, modules()...)
	}
	fmt.Fprintln(w, "| module | packages | analysed | findings | inconclusive | CPU seconds | peak MiB |")
	fmt.Fprintln(w, "| --- | --- | --- | --- | --- | --- | --- |")
	self, err := os.Executable()
	if err != nil {
		return err
	}
	failed := 0
	for _, m := range list {
		cmd := exec.Command(self, "robust", "-one", m)
		var said strings.Builder
		cmd.Stderr = &said
		out, err := cmd.Output()
		if err != nil {
			failed++
		}
		use, _ := cmd.ProcessState.SysUsage().(*syscall.Rusage)
		if row := strings.TrimSpace(string(out)); row != "" && use != nil {
			cpu := cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
			fmt.Fprintf(w, "%s %.1f | %d |\n", row, cpu.Seconds(), use.Maxrss>>10)
		}
		fmt.Fprint(os.Stderr, said.String())
	}
	if failed > 0 {
		return fmt.Errorf("%d of %d modules have findings or could not be analysed", failed, len(list))
	}
	return nil
}

// analyse analyses one module. It prints the start of a row of the table, and on
// standard error what it found and what it gave up on.
func analyse(module string, w io.Writer) error {
	dir, err := os.MkdirTemp("", "robust")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	pattern, err := prepare(dir, module)
	if err != nil {
		return err
	}
	res, err := load.Run(context.Background(), load.Config{
		Dir: dir, Patterns: []string{pattern}, All: true,
		Settings: settings.Settings{Checks: []string{"all"}, Limits: settings.DefaultLimits()},
	})
	if err != nil {
		return fmt.Errorf("%s: %w", module, err)
	}
	fmt.Fprintf(w, "| `%s` | %d | %d | %d | %d |\n", module, res.Packages, res.Analysed, len(res.Findings), len(res.Inconclusive))
	for _, f := range res.Inconclusive {
		fmt.Fprintf(os.Stderr, "  %s %s: %s\n", f.Package, f.Func, f.Message)
	}
	for _, f := range res.Findings {
		fmt.Fprintf(os.Stderr, "  %s:%d %s\n", filepath.Base(f.Pos.File), f.Pos.Line, f.Text())
	}
	if n := len(res.Findings); n > 0 {
		return fmt.Errorf("%s: %d findings in code that has no drivers", module, n)
	}
	return nil
}

// prepare makes dir a module from which the packages of another can be loaded,
// and returns the pattern that names them.
func prepare(dir, module string) (string, error) {
	if err := goTool(dir, "mod", "init", "robust"); err != nil {
		return "", err
	}
	path, version, ok := strings.Cut(module, "@")
	if !ok {
		return module, nil
	}
	return path + "/...", goTool(dir, "get", path+"/...@"+version)
}

func goTool(dir string, args ...string) error {
	cmd := exec.Command("go", args...)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("go %s: %w\n%s", args[0], err, out)
	}
	return nil
}
