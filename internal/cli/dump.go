package cli

import (
	"bufio"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"

	"github.com/wskvet/wskvet/internal/cdriver"
	"github.com/wskvet/wskvet/internal/cfront/project"
	"github.com/wskvet/wskvet/internal/cfront/scan"
	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

// dumps are what wskvet debug prints of a file.
var dumps = []string{"tokens", "syntax", "model"}

// asksDump reports whether the arguments are debug tokens|syntax|model FILE.
func asksDump(args []string) bool {
	return len(args) == 3 && args[0] == "debug" && slices.Contains(dumps, args[1])
}

// dump prints what a stage of reading C makes of a file.
func (o *options) dump(stdout io.Writer) (int, error) {
	what := o.patterns[1]
	o.patterns = o.patterns[2:]
	if err := o.configure(); err != nil {
		return Failed, err
	}
	in, err := o.split()
	if err != nil {
		return Failed, err
	}
	defer in.tree.Close()
	if len(in.found.Drivers) == 0 {
		return Failed, fmt.Errorf("debug: %s is no driver in C", o.patterns[0])
	}
	w := bufio.NewWriter(stdout)
	for _, d := range in.found.Drivers {
		if err := dumpDriver(w, what, in.tree.Base(), d); err != nil {
			return Failed, err
		}
	}
	return Clean, w.Flush()
}

func dumpDriver(w io.Writer, what, base string, d project.Driver) error {
	if what == "model" {
		return dumpModel(w, base, d)
	}
	l := d.Loader()
	for _, name := range d.Files {
		u, err := l.Load(name)
		if err != nil {
			return err
		}
		if what == "tokens" {
			dumpTokens(w, &l.Set, u.Tokens)
			continue
		}
		f := syntax.Parse(u.Tokens, syntax.LanguageOf(name))
		for _, decl := range f.Decls {
			dumpNode(w, &l.Set, f.Tokens, decl)
		}
	}
	return nil
}

func dumpTokens(w io.Writer, set *scan.Set, toks []scan.Token) {
	for i := range toks {
		fmt.Fprintf(w, "%s\t%s\t%s\n", set.Place(toks[i].Use), toks[i].Kind, toks[i].Text)
	}
}

// dumpNode prints a tree, a node a line: its kind, and where it begins.
func dumpNode(w io.Writer, set *scan.Set, toks []scan.Token, n syntax.Node) {
	var visit func(n syntax.Node, depth int)
	visit = func(n syntax.Node, depth int) {
		at := ""
		if r := n.Range(); int(r.From) < len(toks) {
			at = set.Place(toks[r.From].Use).String()
		}
		fmt.Fprintf(w, "%s%s %s\n", strings.Repeat("  ", depth), reflect.TypeOf(n).Elem().Name(), at)
		syntax.Walk(n, func(c syntax.Node) bool {
			if c == n {
				return true
			}
			visit(c, depth+1)
			return false
		})
	}
	visit(n, 0)
}

func dumpModel(w io.Writer, base string, d project.Driver) error {
	models, err := cdriver.Models([]project.Driver{d}, cdriver.Config{Base: base})
	if err != nil {
		return err
	}
	m := models[0]
	for _, f := range m.Files {
		fmt.Fprintf(w, "// %s\n%s\n", f.Name, f.Text)
	}
	for _, n := range m.Notes {
		fmt.Fprintf(w, "// %s:%d:%d: %s\n", n.Place.File, n.Place.Line, n.Place.Col, n.Text)
	}
	_, err = fmt.Fprintf(w, "// %s\n", readOf(m.Counts))
	return err
}
