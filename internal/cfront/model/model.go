// Package model makes the Go model of a driver whose names are known.
package model

import (
	"maps"
	"sort"
	"strconv"
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/names"
	"github.com/wskvet/wskvet/internal/cfront/scan"
	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

// A Place is a position in the C text.
type Place = scan.Place

// A Failure is a function that is not modelled, and why.
type Failure struct {
	Function string
	At       Place
	Why      string
}

// A Model is the files of a package and what there is to say of them.
type Model struct {
	Files     map[string][]byte
	Texts     map[Place]string
	Called    map[string]string // the name in C of functions that the model names otherwise
	Failures  []Failure
	Functions int // with a body
	Modelled  int
	Calls     int // of the lifecycle, in the text
	Followed  int // of these, in the model
	Lost      []Failure
	Unloads   []Failure // assignments of an unload function that were not understood
	Compiled  *Compiled // nil if it does not compile
}

// builder makes the model of a program.
type builder struct {
	prog    *names.Program
	pkg     string
	helpers map[string]bool
	wanted  []*names.Var // variables that something uses, in order
	asked   map[*names.Var]bool
	unknown map[string]*undeclaredVar
	order   []string // of unknown
	values  []funcValue
	marks   []mark
	done    []*output
	calls   map[scan.Pos]bool // of the lifecycle in the model
	status  int
	enums   []*names.Enumerator // that something uses, in order
	listed  map[*names.Enumerator]bool
	entry   string
	unloads []Failure
	objects map[*names.Record]string // of classes that the system calls
	classes []*names.Record          // these, in order
	called  map[*names.Function]bool // by the driver itself
	final   bool                     // the roles of all functions are known
	deduced map[*names.Function]bool // their result is known
	begun   map[*names.Var]string    // what tells whether a static object of a function has begun

	numbers    map[*names.Record]int // of classes with virtual methods
	callbacks  map[string]string     // what the system calls of objects, by their names in the model
	dispatches []dispatch
}

// An output is a function or variable of the model.
type output struct {
	name     string // in C
	goName   string
	fn       *names.Function
	u        *names.Unit
	tok      int32
	head     func() string // known when all roles are
	late     []line        // gives a variable its value, where Go wants it to be later
	postpone func()
	lines    []line
	failed   string
	at       int32
	result   *names.Type
	file     *file
	start    int // of its text in the file
	end      int
}

type undeclaredVar struct {
	name  string
	t     *names.Type
	n     int64
	konst bool
}

// funcValue is a function's name as a value of a type: a marker in the text until
// all roles are known.
type funcValue struct {
	fn *names.Function
	t  *names.Type
}

// mark is a place of the C text in a text of Go.
type mark struct {
	u     *names.Unit
	tok   int32
	node  syntax.Node
	asks  string // what it is asked, where it is a condition that is no comparison
	exact bool
}

// Build makes the model of a program.
func Build(prog *names.Program, pkg, entry string, c Compiler) *Model {
	b := &builder{prog: prog, pkg: pkg, entry: entry, helpers: map[string]bool{}, asked: map[*names.Var]bool{}, unknown: map[string]*undeclaredVar{}, calls: map[scan.Pos]bool{}, listed: map[*names.Enumerator]bool{}, objects: map[*names.Record]string{}, called: map[*names.Function]bool{}, numbers: map[*names.Record]int{}, begun: map[*names.Var]string{}, deduced: map[*names.Function]bool{}, callbacks: map[string]string{}}
	b.nameAll()
	b.all() // tells the roles of functions
	b.final = true
	b.values, b.marks, b.done, b.wanted, b.unloads = nil, nil, nil, nil, nil
	clear(b.asked)
	clear(b.calls)
	b.all()
	return b.finish(c)
}

// all makes the functions and variables.
func (b *builder) all() {
	for i := 0; i < len(b.prog.Funcs); i++ { // one may ask for an instance of a template
		if fn := b.prog.Funcs[i]; fn.Defined() {
			b.function(fn)
		}
	}
	b.variables()
}

// written are the names that functions have in the text, by their names in the model
// where these are others.
func (b *builder) written() map[string]string {
	out := map[string]string{}
	for _, fn := range b.prog.Funcs {
		if name := qualified(fn); fn.Defined() && name != fn.Go {
			out[fn.Go] = name
		}
	}
	for _, d := range b.dispatches {
		out[d.name] = d.rec.C + "::~" + d.rec.C
		if d.fn != nil {
			out[d.name] = d.rec.C + "::" + d.fn.C
		}
	}
	maps.Copy(out, b.callbacks)
	return out
}

// nameAll gives functions, variables and constants their names in Go, in the order
// of the text.
func (b *builder) nameAll() {
	for _, fn := range b.prog.Funcs {
		if fn.Defined() {
			b.name(fn)
		}
	}
	for _, v := range b.prog.Vars {
		if v.Go == "" {
			v.Go = b.prog.Unique(v.C)
		}
	}
	for _, e := range b.prog.Enums {
		if e.Go == "" {
			e.Go = b.prog.Unique(e.C)
		}
	}
}

// name gives a function its name in Go. Methods of a class that a function declares are
// met when that function is modelled.
func (b *builder) name(fn *names.Function) {
	name := fn.C
	if fn.Class != nil {
		name = fn.Class.Name + "_" + strings.NewReplacer("~", "destroy_", " ", "_").Replace(name)
	}
	fn.Go = b.prog.Unique(name)
	if fn.Role != nil && !adoptable(fn, fn.Role) {
		fn.Role = nil
	}
}

func (b *builder) use(helper string) { b.helpers[helper] = true }

func (b *builder) funcName(fn *names.Function) string {
	if fn.Go == "" && fn.Defined() {
		b.name(fn)
	}
	return fn.Go
}

// enumerator is the name of a constant, which is then part of the model. One of a
// function's own has none before the function is modelled.
func (b *builder) enumerator(e *names.Enumerator) string {
	if e.Go == "" {
		e.Go = b.prog.Unique(e.C)
	}
	if !b.listed[e] && !strings.Contains(e.Go, ".") {
		b.listed[e] = true
		b.enums = append(b.enums, e)
	}
	return e.Go
}

// variable is the name of a variable of file scope, which is then part of the model.
func (b *builder) variable(v *names.Var) string {
	if !b.asked[v] {
		b.asked[v] = true
		b.wanted = append(b.wanted, v)
	}
	return v.Go
}

// funcValue is the text of a function as a value of a type. The first slot of the
// system that it is stored in, or handed to, gives it its signature; the driver's
// own function pointers do where no slot does.
func (b *builder) funcValue(fn *names.Function, t *names.Type) string {
	if !fn.Defined() {
		return unknown(t).s
	}
	if !b.final && (fn.Role == nil || !handsAny(fn.Role) && handsAny(t)) && adoptable(fn, t) {
		fn.Role = t
	}
	b.values = append(b.values, funcValue{fn, t})
	return "\x03" + strconv.Itoa(len(b.values)-1) + "\x04"
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

// undeclared is a name that nothing declares: a status is a failure of its own,
// other constants are a variable of which nothing is known.
func (b *builder) undeclared(name string, want *names.Type) value {
	v := b.unknown[name]
	if v == nil {
		v = &undeclaredVar{t: orInt(want)}
		if want != nil && (want.Kind == names.Struct || want.Kind == names.Array || want.Kind == names.Param || want.Kind == names.Bool) {
			v.t = names.TInt32
			if want.Kind == names.Struct {
				v.t = want
			}
		}
		if strings.HasPrefix(name, "STATUS_") {
			if t := b.prog.Table.Type("NTSTATUS"); t != nil {
				b.status++
				v.t, v.konst, v.n = t, true, -0x40000000+0x7f0000+int64(b.status)
			}
		}
		b.unknown[name] = v
		b.order = append(b.order, name)
	}
	if v.name == "" {
		v.name = b.prog.Unique(name)
	}
	if v.konst {
		return value{s: v.name, t: v.t, prec: precPrimary, n: v.n, konst: true}
	}
	return value{s: v.name, t: v.t, prec: precPrimary, lv: true}
}

// forget drops names that only a look at a type has brought.
func (b *builder) forget(n int) {
	for _, name := range b.order[n:] {
		b.prog.Release(b.unknown[name].name)
		delete(b.unknown, name)
	}
	b.order = b.order[:n]
}

// classRecord is the record of a method's class.
func (b *builder) classRecord(fn *names.Function) *names.Record {
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

// calleeOf is the name that a call calls.
func calleeOf(x *syntax.Call) string {
	switch fun := unparen(x.Fun).(type) {
	case *syntax.Ident:
		return fun.Name.Last()
	case *syntax.Member:
		return fun.Name.Last()
	}
	return ""
}

// counts notes a call of the lifecycle that is part of the model.
func (b *builder) counts(u *names.Unit, x *syntax.Call) {
	if Lifecycle(calleeOf(x)) {
		b.calls[u.File.Tokens[x.Fun.Range().To-1].Use] = true
	}
}

// place is where a token of a unit takes effect.
func (b *builder) place(u *names.Unit, tok int32) Place {
	if tok < 0 || int(tok) >= len(u.File.Tokens) {
		return Place{}
	}
	return b.prog.Set.Place(u.File.Tokens[tok].Use)
}

// strip is a text without its markers.
func strip(s string) string {
	if !strings.ContainsAny(s, "\x01\x03") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\x01':
			i += strings.IndexByte(s[i:], '\x02')
		default:
			b.WriteByte(s[i])
		}
	}
	return b.String()
}

func sortedKeys[T any](m map[string]T) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	sort.Strings(out)
	return out
}
