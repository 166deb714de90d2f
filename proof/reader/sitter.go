package reader

import (
	ts "github.com/tree-sitter/go-tree-sitter"
	tsc "github.com/tree-sitter/tree-sitter-c/bindings/go"
	tscpp "github.com/tree-sitter/tree-sitter-cpp/bindings/go"

	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

// node is a node of tree-sitter's tree, copied out of its memory.
type node struct {
	kind, field string
	named, bad  bool
	start, end  int // byte offsets into the text
	kids        []*node
	src         []byte
}

// sitter parses text with tree-sitter. It never fails: what the grammar does not
// accept is a bad node.
func sitter(src []byte, in syntax.Language) *node {
	p := ts.NewParser()
	defer p.Close()
	lang := ts.NewLanguage(tsc.Language())
	if in == syntax.CPlusPlus {
		lang = ts.NewLanguage(tscpp.Language())
	}
	if err := p.SetLanguage(lang); err != nil {
		panic(err) // the grammar's ABI does not fit the library: a fault of go.mod
	}
	tree := p.Parse(src, nil)
	defer tree.Close()
	cur := tree.Walk()
	defer cur.Close()
	return copied(cur, src)
}

func copied(cur *ts.TreeCursor, src []byte) *node {
	n := cur.Node()
	x := &node{
		kind: n.Kind(), field: cur.FieldName(), named: n.IsNamed(), bad: n.IsError() || n.IsMissing(),
		start: int(n.StartByte()), end: int(n.EndByte()), src: src,
	}
	if cur.GotoFirstChild() {
		for {
			x.kids = append(x.kids, copied(cur, src))
			if !cur.GotoNextSibling() {
				break
			}
		}
		cur.GotoParent()
	}
	return x
}

func (n *node) text() string { return string(n.src[n.start:n.end]) }

// child is the first child of the given field, nil for none.
func (n *node) child(field string) *node {
	if n == nil {
		return nil
	}
	for _, k := range n.kids {
		if k.field == field {
			return k
		}
	}
	return nil
}

// last is the last child that is no punctuation or comment, nil for none.
func (n *node) last() (last *node) {
	for _, k := range n.kids {
		if k.named && k.kind != "comment" {
			last = k
		}
	}
	return last
}

func (n *node) walk(f func(*node)) {
	f(n)
	for _, k := range n.kids {
		k.walk(f)
	}
}
