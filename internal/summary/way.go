package summary

import "strings"

// A condition of C that is no comparison there asks what one of these endings says: of
// a pointer, whether it is NULL, and of a statement, whether it leaves for a handler.
var endings = [...]struct{ asks, yes, no string }{
	{" != NULL", " is not NULL", " is NULL"},
	{" == NULL", " is NULL", " is not NULL"},
	{" fails", " fails", " succeeds"},
	{" goes on", " goes on", " ends"},
	{" raises an exception", " raises an exception", " raises no exception"},
	{" passes the exception on", " passes the exception on", " takes the exception"},
}

// Way is one way out of a branch in words: that its condition, as the driver has it, is
// true or false.
func Way(cond string, yes bool) string {
	for _, e := range endings {
		what, ok := strings.CutSuffix(cond, e.asks)
		switch {
		case !ok || compound(what):
		case yes:
			return what + e.yes
		default:
			return what + e.no
		}
	}
	if yes {
		return cond + " is true"
	}
	return cond + " is false"
}

// Opposite is a condition that is true where cond is false.
func Opposite(cond string) string {
	what, null := strings.CutSuffix(cond, " != NULL")
	switch {
	case null && !compound(what):
		return what + " == NULL"
	case compound(cond):
		return "!(" + cond + ")"
	}
	return "!" + cond
}

// Ending is the ending of a condition that Way has words for, or "".
func Ending(cond string) string {
	for _, e := range endings {
		if strings.HasSuffix(cond, e.asks) {
			return e.asks
		}
	}
	return ""
}

// compound reports whether an ending belongs to a part of a condition alone.
func compound(s string) bool {
	depth := 0
	for i := range len(s) {
		switch s[i] {
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			depth--
		case '|', '?', '<', '=', '!':
			if depth == 0 {
				return true
			}
		case '&':
			if depth == 0 && strings.HasPrefix(s[i:], "&&") {
				return true
			}
		}
	}
	return false
}
