package e2e

import (
	"bytes"
	"context"
	"fmt"
	"image/png"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// page is the HTML report of packages of this repository.
func page(t *testing.T, patterns ...string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "report.html")
	must(t, 1, "..", nil, tool("wskvet"), append([]string{"-format=html", "-o", file}, patterns...)...)
	return file
}

// examples is the page of all examples, which is made once: it takes longer than to look
// at it.
var examples = sync.OnceValues(func() (string, error) {
	file := filepath.Join(bin, "examples.html")
	r := run(context.Background(), "..", nil, tool("wskvet"), "-format=html", "-o", file, "./examples/...")
	if r.err != nil || r.status != 1 {
		return "", fmt.Errorf("no page of the examples: %s", r)
	}
	return file, nil
})

func pageOfExamples(t *testing.T) string {
	t.Helper()
	file, err := examples()
	if err != nil {
		t.Fatal(err)
	}
	return file
}

const (
	shownStep = `document.querySelector(".view.on .step.on .dot")?.textContent ?? ""`
	shownView = `document.querySelector(".view.on").id`
)

// TestPageKeys reads a report with the keyboard alone.
func TestPageKeys(t *testing.T) {
	b := open(t, page(t, "./examples/socklib/...", "./examples/subsys/..."), 1400, 900, "light")
	want(b, "findings", `document.querySelectorAll(".item").length`, 3)
	want(b, "at first", shownView, "f1")
	b.keys("j")
	want(b, "j", shownView, "f2")
	want(b, "the address after j", `location.hash`, "#f2")
	b.keys("j")
	b.keys("j")
	want(b, "j at the end", shownView, "f3")
	b.keys("k")
	want(b, "k", shownView, "f2")

	steps := eval[int](b, `document.querySelectorAll(".view.on .step").length`)
	if steps < 10 {
		t.Fatalf("%d steps: the path is not worth reading", steps)
	}
	for range steps + 1 {
		b.keys("n")
	}
	want(b, "n to the end", `+(`+shownStep+`)`, steps)
	want(b, "the last step is in sight", `(r => r.top >= 48 && r.bottom <= innerHeight)(document.querySelector(".step.on").getBoundingClientRect())`, true)
	want(b, "the last step breaks the rule", `document.querySelector(".step.on").classList.contains("bad")`, true)
	b.keys("p")
	want(b, "p", `+(`+shownStep+`)`, steps-1)

	b.keys("r")
	want(b, "r", shownView, "WSK002")
	want(b, "the rule's page is long", `document.querySelector(".view.on").textContent.length > 500`, true)
	b.keys("r")
	want(b, "r again", shownView, "f2")

	b.keys("?")
	want(b, "?", `document.getElementById("keys").open`, true)
	b.keys(kb.Escape)
	want(b, "Esc", `document.getElementById("keys").open`, false)

	b.keys("/")
	b.keys("socklib")
	want(b, "filtered", `[...document.querySelectorAll(".item")].filter(e => e.offsetParent).length`, 1)
	want(b, "the filter has the keys", shownView, "f2")
	b.keys(kb.Escape)
	b.keys("j")
	want(b, "j among what is left", shownView, "f3")
}

// TestPagePath: the steps are numbered from top to bottom, a line joins them, and
// the drawing leads to them.
func TestPagePath(t *testing.T) {
	b := open(t, pageOfExamples(t), 1400, 900, "light")
	for range 3 {
		want(b, "numbers go up and down the page", `(() => {
			const dots = [...document.querySelectorAll(".view.on .dot")];
			return dots.every((d, i) => d.textContent == i + 1 && (!i || d.getBoundingClientRect().top > dots[i-1].getBoundingClientRect().top));
		})()`, true)
		want(b, "a line between each two", `document.querySelectorAll(".view.on .rail path").length - document.querySelectorAll(".view.on .step").length`, -1)
		want(b, "the line goes from dot to dot", `(() => {
			const box = document.querySelector(".view.on .path").getBoundingClientRect();
			const dots = [...document.querySelectorAll(".view.on .dot")].map(d => d.getBoundingClientRect());
			return [...document.querySelectorAll(".view.on .rail path")].every((p, i) => {
				const end = p.getPointAtLength(p.getTotalLength()), d = dots[i+1];
				return Math.abs(end.x + box.left - (d.left + d.width/2)) < 2 && Math.abs(end.y + box.top - (d.top + d.height/2)) < 2;
			});
		})()`, true)
		want(b, "the drawing has a broken rule", `document.querySelectorAll(".view.on .node.bad").length`, 1)
		want(b, "each arrow says a call", `[...document.querySelectorAll(".view.on .arrow")].every(a => a.querySelector(".label").textContent && document.getElementById(a.dataset.step))`, true)
		b.keys("j")
	}
	want(b, "text is inside of the drawing", `[...document.querySelectorAll(".view.on .life text")].every(e => {
		const r = e.getBoundingClientRect(), s = e.closest("svg").getBoundingClientRect();
		return r.left >= s.left && r.right <= s.right + 1 && r.bottom <= s.bottom;
	})`, true)
	eval[any](b, `document.querySelector(".view.on .arrow.bad").dispatchEvent(new MouseEvent("click", {bubbles: true, cancelable: true})) && null`)
	want(b, "a click on the last arrow", `document.querySelector(".view.on .step.on").classList.contains("bad")`, true)
}

// contrast is the least contrast of what is written, as WCAG 2 reckons it.
const contrast = `(() => {
	const parse = c => (c.match(/[\d.]+/g) || [0,0,0,0]).map(Number);
	const lum = c => { const [r,g,b] = c.slice(0,3).map(v => (v /= 255) <= .04045 ? v/12.92 : ((v+.055)/1.055)**2.4); return .2126*r + .7152*g + .0722*b; };
	const over = (a, b) => { const o = a[3] ?? 1; return [0,1,2].map(i => a[i]*o + b[i]*(1-o)); };
	const ground = e => { let c = [255,255,255], up = []; for (; e; e = e.parentElement) up.push(parse(getComputedStyle(e).backgroundColor)); for (const p of up.reverse()) c = over(p, c); return c; };
	let least = 99, where = "";
	for (const e of document.querySelectorAll("body *:not(script):not(style)")) {
		if (!e.offsetParent || ![...e.childNodes].some(n => n.nodeType == 3 && n.textContent.trim())) continue;
		let faint = 1; for (let p = e; p; p = p.parentElement) faint *= getComputedStyle(p).opacity;
		const back = ground(e), ink = over([...parse(getComputedStyle(e).color).slice(0,3), faint], back);
		const [x, y] = [lum(ink), lum(back)].sort((a, b) => b - a);
		const ratio = (x + .05) / (y + .05);
		if (ratio < least) { least = ratio; where = e.className + " " + e.textContent.slice(0, 30); }
	}
	return least >= 4.5 ? "" : least.toFixed(2) + " at " + where;
})()`

// TestPageLooks: light and dark, wide and narrow, everything can be read.
func TestPageLooks(t *testing.T) {
	file := pageOfExamples(t)
	for _, w := range []struct {
		name, scheme  string
		width, height int
	}{
		{"wide-light", "light", 1600, 1000},
		{"wide-dark", "dark", 1600, 1000},
		{"middle-light", "light", 1000, 900},
		{"narrow-light", "light", 390, 844},
		{"narrow-dark", "dark", 390, 844},
	} {
		t.Run(w.name, func(t *testing.T) {
			b := open(t, file, w.width, w.height, w.scheme)
			back := eval[string](b, `getComputedStyle(document.body).backgroundColor`)
			if dark := back != "rgb(255, 255, 255)"; dark != (w.scheme == "dark") {
				t.Errorf("the page is on %s", back)
			}
			for _, view := range []string{"f1", "f2", "f3", "WSK002"} {
				eval[any](b, `location.hash = %q, null`, view)
				b.settle()
				want(b, "the view", shownView, view)
				want(b, view+": contrast", contrast, "")
				want(b, view+": beyond the right side", `Math.max(0, document.documentElement.scrollWidth - innerWidth)`, 0)
				eval[any](b, `scrollTo(0, 0)`)
				colours(t, b.picture(w.name+"-"+view))
			}
			b.keys("t")
			if after := eval[string](b, `getComputedStyle(document.body).backgroundColor`); after == back {
				t.Errorf("t leaves the page on %s", after)
			}
			want(b, "contrast after t", contrast, "")
		})
	}
}

// colours looks for a picture that is not blank.
func colours(t *testing.T, data []byte) {
	t.Helper()
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	seen := map[any]bool{}
	for y := 0; y < img.Bounds().Dy(); y += 2 {
		for x := 0; x < img.Bounds().Dx(); x += 2 {
			seen[img.At(x, y)] = true
		}
	}
	if len(seen) < 50 {
		t.Errorf("the picture has %d colours", len(seen))
	}
}

// TestPageHostile: what a driver's source says stays text.
func TestPageHostile(t *testing.T) {
	dir := scratch(t)
	write(t, filepath.Join(dir, "leaky", "driver.go"), strings.Replace(leaky, "} // LEAK", `	for key != "</script><script>document.title='owned'</script><img src=x onerror=alert(1)>" {
		step() // </span><b onmouseover=alert(1)>{{.}}`+"\u202e"+`
	}
}

var key = "x"

func step() { key += "x" }
//line <img src=x onerror=alert(1)>.c:7
`, 1))
	file := filepath.Join(dir, "report.html")
	must(t, 1, dir, nil, tool("wskvet"), "-format=html", "-o", file, "./leaky")
	b := open(t, file, 1200, 900, "light")
	want(b, "scripts", `document.scripts.length`, 1)
	want(b, "images", `document.querySelectorAll("img, b[onmouseover]").length`, 0)
	want(b, "title", `document.title`, "wskvet: "+followed)
	want(b, "the text is there", `document.querySelector(".view.on").textContent.includes("<img src=x onerror=alert(1)>")`, true)
}

// TestPageWithoutFindings says so.
func TestPageWithoutFindings(t *testing.T) {
	file := filepath.Join(t.TempDir(), "report.html")
	must(t, 0, "..", nil, tool("wskvet"), "-format=html", "-o", file, "./examples/lazy/...")
	b := open(t, file, 1000, 700, "dark")
	want(b, "heading", `document.querySelector("h1").textContent`, "No findings")
	for _, k := range []string{"j", "k", "n", "p", "r", "/", "t"} {
		b.keys(k)
	}
	colours(t, b.picture("none"))
}
