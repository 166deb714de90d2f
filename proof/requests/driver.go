package main

import (
	"fmt"
	"go/format"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
)

// module is the module of the models, in the repository.
const module = "github.com/wskvet/wskvet/"

// A Slip is a mistake that a model has, or could have, and the rule that it breaks.
type Slip struct{ Rule, Name string }

// A Model is a made driver model.
type Model struct {
	Files    map[string]string
	Features []string
	Slip     Slip // the one that it has; zero if it is correct
}

// A driver is a model that is being made.
type driver struct {
	r        *rand.Rand
	taken    int    // the index of the slip that is made; -1 for none
	slips    []Slip // those that can be
	features map[string]bool
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

// build makes model n of a seed. Half of the models are correct; the others are such
// models with one slip, in which each rule comes as often as any other.
func build(seed uint64, n int) Model {
	correct := compose(seed, n, -1)
	r := rand.New(rand.NewPCG(seed, uint64(n)<<32))
	if len(correct.slips) == 0 || r.IntN(2) == 0 {
		return correct.model(n)
	}
	var rules []string
	for _, s := range correct.slips {
		rules = append(rules, s.Rule)
	}
	slices.Sort(rules)
	rules = slices.Compact(rules)
	rule := rules[r.IntN(len(rules))]
	var of []int
	for i, s := range correct.slips {
		if s.Rule == rule {
			of = append(of, i)
		}
	}
	return compose(seed, n, of[r.IntN(len(of))]).model(n)
}

// compose draws the pieces of a driver. What it draws does not depend on the slip
// that is taken.
func compose(seed uint64, n, taken int) *driver {
	d := &driver{
		r: rand.New(rand.NewPCG(seed, uint64(n))), taken: taken, features: map[string]bool{},
		declared: map[string]bool{}, majors: map[string][]string{},
	}
	d.client()
	d.session("A")
	if d.chance(20) {
		d.features["two sessions"] = true
		d.session("B")
	}
	if d.chance(25) {
		d.resolve()
	}
	if d.chance(25) {
		d.glance()
	}
	if d.chance(20) {
		d.ticks()
	}
	d.main()
	return d
}

func (d *driver) chance(percent int) bool { return d.r.IntN(100) < percent }

// pick is one of several features, of which the model then has it.
func (d *driver) pick(names ...string) string {
	name := names[d.r.IntN(len(names))]
	d.features[name] = true
	return name
}

// has decides whether the model has a feature.
func (d *driver) has(percent int, name string) bool {
	ok := d.chance(percent)
	if ok {
		d.features[name] = true
	}
	return ok
}

// or is what is right, or what is wrong instead if this is the slip that is made.
func (d *driver) or(rule, name, right, wrong string) string {
	d.slips = append(d.slips, Slip{rule, name})
	if len(d.slips)-1 == d.taken {
		return wrong
	}
	return right
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
func (d *driver) model(n int) Model {
	m := Model{Files: map[string]string{fmt.Sprintf("requests/m%05d/driver.go", n): d.source()}}
	m.Features = slices.Sorted(maps.Keys(d.features))
	if d.taken >= 0 {
		m.Slip = d.slips[d.taken]
	}
	return m
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
	status = wsk.WskCaptureProviderNPI(&registration, wsk.WSK_INFINITE_WAIT, &provider)
	if !wdm.NT_SUCCESS(status) {
		wsk.WskDeregister(&registration)
	}
	return status
}`)
	end := "wsk.WskReleaseProviderNPI(&registration)\nwsk.WskDeregister(&registration)\n"
	if d.has(50, "released at a raised level") {
		l := d.lock("")
		d.once("running", "var running bool")
		inside := "running = false\nwsk.WskReleaseProviderNPI(&registration)\n"
		end = d.or("WSK011", "deregisters before it unlocks",
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
