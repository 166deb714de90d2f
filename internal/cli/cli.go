// Package cli is the command line: flags, files, exit status.
package cli

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"github.com/wskvet/wskvet/internal/cdriver"
	"github.com/wskvet/wskvet/internal/check"
	"github.com/wskvet/wskvet/internal/config"
	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/load"
	"github.com/wskvet/wskvet/internal/printable"
	"github.com/wskvet/wskvet/internal/report"
	"github.com/wskvet/wskvet/internal/rules"
	"github.com/wskvet/wskvet/internal/version"
)

// Exit statuses.
const (
	Clean      = 0
	Found      = 1
	Failed     = 2
	Unfollowed = 3 // with -strict: no findings, and something is inconclusive
)

// options are the flags.
type options struct {
	format, out, explain, dir, color string
	config, writeBaseline            string
	version, printConfig, fix, diff  bool
	verbose                          bool
	model, statsFile                 string
	cpuProfile, memProfile           string
	stats                            *stats
	roots                            folders
	conf                             config.Config // of the flags; after configure, of the run's file too
	places                           *config.Places
	patterns                         []string
}

// usage is what -h prints; it fits a screen.
const usage = `usage: wskvet [flags] [drivers and packages]

Checks the life cycle of Winsock Kernel clients: drivers in C and C++ (a folder,
a .vcxproj, .sln or compile_commands.json, or files) and models of drivers in Go
(patterns of the go command). The default, ./..., takes both.
  -checks list     rules to run: default, all, WSK001, -WSK003 takes one away
  -entry list      further functions that the system calls at load; likewise
                   -unload list and -callbacks list
  -D NAME=VALUE    a macro of C; -I dir a folder for headers; -root dir one that
                   projects may name files in; -configuration "Debug|x64"
  -model dir       write the Go models of drivers in C, and check nothing
  -baseline file   report only what is not in it; -write-baseline file makes it
  -config file     settings instead of .wskvet.yaml; off for none; -print-config
  -explain rule    print what a rule is about; -version prints the version
  -fix             make the edits of Go that are surely right; -diff prints them
  -format name     text, json, sarif, github, msbuild or html (default text)
  -o file          write the report to a file, as a whole or not at all
  -v               say what was read, and where time went; -stats file for JSON,
                   -cpuprofile file, -memprofile file for go tool pprof
  -inconclusive    report where the analysis gave up too; -strict: exit status 3
  -tests           analyse test files too; -tags list for build tags
  -C dir           run in a directory; -color auto, always or never
Also: wskvet completion bash|zsh|fish|powershell; wskvet debug life|state|why
Exit status: 0 no findings, 1 findings, 2 the run failed, 3 inconclusive.
`

// analyse is check.Package, in a process of its own.
func analyse(in check.Input) (check.Output, error) {
	in.Dropped = collect
	return check.Package(in)
}

// Main runs the command and returns its exit status.
func Main(args []string, stdout, stderr io.Writer) int {
	defer pace()()
	status, err := run(args, stdout, stderr)
	if err != nil {
		if errors.Is(err, syscall.EPIPE) {
			err = errors.New("the output was closed before it was whole")
		}
		fmt.Fprintf(printable.Lines(stderr), "wskvet: %v\n", err)
		return Failed
	}
	return status
}

func run(args []string, stdout, stderr io.Writer) (int, error) {
	o, err := parse(args)
	if errors.Is(err, flag.ErrHelp) {
		_, err := io.WriteString(stdout, usage)
		return Clean, err
	}
	if err != nil {
		return Failed, err
	}
	switch {
	case o.version:
		_, err := fmt.Fprintf(stdout, "wskvet %s\n%s\n", version.String(), version.Built())
		return Clean, err
	case o.explain != "":
		return explain(o.explain, stdout)
	case asksDump(o.patterns):
		return o.dump(stdout)
	case asksCompletion(o.patterns):
		return complete(o.patterns[1], stdout)
	case asksProof(o.patterns):
		return o.proof(stdout)
	case asksInside(o.patterns):
		return o.inside(stdout)
	}
	if err := o.misasked(); err != nil {
		return Failed, err
	}
	if err := o.check(); err != nil {
		return Failed, err
	}
	if err := o.configure(); err != nil {
		return Failed, err
	}
	if o.printConfig {
		return Clean, o.conf.Print(stdout)
	}
	if o.memProfile == "" {
		defer unsampled()()
	}
	end, err := o.profile()
	if err != nil {
		return Failed, err
	}
	status, err := o.analyse(stdout, stderr)
	if err := errors.Join(err, end()); err != nil {
		return Failed, err
	}
	return status, nil
}

func parse(args []string) (*options, error) {
	o := &options{stats: newStats()}
	if err := o.parse(o.flags(), compilerFlags(args)); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return nil, err
		}
		return nil, fmt.Errorf("%w (wskvet -h lists the flags)", err)
	}
	return o, nil
}

// flags declares the flags.
func (o *options) flags() *flag.FlagSet {
	fs := flag.NewFlagSet("wskvet", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	fs.StringVar(&o.format, "format", "text", "")
	fs.StringVar(&o.out, "o", "", "")
	o.conf.Flags(fs)
	o.conf.CommandFlags(fs)
	fs.StringVar(&o.config, "config", "", "")
	fs.BoolVar(&o.printConfig, "print-config", false, "")
	fs.StringVar(&o.writeBaseline, "write-baseline", "", "")
	fs.BoolVar(&o.fix, "fix", false, "")
	fs.BoolVar(&o.diff, "diff", false, "")
	fs.StringVar(&o.explain, "explain", "", "")
	fs.StringVar(&o.dir, "C", "", "")
	fs.StringVar(&o.color, "color", "auto", "")
	fs.BoolVar(&o.version, "version", false, "")
	fs.StringVar(&o.model, "model", "", "")
	fs.Var(&o.roots, "root", "")
	fs.BoolVar(&o.verbose, "v", false, "")
	fs.StringVar(&o.statsFile, "stats", "", "")
	fs.StringVar(&o.cpuProfile, "cpuprofile", "", "")
	fs.StringVar(&o.memProfile, "memprofile", "", "")
	return fs
}

// parse reads flags before packages, behind them and among them. Behind -- there are
// packages alone.
func (o *options) parse(fs *flag.FlagSet, args []string) error {
	if len(args) > 0 && args[0] == "help" {
		return o.help(args[1:])
	}
	for {
		if err := fs.Parse(args); err != nil {
			return err
		}
		rest := fs.Args()
		if n := len(args) - len(rest); n > 0 && args[n-1] == "--" {
			o.patterns = append(o.patterns, rest...)
			return nil
		}
		if len(rest) == 0 {
			return nil
		}
		o.patterns, args = append(o.patterns, rest[0]), rest[1:]
	}
}

// help is "wskvet help", or "wskvet help RULE", which explains that.
func (o *options) help(about []string) error {
	if len(about) == 0 {
		return flag.ErrHelp
	}
	if _, ok := subcommands[about[0]]; ok {
		o.explain = about[0]
		return nil
	}
	if _, ok := rules.Find(about[0]); !ok {
		return fmt.Errorf("help: %w; wskvet help alone tells of flags", rules.Unknown(about[0]))
	}
	o.explain = about[0]
	return nil
}

func (o *options) check() error {
	if !slices.Contains(report.Formats(), o.format) {
		return fmt.Errorf("-format: unknown format %q: known are %s", o.format, strings.Join(report.Formats(), ", "))
	}
	if !slices.Contains([]string{"auto", "always", "never"}, o.color) {
		return fmt.Errorf("-color: unknown value %q: known are auto, always, never", o.color)
	}
	if o.dir != "" {
		if info, err := os.Stat(o.dir); err != nil {
			return fmt.Errorf("-C: %w", plainPath(err))
		} else if !info.IsDir() {
			return fmt.Errorf("-C: %s is not a directory", o.dir)
		}
	}
	if err := o.checkFix(); err != nil {
		return err
	}
	for _, to := range []struct{ flag, file string }{{"-stats", o.statsFile}, {"-cpuprofile", o.cpuProfile}, {"-memprofile", o.memProfile}} {
		if to.file == "" {
			continue
		}
		if strings.HasSuffix(to.file, "...") {
			return fmt.Errorf("%s takes a file to write to, and %s is a pattern of packages: name the file first", to.flag, to.file)
		}
		if err := checkFile(to.flag, to.file); err != nil {
			return err
		}
	}
	if o.out != "" {
		return checkFile("-o", o.out)
	}
	return nil
}

func explain(id string, w io.Writer) (int, error) {
	if sub, ok := subcommands[id]; ok {
		_, err := fmt.Fprintln(w, "usage: "+strings.ReplaceAll(sub.usage, "; ", "\n       "))
		return Clean, err
	}
	r, ok := rules.Find(id)
	if !ok {
		return Failed, fmt.Errorf("-explain: %w", rules.Unknown(id))
	}
	_, err := io.WriteString(w, r.Text(80))
	return Clean, err
}

func (o *options) analyse(stdout, stderr io.Writer) (int, error) {
	root, err := filepath.Abs(o.dir)
	if err != nil {
		return Failed, err
	}
	if o.writeBaseline != "" {
		if err := o.checkTarget(); err != nil {
			return Failed, err
		}
	}
	if _, err := o.readBaseline(o.conf.Baseline); err != nil {
		return Failed, err // before anything is analysed
	}
	in, err := o.split()
	if err != nil {
		return Failed, err
	}
	defer in.tree.Close()
	if !o.conf.Inconclusive.Value || o.model != "" || o.diff {
		in.tell(stderr) // the report does not
	}
	if o.model != "" {
		return o.writeModels(in, stderr)
	}
	a, err := o.find(in, stdout, stderr)
	if err != nil {
		return Failed, err
	}
	if o.diff {
		return o.printDiff(a.res, root, stdout, stderr)
	}
	if o.fix {
		if a, err = o.fixed(in, a, stdout, stderr); err != nil {
			return Failed, err
		}
	}
	return o.report(a, root, stdout, stderr)
}

// report prints what is found.
func (o *options) report(a analysis, root string, stdout, stderr io.Writer) (int, error) {
	res, inconclusive := a.res, o.conf.Inconclusive.Value
	color := o.colored(stdout)
	r := report.Run{
		Findings: res.Findings, Inconclusive: res.Inconclusive, Notes: res.Notes, Coverage: res.Coverage, Rules: o.rules(), Version: version.String(), Root: root,
		Options: report.Options{
			Color: color, Excerpts: color || o.out == "" && isTerminal(stdout), Inconclusive: inconclusive,
			ReadFile: newSources(res.Files, append(res.Roots, root)...).read,
		},
	}
	var b bytes.Buffer
	if err := report.Write(&b, o.format, r); err != nil {
		return Failed, err
	}
	if err := o.emit(b.Bytes(), stdout); err != nil {
		return Failed, err
	}
	if err := o.keepBaseline(a.next, a.known, stderr); err != nil {
		return Failed, err
	}
	if err := o.tellStats(a.c, stderr); err != nil {
		return Failed, err
	}
	if err := o.summarise(r, a.c, stderr); err != nil {
		return Failed, err
	}
	if len(a.c.Failed) > 0 {
		return Failed, errors.Join(a.c.Failed...)
	}
	return o.status(res), nil
}

// rules are all rules, with the severities that the settings give them.
func (o *options) rules() []rules.Rule {
	all := slices.Clone(rules.All())
	for i := range all {
		for _, s := range o.conf.Severity.Value {
			if s.Rule == all[i].ID {
				all[i].Severity = s.Level
			}
		}
	}
	return all
}

// tellStats says what was read and where the time went, if it is asked for.
func (o *options) tellStats(c *cdriver.Result, stderr io.Writer) error {
	o.stats.end(c)
	if o.verbose {
		o.stats.tell(stderr)
	}
	if o.statsFile == "" {
		return nil
	}
	return o.stats.write(o.statsFile)
}

// status is the exit status of a run that has not failed.
func (o *options) status(res *load.Result) int {
	switch {
	case open(res.Findings) > 0:
		return Found
	case len(res.Inconclusive) == 0:
		return Clean
	case o.conf.Strict.Value:
		return Unfollowed
	case o.conf.Inconclusive.Value:
		return Found
	}
	return Clean
}

// open is how many findings nothing suppresses.
func open(fs []finding.Finding) int {
	n := 0
	for _, f := range fs {
		if f.Suppressed == "" {
			n++
		}
	}
	return n
}
