package statements

// finalize lays out globals and frames.
func (p *Program) finalize() {
	off := int32(globReserved)
	for _, v := range p.Globals {
		v.Off = off
		off += v.T.size()
	}
	lay := func(f *Func) {
		var o int32
		for _, v := range f.Locals {
			v.Off = o
			o += v.T.size()
		}
		f.frame = o
	}
	for _, f := range p.Funcs {
		lay(f)
		seen := map[*Func]bool{f: true}
		walkBlocks(f, func(b *[]Stmt, in *Func, _ bool) {
			if !seen[in] {
				seen[in] = true
				lay(in)
			}
		})
	}
}
