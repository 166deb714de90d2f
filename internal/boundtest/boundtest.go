// Package boundtest compares the bounds that docs/engine.md names with the constants of
// the packages that have them.
package boundtest

import (
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

var number = regexp.MustCompile(`\d[\d,]*`)

// Compare holds the rows of the table, by how they begin, against the numbers that
// stand in their second cell. Root is the way to the root of the module.
func Compare(t *testing.T, root string, want map[string][]int) {
	t.Helper()
	data, err := os.ReadFile(root + "/docs/engine.md")
	if err != nil {
		t.Fatal(err)
	}
	_, table, _ := strings.Cut(string(data), "| what | bound | beyond it |")
	for begin, numbers := range want {
		_, row, ok := strings.Cut(table, "\n| "+begin)
		if !ok {
			t.Errorf("no row begins with %q", begin)
			continue
		}
		var got []int
		for _, n := range number.FindAllString(strings.Split(row, " | ")[1], -1) {
			x, err := strconv.Atoi(strings.ReplaceAll(n, ",", ""))
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, x)
		}
		if !slices.Equal(got, numbers) {
			t.Errorf("%s: the table says %d, and the constants are %d", begin, got, numbers)
		}
	}
}
