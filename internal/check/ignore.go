package check

import (
	"fmt"
	"go/ast"
	"go/token"
	"slices"
	"strings"

	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/rules"
	"github.com/wskvet/wskvet/internal/summary"
)

// ignores reads the //wskvet:ignore directives of the package into its summary,
// so that they hold for findings that packages above it make in its files; wrong
// are those that say nothing.
func ignores(in Input, sum *summary.Package) (wrong []finding.Finding) {
	for _, f := range in.Files {
		for _, g := range f.Comments {
			for _, c := range g.List {
				rest, ok := strings.CutPrefix(c.Text, "//wskvet:ignore")
				if !ok || rest != "" && rest[0] != ' ' && rest[0] != '\t' {
					continue
				}
				ig, why := ignore(rest)
				if why != "" {
					wrong = append(wrong, misspelt(in, c, why))
					continue
				}
				pos := in.Fset.Position(c.Pos())
				ig.At = summary.Pos{File: fileIndex(sum, pos.Filename), Line: int32(pos.Line), Col: int32(pos.Column)}
				ig.From, ig.To = extent(in.Fset, f, c)
				sum.Ignores = append(sum.Ignores, ig)
			}
		}
	}
	return wrong
}

// ignore reads what stands behind //wskvet:ignore: rules, then a reason.
func ignore(text string) (ig summary.Ignore, why string) {
	list, reason, _ := strings.Cut(strings.TrimSpace(text), " ")
	ig.Reason = strings.TrimSpace(reason)
	for item := range strings.SplitSeq(list, ",") {
		id, about, narrow := strings.Cut(item, ":")
		r, ok := rules.Find(id)
		if !ok {
			return ig, "there is no rule " + quote(id) + nearTo(id, rules.Names())
		}
		if item = r.ID; narrow {
			item += ":" + about
		}
		ig.Rules = append(ig.Rules, item)
	}
	if ig.Reason == "" {
		return ig, "it gives no reason"
	}
	return ig, ""
}

// extent is the lines that a directive is about: those of the function whose
// comment it is in, those of the statement below it, or its own.
func extent(fset *token.FileSet, f *ast.File, c *ast.Comment) (from, to int32) {
	line := fset.Position(c.Pos()).Line
	from, to = int32(line), int32(line)
	own := true // nothing stands before it on its line
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case nil, *ast.Comment, *ast.CommentGroup:
			return false
		case *ast.FuncDecl:
			if n.Doc != nil && n.Doc.Pos() <= c.Pos() && c.End() <= n.Doc.End() {
				from, to = int32(line), int32(fset.Position(n.End()).Line)
				return false
			}
		case ast.Stmt:
			if fset.Position(n.Pos()).Line == line+1 && own {
				from, to = int32(line), max(to, int32(fset.Position(n.End()).Line))
			}
		}
		if p := fset.Position(n.Pos()); p.Line == line && n.Pos() < c.Pos() {
			if _, ok := n.(*ast.File); !ok {
				own, from, to = false, int32(line), int32(line)
			}
		}
		return true
	})
	if own && to == int32(line) {
		to++ // the closing brace below it, say
	}
	return from, to
}

func fileIndex(sum *summary.Package, name string) int32 {
	if i := slices.Index(sum.Files, name); i >= 0 {
		return int32(i)
	}
	sum.Files = append(sum.Files, name)
	return int32(len(sum.Files) - 1)
}

// suppress marks the findings that directives of the packages suppress. It says which
// directives do, and which do not say enough: a rule that is broken at one place for
// several objects is so many findings, and one of them may be new.
func suppress(fs []finding.Finding, pkgs []*summary.Package) (used []string, vague []finding.Finding) {
	for i := range fs {
		f := &fs[i]
		for _, p := range pkgs {
			for j, ig := range p.Ignores {
				if f.Pos.File != p.Files[ig.At.File] || int32(f.Pos.Line) < ig.From || int32(f.Pos.Line) > ig.To {
					continue
				}
				for _, item := range ig.Rules {
					id, object, named := strings.Cut(item, ":")
					if id != f.Rule || named && finding.Subject(object) != finding.Subject(f.Object) {
						continue
					}
					used = append(used, use(p, j, item))
					if others := subjects(fs, f); !named && len(others) > 1 {
						vague = append(vague, about(p, ig, id+" is reported here about "+strings.Join(others, " and ")+": say which, as in "+id+":"+others[0]))
						continue
					}
					f.Suppressed = ig.Reason
				}
			}
		}
	}
	slices.Sort(used)
	return slices.Compact(used), finding.Merge(vague)
}

// subjects are what the rule of f is reported about at its place, sorted.
func subjects(fs []finding.Finding, f *finding.Finding) []string {
	var out []string
	for i := range fs {
		if fs[i].Rule == f.Rule && fs[i].Pos == f.Pos {
			out = append(out, fs[i].Object)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// about is a finding about a directive.
func about(p *summary.Package, ig summary.Ignore, why string) finding.Finding {
	pos := finding.Position{File: p.Files[ig.At.File], Line: int(ig.At.Line), Col: int(ig.At.Col)}
	return finding.Finding{Rule: Directive, Pos: pos, End: pos, Message: why, Package: p.Path}
}

// use names a rule of a directive.
func use(p *summary.Package, directive int, rule string) string {
	return fmt.Sprintf("%s %d %s", p.Path, directive, rule)
}

// Stale are the directives of a package that suppress nothing, although their
// rules ran: findings themselves.
func Stale(p *summary.Package, used, ran []string) []finding.Finding {
	var out []finding.Finding
	for j, ig := range p.Ignores {
		for _, item := range ig.Rules {
			id, object, named := strings.Cut(item, ":")
			if slices.Contains(used, use(p, j, item)) || !slices.Contains(ran, id) {
				continue
			}
			why := "this wskvet directive suppresses nothing: " + id + " is not reported here"
			if named {
				why += " about " + object
			}
			out = append(out, about(p, ig, why))
		}
	}
	return out
}

// Rooted reports whether the package has the entry of a driver. What a directive
// of another one suppresses, the packages above it find.
func Rooted(p *summary.Package) bool { return slices.ContainsFunc(p.Funcs, entry) }

// entry reports whether the lives of a driver begin in a function.
func entry(f summary.Func) bool {
	return f.Mark == ddi.Entry || f.Mark == ddi.NoMark && ddi.NamedEntry(f.Short)
}
