package check

import (
	"go/ast"
	"go/types"
	"regexp"
	"slices"
	"strings"

	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/lower"
	"github.com/wskvet/wskvet/internal/near"
)

// Directive is the rule under which a directive that says nothing is reported.
const Directive = "directive"

// effects are what //wskvet:effect can say of a function without a body.
var effects = []struct {
	name string
	op   ddi.Op
}{
	{"register", ddi.Register},
	{"deregister", ddi.Deregister},
	{"capture", ddi.Capture},
	{"release", ddi.Release},
	{"none", ddi.Nop},
	{"noreturn", ddi.NoReturn},
}

// directives reads the comments of the package: what they say of functions, and
// which of them say nothing.
func directives(in Input) (map[*types.Func]lower.Directive, []finding.Finding) {
	marks := map[*types.Func]lower.Directive{}
	var wrong []finding.Finding
	for _, f := range in.Files {
		placed := map[*ast.Comment]bool{}
		for _, d := range f.Decls {
			fn, ok := d.(*ast.FuncDecl)
			if !ok {
				continue
			}
			obj, _ := in.Info.Defs[fn.Name].(*types.Func)
			m := named(in, fn.Name.Name)
			if fn.Doc != nil {
				for _, c := range fn.Doc.List {
					placed[c] = true
					if why := read(c.Text, &m); why != "" {
						wrong = append(wrong, misspelt(in, c, why))
					}
				}
			}
			if obj != nil && m != (lower.Directive{}) {
				marks[obj] = m
			}
		}
		for _, g := range f.Comments {
			for _, c := range g.List {
				if placed[c] {
					continue
				}
				var m lower.Directive
				why := read(c.Text, &m)
				if why == "" && m != (lower.Directive{}) {
					why = "it stands above no function"
				}
				if why != "" {
					wrong = append(wrong, misspelt(in, c, why))
				}
			}
		}
	}
	return marks, wrong
}

// named is what the settings say of a function.
func named(in Input, name string) lower.Directive {
	switch s := in.Settings; {
	case slices.Contains(s.Entry, name):
		return lower.Directive{Mark: ddi.Entry}
	case slices.Contains(s.Unload, name):
		return lower.Directive{Mark: ddi.Unload}
	case slices.Contains(s.Callbacks, name):
		return lower.Directive{Mark: ddi.CallbackMark}
	}
	return lower.Directive{}
}

// read reads one comment into m; why is what is wrong with it.
func read(text string, m *lower.Directive) (why string) {
	rest, ok := strings.CutPrefix(text, "//wskvet:")
	if !ok {
		return lookalike(text)
	}
	verb, arg, _ := strings.Cut(rest, " ")
	arg = strings.TrimSpace(arg)
	switch verb {
	case "entry":
		m.Mark = ddi.Entry
	case "unload":
		m.Mark = ddi.Unload
	case "callback":
		m.Mark = ddi.CallbackMark
	case "ignore":
	case "effect":
		op, _, _ := strings.Cut(arg, " ")
		for _, e := range effects {
			if e.name == op {
				m.Effect = e.op
				return ""
			}
		}
		return "it knows no effect " + quote(op) + nearTo(op, effectNames())
	default:
		return "there is no directive " + quote(verb) + nearTo(verb, verbs)
	}
	return ""
}

// verbs are the directives.
var verbs = []string{"entry", "unload", "callback", "effect", "ignore"}

func effectNames() []string {
	var out []string
	for _, e := range effects {
		out = append(out, e.name)
	}
	return out
}

// nearTo names the word that was meant, if one is near.
func nearTo(word string, words []string) string {
	if w := near.Word(word, words); w != "" {
		return ", which is near to " + quote(w)
	}
	return ""
}

// almost is a comment that looks like a directive: with spaces, in another case, in a block,
// without the colon.
var almost = regexp.MustCompile(`(?i)^(?:/[/*]\s*wskvet\s*:\s*|//wskvet[\s-]+)([a-z]+)`)

// lookalike is what is wrong with a comment that looks like a directive and is none, or "".
func lookalike(text string) (why string) {
	m := almost.FindStringSubmatch(text)
	if m == nil {
		return ""
	}
	verb := strings.ToLower(m[1])
	if !slices.Contains(verbs, verb) {
		verb = near.Word(verb, verbs)
	}
	if verb == "" {
		return ""
	}
	return "a directive is written //wskvet:" + verb + ", in a line comment, in lower case and without spaces"
}

func quote(s string) string { return "\"" + s + "\"" }

func misspelt(in Input, c *ast.Comment, why string) finding.Finding {
	p, q := in.Fset.Position(c.Pos()), in.Fset.Position(c.End())
	return finding.Finding{
		Rule:    Directive,
		Pos:     finding.Position{File: p.Filename, Line: p.Line, Col: p.Column},
		End:     finding.Position{File: q.Filename, Line: q.Line, Col: q.Column},
		Message: "this wskvet directive has no effect: " + why,
		Package: in.Path,
	}
}
