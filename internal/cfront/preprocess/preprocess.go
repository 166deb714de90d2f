// Package preprocess runs the C preprocessor over drivers whose foreign headers
// are missing.
//
// It never fails: what it cannot do is a Note, at most one for each cause. It
// reads the files of one tree (an fs.FS) and nothing else: a path of an #include
// that leaves the tree finds no file, and #line is not followed. Time and memory
// are bounded by the size of the input whatever the macros say; the limits stand
// below.
//
// One configuration is read: the one that the macros of the prelude, the command
// line and the text choose. What it leaves out is kept as Skipped.
package preprocess

import "github.com/wskvet/wskvet/internal/cfront/scan"

// Limits of one unit. They are far above what real code needs.
const (
	maxIncludeDepth = 64
	maxIncludes     = 4096
	maxUnitTokens   = 1 << 22 // tokens of a unit
	maxCallSteps    = 1 << 18 // tokens moved for one macro call of the text
	stepsPerToken   = 64      // tokens moved for each token read, on the whole
	freeSteps       = 1 << 20
	maxNesting      = 200 // macro arguments in macro arguments
)

// A Note is something that the preprocessor could not do.
type Note struct {
	At   scan.Pos
	Text string
}

// An Include is one #include that was followed.
type Include struct {
	At   scan.Pos
	File string
}

// A Macro is one definition.
type Macro struct {
	Name     string
	At       scan.Pos
	Func     bool     // with parameters
	Params   []string // the last one is the variadic one if Variadic
	Variadic bool
	Body     []scan.Token
	busy     int // expansions that are under way
}

// A Unit is a source file with all its headers.
type Unit struct {
	Head     *Head // what Split leaves out, or nil
	Tokens   []scan.Token
	Notes    []Note
	Missing  []Missing // headers that are not in the tree, in order
	Includes []Include
	Skipped  []Skipped
	Pragmas  [][]scan.Token
	Macros   map[string]*Macro // as defined at the end
}

// A Missing is a header that is not in the tree, at its first #include.
type Missing struct {
	At      scan.Pos
	Name    string
	Outside bool // it names a place outside of the tree
}
