package statements

import (
	"bytes"
	"fmt"
	"strings"
)

// printer prints one file of a program, one statement per line, and stores in
// each node the line it came to lie on.
type printer struct {
	p    *Program
	file int // 0 driver.go, 1 net/net.go; also the package
	buf  bytes.Buffer
	line int
	ind  int
	used map[string]bool
	// instr adds, on the same lines, calls that count unbounded iterations and
	// note the return taken by an entry function; the text is not gofmt-clean.
	instr bool
}

func (p *printer) ln(s string) {
	for range p.ind {
		p.buf.WriteByte('\t')
	}
	p.buf.WriteString(s)
	p.buf.WriteByte('\n')
	p.line++
}

func (p *printer) blank() { p.buf.WriteByte('\n'); p.line++ }

func (p *printer) use(pkg string) string { p.used[pkg] = true; return pkg + "." }

func (p *printer) here() Pos { return Pos{p.file, p.line + 1} }

// shared is the package that holds the globals, structs and constants.
func (p *printer) shared(name string) string {
	if p.p.Split && p.file == 0 {
		return p.use("net") + name
	}
	return name
}

func (p *printer) typ(t *Type) string {
	switch t.K {
	case KStatus:
		return p.use("wdm") + "NTSTATUS"
	case KBool:
		return "bool"
	case KU32:
		return "uint32"
	case KI32:
		return "int32"
	case KInt:
		return "int"
	case KReg:
		return p.use("wsk") + "WSK_REGISTRATION"
	case KNpi:
		return p.use("wsk") + "WSK_PROVIDER_NPI"
	case KSock:
		return p.use("wsk") + "WSK_SOCKET"
	case KDisp:
		return p.use("wsk") + "WSK_PROVIDER_DISPATCH"
	case KClient:
		return p.use("wsk") + "WSK_CLIENT"
	case KIrp:
		return p.use("wdm") + "IRP"
	case KDev:
		return p.use("wdm") + "DEVICE_OBJECT"
	case KDrv:
		return p.use("wdm") + "DRIVER_OBJECT"
	case KUStr:
		return p.use("wdm") + "UNICODE_STRING"
	case KAny:
		return "any"
	case KStruct:
		return p.shared(t.S.Name)
	case KFunc:
		return "func()"
	case KPtr:
		return "*" + p.typ(t.Elem)
	}
	panic("typ")
}

func (p *printer) place(l *Place) string {
	s := l.Root.Name
	if l.Root.Owner == nil {
		s = p.shared(s)
	}
	for _, f := range l.Fields {
		s += "." + f
	}
	return s
}

func prec(op string) int {
	switch op {
	case "||":
		return 1
	case "&&":
		return 2
	case "&":
		return 5
	}
	return 3
}

func (p *printer) operand(e Expr, outer int) string {
	s := p.expr(e)
	if b, ok := e.(*EBin); ok && prec(b.Op) <= outer {
		return "(" + s + ")"
	}
	return s
}

func (p *printer) lit(e *ELit) string {
	switch {
	case e.Std:
		return p.use("wdm") + e.Text
	case e.Own:
		return p.shared(e.Text)
	}
	return e.Text
}

func (p *printer) fn(f *Func) string {
	if p.p.Split && p.file == 0 && f.Pkg == 1 {
		return p.use("net") + f.Name
	}
	return f.Name
}

func (p *printer) expr(e Expr) string {
	switch e := e.(type) {
	case *ELit:
		return p.lit(e)
	case *ELoad:
		return p.place(e.P)
	case *EAddr:
		return "&" + p.place(e.P)
	case *ENot:
		return "!" + p.operand(e.X, 9)
	case *EBin:
		o := " " + e.Op + " "
		if e.Op == "&" {
			o = "&"
		}
		return p.operand(e.X, prec(e.Op)-1) + o + p.operand(e.Y, prec(e.Op))
	case *ENT:
		return p.use("wdm") + "NT_SUCCESS(" + p.expr(e.X) + ")"
	case *ENondet:
		return p.use("nondet") + "Bool()"
	case *ENew:
		return "&" + p.shared(e.S.Name) + "{}"
	case *EDevExt:
		return p.place(e.P) + ".DeviceExtension.(*" + p.shared(e.S.Name) + ")"
	case *EIlk:
		if e.Cmp {
			return fmt.Sprintf("%sInterlockedCompareExchange(&%s, %d, %d)", p.use("wdm"), p.place(e.P), e.A, e.B)
		}
		return fmt.Sprintf("%sInterlockedExchange(&%s, %d)", p.use("wdm"), p.place(e.P), e.A)
	case *ENewIrp:
		return p.use("wdm") + "IoAllocateIrp(1, false)"
	case *EInfo:
		return fmt.Sprintf("(*%sWSK_SOCKET)(%sPointer(%s.IoStatus.Information))", p.use("wsk"), p.use("unsafe"), p.place(e.P))
	case *EMisc:
		e.Pos = p.here()
		if strings.HasPrefix(e.Text, "wdm.") {
			p.use("wdm")
		}
		return e.Text
	case *EIoCreate:
		e.Pos = p.here()
		return fmt.Sprintf("%sIoCreateDevice(%s, &%s)", p.use("wdm"), e.D.Name, p.place(e.P))
	case *EFunc:
		panic("literal in the middle of a line")
	case *ECall:
		e.Pos = p.here()
		return p.callee(e) + "(" + p.args(e.Args) + ")"
	case *EApi:
		e.Pos = p.here()
		return p.api(e)
	}
	panic(fmt.Sprintf("expr %T", e))
}

func (p *printer) callee(e *ECall) string {
	switch {
	case e.Val != nil:
		return p.place(e.Val)
	case e.Recv != nil:
		return p.place(e.Recv) + "." + e.Fn.Name
	}
	return p.fn(e.Fn)
}

func (p *printer) args(a []Expr) string {
	var s []string
	for _, x := range a {
		s = append(s, p.expr(x))
	}
	return strings.Join(s, ", ")
}

func (p *printer) api(e *EApi) string {
	w := ""
	if e.Op != OpDispatch && e.Op != OpSocket {
		w = p.use("wsk")
	}
	irp := "nil"
	if e.Irp != nil {
		irp = p.expr(e.Irp)
	}
	switch e.Op {
	case OpRegister:
		return w + "WskRegister(&" + p.shared("ClientNpi") + ", " + p.expr(e.Reg) + ")"
	case OpDeregister:
		return w + "WskDeregister(" + p.expr(e.Reg) + ")"
	case OpCapture:
		return w + "WskCaptureProviderNPI(" + p.expr(e.Reg) + ", " + w + "WSK_INFINITE_WAIT, " + p.expr(e.Npi) + ")"
	case OpRelease:
		return w + "WskReleaseProviderNPI(" + p.expr(e.Reg) + ")"
	case OpClose:
		s := p.place(e.Sock)
		return s + ".Dispatch.(*" + w + "WSK_PROVIDER_CONNECTION_DISPATCH).WskCloseSocket(" + s + ", " + irp + ")"
	}
	d, c := p.expr(e.Disp), p.place(e.NpiP)+".Client"
	if e.Op == OpSocket {
		flags := "0"
		if p.instr && e.Pending {
			flags = "1" // tells the instrumented stub
		}
		return d + ".WskSocket(" + c + ", 2, 1, 6, " + flags + ", nil, nil, " + irp + ")"
	}
	switch e.Method {
	case "WskControlClient":
		return d + ".WskControlClient(" + c + ", 1, nil, nil, " + irp + ")"
	case "WskGetAddressInfo":
		return d + ".WskGetAddressInfo(" + c + ", nil, nil, nil, " + irp + ")"
	case "WskGetNameInfo":
		return d + ".WskGetNameInfo(" + c + ", nil, " + irp + ")"
	case "WskFreeAddressInfo":
		return d + ".WskFreeAddressInfo(" + c + ", nil)"
	}
	panic(e.Method)
}

// exprStmt prints prefix+e, which may hold one function literal as the callee
// or as the last argument.
func (p *printer) exprStmt(prefix string, e Expr) {
	if f, ok := e.(*EFunc); ok {
		p.literal(prefix+"func() {", f.Fn, "}")
		return
	}
	if c, ok := e.(*ECall); ok {
		if c.Lit != nil {
			c.Pos = p.here()
			p.literal(prefix+"func() {", c.Lit.Fn, "}()")
			return
		}
		if n := len(c.Args); n > 0 {
			if f, ok := c.Args[n-1].(*EFunc); ok {
				c.Pos = p.here()
				a := p.args(c.Args[:n-1])
				if a != "" {
					a += ", "
				}
				p.literal(prefix+p.callee(c)+"("+a+"func() {", f.Fn, "})")
				return
			}
		}
	}
	p.ln(prefix + p.expr(e))
}

func (p *printer) literal(head string, f *Func, tail string) {
	f.Returns = nil
	f.Pos = p.here()
	p.ln(head)
	p.block(f.Body, f)
	f.End = p.here()
	p.ln(tail)
}

func (p *printer) block(b []Stmt, f *Func) {
	p.ind++
	for _, s := range b {
		p.stmt(s, f)
	}
	p.ind--
}

func (p *printer) simple(s Stmt) string {
	switch s := s.(type) {
	case *SExpr:
		return p.expr(s.X)
	case *SAssign:
		return p.place(s.L) + " " + s.Op + " " + p.expr(s.X)
	}
	panic("simple")
}

func (p *printer) stmt(s Stmt, f *Func) {
	switch s := s.(type) {
	case *SExpr:
		p.exprStmt("", s.X)
	case *SAssign:
		p.exprStmt(p.place(s.L)+" "+s.Op+" ", s.X)
	case *SVar:
		p.ln("var " + s.V.Name + " " + p.typ(s.V.T))
	case *SIf:
		p.ifStmt(s, f, "")
	case *SFor:
		switch {
		case s.I != nil:
			p.ln(fmt.Sprintf("for %s := 0; %s < %d; %s++ {", s.I.Name, s.I.Name, s.N, s.I.Name))
		case s.Cond != nil:
			p.ln("for " + p.expr(s.Cond) + " {" + p.tick())
		default:
			p.ln("for {" + p.tick())
		}
		p.block(s.Body, f)
		p.ln("}")
	case *SSwitch:
		p.ln("switch " + p.expr(s.Tag) + " {")
		for _, c := range s.Cases {
			if c.Default {
				p.ln("default:")
			} else {
				var vs []string
				for _, v := range c.V {
					vs = append(vs, itoa(int(v)))
				}
				p.ln("case " + strings.Join(vs, ", ") + ":")
			}
			p.block(c.Body, f)
			if c.Fall {
				p.ind++
				p.ln("fallthrough")
				p.ind--
			}
		}
		p.ln("}")
	case *SReturn:
		s.Pos = p.here()
		f.Returns = append(f.Returns, s.Pos.Line)
		if s.X == nil {
			p.ln(p.ret(f) + "return")
		} else {
			p.ln(p.ret(f) + "return " + p.expr(s.X))
		}
	case *SGoto:
		if p.instr && s.Label == "retry" {
			p.ln("oracle.Tick(); goto " + s.Label)
			return
		}
		p.ln("goto " + s.Label)
	case *SLabel:
		p.ind--
		p.ln(s.Label + ":")
		p.ind++
	case *SBreak:
		p.ln("break")
	case *SContinue:
		p.ln("continue")
	case *SDefer:
		s.Pos = p.here()
		p.exprStmt("defer ", s.X)
	case *SInstall:
		p.ln(fmt.Sprintf("%s.MajorFunction[%d] = %s", s.D.Name, s.Idx, s.Fn.Name))
	case *SUnload:
		p.ln(s.D.Name + ".DriverUnload = " + s.Fn.Name)
	default:
		panic(fmt.Sprintf("stmt %T", s))
	}
}

func (p *printer) tick() string {
	if p.instr {
		return " oracle.Tick()"
	}
	return ""
}

func (p *printer) ret(f *Func) string {
	if p.instr && f.Entry {
		return fmt.Sprintf("oracle.Ret(%d); ", p.line+1)
	}
	return ""
}

func (p *printer) ifStmt(s *SIf, f *Func, prefix string) {
	h := prefix + "if "
	if s.Init != nil {
		h += p.simple(s.Init) + "; "
	}
	p.ln(h + p.expr(s.Cond) + " {")
	p.block(s.Then, f)
	if s.Else != nil {
		if e, ok := s.Else[0].(*SIf); ok && len(s.Else) == 1 {
			p.ifStmt(e, f, "} else ")
			return
		}
		p.ln("} else {")
		p.block(s.Else, f)
	}
	p.ln("}")
}

func (p *printer) sig(f *Func) string {
	s := "func "
	if f.Recv != nil {
		s += "(" + f.Recv.Name + " " + p.typ(f.Recv.T) + ") "
	}
	s += f.Name + "("
	for i, v := range f.Params {
		if i > 0 {
			s += ", "
		}
		s += v.Name + " " + p.typ(v.T)
	}
	s += ")"
	if f.Named != nil {
		s += " (" + f.Named.Name + " " + p.typ(f.Named.T) + ")"
	} else if f.Result.K != KVoid {
		s += " " + p.typ(f.Result)
	}
	return s
}
