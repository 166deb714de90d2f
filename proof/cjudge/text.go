package cjudge

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// prelude stands in front of the functions: what they work on, and the trace. It
// is C of drivers, for gcc and for wskvet alike; kernel.h makes gcc know the
// names of the WDK.
const prelude = `#include <ntddk.h>

#define MAX_TRACE 96
ULONG64 TraceLog[MAX_TRACE];
ULONG TraceCount;
LONG Fuel;

VOID Trace(ULONG64 Value)
{
    if (TraceCount < MAX_TRACE) {
        TraceLog[TraceCount] = Value;
        TraceCount++;
    }
}

LONG Traced(LONG Value)
{
    Trace((ULONG64)(ULONG)Value);
    return Value;
}

typedef enum _STATE { StateIdle, StateOpen = 3, StateClosed } STATE;

typedef union _CELL {
    ULONG Whole;
    LONG Signed;
    struct { USHORT Low; USHORT High; } Half;
} CELL;

typedef struct _PART {
    LONG First;
    UCHAR Byte;
    USHORT Short;
} PART, *PPART;

typedef struct _FLAGS {
    ULONG Open : 1;
    ULONG Count : 3;
    LONG Level : 4;
    UCHAR Small : 2;
    USHORT Rest;
} FLAGS;

typedef struct _NODE {
    LONG Value;
    LIST_ENTRY Link;
    PART Part;
    ULONG64 Wide;
    CELL Cell;
    FLAGS Flags;
    LONG Items[4];
    struct _NODE *Next;
} NODE, *PNODE;

typedef LONG (*PBINARY)(LONG Left, LONG Right);

static LONG Sum(LONG Left, LONG Right) { return (LONG)((ULONG)Left + (ULONG)Right); }
static LONG Less(LONG Left, LONG Right) { return Left < Right; }
static LONG Mix(LONG Left, LONG Right) { return (Left ^ Right) & ~0x55; }
static PBINARY Binaries[] = { Sum, Less, Mix };
static LONG Shared = 7;
static ULONG Counter;

static VOID Store(PLONG Out, LONG Value) { if (Out != NULL) *Out = Value; }
static BOOLEAN Find(PLIST_ENTRY Head, LONG Value, PNODE *Found)
{
    PLIST_ENTRY e;
    for (e = Head->Flink; e != Head; e = e->Flink) {
        PNODE n = CONTAINING_RECORD(e, NODE, Link);
        if (n->Value == Value) {
            *Found = n;
            return TRUE;
        }
    }
    return FALSE;
}
static NTSTATUS Check(LONG Value) { return Value & 1 ? STATUS_UNSUCCESSFUL : STATUS_SUCCESS; }

typedef struct _OPS { PBINARY First; struct { PBINARY Second; LONG Bias; } Inner; } OPS;
static const OPS Tables[2] = { { Sum, { Mix, 3 } }, { .First = Less, .Inner = { .Second = Sum } } };
static VOID CopyPart(PVOID To, const VOID *From) { RtlCopyMemory(To, From, sizeof(PART)); }

#define CHECKED(s, label) do { if (!NT_SUCCESS(s)) { Trace(99); goto label; } } while (0)
#define SQUARE(x) ((x) * (x))
`

// A Program is a text of functions that leave a trace.
type Program struct {
	Text      string
	Functions []string // the text of each, F0 and on
	CPP       bool
}

// New draws a program of n functions.
func New(seed uint64, n int) Program {
	var p Program
	for i := range n {
		w := &writer{r: rand.New(rand.NewPCG(seed, uint64(i)))}
		p.Functions = append(p.Functions, w.function(i))
	}
	p.Text = prelude + strings.Join(p.Functions, "")
	return p
}

// A writer draws one function.
type writer struct {
	r      *rand.Rand
	out    strings.Builder
	depth  int
	vars   []variable // those that can be read
	labels int
	exits  []string // labels further down, in scope
	loops  int      // loops and switches around
	inLoop bool     // continue is allowed
	locals int
}

// A variable is an object with its type.
type variable struct {
	name string
	typ  numeric
}

// numeric is a type of numbers.
type numeric struct {
	name   string
	bits   int
	signed bool
}

var numerics = []numeric{
	{"LONG", 32, true}, {"ULONG", 32, false}, {"LONGLONG", 64, true}, {"ULONG64", 64, false},
	{"SHORT", 16, true}, {"USHORT", 16, false}, {"UCHAR", 8, false}, {"CHAR", 8, true}, {"SIZE_T", 64, false},
}

func (w *writer) line(format string, a ...any) {
	w.out.WriteString(strings.Repeat("    ", w.depth+1))
	fmt.Fprintf(&w.out, format, a...)
	w.out.WriteByte('\n')
}

// pick draws one of several ways.
func (w *writer) pick(ways ...func()) { ways[w.r.IntN(len(ways))]() }

func (w *writer) chance(percent int) bool { return w.r.IntN(100) < percent }

func (w *writer) label() string {
	w.labels++
	return fmt.Sprintf("Label%d", w.labels)
}

// function draws a function with its locals, statements, and one exit at the end.
func (w *writer) function(i int) string {
	fmt.Fprintf(&w.out, "\nVOID F%d(LONG a, ULONG b)\n{\n", i)
	w.vars = []variable{{"a", numerics[0]}, {"b", numerics[1]}, {"Shared", numerics[0]}}
	w.line("NODE n = { 0 }, m = { 3, { NULL, NULL }, { 4, 5, 6 }, 7 };")
	w.line("PNODE p = &n, q = NULL;")
	w.line("PLONG x = &a;")
	w.line("LIST_ENTRY head;")
	w.line("NTSTATUS status = STATUS_SUCCESS;")
	w.line("STATE state = StateOpen;")
	w.line("BOOLEAN flag = a > 3;")
	w.line("InitializeListHead(&head);")
	for range 2 + w.r.IntN(3) {
		w.local()
	}
	w.vars = append(w.vars,
		variable{"n.Value", numerics[0]}, variable{"p->Part.First", numerics[0]}, variable{"p->Part.Byte", numerics[6]},
		variable{"m.Part.Short", numerics[5]}, variable{"p->Wide", numerics[3]}, variable{"n.Cell.Whole", numerics[1]},
		variable{"n.Cell.Half.High", numerics[5]}, variable{"m.Cell.Signed", numerics[0]}, variable{"(*x)", numerics[0]},
		variable{"n.Flags.Count", numerics[1]}, variable{"m.Flags.Level", numerics[0]}, variable{"p->Flags.Small", numerics[6]}, variable{"n.Items[2]", numerics[0]}, variable{"p->Items[b & 3]", numerics[0]})
	w.exits = []string{"Exit"}
	w.block(4+w.r.IntN(6), 3)
	w.out.WriteString("Exit:\n")
	w.line("Trace((ULONG64)(ULONG)a); Trace(n.Wide + m.Wide); Trace(n.Cell.Whole);")
	w.line("Trace((ULONG64)p->Items[1]); Trace((ULONG64)flag); Trace((ULONG64)state + (ULONG)Shared);")
	w.out.WriteString("}\n")
	return w.out.String()
}

// local declares a number.
func (w *writer) local() {
	t := numerics[w.r.IntN(len(numerics))]
	w.locals++
	name := fmt.Sprintf("v%d", w.locals)
	if w.chance(15) && w.depth == 0 {
		w.line("static %s %s = %d;", t.name, name, w.r.IntN(100))
	} else {
		w.line("%s %s = (%s)(%s);", t.name, name, t.name, w.expr(1))
	}
	w.vars = append(w.vars, variable{name, t})
}

// block draws so many statements, with so much nesting in them.
func (w *writer) block(n, nest int) {
	vars := len(w.vars)
	if w.depth > 0 && w.chance(30) {
		w.local()
	}
	for range n {
		w.statement(nest)
	}
	w.vars = w.vars[:vars]
}

// braces draws a block in braces; what stands before it is on the line already.
func (w *writer) braces(head string, n, nest int) {
	w.line("%s {", head)
	w.depth++
	w.block(n, nest)
	w.depth--
	w.line("}")
}
