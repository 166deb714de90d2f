package simulate

import (
	"fmt"
	"os"
)

var debug = os.Getenv("WDEBUG") != ""

func (m *Machine) trace(f *function, b, i int32, st *State) {
	in := f.Blocks[b].Instrs[i]
	fmt.Fprintf(os.Stderr, "%*s%s b%d.%d code=%d dst=%d name=%s", len(m.stack), "", f.Short, b, i, in.Code, in.Dst, in.Name)
	if in.Call != nil {
		fmt.Fprintf(os.Stderr, " call %s", in.Call.Text)
	}
	fmt.Fprintln(os.Stderr)
}
