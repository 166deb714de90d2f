package finding

import "testing"

func sample() Finding {
	return Finding{
		Rule: "WSK001", Pos: Position{"driver.go", 30, 1}, Message: "Unload can return with reg still registered",
		Package: "example.org/driver", Func: "Unload", Object: "reg",
		Steps: []Step{
			{Pos: Position{"driver.go", 12, 2}, Text: "WskRegister succeeds"},
			{Pos: Position{"net/net.go", 7, 2}, Text: "returns"},
		},
	}
}

func TestText(t *testing.T) {
	f := sample()
	const want = "WSK001: Unload can return with reg still registered (WskRegister succeeds L12; returns net.go:7)"
	if got := f.Text(); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	f.Steps = nil
	if got := f.Text(); got != "WSK001: "+f.Message {
		t.Errorf("without steps: %s", got)
	}
}

// Moved code keeps its fingerprint; another function, object or rule has another.
func TestFingerprint(t *testing.T) {
	f := sample()
	want := f.Fingerprint()
	f.Pos.Line, f.Pos.Col, f.Steps[0].Pos.Line = 99, 9, 44
	if got := f.Fingerprint(); got != want {
		t.Errorf("moved code: %s, want %s", got, want)
	}
	for name, change := range map[string]func(*Finding){
		"rule":     func(f *Finding) { f.Rule = "WSK002" },
		"package":  func(f *Finding) { f.Package += "x" },
		"function": func(f *Finding) { f.Func += "x" },
		"object":   func(f *Finding) { f.Object += "x" },
		"border":   func(f *Finding) { f.Package, f.Func = f.Package+f.Func, "" },
	} {
		g := sample()
		change(&g)
		if g.Fingerprint() == want {
			t.Errorf("another %s has the same fingerprint", name)
		}
	}
}

// One bug found twice, by a longer and a shorter way, is one finding: the
// shorter way.
func TestMerge(t *testing.T) {
	long, short, other := sample(), sample(), sample()
	short.Steps = short.Steps[:1]
	other.Pos.Line = 2
	about := sample()
	about.Object = "another"
	if got := Merge([]Finding{about, long}); len(got) != 2 {
		t.Errorf("two objects are merged to %+v", got)
	}
	for _, in := range [][]Finding{{long, short, other}, {other, short, long}, {short, other, long}} {
		got := Merge(in)
		if len(got) != 2 || got[0].Pos.Line != 2 || len(got[1].Steps) != 1 {
			t.Errorf("merged to %+v", got)
		}
	}
}
