package rules

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// names is the table of the design: an ID and its name never change.
var names = []string{
	"WSK001 unload-registered",
	"WSK002 dispatch-after-release",
	"WSK003 deregister-captured",
	"WSK004 deregister-open-socket",
	"WSK005 deregister-not-awaited",
	"WSK006 entry-fails-registered",
	"WSK007 success-not-established",
	"WSK008 unbalanced",
	"WSK009 registration-lost",
	"WSK010 irp-in-flight",
	"WSK011 irql",
	"WSK012 socket-after-close",
	"WSK013 wait-in-callback",
	"WSK014 capture-blocks-load",
	"WSK015 nmr-not-awaited",
}

func TestNames(t *testing.T) {
	var got []string
	for _, r := range All() {
		got = append(got, r.ID+" "+r.Name)
	}
	if !slices.Equal(got, names) {
		t.Errorf("rules are\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(names, "\n"))
	}
}

func TestLevels(t *testing.T) {
	for _, r := range All() {
		off := r.ID == "WSK014"
		want := Error
		if off {
			want = Warning
		}
		if r.Default == off || r.Severity != want {
			t.Errorf("%s: default %v, severity %s", r.ID, r.Default, r.Severity)
		}
	}
}

// TestParts looks at what parse cannot know.
func TestParts(t *testing.T) {
	for _, r := range All() {
		for _, part := range []string{r.Title, r.What, r.Why, r.Wrong, r.Bad, r.Good, r.BadGo, r.GoodGo} {
			if strings.TrimSpace(part) == "" {
				t.Errorf("%s: a part is empty", r.ID)
			}
		}
		if len(r.Pages) == 0 {
			t.Errorf("%s: no page", r.ID)
		}
		if !strings.HasSuffix(r.Title, ".") || len(r.Title) > 120 {
			t.Errorf("%s: the title is not one short sentence: %q", r.ID, r.Title)
		}
		if !strings.Contains(r.What, "The place is") {
			t.Errorf("%s: does not say where it is reported", r.ID)
		}
		if strings.Count(r.Bad, "/* "+r.ID) != 1 || strings.Contains(r.Good, "/* WSK") ||
			strings.Count(r.BadGo, "// "+r.ID) != 1 || strings.Contains(r.GoodGo, "// WSK") {
			t.Errorf("%s: the place is marked once, and only in what is reported", r.ID)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	r, _ := Lookup("WSK001")
	good := r.Markdown()
	if _, err := parse(good); err != nil {
		t.Fatalf("a good text: %v", err)
	}
	for _, c := range []struct{ name, old, new string }{
		{"no heading", "# WSK001 ", "# WSK1 "},
		{"two lines of title", r.Title, r.Title + "\nmore"},
		{"no level", "Severity: error", "Severity: fatal"},
		{"section missing", "## " + headWhy + "\n\n" + r.Why + "\n\n", ""},
		{"section empty", r.Why, ""},
		{"section unknown", "## " + headWrong, "## More\n\ntext\n\n## " + headWrong},
		{"section out of order", "## " + headBad + "\n", "## " + headGood + "\n"},
		{"page without address", "](https://", "](http://"},
		{"text after an example", "```\n\n## " + headGood, "```\n\ntext\n\n## " + headGood},
		{"example in another language", "```go", "```c"},
		{"C in another language", "```c", "```cpp"},
		{"blank lines", "\n\n## " + headWhy, "\n\n\n## " + headWhy},
		{"text after the end", r.GoodGo + "```\n", r.GoodGo + "```\n\n## More\n\ntext\n"},
	} {
		text := strings.Replace(good, c.old, c.new, 1)
		if text == good {
			t.Errorf("%s: changed nothing", c.name)
		}
		if _, err := parse(text); err == nil {
			t.Errorf("%s: accepted", c.name)
		}
	}
}

func TestLookup(t *testing.T) {
	if r, ok := Lookup("WSK007"); !ok || r.Name != "success-not-established" {
		t.Errorf("WSK007 is %q, %v", r.Name, ok)
	}
	for _, id := range []string{"", "WSK000", "WSK016", "wsk001", "unload-registered"} {
		if r, ok := Lookup(id); ok {
			t.Errorf("%q is %s", id, r.ID)
		}
	}
}

func TestAllIsTheCallers(t *testing.T) {
	All()[0].ID = "changed"
	if All()[0].ID != "WSK001" {
		t.Error("a caller changed the rules")
	}
}

func TestSelect(t *testing.T) {
	var all []string
	for i := range 15 {
		all = append(all, fmt.Sprintf("WSK%03d", i+1))
	}
	without := func(ids ...string) []string {
		return slices.DeleteFunc(slices.Clone(all), func(id string) bool { return slices.Contains(ids, id) })
	}
	for _, c := range []struct {
		checks string
		want   []string
	}{
		{"", without("WSK014")},
		{"default", without("WSK014")},
		{"inherit", without("WSK014")},
		{"all", all},
		{"WSK001", []string{"WSK001"}},
		{"wsk001", []string{"WSK001"}},
		{"unload-registered", []string{"WSK001"}},
		{"ALL,-Unload-Registered", without("WSK001")},
		{"WSK009,WSK001,WSK009", []string{"WSK001", "WSK009"}},
		{"default,WSK014", all},
		{"-WSK003", without("WSK003", "WSK014")},
		{"all,-WSK003", without("WSK003")},
		{"-WSK003,WSK003", without("WSK014")},
		{"all,-default", []string{"WSK014"}},
		{"all,-all,WSK002", []string{"WSK002"}},
	} {
		got, err := Select(split(c.checks))
		if err != nil || !slices.Equal(got, c.want) {
			t.Errorf("Select(%q) = %v, %v, want %v", c.checks, got, err, c.want)
		}
	}
}

func TestSelectRefuses(t *testing.T) {
	for _, c := range []struct{ checks, says string }{
		{"WSK099", `unknown rule "WSK099": known are WSK001, `},
		{"all,-WSK01", `unknown rule "WSK01"`},
		{"WSK001,", `unknown rule ""`},
		{"-", `unknown rule ""`},
		{"unload-registred", `unknown rule "unload-registred", which is near to "unload-registered": known are WSK001, `},
		{"defualt", `unknown rule "defualt", which is near to "default": known are WSK001, `},
		{"-all", `checks "-all" leave no rule`},
		{"WSK001,-WSK001", `leave no rule`},
	} {
		got, err := Select(split(c.checks))
		if err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("Select(%q) = %v, %v, want an error with %q", c.checks, got, err, c.says)
		}
	}
	_, err := Select([]string{"nonsense"})
	for _, r := range All() {
		if !strings.Contains(err.Error(), r.ID) {
			t.Errorf("%v: does not name %s", err, r.ID)
		}
	}
}

func split(checks string) []string {
	if checks == "" {
		return nil
	}
	return strings.Split(checks, ",")
}
