// Package flags makes driver models at random in which a count depends on flags: from two
// to sixteen things that a driver may have or not, each with a flag that says so, and for
// each a capture of the registration or a reference that keeps it registered. Half of the
// models are correct; the others have one slip.
package flags

import (
	"fmt"
	"go/format"
	"math/rand/v2"
	"strings"

	"github.com/wskvet/wskvet/proof/draw"
)

// module is the module of the models, in the repository.
const module = "github.com/wskvet/wskvet/"

// Make makes model n of a seed. Half of the models are correct; the others are such models
// with one slip.
func Make(seed uint64, n int) (draw.Model, error) {
	correct := compose(seed, n, -1)
	if rand.New(rand.NewPCG(seed, uint64(n)<<32)).IntN(2) == 0 {
		return correct.model(n)
	}
	return compose(seed, n, draw.Choose(seed, n, correct.Slips())).model(n)
}

// driver is a model that is being made.
type driver struct {
	*draw.Drawer
	things   int
	inStruct bool // flags are fields of a struct
	counts   bool // a count of references is kept; else there are captures
	take     []string
	give     []string
}

// most is how many things a driver has at most.
const most = 16

// compose draws the pieces of a driver. What it draws does not depend on the slip that is
// taken.
func compose(seed uint64, n, taken int) *driver {
	d := &driver{Drawer: draw.New(seed, n, taken)}
	d.things = 2 + d.IntN(most-1)
	d.Note(fmt.Sprintf("%d flags or more", d.things/4*4))
	d.inStruct = d.Pick("flags in variables", "flags in a structure") == "flags in a structure"
	d.counts = d.Pick("captures", "references") == "references"
	for i := range d.things {
		d.take = append(d.take, fmt.Sprintf("%s = take()\n", d.flag(i)))
		d.give = append(d.give, d.given(i))
	}
	if d.Has(50, "given back in reverse") {
		for i := range d.things / 2 {
			k := d.things - 1 - i
			d.give[i], d.give[k] = d.give[k], d.give[i]
		}
	}
	return d
}

// flag is the flag of thing i.
func (d *driver) flag(i int) string {
	if d.inStruct {
		return fmt.Sprintf("state.flag%d", i)
	}
	return fmt.Sprintf("flag%d", i)
}

// given gives back what is held for thing i, if its flag says so.
func (d *driver) given(i int) string {
	right := fmt.Sprintf("if %s {\ngive()\n}\n", d.flag(i))
	if d.counts {
		return d.Or("WSK001", "a reference is not given back", right, "")
	}
	return d.Or("WSK003", "a capture is not released", right, "")
}

// declarations are those of the flags.
func (d *driver) declarations() string {
	var names []string
	for i := range d.things {
		names = append(names, fmt.Sprintf("flag%d", i))
	}
	list := strings.Join(names, ", ") + " bool\n"
	if d.inStruct {
		return "var state struct{ " + list + "}\n"
	}
	return "var " + list
}

// session is how a thing is held, and how it is given back; the last line of Unload.
func (d *driver) session() (code, last string) {
	if !d.counts {
		return `func take() bool {
	return wdm.NT_SUCCESS(wsk.WskCaptureProviderNPI(&registration, wsk.WSK_NO_WAIT, &provider))
}

func give() { wsk.WskReleaseProviderNPI(&registration) }
`, "wsk.WskDeregister(&registration)\n"
	}
	return `var references int32

func take() bool {
	if !wdm.NT_SUCCESS(wdm.IoRegisterShutdownNotification(device)) {
		return false
	}
	references++
	return true
}

func give() {
	references--
	if references == 0 {
		wsk.WskDeregister(&registration)
	}
}
`, "give()\n"
}

// model is the text of the driver.
func (d *driver) model(n int) (draw.Model, error) {
	code, last := d.session()
	held, begin := "provider wsk.WSK_PROVIDER_NPI\n", ""
	if d.counts {
		held, begin = "device *wdm.DEVICE_OBJECT\n", "references = 1\n"
	}
	src := fmt.Sprintf(`package m%05d

import (
	"%swdm"
	"%swsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	%s)

%s
%s
func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&client, &registration)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	%s%sreturn wdm.STATUS_SUCCESS
}

func unload(driver *wdm.DRIVER_OBJECT) {
	%s%s}
`, n, module, module, held, d.declarations(), code, begin, strings.Join(d.take, ""), strings.Join(d.give, ""), last)
	out, err := format.Source([]byte(src))
	name := fmt.Sprintf("flags/m%05d/driver.go", n)
	return draw.Model{Files: map[string]string{name: string(out)}, Features: d.Features(), Slip: d.Slip()}, err
}
