package fuzz

import "testing"

// sources are drivers in ways of writing Go that driver models seldom use.
var sources = []string{
	`for i := range 3 { if i == n { break } }
	for range n { use(n) }
	defer func() { recover() }()`,
	`each := func(yield func(int) bool) { for i := range n { if !yield(i) { return } } }
	for i := range each { if i > 2 { continue }; use(i) }`,
	`var f func(int) int
	f = func(k int) int { if k == 0 { return 0 }; return f(k - 1) }
	use(f(n))`,
	`ch := make(chan int, 2)
	select { case ch <- n: case v := <-ch: use(v); default: }
	close(ch)
	for v := range ch { use(v) }`,
	`var x any = n
	switch y := x.(type) { case int: use(y); case string, error: panic(y); case nil: }
	if e, ok := x.(interface{ Error() string }); ok { panic(e.Error()) }`,
	`m := map[string][]struct{ r *wsk.WSK_REGISTRATION }{"a": {{&registration}}}
	for k, v := range m { delete(m, k); wsk.WskDeregister(v[0].r) }
	clear(m)`,
	`a := [...]int{5: 1, 2}
	s := a[1:3:4]
	s = append(s, a[:]...)
	p := (*[2]int)(s)
	use(p[1] + len(s) + cap(s) + min(1, n) + copy(s, s))`,
	`c := complex(float64(n), 1)
	use(int(real(c * c)))
	use(int(^uint8(n) &^ 3 << 2 >> 1))
	x := "é" + string(rune(n))
	for i, r := range x { use(i + int(r)) }`,
	`outer:
	for { for { if n > 0 { continue outer }; break outer }; goto end }
	end:
	use(n)`,
	`type pair[K comparable, V any] struct { k K; v V }
	p := pair[string, *wsk.WSK_REGISTRATION]{"a", &registration}
	q := p
	g := wsk.WskDeregister
	defer g(q.v)`,
	`h := holder{&registration}
	stop := h.stop
	also := holder.stop
	go stop()
	also(h)
	new(sync.Mutex).Lock()`,
	`b := (*[8]byte)(unsafe.Pointer(&registration))
	b[n&7] = 1
	r := (*wsk.WSK_REGISTRATION)(unsafe.Add(unsafe.Pointer(&registration), n))
	wsk.WskDeregister(r)`,
}

const around = `package driver

import (
	"sync"
	"unsafe"

	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	registration wsk.WSK_REGISTRATION
	dispatch     wsk.WSK_CLIENT_DISPATCH
	_            sync.Mutex
	_            unsafe.Pointer
)

type holder struct{ r *wsk.WSK_REGISTRATION }

func (h holder) stop() { wsk.WskDeregister(h.r) }

func use(int) {}

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	status := wsk.WskRegister(&wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}, &registration)
	if wdm.NT_SUCCESS(status) {
		body(int(path.Length))
	}
	return status
}

func unload(*wdm.DRIVER_OBJECT) { body(0) }

func body(n int) {
	`

// FuzzSource puts any statements into a driver. Those that do not type-check are
// passed over.
func FuzzSource(f *testing.F) {
	b := newBench(f)
	for _, s := range sources {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, body string) {
		b.agree(t, map[string]string{"fuzz/driver.go": around + body + "\n}\n"})
	})
}

// TestSources checks that the seeds are Go: what does not type-check is no seed.
func TestSources(t *testing.T) {
	b := newBench(t)
	for _, s := range sources {
		if _, err := b.w.Check(map[string]string{"fuzz/driver.go": around + s + "\n}\n"}); err != nil {
			t.Errorf("%v\n%s", err, s)
		}
	}
}
