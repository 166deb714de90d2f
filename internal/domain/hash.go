package domain

func Combine(h uint64, xs ...uint64) uint64 {
	for _, x := range xs {
		h = h*0x9e3779b97f4a7c15 ^ x ^ h>>29
	}
	return h
}

func (v Value) Hash() uint64 {
	return Combine(uint64(v.K), uint64(uint32(v.T)), uint64(uint32(v.O)), uint64(uint32(v.P)), uint64(v.N))
}

// TextHash is the hash of a text, by FNV-1a.
func TextHash(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}
