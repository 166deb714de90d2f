package concrete

import (
	"go/constant"

	"golang.org/x/tools/go/ssa"
)

// moreProcessing is STATUS_MORE_PROCESSING_REQUIRED.
const moreProcessing = -0x40000000 + 0x16

// own is what is known of an IRP that the driver has allocated or made in its memory.
// Page: network/using-irps-with-winsock-kernel-functions
type own struct {
	stack     value // how many stack locations it has, if the model says so
	sometimes bool  // its completion routine is not called in every case
}

// owns remembers that the driver has allocated an IRP.
func (r *run) owns(irp *node, c *call) {
	o := &own{}
	for _, a := range c.args {
		if n, ok := a.(int64); ok && o.stack == nil {
			o.stack = n
		}
	}
	r.requestOf(irp).own = o
}

// fit looks for what an IRP lacks that is handed to WSK.
func (r *run) fit(c *call, q *request) {
	if q.own == nil {
		return
	}
	if n, ok := q.own.stack.(int64); ok && n <= 0 {
		r.violate("WSK010", c.at)
		r.end()
	}
	if q.routine != nil && q.own.sometimes {
		r.violate("WSK010", c.at)
		r.end()
	}
}

// always remembers whether a completion routine is called in every case.
func (o *own) always(c *call) {
	if o == nil || len(c.args) < 6 {
		return
	}
	o.sometimes = false
	for _, a := range c.args[len(c.args)-3:] {
		if a == false {
			o.sometimes = true
		}
	}
}

// stopped looks for a completion routine that lets the system go on with an IRP of
// the driver's own, where the model says elsewhere how that is stopped.
func (r *run) stopped(q *request, f *frame, v value) {
	if q.own == nil || !r.d.stops || f == nil || len(f.fn.Signature.Results().String()) == 2 {
		return
	}
	if n, ok := v.(int64); ok && n == moreProcessing {
		return
	}
	r.violate("WSK010", r.pos(f.retPos))
}

// names reports whether a function of the driver uses a status.
func names(fns []*ssa.Function, status int64) bool {
	for _, f := range fns {
		for _, b := range f.Blocks {
			for _, in := range b.Instrs {
				for _, o := range in.Operands(nil) {
					if c, ok := (*o).(*ssa.Const); ok && c.Value != nil && c.Value.Kind() == constant.Int {
						if n, ok := constant.Int64Val(c.Value); ok && n == status {
							return true
						}
					}
				}
			}
		}
	}
	return false
}
