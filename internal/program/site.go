package program

import (
	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/summary"
)

// SiteKey is an instruction of the program.
type SiteKey struct{ Fn, Block, Instr int32 }

// Site is an instruction and its place.
type Site struct {
	Key SiteKey
	Fn  *Func
	Pos summary.Pos
}

// Instr is the instruction there.
func (s *Site) Instr() *summary.Instr { return &s.Fn.Blocks[s.Key.Block].Instrs[s.Key.Instr] }

// Position is the place in the source, or none.
func (s *Site) Position() finding.Position {
	if s == nil || s.Pos.Line == 0 {
		return finding.Position{}
	}
	return finding.Position{File: s.Fn.pkg.Files[s.Pos.File], Line: int(s.Pos.Line), Col: int(s.Pos.Col)}
}
