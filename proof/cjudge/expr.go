package cjudge

import (
	"fmt"
	"strings"
)

// expr draws a number of any type without effects. No operation in it is
// undefined: divisors are not zero, shifts are in range; that signed numbers wrap
// is what -fwrapv makes of gcc.
func (w *writer) expr(depth int) string {
	if depth <= 0 || w.chance(20) {
		return w.leaf()
	}
	x, y := func() string { return w.expr(depth - 1) }, func() string { return w.expr(depth - 1) }
	switch w.r.IntN(16) {
	case 0, 1, 2:
		return fmt.Sprintf("(%s %s %s)", x(), w.one("+", "-", "*", "&", "|", "^"), y())
	case 3:
		return fmt.Sprintf("(%s %s %d)", x(), w.one("/", "%"), 1+w.r.IntN(9))
	case 4:
		return fmt.Sprintf("(%s %s (%s & 7))", x(), w.one("<<", ">>"), y())
	case 5, 6:
		return fmt.Sprintf("(%s %s %s)", x(), w.one("<", ">", "<=", ">=", "==", "!="), y())
	case 7:
		return fmt.Sprintf("(%s %s %s)", x(), w.one("&&", "||"), y())
	case 8:
		return fmt.Sprintf("(%s ? %s : %s)", w.cond(depth-1), x(), y())
	case 9:
		return fmt.Sprintf("%s%s", w.one("~", "-", "!"), w.operand(depth-1))
	case 10, 11:
		return fmt.Sprintf("(%s)%s", numerics[w.r.IntN(len(numerics))].name, w.operand(depth-1))
	case 12:
		return fmt.Sprintf("%s((LONG)%s, (LONG)%s)", w.one("Sum", "Less", "Mix", "Binaries[b % 3]", "(*Binaries[1])"), w.operand(depth-1), w.operand(depth-1))
	case 13:
		return fmt.Sprintf("SQUARE(%s)", w.leaf())
	case 14:
		return w.generic(x, y)
	}
	return "(" + w.cond(depth-1) + ")"
}

// generic draws a selection by the type of one variable, or of two that are added. It names
// no two types that are one to the compiler.
func (w *writer) generic(x, y func() string) string {
	of := w.typed()
	if w.chance(50) {
		of += " + " + w.typed()
	}
	first := w.r.IntN(len(distinct))
	second := (first + 1 + w.r.IntN(len(distinct)-1)) % len(distinct)
	return fmt.Sprintf("_Generic(%s, %s: %s, %s: %s, default: %s)", of, distinct[first], x(), distinct[second], y(), w.leaf())
}

// typed draws a variable that has its type by itself: no field of bits.
func (w *writer) typed() string {
	for {
		if name := w.place().name; !strings.Contains(name, "Flags.") {
			return name
		}
	}
}

// distinct are numerics without SIZE_T, which is ULONG64.
var distinct = []string{"LONG", "ULONG", "LONGLONG", "ULONG64", "SHORT", "USHORT", "UCHAR", "CHAR"}

// operand is an expression that a cast or a sign may stand before.
func (w *writer) operand(depth int) string { return "(" + w.expr(depth) + ")" }

func (w *writer) one(ways ...string) string { return ways[w.r.IntN(len(ways))] }

// leaf draws a variable or a constant.
func (w *writer) leaf() string {
	if w.chance(70) {
		return w.vars[w.r.IntN(len(w.vars))].name
	}
	return w.one("0", "1", "2", "7", "100", "0x80000000", "0xFFFFFFFF", "3u", "0x7FFFFFFF", "5LL", "0x123456789ULL", "'A'", "-1", "255", "sizeof(ULONG)", "StateClosed", "MAX_TRACE", "STATUS_UNSUCCESSFUL")
}

// cond draws a condition.
func (w *writer) cond(depth int) string {
	switch w.r.IntN(9) {
	case 0:
		return "p == &n"
	case 1:
		return w.one("q != NULL", "!q", "!!q", "NULL == q")
	case 2:
		return "!flag"
	case 3:
		return "IsListEmpty(&head)"
	case 4:
		return "NT_SUCCESS(status)"
	case 5:
		return "state == StateOpen"
	case 6:
		return fmt.Sprintf("q != NULL && q->Value > %s", w.leaf())
	}
	return fmt.Sprintf("%s %s %s", w.expr(depth), w.one("<", ">", "==", "!=", "&"), w.expr(depth))
}

// place draws what can be assigned to.
func (w *writer) place() variable {
	return w.vars[w.r.IntN(len(w.vars))]
}
