package program

import (
	"fmt"
	"strings"

	"github.com/wskvet/wskvet/internal/summary"
)

// Listing is the functions of one package of the program, as they are run: block by block,
// each instruction with its line.
func (p *Program) Listing(path string) string {
	var b strings.Builder
	for _, f := range p.Funcs {
		if f.Path != path {
			continue
		}
		fmt.Fprintf(&b, "%s: %d parameters, %d registers\n", f.Short, f.Params, f.Regs)
		for i := range f.Blocks {
			listBlock(&b, f, i)
		}
	}
	return b.String()
}

func listBlock(b *strings.Builder, f *Func, i int) {
	block := &f.Blocks[i]
	fmt.Fprintf(b, "  block %d, goes on in %v\n", i, block.Succs)
	for k := range block.Instrs {
		in := &block.Instrs[k]
		fmt.Fprintf(b, "\t%s", in.Text(f.pkg.Consts))
		if in.Pos != (summary.Pos{}) {
			fmt.Fprintf(b, "\tline %d", in.Pos.Line)
		}
		b.WriteByte('\n')
	}
}
