package project

import (
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/scan"
)

// properties are those of a project, by lower-case name.
type properties map[string]string

// maxValue bounds a value, in bytes: one that names itself twice doubles.
const maxValue = 1 << 16

// expand puts the values of properties in the place of $(Name). What a function
// would compute, and what the project does not set, is empty.
func (p properties) expand(s string) string {
	if !strings.Contains(s, "$(") {
		return s
	}
	var b strings.Builder
	for b.Len() < maxValue {
		i := strings.Index(s, "$(")
		if i < 0 {
			break
		}
		b.WriteString(s[:i])
		end := scan.Closing(s[i+1:])
		if end < 0 {
			s = s[i:]
			break
		}
		b.WriteString(p[strings.ToLower(s[i+2:i+end])])
		s = s[i+1+end:]
	}
	b.WriteString(s)
	return b.String()[:min(b.Len(), maxValue)]
}

// list are the parts of a value that semicolons separate. References to items and
// to metadata are left out.
func list(value string) []string {
	var out []string
	for part := range strings.SplitSeq(value, ";") {
		part = strings.TrimSpace(part)
		if part != "" && !strings.HasPrefix(part, "%(") && !strings.HasPrefix(part, "@(") {
			out = append(out, part)
		}
	}
	return out
}
