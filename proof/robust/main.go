// Robust analyses code that has nothing to do with drivers, every function of
// it: nothing may be found, nothing may panic, and what was given up on is
// counted.
//
//	robust [-only name] [module@version ...]
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/wskvet/wskvet/internal/load"
	"github.com/wskvet/wskvet/internal/settings"
)

// modules are what is analysed besides the standard library.
func modules() []string {
	return []string{
		"golang.org/x/tools@v0.52.0",
		"golang.org/x/net@v0.50.0",
		"golang.org/x/text@v0.30.0",
		"golang.org/x/crypto@v0.45.0",
		"google.golang.org/protobuf@v1.36.0",
		"google.golang.org/grpc@v1.70.0",
		"k8s.io/apimachinery@v0.32.0",
		"github.com/spf13/cobra@v1.8.1",
	}
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "robust:", err)
		os.Exit(2)
	}
}

func run() error {
	flag.Parse()
	list := flag.Args()
	if len(list) == 0 {
		list = append([]string{"std"}, modules()...)
	}
	fmt.Printf("%-42s %9s %9s %9s %13s %8s %9s\n", "module", "packages", "analysed", "findings", "inconclusive", "seconds", "heap MB")
	bad := false
	for _, m := range list {
		n, err := analyse(m)
		if err != nil {
			return fmt.Errorf("%s: %w", m, err)
		}
		bad = bad || n > 0
	}
	if bad {
		return fmt.Errorf("findings in code that has no drivers")
	}
	return nil
}

// analyse analyses one module and returns the number of its findings.
func analyse(module string) (int, error) {
	dir, err := os.MkdirTemp("", "robust")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(dir)
	pattern := "std"
	if path, _, ok := strings.Cut(module, "@"); ok {
		pattern = path + "/..."
		if err := require(dir, module); err != nil {
			return 0, err
		}
	} else if err := command(dir, "mod", "init", "robust"); err != nil {
		return 0, err
	}
	begin := time.Now()
	res, err := load.Run(context.Background(), load.Config{
		Dir: dir, Patterns: []string{pattern}, All: true,
		Settings: settings.Settings{Checks: []string{"all"}, Limits: settings.DefaultLimits()},
	})
	if err != nil {
		return 0, err
	}
	var mem runtime.MemStats
	runtime.ReadMemStats(&mem)
	fmt.Printf("%-42s %9d %9d %9d %13d %8.1f %9d\n", module, res.Packages, res.Analysed, len(res.Findings), len(res.Inconclusive),
		time.Since(begin).Seconds(), mem.HeapSys>>20)
	for _, f := range res.Findings {
		fmt.Printf("  %s:%d %s\n", filepath.Base(f.Pos.File), f.Pos.Line, f.Text())
	}
	for _, f := range res.Inconclusive {
		fmt.Printf("  %s %s: %s\n", f.Package, f.Func, f.Message)
	}
	return len(res.Findings), nil
}

// require makes a module that needs another, with all of its packages.
func require(dir, module string) error {
	if err := command(dir, "mod", "init", "robust"); err != nil {
		return err
	}
	path, version, _ := strings.Cut(module, "@")
	return command(dir, "get", path+"/...@"+version)
}

func command(dir string, args ...string) error {
	cmd := exec.Command("go", args...)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("go %s: %w\n%s", args[0], err, out)
	}
	return nil
}
