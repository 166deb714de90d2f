package summary

import (
	"fmt"
	"strconv"
	"strings"
)

// codes are the names of the instructions, in their order.
var codes = [...]string{
	"phi", "copy", "load", "store", "fieldaddr", "indexaddr", "outer", "inner", "field", "index", "binary", "not", "negate",
	"alloc", "closure", "makeiface", "assert", "extract", "slice", "length", "append", "lookup", "update", "range", "next",
	"receive", "send", "close", "select", "recover", "invoke", "spawn", "defer", "rundefers", "return", "if", "jump", "panic", "havoc",
}

func (c Code) String() string {
	if int(c) < len(codes) {
		return codes[c]
	}
	return "code " + strconv.Itoa(int(c))
}

// String is a constant as a listing shows it.
func (c Const) String() string {
	switch c.Kind {
	case Int:
		return strconv.FormatInt(c.N, 10)
	case Str:
		return strconv.Quote(c.S)
	case Fun:
		return "func " + c.S
	case Global:
		return "&" + c.S
	case Zero:
		return "zero"
	}
	return "unknown"
}

// Text is an instruction as a listing shows it: registers are r0, r1 and so on.
func (in *Instr) Text(consts []Const) string {
	var b strings.Builder
	if in.Dst >= 0 {
		fmt.Fprintf(&b, "r%d = ", in.Dst)
	}
	b.WriteString(in.Code.String())
	if in.Name != "" {
		fmt.Fprintf(&b, " [%s]", in.Name)
	}
	if in.Call != nil {
		fmt.Fprintf(&b, " %s", in.Call.Text)
	}
	in.Reads(func(o Operand) {
		switch i := int(-o) - 1; {
		case o >= 0:
			fmt.Fprintf(&b, " r%d", o)
		case i < len(consts):
			fmt.Fprintf(&b, " %s", consts[i])
		}
	})
	return b.String()
}
