package trial

import (
	"flag"
	"path/filepath"
)

// Flags are those that the measures share; a measure declares the groups that it has.
type Flags struct {
	Root  string // the repository
	Lives int    // of a model, followed in order, at most
	List  int    // how many of those that differ are listed
	Keep  string // where they are written; "" for nowhere
	Only  string // what the names of models have in them
	Every int    // one edit of this many is taken
}

// Models declares the flags of a measure that runs models.
func (f *Flags) Models(set *flag.FlagSet) {
	set.StringVar(&f.Root, "root", "..", "the repository")
	set.IntVar(&f.Lives, "lives", 1500, "most lives of a model followed in order")
}

// Edits declares the flags of a measure that makes edits.
func (f *Flags) Edits(set *flag.FlagSet) {
	set.IntVar(&f.Every, "every", 1, "take one edit of this many")
}

// Fixtures declares the flags of a measure of fixtures and examples.
func (f *Flags) Fixtures(set *flag.FlagSet) {
	f.Models(set)
	f.Edits(set)
	set.StringVar(&f.Only, "only", "", "only models whose name contains this")
}

// Differing declares the flags about the cases that differ.
func (f *Flags) Differing(set *flag.FlagSet) {
	set.IntVar(&f.List, "list", 20, "list this many of the cases that differ")
	set.StringVar(&f.Keep, "keep", "", "write the cases that differ to this directory")
}

// Repository is the absolute name of the root.
func (f *Flags) Repository() (string, error) { return filepath.Abs(f.Root) }
