package domain

import "math/bits"

func Combine(h uint64, xs ...uint64) uint64 {
	for _, x := range xs {
		h = h*0x9e3779b97f4a7c15 ^ x ^ h>>29
	}
	return h
}

func (v Value) Hash() uint64 {
	return Combine(uint64(v.K), uint64(uint32(v.T)), uint64(uint32(v.O)), uint64(uint32(v.P)), uint64(v.N))
}

// HashAt is what a value adds, at a place, to a hash that is the sum of those of its places.
func (v Value) HashAt(k uint64) uint64 {
	h := fold(k*0x9e3779b97f4a7c15^uint64(v.K)<<32^uint64(uint32(v.T))^0xa0761d6478bd642f, uint64(uint32(v.O))<<32^uint64(uint32(v.P))^0xe7037ed1a0b428db)
	return fold(h^0x8ebc6af09c88c6e3, uint64(v.N)^0x589965cc75374cc3) ^ h
}

// fold multiplies two numbers so that each bit of the result depends on all of theirs: after
// wyhash, whose constants stand above.
func fold(a, b uint64) uint64 {
	hi, lo := bits.Mul64(a, b)
	return hi ^ lo
}

// TextHash is the hash of a text, by FNV-1a.
func TextHash(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}
