package fix

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/types"
	"slices"

	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/lower"
	"github.com/wskvet/wskvet/internal/ruleid"
	"github.com/wskvet/wskvet/internal/summary"
)

const (
	deregister = "WskDeregister"
	release    = "WskReleaseProviderNPI"
)

// undone inserts what is missing before a function leaves: the deregistration,
// the release and the deregistration, or a call of the driver's own function
// that does them. It is inserted where the finding is or, if that is too late to
// tell what has to be undone, where a function below leaves that has done it.
func (p *proposer) undone(f finding.Finding) []stage {
	exit, ok := p.exitAt(f.Pos)
	if !ok || f.Rule == ruleid.EntryFailsRegistered && beside(f) {
		return nil
	}
	done, ok := p.last(f, ddi.Register, exit.src)
	if !ok || f.Rule == ruleid.UnloadRegistered && p.reaches(exit, ddi.Deregister, on(done.pkg, done.call)) {
		return nil
	}
	var named []place // where the registration has a name
	if acq, ok := p.callAt(f.Steps[done.step].Pos); ok {
		named = []place{acq}
	}
	calls := p.undoing(exit, f.Object, named...)
	own, ok := p.cleanup(done, exit)
	if f.Rule == ruleid.UnloadRegistered {
		if ok { // unloading is what it is for
			calls = slices.Insert(calls, 0, []string{own})
		}
		return []stage{{p.inserted(exit, calls)}}
	}
	if ok {
		calls = append(calls, []string{own})
	}
	if named == nil {
		return []stage{{p.leaving(exit, calls)}}
	}
	here := append(p.deferred(f, named[0]), p.leaving(exit, calls)...)
	return []stage{{here}, p.below(f, named[0], done.step)}
}

// beside reports whether something runs beside the life that is told of. It has
// to end before anything is undone, and how, only the author knows.
func beside(f finding.Finding) bool {
	return slices.ContainsFunc(f.Steps, func(s finding.Step) bool { return s.Kind == finding.Spawn })
}

// undoing are the lists of calls that may undo what has been done.
func (p *proposer) undoing(at place, object string, named ...place) [][]string {
	var out [][]string
	for _, form := range p.forms(at, object, named...) {
		d, r := form.call(deregister), form.call(release)
		out = append(out, []string{d}, []string{r, d})
	}
	return out
}

// leaving are the calls before a return: under a test of what is returned, where
// that is what tells success from failure.
func (p *proposer) leaving(exit place, calls [][]string) idea {
	if forms := p.guarded(exit, calls); forms != nil {
		return forms
	}
	return p.inserted(exit, calls)
}

// below are the returns of the functions between the entry and the registration
// that come after it, each an idea.
func (p *proposer) below(f finding.Finding, acq place, at int) stage {
	var out stage
	for depth := f.Steps[at].Depth; at > 0; at-- {
		s := f.Steps[at]
		if s.Depth > depth || s.Kind != finding.Call && s.Kind != finding.Operate {
			continue
		}
		depth = s.Depth - 1
		call, ok := p.callAt(s.Pos)
		if !ok || depth < 1 {
			break
		}
		_, body, _ := call.function()
		for _, ret := range returns(call, body) {
			out = append(out, p.leaving(ret, p.undoing(ret, f.Object, call, acq)))
		}
	}
	return out
}

// returns are the return statements of the function behind a call, but for those
// that say that it has succeeded.
func returns(call place, body *ast.BlockStmt) []place {
	var out []place
	var path []ast.Node
	ast.Inspect(body, func(n ast.Node) bool {
		if n == nil {
			path = path[:len(path)-1]
			return true
		}
		if _, ok := n.(*ast.FuncLit); ok {
			return false
		}
		path = append(path, n)
		if ret, ok := n.(*ast.ReturnStmt); ok && ret.Pos() > call.call().End() && !succeeds(call.src.Info, ret) {
			out = append(out, place{call.src, call.file, call.name, append([]ast.Node{call.file, outer(call)}, path...)})
		}
		return true
	})
	return out
}

// succeeds reports whether a return says so by a constant: a status that is no
// error, true, or nil.
func succeeds(info *types.Info, ret *ast.ReturnStmt) bool {
	for _, r := range ret.Results {
		tv := info.Types[r]
		if tv.IsNil() {
			return true
		}
		if tv.Value == nil {
			continue
		}
		switch tv.Value.Kind() {
		case constant.Bool:
			return constant.BoolVal(tv.Value)
		case constant.Int:
			return constant.Sign(tv.Value) >= 0
		}
	}
	return false
}

// outer is the function around a place.
func outer(a place) ast.Node {
	for _, n := range slices.Backward(a.path) {
		switch n.(type) {
		case *ast.FuncDecl, *ast.FuncLit:
			return n
		}
	}
	return a.file
}

// inserted are the calls before the function leaves.
func (p *proposer) inserted(exit place, calls [][]string) idea {
	where := "at the end"
	if _, ok := exit.node().(*ast.ReturnStmt); ok {
		where = "before the return"
	}
	if at, ok := exit.beforeFrees(); ok {
		exit, where = at, "before memory is freed"
	}
	var out idea
	for _, c := range calls {
		out = append(out, candidate{fmt.Sprintf("call %s %s", joined(c), where), []change{p.insertBefore(exit, c...)}})
	}
	return out
}

// beforeFrees is the first of the calls that free memory right before the
// function leaves: what is undone may need it still.
func (a place) beforeFrees() (place, bool) {
	var list []ast.Stmt
	switch n := a.node().(type) {
	case *ast.FuncDecl:
		list = n.Body.List
		a.path = append(slices.Clone(a.path), n.Body)
	case *ast.FuncLit:
		list = n.Body.List
		a.path = append(slices.Clone(a.path), n.Body)
	default:
		all, i, ok := a.statement()
		if !ok {
			return a, false
		}
		list, a.path = all[:i], a.path[:len(a.path)-1]
	}
	first := len(list)
	for first > 0 && frees(list[first-1]) {
		first--
	}
	if first == len(list) {
		return a, false
	}
	a.path = append(slices.Clone(a.path), list[first])
	return a, true
}

// frees reports whether a statement is a call that frees memory.
func frees(s ast.Stmt) bool {
	e, ok := s.(*ast.ExprStmt)
	if !ok {
		return false
	}
	c, ok := e.X.(*ast.CallExpr)
	if !ok {
		return false
	}
	op := ddi.Lookup(called(c))
	return op == ddi.FreeIrp || op == ddi.FreeObject || op == ddi.FreeInto || op == ddi.FreeDevice
}

// guarded are the calls under a test of the status that is returned.
func (p *proposer) guarded(exit place, calls [][]string) idea {
	ret, ok := exit.node().(*ast.ReturnStmt)
	if !ok || len(ret.Results) != 1 {
		return nil
	}
	result := ret.Results[0]
	if id, ok := result.(*ast.Ident); ok && exit.underTestOf(id) {
		return nil
	}
	text := p.written(exit, result)
	cond, name, ok := exit.failed(exit.src.Info.TypeOf(result), text)
	if !ok {
		return nil
	}
	var out idea
	for _, c := range calls {
		message := fmt.Sprintf("call %s if the function fails", joined(c))
		switch result.(type) {
		case *ast.Ident:
			lines := slices.Concat([]string{"if " + cond + " {"}, indented(c), []string{"}"})
			out = append(out, candidate{message, []change{p.insertBefore(exit, lines...)}})
		case *ast.CallExpr:
			out = append(out, candidate{message, p.split(exit, name, text, c)})
		}
	}
	return out
}

// underTestOf reports whether the place is in a branch that a variable decides.
func (a place) underTestOf(id *ast.Ident) bool {
	obj := a.src.Info.ObjectOf(id)
	for i, n := range a.path[1:] {
		c, ok := n.(*ast.IfStmt)
		if !ok || a.path[i+2] != c.Body {
			continue
		}
		if v, ok := obj.(*types.Var); ok && a.reads([]ast.Expr{c.Cond}, v) {
			return true
		}
	}
	return false
}

// split makes return CALL into a statement that keeps the status, one that tests
// it, and a return.
func (p *proposer) split(exit place, name, call string, undo []string) []change {
	ret := exit.node().(*ast.ReturnStmt)
	t := exit.src.Info.TypeOf(ret.Results[0])
	assign := " := "
	if v, ok := exit.lookup(name).(*types.Var); ok && v.Parent() != exit.src.Types.Scope() {
		if !types.Identical(v.Type(), t) {
			return nil
		}
		assign = " = "
	}
	cond, _, _ := exit.failed(t, name)
	lines := slices.Concat([]string{name + assign + call, "if " + cond + " {"}, indented(undo), []string{"}"})
	c := p.insertBefore(exit, lines...)
	from, to := exit.offset(ret.Results[0].Pos()), exit.offset(ret.Results[0].End())
	return []change{c, {exit.name, from, to, name}}
}

// deferred undoes a registration by a deferred call, where several ways out of
// the function miss it.
func (p *proposer) deferred(f finding.Finding, acq place) idea {
	n := 0
	for _, o := range p.was.Findings {
		if o.Rule == f.Rule && o.Package == f.Package && o.Func == f.Func && sameObject(o, f) {
			n++
		}
	}
	s := acq.tested()
	if n < 2 || s == nil {
		return nil
	}
	var out idea
	for _, form := range p.forms(acq, f.Object, acq)[:1] {
		d, r := form.call(deregister), form.call(release)
		c := []change{p.insertAfter(acq, s, "defer "+d)}
		out = append(out, candidate{"defer " + d, c})
		if capture, ok := p.captured(f); ok && capture.tested() != nil {
			c = append(c, p.insertAfter(capture, capture.tested(), "defer "+r))
			out = append(out, candidate{"defer " + d + " and " + r, c})
		}
	}
	return out
}

// captured is the last capture in the witness.
func (p *proposer) captured(f finding.Finding) (place, bool) {
	for _, s := range slices.Backward(f.Steps) {
		if s.Kind != finding.Operate || s.State == "" {
			continue
		}
		if a, ok := p.callAt(s.Pos); ok && a.op() == ddi.Capture {
			return a, true
		}
	}
	return place{}, false
}

// tested is the statement behind which a call has succeeded: one that leaves if
// its status says that it failed.
func (a place) tested() ast.Stmt {
	list, i, ok := a.statement()
	if !ok {
		return nil
	}
	if leaves(list[i]) {
		return list[i]
	}
	if _, ok := list[i].(*ast.AssignStmt); ok && i+1 < len(list) && leaves(list[i+1]) {
		return list[i+1]
	}
	return nil
}

// leaves reports whether a statement is an if without else that returns.
func leaves(s ast.Stmt) bool {
	c, ok := s.(*ast.IfStmt)
	if !ok || c.Else != nil || len(c.Body.List) == 0 {
		return false
	}
	_, ok = c.Body.List[len(c.Body.List)-1].(*ast.ReturnStmt)
	return ok
}

// released releases what is captured before it is deregistered.
func (p *proposer) released(f finding.Finding) idea {
	call, ok := p.callAt(f.Pos)
	if !ok || beside(f) || p.reaches(call, ddi.Release, call.global(f.Pos)) {
		return nil
	}
	list, i, ok := call.statement()
	if !ok {
		return nil
	}
	at := call
	at.path = append(slices.Clone(call.path), list[i])
	var out idea
	for _, form := range p.forms(at, f.Object, call) {
		r := form.call(release)
		if _, ok := list[i].(*ast.DeferStmt); ok {
			out = append(out, candidate{"defer " + r + " too", []change{p.insertAfter(at, list[i], "defer "+r)}})
			continue
		}
		out = append(out, candidate{"call " + r + " first", []change{p.insertBefore(at, r)}})
	}
	return out
}

// brief defers the release of a provider that only one function can name.
func (p *proposer) brief(f finding.Finding) idea {
	c, ok := p.captured(f)
	if !ok || c.tested() == nil || !c.local() || p.reaches(c, ddi.Release, "") {
		return nil
	}
	var out idea
	for _, form := range p.forms(c, f.Object, c) {
		r := form.call(release)
		out = append(out, candidate{"defer " + r, []change{p.insertAfter(c, c.tested(), "defer "+r)}})
	}
	return out
}

// local reports whether the provider is captured into a variable of the function.
func (a place) local() bool {
	_, body, _ := a.function()
	for _, arg := range a.call().Args {
		if lower.RoleOf(a.src.Info.TypeOf(arg)) != summary.ProviderNPI {
			continue
		}
		if u, ok := arg.(*ast.UnaryExpr); ok {
			if id, ok := u.X.(*ast.Ident); ok {
				obj := a.src.Info.ObjectOf(id)
				return obj != nil && body.Pos() <= obj.Pos() && obj.Pos() < body.End()
			}
		}
	}
	return false
}
