package program

import (
	"slices"

	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/summary"
)

// loops keeps the loops that are not seen to end, and notes what counts the turns
// of the others.
func (s *slicer) loops() {
	for h := range s.f.Blocks {
		if !s.f.Blocks[h].Loop {
			continue
		}
		var back []int32
		for _, p := range s.preds[h] {
			if int(p) >= h {
				back = append(back, p)
			}
		}
		bodies := make([]map[int32]bool, len(back))
		for i, b := range back {
			bodies[i] = s.body(int32(h), b)
		}
		s.proper[int32(h)] = !slices.ContainsFunc(bodies, func(b map[int32]bool) bool { return b == nil })
		if len(back) != 1 || bodies[0] == nil || !s.ends(int32(h), back[0], bodies[0]) {
			for _, p := range back {
				s.matters(p)
			}
		}
	}
}

// ends reports whether a loop with head h and one way back to it counts up, and
// leaves at its head or at its end once a bound is reached that it does not move.
func (s *slicer) ends(h, back int32, body map[int32]bool) bool {
	for _, b := range []int32{h, back} {
		blk := &s.f.Blocks[b]
		last := &blk.Instrs[len(blk.Instrs)-1]
		if last.Code != summary.If || last.A < 0 || body[blk.Succs[1]] {
			continue
		}
		if test := s.made(int32(last.A)); test != nil && test.Code == summary.Binary && test.Name == "<" && s.fixed(test.B, h) && s.counter(test.A, h, back) {
			return true
		}
	}
	return false
}

// fixed reports whether o is the same in each turn of the loop with head h.
func (s *slicer) fixed(o summary.Operand, h int32) bool {
	if o < 0 {
		return true
	}
	if in := s.made(int32(o)); in != nil && in.Code == summary.Length { // of a slice or string: a value
		o = in.A
	}
	return o < 0 || s.at[o].Block < h
}

// counter reports whether o is a number that each turn of the loop makes greater
// by a constant: as it was at the head, or already greater.
func (s *slicer) counter(o summary.Operand, h, back int32) bool {
	if o < 0 {
		return false
	}
	in := s.made(int32(o))
	if in != nil && in.Code == summary.Binary && in.Name == "+" && in.A >= 0 {
		o, in = in.A, s.made(int32(in.A))
	}
	if in == nil || in.Code != summary.Phi || s.at[o].Block != h {
		return false
	}
	from := summary.Operand(-1)
	for k, p := range s.preds[h] {
		if p == back {
			from = in.Args[s.edge(h, k)]
		}
	}
	if from < 0 {
		return false
	}
	next := s.made(int32(from))
	if next == nil || next.Code != summary.Binary || next.Name != "+" || next.A != o {
		return false
	}
	step := s.f.Value(next.B)
	if step != domain.Number(1) { // by more, it could pass over the greatest number
		return false
	}
	for k, p := range s.preds[h] {
		if p == back {
			continue
		}
		begin := s.f.Value(in.Args[s.edge(h, k)])
		if begin.K == domain.Int && begin.N >= 0 {
			s.counts[int32(o)], s.counts[int32(from)] = true, true
		} else if begin.K == domain.Int && begin.N == -1 { // a range starts before its first element
			s.counts[int32(from)] = true
		}
	}
	return true
}

// edge is which operand of the phis of block h belongs to its k-th predecessor.
func (s *slicer) edge(h int32, k int) int32 {
	p := s.preds[h][k]
	for j, t := range s.f.Blocks[p].Succs {
		if t == h {
			return s.f.Blocks[p].Edge[j]
		}
	}
	return 0
}

// body is the blocks of the loop with head h and the way back from block back, or
// nil if it can be entered elsewhere.
func (s *slicer) body(h, back int32) map[int32]bool {
	in := map[int32]bool{h: true}
	for work := []int32{back}; len(work) > 0; {
		b := Pop(&work)
		if in[b] {
			continue
		}
		if b < h { // reverse post-order: the head comes first
			return nil
		}
		in[b] = true
		work = append(work, s.preds[b]...)
	}
	return in
}
