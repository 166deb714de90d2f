package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/wskvet/wskvet/internal/finding"
)

// drawn is the class by which the page's style knows a node or an arrow.
type drawn string

const (
	drawnStart drawn = "start"
	drawnState drawn = "state"
	drawnMove  drawn = "move"
	drawnBad   drawn = "bad" // breaks the rule
)

// drawing is the life of the object as a picture: its states from top to
// bottom, an arrow for each step that moved it. An arrow to the next state runs
// straight down, one to the state before runs straight up beside it; any other
// takes a lane of its own on the left.
type drawing struct {
	Width, Height int
	Nodes         []node
	Arrows        []arrow
}

// node is a state, the dot that a life starts at, or the broken rule.
type node struct {
	Class      drawn
	Text, Full string
	X, Y, W, H int
}

// TextY is the base line of the node's text.
func (n node) TextY() int { return n.Y + n.H/2 + 4 }

// arrow is a move between two nodes, with its number and what made it.
type arrow struct {
	Class       drawn
	Path, Head  string // SVG path data
	Number      string
	Label, Full string
	Step        string // anchor of the step
	X, Y        int    // of the number
	TextX       int
}

// TextY is the base line of the arrow's label.
func (a arrow) TextY() int { return a.Y + 4 }

// move is a change of state.
type move struct {
	from, to int
	steps    []int // from 1
	text     string
	lane     int // from 1; 0 for a straight one
	gap      int // the gap between nodes that its label stands in, by the node above
	slot     int // its turn in the gap
}

// The measures of a drawing, in pixels.
const (
	nodeWidth  = 288
	nodeHeight = 30
	startSize  = 10
	gapBase    = 18 // height of a gap without labels
	labelStep  = 24
	laneWidth  = 26
	maxLanes   = 4
	downX      = 56 // of straight arrows, from the left side of the nodes
	upX        = 24
	labelX     = 74
	maxState   = 37 // characters that fit
	maxLabel   = 30
)

// draw is the drawing of finding n, or nil if no step says a state.
func draw(f *finding.Finding, n int) *drawing {
	states, moves := life(f)
	if len(states) < 2 {
		return nil
	}
	left := 4 + route(moves)*laneWidth
	d := &drawing{Width: left + nodeWidth + 2}
	y := 4
	for i, s := range states {
		h := nodeHeight
		if i == 0 {
			h = startSize
		}
		d.Nodes = append(d.Nodes, stateNode(i, s, f, left, y, h))
		y += h + gapBase + labelStep*labels(moves, i)
	}
	last := d.Nodes[len(d.Nodes)-1]
	d.Height = last.Y + last.H + 4
	for _, m := range moves {
		d.Arrows = append(d.Arrows, m.arrow(d.Nodes, left, n, broken(f)))
	}
	return d
}

func broken(f *finding.Finding) bool { return f.Rule != finding.Inconclusive }

// life is the states of the object in the order it enters them, and its moves.
// State 0 is before the first step; the last is the broken rule.
func life(f *finding.Finding) (states []string, moves []move) {
	states = []string{""}
	at := 0
	add := func(to, step int, text string) {
		i := slices.IndexFunc(moves, func(m move) bool { return m.from == at && m.to == to })
		if i < 0 {
			moves = append(moves, move{from: at, to: to, text: text})
			i = len(moves) - 1
		}
		moves[i].steps = append(moves[i].steps, step)
		at = to
	}
	for i, s := range f.Steps {
		if s.State == "" || s.State == states[at] {
			continue
		}
		to := slices.Index(states, s.State)
		if to < 0 {
			states = append(states, s.State)
			to = len(states) - 1
		}
		add(to, i+1, s.Text)
	}
	if len(states) > 1 && broken(f) {
		states = append(states, f.Rule)
		add(len(states)-1, len(f.Steps), f.Steps[len(f.Steps)-1].Text)
	}
	return states, moves
}

// route gives each move its lane and its label's place; it returns the lanes.
func route(moves []move) int {
	lanes := 0
	for i := range moves {
		m := &moves[i]
		switch {
		case m.to < m.from:
			m.gap = m.from - 1
		case i == len(moves)-1 && m.to > m.from: // what breaks the rule is read beside it
			m.gap = m.to - 1
		default:
			m.gap = m.from
		}
		m.slot = labels(moves[:i], m.gap)
		if m.to != m.from+1 && m.to != m.from-1 {
			m.lane = lanes%maxLanes + 1
			lanes++
		}
	}
	return min(lanes, maxLanes)
}

// labels is how many labels stand in the gap below a node.
func labels(moves []move, gap int) int {
	n := 0
	for _, m := range moves {
		if m.gap == gap {
			n++
		}
	}
	return n
}

func stateNode(i int, state string, f *finding.Finding, left, y, h int) node {
	n := node{Class: drawnState, Full: clean(state), X: left, Y: y, W: nodeWidth, H: h}
	switch {
	case i == 0:
		n.Class, n.X, n.W = drawnStart, left+downX-h/2, h
	case state == f.Rule:
		n.Class = drawnBad
	}
	n.Text = shorten(n.Full, maxState)
	return n
}

func (m move) arrow(nodes []node, left, n int, bad bool) arrow {
	from, to := nodes[m.from], nodes[m.to]
	a := arrow{Class: drawnMove, Step: stepID(n, m.steps[0]), Full: clean(m.text), TextX: left + labelX}
	if bad && m.to == len(nodes)-1 {
		a.Class = drawnBad
	}
	above := nodes[m.gap]
	a.Y = above.Y + above.H + gapBase/2 + labelStep*m.slot + labelStep/2 - 2
	a.Number = numbers(m.steps)
	a.Label = shorten(operation(a.Full), maxLabel)
	switch {
	case m.lane > 0:
		a.X = left - m.lane*laneWidth + laneWidth/2
		off := 5*m.lane - 10 // arrows at one node do not cover each other
		y1, y2 := from.Y+from.H/2+off, to.Y+to.H/2+off
		a.Path = fmt.Sprintf("M%d %dH%dV%dH%d", left, y1, a.X, y2, left)
		a.Head = fmt.Sprintf("M%d %dl-7 -4v8z", left, y2)
	case m.to > m.from:
		a.X = left + downX
		a.Path = fmt.Sprintf("M%d %dV%d", a.X, from.Y+from.H, to.Y)
		a.Head = fmt.Sprintf("M%d %dl-4 -7h8z", a.X, to.Y)
	default:
		a.X = left + upX
		a.Path = fmt.Sprintf("M%d %dV%d", a.X, from.Y, to.Y+to.H)
		a.Head = fmt.Sprintf("M%d %dl-4 7h8z", a.X, to.Y+to.H)
	}
	return a
}

// numbers is the number on an arrow: the first step that takes it.
func numbers(steps []int) string {
	if len(steps) > 1 {
		return fmt.Sprintf("%d+", steps[0])
	}
	return fmt.Sprint(steps[0])
}

// operation is what a step does, without the arguments of the call and without
// what the function is found in.
func operation(text string) string {
	before, after, ok := strings.Cut(text, "(")
	if !ok {
		return text
	}
	if !strings.Contains(before, " ") {
		before = before[strings.LastIndex(before, ".")+1:]
	}
	if strings.HasSuffix(after, "fails") {
		return before + " fails"
	}
	return before
}
