package e2e

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// browser is a page of a report in Chromium. What the page says to the console,
// throws or loads is an error of the test.
type browser struct {
	*testing.T
	ctx context.Context
}

// open shows an HTML file in a window of a size, with the system's colours light
// or dark.
func open(t *testing.T, file string, width, height int, scheme string) browser {
	t.Helper()
	if _, err := exec.LookPath("chromium"); err != nil {
		t.Fatal("chromium is not installed: apt-get install chromium")
	}
	opts := []chromedp.ExecAllocatorOption{
		chromedp.ExecPath("chromium"), chromedp.Headless, chromedp.NoSandbox, chromedp.DisableGPU, chromedp.NoFirstRun,
		chromedp.UserDataDir(t.TempDir()), chromedp.WindowSize(width, height),
	}
	for _, f := range []string{"disable-quic", "disable-background-networking", "disable-component-update", "disable-sync", "hide-scrollbars"} {
		opts = append(opts, chromedp.Flag(f, true))
	}
	ctx, cancel := chromedp.NewExecAllocator(t.Context(), opts...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	url := "file://" + filepath.ToSlash(file)
	var mu sync.Mutex
	var said []string
	b := browser{t, ctx}
	b.check(chromedp.Listen(ctx, func(ev any) {
		mu.Lock()
		defer mu.Unlock()
		switch ev := ev.(type) {
		case *runtime.EventExceptionThrown:
			said = append(said, "exception: "+ev.ExceptionDetails.Text)
		case *runtime.EventConsoleAPICalled:
			said = append(said, "console: "+string(ev.Type))
		case *log.EventEntryAdded:
			said = append(said, "log: "+ev.Entry.Text)
		case *network.EventRequestWillBeSent:
			if !strings.HasPrefix(ev.Request.URL, url) {
				said = append(said, "request: "+ev.Request.URL)
			}
		}
	}))
	t.Cleanup(func() {
		mu.Lock()
		defer mu.Unlock()
		for _, s := range said {
			t.Errorf("the page: %s", s)
		}
	})
	call(b, network.Enable, network.EnableParams{})
	call(b, log.Enable, cdp.Empty{})
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
	})
	call(b, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{
		Width: int64(width), Height: int64(height), DeviceScaleFactor: 1,
	})
	b.check(chromedp.Do(ctx, chromedp.Navigate(url), chromedp.WaitReady(chromedp.CSS("main"))))
	b.settle() // Chromium drops what is typed before the first frame
	b.settle()
	return b
}

// settle waits until the page has done what it was asked to, and has drawn it.
func (b browser) settle() {
	b.Helper()
	const frames = `new Promise(done => setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(() => done(1)))))`
	_, err := chromedp.Run(b.ctx, chromedp.Evaluate[int](frames, chromedp.EvalAwaitPromise))
	b.check(err)
}

func (b browser) check(err error) {
	b.Helper()
	if err != nil {
		b.Fatal(err)
	}
}

// call runs a command of the DevTools protocol.
func call[P, R any](b browser, cmd cdp.Command[P, R], params P) {
	b.Helper()
	_, err := chromedp.Call(b.ctx, cmd, params)
	b.check(err)
}

// keys types on the page.
func (b browser) keys(s string) {
	b.Helper()
	for _, r := range s {
		b.check(chromedp.Do(b.ctx, chromedp.KeyEvent(string(r))))
		b.settle()
	}
}

// eval is the value of an expression of JavaScript.
func eval[T any](b browser, js string, args ...any) T {
	b.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, time.Minute)
	defer cancel()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](fmt.Sprintf(js, args...)))
	b.check(err)
	return v
}

// want compares the value of an expression.
func want[T comparable](b browser, what string, js string, value T) {
	b.Helper()
	if got := eval[T](b, "%s", js); got != value {
		b.Errorf("%s: %v, want %v", what, got, value)
	}
}

// picture takes a screenshot, and keeps it where WSKVET_PICTURES says, for
// somebody to look at.
func (b browser) picture(name string) []byte {
	b.Helper()
	png, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
	b.check(err)
	if dir := os.Getenv("WSKVET_PICTURES"); dir != "" {
		if err := os.WriteFile(filepath.Join(dir, name+".png"), png, 0o644); err != nil {
			b.Error(err)
		}
	}
	return png
}
