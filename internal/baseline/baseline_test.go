package baseline_test

import (
	"bytes"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/wskvet/wskvet/internal/baseline"
	"github.com/wskvet/wskvet/internal/finding"
)

func at(line int, rule, fn, object string) finding.Finding {
	return finding.Finding{
		Rule: rule, Pos: finding.Position{File: "d.go", Line: line, Col: 1}, Package: "example.com/driver",
		Func: fn, Object: object, Message: fn + " breaks " + rule,
	}
}

func suppressed(fs []finding.Finding) (out []bool) {
	for _, f := range fs {
		out = append(out, f.Baselined && f.Suppressed != "")
	}
	return out
}

// Moved code is not new; another function, rule or object is.
func TestApply(t *testing.T) {
	b := baseline.Of([]finding.Finding{at(10, "WSK001", "unload", "reg"), at(20, "WSK003", "unload", "reg")})
	fs := []finding.Finding{
		at(90, "WSK001", "unload", "reg"), at(80, "WSK003", "unload", "reg"),
		at(10, "WSK001", "stop", "reg"), at(10, "WSK001", "unload", "other"), at(10, "WSK002", "unload", "reg"),
	}
	left := b.Apply(fs)
	if got, want := suppressed(fs), []bool{true, true, false, false, false}; !slices.Equal(got, want) {
		t.Errorf("known %v, want %v", got, want)
	}
	if len(left.Entries) != 0 {
		t.Errorf("left over: %v", left)
	}
}

// Of three equal findings, two known ones suppress two.
func TestCount(t *testing.T) {
	f := at(1, "WSK008", "stop", "reg")
	b := baseline.Of([]finding.Finding{f, f})
	if len(b.Entries) != 1 || b.Entries[0].Count != 2 || b.String() != "2 known findings" {
		t.Fatalf("%+v", b)
	}
	fs := []finding.Finding{f, f, f}
	if left := b.Apply(fs); len(left.Entries) != 0 || !slices.Equal(suppressed(fs), []bool{true, true, false}) {
		t.Errorf("left %v, known %v", left, suppressed(fs))
	}
	fs = fs[:1]
	fs[0] = f
	left := b.Apply(fs)
	if len(left.Entries) != 1 || left.Entries[0].Count != 1 {
		t.Errorf("one of two is gone: left %v", left)
	}
	if got, want := left.Entries[0].String(), "WSK008 in example.com/driver.stop about reg"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	left.Entries[0].Object = "a\nb\x1b[31m\u202e"
	if got := left.Entries[0].String(); strings.ContainsFunc(got, func(r rune) bool { return r != '\uFFFD' && !unicode.IsPrint(r) }) {
		t.Errorf("%q moves a terminal", got)
	}
	if b.Entries[0].Count != 2 {
		t.Error("Apply has changed the baseline")
	}
}

// A directive goes before the baseline: what it suppresses is neither written
// nor used up.
func TestDirective(t *testing.T) {
	f, quiet := at(1, "WSK001", "unload", "reg"), at(2, "WSK001", "unload", "reg")
	quiet.Suppressed = "the image stays"
	if b := baseline.Of([]finding.Finding{quiet}); len(b.Entries) != 0 {
		t.Errorf("written: %v", b)
	}
	fs := []finding.Finding{quiet, f}
	if left := baseline.Of([]finding.Finding{f}).Apply(fs); len(left.Entries) != 0 || fs[0].Baselined || !fs[1].Baselined {
		t.Errorf("left %v, %+v", left, fs)
	}
	if b := baseline.Of(fs); len(b.Entries) != 1 {
		t.Errorf("what is known already is not written again: %v", b)
	}
}

func encode(t *testing.T, b baseline.Baseline) []byte {
	t.Helper()
	data, err := b.Encode()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// The order of the findings and their lines do not show in the file.
func TestEncode(t *testing.T) {
	fs := []finding.Finding{at(3, "WSK008", "stop", "b"), at(1, "WSK008", "stop", "a<b>"), at(2, "WSK001", "unload", "reg"), at(7, "WSK008", "stop", "b")}
	data := encode(t, baseline.Of(fs))
	slices.Reverse(fs)
	for i := range fs {
		fs[i].Pos.Line += 100
	}
	if again := encode(t, baseline.Of(fs)); !bytes.Equal(data, again) {
		t.Errorf("%s\nand\n%s", data, again)
	}
	b, err := baseline.Decode(data)
	if err != nil || !reflect.DeepEqual(b, baseline.Of(fs)) {
		t.Errorf("%v, %v", b, err)
	}
	var order []string
	for _, e := range b.Entries {
		order = append(order, e.Rule+" "+e.Object)
	}
	if want := []string{"WSK001 reg", "WSK008 a<b>", "WSK008 b"}; !slices.Equal(order, want) {
		t.Errorf("order %q, want %q", order, want)
	}
	for _, s := range []string{`"schema": "wskvet-baseline"`, `"version": 1`, `"a<b>"`, `"count": 2`} {
		if !bytes.Contains(data, []byte(s)) {
			t.Errorf("no %s in\n%s", s, data)
		}
	}
	if empty := encode(t, baseline.Baseline{}); !bytes.Contains(empty, []byte(`"findings": []`)) {
		t.Errorf("empty: %s", empty)
	}
}

const one = `{"rule":"WSK001","package":"p","func":"f","object":"o","fingerprint":"0123456789abcdef01234567","count":1}`

func TestDecodeBad(t *testing.T) {
	with := func(findings string) string {
		return `{"schema":"wskvet-baseline","version":1,"findings":[` + findings + `]}`
	}
	if _, err := baseline.Decode([]byte(with(one))); err != nil {
		t.Fatalf("a good one: %v", err)
	}
	for _, c := range []struct{ text, want string }{
		{"", "not a baseline"},
		{"not json", "not a baseline"},
		{"[]", "not a baseline"},
		{"{}", "not a baseline"},
		{`{"version":1,"findings":[]}`, "not a baseline"},
		{`{"schema":"other","version":1}`, "not a baseline"},
		{with(one)[:60], "not a baseline"},
		{strings.Replace(with(one), `"version":1`, `"version":2`, 1), "version 2: this wskvet reads version 1"},
		{strings.Replace(with(one), `"version":1,`, ``, 1), "version 0"},
		{strings.Replace(with(one), `"version":1`, `"version":1,"more":0`, 1), "damaged"},
		{strings.Replace(with(one), `"count":1`, `"count":0`, 1), "count 0"},
		{strings.Replace(with(one), `"count":1`, `"count":"1"`, 1), "damaged"},
		{strings.Replace(with(one), `"count":1`, `"line":1`, 1), "damaged"},
		{strings.Replace(with(one), `abcdef`, `ABCDEF`, 1), "is no fingerprint"},
		{strings.Replace(with(one), `"WSK001"`, `""`, 1), "no rule"},
		{with(one + "," + one), "is there twice"},
		{with(one) + "{}", "not a baseline"},
	} {
		b, err := baseline.Decode([]byte(c.text))
		if err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%q: %v, error %v, want %q", c.text, b, err, c.want)
		}
	}
}

func TestRead(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.WriteFile("foreign", []byte("{}"), 0o644); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"nosuch": "nosuch: ", ".": ". is not a file", "foreign": "foreign: this is not a baseline"} {
		if _, err := baseline.Read(name); err == nil || !strings.HasPrefix(err.Error(), want) || strings.Count(err.Error(), name) != 1 && name != "." {
			t.Errorf("%s: error %v, want %s", name, err, want)
		}
	}
}

// FuzzBaseline: nothing panics, and what is accepted is the same when it is
// written and read again.
func FuzzBaseline(f *testing.F) {
	f.Add([]byte(`{"schema":"wskvet-baseline","version":1,"findings":[` + one + `]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		b, err := baseline.Decode(data)
		if err != nil {
			if strings.Contains(err.Error(), "\n") {
				t.Errorf("error %q", err)
			}
			return
		}
		first := encode(t, b)
		again, err := baseline.Decode(first)
		if err != nil {
			t.Fatalf("%v in\n%s", err, first)
		}
		if second := encode(t, again); !bytes.Equal(first, second) {
			t.Errorf("%s\nand\n%s", first, second)
		}
		for _, e := range b.Entries {
			if e.Count < 1 || strings.Contains(e.Fingerprint, " ") {
				t.Errorf("accepted %+v", e)
			}
		}
	})
}
