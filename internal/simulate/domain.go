package simulate

import "github.com/wskvet/wskvet/internal/domain"

// The values that states are made of, under the names that this package uses.
type (
	Value = domain.Value
	Kind  = domain.Kind
	Range = domain.Range
)

// The kinds of values.
const (
	Any  = domain.Any
	Int  = domain.Int
	Str  = domain.Str
	Ptr  = domain.Ptr
	Func = domain.Func
	API  = domain.API
	Sym  = domain.Sym
	Term = domain.Term
	Agg  = domain.Agg
	Box  = domain.Box
	Set  = domain.Set
	Mark = domain.Mark
)

// Objects that are none.
const (
	none    = domain.None
	nilBase = domain.NilBase
	anyBase = domain.AnyBase
)

const strayType = domain.StrayType

var full = domain.Full

func integer(n int64) Value { return domain.Number(n) }

func combine(h uint64, xs ...uint64) uint64 { return domain.Combine(h, xs...) }

func boolean(b bool) Value { return domain.Boolean(b) }

func point(n int64) Range { return domain.Point(n) }

func opposite(op string) string { return domain.Opposite(op) }

func mirrored(op string) string { return domain.Mirrored(op) }
