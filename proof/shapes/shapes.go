// Package shapes makes drivers of any size in shapes that are hard on an
// analysis: many branches, deferred calls, a long chain of calls, a knot of
// functions that call each other, a large switch, many registrations, many
// lines. Each leaves its registrations behind, so that an analysis which gives
// up in silence is found out.
package shapes

import (
	"fmt"
	"strings"
)

// A Shape makes a driver of size n.
type Shape struct {
	Name string
	Make func(n int) string
}

// All are the shapes.
func All() []Shape {
	return []Shape{
		{"branches", branches}, {"defers", defers}, {"chain", chain}, {"knot", knot},
		{"switch", switches}, {"registrations", registrations}, {"lines", lines}, {"steps", steps},
		{"nested", nested}, {"correlated", correlated},
	}
}

// Make makes a driver of the shape of a name.
func Make(name string, n int) string {
	for _, s := range All() {
		if s.Name == name {
			return s.Make(n)
		}
	}
	panic("no shape " + name)
}

const head = `package driver

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	provider     wsk.WSK_PROVIDER_NPI
	flags        [64]int32
)

func unload(driver *wdm.DRIVER_OBJECT) {
	wdm.DbgPrint("nothing is deregistered")
}

`

const entry = `func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
`

const register = `	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&client, &registration)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
`

const done = "	return wdm.STATUS_SUCCESS\n}\n"

// repeat writes n texts.
func repeat(n int, text func(i int) string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(text(i))
	}
	return b.String()
}

func branches(n int) string {
	return head + entry + register + repeat(n, func(i int) string {
		return fmt.Sprintf("\tif path.Length == %d {\n\t\tflags[%d]++\n\t}\n", i, i%64)
	}) + done
}

func defers(n int) string {
	return head + entry + register + repeat(n, func(i int) string {
		return fmt.Sprintf("\tdefer wdm.InterlockedIncrement(&flags[%d])\n", i%64)
	}) + done
}

func chain(n int) string {
	return head + repeat(n, func(i int) string {
		return fmt.Sprintf("func f%d() wdm.NTSTATUS { return f%d() }\n\n", i, i+1)
	}) + fmt.Sprintf("func f%d() wdm.NTSTATUS {\n%s%s\n", n, register, done) + entry + "\treturn f0()\n}\n"
}

func knot(n int) string {
	return head + repeat(n, func(i int) string {
		return fmt.Sprintf("func f%d(n int) wdm.NTSTATUS {\n\tif n == 0 {\n\t\treturn start()\n\t}\n\tif n > 7 {\n\t\treturn f%d(n - 1)\n\t}\n\treturn f%d(n - 1)\n}\n\n", i, (i*7+3)%n, (i*13+5)%n)
	}) + "func start() wdm.NTSTATUS {\n" + register + done + "\n" + entry + "\treturn f0(int(path.Length))\n}\n"
}

func switches(n int) string {
	return head + entry + register + "\tswitch path.MaximumLength {\n" + repeat(min(n, 65_000), func(i int) string {
		return fmt.Sprintf("\tcase %d:\n\t\tflags[%d]++\n", i, i%64)
	}) + "\t}\n" + done
}

func registrations(n int) string {
	return head + repeat(n, func(i int) string { return fmt.Sprintf("var r%d wsk.WSK_REGISTRATION\n", i) }) +
		"\n" + entry + register + repeat(n, func(i int) string {
		return fmt.Sprintf("\twsk.WskRegister(&client, &r%d)\n", i)
	}) + done
}

// lines has ten lines for each of n/10 functions, which are all called.
func lines(n int) string {
	n /= 10
	return head + repeat(n, func(i int) string {
		return fmt.Sprintf(`func g%d(n int32) int32 {
	total := n
	for i := range n {
		if i%%%d == 0 {
			total += i
		}
	}
	flags[%d] = total
	return total
}
`, i, i%50+2, i%64)
	}) + "\n" + entry + register + repeat(n, func(i int) string { return fmt.Sprintf("\tg%d(%d)\n", i, i%9) }) + done
}

// steps has twenty lines for each of n/20 functions, which are all called, use
// the provider and decide by what the others have left in the device.
func steps(n int) string {
	n /= 20
	return head + `type device struct {
	state  int32
	failed int32
	bytes  int32
}

var dev device

` + repeat(n, func(i int) string {
		return fmt.Sprintf(`func s%d(d *device, code int32) wdm.NTSTATUS {
	if d.state == %d {
		return wdm.STATUS_DEVICE_NOT_READY
	}
	var npi wsk.WSK_PROVIDER_NPI
	status := wsk.WskCaptureProviderNPI(&registration, wsk.WSK_NO_WAIT, &npi)
	if !wdm.NT_SUCCESS(status) {
		d.failed++
		return status
	}
	for i := range code {
		d.bytes += i
	}
	if code > %d {
		d.state = code %% 7
	}
	wsk.WskReleaseProviderNPI(&registration)
	return status
}

`, i, i%50+10, i%100)
	}) + entry + register + repeat(n, func(i int) string { return fmt.Sprintf("\ts%d(&dev, int32(path.Length))\n", i) }) + done
}

// nested has branches in branches, each of which leaves something behind that a
// later one asks for.
func nested(n int) string {
	return head + "var kept int32\n\n" + entry + register + repeat(n, func(i int) string {
		return fmt.Sprintf("\tif path.Length > %d {\n\tkept = %d\n", i, i)
	}) + "\twdm.InterlockedIncrement(&flags[0])\n" + repeat(n, func(int) string { return "\t}\n" }) +
		"\tif kept == 7 {\n\t\twdm.InterlockedIncrement(&flags[1])\n\t}\n" + done
}

// correlated has pairs of branches: what the first keeps, the second asks for.
func correlated(n int) string {
	return head + "var kept [64]bool\n\n" + entry + register + repeat(n/2, func(i int) string {
		return fmt.Sprintf("\tkept[%d] = path.Length == %d\n\tif kept[%d] {\n\t\twdm.InterlockedIncrement(&flags[%d])\n\t}\n\tif kept[%d] {\n\t\twdm.InterlockedDecrement(&flags[%d])\n\t}\n",
			i%64, i, i%64, i%64, i*7%64, i%64)
	}) + done
}
