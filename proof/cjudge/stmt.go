package cjudge

import "fmt"

// statement draws a statement, with blocks in it while nest is left.
func (w *writer) statement(nest int) {
	if nest > 0 && w.chance(45) {
		w.pick(
			func() { w.ifs(nest - 1) }, func() { w.ifs(nest - 1) },
			func() { w.loop(nest - 1) }, func() { w.loop(nest - 1) },
			func() { w.switches(nest - 1) }, func() { w.device(nest - 1) },
			func() { w.forward(nest - 1) }, func() { w.once(nest - 1) },
		)
		return
	}
	w.pick(w.assign, w.assign, w.assign, w.trace, w.trace, w.step, w.pointer, w.list, w.whole, w.leave, w.call, w.interlocked, w.short)
}

func (w *writer) assign() {
	v := w.place()
	switch w.r.IntN(4) {
	case 0:
		w.line("%s %s= (%s)(%s);", v.name, w.one("+", "-", "*", "&", "|", "^"), v.typ.name, w.expr(2))
	case 1:
		w.line("%s %s= %d;", v.name, w.one("<<", ">>", "+", "/", "%"), 1+w.r.IntN(6))
	case 2:
		w.line("%s = (%s)(%s);", v.name, v.typ.name, w.expr(3))
	case 3:
		w.line("%s = %s;", v.name, w.expr(2))
	}
}

func (w *writer) trace() {
	w.line("Trace((ULONG64)(%s));", w.expr(3))
}

func (w *writer) step() {
	v := w.place()
	switch w.r.IntN(3) {
	case 0:
		w.line("%s%s;", v.name, w.one("++", "--"))
	case 1:
		w.line("%s(%s);", w.one("++", "--"), v.name)
	case 2:
		w.line("Trace((ULONG64)(%s)%s);", v.name, w.one("++", "--"))
	}
}

func (w *writer) pointer() {
	w.line("%s", w.one(
		"x = &a;", "x = &n.Value;", "x = &p->Items[1];", "x = &m.Part.First;", "x = (PLONG)&n.Cell;", "x = (PLONG)&b;",
		"p = &n;", "p = &m;", "q = p;", "q = NULL;", "p->Next = &m;", "q = p->Next;",
		"if (p->Next) p = p->Next;", "{ PPART part = &p->Part; part->First += 3; part->Byte++; }",
		"{ PVOID any = p; ((PNODE)any)->Value++; }", "q = CONTAINING_RECORD(&n.Part, NODE, Part);",
		"q = CONTAINING_RECORD(&m.Link, NODE, Link);", "*(PULONG)x ^= 5;"))
}

func (w *writer) list() {
	w.line("%s", w.one(
		"InitializeListHead(&head); InsertTailList(&head, &n.Link); InsertHeadList(&head, &m.Link);",
		"InitializeListHead(&head);",
		"if (!IsListEmpty(&head)) { PLIST_ENTRY e = RemoveHeadList(&head); q = CONTAINING_RECORD(e, NODE, Link); Trace((ULONG64)q->Value); }",
		"if (Find(&head, a, &q)) Trace((ULONG64)q->Part.Short);",
		"for (PLIST_ENTRY e = head.Flink; e != &head; e = e->Flink) { Trace((ULONG64)CONTAINING_RECORD(e, NODE, Link)->Value); }"))
}

// whole draws what acts on a whole object.
func (w *writer) whole() {
	w.line("%s", w.one(
		"m.Part = n.Part;", "*p = *p;", "n.Cell = m.Cell;", "RtlZeroMemory(&m.Part, sizeof(m.Part));", "RtlZeroMemory(&n.Cell, sizeof(CELL));",
		"{ PART copy = m.Part; copy.First++; n.Part = copy; }", "RtlCopyMemory(&n.Part, &m.Part, sizeof(PART));",
		"{ NODE *to = &m; to->Part = p->Part; to->Part.First--; }", "state = StateClosed;", "state = flag ? StateIdle : StateOpen;",
		"{ PVOID to = &n.Part; memcpy(to, &m.Part, sizeof(PART)); }", "CopyPart(&m.Part, &n.Part);", "RtlCopyMemory(p->Items, m.Items, sizeof(m.Items));",
		"memmove(&n.Cell, &m.Cell, sizeof(CELL));", "{ NODE copy; memcpy(&copy, p, sizeof(NODE)); copy.Value++; m.Part = copy.Part; Trace((ULONG64)copy.Value); }",
		"n.Flags.Open = flag;", "n.Flags.Open ^= 1;", "m.Flags = n.Flags;", "if (p->Flags.Open) p->Flags.Level--;", "p->Flags.Count++;", "m.Flags.Level = (LONG)(b & 15);",
		"flag = !flag;", "flag = a != 0 && b > 3;", "status = Check(a);"))
}

// leave draws a jump out of what is around, or to the exit.
func (w *writer) leave() {
	var ways []string
	for _, l := range w.exits {
		ways = append(ways, "goto "+l+";")
	}
	if w.loops > 0 {
		ways = append(ways, "break;", "break;")
	}
	if w.inLoop {
		ways = append(ways, "continue;", "continue;")
	}
	ways = append(ways, "return;", fmt.Sprintf("CHECKED(Check((LONG)(%s)), %s);", w.expr(1), w.exits[len(w.exits)-1]))
	w.line("if (%s) %s", w.cond(2), w.one(ways...))
}

func (w *writer) call() {
	w.line("%s", w.one(
		"Store(&a, (LONG)b);", "Store(x, Shared + 1);", "Store(NULL, 1);", "Store(&n.Items[b & 3], a);",
		"status = Check(Traced(a)); if (!NT_SUCCESS(status)) { Trace(5); }",
		"a = Traced(1) + (LONG)b;", "if (Traced(a) > 3 && Traced((LONG)b)) Trace(1);", "if (Traced(0) || Traced(a)) { Trace(2); } else Trace(3);",
		"a = flag ? Traced(1) : Traced(2);", "a = Binaries[(ULONG)a % 3](a, (LONG)b);", "{ PBINARY f = a > 2 ? Sum : Mix; a = f(a, 3); }", "a = Tables[b & 1].First(a, 2);", "a = Tables[b & 1].Inner.Second(a, Tables[b & 1].Inner.Bias);",
		"(VOID)Traced(4);", "a = b, b = 3;", "a = Shared = (LONG)b;"))
}

func (w *writer) interlocked() {
	w.line("%s", w.one(
		"a = InterlockedIncrement(&Shared);", "InterlockedDecrement(&n.Value);", "a = InterlockedExchange(x, 5);",
		"a = InterlockedCompareExchange(&Shared, 9, a);", "a = InterlockedExchangeAdd(&n.Value, 3);",
		"if (InterlockedDecrement(&Shared) == 0) Trace(8);", "InterlockedOr((PLONG)&b, 6);", "a = InterlockedAnd(&n.Items[0], 12);"))
}

// short draws effects under && and ?:.
func (w *writer) short() {
	w.line("%s", w.one(
		"a > 2 && Traced(6);", "flag || Traced(7);", "b = flag ? b + 1 : b - 1;", "Counter += (a & 1) ? 3 : 4; Trace(Counter);",
		"if ((a = (LONG)(b & 7)) > 3) Trace(10);", "while ((b >>= 1) > 4 && Fuel-- > 0) a++;", "do a--; while (a > 90 && Fuel-- > 0);",
		"for (LONG i = 0, j = 4; i < j; i++, j--) Trace((ULONG64)(i * j));"))
}

func (w *writer) ifs(nest int) {
	if w.chance(10) {
		w.line("if (q) {")
	} else {
		w.line("if (%s) {", w.cond(2))
	}
	w.inside(1+w.r.IntN(3), nest)
	for w.chance(30) {
		w.line("} else if (%s) {", w.cond(2))
		w.inside(1+w.r.IntN(2), nest)
	}
	if w.chance(50) {
		w.line("} else {")
		w.inside(1+w.r.IntN(2), nest)
	}
	w.line("}")
}

// inside draws a block between braces that stand already.
func (w *writer) inside(n, nest int) {
	w.depth++
	w.block(n, nest)
	w.depth--
}

// loop draws a loop that ends when the fuel does.
func (w *writer) loop(nest int) {
	defer w.around(true)()
	n := 1 + w.r.IntN(3)
	switch w.r.IntN(4) {
	case 0:
		w.braces(fmt.Sprintf("for (ULONG i = 0; i < %d && Fuel-- > 0; i++)", 1+w.r.IntN(4)), n, nest)
	case 1:
		w.braces(fmt.Sprintf("while ((%s) && Fuel-- > 0)", w.cond(2)), n, nest)
	case 2:
		w.line("do {")
		w.inside(n, nest)
		w.line("} while ((%s) && Fuel-- > 0);", w.cond(2))
	case 3:
		w.line("for (;;) {")
		w.depth++
		w.line("if (Fuel-- <= 0) break;")
		w.depth--
		w.inside(n, nest)
		w.line("}")
	}
}

// around notes a loop or a switch around what follows; the function that it
// returns takes it back.
func (w *writer) around(loop bool) func() {
	old := w.inLoop
	w.loops++
	w.inLoop = w.inLoop || loop
	return func() { w.loops--; w.inLoop = old }
}

// switches draws a switch: cases that end and cases that fall through.
func (w *writer) switches(nest int) {
	defer w.around(false)()
	w.line("switch (%s) {", w.one("a & 3", "b % 5", "(UCHAR)a", "state", "(b >> 2) & 7", "a"))
	w.depth++
	at := w.r.IntN(6)
	for i := range 2 + w.r.IntN(4) {
		if i == at {
			w.line("default:")
		} else {
			w.line("case %d:", i)
		}
		if w.chance(15) {
			continue
		}
		w.inside(1+w.r.IntN(2), nest)
		if w.chance(65) {
			w.line("    break;")
		}
	}
	w.line("    ;")
	w.depth--
	w.line("}")
}

// device draws a switch into a loop.
func (w *writer) device(nest int) {
	defer w.around(true)()
	w.line("switch (b & 3) {")
	w.line("case 0:")
	w.line("    do {")
	w.depth++
	w.inside(1, 0)
	w.line("case 1:")
	w.inside(1, nest)
	w.line("case 2:")
	w.inside(1, 0)
	w.depth--
	w.line("    } while ((%s) && Fuel-- > 0);", w.cond(1))
	w.line("}")
}

// forward draws jumps to a label: over statements, into a block, or back.
func (w *writer) forward(nest int) {
	l := w.label()
	switch w.r.IntN(3) {
	case 0:
		w.exits = append(w.exits, l)
		w.inside(1+w.r.IntN(3), nest)
		w.exits = w.exits[:len(w.exits)-1]
		w.line("%s:", l)
		w.line("Trace(20);")
	case 1:
		w.line("if (%s) goto %s;", w.cond(1), l)
		w.line("if (%s) {", w.cond(1))
		w.inside(1, 0)
		w.line("%s:", l)
		w.inside(1, nest)
		w.line("}")
	case 2:
		w.line("%s:", l)
		w.inside(1+w.r.IntN(2), nest)
		w.line("if ((%s) && Fuel-- > 0) goto %s;", w.cond(1), l)
	}
}

// once draws do { } while (0), which is left by break.
func (w *writer) once(nest int) {
	defer w.around(true)()
	w.line("do {")
	w.inside(2+w.r.IntN(2), nest)
	w.line("} while (%s);", w.one("0", "FALSE"))
}
