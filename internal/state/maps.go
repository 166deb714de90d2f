package state

import (
	"strconv"
	"strings"

	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/summary"
)

// MapElem is the path element of key k.
func (m *Space) MapElem(st *State, k domain.Value) string {
	if k.K == domain.Ptr && m.Strong(st, k.O, k.P) {
		return "[&" + strconv.Itoa(int(k.O)) + "." + strconv.Itoa(int(k.P)) + "]"
	}
	return m.IndexElem(k.Plain())
}

// KeyOf is the key of a path element that mapElem made; not of star.
func KeyOf(elem string) domain.Value {
	text := elem[1 : len(elem)-1]
	number := func(s string) int64 {
		n, _ := strconv.ParseInt(s, 10, 64)
		return n
	}
	switch text[0] {
	case '#':
		return domain.Value{K: domain.Str, N: number(text[1:])}
	case '&':
		o, p, _ := strings.Cut(text[1:], ".")
		return domain.Value{K: domain.Ptr, O: int32(number(o)), P: int32(number(p))}
	}
	return domain.Number(number(text))
}

// Has is the path of the cell that says that the map at v has the key of elem.
// The zero value of a key that is there is not told from none otherwise.
func (m *Space) Has(v domain.Value, elem string) int32 { return m.Paths.Below(v.P, "has"+elem) }

// ZeroOf is the zero value of a shape.
func ZeroOf(kind summary.Shape) domain.Value {
	if kind == summary.Struct {
		return domain.Value{K: domain.Agg}
	}
	return domain.Number(0)
}

// Members are the values that v may be.
func (m *Space) Members(v domain.Value) []domain.Value {
	if v.K == domain.Set {
		return m.Sets[v.N]
	}
	return []domain.Value{v}
}
