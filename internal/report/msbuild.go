package report

import (
	"cmp"
	"fmt"

	"github.com/wskvet/wskvet/internal/finding"
)

// msbuild prints lines as MSBuild and Visual Studio recognise them in the output of
// any tool: file(line,col): warning CODE: text. Each is a warning, whatever the
// rule: an error would fail the build, and whether it does is for the exit status.
func (r *report) msbuild() error {
	for i := range r.Findings {
		if f := &r.Findings[i]; f.Suppressed == "" {
			r.diagnose(f)
		}
	}
	if r.Options.Inconclusive {
		for i := range r.Inconclusive {
			r.diagnose(&r.Inconclusive[i])
		}
	}
	return nil
}

// diagnose prints a finding with its witness on one line.
func (r *report) diagnose(f *finding.Finding) {
	text := f.Message
	if len(f.Steps) > 0 {
		text += " (" + f.Witness() + ")"
	}
	fmt.Fprintf(r.w, "%s: warning %s: %s\n", r.origin(f.Pos), clean(f.Rule), clean(text))
}

// origin is a place as MSBuild has it. Columns count UTF-16 code units, as the editor
// does; one that is not known is left out.
func (r *report) origin(p finding.Position) string {
	file := clean(cmp.Or(p.File, "wskvet"))
	if p.Line < 1 {
		return file
	}
	if line, ok := r.src.line(p); ok {
		if col := units(line, p.Col); col > 0 {
			return fmt.Sprintf("%s(%d,%d)", file, p.Line, col)
		}
	}
	if p.Col > 0 {
		return fmt.Sprintf("%s(%d,%d)", file, p.Line, p.Col)
	}
	return fmt.Sprintf("%s(%d)", file, p.Line)
}
