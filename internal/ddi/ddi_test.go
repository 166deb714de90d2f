package ddi

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
	"testing"
)

// A name stands in a table once: the second row would be silently lost.
func TestRowsAreUnique(t *testing.T) {
	for table, rows := range map[string][]entry{"functions": functions, "members": members, "atomics": atomics} {
		seen := map[string]bool{}
		for _, r := range rows {
			if seen[r.name] {
				t.Errorf("%s: %s stands twice", table, r.name)
			}
			seen[r.name] = true
			if r.op == None {
				t.Errorf("%s: %s has no operation", table, r.name)
			}
		}
	}
}

// What waits for others of the driver by its page is known to: no call may be moved past
// it.
func TestWaits(t *testing.T) {
	for _, name := range []string{
		"KeWaitForSingleObject", "KeWaitForMultipleObjects", "ExWaitForRundownProtectionRelease", "IoReleaseRemoveLockAndWait",
		"KeFlushQueuedDpcs", "WdfWorkItemFlush", "KeDelayExecutionThread",
	} {
		if op := Lookup(name); !op.Waits() {
			t.Errorf("%s (operation %d) does not wait", name, op)
		}
	}
	for _, name := range []string{"KeSetEvent", "KeInsertQueueDpc", "IoQueueWorkItem", "ExReleaseRundownProtection"} {
		if Lookup(name).Waits() {
			t.Errorf("%s waits", name)
		}
	}
}

// The period is told from the due time and the tolerable delay, however many of them the
// model has.
func TestPeriod(t *testing.T) {
	for _, c := range []struct {
		name string
		n, i int
		ok   bool
	}{
		{"KeSetTimerEx", 1, 0, true}, // the due time is a structure
		{"KeSetTimerEx", 2, 1, true}, // or a number
		{"KeSetTimer", 1, 0, false},
		{"KeSetCoalescableTimer", 2, 0, true},
		{"KeSetCoalescableTimer", 3, 1, true},
		{"ExSetTimer", 1, 0, false},
		{"ExSetTimer", 2, 1, true},
	} {
		if i, ok := Period(c.name, c.n); ok != c.ok || ok && i != c.i {
			t.Errorf("%s with %d integers: %d, %v", c.name, c.n, i, ok)
		}
	}
}

// Every function that the declarations of wdm and wsk offer has an operation or
// a body that says what it does: any other would be a call of no effect.
func TestDeclarationsAreKnown(t *testing.T) {
	found := 0
	for _, dir := range []string{"wdm", "wsk"} {
		files, err := filepath.Glob(filepath.Join("..", "..", dir, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			if strings.HasSuffix(file, "_test.go") {
				continue
			}
			f, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			for _, d := range f.Decls {
				fn, ok := d.(*ast.FuncDecl)
				if !ok || fn.Recv != nil || !fn.Name.IsExported() {
					continue
				}
				found++
				if !standsIn(fn.Name.Name) && Lookup(fn.Name.Name) == None && Member(f.Name.Name+"."+fn.Name.Name) == None && !Named(fn.Name.Name) && empty(fn.Body) {
					t.Errorf("%s: no operation for %s", filepath.Base(file), fn.Name.Name)
				}
			}
		}
	}
	if found < 100 {
		t.Errorf("only %d declarations were read", found)
	}
}

// standsIn reports whether a function is an instruction of the residual program, which
// package lower tests.
func standsIn(name string) bool {
	return name == "Unknown" || name == "Guess" || name == "Between" || name == "UnknownStatus" || name == "Field"
}

// empty reports whether a body does nothing but return constants.
func empty(body *ast.BlockStmt) bool {
	does := false
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt, *ast.IncDecStmt, *ast.CallExpr, *ast.BinaryExpr, *ast.StarExpr:
			does = true
		case *ast.ReturnStmt:
			does = does || len(n.Results) > 0 && !constant(n.Results[0])
		}
		return !does
	})
	return !does
}

func constant(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.BasicLit:
		return true
	case *ast.Ident:
		return e.Name == "nil" || e.Name == "true" || e.Name == "false" || e.Name == "STATUS_SUCCESS"
	}
	return false
}

// Widths and fences do not change what an interlocked operation does.
func TestAtomic(t *testing.T) {
	for name, want := range map[string]Op{
		"InterlockedExchange8": Swap, "InterlockedExchangePointer": Swap, "InterlockedExchangeAdd64": AddOld,
		"InterlockedIncrementNoFence64": Increment, "InterlockedCompareExchange64Acquire": CompareSwap, "_InterlockedDecrement16": Decrement,
		"InterlockedXor": Xor, "InterlockedBitTestAndReset64": BitReset, "ReadULongAcquire": AtomicLoad, "WritePointerRelease": AtomicStore,
		"ReadULong": None, "Read": None, "Write8": None, "InterlockedFlushSList": None, "InterlockedCompareExchange128": None,
	} {
		if got := Lookup(name); got != want {
			t.Errorf("Lookup(%q) = %d, want %d", name, got, want)
		}
	}
}

func TestNamed(t *testing.T) {
	for name, want := range map[string]bool{
		"KeWaitForSingleObject": true, "WskRegister": true, "ZwClose": true, "ExFreePool": true,
		"Keep": false, "Exit": false, "Iota": false, "Io": false, "start": false,
	} {
		if got := Named(name); got != want {
			t.Errorf("Named(%q) = %v, want %v", name, got, want)
		}
	}
}

func TestMember(t *testing.T) {
	for name, want := range map[string]Op{
		"(*sync.Once).Do": OnceDo, "(*sync/atomic.Int32).CompareAndSwap": AtomicCAS, "(*sync/atomic.Bool).Store": AtomicStore,
		"(*sync/atomic.Pointer[example.org/p.T]).Load": AtomicLoad, "sync/atomic.AddInt32": Add,
		"wdm.NotModelled": NotModelled, "example.org/model/wdm.NotModelled": NotModelled, "example.org/model.NotModelled": None,
		"(*sync.Mutex).Lock": Lock, "(*sync.RWMutex).RLock": Lock, "(*sync.RWMutex).RLocker": None, "(*example.org/sync.Once).Do": None,
	} {
		if got := Member(name); got != want {
			t.Errorf("Member(%q) = %d, want %d", name, got, want)
		}
	}
}

func TestSlot(t *testing.T) {
	for _, c := range []struct {
		structure, field string
		want             bool
	}{
		{"DRIVER_OBJECT", "DriverUnload", true},
		{"WSK_CLIENT_CONNECTION_DISPATCH", "WskReceiveEvent", true},
		{"WDF_DRIVER_CONFIG", "EvtDriverDeviceAdd", true},
		{"driver", "DriverUnload", true},
		{"queue", "EvtIoRead", true},
		{"table", "start", false},
		{"Server", "Handler", false},
		{"", "handler", false},
	} {
		if got := Slot(c.structure, c.field); got != c.want {
			t.Errorf("Slot(%q, %q) = %v, want %v", c.structure, c.field, got, c.want)
		}
	}
}
