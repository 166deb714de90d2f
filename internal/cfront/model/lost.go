package model

import (
	"github.com/wskvet/wskvet/internal/cfront/draft"
	"github.com/wskvet/wskvet/internal/cfront/scan"
	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

// lost are the lifecycle calls of the text that the model does not have, and how
// many the text has.
func (b *builder) lost() (total int, lost []draft.Failure) {
	seen := map[scan.Pos]bool{}
	for _, fn := range b.Program.Funcs {
		if !fn.Defined() {
			continue
		}
		syntax.Walk(fn.Decl, func(n syntax.Node) bool {
			c, ok := n.(*syntax.Call)
			if !ok || !draft.Lifecycle(syntax.Callee(c)) {
				return true
			}
			at := fn.Unit.File.Tokens[c.Fun.Range().To-1].Use
			if seen[at] {
				return true
			}
			seen[at] = true
			total++
			if !b.Calls[at] {
				lost = append(lost, draft.Failure{Function: draft.Qualified(fn), At: b.Program.Set.Place(at), Why: syntax.Callee(c) + " is not part of the model"})
			}
			return true
		})
	}
	return total, lost
}
