// Package near finds the word that was meant by one that is misspelt.
package near

import "strings"

// Word is the word that a misspelt one is nearest to, or "" if there is none near
// enough: one that differs in case alone or, if it is not short, in one or two letters.
// A word is not near to itself. Of equally near ones it is the first.
func Word(word string, words []string) string {
	best, least := "", limit(word)+1
	for _, w := range words {
		if w == word {
			return ""
		}
		d := Distance(strings.ToLower(word), strings.ToLower(w))
		if d < least {
			best, least = w, d
		}
	}
	return best
}

// limit is how many letters may differ.
func limit(word string) int {
	switch n := len(word); {
	case n < 4:
		return 0
	case n < 8:
		return 1
	}
	return 2
}

// Distance is how many letters have to be put in, left out, replaced or swapped with
// their neighbour to make one word of the other (Damerau 1964, optimal string alignment).
func Distance(a, b string) int {
	rows := [3][]int{make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		cur, up, before := rows[i%3], rows[(i+2)%3], rows[(i+1)%3]
		cur[0] = i
		for j := 1; j <= len(b); j++ {
			same := up[j-1]
			if a[i-1] != b[j-1] {
				same++
			}
			cur[j] = min(same, up[j]+1, cur[j-1]+1)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				cur[j] = min(cur[j], before[j-2]+1)
			}
		}
	}
	return rows[len(a)%3][len(b)]
}
