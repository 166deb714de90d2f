// Package reader holds wskvet's parser of C and C++ against tree-sitter.
//
// Both get the same tokens: preprocessed, without annotations, so that what is
// compared is the parsing alone. Of each function they must see the same name,
// the same statements by kind and the same calls by name.
//
// It is a module of its own, for tree-sitter needs cgo.
package reader

import (
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"sort"
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/preprocess"
	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

// counts are how often a kind of statement, or a call of a name, is there.
type counts map[string]int

// function is what one of the parsers saw of a function.
type function struct {
	name  string
	bad   bool // a part of it could not be parsed
	count counts
}

// words are operators that tree-sitter takes for functions.
var words = func() map[string]bool {
	m := map[string]bool{}
	for _, s := range strings.Fields("static_cast reinterpret_cast const_cast dynamic_cast typeid __uuidof typeof __typeof__ static_assert _Static_assert __builtin_offsetof offsetof decltype noexcept alignof") {
		m[s] = true
	}
	return m
}()

// castOf counts (T)(x), which one may take for a cast and the other for a call.
func castOf(name string) string { return "(" + name + ")" }

// Result counts the functions of some files.
type Result struct {
	Files, Functions     int
	OursBad, TheirsBad   int      // not parsed whole
	Same, Whole          int      // of those that both parsed whole
	Differences          []string // one line each
	OnlyOurs, OnlyTheirs int
}

// Compare parses all C and C++ files of a tree.
func Compare(root fs.FS) (r Result, err error) {
	l := preprocess.NewLoader(root)
	err = fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		switch strings.ToLower(path.Ext(name)) {
		case ".c", ".cpp", ".cc", ".cxx":
			if u, err := l.Load(name); err == nil { // a binary of that name is nobody's matter here
				r.unit(l, u, syntax.LanguageOf(name))
			}
		}
		return nil
	})
	return r, err
}

func (r *Result) unit(l *preprocess.Loader, u *preprocess.Unit, in syntax.Language) {
	f := syntax.Parse(u.Tokens, in)
	text, offsets := render(f.Tokens)
	a := ours(f)
	b := theirs(sitter(text, in), func(offset int) int { return sort.SearchInts(offsets, offset) })
	r.Files++
	for _, tok := range slices.Sorted(maps.Keys(a)) {
		place := l.Set.Place(f.Tokens[tok].Use)
		r.function(place.String(), a[tok], b[tok])
	}
	for tok, fn := range b {
		if a[tok] == nil && !fn.bad {
			r.OnlyTheirs++
			r.Differences = append(r.Differences, fmt.Sprintf("%v %s: tree-sitter alone sees it", l.Set.Place(f.Tokens[tok].Use), fn.name))
		}
	}
}

func (r *Result) function(place string, a, b *function) {
	r.Functions++
	if a.bad {
		r.OursBad++
	}
	if b == nil {
		r.OnlyOurs++
		return
	}
	if b.bad {
		r.TheirsBad++
	}
	if a.bad || b.bad {
		return
	}
	r.Whole++
	if d := differences(a, b); d != "" {
		r.Differences = append(r.Differences, place+" "+a.name+": "+d)
		return
	}
	r.Same++
}

// differences says where two functions differ, in words; "" for nowhere.
func differences(a, b *function) string {
	var out []string
	if a.name != b.name && !strings.HasPrefix(a.name, "operator") { // tree-sitter has no name for conversions
		out = append(out, a.name+" is "+b.name)
	}
	names := maps.Clone(a.count)
	maps.Copy(names, b.count)
	for _, n := range slices.Sorted(maps.Keys(names)) {
		if strings.HasPrefix(n, "(") {
			continue // counted below, by the name in it
		}
		if cast := castOf(n); a.count[n]+a.count[cast] != b.count[n]+b.count[cast] && a.count[n] != b.count[n] {
			out = append(out, fmt.Sprintf("%s %d times and not %d", n, a.count[n], b.count[n]))
		}
	}
	return strings.Join(out, ", ")
}
