package simulate

import (
	"slices"
	"strings"

	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/summary"
	"github.com/wskvet/wskvet/internal/typestate"
)

// Paths within an object are interned: 0 is the object itself.
type paths struct {
	up   []int32
	elem []string
	ids  map[pathKey]int32
}

type pathKey struct {
	up   int32
	elem string
}

// star is the path element that stands for all elements of an array, slice or
// map whose index is not known.
const star = "[*]"

func newPaths() *paths {
	return &paths{up: []int32{-1}, elem: []string{""}, ids: map[pathKey]int32{}}
}

func (p *paths) below(up int32, elem string) int32 {
	k := pathKey{up, elem}
	id, ok := p.ids[k]
	if !ok {
		id = int32(len(p.up))
		p.up, p.elem = append(p.up, up), append(p.elem, elem)
		p.ids[k] = id
	}
	return id
}

// within reports whether p is at or below q.
func (p *paths) within(x, q int32) bool {
	for ; x >= 0; x = p.up[x] {
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
	return p.below(p.rebase(p.up[x], q, r), p.elem[x])
}

// weak reports whether a path has an unknown index: writes there are weak.
func (p *paths) weak(x int32) bool {
	for ; x > 0; x = p.up[x] {
		if p.elem[x] == star {
			return true
		}
	}
	return false
}

// text is a path as Go writes it: ".Net.Registration", "[1].Npi".
func (p *paths) text(x int32) string {
	var parts []string
	for ; x > 0; x = p.up[x] {
		parts = append(parts, p.elem[x])
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

// origin says where an object comes from; with n it is its identity.
type origin struct {
	kind string // global, alloc, unknown, provider, client, socket, device, thread, driver, bindings
	site program.SiteKey
	of   uint64 // a registration's key, an unknown value
	n    int32
}

type objectInfo struct {
	origin
	name  string // of a global or local variable
	local bool   // a local variable: it dies with its function
	deep  int    // pointers of unknown memory that lead to it
	at    *program.Site
}

func (m *Space) object(o origin, name string, at *program.Site) int32 {
	id, ok := m.objIDs[o]
	if !ok {
		id = int32(len(m.objects))
		m.objects = append(m.objects, objectInfo{origin: o, name: name, at: at})
		m.objIDs[o] = id
	}
	return id
}

// pointee is the object that the unknown value of a number points to.
func (m *Machine) pointee(n int64) int32 {
	o, ok := m.pointees[n]
	if !ok {
		o = m.object(origin{kind: "unknown", of: uint64(n)}, "", nil)
		m.pointees[n] = o
	}
	return o
}

// How many objects of one allocation are told apart; the last stands for all
// further ones. Of what callbacks make there may be any number, so few of them
// tell most of what there is to tell.
const (
	maxCopies = 4
	fewCopies = 2
)

// copies is how many objects of a kind of one allocation are told apart.
func (m *Machine) copies(kind string) int32 {
	if m.slice == nil || m.alone || kind == "socket" {
		return maxCopies
	}
	return fewCopies
}

// allocate makes a fresh object for an allocation.
func (m *Machine) allocate(st *State, kind string, at *program.Site, name string, unknown bool) int32 {
	last := m.copies(kind) - 1
	for n := int32(0); ; n++ {
		id := m.object(origin{kind: kind, site: at.Key, n: n}, name, at)
		o, exists := st.objs.Get(uint64(id))
		if exists && !o.summary && !m.reachable(st, id) {
			m.drop(st, id)
			exists = false
		}
		if !exists && (n == last || !m.live(st, id)) { // what is lost and yet registered is another
			st.objs = st.objs.Set(uint64(id), object{unknown: unknown, summary: n == last})
			return id
		}
		if n == last {
			return id
		}
	}
}

// live reports whether object id is, or holds, what has to be given back: a live
// registration, an open socket, received data that the driver retains.
func (m *Machine) live(st *State, id int32) bool {
	s, isSocket := st.sockets.Get(uint64(id))
	x, isOwed := st.owed.Get(uint64(id))
	live := isSocket && s.SocketPhase == typestate.SocketOpen || isOwed && x.Thing == typestate.Data && x.Stage == typestate.Held
	st.regis.High(uint32(id), func(_ uint64, r Registration) bool {
		live = live || r.Phase == typestate.Registered
		return !live
	})
	return live
}

// drop removes an object that nothing reaches. A live registration in it stays
// in regis: that is how it is known to be lost.
func (m *Machine) drop(st *State, id int32) {
	st.mem.High(uint32(id), func(k uint64, v Value) bool {
		m.retain(st, v, -1)
		return true
	})
	st.mem = st.mem.DeleteHigh(uint32(id))
	st.objs = st.objs.Delete(uint64(id))
	st.irps = st.irps.DeleteHigh(uint32(id))
	if x, ok := st.owed.Get(uint64(id)); ok && x.Stage == typestate.Ended {
		st.owed = st.owed.Delete(uint64(id))
	}
	if s, ok := st.sockets.Get(uint64(id)); ok && s.SocketPhase != typestate.SocketOpen {
		st.sockets = st.sockets.Delete(uint64(id))
	}
}

// ---- cells

// put writes a cell without regard to what lies below it.
func (m *Machine) put(st *State, o, p int32, v Value) {
	k := key(o, p)
	if old, ok := st.mem.Get(k); ok {
		if old == v {
			return
		}
		m.retain(st, old, -1)
	}
	m.retain(st, v, 1)
	m.escape(st, v)
	st.mem = st.mem.Set(k, v)
}

// escape marks the objects whose address v holds.
func (m *Machine) escape(st *State, v Value) {
	switch v.K {
	case Ptr, Func:
		if v.O >= 0 {
			if o, ok := st.objs.Get(uint64(v.O)); ok && !o.escaped {
				o.escaped = true
				st.objs = st.objs.Set(uint64(v.O), o)
			}
		}
	case Set:
		for _, w := range m.sets[v.N] {
			m.escape(st, w)
		}
	}
}

// clear removes the cells at and below p.
func (m *Machine) clear(st *State, o, p int32) {
	var gone []uint64
	st.mem.High(uint32(o), func(k uint64, v Value) bool {
		if m.paths.within(pathOf(k), p) {
			gone = append(gone, k)
			m.retain(st, v, -1)
		}
		return true
	})
	for _, k := range gone {
		st.mem = st.mem.Delete(k)
	}
}

// unknown reports whether cells at p that were never written hold anything.
func (m *Machine) unknown(st *State, o, p int32) bool {
	if m.isLoose(st, o, p) {
		return true
	}
	for q := p; q >= 0; q = m.paths.up[q] {
		if v, ok := st.mem.Get(key(o, q)); ok && v.K == Mark {
			return v.N == 1
		}
	}
	obj, ok := st.objs.Get(uint64(o))
	if !ok {
		return o < int32(len(m.prog.Names)) && m.anyGlob
	}
	return obj.unknown
}

// mark makes the cells at and below p zero or unknown.
func (m *Machine) mark(st *State, o, p int32, unknown bool) {
	m.clear(st, o, p)
	if m.unknown(st, o, p) != unknown {
		n := int64(0)
		if unknown {
			n = 1
		}
		m.put(st, o, p, Value{K: Mark, N: n})
	}
}

// strong reports whether a write at o, p replaces what is there.
func (m *Machine) strong(st *State, o, p int32) bool {
	obj, _ := st.objs.Get(uint64(o))
	return !obj.summary && !m.paths.weak(p)
}

// store writes v at o, p.
func (m *Machine) store(st *State, o, p int32, v Value) {
	if v.K == Agg {
		a := m.aggs[v.N]
		if m.strong(st, o, p) {
			m.mark(st, o, p, a.unknown)
		}
		a.cells.Range(func(k uint64, w Value) bool {
			m.store(st, o, m.paths.rebase(int32(k), 0, p), w)
			return true
		})
		return
	}
	if !m.strong(st, o, p) {
		if v.K == Ptr || v.K == Set || v.K == Func {
			m.blur(st)
		}
		if old, ok := st.mem.Get(key(o, p)); ok {
			v = m.either(old, v)
		} else if !m.unknown(st, o, p) {
			v = m.either(integer(0), v)
		}
	}
	m.put(st, o, p, v)
}

// load reads the cell at o, p; a set of values is returned as it is.
func (m *Machine) load(st *State, o, p int32, kind summary.Shape, at *program.Site) Value {
	if kind == summary.Struct {
		return m.aggregate(st, o, p)
	}
	v, ok := st.mem.Get(key(o, p))
	if ok && v.K != Mark {
		if v.K == Any && m.strong(st, o, p) {
			v = m.vague(st, at, kind)
			m.put(st, o, p, v)
		}
		return v
	}
	if m.hasForgot(st, key(o, p)) {
		v = m.forgotten(st, key(o, p))
		m.put(st, o, p, v)
		return v
	}
	if !m.unknown(st, o, p) {
		return m.zeroElement(st, o, p)
	}
	if v = m.unknownOf(st, at, kind); m.isLoose(st, o, p) {
		v = m.vague(st, at, kind)
	}
	if m.paths.elem[p] == ddi.MinorFunction {
		v = m.asMinor(st, v)
	}
	if m.anyGlob && v.K == Sym {
		m.assume0(v.N)
	}
	if v.K == Sym {
		m.deep[v.N] = m.objects[o].deep + 1
	}
	if m.strong(st, o, p) && m.objects[o].deep < maxDeep {
		m.put(st, o, p, v)
	}
	return v
}

// maxDeep is how many pointers of unknown memory are followed one after the
// other before what is read there is forgotten at once.
const maxDeep = 3

// assume0 notes that v was there before an open run began: what a branch on it
// says need not fit what the run does.
func (m *Machine) assume0(id int64) {
	if m.assumed == nil {
		m.assumed = map[int64]bool{}
	}
	m.assumed[id] = true
}

// presumes reports whether v is made of values from before an open run.
func (m *Machine) presumes(v Value) bool {
	if len(m.assumed) == 0 {
		return false
	}
	found := false
	m.atoms(v, func(k uint64) { found = found || k < 1<<40 && m.assumed[int64(k)] })
	return found
}

// zeroElement is the value of a cell never written: zero, or what was written
// to an element of unknown index.
func (m *Machine) zeroElement(st *State, o, p int32) Value {
	if p > 0 && strings.HasPrefix(m.paths.elem[p], "[") && m.paths.elem[p] != star {
		if v, ok := st.mem.Get(key(o, m.paths.below(m.paths.up[p], star))); ok {
			return m.either(integer(0), v)
		}
	}
	if p > 0 && m.paths.elem[p] == star {
		v := integer(0)
		st.mem.High(uint32(o), func(k uint64, w Value) bool {
			if q := pathOf(k); m.paths.up[q] == m.paths.up[p] && strings.HasPrefix(m.paths.elem[q], "[") && w.K != Mark {
				v = m.either(v, w)
			}
			return true
		})
		return v
	}
	return integer(0)
}
