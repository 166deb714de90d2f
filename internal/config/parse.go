package config

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"github.com/wskvet/wskvet/internal/rules"
)

// keys are what a file may set, in the order in which they are shown.
var keys = []string{"checks", "entry", "unload", "callbacks", "tests", "inconclusive", "strict", "severity", "tags", "baseline", "c"}

// keysOfC are those below c.
var keysOfC = []string{"defines", "include", "exclude", "configuration"}

// Parse reads a configuration. The name stands in messages; what the file says
// of other files is taken from the directory of the name.
func Parse(name string, data []byte) (Config, error) {
	p := parser{name: name}
	root, err := p.document(data)
	if err != nil || root == nil {
		return Config{}, err
	}
	if err := p.mapping(root, "", keys); err != nil {
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

// mapping reads settings, of which known are those that there are. The prefix is what
// stands before their names in messages.
func (p *parser) mapping(n *yaml.Node, prefix string, known []string) error {
	if n.Kind != yaml.MappingNode {
		return p.wrong(n.Line, "want settings, as in %q", map[string]string{"": "checks: [default]", "c.": "c: {defines: [A=1]}"}[prefix])
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		if key.Kind != yaml.ScalarNode || !slices.Contains(known, key.Value) {
			return p.wrong(key.Line, "unknown setting %q: known are %s", prefix+key.Value, strings.Join(known, ", "))
		}
		name := prefix + key.Value
		if slices.Contains(p.seen, name) {
			return p.wrong(key.Line, "%s is set twice", name)
		}
		p.seen = append(p.seen, name)
		if err := p.set(name, key, n.Content[i+1]); err != nil {
			return err
		}
	}
	return nil
}

func (p *parser) set(name string, key, n *yaml.Node) (err error) {
	switch from := p.from(key.Line); name {
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
	case "severity":
		p.c.Severity, err = p.severity(key, n, from)
	case "baseline":
		p.c.Baseline, err = p.file(key, n, from)
	case "c":
		err = p.mapping(n, "c.", keysOfC)
	case "c.defines":
		p.c.C.Defines, err = p.list(key, n, from)
	case "c.include":
		p.c.C.Include, err = p.files(key, n, from)
	case "c.exclude":
		p.c.C.Exclude, err = p.patterns(key, n, from)
	case "c.configuration":
		p.c.C.Configuration, err = p.text(key, n, from)
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

// severity is a mapping of rules to levels.
func (p *parser) severity(key, n *yaml.Node, from string) (Setting[[]Severity], error) {
	s := Setting[[]Severity]{From: from}
	if n.Kind != yaml.MappingNode {
		return s, p.wrong(n.Line, "%s: want rules and levels, as in {WSK009: warning}", key.Value)
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		id, level := n.Content[i], n.Content[i+1]
		if _, known := rules.Lookup(id.Value); !known {
			return s, p.wrong(id.Line, "%s: %v", key.Value, rules.Unknown(id.Value))
		}
		if l := rules.Severity(level.Value); l != rules.Error && l != rules.Warning {
			return s, p.wrong(level.Line, "%s: want %s or %s, not %q", key.Value, rules.Error, rules.Warning, level.Value)
		}
		if slices.ContainsFunc(s.Value, func(o Severity) bool { return o.Rule == id.Value }) {
			return s, p.wrong(id.Line, "%s: %s is set twice", key.Value, id.Value)
		}
		s.Value = append(s.Value, Severity{id.Value, rules.Severity(level.Value)})
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

func (p *parser) text(key, n *yaml.Node, from string) (Setting[string], error) {
	if !isString(n) || n.Value == "" {
		return Setting[string]{}, p.wrong(n.Line, "%s: want a string", key.Value)
	}
	return Setting[string]{n.Value, from}, nil
}

func (p *parser) file(key, n *yaml.Node, from string) (Setting[string], error) {
	if !isString(n) || n.Value == "" || strings.ContainsFunc(n.Value, unicode.IsControl) {
		return Setting[string]{}, p.wrong(n.Line, "%s: want the name of a file", key.Value)
	}
	return Setting[string]{p.beside(n.Value), from}, nil
}

// files are names of files.
func (p *parser) files(key, n *yaml.Node, from string) (Setting[[]string], error) {
	s, err := p.list(key, n, from)
	for i, name := range s.Value {
		s.Value[i] = p.beside(name)
	}
	return s, err
}

// patterns are patterns of paths. One without a slash is about names wherever they
// are.
func (p *parser) patterns(key, n *yaml.Node, from string) (Setting[[]string], error) {
	s, err := p.list(key, n, from)
	for i, pattern := range s.Value {
		if _, bad := path.Match(pattern, ""); bad != nil {
			return s, p.wrong(n.Line, "%s: %q is no pattern", key.Value, pattern)
		}
		if strings.ContainsAny(pattern, `/\`) {
			s.Value[i] = p.beside(pattern)
		}
	}
	return s, err
}

// beside is a name from where the configuration lies.
func (p *parser) beside(name string) string {
	name = filepath.FromSlash(name)
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(filepath.Dir(p.name), name)
}

// isString keeps out numbers, null and aliases, which the user may not have
// meant.
func isString(n *yaml.Node) bool { return n.Kind == yaml.ScalarNode && n.ShortTag() == "!!str" }
