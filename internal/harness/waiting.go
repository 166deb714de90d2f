package harness

import (
	"slices"

	"github.com/wskvet/wskvet/internal/state"
)

// The states between two roots, while they wait for what the system does next.

// group is the states of one typestate.
type group struct {
	n      int
	kept   []*group     // those that are kept apart, each by itself
	merged *state.State // what those beyond the bound share
	waits  bool         // merged waits
}

// add lets st wait for what the system does next, unless an equal state was there, or more
// than a few and one that says as much. Beyond a bound those of one typestate are joined.
// What they share stands for all of them: while it waits it grows, and is followed once.
func (d *driver) add(st state.State) {
	if d.seen[st.Hash()] {
		return
	}
	d.seen[st.Hash()] = true
	standing := d.m.Standing(&st)
	g := d.groups[standing]
	if g == nil {
		g = &group{}
		d.groups[standing] = g
	}
	if d.m.Unites(len(g.kept)) && d.unite(g, &st) {
		return
	}
	g.n++
	if d.m.Dropped(g.n) {
		return
	}
	if g.n <= d.m.Apart() {
		one := &group{merged: &st}
		g.kept = append(g.kept, one)
		d.wait(one)
		return
	}
	if g.merged != nil {
		st = d.m.Join(g.merged, &st)
		if d.seen[st.Hash()] {
			return
		}
		d.seen[st.Hash()] = true
	}
	g.merged = &st
	d.wait(g)
}

// wait has what is merged in g wait, unless it does.
func (d *driver) wait(g *group) {
	if !g.waits {
		g.waits = true
		d.waiting = append(d.waiting, g)
	}
}

// unite has one of those that are kept stand for st too, if nothing is lost by that.
func (d *driver) unite(g *group, st *state.State) bool {
	for _, one := range g.kept {
		united, grown := d.m.Unite(one.merged, st)
		if !united {
			continue
		}
		if grown {
			d.swallow(g, one)
			d.wait(one)
		}
		return true
	}
	return false
}

// swallow has one, which says more than before, stand for others that are kept.
func (d *driver) swallow(g *group, one *group) {
	again := false
	g.kept = slices.DeleteFunc(g.kept, func(other *group) bool {
		if other == one || again {
			return false
		}
		united, grown := d.m.Unite(one.merged, other.merged)
		again = grown
		if united {
			d.waiting = slices.DeleteFunc(d.waiting, func(w *group) bool { return w == other })
			g.n--
		}
		return united
	})
	if again {
		d.swallow(g, one)
	}
}

// next takes the state that has waited longest.
func (d *driver) next() state.State {
	g := d.waiting[0]
	d.waiting = d.waiting[1:]
	g.waits = false
	return *g.merged
}

// maxHopes is how many times the steps that are left those may be that the states which wait
// on a slice seem to take. That is a guess: a state may bring others, or say nothing new.
const maxHopes = 2

// hopeless reports whether states that wait would take far more steps than are left, if each
// took as many as one of those did that were taken so far.
func hopeless(waiting, taken, steps, left int) bool {
	return taken > 0 && waiting*(steps/taken) > maxHopes*left
}
