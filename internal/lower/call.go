package lower

import (
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/summary"
)

func (b *body) condition(v ssa.Value) (summary.Pos, string) {
	switch v := v.(type) {
	case *ssa.UnOp:
		if v.Op == token.NOT {
			pos, text := b.condition(v.X)
			if text != "" {
				text = summary.Opposite(text)
			}
			return pos, text
		}
		if v.Op == token.MUL {
			if g, ok := v.X.(*ssa.Global); ok {
				return b.l.pos(v.Pos()), g.Name()
			}
			return b.l.pos(v.X.Pos()), b.l.texts.cond(v.X.Pos())
		}
	case *ssa.Phi:
		return b.l.pos(v.Pos()), v.Comment
	case *ssa.Extract:
		return b.condition(v.Tuple)
	}
	return b.l.pos(v.Pos()), b.l.texts.cond(v.Pos())
}

func (b *body) store(in *ssa.Store) {
	s := summary.Instr{Code: summary.Store, Dst: -1, A: b.operand(in.Addr), Pos: b.l.pos(in.Pos()), Kind: shapeOf(in.Val.Type())}
	if _, ok := in.Val.Type().Underlying().(*types.Signature); ok {
		s.Name = b.slot(in.Addr)
	}
	if s.Name == "" {
		s.B = b.operand(in.Val)
	} else {
		s.B = b.handed(in.Val)
		if fn, ok := in.Val.(*ssa.Function); ok && s.Name != "" {
			b.f.Stores = append(b.f.Stores, summary.Table{Field: s.Name, Func: nameOf(fn)})
		}
	}
	b.emit(s)
}

// slot names the field at addr if the system calls functions stored there.
func (b *body) slot(addr ssa.Value) string {
	switch a := addr.(type) {
	case *ssa.FieldAddr:
		strct, field := fieldOf(a.X.Type(), a.Field)
		if ddi.Slot(strct, field) {
			return field
		}
	case *ssa.IndexAddr:
		base := b.slot(a.X)
		if base == "" {
			return ""
		}
		if name := b.l.texts.indexName(a.Pos()); name != "" {
			return base + "[" + name + "]"
		}
		if c, ok := a.Index.(*ssa.Const); ok && c.Value != nil {
			return base + "[" + c.Value.String() + "]"
		}
		return base + "[]"
	}
	return ""
}

// fieldOf names the struct type and field i of a pointer to struct, or struct.
func fieldOf(t types.Type, i int) (strct, field string) {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	strct = typeName(t)
	s, ok := t.Underlying().(*types.Struct)
	if !ok {
		return strct, ""
	}
	return strct, s.Field(i).Name()
}

// tableFunc is the field's name if it holds a function of the WSK dispatch
// tables.
func tableFunc(t types.Type, i int) string {
	_, field := fieldOf(t, i)
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	s, ok := t.Underlying().(*types.Struct)
	if !ok || !ddi.Lookup(field).Wsk() {
		return ""
	}
	if _, ok := s.Field(i).Type().Underlying().(*types.Signature); !ok {
		return ""
	}
	return field
}

// variableFunc is the DDI that a package variable is named after, if it holds a
// function: drivers look WSK up when they are loaded, so that they load without it.
func variableFunc(g *ssa.Global) string {
	name := strings.TrimPrefix(g.Name(), "g_")
	if _, ok := g.Type().(*types.Pointer).Elem().Underlying().(*types.Signature); !ok || !ddi.Lookup(name).Wsk() {
		return ""
	}
	return name
}

func (b *body) callInstr(v *ssa.Call) {
	if blt, ok := v.Call.Value.(*ssa.Builtin); ok {
		b.builtin(v, blt)
		return
	}
	if b.standIn(v) {
		return
	}
	in := summary.Instr{Code: summary.Invoke, Dst: -1, Pos: b.l.pos(v.Pos()), Kind: shapeOf(v.Type())}
	if len(*v.Referrers()) > 0 {
		in.Dst = b.reg(v)
	}
	in.Call = b.call(&v.Call, v.Pos())
	if in.Call.Op == ddi.NewObject {
		in.Name = b.l.texts.names[v.Pos()]
	}
	b.emit(in)
}

func (b *body) builtin(v *ssa.Call, blt *ssa.Builtin) {
	args := v.Call.Args
	switch blt.Name() {
	case "len", "cap":
		in := b.def(summary.Length, v)
		in.A = b.operand(args[0])
		b.emit(in)
	case "append":
		in := b.def(summary.Append, v)
		in.A, in.B = b.operand(args[0]), b.operand(args[1])
		b.emit(in)
	case "delete":
		b.emit(summary.Instr{Code: summary.Update, Dst: -1, A: b.operand(args[0]), B: b.operand(args[1]), Pos: b.l.pos(v.Pos())})
	case "recover":
		b.emit(b.def(summary.Recover, v))
	case "close":
		b.emit(summary.Instr{Code: summary.Close, Dst: -1, A: b.operand(args[0]), Pos: b.l.pos(v.Pos())})
	default:
		b.emit(b.def(summary.Havoc, v))
	}
}

func (b *body) call(c *ssa.CallCommon, pos token.Pos) *summary.Call {
	out := &summary.Call{Text: b.l.texts.call(pos)}
	args := c.Args
	switch {
	case c.IsInvoke():
		out.Callee, out.Method, out.Name = b.receiver(c.Value), c.Method.Name(), c.Method.Name()
		out.Op = ddi.Lookup(out.Name)
		out.Args = append(out.Args, out.Callee)
		out.Roles = append(out.Roles, receiver(c.Value.Type()))
	default:
		switch callee := c.Value.(type) {
		case *ssa.Function:
			out.Op, out.Name = b.op(callee), callee.Name()
			out.Callee = b.instance(callee)
		case *ssa.Builtin:
			out.Callee, out.Name, out.Op = b.operand(callee), callee.Name(), ddi.Nop
			if callee.Name() == "close" {
				out.Op = ddi.CloseChannel
			}
		default:
			out.Callee, out.Sig = b.operand(c.Value), signature(c.Signature())
		}
	}
	operand := b.operand
	if out.Op != ddi.None {
		operand = b.handed
	}
	for i, a := range args {
		out.Args = append(out.Args, operand(a))
		r := RoleOf(a.Type())
		switch r {
		case summary.Irp:
			out.Irp = b.l.texts.arg(pos, i, len(args))
		case summary.Socket:
			out.Socket = b.l.texts.arg(pos, i, len(args))
		}
		if mi, ok := a.(*ssa.MakeInterface); ok {
			if in := RoleOf(mi.X.Type()); in != summary.NoRole && in != summary.Integer && in != summary.Flag && !(unread(out.Op) && keeps(c, i)) {
				r = in
			}
		}
		if i == 0 && r == summary.Out && c.Signature().Recv() != nil {
			r = receiver(a.Type())
		}
		out.Roles = append(out.Roles, r)
	}
	res := c.Signature().Results()
	for i := range res.Len() {
		out.Results = append(out.Results, shapeOf(res.At(i).Type()))
	}
	if n := len(out.Results); n > 0 && ddi.Fails(out.Name) && typeName(res.At(n-1).Type()) == "NTSTATUS" {
		switch out.Op {
		case ddi.None, ddi.Nop, ddi.Opaque, ddi.KeepContext: // of the others their operation says what comes of them
			out.Results[n-1] = summary.Status
		}
	}
	return out
}

// unread reports whether an operation leaves open what is done with the arguments.
func unread(op ddi.Op) bool {
	return op == ddi.None || op == ddi.Opaque || op == ddi.KeepContext
}

// keeps reports whether a kernel function hands its argument back to the driver as it
// is, and neither reads nor writes what it points to: a handle, or a context.
func keeps(c *ssa.CallCommon, arg int) bool {
	callee := c.StaticCallee()
	if callee == nil || !ddi.Named(callee.Name()) || arg >= callee.Signature.Params().Len() {
		return false
	}
	p := callee.Signature.Params().At(arg)
	if alias, ok := p.Type().(*types.Alias); ok && strings.HasSuffix(alias.Obj().Name(), "HANDLE") {
		return true
	}
	return strings.HasSuffix(strings.ToLower(p.Name()), "context")
}

// receiver is the role of the receiver of a method with a DDI's name: what the
// role of its type does not tell, the method does.
func receiver(t types.Type) summary.Role {
	if r := RoleOf(t); r != summary.Out && r != summary.Context && r != summary.NoRole {
		return r
	}
	return summary.Receiver
}

// op is the DDI that a function is by its name.
func (b *body) op(fn *ssa.Function) ddi.Op {
	if o := fn.Origin(); o != nil {
		fn = o
	}
	if fn.Object() == nil {
		return ddi.None // a literal or a wrapper
	}
	if op := ddi.Member(fn.String()); op != ddi.None {
		return op
	}
	op := ddi.Lookup(fn.Name())
	if fn.Signature.Recv() != nil && !op.Wsk() {
		return ddi.None
	}
	return op
}
