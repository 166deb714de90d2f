package project

import (
	"errors"
	"strconv"
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/scan"
)

// condition decides the Condition of an element: comparisons of strings and
// numbers, and, or, !, parentheses, Exists and HasTrailingSlash.
type condition struct {
	rest   string
	props  properties
	exists func(string) bool
	depth  int
}

var errCondition = errors.New("a condition that is not understood")

// holds decides an expression; "" holds.
func (p properties) holds(expr string, exists func(string) bool) (bool, error) {
	if strings.TrimSpace(expr) == "" {
		return true, nil
	}
	c := condition{rest: expr, props: p, exists: exists}
	v, err := c.or()
	if err == nil && strings.TrimSpace(c.rest) != "" {
		err = errCondition
	}
	return v && err == nil, err
}

func (c *condition) or() (bool, error) {
	v, err := c.and()
	for err == nil && c.word("or") {
		var w bool
		w, err = c.and()
		v = v || w
	}
	return v, err
}

func (c *condition) and() (bool, error) {
	v, err := c.term()
	for err == nil && c.word("and") {
		var w bool
		w, err = c.term()
		v = v && w
	}
	return v, err
}

func (c *condition) term() (bool, error) {
	if c.depth++; c.depth > maxDepth {
		return false, errCondition
	}
	defer func() { c.depth-- }()
	switch {
	case c.sign("!"):
		v, err := c.term()
		return !v, err
	case c.sign("("):
		v, err := c.or()
		if err == nil && !c.sign(")") {
			err = errCondition
		}
		return v, err
	case c.word("exists"):
		s, err := c.argument()
		return err == nil && c.exists(s), err
	case c.word("hastrailingslash"):
		s, err := c.argument()
		return strings.HasSuffix(s, "/") || strings.HasSuffix(s, `\`), err
	}
	return c.comparison()
}

func (c *condition) argument() (string, error) {
	if !c.sign("(") {
		return "", errCondition
	}
	s, err := c.value()
	if err == nil && !c.sign(")") {
		err = errCondition
	}
	return s, err
}

func (c *condition) comparison() (bool, error) {
	a, err := c.value()
	if err != nil {
		return false, err
	}
	for _, op := range []string{"==", "!=", "<=", ">=", "<", ">"} {
		if c.sign(op) {
			b, err := c.value()
			if err != nil {
				return false, err
			}
			return compare(a, op, b)
		}
	}
	return truth(a)
}

func truth(s string) (bool, error) {
	switch strings.ToLower(s) {
	case "true", "on", "yes":
		return true, nil
	case "false", "off", "no", "":
		return false, nil
	}
	return false, errCondition
}

func compare(a, op, b string) (bool, error) {
	switch op {
	case "==":
		return strings.EqualFold(a, b), nil
	case "!=":
		return !strings.EqualFold(a, b), nil
	}
	x, err1 := strconv.ParseFloat(a, 64)
	y, err2 := strconv.ParseFloat(b, 64)
	if err1 != nil || err2 != nil {
		return false, errCondition
	}
	switch op {
	case "<":
		return x < y, nil
	case "<=":
		return x <= y, nil
	case ">":
		return x > y, nil
	}
	return x >= y, nil
}

// value is a quoted string, a reference to a property, or a bare word.
func (c *condition) value() (string, error) {
	c.rest = strings.TrimLeft(c.rest, " \t\r\n")
	if text, ok := strings.CutPrefix(c.rest, "'"); ok {
		s, rest, ok := strings.Cut(text, "'")
		if !ok {
			return "", errCondition
		}
		c.rest = rest
		return c.props.expand(s), nil
	}
	if strings.HasPrefix(c.rest, "$(") {
		end := scan.Closing(c.rest[1:])
		if end < 0 {
			return "", errCondition
		}
		s := c.props.expand(c.rest[:end+1])
		c.rest = c.rest[end+1:]
		return s, nil
	}
	end := strings.IndexAny(c.rest, " \t\r\n=!<>()'")
	if end < 0 {
		end = len(c.rest)
	}
	if end == 0 {
		return "", errCondition
	}
	s := c.rest[:end]
	c.rest = c.rest[end:]
	return s, nil
}

// word takes a word, in any case.
func (c *condition) word(w string) bool {
	c.rest = strings.TrimLeft(c.rest, " \t\r\n")
	if len(c.rest) < len(w) || !strings.EqualFold(c.rest[:len(w)], w) {
		return false
	}
	if len(c.rest) > len(w) && identifier(c.rest[len(w):len(w)+1]) {
		return false // a longer word
	}
	c.rest = c.rest[len(w):]
	return true
}

func (c *condition) sign(s string) bool {
	rest, ok := strings.CutPrefix(strings.TrimLeft(c.rest, " \t\r\n"), s)
	if !ok || s == "!" && strings.HasPrefix(rest, "=") {
		return false
	}
	c.rest = rest
	return true
}
