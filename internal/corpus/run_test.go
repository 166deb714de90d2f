package corpus

import (
	"flag"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/wskvet/wskvet/internal/check"
	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/follow"
	"github.com/wskvet/wskvet/internal/harness"
	"github.com/wskvet/wskvet/internal/load"
	"github.com/wskvet/wskvet/internal/settings"
	"github.com/wskvet/wskvet/internal/state"
)

// only picks the fixtures that TestCorpus runs: go test ./internal/corpus -run TestCorpus
// -fixtures socket/accept. Nothing else is loaded.
var only = flag.String("fixtures", "", "run the fixtures alone whose names begin so")

// chosen are the fixtures that are picked, and the patterns that load them.
func chosen(t *testing.T) (names, patterns []string) {
	t.Helper()
	names, err := Fixtures(root)
	if err != nil {
		t.Fatal(err)
	}
	if *only == "" {
		return names, []string{"./..."}
	}
	names = slices.DeleteFunc(names, func(name string) bool { return !strings.HasPrefix(name, *only) })
	for _, name := range names {
		patterns = append(patterns, "./"+name+"/...")
	}
	return names, patterns
}

// Every mark is found and nothing else is; and what is inconclusive is marked so in the
// fixtures of which all of it is.
func TestCorpus(t *testing.T) {
	marked, err := Marks(root)
	if err != nil {
		t.Fatal(err)
	}
	unsure, err := Inconclusive(root)
	if err != nil {
		t.Fatal(err)
	}
	names, patterns := chosen(t)
	r := result(t, settings.Settings{Checks: []string{"default", optional}}, patterns...)
	found, vague := slices.DeleteFunc(where(t, r.Findings), unasked), where(t, r.Inconclusive)
	for _, d := range Compare(nil, found) {
		if _, known := slices.BinarySearch(names, d.Fixture); !known {
			t.Errorf("findings outside the fixtures:\n%s", d)
		}
	}
	for _, name := range names {
		t.Run(name, func(t *testing.T) {
			differences := Compare(of(name, marked), of(name, found))
			if decided(name) {
				differences = append(differences, Compare(of(name, unsure), of(name, vague))...)
			}
			for _, d := range differences {
				t.Errorf("\n%s", d)
			}
		})
	}
}

// decided reports whether all that is inconclusive in a fixture is marked: in those that
// are about what is not followed, in those that are correct, and in those that halt, of
// which no life comes to its end.
func decided(name string) bool {
	return strings.HasPrefix(name, "coverage/") || strings.HasSuffix(name, "_ok") || strings.HasSuffix(name, "_halts")
}

// optional is the rule that is off unless it is asked for, and boot the
// directory of the fixtures that are about it: elsewhere it is not marked.
const (
	optional = "WSK014"
	boot     = "boot/"
)

// A rule that is off by default is not reported unless it is asked for.
func TestOptional(t *testing.T) {
	for _, f := range analyse(t, settings.Settings{}, "./"+boot+"...") {
		if f.Rule == optional {
			t.Errorf("%s", f)
		}
	}
}

// unasked reports whether a finding is of the rule that fixtures elsewhere do not mark.
func unasked(m Mark) bool { return m.Rule == optional && !strings.HasPrefix(m.File, boot) }

// A registration on the heap is named by the global that leads to it, or else by
// what its memory was assigned to.
func TestNames(t *testing.T) {
	for name, object := range map[string]string{
		"guard/object_always":      "current.registration",
		"guard/object_unpublished": "c.registration",
		"lost/deleted":             "device.DeviceExtension.registration",
		"lost/pointer_nil":         "registration",
		"lost/pool_freed":          "active.registration",
		"place/heap_dropped":       "c.registration",
		"place/slice_failed":       "live[0]",
		"place/two_same":           "outer",
	} {
		for _, f := range findings(t, settings.Settings{}, "./"+name) {
			if f.Object != object || !strings.Contains(f.Message, object) {
				t.Errorf("%s: %s, of %s, not %s", name, f.Message, f.Object, object)
			}
		}
	}
}

// A branch on what the driver keeps is a step where it passes over the call that is
// missed, and nowhere else.
func TestSkipped(t *testing.T) {
	for name, want := range map[string]string{
		"flow/onepass_lateflag":          "captured is false: wsk.WskReleaseProviderNPI(&registration) is skipped",
		"guard/atomic_swapped":           "state.CompareAndSwap(stopping, started) is false: wsk.WskDeregister(&registration) is skipped",
		"guard/bitmask_assigned":         "have & haveRegistration != 0 is false: wsk.WskDeregister(&registration) is skipped",
		"guard/bool_inverted":            "registered is true: wsk.WskDeregister(&registration) is skipped",
		"guard/bool_early":               "",
		"guard/object_unpublished":       "",
		"guard/perresource_unset":        "captured is false: wsk.WskReleaseProviderNPI(&registration) is skipped",
		"guard/stage_nofallthrough":      "stage == 2 is true: wsk.WskDeregister(&registration) is skipped",
		"packages/object_flag":           "c.registered is false: wsk.WskDeregister(&c.registration) is skipped",
		"thread/system_unjoined":         "",
		"framework/chained_nullreturn":   "previousUnload == nil is true: wsk.WskDeregister(&registration) is skipped",
		"guard/flagcleared_callback":     "registered == 0 is true: wsk.WskDeregister(&registration) is skipped",
		"place/map_deleted":              "len(users) > 0 is false: wsk.WskDeregister(&registration) is skipped",
		"guard/compareexchange_unmarked": "wdm.InterlockedCompareExchange(&state, stopping, started) != started is true: wsk.WskDeregister(&registration) is skipped",
	} {
		got := map[string]bool{}
		for _, f := range findings(t, settings.Settings{}, "./"+name) {
			for _, s := range f.Steps {
				if strings.HasSuffix(s.Text, " is skipped") {
					got[s.Text] = true
				}
			}
		}
		if want == "" && len(got) > 0 || want != "" && (len(got) != 1 || !got[want]) {
			t.Errorf("%s: %v, not %q", name, got, want)
		}
	}
}

// analyse is where packages of the corpus break rules.
func analyse(t *testing.T, s settings.Settings, patterns ...string) []Mark {
	t.Helper()
	return where(t, findings(t, s, patterns...))
}

// where is the places of findings in the corpus.
func where(t *testing.T, fs []finding.Finding) []Mark {
	t.Helper()
	dir, err := filepath.Abs(root)
	if err != nil {
		t.Fatal(err)
	}
	var found []Mark
	for _, f := range fs {
		file := f.Pos.File
		if filepath.IsAbs(file) {
			if file, err = filepath.Rel(dir, file); err != nil {
				t.Fatal(err)
			}
		}
		found = append(found, Mark{f.Rule, filepath.ToSlash(file), f.Pos.Line})
	}
	return found
}

// findings analyses packages of the corpus as the command does.
func findings(t *testing.T, s settings.Settings, patterns ...string) []finding.Finding {
	t.Helper()
	return result(t, s, patterns...).Findings
}

func result(t *testing.T, s settings.Settings, patterns ...string) *load.Result {
	t.Helper()
	s.Limits = settings.DefaultLimits()
	return limited(t, s, patterns...)
}

// watched analyses a package, and looks over each state that a root of it comes to.
func watched(t *testing.T) func(check.Input) (check.Output, error) {
	return func(in check.Input) (check.Output, error) {
		in.Trace = &harness.Trace{Observer: sanity{t: t, path: in.Path}}
		return check.Package(in)
	}
}

// sanity is the observer that looks over states.
type sanity struct {
	follow.Inattentive
	t    *testing.T
	path string
}

func (s sanity) Ended(m *follow.Runner, st *state.State)  { s.failed(m.Sane(st), st) }
func (s sanity) Rested(m *follow.Runner, st *state.State) { s.failed(m.Rests(st), st) }

func (s sanity) failed(err error, st *state.State) {
	if err != nil {
		s.t.Errorf("%s: %v, behind %q", s.path, err, last(st))
	}
}

// last is the last step that has led to a state.
func last(st *state.State) string {
	if st.Trace == nil {
		return ""
	}
	return st.Trace.Text
}

func limited(t *testing.T, s settings.Settings, patterns ...string) *load.Result {
	t.Helper()
	dir, err := filepath.Abs(root)
	if err != nil {
		t.Fatal(err)
	}
	result, err := load.Run(t.Context(), load.Config{Dir: dir, Patterns: patterns, Settings: s, Check: watched(t)})
	if err != nil {
		t.Fatal(err)
	}
	if result.Analysed == 0 {
		t.Fatal("nothing was analysed")
	}
	return result
}
