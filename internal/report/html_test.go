package report

import (
	"encoding/xml"
	"errors"
	"fmt"
	"html"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/wskvet/wskvet/internal/finding"
)

// The page loads nothing, and the policy allows its own style and script alone,
// to the byte.
func TestHTMLPolicy(t *testing.T) {
	page := write(t, "html", newFixture(t).full())
	style, script := between(t, page, "<style>", "</style>"), between(t, page, "<script>", "</script>")
	want := "default-src 'none'; style-src " + hash(style) + "; script-src " + hash(script) + "; base-uri 'none'; form-action 'none'"
	if got := html.UnescapeString(between(t, page, `Content-Security-Policy" content="`, `"`)); got != want {
		t.Errorf("policy\n%s\nwant\n%s", got, want)
	}
	for _, bad := range []string{`(?i)<(script|style|link|img|iframe|object|embed|base|form)[\s/]`, `(?i)\ssrc\s*=\s*["']`, `(?i)\sstyle=`, `(?i)\son\w+="`} {
		if m := regexp.MustCompile(bad).FindString(page); m != "" {
			t.Errorf("the page has %q", m)
		}
	}
	if m := regexp.MustCompile(`(?i)@import|url\(`).FindString(style); m != "" {
		t.Errorf("the style has %q", m)
	}
	if n := strings.Count(page, "<script"); n != 1 {
		t.Errorf("%d scripts, want 1", n)
	}
}

// Nothing of a finding or of the source becomes markup.
func TestHTMLEscapes(t *testing.T) {
	page := write(t, "html", newFixture(t).full())
	for _, bad := range []string{"<img", "<b>&amp;</b>", "\x1b", "\a", "\u202e", "alert(1)</script>"} {
		if strings.Contains(page, bad) {
			t.Errorf("the page has %q", bad)
		}
	}
	for _, good := range []string{"&lt;img src=x onerror=alert(1)&gt;", "&lt;b&gt;&amp;amp;&lt;/b&gt;", `\x1b[31m`, "世界", "&lt;stale&gt;"} {
		if !strings.Contains(page, good) {
			t.Errorf("the page lacks %q", good)
		}
	}
}

// Tags nest, names are unique, links lead somewhere.
func TestHTMLStructure(t *testing.T) {
	x := newFixture(t)
	bare := x.full()
	bare.Options.ReadFile = nil
	for _, r := range []Run{x.full(), bare, x.run()} {
		page := write(t, "html", r)
		page = strings.Replace(page, between(t, page, "<style>", "</style>"), "", 1)
		page = strings.Replace(page, between(t, page, "<script>", "</script>"), "", 1)
		d := xml.NewDecoder(strings.NewReader(page))
		d.Strict, d.Entity = false, xml.HTMLEntity
		names, links := map[string]int{}, map[string]bool{}
		var open []string
		for {
			tok, err := d.RawToken()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
			if e, ok := tok.(xml.EndElement); ok {
				if len(open) == 0 || open[len(open)-1] != e.Name.Local {
					t.Fatalf("</%s> closes none of %q", e.Name.Local, open)
				}
				open = open[:len(open)-1]
			}
			e, ok := tok.(xml.StartElement)
			if !ok {
				continue
			}
			if !slices.Contains(xml.HTMLAutoClose, e.Name.Local) {
				open = append(open, e.Name.Local)
			}
			for _, a := range e.Attr {
				switch {
				case a.Name.Local == "id":
					names[a.Value]++
				case a.Name.Local == "href" && strings.HasPrefix(a.Value, "#"):
					links[a.Value[1:]] = true
				case a.Name.Local == "href" && !strings.HasPrefix(a.Value, "https://"):
					t.Errorf("link to %q", a.Value)
				}
			}
		}
		if len(open) > 0 {
			t.Errorf("%q are never closed", open)
		}
		for name, n := range names {
			if n > 1 {
				t.Errorf("%d elements have the id %q", n, name)
			}
		}
		for link := range links {
			if names[link] == 0 {
				t.Errorf("nothing has the id %q", link)
			}
		}
		for n, f := range append(r.Findings, r.Inconclusive...) {
			if names[fmt.Sprintf("f%d", n+1)] == 0 {
				t.Errorf("finding %d (%s) is not on the page", n+1, f.Rule)
			}
		}
	}
}

func between(t *testing.T, s, from, to string) string {
	t.Helper()
	_, s, ok := strings.Cut(s, from)
	if !ok {
		t.Fatalf("no %q", from)
	}
	s, _, ok = strings.Cut(s, to)
	if !ok {
		t.Fatalf("no %q behind %q", to, from)
	}
	return s
}

// shown is what a page shows of a finding: frames, lines, steps and folds.
func shown(r Run) string {
	rep := &report{Run: r.relative(), src: newSource(r)}
	var b strings.Builder
	for _, f := range rep.frames(&rep.Findings[0], 1) {
		fmt.Fprintf(&b, "%d %s", f.Depth, f.Func)
		if f.Back {
			b.WriteString(" again")
		}
		b.WriteString(":")
		for _, row := range f.Rows {
			switch {
			case row.Gap > 0:
				fmt.Fprintf(&b, " ..%d", row.Gap)
			case row.Line > 0:
				fmt.Fprintf(&b, " %d", row.Line)
			}
			for _, s := range row.Steps {
				fmt.Fprintf(&b, " (%d)", s.N)
			}
		}
		b.WriteString("\n")
	}
	return b.String()
}

// The path is read downwards: a callee stands between the halves of its caller,
// and no line stands twice unless the path is there twice.
func TestFrames(t *testing.T) {
	x := newFixture(t)
	want := `0 DriverEntry: 14 (1) 15 16 17 18 (2)
1 Start: 16 17 18 (3) 19
0 DriverEntry again: 18 (4) 19 20
0 Unload: 36 (5) 37 38 (6)
1 Stop: 37 38 (7) 39 40 (8) 41 42
0 Unload again: 39 (9)
`
	if got := shown(x.run(x.unloadRegistered())); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	want = `1 Start: 16 17 18 (1) 19
0 DriverEntry: 14 ..6 21 22 23 (2) 24 25
`
	if got := shown(x.run(x.suppressed())); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	if got, want := shown(x.run(x.withoutSteps())), "0 : 7 8 9 (1) 10 11\n"; got != want {
		t.Errorf("without steps: got %q, want %q", got, want)
	}
}

// Only how much deeper one step is than another counts.
func TestFramesDepth(t *testing.T) {
	x := newFixture(t)
	f := x.unloadRegistered()
	want := shown(x.run(f))
	for i := range f.Steps {
		f.Steps[i].Depth += 3
	}
	if got := shown(x.run(f)); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

// A loop comes back to a line above: the steps keep their order.
func TestFramesLoop(t *testing.T) {
	x := newFixture(t)
	at := func(text string) finding.Step {
		return finding.Step{Pos: x.at(sockGo, text, 1), Kind: finding.Operate, Func: "Resolve", Text: text}
	}
	f := finding.Finding{Rule: "WSK008", Steps: []finding.Step{at("st := wsk.WskCapture"), at("wsk.WskReleaseProviderNPI"), at("st := wsk.WskCapture")}}
	want := `0 Resolve: 22 23 (1) 24 25 26 27 28 29 (2) 30 31
0 Resolve again: 23 (3) 24 25
`
	if got := shown(x.run(f)); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

func TestFramesWithoutSource(t *testing.T) {
	x := newFixture(t)
	r := x.run(x.suppressed())
	r.Options.ReadFile = func(string) ([]byte, error) { return []byte("package short\n"), nil }
	want := "1 Start: 18 (1)\n0 DriverEntry: 23 (2)\n"
	if got := shown(r); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

func TestHighlight(t *testing.T) {
	f := &file{name: "a.go", lines: strings.Split("package a\n\n/* two\nlines */\nfunc f() { g(nil, \"<&>\", 1) }\nvar s = `a\n\tb`", "\n")}
	for _, c := range []struct {
		line  int
		marks []span
		want  string
	}{
		{1, nil, `<span class="k">package</span> a`},
		{2, nil, ``},
		{3, nil, `<span class="c">/* two</span>`},
		{4, nil, `<span class="c">lines */</span>`},
		{5, []span{{11, 16, mark}}, `<span class="k">func</span> <span class="f">f</span>() { <span class="f m">g</span><span class="m">(</span><span class="n m">nil</span>, <span class="s">&#34;&lt;&amp;&gt;&#34;</span>, <span class="n">1</span>) }`},
		{6, nil, "<span class=\"k\">var</span> s = <span class=\"s\">`a</span>"},
		{7, nil, "<span class=\"s\">\tb`</span>"},
	} {
		if got := string(f.html(c.line, c.marks)); got != c.want {
			t.Errorf("line %d is\n%s\nwant\n%s", c.line, got, c.want)
		}
	}
	plain := &file{name: "a.txt", lines: []string{`return "x";`}}
	if got, want := string(plain.html(1, nil)), `return &#34;x&#34;;`; got != want {
		t.Errorf("text is %s, want %s", got, want)
	}
}

// The drawing has the states in the order of the path and an arrow for each
// change, none for a step that changes nothing.
func TestDrawing(t *testing.T) {
	x := newFixture(t)
	f := x.dispatchAfterRelease()
	d := draw(&f, 7)
	var got strings.Builder
	for _, n := range d.Nodes {
		fmt.Fprintf(&got, "%s %q\n", n.Class, n.Text)
	}
	for _, a := range d.Arrows {
		fmt.Fprintf(&got, "%s %s %s %s\n", a.Class, a.Number, a.Label, a.Step)
	}
	want := `start ""
state "registered"
state "registered, 1 capture"
bad "WSK002"
move 1 WskRegister f7s1
move 4 WskCaptureProviderNPI f7s4
move 6 WskReleaseProviderNPI f7s6
bad 8 WskFreeAddressInfo f7s8
`
	if got.String() != want {
		t.Errorf("got\n%swant\n%s", got.String(), want)
	}
	for i := 1; i < len(d.Nodes); i++ {
		if above := d.Nodes[i-1]; d.Nodes[i].Y <= above.Y+above.H {
			t.Errorf("node %d lies on node %d", i, i-1)
		}
	}
	for i, a := range d.Arrows {
		for _, b := range d.Arrows[:i] {
			if a.Y == b.Y {
				t.Errorf("the labels %s and %s share a line", a.Label, b.Label)
			}
		}
	}
	if none := x.withoutSteps(); draw(&none, 1) != nil {
		t.Error("a finding without states has a drawing")
	}
}

func TestMarkdown(t *testing.T) {
	got := string(markdown("A `<b>` and *this*, [x](https://e.org/?a=1&b=2).\n\n- one [y](javascript:z)\n- two"))
	want := `<p>A <code>&lt;b&gt;</code> and <em>this</em>, <a href="https://e.org/?a=1&amp;b=2" rel="noreferrer">x</a>.</p>
<ul>
<li>one [y](javascript:z)</li>
<li>two</li>
</ul>
`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
