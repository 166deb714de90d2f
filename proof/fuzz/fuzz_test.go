// Package fuzz looks for drivers on which the analysis panics, hangs, or says
// one thing now and another then.
//
//	go test -fuzz=FuzzEdits ./fuzz
//	go test -fuzz=FuzzDirectives ./fuzz
//	go test -fuzz=FuzzSource ./fuzz
//	go test -fuzz=FuzzConfig ./fuzz
//	go test -fuzz=FuzzBaseline ./fuzz
//	go test -fuzz=FuzzReports ./fuzz
package fuzz

import (
	"bytes"
	"encoding/gob"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/wskvet/wskvet/internal/check"
	"github.com/wskvet/wskvet/internal/corpus"
	"github.com/wskvet/wskvet/internal/settings"
	"github.com/wskvet/wskvet/internal/summary"
	"github.com/wskvet/wskvet/proof/concrete"
	"github.com/wskvet/wskvet/proof/edit"
)

// patience is when the analysis of one small driver hangs: its bounds on steps end it in
// some seconds, on a busy machine in some ten.
const patience = 3 * time.Minute

type bench struct {
	w      *concrete.World
	models []string
	base   []*summary.Package
}

func newBench(t testing.TB) *bench {
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	w, err := concrete.NewWorld(root)
	if err != nil {
		t.Fatal(err)
	}
	b := &bench{w: w}
	if b.models, err = fs.Glob(os.DirFS(root), "testdata/src/*/*"); err != nil {
		t.Fatal(err)
	}
	for _, p := range w.Base() {
		b.base = append(b.base, b.check(t, p, b.base, true).Summary)
	}
	return b
}

func (b *bench) check(t testing.TB, p *concrete.Package, below []*summary.Package, silent bool) check.Output {
	out, err := check.Package(check.Input{
		Path: p.Path, Fset: b.w.Fset, Files: p.Files, Types: p.Types, Info: p.Info, Deps: below,
		Settings: settings.Settings{Checks: []string{"all"}, Limits: settings.DefaultLimits()}, Silent: silent,
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// findings analyses packages; with facts, each sees of those below it what has
// been encoded and decoded.
func (b *bench) findings(t testing.TB, ps []*concrete.Package, facts bool) []string {
	var out []string
	below := slices.Clone(b.base)
	for _, p := range ps {
		o := b.check(t, p, below, false)
		sum := o.Summary
		if facts {
			sum = recode(t, sum)
		}
		below = append(below, sum)
		for _, f := range o.Findings {
			out = append(out, fmt.Sprintf("%s:%d:%d %s", f.Pos.File, f.Pos.Line, f.Pos.Col, f.Text()))
		}
		for _, f := range o.Inconclusive {
			out = append(out, fmt.Sprintf("%s:%d:%d inconclusive %s", f.Pos.File, f.Pos.Line, f.Pos.Col, f.Message))
		}
	}
	return out
}

// recode takes a summary through the form in which go vet keeps it.
func recode(t testing.TB, s *summary.Package) *summary.Package {
	var buf bytes.Buffer
	if err := gob.NewEncoder(&buf).Encode(s); err != nil {
		t.Fatal(err)
	}
	out := new(summary.Package)
	if err := gob.NewDecoder(&buf).Decode(out); err != nil {
		t.Fatal(err)
	}
	return out
}

// agree analyses a driver three times.
func (b *bench) agree(t *testing.T, src map[string]string) {
	ps, err := b.w.Check(src)
	if err != nil {
		t.Skip("not Go")
	}
	begin := time.Now()
	first := b.findings(t, ps, false)
	if d := time.Since(begin); d > patience {
		t.Fatalf("the analysis took %v", d)
	}
	if again := b.findings(t, ps, false); !slices.Equal(first, again) {
		t.Fatalf("two runs differ:\n%v\n%v", first, again)
	}
	if facts := b.findings(t, ps, true); !slices.Equal(first, facts) {
		t.Fatalf("through facts it differs:\n%v\n%v", first, facts)
	}
}

// FuzzEdits breaks a fixture by a chain of edits.
func FuzzEdits(f *testing.F) {
	b := newBench(f)
	var all []int
	for i := range b.models {
		all = append(all, i)
	}
	for _, i := range corpus.Sample(all, 4) {
		f.Add(uint16(i), []byte{byte(7 * i), byte(13 * i)})
	}
	f.Fuzz(func(t *testing.T, model uint16, picks []byte) {
		src := b.source(t, model)
		for _, p := range picks[:min(len(picks), 6)] {
			src = edited(t, src, int(p))
		}
		b.agree(t, src)
	})
}

func (b *bench) source(t *testing.T, model uint16) map[string]string {
	src, err := concrete.Sources(os.DirFS(b.w.Root), b.models[int(model)%len(b.models)])
	if err != nil {
		t.Fatal(err)
	}
	return src
}

// edited makes one of the edits of one of the files.
func edited(t *testing.T, src map[string]string, pick int) map[string]string {
	var names []string
	for name := range src {
		names = append(names, name)
	}
	slices.Sort(names)
	if len(names) == 0 {
		return src
	}
	name := names[pick%len(names)]
	ms, err := edit.All(src[name])
	if err != nil || len(ms) == 0 {
		return src
	}
	src[name] = ms[pick%len(ms)].Src
	return src
}

// FuzzDirectives writes any text behind //wskvet: in a driver.
func FuzzDirectives(f *testing.F) {
	b := newBench(f)
	for _, text := range []string{"unload", "entry", "callback", "ignore WSK001 known", "ignore", "ignore WSK999 x", "unload now", "", " unload", "noreturn"} {
		f.Add(uint16(0), uint16(20), text)
	}
	f.Fuzz(func(t *testing.T, model, line uint16, text string) {
		src := b.source(t, model)
		for name, s := range src {
			lines := bytes.Split([]byte(s), []byte("\n"))
			i := int(line) % len(lines)
			lines = slices.Insert(lines, i, []byte("//wskvet:"+text))
			src[name] = string(bytes.Join(lines, []byte("\n")))
		}
		b.agree(t, src)
	})
}
