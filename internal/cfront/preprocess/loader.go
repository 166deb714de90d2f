package preprocess

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/scan"
)

// A Loader makes units of the files of a tree. Headers are read and scanned
// once, not once a unit. It must not be used by two goroutines at a time.
type Loader struct {
	Set scan.Set
	// Defines are the macros of the command line.
	Defines map[string]string
	// Own are the macros of units that have others than Defines.
	Own map[string]map[string]string
	// Forced are headers that come before units, as if each began with an #include of them.
	Forced map[string][]string
	// Include are the folders for #include, slash paths in the tree, in order.
	Include []string
	// Keep names macros that stay unexpanded because the caller knows them.
	Keep map[string]bool
	// Prelude is C text read before each file; "" means DefaultPrelude.
	Prelude string

	tree  *Tree
	files map[string]*file
	heads map[string]*Head // by their prelude

	maxTokens int // of a unit
}

// A file is one that was read, or could not be.
type file struct {
	*scan.File
	err error
}

// NewLoader makes a loader for the files of root.
func NewLoader(root fs.FS) *Loader { return NewTree(root).NewLoader() }

// NewLoader makes a loader for the files of the tree.
func (t *Tree) NewLoader() *Loader {
	return &Loader{tree: t, files: map[string]*file{}, heads: map[string]*Head{}, maxTokens: maxUnitTokens}
}

// The faults of a file that is not read.
var (
	errBinary = errors.New("this is no text file")
	errSize   = errors.New("the file is too large")
)

// maxFile bounds the bytes of a file. The largest headers that tools write have
// a tenth of it.
const maxFile = 1 << 26

// read is the text of a file.
func (t *Tree) read(name string) ([]byte, error) {
	f, err := t.fs.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	if len(b) > maxFile {
		return nil, errSize
	}
	return b, err
}

// Done forgets what only further units would need. Places stay known.
func (l *Loader) Done() {
	l.files, l.heads = nil, nil
	l.Set.Done()
}

func (l *Loader) open(name string) *file {
	f := l.files[name]
	if f != nil {
		return f
	}
	f = &file{}
	l.files[name] = f
	b, err := l.tree.read(name)
	switch {
	case err != nil:
		if pe, ok := errors.AsType[*fs.PathError](err); ok {
			err = pe.Err // the name is said already, and no path of the machine should be
		}
		f.err = err
	case scan.Binary(b):
		f.err = errBinary
	case !l.Set.Room(len(b)):
		f.err = errSize
	default:
		f.File = l.Set.Add(name, b)
	}
	return f
}

// Load preprocesses the file name, a path in the tree.
func (l *Loader) Load(name string) (*Unit, error) {
	u, err := l.Split(name)
	if err == nil && u.Head != nil {
		u.Tokens, u.Head = append(u.Head.All(), u.Tokens...), nil
	}
	return u, err
}

// Split is Load, but that the tokens of the unit do without those of its head.
func (l *Loader) Split(name string) (*Unit, error) {
	p, err := l.load(name)
	if err != nil {
		return nil, err
	}
	return p.u, nil
}

func (l *Loader) load(name string) (*pp, error) {
	f := l.open(name)
	if f.err != nil {
		return nil, fmt.Errorf("%s: %w", name, f.err)
	}
	root := l.root(name)
	p := new(root.state.copy())
	p.head = root
	n := len(f.Tokens())
	p.u.Tokens = make([]scan.Token, 0, n+n/4) // macros make more of them
	p.pushFile(f.File)
	for _, header := range l.Forced[name] {
		p.force(f.File, header)
	}
	p.loop()
	p.dropRead()
	return p, nil
}

// prelude is what stands before each file: the macros of the WDK, of the language, and
// of the command line.
func (l *Loader) prelude(name string) []string {
	texts := []string{cmp.Or(l.Prelude, DefaultPrelude)}
	if !strings.HasSuffix(strings.ToLower(name), ".c") {
		texts = append(texts, "#define __cplusplus 202002L")
	}
	defines := l.Defines
	if own, ok := l.Own[name]; ok {
		defines = own
	}
	for _, k := range slices.Sorted(maps.Keys(defines)) {
		texts = append(texts, "#define "+oneLine(k)+" "+oneLine(defines[k]))
	}
	return texts
}

// made is a file that has been made up. A text has one place, whichever units it stands
// before: what its macros declare in a header is the same in all of them.
func (l *Loader) made(text string) *scan.File {
	key := "<prelude>" + text
	if l.files[key] == nil {
		l.files[key] = &file{File: l.Set.Add("<prelude>", []byte(text))}
	}
	return l.files[key].File
}

// oneLine keeps the value of a macro from being more than a value.
func oneLine(s string) string {
	return strings.TrimRight(strings.NewReplacer("\n", " ", "\r", " ").Replace(s), `\`)
}
