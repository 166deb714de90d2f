package statements

import (
	"fmt"
	"math/rand/v2"
)

// Made is a program with its text and its truth.
type Made struct {
	P     *Program
	Files map[string][]byte
	T     *Truth
	Stmts int
	Feats []string
}

// Options of a generation.
type Options struct {
	Seed uint64
	On   map[string]bool
}

var targetRules = []string{"WSK001", "WSK002", "WSK003", "WSK004", "WSK006", "WSK007", "WSK008"}

// candidate makes one program, mutated n times, or nil.
func candidate(r *rand.Rand, id string, o Options, mutate int, want string) *Made {
	g := build(r, id, o.On, size, want)
	unshare(g.p)
	fixup(g.p)
	if g.chance(.5) {
		g.mutate(mutate / 2)
		mutate -= mutate / 2
	}
	// decomposition
	if g.on["helper"] {
		for k := g.n(4); k > 0; k-- {
			g.outline()
		}
	}
	if g.on["closure"] && g.chance(.2) {
		g.enclose()
	}
	if n := countStmts(g.p); n < size {
		g.noise(g.n(min(8, size-n) + 1))
	}
	g.mutate(mutate)
	unshare(g.p)
	fixup(g.p)
	n := countStmts(g.p)
	if n > size {
		return nil
	}
	if !bound(g.p) {
		return nil
	}
	files, err := printAll(g.p, false)
	if err != nil {
		return nil
	}
	if err := typeCheck(g.p, files); err != nil {
		return nil
	}
	settlePending(g.p)
	if !onlyEnabled(g.p, o.On) {
		return nil
	}
	t := Explore(g.p, 6000)
	if t.Reject == "" && !(t.Registers && t.Succeeds) {
		t.Reject = "never registers"
	}
	if t.Reject != "" {
		return nil
	}
	return &Made{P: g.p, Files: files, T: t, Stmts: n}
}

// onlyEnabled reports whether p makes no use of a feature switched off.
func onlyEnabled(p *Program, on map[string]bool) bool {
	for _, f := range features(p) {
		if has(allFeatures, f) && !on[f] {
			return false
		}
	}
	return true
}

func newRand(seed uint64, i int) *rand.Rand { return rand.New(rand.NewPCG(seed, uint64(i))) }

// produce makes the program with number i.
func produce(i int, o Options) *Made {
	r := newRand(o.Seed, i)
	id := fmt.Sprintf("p%05d", i)
	clean := r.IntN(2) == 0
	target := targetRules[r.IntN(len(targetRules))]
	mutant := r.IntN(5) < 2 // a correct program that has been mutated all the same
	fallback := (*Made)(nil)
	var m *Made
	for try := 0; try < 400; try++ {
		n := 0
		switch {
		case !clean:
			n = 1 + r.IntN(3)
		case mutant:
			n = 1 + r.IntN(2)
		}
		want := target
		if clean {
			want = ""
		}
		c := candidate(r, id, o, n, want)
		if c == nil {
			continue
		}
		must, may := len(c.T.Must), len(c.T.May)
		if clean {
			if must == 0 && may == 0 && c.T.Unloads && nontrivial(c) {
				m = c
				break
			}
			continue
		}
		if must < 1 || must > 3 {
			continue
		}
		hit := false
		for _, v := range c.T.Must {
			if v.Rule == target {
				hit = true
			}
		}
		if hit {
			m = c
			break
		}
		if fallback == nil {
			fallback = c
		}
		if try > 80 && fallback != nil {
			break
		}
	}
	if m == nil {
		m = fallback
	}
	if m == nil {
		return nil
	}
	files, err := printAll(m.P, true)
	if err != nil {
		panic(id + ": " + err.Error())
	}
	m.Files = files
	m.Feats = features(m.P)
	return m
}

// nontrivial wants some decision in a program said to be correct.
func nontrivial(m *Made) bool {
	n := 0
	for _, f := range m.P.Funcs {
		walkStmts(f.Body, func(s Stmt) {
			switch s.(type) {
			case *SIf, *SSwitch, *SFor:
				n++
			}
		})
	}
	return n >= 2
}
