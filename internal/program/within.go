package program

import "slices"

// What lies within what: the classes of the fields that are found in the objects of a class,
// and in those. Fields lead to each other in circles, through lists and unions: the classes
// of a circle hold the same (Tarjan, "Depth-First Search and Linear Graph Algorithms", 1972),
// so that each is gone through once, however often it is asked for.

// nest is what is known of what lies within each class. It is made anew once classes have
// become one, or have got further fields.
type nest struct {
	of      []int32   // by class: its circle, or -1
	members [][]int32 // by circle: the classes in it
	within  [][]int32 // by circle: itself and the circles that are found in it, sorted
	fields  [][]int32 // by circle: the classes of these, sorted; nil if nobody has asked

	seen  []int32 // by class: when the walk has come to it, from 1 on
	low   []int32 // by class: the first that the walk comes back to from it
	stack []int32
	count int32
}

// Fields are the classes that a write of the whole of what class c stands for changes:
// c itself, and all fields that are found in it. They are sorted, and not to be changed.
func (t *Points) Fields(c int32) []int32 {
	n := t.nested()
	k := t.circle(n, t.Find(c))
	if n.fields[k] == nil {
		var out []int32
		for _, d := range n.within[k] {
			out = append(out, n.members[d]...)
		}
		slices.Sort(out)
		n.fields[k] = out
	}
	return n.fields[k]
}

// Within reports whether class c is one of Fields(outer).
func (t *Points) Within(c, outer int32) bool {
	n := t.nested()
	_, ok := slices.BinarySearch(n.within[t.circle(n, t.Find(outer))], t.circle(n, t.Find(c)))
	return ok
}

// nested is the nest of the classes that there are.
func (t *Points) nested() *nest {
	if t.nest == nil {
		t.nest = &nest{}
	}
	for len(t.nest.of) < len(t.up) {
		t.nest.of, t.nest.seen, t.nest.low = append(t.nest.of, Nowhere), append(t.nest.seen, 0), append(t.nest.low, 0)
	}
	return t.nest
}

// circle is the circle of class c, which is found with all that lies within it.
func (t *Points) circle(n *nest, c int32) int32 {
	if n.of[c] == Nowhere {
		t.walk(n, c)
	}
	return n.of[c]
}

func (t *Points) walk(n *nest, c int32) {
	n.count++
	n.seen[c], n.low[c] = n.count, n.count
	n.stack = append(n.stack, c)
	for _, f := range t.fields[c] {
		x := t.Find(f.class)
		switch {
		case n.seen[x] == 0:
			t.walk(n, x)
			n.low[c] = min(n.low[c], n.low[x])
		case n.of[x] == Nowhere:
			n.low[c] = min(n.low[c], n.seen[x])
		}
	}
	if n.low[c] == n.seen[c] {
		t.close(n, c)
	}
}

// close makes a circle of what has been come to since class c.
func (t *Points) close(n *nest, c int32) {
	at := slices.Index(n.stack, c)
	members := slices.Clone(n.stack[at:])
	n.stack = n.stack[:at]
	k := int32(len(n.members))
	for _, m := range members {
		n.of[m] = k
	}
	var next []int32
	for _, m := range members {
		for _, f := range t.fields[m] {
			next = append(next, n.of[t.Find(f.class)])
		}
	}
	within := []int32{k}
	for _, d := range unique(next) {
		if d != k {
			within = append(within, n.within[d]...)
		}
	}
	n.members, n.within, n.fields = append(n.members, members), append(n.within, unique(within)), append(n.fields, nil)
}
