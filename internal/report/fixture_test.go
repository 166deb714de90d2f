package report

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/rules"
)

const (
	driverGo  = "driver.go"
	sockGo    = "sock/sock.go"
	hostileGo = "hostile.go"
)

// fixture makes findings on the sources below testdata/beacon.
type fixture struct {
	*testing.T
	root string // absolute, as the engine names files
}

func newFixture(t *testing.T) fixture {
	root, err := filepath.Abs("testdata/beacon")
	if err != nil {
		t.Fatal(err)
	}
	return fixture{t, root}
}

// at is the place of the nth occurrence, from 1, of text in a file.
func (x fixture) at(file, text string, n int) finding.Position {
	x.Helper()
	name := filepath.Join(x.root, filepath.FromSlash(file))
	data, err := os.ReadFile(name)
	if err != nil {
		x.Fatal(err)
	}
	off := -1
	for range n {
		i := strings.Index(string(data[off+1:]), text)
		if i < 0 {
			x.Fatalf("%s has no %d. %q", file, n, text)
		}
		off += 1 + i
	}
	before := string(data[:off])
	return finding.Position{File: name, Line: 1 + strings.Count(before, "\n"), Col: off - strings.LastIndex(before, "\n")}
}

// texts are rules with texts of their own, so that the wording of the real
// ones moves no golden file.
func texts() []rules.Rule {
	return []rules.Rule{
		{
			ID: "WSK001", Name: "unload-registered", Title: "Unload can return while a registration is live", Default: true, Severity: rules.Error,
			What:   "A life leads to an unload function that returns although `WskRegister` has had no `WskDeregister`.\n\n- at a `return`\n- at the *closing* brace",
			Why:    "The stack follows <stale> addresses. See [WSK](https://learn.microsoft.com/windows-hardware/drivers/network/).",
			Wrong:  "Something outside the model deregisters.",
			Pages:  []rules.Page{{Title: "WskRegister", URL: "https://learn.microsoft.com/windows-hardware/drivers/ddi/wsk/nf-wsk-wskregister", Says: "pairs."}},
			Bad:    "static VOID Unload(PDRIVER_OBJECT DriverObject)\n{\n}\n",
			Good:   "static VOID Unload(PDRIVER_OBJECT DriverObject)\n{\n    WskDeregister(&Registration);\n}\n",
			BadGo:  "func Unload(drv *wdm.DRIVER_OBJECT) {\n\t// nothing\n}\n",
			GoodGo: "func Unload(drv *wdm.DRIVER_OBJECT) {\n\twsk.WskDeregister(&r)\n}\n",
		},
		{
			ID: "WSK014", Name: "capture-blocks-load", Title: "DriverEntry waits for the provider", Severity: rules.Warning,
			What: "What.", Why: "Why.", Wrong: "Wrong.", Bad: "int a;\n", Good: "int b;\n", BadGo: "var a int\n", GoodGo: "var b int\n",
		},
	}
}

// run is a run over the fixture's sources.
func (x fixture) run(fs ...finding.Finding) Run {
	return Run{
		Findings: fs, Rules: texts(), Version: "v1.2.3", Root: x.root,
		Coverage: finding.Tally{Drivers: 1, Roots: 3, Calls: 5, Followed: 5},
		Options:  Options{Inconclusive: true, ReadFile: os.ReadFile},
	}
}

// unloadRegistered is a life through two packages: a capture that fails during
// Unload makes it leave the registration behind.
func (x fixture) unloadRegistered() finding.Finding {
	pos := x.at(driverGo, "}\n", 5) // the brace that closes Unload
	return finding.Finding{
		Rule: "WSK001", Pos: pos, End: pos, Package: "beacon", Func: "Unload", Object: "g_Registration",
		Message: "Unload can return while g_Registration is registered",
		Steps: []finding.Step{
			{Pos: x.at(driverGo, "DriverEntry(drv", 1), Kind: finding.Enter, Func: "DriverEntry", Text: "DriverEntry runs"},
			{Pos: x.at(driverGo, "sock.Start()", 1), Kind: finding.Call, Func: "DriverEntry", Text: "calls Start", Depth: 1},
			{Pos: x.at(sockGo, "wsk.WskRegister(", 1), Kind: finding.Operate, Func: "Start", Text: "WskRegister(&npi, &g_Registration) succeeds", State: "registered", Depth: 2},
			{Pos: x.at(driverGo, "!wdm.NT_SUCCESS(st)", 1), Kind: finding.Branch, Func: "DriverEntry", Text: "!NT_SUCCESS(st) is false", State: "registered", Depth: 1},
			{Pos: x.at(driverGo, "Unload(drv", 1), Kind: finding.Enter, Func: "Unload", Text: "Unload runs", State: "registered"},
			{Pos: x.at(driverGo, "sock.Stop()", 1), Kind: finding.Call, Func: "Unload", Text: "calls Stop", State: "registered", Depth: 1},
			{Pos: x.at(sockGo, "wsk.WskCaptureProviderNPI(", 2), Kind: finding.Operate, Func: "Stop", Text: "WskCaptureProviderNPI(&g_Registration, WSK_NO_WAIT, &g_Provider) fails", State: "registered", Depth: 2},
			{Pos: x.at(sockGo, "return // nothing", 1), Kind: finding.Leave, Func: "Stop", Text: "returns", State: "registered", Depth: 2},
			{Pos: pos, Kind: finding.Violate, Func: "Unload", Text: "Unload returns", State: "registered"},
		},
	}
}

// dispatchAfterRelease is a capture, a release and a use behind it.
func (x fixture) dispatchAfterRelease() finding.Finding {
	pos := x.at(sockGo, "g_Provider.Dispatch.WskFreeAddressInfo", 1)
	end := pos
	end.Col += len("g_Provider.Dispatch.WskFreeAddressInfo(g_Provider.Client, info)")
	release := x.at(sockGo, "\twsk.WskReleaseProviderNPI", 1)
	cut := release
	cut.Col = len("\twsk.WskReleaseProviderNPI(&g_Registration)") + 1
	return finding.Finding{
		Rule: "WSK002", Pos: pos, End: end, Package: "beacon/sock", Func: "Resolve", Object: "g_Registration",
		Message: "WskFreeAddressInfo is called after the last capture of g_Registration was released",
		Steps: []finding.Step{
			{Pos: x.at(sockGo, "wsk.WskRegister(", 1), Kind: finding.Operate, Func: "Start", Text: "WskRegister(&npi, &g_Registration) succeeds", State: "registered", Depth: 2},
			{Pos: x.at(driverGo, "control(dev", 1), Kind: finding.Enter, Func: "control", Text: "control runs", State: "registered"},
			{Pos: x.at(driverGo, "sock.Resolve(", 1), Kind: finding.Call, Func: "control", Text: "calls Resolve", State: "registered", Depth: 1},
			{Pos: x.at(sockGo, "wsk.WskCaptureProviderNPI(", 1), Kind: finding.Operate, Func: "Resolve", Text: "WskCaptureProviderNPI(&g_Registration, WSK_INFINITE_WAIT, &g_Provider) succeeds", State: "registered, 1 capture", Depth: 2},
			{Pos: x.at(sockGo, "g_Provider.Dispatch.WskGetAddressInfo(", 1), Kind: finding.Operate, Func: "Resolve", Text: "WskGetAddressInfo(…) succeeds", State: "registered, 1 capture", Depth: 2},
			{Pos: x.at(sockGo, "wsk.WskReleaseProviderNPI(", 1), Kind: finding.Operate, Func: "Resolve", Text: "WskReleaseProviderNPI(&g_Registration)", State: "registered", Depth: 2},
			{Pos: x.at(sockGo, "wdm.NT_SUCCESS(st)", 2), Kind: finding.Branch, Func: "Resolve", Text: "NT_SUCCESS(st) is true", State: "registered", Depth: 2},
			{Pos: pos, Kind: finding.Violate, Func: "Resolve", Text: "WskFreeAddressInfo(g_Provider.Client, info)", Depth: 2},
		},
		Fixes: []finding.Fix{{Message: "release the NPI last", Edits: []finding.Edit{{Pos: release, End: cut, New: ""}}}},
	}
}

// suppressed is a finding that a directive took back.
func (x fixture) suppressed() finding.Finding {
	pos := x.at(driverGo, "return st", 2)
	return finding.Finding{
		Rule: "WSK006", Pos: pos, End: pos, Package: "beacon", Func: "DriverEntry", Object: "g_Registration",
		Message:    "DriverEntry returns a failure status while g_Registration is registered",
		Suppressed: "the device name is reserved: it cannot fail",
		Steps: []finding.Step{
			{Pos: x.at(sockGo, "wsk.WskRegister(", 1), Kind: finding.Operate, Func: "Start", Text: "WskRegister(&npi, &g_Registration) succeeds", State: "registered", Depth: 1},
			{Pos: pos, Kind: finding.Violate, Func: "DriverEntry", Text: "returns st", State: "registered"},
		},
	}
}

// withoutSteps is of no known rule and has nothing but a place.
func (x fixture) withoutSteps() finding.Finding {
	pos := x.at(driverGo, "const poolTag", 1)
	pos.Col = 0
	return finding.Finding{Rule: "directive", Pos: pos, End: pos, Package: "beacon", Message: "//wskvet:unlod is not a directive"}
}

// hostile has terminal escapes, markup and reversed text wherever text can be.
func (x fixture) hostile() finding.Finding {
	pos := x.at(hostileGo, "wsk.WskDeregister", 1)
	bad := "</script><img src=x onerror=alert(1)>\x1b[31m\a\u202e [a](1) {0}\r\n::error::"
	return finding.Finding{
		Rule: "WSK008", Pos: pos, End: pos, Package: bad, Func: bad, Object: bad, Message: bad,
		Steps: []finding.Step{
			{Pos: x.at(hostileGo, "// Strings that", 1), Kind: finding.Enter, Func: "hostile", Text: "hostile runs"},
			{Pos: x.at(hostileGo, "世界, 𝔊 :=", 1), Kind: finding.Operate, Func: bad, Text: bad, State: bad},
			{Pos: pos, Kind: finding.Violate, Func: bad, Text: bad, State: bad + "2"},
		},
	}
}

// gaveUp is an inconclusive one.
func (x fixture) gaveUp() finding.Finding {
	pos := x.at(sockGo, "closeListener()", 1)
	return finding.Finding{
		Rule: finding.Inconclusive, Pos: pos, End: pos, Package: "beacon/sock", Func: "Stop",
		Message: "closeListener has no body to read",
		Steps:   []finding.Step{{Pos: pos, Kind: finding.Violate, Func: "Stop", Text: "closeListener has no body to read"}},
	}
}

// full is a run with everything in it.
func (x fixture) full() Run {
	r := x.run(x.unloadRegistered(), x.hostile(), x.withoutSteps(), x.suppressed(), x.dispatchAfterRelease())
	r.Inconclusive = []finding.Finding{x.gaveUp()}
	return r
}
