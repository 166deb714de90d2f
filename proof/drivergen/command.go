// Package drivergen makes random small driver models of the WSK client life cycle with
// their exact truth, and scores an analyser's findings against it.
//
//	proof drivergen -n 1000 -seed 1 -out DIR [-size 40] [-features all,-devext]
//	proof drivergen differ -n 5000 -seed 1     (wskvet's own findings against the truth)
//	proof drivergen score -truth DIR/truth.json -sarif out.sarif [-list N]
//	proof drivergen show -truth DIR/truth.json p00012
package drivergen

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"sort"
	"strings"
	"sync"
	"time"
)

// Command makes programs, or scores and shows those that were made; tables go to out.
func Command(args []string, out io.Writer) error {
	if len(args) == 0 {
		return genCmd(args, out)
	}
	switch args[0] {
	case "score":
		return scoreCmd(args[1:], out)
	case "differ":
		return differCmd(args[1:], out)
	case "show":
		return showCmd(args[1:], out)
	}
	return genCmd(args, out)
}

// parseFeatures reads "all,-devext", "goto,defer", ...
func parseFeatures(s string) (map[string]bool, error) {
	on := map[string]bool{}
	for i, f := range strings.Split(s, ",") {
		f = strings.TrimSpace(f)
		neg := strings.HasPrefix(f, "-")
		f = strings.TrimPrefix(f, "-")
		if f == "all" || neg && i == 0 {
			for _, x := range allFeatures {
				on[x] = true
			}
		}
		switch {
		case f == "all", f == "":
		case !has(allFeatures, f):
			return nil, fmt.Errorf("no feature %q; there are %s", f, strings.Join(allFeatures, " "))
		default:
			on[f] = !neg
		}
	}
	return on, nil
}

func genCmd(args []string, w io.Writer) error {
	fs := flag.NewFlagSet("drivergen", flag.ContinueOnError)
	n := fs.Int("n", 100, "number of programs")
	seed := fs.Uint64("seed", 1, "seed")
	out := fs.String("out", "out", "output directory")
	size := fs.Int("size", 60, "most statements in a program")
	feats := fs.String("features", "all", "comma-separated features to enable; -name takes one away")
	layout := fs.String("layout", "module", "module (OUT/pNNNNN, go.mod) or gopath (OUT/src/gen/pNNNNN)")
	verbose := fs.Bool("v", false, "print generation statistics")
	if err := fs.Parse(args); err != nil {
		return err
	}
	on, err := parseFeatures(*feats)
	if err != nil {
		return err
	}
	root := *out
	if *layout == "gopath" {
		root = filepath.Join(root, "src", "gen")
	}
	t0 := time.Now()
	o := Options{Seed: *seed, Size: *size, On: on}
	made, st := generate(*n, o)
	tf, missing, err := writeModule(*out, root, made, o)
	if err != nil {
		return err
	}
	summary(w, *tf, time.Since(t0), missing)
	if *verbose {
		fmt.Fprintf(w, "candidates %d, ill-typed %d, rejected %d (too many paths %d), unmutated but violating %d\n", st.tries, st.noType, st.rejects, st.paths, st.impure)
	}
	return nil
}

// writeModule writes programs as a module in root and their truth into out.
func writeModule(out, root string, made []*Made, o Options) (*TruthFile, int, error) {
	// programs of an earlier run into the same directory would be analysed too
	if old, err := readTruth(filepath.Join(out, "truth.json")); err == nil {
		for _, p := range old.Programs {
			if programID.MatchString(p.ID) {
				os.RemoveAll(filepath.Join(root, p.ID))
			}
		}
	}
	tf := &TruthFile{Module: "gen", Seed: o.Seed, Size: o.Size}
	for _, f := range allFeatures {
		if o.On[f] {
			tf.Features = append(tf.Features, f)
		}
	}
	missing := 0
	for _, m := range made {
		if m == nil {
			missing++
			continue
		}
		for name, src := range m.Files {
			if err := writeFile(filepath.Join(root, name), src); err != nil {
				return nil, 0, err
			}
		}
		tf.Programs = append(tf.Programs, m.truth())
	}
	for name, src := range stubs() {
		if err := writeFile(filepath.Join(root, name), src); err != nil {
			return nil, 0, err
		}
	}
	if err := writeFile(filepath.Join(root, "go.mod"), []byte("module gen\n\ngo 1.26\n")); err != nil {
		return nil, 0, err
	}
	b, err := json.MarshalIndent(tf, "", " ")
	if err != nil {
		return nil, 0, err
	}
	if err := writeFile(filepath.Join(out, "truth.json"), append(b, '\n')); err != nil {
		return nil, 0, err
	}
	return tf, missing, nil
}

var programID = regexp.MustCompile(`^p\d{5,}$`)

// generate makes n programs; those it could not make are nil.
func generate(n int, o Options) ([]*Made, stats) {
	made := make([]*Made, n)
	var wg sync.WaitGroup
	var mu sync.Mutex
	var total stats
	next := 0
	for range max(1, runtime.NumCPU()) {
		wg.Go(func() {
			var st stats
			for {
				mu.Lock()
				i := next
				next++
				mu.Unlock()
				if i >= n {
					break
				}
				made[i] = produce(i+1, o, &st)
			}
			mu.Lock()
			total.tries += st.tries
			total.noType += st.noType
			total.rejects += st.rejects
			total.paths += st.paths
			total.impure += st.impure
			mu.Unlock()
		})
	}
	wg.Wait()
	return made, total
}

func summary(w io.Writer, tf TruthFile, d time.Duration, missing int) {
	clean, must, may, stmts := 0, 0, 0, 0
	rules := map[string]int{}
	for _, p := range tf.Programs {
		if p.Clean {
			clean++
		}
		must += len(p.Must)
		may += len(p.May)
		stmts += p.Stmts
		for _, m := range p.Must {
			rules[m.Rule]++
		}
	}
	fmt.Fprintf(w, "%d programs (%d statements), %d correct, %d must, %d may, in %.1fs\n", len(tf.Programs), stmts, clean, must, may, d.Seconds())
	if missing > 0 {
		fmt.Fprintf(w, "%d numbers gave no program\n", missing)
	}
	var ks []string
	for k := range rules {
		ks = append(ks, k)
	}
	sort.Strings(ks)
	for _, k := range ks {
		fmt.Fprintf(w, "  %s %d\n", k, rules[k])
	}
}
