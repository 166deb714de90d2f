package trial

import "hash/fnv"

// Sampled reports whether the i-th mutant of a model is among one of every. Which
// ones are depends on the model alone, so that new models change nothing for others.
func Sampled(model string, i, every int) bool {
	h := fnv.New32a()
	h.Write([]byte(model))
	return (i+int(h.Sum32()%uint32(every)))%every == 0
}
