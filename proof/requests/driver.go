// Package requests makes driver models at random out of what makes, awaits and ends a
// request of WSK: where the IRP comes from and who frees it, where the event is and
// who signals it, how long the caller waits, where the socket goes that a request
// makes and who closes it, at which level the driver runs. Half of the models are
// correct; the others have one slip.
package requests

import (
	"fmt"
	"go/format"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/wskvet/wskvet/proof/draw"
)

// module is the module of the models, in the repository.
const module = "github.com/wskvet/wskvet/"

// A driver is a model that is being made.
type driver struct {
	*draw.Drawer
	early    bool // it loads before the provider is ready
	routines int  // completion routines that are declared
	declared map[string]bool
	decls    strings.Builder
	ready    []string // of DriverEntry: what cannot fail
	first    []step   // of DriverEntry, before all others
	steps    []step
	majors   map[string][]string // bodies of callbacks by their kind of request
}

// A step is what DriverEntry does, an expression with a status, or "", and what
// undoes it. A late undo comes after all others.
type step struct {
	do, undo string
	late     bool
}

// Make makes model n of a seed. Half of the models are correct; the others are such
// models with one slip, in which each rule comes as often as any other.
func Make(seed uint64, n int) (draw.Model, error) {
	correct := compose(seed, n, -1)
	if rand.New(rand.NewPCG(seed, uint64(n)<<32)).IntN(2) == 0 {
		return correct.model(n), nil
	}
	return compose(seed, n, draw.Choose(seed, n, correct.Slips())).model(n), nil
}

// compose draws the pieces of a driver. What it draws does not depend on the slip
// that is taken.
func compose(seed uint64, n, taken int) *driver {
	d := &driver{Drawer: draw.New(seed, n, taken), declared: map[string]bool{}, majors: map[string][]string{}}
	d.client()
	d.session("A")
	if d.Chance(20) {
		d.Note("two sessions")
		d.session("B")
	}
	if d.Chance(25) {
		d.resolve()
	}
	if d.Chance(25) {
		d.glance()
	}
	if d.Chance(20) {
		d.ticks()
	}
	if d.Chance(10) {
		d.registrar()
	}
	if d.Chance(10) {
		d.caches()
	}
	d.main()
	return d
}

// add declares something.
func (d *driver) add(text string) { d.decls.WriteString(text + "\n\n") }

// once declares something that several pieces need.
func (d *driver) once(name, text string) string {
	if !d.declared[name] {
		d.declared[name] = true
		d.add(text)
	}
	return name
}

// model is the model that is made.
func (d *driver) model(n int) draw.Model {
	return draw.Model{
		Files:    map[string]string{fmt.Sprintf("requests/m%05d/driver.go", n): d.source()},
		Features: d.Features(), Slip: d.Slip(), Early: d.early,
	}
}

func (d *driver) source() string {
	body := d.decls.String()
	text := "package driver\n\nimport (\n"
	if strings.Contains(body, "unsafe.") {
		text += "\"unsafe\"\n\n"
	}
	text += fmt.Sprintf("%q\n%q\n)\n\n", module+"wdm", module+"wsk") + body
	out, err := format.Source([]byte(text))
	if err != nil {
		panic(fmt.Sprintf("%v\n%s", err, text)) // a mistake of the generator
	}
	return string(out)
}

// patience is how long DriverEntry waits for the provider: for ever only in a driver that
// is loaded when that is ready.
func (d *driver) patience() string {
	d.early = d.Has(10, "loads early")
	if !d.early {
		return "wsk.WSK_INFINITE_WAIT"
	}
	return d.Or("WSK014", "waits for the provider while the system starts", "1000", "wsk.WSK_INFINITE_WAIT")
}

// client registers and captures, and undoes both.
func (d *driver) client() {
	d.add(`var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	provider     wsk.WSK_PROVIDER_NPI
)`)
	d.add(`func begin() wdm.NTSTATUS {
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&client, &registration)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	status = wsk.WskCaptureProviderNPI(&registration, ` + d.patience() + `, &provider)
	if !wdm.NT_SUCCESS(status) {
		wsk.WskDeregister(&registration)
	}
	return status
}`)
	end := "wsk.WskReleaseProviderNPI(&registration)\nwsk.WskDeregister(&registration)\n"
	if d.Has(50, "released at a raised level") {
		l := d.lock("")
		d.once("running", "var running bool")
		inside := "running = false\nwsk.WskReleaseProviderNPI(&registration)\n"
		end = d.Or("WSK011", "deregisters before it unlocks",
			l.acquire+inside+l.release+"wsk.WskDeregister(&registration)\n",
			l.acquire+inside+"wsk.WskDeregister(&registration)\n"+l.release)
	}
	d.add("func end() {\n" + end + "}")
	d.steps = append(d.steps, step{do: "begin()", undo: "end()"})
}

// major has a callback do something for a kind of request.
func (d *driver) major(kind, body string) { d.majors[kind] = append(d.majors[kind], body) }

// main is DriverEntry, the callbacks and Unload.
func (d *driver) main() {
	d.steps = append(d.first, d.steps...)
	kinds := slices.Sorted(maps.Keys(d.majors))
	for _, k := range kinds {
		name := strings.ToLower(strings.ReplaceAll(k, "_", ""))
		d.add(fmt.Sprintf("func on%s(device *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {\n%s\nreturn wdm.STATUS_SUCCESS\n}", name, strings.Join(d.majors[k], "\n")))
		d.ready = append(d.ready, fmt.Sprintf("driver.MajorFunction[wdm.IRP_MJ_%s] = on%s", k, name))
	}
	entry := "driver.DriverUnload = unload\n" + strings.Join(d.ready, "\n") + "\n"
	op := ":="
	for i, s := range d.steps {
		if s.do == "" {
			continue
		}
		entry += fmt.Sprintf("status %s %s\nif !wdm.NT_SUCCESS(status) {\n%sreturn status\n}\n", op, s.do, undo(d.steps[:i], false))
		op = "="
	}
	d.add("func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {\n" + entry + "return wdm.STATUS_SUCCESS\n}")
	d.add("func unload(driver *wdm.DRIVER_OBJECT) {\n" + undo(d.steps, true) + "}")
}

// undo undoes steps, the last one first; only Unload is late with any.
func undo(steps []step, late bool) string {
	out, after := "", ""
	for _, s := range slices.Backward(steps) {
		switch {
		case s.undo == "":
		case s.late && late:
			after += s.undo + "\n"
		default:
			out += s.undo + "\n"
		}
	}
	return out + after
}
