package instance

import (
	"testing"

	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/summary"
)

// pkg is a package whose functions call each other by the numbers of their constants: the
// i-th constant names the i-th function.
func pkg(funcs ...summary.Func) *summary.Package {
	p := &summary.Package{Path: "p", Funcs: funcs}
	for _, f := range funcs {
		p.Consts = append(p.Consts, summary.Const{Kind: summary.Fun, S: f.Name})
	}
	return p
}

// fn is a function that loads n times, and calls others.
func fn(name string, n int, calls ...int) summary.Func {
	instrs := make([]summary.Instr, n, n+len(calls))
	for i := range instrs {
		instrs[i] = summary.Instr{Code: summary.Load}
	}
	for _, c := range calls {
		instrs = append(instrs, summary.Instr{Code: summary.Invoke, Call: &summary.Call{Callee: summary.Operand(-1 - c)}})
	}
	return summary.Func{Name: name, Short: name, Recover: -1, Blocks: []summary.Block{{Instrs: instrs}}}
}

// called are the names of the functions that the calls of a function are of.
func called(p *summary.Package, f *summary.Func) []string {
	var out []string
	for _, in := range f.Blocks[0].Instrs {
		if in.Call != nil {
			out = append(out, p.Consts[-1-in.Call.Callee].S)
		}
	}
	return out
}

func apart(names []string) bool {
	seen := map[string]bool{}
	for _, n := range names {
		seen[n] = true
	}
	return len(seen) == len(names)
}

func TestEachCallHasAnInstance(t *testing.T) {
	p := pkg(fn("helper", 3, 1), fn("inner", 2), fn("a", 20, 0, 0), fn("b", 20, 0))
	out := Of([]*summary.Package{p})[0]
	names := append(called(out, &out.Funcs[2]), called(out, &out.Funcs[3])...)
	if len(names) != 3 || !apart(names) {
		t.Errorf("calls of helper go to %v", names)
	}
	inner := map[string]bool{}
	for i := range out.Funcs {
		f := &out.Funcs[i]
		if f.Origin().Name == "helper" {
			inner[called(out, f)[0]] = true
		}
		if f.Origin() == f {
			t.Errorf("%s is the function of the text itself", f.Name)
		}
	}
	if len(inner) != 3 {
		t.Errorf("the instances of helper call %v", inner)
	}
	if len(p.Funcs) != 4 || len(p.Consts) != 4 || called(p, &p.Funcs[2])[1] != "helper" {
		t.Error("the summary that was handed in has changed")
	}
}

// A helper is as long as the bound, and what is one instruction longer is none.
func TestHelpersAreSmall(t *testing.T) {
	for n, want := range map[int]bool{maxHelper: true, maxHelper + 1: false} {
		p := pkg(fn("helper", n-1, 1), fn("inner", 0), fn("a", 4*maxHelper, 0, 0))
		out := Of([]*summary.Package{p})[0]
		if got := apart(called(out, &out.Funcs[2])); got != want {
			t.Errorf("%d instructions: the calls are apart: %v, want %v", n, got, want)
		}
	}
}

// The copies hold no more instructions than the program.
func TestGrowthIsBounded(t *testing.T) {
	calls := make([]int, 100)
	for _, n := range []int{1, 40} {
		p := pkg(fn("helper", n), fn("a", 20, calls...))
		of := length(&p.Funcs[0]) + length(&p.Funcs[1])
		out, size := Of([]*summary.Package{p})[0], 0
		for i := range out.Funcs {
			size += length(&out.Funcs[i])
		}
		if size > 2*of {
			t.Errorf("%d instructions have become %d", of, size)
		}
		if got := apart(called(out, &out.Funcs[1])); got != (n == 1) {
			t.Errorf("helper of %d: the calls are apart: %v", n, got)
		}
	}
}

func TestWhoCallsItselfIsNoHelper(t *testing.T) {
	p := pkg(fn("itself", 1, 0), fn("x", 1, 2), fn("y", 1, 1), fn("a", 50, 0, 0, 1, 1, 2, 2))
	out := Of([]*summary.Package{p})[0] // comes to an end
	if names := called(out, &out.Funcs[3]); names[0] != names[1] {
		t.Errorf("itself has instances: %v", names)
	}
}

// What is counted by its place, found at run time or called by the system stays one.
func TestWhatStaysOne(t *testing.T) {
	lives := fn("lives", 1, 0)
	lives.Blocks[0].Instrs[1].Call.Op = ddi.Capture
	indirect := fn("indirect", 1, 0)
	indirect.Blocks[0].Instrs[1].Call.Callee = 0
	effect := fn("effect", 1)
	effect.Effect = ddi.Capture
	entry := fn("DriverEntry", 1)
	for _, f := range []summary.Func{lives, indirect, effect, entry} {
		p := pkg(f, fn("a", 50, 0, 0))
		out := Of([]*summary.Package{p})[0]
		if names := called(out, &out.Funcs[1]); names[0] != names[1] {
			t.Errorf("%s has instances: %v", f.Name, names)
		}
	}
}
