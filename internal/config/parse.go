package config

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// keys are what a file may set, in the order in which they are shown.
var keys = []string{"checks", "entry", "unload", "callbacks", "tests", "inconclusive", "strict", "tags", "baseline"}

// Parse reads a configuration. The name stands in messages; what the file says
// of other files is taken from the directory of the name.
func Parse(name string, data []byte) (Config, error) {
	p := parser{name: name}
	root, err := p.document(data)
	if err != nil || root == nil {
		return Config{}, err
	}
	if err := p.mapping(root); err != nil {
		return Config{}, err
	}
	return p.c, p.c.Check()
}

type parser struct {
	name string
	c    Config
	seen []string
}

func (p *parser) from(line int) string { return fmt.Sprintf("%s:%d", p.name, line) }

func (p *parser) wrong(line int, format string, args ...any) error {
	return fmt.Errorf("%s: %s", p.from(line), fmt.Sprintf(format, args...))
}

// document is the one document of the file, or nil for none.
func (p *parser) document(data []byte) (*yaml.Node, error) {
	if line := notText(data); line > 0 {
		return nil, p.wrong(line, "this is not text in UTF-8")
	}
	d := yaml.NewDecoder(bytes.NewReader(data))
	var doc, second yaml.Node
	if err := d.Decode(&doc); errors.Is(err, io.EOF) {
		return nil, nil
	} else if err != nil {
		return nil, p.syntax(err)
	}
	switch err := d.Decode(&second); {
	case err == nil:
		return nil, p.wrong(second.Line, "a second document: a configuration has one")
	case !errors.Is(err, io.EOF):
		return nil, p.syntax(err)
	}
	root := doc.Content[0]
	if root.ShortTag() == "!!null" {
		return nil, nil
	}
	return root, nil
}

// notText is the first line with bytes that text does not have, or 0.
func notText(data []byte) int {
	for i := 0; i < len(data); {
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 || unicode.IsControl(r) && r != '\t' && r != '\n' && r != '\r' {
			return 1 + bytes.Count(data[:i], []byte("\n"))
		}
		i += n
	}
	return 0
}

// syntax is the library's error, of which the line goes where ours has it.
func (p *parser) syntax(err error) error {
	line, text := 1, err.Error()
	if e, ok := errors.AsType[*yaml.LoadError](err); ok {
		line, text = max(1, e.Mark.Line), e.Message
	}
	return p.wrong(line, "this is not YAML: %s", oneLine(text))
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func (p *parser) mapping(n *yaml.Node) error {
	if n.Kind != yaml.MappingNode {
		return p.wrong(n.Line, "want settings, as in %q", "checks: [default]")
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		if key.Kind != yaml.ScalarNode || !slices.Contains(keys, key.Value) {
			return p.wrong(key.Line, "unknown setting %q: known are %s", key.Value, strings.Join(keys, ", "))
		}
		if slices.Contains(p.seen, key.Value) {
			return p.wrong(key.Line, "%s is set twice", key.Value)
		}
		p.seen = append(p.seen, key.Value)
		if err := p.set(key, n.Content[i+1]); err != nil {
			return err
		}
	}
	return nil
}

func (p *parser) set(key, n *yaml.Node) (err error) {
	switch from := p.from(key.Line); key.Value {
	case "checks":
		p.c.Checks, err = p.list(key, n, from)
	case "entry":
		p.c.Entry, err = p.list(key, n, from)
	case "unload":
		p.c.Unload, err = p.list(key, n, from)
	case "callbacks":
		p.c.Callbacks, err = p.list(key, n, from)
	case "tags":
		p.c.Tags, err = p.list(key, n, from)
	case "tests":
		p.c.Tests, err = p.truth(key, n, from)
	case "inconclusive":
		p.c.Inconclusive, err = p.truth(key, n, from)
	case "strict":
		p.c.Strict, err = p.truth(key, n, from)
	case "baseline":
		p.c.Baseline, err = p.file(key, n, from)
	}
	return err
}

func (p *parser) list(key, n *yaml.Node, from string) (Setting[[]string], error) {
	s := Setting[[]string]{From: from}
	if n.Kind != yaml.SequenceNode {
		return s, p.wrong(n.Line, "%s: want a list of strings, as in [one, two]", key.Value)
	}
	for _, item := range n.Content {
		if !isString(item) {
			return s, p.wrong(item.Line, "%s: want strings in the list", key.Value)
		}
		s.Value = append(s.Value, item.Value)
	}
	return s, nil
}

func (p *parser) truth(key, n *yaml.Node, from string) (Setting[bool], error) {
	s := Setting[bool]{n.Value == "true", from}
	if n.Kind != yaml.ScalarNode || n.ShortTag() != "!!bool" || n.Value != "true" && n.Value != "false" {
		return s, p.wrong(n.Line, "%s: want true or false", key.Value)
	}
	return s, nil
}

func (p *parser) file(key, n *yaml.Node, from string) (Setting[string], error) {
	if !isString(n) || n.Value == "" || strings.ContainsFunc(n.Value, unicode.IsControl) {
		return Setting[string]{}, p.wrong(n.Line, "%s: want the name of a file", key.Value)
	}
	name := filepath.FromSlash(n.Value)
	if !filepath.IsAbs(name) {
		name = filepath.Join(filepath.Dir(p.name), name)
	}
	return Setting[string]{name, from}, nil
}

// isString keeps out numbers, null and aliases, which the user may not have
// meant.
func isString(n *yaml.Node) bool { return n.Kind == yaml.ScalarNode && n.ShortTag() == "!!str" }
