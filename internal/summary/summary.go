// Package summary is what the analysis of a package keeps for the packages
// above it: the residual program.
//
// A residual program is a package's functions reduced to what the life cycle of
// a registration can depend on: a control-flow graph over registers, memory
// cells, calls and DDI operations. It carries no types and no syntax, so it can
// be encoded as a fact, read back without loading the package, and simulated
// from the roots of a driver with everything that a caller knows at hand.
package summary

import (
	"bytes"
	"encoding/gob"

	"github.com/wskvet/wskvet/internal/ddi"
)

// Package is the summary of one package.
type Package struct {
	Path     string
	Files    []string // names of source files, indexed by Pos.File
	Funcs    []Func   // in source order; function literals follow their parent
	Consts   []Const  // operands below zero
	Methods  []Method // of the package's named types, sorted
	Values   []Use    // functions used as values, sorted
	Init     int32    // index of the package initialiser, or -1
	Reported []string // rule, place and object of what the package's own analysis reported
	Ignores  []Ignore // what directives suppress, in source order
}

// Use is a function that is used as a value.
type Use struct {
	Func, Sig string
	Loose     bool // the driver's own code may call it by the value: it is not handed to the system alone
}

// Ignore is a directive that suppresses findings in lines of a file.
type Ignore struct {
	At       Pos // the directive
	From, To int32
	Rules    []string
	Reason   string
}

// Pos is a place in Files; Line 0 is no place.
type Pos struct{ File, Line, Col int32 }

// Method says which function implements a method of a dynamic type. Args are the
// type arguments of a generic function, each behind a zero byte.
type Method struct{ Type, Name, Func, Args string }

// Operand is a register of the function (0 and up: parameters, then free
// variables, then type arguments, then results of instructions) or a constant
// (-1-i is Consts[i]). A type is the string that names it.
type Operand int32

// Interface names each interface type that is a type argument: a value of it has its
// dynamic type already.
const Interface = "interface"

// ConstKind is the kind of a Const.
type ConstKind uint8

// The kinds of constants.
const (
	Int     ConstKind = iota // N: an integer, a boolean, or nil
	Str                      // S: a string
	Fun                      // S: a function by its qualified name
	Global                   // S: the address of a global by its qualified name
	Zero                     // the zero value of an aggregate
	Unknown                  // a value that is not modelled
)

// Const is a constant operand.
type Const struct {
	Kind ConstKind
	N    int64
	S    string
}

// Shape is what a value of a type can be, as far as the analysis cares.
type Shape uint8

// The shapes.
const (
	Other    Shape = iota
	Signed         // a signed integer: an NTSTATUS
	Unsigned       // an unsigned integer
	Bool           // a boolean
	Error          // an interface whose nil means success
	Pointer        // a pointer or another reference that can be nil
	Struct         // an aggregate
	Signal         // a channel of empty structs
	Status         // an NTSTATUS that is a failure or STATUS_SUCCESS, as those of DDIs are
)

// Role is what an argument is to a DDI.
type Role uint8

// The roles.
const (
	NoRole       Role = iota
	Registration      // a pointer to a registration
	ProviderNPI       // a pointer to a provider NPI, or one by value
	ClientNPI         // a pointer to a client NPI
	Client            // the client handle of a captured NPI
	Socket            // a pointer to a socket
	SocketOut         // a pointer to a pointer to a socket
	Irp               // a pointer to an IRP
	Buffer            // a pointer to a WSK_BUF
	Events            // a pointer to a table of a socket's event callbacks
	Callback          // a function value
	Context           // an interface value or untyped pointer
	Integer           // an integer
	Flag              // a boolean
	Out               // a pointer to something else
	Receiver          // the receiver of a method named as a DDI
	Indication        // a pointer to received data
	InspectID         // a pointer to a WSK_INSPECT_ID
)

// Code is the operation of an instruction.
type Code uint8

// The instructions. Dst is the result's register, A and B are operands.
const (
	Phi       Code = iota // Args by predecessor
	Copy                  // A; N is the width of the integer that it becomes, or -1 if it comes out of an interface
	Load                  // *A; Name set if it reads a func-valued field named as a DDI
	Store                 // *A = B
	FieldAddr             // &A.[Name]; B names the type of *A, as for Outer, Inner and Field, or is ""
	IndexAddr             // &A[B]; N is the length of an array, or -1 where A is itself an element, B before the other
	Outer                 // the object of which *A is member Name; N is 1 if A may also be no member: it stays as it is
	Inner                 // the member Name at the beginning of *A; N is 1 if A may point to that already, which what is known of it tells; nil stays nil
	Field                 // A.[Name]; N is 1 if it reads a func-valued field named as a DDI
	Index                 // A[B]
	Binary                // A Name B; N is the width of A in bits, negative if it is unsigned
	Not                   // !A
	Negate                // -A
	Alloc                 // new object; Name is of what it is assigned to, or its type's; N is 1 for a local variable (Name), 2 for a slice of A elements, 3 for a map
	Closure               // function A with Args bound: free variables, then type arguments
	MakeIface             // A as an interface of dynamic type Name, or B if that is empty
	Assert                // A.(Name), or A.(B) if that is empty; N bit 0: comma-ok, bit 1: an interface
	Extract               // component N of tuple A
	Slice                 // A[B:Args[0]], or A[B:] without Args; N is 1 if it is the whole, n + 1 if that is an array of n elements, -1 if it becomes an array of Args[0] elements
	Length                // len(A)
	Append                // append(A, B...)
	Lookup                // map A at B; N is 1 for comma-ok; Kind is the value's
	Update                // map A at B becomes Args[0], or is deleted
	Range                 // an iterator over map A
	Next                  // whether iterator A has one more, its key, its value; Kind is the value's
	Receive               // <-A; N is 1 for comma-ok; Name says what goes through the channel: signal, pointer or nothing known
	Send                  // A <- B; Name as for Receive
	Close                 // close(A)
	Select                // Args are the channels received from; N is 1 if it never blocks
	Recover               // recover()
	Invoke                // call; Name is of what the object that it makes is assigned to
	Spawn                 // go call
	Defer                 // defer call
	RunDefers             // run the deferred calls
	Return                // Args
	If                    // A; Name is the condition's source text; N is 1 if it is a case of a switch
	Jump                  //
	Panic                 // A
	Havoc                 // Dst becomes unknown; N is 1 if it is not nil, Guessed if the text was not understood
)

// Between is the Name of a Binary that says how many elements a pointer is behind another.
const Between = "between"

// Guessed is N of a Havoc for what the reader of C has not understood.
const Guessed = 2

// Call is the callee and the arguments of a call, go or defer.
type Call struct {
	Callee  Operand // function value or constant; for a method of an interface the receiver
	Method  string  // method of an interface, by name
	Op      ddi.Op  // the DDI it is by its name, or ddi.None
	Name    string  // the callee's name as the code writes it
	Text    string  // the call's source text, cut
	Sig     string  // of the callee, if it is called through a value
	Args    []Operand
	Roles   []Role // of Args
	Results []Shape
	Irp     string // the argument that is an IRP, as the code writes it
	Socket  string // the argument that is a socket
}

// Instr is one instruction.
type Instr struct {
	Code Code
	Dst  int32 // register, or -1
	A, B Operand
	N    int32
	Name string
	Args []Operand
	Call *Call
	Pos  Pos
	Kind Shape // shape of the result
}

// Divides reports whether the instruction divides integers, which ends the life where it
// is by zero.
func (in *Instr) Divides() bool {
	return in.Code == Binary && (in.Name == "/" || in.Name == "%") && (in.Kind == Signed || in.Kind == Unsigned)
}

// Decides is an operand that by itself may end the life at the instruction: what is divided
// by, or how long a slice is to be.
func (in *Instr) Decides() (o Operand, ok bool) {
	switch {
	case in.Divides():
		return in.B, true
	case in.Code == Alloc && in.N == 2:
		return in.A, true
	}
	return 0, false
}

// Reads visits the operands that the instruction reads.
func (in *Instr) Reads(visit func(Operand)) {
	switch in.Code {
	case Havoc, RunDefers, Jump, Recover:
	case Alloc:
		if in.N == 2 {
			visit(in.A)
		}
	case Store, IndexAddr, Index, Binary, Append, Lookup, Update, Send, Slice:
		visit(in.A)
		visit(in.B)
	case MakeIface, Assert:
		visit(in.A)
		if in.Name == "" {
			visit(in.B)
		}
	case Select, Return, Invoke, Spawn, Defer:
	default:
		visit(in.A)
	}
	for _, a := range in.Args {
		visit(a)
	}
	if c := in.Call; c != nil {
		visit(c.Callee)
		for _, a := range c.Args {
			visit(a)
		}
	}
}

// Block is a basic block.
type Block struct {
	Instrs []Instr
	Succs  []int32 // blocks, in the order true, false
	Edge   []int32 // for each successor, which of its predecessors this edge is
	Live   []int32 // registers alive on entry, sorted
	Loop   bool    // target of a back edge
}

// Func is a function. Blocks are in reverse post-order; the first is the entry.
type Func struct {
	Name    string // qualified
	Short   string // as the driver's code names it
	Params  int32
	Free    int32 // free variables and type parameters
	Regs    int32
	Roles   []Role // of the parameters
	Results []Shape
	Named   []Operand // registers of the addresses of named results, if the function recovers
	Blocks  []Block
	Recover int32 // block that runs after a recovered panic, or -1
	Pos     Pos
	End     Pos
	Mark    ddi.Mark // what a directive says of the function
	Effect  ddi.Op   // what a directive says of a function without body
	Public  bool     // exported, or a method of an exported type
	Taken   bool     // used as a value in its own package
	Stores  []Table  // functions stored to fields, found by name
	Dead    []Dead   // calls by names of DDIs that no run can come to, in source order

	origin *Func // which it is a copy of, or nil
}

// Copy is a function like f, with the instructions of f.
func (f *Func) Copy() Func {
	g := *f
	g.origin = f.Origin()
	return g
}

// Origin is the function of the text that f is a copy of: f itself if it is none.
func (f *Func) Origin() *Func {
	if f.origin == nil {
		return f
	}
	return f.origin
}

// Dead is a call in the text of a function behind what never goes on.
type Dead struct {
	Pos  Pos
	Text string
}

// Table says that a function value is stored to a named field: how callbacks
// are installed.
type Table struct {
	Field string // the field, or the named index of an array field: "MajorFunction[IRP_MJ_CREATE]"
	Func  string
}

// Encode writes summaries; the same summaries give the same bytes.
func Encode(ps []*Package) ([]byte, error) {
	var b bytes.Buffer
	err := gob.NewEncoder(&b).Encode(ps)
	return b.Bytes(), err
}

// Decode reads what Encode wrote.
func Decode(data []byte) ([]*Package, error) {
	var ps []*Package
	err := gob.NewDecoder(bytes.NewReader(data)).Decode(&ps)
	return ps, err
}
