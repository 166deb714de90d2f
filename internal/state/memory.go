package state

import (
	"slices"
	"strings"

	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/summary"
)

// Paths within an object are interned: 0 is the object itself.
type paths struct {
	Up   []int32
	Elem []string
	ids  map[pathKey]int32
}

type pathKey struct {
	up   int32
	elem string
}

// Star is the path element that stands for all elements of an array, slice or
// map whose index is not known.
const Star = "[*]"

// beyond is the path element that stands for all elements of an array or slice whose index
// is known and greater than maxIndex.
const beyond = "[+]"

func newPaths() *paths {
	return &paths{Up: []int32{-1}, Elem: []string{""}, ids: map[pathKey]int32{}}
}

func (p *paths) Below(up int32, elem string) int32 {
	k := pathKey{up, elem}
	id, ok := p.ids[k]
	if !ok {
		id = int32(len(p.Up))
		p.Up, p.Elem = append(p.Up, up), append(p.Elem, elem)
		p.ids[k] = id
	}
	return id
}

// Within reports whether p is at or below q.
func (p *paths) Within(x, q int32) bool {
	for ; x >= 0; x = p.Up[x] {
		if x == q {
			return true
		}
	}
	return false
}

// rebase moves x from below q to below r.
func (p *paths) rebase(x, q, r int32) int32 {
	if x == q {
		return r
	}
	return p.Below(p.rebase(p.Up[x], q, r), p.Elem[x])
}

// weak reports whether a path is that of several elements: writes there are weak.
func (p *paths) weak(x int32) bool {
	for ; x > 0; x = p.Up[x] {
		if p.Elem[x] == Star || p.Elem[x] == beyond {
			return true
		}
	}
	return false
}

// blends reports whether a path is that of elements that are taken for one, though they are
// known to be others.
func (p *paths) blends(x int32) bool {
	for ; x > 0; x = p.Up[x] {
		if p.Elem[x] == beyond {
			return true
		}
	}
	return false
}

// Text is a path as Go writes it: ".Net.Registration", "[1].Npi".
func (p *paths) Text(x int32) string {
	var parts []string
	for ; x > 0; x = p.Up[x] {
		parts = append(parts, p.Elem[x])
	}
	slices.Reverse(parts)
	var b strings.Builder
	for _, e := range parts {
		if !strings.HasPrefix(e, "[") {
			b.WriteByte('.')
		}
		b.WriteString(e)
	}
	return b.String()
}

// ---- objects

// ObjectKind says what an object is, and who makes such ones.
type ObjectKind string

// The kinds of objects.
const (
	GlobalObject     ObjectKind = "global"
	AllocObject      ObjectKind = "alloc"    // by an instruction
	BindingsObject   ObjectKind = "bindings" // of a closure, or of the type arguments of a generic function
	UnknownObject    ObjectKind = "unknown"  // what an unknown value points to
	HarnessObject    ObjectKind = "harness"  // its own cells
	ThreadObject     ObjectKind = "thread"
	DriverObject     ObjectKind = "driver"
	DeviceObject     ObjectKind = "device"
	FileObject       ObjectKind = "file"
	IrpObject        ObjectKind = "irp"
	ProviderObject   ObjectKind = "provider" // the dispatch table of a captured provider
	ClientObject     ObjectKind = "client"   // the client that it gives
	SocketObject     ObjectKind = "socket"
	TablesObject     ObjectKind = "tables" // the dispatch tables of sockets
	DataObject       ObjectKind = "data"   // received
	DescriptorObject ObjectKind = "descriptor"
	NmrObject        ObjectKind = "nmr"
	HookObject       ObjectKind = "hook"    // what stands for callbacks that are registered
	ContextObject    ObjectKind = "context" // that a framework keeps for a driver
)

// Origin says where an object comes from; with n it is its identity.
type Origin struct {
	Kind ObjectKind
	Site program.SiteKey
	Of   uint64 // a registration's key, an unknown value
	N    int32
}

type objectInfo struct {
	Origin
	Name  string // of a global or local variable
	Local bool   // a local variable: it dies with its function
	deep  int    // pointers of unknown memory that lead to it
	at    *program.Site
}

func (m *Space) Object(o Origin, name string, at *program.Site) int32 {
	id, ok := m.objIDs[o]
	if !ok {
		id = int32(len(m.Objects))
		m.Objects = append(m.Objects, objectInfo{Origin: o, Name: name, at: at})
		m.objIDs[o] = id
		if o.Kind == AllocObject || o.Kind == IrpObject || o.Kind == BindingsObject {
			m.allocated[o.Site.Fn] = append(m.allocated[o.Site.Fn], id)
		}
	}
	return id
}

// pointee is the object that the unknown value of a number points to.
func (m *Space) pointee(n int64) int32 {
	o, ok := m.pointees[n]
	if !ok {
		o = m.Object(Origin{Kind: UnknownObject, Of: uint64(n)}, "", nil)
		m.pointees[n] = o
	}
	return o
}

// How many objects of one allocation are told apart; the last stands for all
// further ones. Of what callbacks make there may be any number, so few of them
// tell most of what there is to tell. A driver that is followed once more makes many as it
// loads or unloads.
const (
	maxCopies   = 4
	FewCopies   = 2
	manyCopies  = 16
	ownedCopies = 8 // of lists of received data and of sockets: drivers count what they keep, and keep pointers to what they have closed
)

// copies is how many objects of a kind of one allocation are told apart.
func (m *Space) copies(st *State, kind ObjectKind) int32 {
	switch {
	case m.Alone && (m.Exact || m.Slice != nil && kind == SocketObject):
		return manyCopies
	case kind == DataObject || kind == SocketObject && !st.Blurred:
		return ownedCopies
	case m.Slice == nil || m.Alone || kind == SocketObject:
		return maxCopies
	}
	return FewCopies
}

// Contents is what fresh memory holds.
type Contents bool

const (
	Zeroed Contents = false
	Random Contents = true // nothing is known of it
)

// Allocate makes a fresh object for an allocation. What is known of one that stands for
// several is not known of each.
func (m *Space) Allocate(st *State, kind ObjectKind, at *program.Site, name string, holds Contents) int32 {
	last := m.copies(st, kind) - 1
	for n := int32(0); ; n++ {
		id := m.Object(Origin{Kind: kind, Site: at.Key, N: n}, name, at)
		o, exists := st.Objs.Get(uint64(id))
		if exists && !o.summary && !m.Reachable(st, id) {
			m.Drop(st, id)
			exists = false
		}
		if !exists && (n == last || !st.Owes(id)) { // what is lost and yet registered is another
			st.Objs = st.Objs.Set(uint64(id), Object{Unknown: holds == Random, summary: n == last})
			st.Lossy = st.Lossy || n == last
			return id
		}
		if n == last {
			o.summary = true
			st.Objs, st.Lossy = st.Objs.Set(uint64(id), o), true
			return id
		}
	}
}

// Drop removes an object that nothing reaches.
func (m *Space) Drop(st *State, id int32) {
	st.Mem.High(uint32(id), func(k uint64, v domain.Value) bool {
		m.Retain(st, v, -1)
		return true
	})
	st.Mem = st.Mem.DeleteHigh(uint32(id))
	st.Objs = st.Objs.Delete(uint64(id))
	st.change(func(p Part) Part { return p.Without(id) })
}

// ---- cells

// Put writes a cell without regard to what lies below it.
func (m *Space) Put(st *State, o, p int32, v domain.Value) {
	k := Key(o, p)
	if old, ok := st.Mem.Get(k); ok {
		if old == v {
			return
		}
		m.Retain(st, old, -1)
	}
	m.Retain(st, v, 1)
	m.Escape(st, v)
	st.Mem = st.Mem.Set(k, v)
}

// Escape marks the objects whose address v holds.
func (m *Space) Escape(st *State, v domain.Value) {
	switch v.K {
	case domain.Agg, domain.Box:
		m.aggs[v.N].Cells.Range(func(_ uint64, w domain.Value) bool { m.Escape(st, w); return true })
	case domain.Ptr, domain.Func, domain.API:
		if v.O >= 0 {
			if o, ok := st.Objs.Get(uint64(v.O)); ok && !o.Escaped {
				o.Escaped = true
				st.Objs = st.Objs.Set(uint64(v.O), o)
			}
		}
	case domain.Set:
		for _, w := range m.Sets[v.N] {
			m.Escape(st, w)
		}
	}
}

// Clear removes the cells at and below p.
func (m *Space) Clear(st *State, o, p int32) {
	var gone []uint64
	st.Mem.High(uint32(o), func(k uint64, v domain.Value) bool {
		if m.Paths.Within(PathOf(k), p) {
			gone = append(gone, k)
			m.Retain(st, v, -1)
		}
		return true
	})
	for _, k := range gone {
		st.Mem = st.Mem.Delete(k)
	}
}

// Unknown reports whether cells at p that were never written hold anything.
func (m *Space) Unknown(st *State, o, p int32) bool {
	if m.isLoose(st, o, p) {
		return true
	}
	for q := p; q >= 0; q = m.Paths.Up[q] {
		if v, ok := st.Mem.Get(Key(o, q)); ok && v.K == domain.Mark {
			return v.N != marksZero
		}
	}
	obj, ok := st.Objs.Get(uint64(o))
	if !ok {
		return o < int32(len(m.Prog.Names)) && m.AnyGlob
	}
	return obj.Unknown
}

// Mark makes the cells at and below p zero or unknown.
func (m *Space) Mark(st *State, o, p int32, holds Contents) {
	m.Clear(st, o, p)
	if m.Unknown(st, o, p) != (holds == Random) {
		n := int64(marksZero)
		if holds == Random {
			n = marksUnknown
		}
		m.Put(st, o, p, domain.Value{K: domain.Mark, N: n})
	}
}

// What a mark in a cell says: what was not written at and below it is zero, or unknown;
// what was read there was not kept.
const (
	marksZero = iota
	marksUnknown
	marksRead
)

// Strong reports whether a write at o, p replaces what is there.
func (m *Space) Strong(st *State, o, p int32) bool {
	obj, _ := st.Objs.Get(uint64(o))
	return !obj.summary && !m.Paths.weak(p)
}

// Store writes v at o, p.
func (m *Space) Store(st *State, o, p int32, v domain.Value) {
	if v.K == domain.Agg {
		a := m.aggs[v.N]
		if m.Strong(st, o, p) {
			m.Mark(st, o, p, Contents(a.Unknown))
		}
		a.Cells.Range(func(k uint64, w domain.Value) bool {
			m.Store(st, o, m.Paths.rebase(int32(k), 0, p), w)
			return true
		})
		return
	}
	if !m.Strong(st, o, p) {
		if m.ToSocket(st, v) {
			m.Confound(st)
		}
		all := m.storeAny(st, o, p, v)
		if old, ok := st.Mem.Get(Key(o, p)); ok {
			v = m.Either(old, v)
		} else if !all && !m.Unknown(st, o, p) {
			v = m.Either(domain.Number(0), v)
		}
	}
	m.Put(st, o, p, v)
}

// Load reads the cell at o, p; a set of values is returned as it is.
func (m *Space) Load(st *State, o, p int32, kind summary.Shape, at *program.Site) domain.Value {
	m.Blends(st, domain.Value{K: domain.Ptr, O: o, P: p})
	if kind == summary.Struct || kind == summary.Other && m.composed(st, o, p) {
		return m.Aggregate(st, o, p)
	}
	v, ok := st.Mem.Get(Key(o, p))
	if ok && v.K != domain.Mark {
		if v.K == domain.Any && m.Strong(st, o, p) {
			v = m.Vague(st, at, kind)
			m.Put(st, o, p, v)
		}
		if m.Paths.weak(p) {
			return m.elements(st, o, p, v)
		}
		if m.Paths.indexed(p) {
			m.blend(st, v)
		}
		return v
	}
	if c, ok := m.literal(o, p); ok {
		return c
	}
	if m.overlaid(st, o, p) {
		v = m.UnknownOf(st, at, kind)
		m.note(v)
		return v
	}
	if m.hasForgot(st, Key(o, p)) {
		v = m.Forgotten(st, Key(o, p))
		m.Put(st, o, p, v)
		return v
	}
	if !m.Unknown(st, o, p) {
		return m.elements(st, o, p)
	}
	if v = m.UnknownOf(st, at, kind); m.isLoose(st, o, p) {
		v = m.Vague(st, at, kind)
	}
	if of := m.Objects[o]; of.Kind == UnknownObject {
		m.madeOf(v, domain.Value{K: domain.Sym, N: int64(of.Of)})
	}
	if m.Paths.Elem[p] == ddi.MinorFunction {
		v = m.AsMinor(st, v)
	}
	if m.AnyGlob && v.K == domain.Sym {
		m.assume0(v.N)
	}
	if v.K == domain.Sym {
		m.Deep[v.N] = m.Objects[o].deep + 1
	}
	if m.Strong(st, o, p) {
		m.keep(st, o, p, v, kind)
	}
	return v
}

// assume0 notes that v was there before an open run began: what a branch on it
// says need not fit what the run does.
func (m *Space) assume0(id int64) {
	if m.Assumed == nil {
		m.Assumed = map[int64]bool{}
	}
	m.Assumed[id] = true
}

// Presumes reports whether v is made of values from before an open run.
func (m *Space) Presumes(v domain.Value) bool {
	if len(m.Assumed) == 0 {
		return false
	}
	found := false
	m.atoms(v, func(k uint64) { found = found || k < 1<<40 && m.Assumed[int64(k)] })
	return found
}
