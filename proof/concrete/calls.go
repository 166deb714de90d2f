package concrete

import (
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// callee is the function that a call enters, and its arguments.
func (r *run) callee(f *frame, c *ssa.CallCommon) (value, []value) {
	var args []value
	fn := r.get(f, c.Value)
	if c.IsInvoke() {
		i, ok := fn.(iface)
		if !ok {
			r.crash()
		}
		m := r.d.Prog.LookupMethod(i.t, c.Method.Pkg(), c.Method.Name())
		if m == nil {
			r.unable("method %s of the system", c.Method.Name())
		}
		fn, args = m, append(args, i.v)
	}
	for _, a := range c.Args {
		args = append(args, r.get(f, a))
	}
	if fn == nil {
		r.crash()
	}
	return fn, args
}

// invoke calls a function; then takes its result. It is false where the call has
// to wait: the thread is then blocked, and calls again.
func (r *run) invoke(t *thread, f *frame, fn value, args []value, c *ssa.CallCommon, pos token.Pos, then func(value)) bool {
	switch g := fn.(type) {
	case *ssa.Builtin:
		then(r.builtin(f, g, args, c))
		if g.Name() == "delete" {
			r.forgets(r.pos(pos), f)
		}
		return true
	case *native:
		return r.system(&call{t: t, name: g.name, of: g.of, args: args, sig: c.Signature(), at: r.pos(pos), then: then, used: used(c, f)})
	case *ssa.Function:
		if intrinsic(g) {
			return r.system(&call{t: t, name: name(g), args: args, sig: g.Signature, at: r.pos(pos), then: then, used: used(c, f)})
		}
	}
	r.push(t, fn, args, then)
	return true
}

// used reports whether the result of a call is looked at.
func used(c *ssa.CallCommon, f *frame) bool {
	if f == nil || f.pc == 0 || f.pc > len(f.block.Instrs) {
		return true
	}
	v, ok := f.block.Instrs[f.pc-1].(*ssa.Call)
	return !ok || v.Referrers() == nil || len(*v.Referrers()) > 0
}

// name is how system knows a function: by its own name, or with its package if
// it is one of the standard library.
func name(fn *ssa.Function) string {
	if o := fn.Origin(); o != nil {
		fn = o
	}
	if standard(fn) {
		return fn.String()
	}
	return fn.Name()
}

func standard(fn *ssa.Function) bool {
	p := fn.Package()
	if p == nil {
		return false
	}
	first, _, _ := strings.Cut(p.Pkg.Path(), "/")
	return !strings.Contains(first, ".") && !strings.HasPrefix(p.Pkg.Path(), "command-line") && len(fn.Blocks) == 0
}

// intrinsic reports whether the system carries out fn.
func intrinsic(fn *ssa.Function) bool {
	if o := fn.Origin(); o != nil {
		fn = o
	}
	if standard(fn) {
		return true
	}
	if fn.Parent() != nil {
		return false
	}
	return kernel(fn.Name()) != nil || fn.Signature.Recv() == nil && answers(fn)
}

// answers reports whether fn is a declaration of package wdm that returns a
// status whatever it is given: the system decides which.
func answers(fn *ssa.Function) bool {
	res := fn.Signature.Results()
	if fn.Package() == nil || fn.Package().Pkg.Path() != Module+"/wdm" || len(fn.Blocks) != 1 || res.Len() != 1 || named(res.At(0).Type()) != "NTSTATUS" {
		return false
	}
	ret, ok := fn.Blocks[0].Instrs[len(fn.Blocks[0].Instrs)-1].(*ssa.Return)
	if !ok {
		return false
	}
	_, fixed := ret.Results[0].(*ssa.Const)
	return fixed
}

func (r *run) builtin(f *frame, b *ssa.Builtin, args []value, c *ssa.CallCommon) value {
	switch b.Name() {
	case "len", "cap":
		return r.length(b.Name(), args[0], c.Args[0].Type())
	case "append":
		s, _ := args[0].(slice)
		more, ok := args[1].(slice)
		if !ok && args[1] != nil {
			r.unable("append of %T", args[1])
		}
		elem := c.Args[0].Type().Underlying().(*types.Slice).Elem()
		for _, n := range more {
			m := newNode(elem)
			m.store(n.load())
			s = append(s, m)
		}
		return s
	case "copy":
		dst, _ := args[0].(slice)
		src, _ := args[1].(slice)
		n := min(len(dst), len(src))
		for i := range n {
			dst[i].store(src[i].load())
		}
		return int64(n)
	case "delete":
		if d, _ := args[0].(*dict); d != nil {
			if i := r.find(d, args[1]); i >= 0 {
				d.keys = append(d.keys[:i:i], d.keys[i+1:]...)
				d.vals = append(d.vals[:i:i], d.vals[i+1:]...)
			}
		}
		return nil
	case "close":
		ch, _ := args[0].(*channel)
		if ch == nil || ch.closed {
			r.crash()
		}
		ch.closed = true
		return nil
	case "recover":
		if d := f.byDefer; d != nil && d.panicking {
			d.recovered = true
			return d.cause
		}
		return nil
	case "print", "println", "ssa:wrapnilchk":
		if len(args) > 0 {
			return args[0]
		}
		return nil
	}
	r.unable("builtin %s", b.Name())
	return nil
}

func (r *run) length(name string, v value, t types.Type) value {
	switch x := v.(type) {
	case string:
		return int64(len(x))
	case slice:
		if name == "cap" {
			return int64(cap(x))
		}
		return int64(len(x))
	case *dict:
		return int64(len(x.keys))
	case *channel:
		if name == "cap" {
			return int64(x.cap)
		}
		return int64(len(x.buf))
	case nil:
		return int64(0)
	}
	r.unable("length of %s", t)
	return nil
}
