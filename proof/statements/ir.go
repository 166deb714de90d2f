package statements

// The program representation: a typed statement tree small enough to be
// interpreted exactly and rich enough to print as ordinary driver code.

// Kind is the kind of a Type.
type Kind uint8

const (
	KVoid Kind = iota
	KStatus
	KBool
	KU32
	KI32
	KInt
	KReg    // wsk.WSK_REGISTRATION
	KNpi    // wsk.WSK_PROVIDER_NPI
	KSock   // wsk.WSK_SOCKET
	KDisp   // wsk.WSK_PROVIDER_DISPATCH
	KClient // wsk.WSK_CLIENT
	KIrp    // wdm.IRP
	KDev    // wdm.DEVICE_OBJECT
	KDrv    // wdm.DRIVER_OBJECT
	KUStr   // wdm.UNICODE_STRING
	KAny
	KStruct
	KFunc // func()
	KPtr
)

// Type is a type of the representation.
type Type struct {
	K    Kind
	Elem *Type
	S    *StructDef
}

var (
	tVoid   = &Type{K: KVoid}
	tStatus = &Type{K: KStatus}
	tBool   = &Type{K: KBool}
	tU32    = &Type{K: KU32}
	tI32    = &Type{K: KI32}
	tInt    = &Type{K: KInt}
	tReg    = &Type{K: KReg}
	tNpi    = &Type{K: KNpi}
	tFunc   = &Type{K: KFunc}
	tAny    = &Type{K: KAny}
	tRegP   = ptrTo(tReg)
	tNpiP   = ptrTo(tNpi)
	tSockP  = ptrTo(&Type{K: KSock})
	tDispP  = ptrTo(&Type{K: KDisp})
	tCliP   = ptrTo(&Type{K: KClient})
	tIrpP   = ptrTo(&Type{K: KIrp})
	tDevP   = ptrTo(&Type{K: KDev})
	tDrvP   = ptrTo(&Type{K: KDrv})
	tUStrP  = ptrTo(&Type{K: KUStr})
)

func ptrTo(t *Type) *Type { return &Type{K: KPtr, Elem: t} }

// cells of the built-in objects
const (
	regState, regCaps, regFlags, regSocks, regCells = 0, 1, 2, 3, 4
	npiDispatch, npiClient, npiCells                = 0, 1, 2
	sockOwner, sockOpen, sockCells                  = 0, 1, 2
	irpStatus, irpInfo, irpHeld, irpCells           = 0, 1, 2, 3
)

func (t *Type) size() int32 {
	switch t.K {
	case KReg:
		return regCells
	case KNpi:
		return npiCells
	case KSock:
		return sockCells
	case KIrp:
		return irpCells
	case KStruct:
		var n int32
		for _, f := range t.S.Fields {
			n += f.T.size()
		}
		if n == 0 {
			n = 1
		}
		return n
	}
	return 1
}

func (t *Type) field(name string) (int32, *Type) {
	switch t.K {
	case KNpi:
		switch name {
		case "Dispatch":
			return npiDispatch, tDispP
		case "Client":
			return npiClient, tCliP
		}
	case KIrp:
		switch name {
		case "IoStatus.Status":
			return irpStatus, tStatus
		case "IoStatus.Information":
			return irpInfo, tU32
		}
	case KDev:
		if name == "DeviceExtension" {
			return 0, tAny
		}
	case KStruct:
		var off int32
		for _, f := range t.S.Fields {
			if f.Name == name {
				return off, f.T
			}
			off += f.T.size()
		}
	}
	panic("no field " + name)
}

// StructDef is a struct type of the generated program.
type StructDef struct {
	Name   string
	Fields []Field
	T      *Type
}

// Field is a field of a StructDef.
type Field struct {
	Name string
	T    *Type
}

func newStruct(name string) *StructDef {
	s := &StructDef{Name: name}
	s.T = &Type{K: KStruct, S: s}
	return s
}

func (s *StructDef) add(name string, t *Type) {
	for _, f := range s.Fields {
		if f.Name == name {
			return
		}
	}
	s.Fields = append(s.Fields, Field{name, t})
}

// Var is a global, parameter or local variable.
type Var struct {
	Name  string
	T     *Type
	Owner *Func // nil for a global
	Off   int32
	Init  string // printed initialiser of a global that is never interpreted
}

// Func is a function, method, or function literal.
type Func struct {
	Name   string
	Recv   *Var
	Params []*Var
	Result *Type
	Named  *Var // named result
	Body   []Stmt
	Locals []*Var // every variable of the frame, parameters included
	Parent *Func  // enclosing function of a literal
	Pkg    int
	Entry  bool // DriverEntry, Unload or a callback

	Pos, End Pos
	Returns  []int // lines of the return statements
	frame    int32
	names    map[string]int
	sc       *scope // how generated code in this function reaches the driver's state
}

// Const is a bit-flag constant.
type Const struct {
	Name string
	V    int32
}

// Pos is a line of one of the program's files (0 driver.go, 1 net/net.go).
type Pos struct{ File, Line int }

// Program is one generated driver.
type Program struct {
	ID        string
	Structs   []*StructDef
	Globals   []*Var
	Consts    []Const
	Funcs     []*Func
	Entry     *Func
	Unload    *Func
	Callbacks []*Func
	Split     bool
	Plan      map[string]bool // features known from the plan
	Why       []string        // what was mutated, for people
}

// Place is a variable or a field reached from one.
type Place struct {
	Root   *Var
	Fields []string
}

func pl(v *Var, fields ...string) *Place { return &Place{Root: v, Fields: fields} }

func (p *Place) dot(f string) *Place {
	return &Place{Root: p.Root, Fields: append(append([]string{}, p.Fields...), f)}
}

func (p *Place) typ() *Type {
	t := p.Root.T
	for _, f := range p.Fields {
		if t.K == KPtr {
			t = t.Elem
		}
		_, t = t.field(f)
	}
	return t
}

// Expr is an expression.
type Expr interface{}

type (
	// ELit is a literal or a named constant.
	ELit struct {
		V    int32
		Text string
		Std  bool // Text is in package wdm
		Own  bool // Text is a constant of the program
	}
	// ELoad reads a place.
	ELoad struct{ P *Place }
	// EAddr is the address of a place.
	EAddr struct{ P *Place }
	// ENot is !X.
	ENot struct{ X Expr }
	// EBin is X Op Y.
	EBin struct {
		Op   string
		X, Y Expr
	}
	// ENT is wdm.NT_SUCCESS(X).
	ENT struct{ X Expr }
	// ENondet is nondet.Bool().
	ENondet struct{}
	// ENew is &S{}.
	ENew struct{ S *StructDef }
	// EDevExt is P.DeviceExtension.(*S).
	EDevExt struct {
		P *Place
		S *StructDef
	}
	// EIlk is an interlocked operation: CompareExchange(addr, A, B) or Exchange(addr, A).
	EIlk struct {
		Cmp  bool
		P    *Place
		A, B int32
	}
	// ENewIrp is wdm.IoAllocateIrp(1, false).
	ENewIrp struct{}
	// EInfo is (*wsk.WSK_SOCKET)(unsafe.Pointer(irp.IoStatus.Information)).
	EInfo struct{ P *Place }
	// EMisc is a call without effect on the registrations, printed as it is.
	EMisc struct {
		Text string
		Irp  *Var // that is waited for, or freed
		Free bool
		Pos
	}
	// EIoCreate is wdm.IoCreateDevice(d, &P).
	EIoCreate struct {
		D *Var
		P *Place
		Pos
	}
	// EFunc is a function literal.
	EFunc struct{ Fn *Func }
	// ECall calls a function, a method (Recv set), a function value (Val set) or a literal (Lit set).
	ECall struct {
		Fn   *Func
		Recv *Place
		Val  *Place
		Lit  *EFunc
		Args []Expr
		Pos
	}
	// EApi is a call of the modelled interface.
	EApi struct {
		Op      Op
		Reg     Expr   // register, deregister, capture, release
		Npi     Expr   // capture
		Disp    Expr   // dispatch call, socket open
		NpiP    *Place // dispatch call, socket open: the NPI the client handle comes from
		Method  string
		Irp     Expr // nil prints nil
		Sock    *Place
		Pending bool // the socket call may return STATUS_PENDING
		Pos
	}
)

// Op is a modelled operation.
type Op uint8

const (
	OpRegister Op = iota
	OpDeregister
	OpCapture
	OpRelease
	OpDispatch
	OpSocket
	OpClose
)

func (o Op) String() string {
	return [...]string{"WskRegister", "WskDeregister", "WskCaptureProviderNPI", "WskReleaseProviderNPI", "dispatch", "WskSocket", "WskCloseSocket"}[o]
}

// Stmt is a statement.
type Stmt interface{}

type (
	// SExpr evaluates a call.
	SExpr struct{ X Expr }
	// SAssign assigns or defines.
	SAssign struct {
		L  *Place
		Op string // "=", ":=", "|=", "&^="
		X  Expr
	}
	// SVar declares a zero variable.
	SVar struct{ V *Var }
	// SIf is an if statement.
	SIf struct {
		Init Stmt
		Cond Expr
		Then []Stmt
		Else []Stmt
	}
	// SFor loops: counted (I set), on a condition, or for ever.
	SFor struct {
		I    *Var
		N    int32
		Cond Expr
		Body []Stmt
	}
	// SSwitch is a switch on an integer.
	SSwitch struct {
		Tag   Expr
		Cases []*Case
	}
	// SReturn returns.
	SReturn struct {
		X Expr
		Pos
	}
	// SGoto jumps.
	SGoto struct{ Label string }
	// SLabel is a label before the next statement.
	SLabel struct{ Label string }
	// SBreak breaks.
	SBreak struct{}
	// SContinue continues.
	SContinue struct{}
	// SDefer defers a call.
	SDefer struct {
		X Expr // *ECall or *EApi
		Pos
	}
	// SInstall is d.MajorFunction[Idx] = Fn.
	SInstall struct {
		D   *Var
		Idx int
		Fn  *Func
	}
	// SUnload is d.DriverUnload = Unload.
	SUnload struct {
		D  *Var
		Fn *Func
	}
	// Case is a case of a switch.
	Case struct {
		V       []int32
		Default bool
		Body    []Stmt
		Fall    bool
	}
)
