package project

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/scan"
)

// node is an element of a project file.
type node struct {
	name  string
	attrs map[string]string // by lower-case name
	text  string
	line  int
	kids  []*node
}

func (n *node) attr(name string) string { return n.attrs[name] }
func (n *node) is(name string) bool     { return strings.EqualFold(n.name, name) }

const (
	maxXML   = 16 << 20 // bytes of a project file
	maxDepth = 64       // of elements
)

// parseXML reads a project file. Entities other than those of XML itself are not
// expanded: encoding/xml knows none.
func parseXML(data []byte) (*node, error) {
	if len(data) > maxXML {
		return nil, fmt.Errorf("it is larger than %d MiB", maxXML>>20)
	}
	text, _ := scan.Decode(data)
	d := xml.NewDecoder(bytes.NewReader([]byte(text)))
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil } // it is decoded
	root := &node{}
	open := []*node{root}
	texts := map[*node][]byte{} // of those that are open: comments cut them into pieces
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, plainXML(err)
		}
		top := open[len(open)-1]
		switch tok := tok.(type) {
		case xml.StartElement:
			if len(open) > maxDepth {
				return nil, fmt.Errorf("its elements are nested more than %d deep", maxDepth)
			}
			line, _ := d.InputPos()
			n := &node{name: tok.Name.Local, line: line}
			if len(tok.Attr) > 0 {
				n.attrs = map[string]string{}
			}
			for _, a := range tok.Attr {
				n.attrs[strings.ToLower(a.Name.Local)] = a.Value
			}
			top.kids = append(top.kids, n)
			open = append(open, n)
		case xml.EndElement:
			top.text = string(texts[top])
			delete(texts, top)
			open = open[:len(open)-1]
		case xml.CharData:
			texts[top] = append(texts[top], tok...)
		}
	}
	if len(root.kids) == 0 {
		return nil, errors.New("it is not XML")
	}
	return root.kids[0], nil
}

func plainXML(err error) error {
	if s, ok := errors.AsType[*xml.SyntaxError](err); ok {
		return fmt.Errorf("it is not XML: line %d: %s", s.Line, s.Msg)
	}
	return fmt.Errorf("it is not XML: %w", err)
}
