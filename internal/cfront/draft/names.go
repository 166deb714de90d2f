package draft

import (
	"strconv"
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/names"
	"github.com/wskvet/wskvet/internal/cfront/scan"
	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

// A Failure is a function that is not modelled, and why.
type Failure struct {
	Function string
	At       scan.Place
	Why      string
}

// An UndeclaredVar is what a name stands for that nothing declares.
type UndeclaredVar struct {
	Name  string
	Type  *names.Type
	N     int64
	Const bool
}

// A FuncValue is a function's name as a value of a type: a marker in the text until
// all roles are known.
type FuncValue struct {
	Func *names.Function
	Type *names.Type
}

// NameAll gives functions, variables and constants their names in Go, in the order
// of the text.
func (b *Draft) NameAll() {
	for _, fn := range b.Program.Funcs {
		if fn.Defined() {
			b.Name(fn)
		}
	}
	for _, v := range b.Program.Vars {
		if v.Go == "" {
			v.Go = b.Program.Unique(v.C)
		}
	}
	for _, e := range b.Program.Enums {
		if e.Go == "" {
			e.Go = b.Program.Unique(e.C)
		}
	}
}

// Name gives a function its name in Go. Methods of a class that a function declares are
// met when that function is modelled.
func (b *Draft) Name(fn *names.Function) {
	name := fn.C
	if fn.Class != nil {
		name = fn.Class.Name + "_" + strings.NewReplacer("~", "destroy_", " ", "_").Replace(name)
	}
	fn.Go = b.Program.Unique(name)
	if fn.Role != nil && !adoptable(fn, fn.Role) {
		fn.Role = nil
	}
}

// Use notes that the model uses a helper.
func (b *Draft) Use(helper string) { b.Helpers[helper] = true }

// FuncName is the name of a function in Go, "" for one that the text does not define.
func (b *Draft) FuncName(fn *names.Function) string {
	if fn.Go == "" && fn.Defined() {
		b.Name(fn)
	}
	return fn.Go
}

// Enumerator is the name of a constant, which is then part of the model. One of a
// function's own has none before the function is modelled.
func (b *Draft) Enumerator(e *names.Enumerator) string {
	if e.Go == "" {
		e.Go = b.Program.Unique(e.C)
	}
	if !b.listed[e] && !strings.Contains(e.Go, ".") {
		b.listed[e] = true
		b.Constants = append(b.Constants, e)
	}
	return e.Go
}

// Variable is the name of a variable of file scope, which is then part of the model.
func (b *Draft) Variable(v *names.Var) string {
	if !b.asked[v] {
		b.asked[v] = true
		b.Wanted = append(b.Wanted, v)
	}
	return v.Go
}

// FuncValue is the text of a function as a value of a type. The first slot of the
// system that it is stored in, or handed to, gives it its signature; the driver's
// own function pointers do where no slot does.
func (b *Draft) FuncValue(fn *names.Function, t *names.Type) string {
	if !fn.Defined() {
		return Unknown(t).Text
	}
	if !b.Final && (fn.Role == nil || !handsAny(fn.Role) && handsAny(t)) && adoptable(fn, t) {
		fn.Role = t
	}
	b.FuncValues = append(b.FuncValues, FuncValue{fn, t})
	return "\x03" + strconv.Itoa(len(b.FuncValues)-1) + "\x04"
}

// handsAny reports whether a signature is one of the system's that hands contexts.
func handsAny(t *names.Type) bool {
	for _, p := range t.Params {
		if p.Kind == names.Any {
			return true
		}
	}
	return false
}

// adoptable reports whether a function can have the signature t.
func adoptable(fn *names.Function, t *names.Type) bool {
	own := fn.Type()
	if fn.Class != nil && !fn.Static || own.Variadic || t.Variadic || len(own.Params) != len(t.Params) {
		return false
	}
	for i, p := range own.Params {
		q := t.Params[i]
		plain := func(t *names.Type) bool { return t.Kind == names.Int || t.Kind == names.Bool }
		address := func(t *names.Type) bool { return t.Kind == names.String || t.IsAddress() && t.Kind != names.Func }
		if !names.Same(p, q) && !(address(p) && address(q)) && !(plain(p) && plain(q)) {
			return false
		}
	}
	return true
}

// Signature is the type of a function of the text as the model has it.
func (b *Draft) Signature(fn *names.Function) *names.Type {
	if fn.Auto() {
		b.Deduce(fn)
	}
	if fn.Role != nil && fn.Defined() {
		return fn.Role
	}
	return fn.Type()
}

// Qualified is the name of a function in C++, its class in front.
func Qualified(fn *names.Function) string {
	if fn.Class != nil {
		return fn.Class.Name + "::" + fn.C
	}
	return fn.C
}

// UndeclaredName is a name that nothing declares: a status is a failure of its own,
// other constants are a variable of which nothing is known.
func (b *Draft) UndeclaredName(name string, want *names.Type) Value {
	v := b.Unknown[name]
	if v == nil {
		v = &UndeclaredVar{Type: OrInt(want)}
		if want != nil && (want.Kind == names.Struct || want.Kind == names.Array || want.Kind == names.Param || want.Kind == names.Bool) {
			v.Type = names.TInt32
			if want.Kind == names.Struct {
				v.Type = want
			}
		}
		if strings.HasPrefix(name, "STATUS_") {
			if t := b.Program.Table.Type("NTSTATUS"); t != nil {
				b.status++
				v.Type, v.Const, v.N = t, true, -0x40000000+0x7f0000+int64(b.status)
			}
		}
		b.Unknown[name] = v
		b.Undeclared = append(b.Undeclared, name)
	}
	if v.Name == "" {
		v.Name = b.Program.Unique(name)
	}
	if v.Const {
		return Value{Text: v.Name, Type: v.Type, Prec: PrecPrimary, N: v.N, Const: true}
	}
	return Value{Text: v.Name, Type: v.Type, Prec: PrecPrimary, LValue: true}
}

// OrInt is a type, or that of numbers where there is none.
func OrInt(t *names.Type) *names.Type {
	if t == nil || t.Kind == names.Void {
		return names.TInt32
	}
	return t
}

// Forget drops names that only a look at a type has brought.
func (b *Draft) Forget(n int) {
	for _, name := range b.Undeclared[n:] {
		b.Program.Release(b.Unknown[name].Name)
		delete(b.Unknown, name)
	}
	b.Undeclared = b.Undeclared[:n]
}

// ClassRecord is the record of a method's class.
func (b *Draft) ClassRecord(fn *names.Function) *names.Record {
	if fn.Class == nil {
		return nil
	}
	return fn.Class.Record()
}

// Lifecycle reports whether a function is one whose calls a model must not lose.
func Lifecycle(name string) bool {
	switch name {
	case "WskRegister", "WskDeregister", "WskCaptureProviderNPI", "WskReleaseProviderNPI", "WskQueryProviderCharacteristics",
		"NmrRegisterClient", "NmrDeregisterClient", "NmrWaitForClientDeregisterComplete", "NmrClientAttachProvider",
		"WskSocket", "WskSocketConnect", "WskControlClient", "WskGetAddressInfo", "WskFreeAddressInfo", "WskGetNameInfo",
		"WskCloseSocket", "WskControlSocket", "WskBind", "WskListen", "WskAccept", "WskInspectComplete", "WskConnect", "WskConnectEx", "WskDisconnect",
		"WskSend", "WskSendEx", "WskReceive", "WskReceiveEx", "WskSendTo", "WskReceiveFrom", "WskSendMessages", "WskRelease", "WskGetLocalAddress", "WskGetRemoteAddress":
		return true
	}
	return false
}

// Counts notes a call of the lifecycle that is part of the model.
func (b *Draft) Counts(u *names.Unit, x *syntax.Call) {
	if Lifecycle(syntax.Callee(x)) {
		b.Calls[u.File.Tokens[x.Fun.Range().To-1].Use] = true
	}
}

// Place is where a token of a unit takes effect.
func (b *Draft) Place(u *names.Unit, tok int32) scan.Place {
	if tok < 0 || int(tok) >= len(u.File.Tokens) {
		return scan.Place{}
	}
	return b.Program.Set.Place(u.File.Tokens[tok].Use)
}
