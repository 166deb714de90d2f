package program

import (
	"slices"
	"testing"

	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/summary"
)

// caller is a function that calls by name what callees says, and returns.
func caller(name string, callees ...string) (summary.Func, []summary.Const) {
	f := summary.Func{Name: "p." + name, Short: name, Recover: -1, Regs: 8}
	var consts []summary.Const
	b := summary.Block{}
	for _, c := range callees {
		consts = append(consts, summary.Const{Kind: summary.Fun, S: c})
		op := summary.Operand(-len(consts))
		b.Instrs = append(b.Instrs, summary.Instr{Code: summary.Invoke, Dst: -1, Call: &summary.Call{Callee: op, Op: ddi.Lookup(c)}})
	}
	b.Instrs = append(b.Instrs, summary.Instr{Code: summary.Return, Dst: -1})
	f.Blocks = []summary.Block{b}
	return f, consts
}

// program links functions of one package each: constants are a package's own.
func program(fs map[string][]string, order ...string) *Program {
	var pkgs []*summary.Package
	for _, name := range order {
		f, consts := caller(name, fs[name]...)
		pkgs = append(pkgs, &summary.Package{Path: name, Funcs: []summary.Func{f}, Consts: consts, Init: -1})
	}
	return Link(pkgs)
}

func TestEffectsReachCallers(t *testing.T) {
	p := program(map[string][]string{
		"leaf":   {"WskRegister"},
		"middle": {"p.leaf", "WskDeregister"},
		"top":    {"p.middle"},
		"reset":  {"InterlockedExchange"},
		"print":  {"DbgPrint"},
	}, "leaf", "middle", "top", "reset", "print")
	for name, want := range map[string]Effects{
		"p.leaf": Registers, "p.middle": Registers | Deregisters, "p.top": Registers | Deregisters,
		"p.reset": Writes, "p.print": 0,
	} {
		if got := p.Reaches(p.byName[name]); got != want {
			t.Errorf("%s reaches %b, want %b", name, got, want)
		}
	}
}

// A cycle of calls has the effects of all its functions. This one never ends.
func TestEffectsOfCycle(t *testing.T) {
	p := program(map[string][]string{
		"a": {"p.b", "WskRegister"}, "b": {"p.c"}, "c": {"p.a", "WskReleaseProviderNPI"},
	}, "a", "b", "c")
	for _, name := range []string{"p.a", "p.b", "p.c"} {
		if got := p.Reaches(p.byName[name]); got != Registers|Releases|Diverts {
			t.Errorf("%s reaches %b, want %b", name, got, Registers|Releases|Diverts)
		}
	}
}

// writing are the operations that do nothing else that the effects tell apart.
var writing = []ddi.Op{
	ddi.NotModelled, ddi.UseSocket, ddi.NewIrp, ddi.FreeIrp, ddi.ReuseIrp, ddi.InitIrp, ddi.CancelIrp, ddi.FinishIrp, ddi.OnCompletion,
	ddi.NewDevice, ddi.FreeObject, ddi.FreeInto, ddi.FreeDevice, ddi.Zero, ddi.Overwrite, ddi.EndThread, ddi.SetDpc, ddi.SetThreadedDpc,
	ddi.EventInit, ddi.EventClear, ddi.EventRead, ddi.SemaphoreInit, ddi.QueueInit, ddi.AsObjectOut, ddi.FinishRequest, ddi.Exclusive,
	ddi.RundownBegin, ddi.RundownReset, ddi.RundownOver, ddi.Swap, ddi.CompareSwap, ddi.Add, ddi.Increment, ddi.Decrement, ddi.Or,
	ddi.And, ddi.Xor, ddi.AddOld, ddi.BitSet, ddi.BitReset, ddi.BitFlip, ddi.AtomicStore, ddi.AtomicCAS, ddi.OnceDo, ddi.RunOnce,
	ddi.GroupAdd, ddi.RaiseIrql, ddi.LowerIrql, ddi.CurrentIrql, ddi.Raise, ddi.TryRaise, ddi.Restore, ddi.Lock, ddi.TryLock, ddi.Unlock, ddi.CallDriver, ddi.Hook,
	ddi.HookIf, ddi.Unhook, ddi.NmrAttach, ddi.NmrWait, ddi.Framework, ddi.NewRoutine, ddi.KeepContext,
}

// Each operation has an effect that somebody has thought of: it stands in one of the
// tables, or here.
func TestEveryOperationHasAnEffect(t *testing.T) {
	for op := range ddi.Ops {
		_, rare := special[op]
		n := 0
		for _, in := range []bool{rare, slices.Contains(pure, op), op.Waits(), op.Signals(), op.Starts(), slices.Contains(writing, op)} {
			if in {
				n++
			}
		}
		if n != 1 {
			t.Errorf("operation %d stands in %d tables of effects", op, n)
		}
	}
}

// What is not known to be pure changes the state: a forgotten row costs time,
// not a miss.
func TestUnknownOperationWrites(t *testing.T) {
	for _, op := range writing {
		if got := EffectOf(op); got != Writes {
			t.Errorf("operation %d stands in no table and has the effect %b, want %b", op, got, Writes)
		}
	}
	for _, op := range pure {
		if got := EffectOf(op); got != 0 {
			t.Errorf("operation %d is pure and has the effect %b", op, got)
		}
	}
}
