package corpus

import (
	"slices"
	"testing"

	"github.com/wskvet/wskvet/internal/settings"
)

// every is how many fixtures one stands for that is tried: all of them take minutes.
const every = 3

// Followed an obligation at a time, as a large driver is, each fixture gets no finding that
// is wrong, and what is wrong in it is found, or the fixture is inconclusive: a slice never
// hides anything.
func TestSliced(t *testing.T) {
	if testing.Short() && *only == "" {
		t.Skip("follows a third of the fixtures once more")
	}
	all, err := Marks(root)
	if err != nil {
		t.Fatal(err)
	}
	names, _ := chosen(t)
	step := every
	if *only != "" {
		step = 1
	}
	var sample, patterns []string
	for i := 0; i < len(names); i += step {
		sample, patterns = append(sample, names[i]), append(patterns, "./"+names[i]+"/...")
	}
	limits := settings.DefaultLimits()
	limits.Whole = 1
	checks := settings.Settings{Limits: limits, Checks: []string{"default", optional}}
	r := limited(t, checks, patterns...)
	found, vague := where(t, r.Findings), where(t, r.Inconclusive)
	missed := 0
	for _, name := range sample {
		want, got := of(name, all), of(name, found)
		for _, m := range got {
			if !slices.Contains(want, m) && m.Rule != optional {
				t.Errorf("wrong: %v", m)
			}
		}
		for _, m := range want {
			switch {
			case slices.Contains(got, m):
			case len(of(name, vague)) == 0 && len(limited(t, checks, "./"+name+"/...").Inconclusive) == 0: // alone, as a place may be in wdm
				t.Errorf("missed in silence: %v", m)
			default:
				missed++
			}
		}
	}
	t.Logf("%d marks of %d fixtures were not decided", missed, len(sample))
}
