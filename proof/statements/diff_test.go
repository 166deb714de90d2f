package statements

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestAgainstGo compiles generated programs against stub packages that play the
// environment at random and watch the rules, runs them, and compares the first
// violation of every run with the truth: each must be one the interpreter
// foresaw, and each one it demands must come up.
func TestAgainstGo(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles 150 packages")
	}
	n := 150
	if s := os.Getenv("STATEMENTS_DIFF"); s != "" {
		fmt.Sscan(s, &n)
	}
	seed := uint64(4242)
	if s := os.Getenv("STATEMENTS_SEED"); s != "" {
		fmt.Sscan(s, &seed)
	}
	made := generate(n, Options{Seed: seed, On: without()})
	dir := t.TempDir()
	put := func(name, src string) {
		t.Helper()
		if err := writeFile(filepath.Join(dir, name), []byte(src)); err != nil {
			t.Fatal(err)
		}
	}
	orc, err := os.ReadFile("testdata/oracle.go.txt")
	if err != nil {
		t.Fatal(err)
	}
	put("go.mod", "module gen\n\ngo 1.26\n")
	put("oracle/oracle.go", string(orc))
	put("nondet/nondet.go", "package nondet\n\nimport \"gen/oracle\"\n\nfunc Bool() bool { return oracle.Bool() }\n")
	st := stubs()
	wdm := strings.Replace(string(st["wdm/wdm.go"]), "package wdm\n", "package wdm\n\nimport \"gen/oracle\"\n\nvar Last *DEVICE_OBJECT\n", 1)
	wdm = replaceFunc(wdm, "func IoCreateDevice(", `func IoCreateDevice(d *DRIVER_OBJECT, p **DEVICE_OBJECT) NTSTATUS {
	if oracle.Fail() {
		return STATUS_UNSUCCESSFUL
	}
	Last = &DEVICE_OBJECT{}
	*p = Last
	return 0
}`)
	wdm = strings.Replace(wdm, "package wdm", "package wdm", 1)
	put("wdm/wdm.go", wdm)
	wsk := string(st["wsk/wsk.go"])
	for _, f := range []string{"func WskRegister(", "func WskDeregister(", "func WskCaptureProviderNPI(", "func WskReleaseProviderNPI("} {
		wsk = replaceFunc(wsk, f, "")
	}
	wsk = strings.Replace(wsk, `import "gen/wdm"`, "import (\n\t\"gen/oracle\"\n\t\"gen/wdm\"\n\t\"unsafe\"\n)", 1) + instrumentedWsk
	put("wsk/wsk.go", wsk)

	var main, table strings.Builder
	main.WriteString("package main\n\nimport (\n")
	for i, m := range made {
		if m == nil {
			t.Fatalf("no program %d", i+1)
		}
		p := m.P
		for f := range 1 + int(b2i(p.Split)) {
			pr := &printer{p: p, file: f, used: map[string]bool{}, instr: true}
			src := pr.print()
			put(fileName(p.ID, f), string(src))
		}
		fmt.Fprintf(&main, "\t%s %q\n", p.ID, "gen/"+p.ID)
		shared, pkg := p.ID, p.ID
		if p.Split {
			pkg = "net"
			fmt.Fprintf(&main, "\t%snet %q\n", p.ID, "gen/"+p.ID+"/net")
			shared = p.ID + "net"
		}
		pr := &printer{p: p, file: int(b2i(p.Split)), used: map[string]bool{}}
		var reset strings.Builder
		for _, v := range p.Globals {
			fmt.Fprintf(&reset, "\t%s = *new(%s)\n", v.Name, pr.typ(v.T))
		}
		var imps string
		for _, k := range keys(pr.used) {
			imps += fmt.Sprintf("import %q\n", "gen/"+k)
		}
		put(filepath.Join(filepath.Dir(fileName(p.ID, int(b2i(p.Split)))), "zz_reset.go"), "package "+pkg+"\n\n"+imps+"\nfunc ZZReset() {\n"+reset.String()+"}\n")
		fmt.Fprintf(&table, "\t{%q, %s.DriverEntry, %s.Unload, %s.ZZReset},\n", p.ID, p.ID, p.ID, shared)
	}
	main.WriteString(instrumentedMain)
	main.WriteString("\nvar table = []driver{\n" + table.String() + "}\n")
	put("main.go", main.String())

	exe := filepath.Join(dir, "run.exe")
	cmd := exec.Command("go", "build", "-o", exe, ".")
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out[:min(len(out), 4000)])
	}
	out, err := exec.Command(exe).Output()
	if err != nil {
		t.Fatalf("run: %v", err)
	}
	var got map[string][]struct {
		Rule, File string
		Line       int
		Ticks, Cbs int // fewest seen with it
		N          int
	}
	if err := json.NewDecoder(bytes.NewReader(out)).Decode(&got); err != nil {
		t.Fatal(err)
	}
	musts, seen, unexpected := 0, 0, 0
	for _, m := range made {
		tp := m.truth()
		hit := make([]bool, len(tp.Must))
		for _, g := range got[tp.ID] {
			ok := false
			for i := range tp.Must {
				e := &tp.Must[i]
				l := Line{g.File, g.Line}
				if (e.Rule == g.Rule || has(e.Alt, g.Rule)) && (e.Line == l || has(e.Sites, l)) {
					hit[i], ok = true, true
				}
			}
			if !ok && (g.Ticks > mustIter || g.Cbs > mustCallbacks) {
				ok = allowed(&tp, Report{g.Rule, Line{g.File, g.Line}})
			}
			if !ok {
				unexpected++
				t.Errorf("%s: Go found %+v, not in the truth", tp.ID, g)
			}
		}
		for i, h := range hit {
			musts++
			if h {
				seen++
			} else {
				t.Errorf("%s: Go never broke %s at %s:%d (%s)\n  %s", tp.ID, tp.Must[i].Rule, tp.Must[i].File, tp.Must[i].Line.Line, tp.Must[i].Kind, strings.Join(tp.Must[i].Trace, "\n  "))
			}
		}
	}
	t.Logf("%d programs, %d must, %d seen, %d unexpected", len(made), musts, seen, unexpected)
}

// replaceFunc replaces the function whose text starts with head.
func replaceFunc(src, head, with string) string {
	i := strings.Index(src, head)
	if i < 0 {
		panic(head)
	}
	// to the closing brace of the body: on the same line, or alone on a line
	nl := strings.Index(src[i:], "\n")
	line := src[i : i+nl]
	end := i + nl
	if !strings.HasSuffix(line, "}") {
		end = i + strings.Index(src[i:], "\n}") + 2
	}
	return src[:i] + with + src[end:]
}

const instrumentedWsk = `
func WskRegister(npi *WSK_CLIENT_NPI, reg *WSK_REGISTRATION) wdm.NTSTATUS {
	r := oracle.Of(reg)
	if r.Registered {
		oracle.Break("WSK008")
	}
	if oracle.Fail() {
		r.RegFailed = true
		return wdm.STATUS_UNSUCCESSFUL
	}
	r.Registered, r.EverReg, r.RegFailed = true, true, false
	return 0
}

func WskDeregister(reg *WSK_REGISTRATION) {
	r := oracle.Of(reg)
	switch {
	case !r.EverReg:
		oracle.Break("WSK007")
	case !r.Registered:
		oracle.Break("WSK008")
	case r.Caps > 0:
		oracle.Break("WSK003")
	case r.Socks > 0:
		oracle.Break("WSK004")
	}
	r.Registered = false
}

func WskCaptureProviderNPI(reg *WSK_REGISTRATION, timeout uint32, npi *WSK_PROVIDER_NPI) wdm.NTSTATUS {
	r := oracle.Of(reg)
	if !r.Registered {
		if r.EverReg && !r.RegFailed {
			oracle.Unsure() // the rules do not say
		}
		oracle.Break("WSK007")
	}
	if oracle.Fail() {
		return wdm.STATUS_UNSUCCESSFUL
	}
	r.Caps++
	check := func() {
		if r.Caps == 0 {
			oracle.Break("WSK002")
		}
	}
	status := func() wdm.NTSTATUS {
		check()
		if oracle.Fail() {
			return wdm.STATUS_UNSUCCESSFUL
		}
		return 0
	}
	npi.Client = &WSK_CLIENT{}
	npi.Dispatch = &WSK_PROVIDER_DISPATCH{
		WskControlClient:   func(*WSK_CLIENT, uint32, []byte, []byte, *wdm.IRP) wdm.NTSTATUS { return status() },
		WskGetAddressInfo:  func(*WSK_CLIENT, *wdm.UNICODE_STRING, *wdm.UNICODE_STRING, **ADDRINFOEXW, *wdm.IRP) wdm.NTSTATUS { return status() },
		WskGetNameInfo:     func(*WSK_CLIENT, *SOCKADDR, *wdm.IRP) wdm.NTSTATUS { return status() },
		WskFreeAddressInfo: func(*WSK_CLIENT, *ADDRINFOEXW) { check() },
		WskSocket: func(client *WSK_CLIENT, af, typ uint16, proto, flags uint32, ctx any, dispatch any, irp *wdm.IRP) wdm.NTSTATUS {
			check()
			st := wdm.NTSTATUS(0)
			if oracle.Fail() {
				st = wdm.STATUS_UNSUCCESSFUL
			} else {
				r.Socks++
				s := &WSK_SOCKET{}
				open := true
				s.Dispatch = &WSK_PROVIDER_CONNECTION_DISPATCH{WSK_PROVIDER_BASIC_DISPATCH: WSK_PROVIDER_BASIC_DISPATCH{
					WskCloseSocket: func(*WSK_SOCKET, *wdm.IRP) wdm.NTSTATUS {
						if !open {
							oracle.Break("double close")
						}
						open = false
						r.Socks--
						return 0
					},
				}}
				oracle.Keep = append(oracle.Keep, s)
				irp.IoStatus.Information = uintptr(unsafe.Pointer(s))
			}
			irp.IoStatus.Status = st
			if flags == 1 && oracle.Bool() {
				return wdm.STATUS_PENDING
			}
			return st
		},
	}
	return 0
}

func WskReleaseProviderNPI(reg *WSK_REGISTRATION) {
	r := oracle.Of(reg)
	switch {
	case r.Caps == 0 && r.EverRel:
		oracle.Break("WSK008")
	case r.Caps == 0:
		oracle.Break("WSK007")
	}
	r.Caps--
	r.EverRel = true
}
`

const instrumentedMain = `	"encoding/json"
	"gen/oracle"
	"gen/wdm"
	"math/rand/v2"
	"os"
	"runtime"
	"strings"
)

type driver struct {
	id     string
	entry  func(*wdm.DRIVER_OBJECT, *wdm.UNICODE_STRING) wdm.NTSTATUS
	unload func(*wdm.DRIVER_OBJECT)
	reset  func()
}

type hit struct {
	Rule, File string
	Line       int
	Ticks, Cbs int
	N          int
}

func one(d driver, r *rand.Rand, maxCb int) (v *oracle.Viol, cbs int) {
	oracle.Reset(r)
	d.reset()
	wdm.Last = nil
	defer func() {
		p := recover()
		if p == nil {
			return
		}
		if _, ok := p.(oracle.End); ok {
			v = oracle.First
			return
		}
		// a nil dispatch table
		var pcs [40]uintptr
		n := runtime.Callers(1, pcs[:])
		fr := runtime.CallersFrames(pcs[:n])
		for {
			f, more := fr.Next()
			if i := strings.Index(f.File, "/p0"); i >= 0 {
				v = &oracle.Viol{"WSK007", f.File[i+1:], f.Line}
				return
			}
			if !more {
				panic(p)
			}
		}
	}()
	var drv wdm.DRIVER_OBJECT
	st := d.entry(&drv, nil)
	if st < 0 {
		if oracle.AnyRegistered() {
			return &oracle.Viol{"WSK006", d.id + "/driver.go", oracle.RetLine}, 0
		}
		return nil, 0
	}
	var fs []func(*wdm.DEVICE_OBJECT, *wdm.IRP) wdm.NTSTATUS
	for _, f := range drv.MajorFunction {
		if f != nil {
			fs = append(fs, f)
		}
	}
	if len(fs) > 0 {
		for n := r.IntN(maxCb + 1); cbs < n; {
			cbs++
			fs[r.IntN(len(fs))](wdm.Last, &wdm.IRP{})
		}
	}
	if drv.DriverUnload == nil {
		return nil, cbs
	}
	drv.DriverUnload(&drv)
	if oracle.AnyRegistered() {
		return &oracle.Viol{"WSK001", d.id + "/driver.go", oracle.RetLine}, cbs
	}
	return nil, cbs
}

func main() {
	out := map[string][]*hit{}
	for i, d := range table {
		found := map[oracle.Viol]*hit{}
		r := rand.New(rand.NewPCG(7, uint64(i)))
		for k := range 40000 {
			v, cbs := one(d, r, 2+2*(k&1))
			if v == nil {
				continue
			}
			h := found[*v]
			if h == nil {
				h = &hit{v.Rule, v.File, v.Line, oracle.Ticks, cbs, 0}
				found[*v] = h
				out[d.id] = append(out[d.id], h)
			}
			h.N++
			// the simplest run that has it
			if max(oracle.Ticks-2, 0)+max(cbs-2, 0) < max(h.Ticks-2, 0)+max(h.Cbs-2, 0) {
				h.Ticks, h.Cbs = oracle.Ticks, cbs
			}
		}
	}
	json.NewEncoder(os.Stdout).Encode(out)
}
`
