package report

import (
	"fmt"
	"strings"

	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/rules"
)

// github prints workflow commands, which a runner shows on the lines of a pull
// request. It shows 10 of each kind for a step; the log has them all.
func (r *report) github() error {
	for i := range r.Findings {
		f := &r.Findings[i]
		if f.Suppressed != "" {
			continue
		}
		command := "warning"
		if r.rule(f.Rule).Severity == rules.Error {
			command = "error"
		}
		r.annotate(command, f)
	}
	if r.Options.Inconclusive {
		for i := range r.Inconclusive {
			r.annotate("notice", &r.Inconclusive[i])
		}
	}
	return nil
}

func (r *report) annotate(command string, f *finding.Finding) {
	title := f.Rule
	if name := r.rule(f.Rule).Name; name != f.Rule {
		title += " " + name
	}
	props := r.region(f) + "title=" + property.Replace(clean(title))
	var msg strings.Builder
	msg.WriteString(clean(f.Message))
	for i, s := range f.Steps {
		fmt.Fprintf(&msg, "\n%d. %s: %s", i+1, place(s.Pos), clean(s.Text))
		if s.State != "" {
			fmt.Fprintf(&msg, " [%s]", clean(s.State))
		}
	}
	fmt.Fprintf(r.w, "::%s %s::%s\n", command, props, data.Replace(msg.String()))
}

// region is the place as properties, each with a comma behind it. Columns are
// left out where the source cannot be read: they count characters, not bytes.
func (r *report) region(f *finding.Finding) string {
	if f.Pos.File == "" || f.Pos.Line < 1 {
		return ""
	}
	s := fmt.Sprintf("file=%s,line=%d,", property.Replace(clean(f.Pos.File)), f.Pos.Line)
	line, ok := r.src.line(f.Pos)
	col := units(line, f.Pos.Col)
	if !ok || col == 0 {
		return s
	}
	return s + fmt.Sprintf("col=%d,endLine=%d,endColumn=%d,", col, f.Pos.Line, units(line, end(line, f.Pos, f.End)))
}

// The escapes that a runner undoes: in the message, and in a property.
var (
	data     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	property = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)
