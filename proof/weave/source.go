package weave

import (
	"fmt"
	"go/format"
	"slices"
	"strings"

	"github.com/wskvet/wskvet/proof/draw"
)

// module is the module of the models, in the repository.
const module = "github.com/wskvet/wskvet/"

// A driver is a model that is being made: up to three packages, of which each
// imports those before it.
type driver struct {
	*draw.Drawer
	dir      string
	packages []*text
	declared map[string]bool
	entry    []string // of DriverEntry, step by step: each may fail with status
	undo     []string // what undoes the steps, first first
	unload   []string // what Unload does beside that, before it
	created  string   // what a create does, and the close that answers it
	closed   string
	control  []string
	ready    []string // initialisation that cannot fail
	second   bool
}

// text is a package.
type text struct {
	name, path string
	imports    map[string]bool
	decls      strings.Builder
}

// first reports whether name is asked for the first time.
func (d *driver) first(name string) bool {
	was := d.declared[name]
	d.declared[name] = true
	return !was
}

func (p *text) add(format string, args ...any) { fmt.Fprintf(&p.decls, format+"\n", args...) }

// ref names what package q declares in package p.
func (p *text) ref(q *text, name string) string {
	if p == q {
		return name
	}
	p.imports[q.path] = true
	return q.name + "." + name
}

func (p *text) source() string {
	var b strings.Builder
	fmt.Fprintf(&b, "package %s\n\nimport (\n", p.name)
	body := p.decls.String()
	for _, name := range []string{"sync", "unsafe"} {
		if strings.Contains(body, name+".") {
			fmt.Fprintf(&b, "%q\n", name)
		}
	}
	for _, name := range []string{"wdm", "wsk"} {
		if strings.Contains(body, name+".") {
			fmt.Fprintf(&b, "%q\n", module+name)
		}
	}
	var paths []string
	for path := range p.imports {
		paths = append(paths, path)
	}
	slices.Sort(paths)
	for _, path := range paths {
		fmt.Fprintf(&b, "%q\n", path)
	}
	b.WriteString(")\n\n" + body)
	out, err := format.Source([]byte(b.String()))
	if err != nil {
		panic(fmt.Sprintf("%v\n%s", err, b.String())) // a mistake of the generator
	}
	return string(out)
}

// build makes model n of a seed, in dir below the root. It is meant to be correct.
func build(seed uint64, n int, dir string) draw.Model { return compose(seed, n, -1, dir).model() }

// wrong makes the model with one of its slips.
func wrong(seed uint64, n int, dir string) draw.Model {
	slips := compose(seed, n, -1, dir).Slips()
	return compose(seed, n, draw.Choose(seed, n, slips), dir).model()
}

// compose draws the pieces of a driver.
func compose(seed uint64, n, taken int, dir string) *driver {
	d := &driver{Drawer: draw.New(seed, n, taken), dir: dir, declared: map[string]bool{}}
	d.layout()
	d.unit("A")
	if d.Has(25, "two registrations") {
		d.second = true
		d.unit("B")
	}
	d.main()
	return d
}

func (d *driver) model() draw.Model {
	m := draw.Model{Files: map[string]string{}, Features: d.Features(), Slip: d.Slip()}
	for _, p := range d.packages {
		m.Files[strings.TrimPrefix(p.path, module)+"/"+p.name+".go"] = p.source()
	}
	return m
}

func (d *driver) layout() {
	names := []string{"low", "mid", "driver"}
	switch d.IntN(3) {
	case 0:
		names = names[2:]
	case 1:
		names = []string{"low", "driver"}
		d.Note("two packages")
	default:
		d.Note("three packages")
	}
	for _, name := range names {
		path := module + d.dir
		if name != "driver" {
			path += "/" + name
		}
		d.packages = append(d.packages, &text{name: name, path: path, imports: map[string]bool{}})
	}
}

func (d *driver) low() *text { return d.packages[0] }
func (d *driver) top() *text { return d.packages[len(d.packages)-1] }

// main is DriverEntry, the callbacks and Unload.
func (d *driver) main() {
	p := d.top()
	p.add("func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {")
	p.add("driver.DriverUnload = unload")
	if d.created != "" {
		p.add("driver.MajorFunction[wdm.IRP_MJ_CREATE] = create")
		p.add("driver.MajorFunction[wdm.IRP_MJ_CLOSE] = closed")
	}
	if len(d.control) > 0 {
		p.add("driver.MajorFunction[wdm.IRP_MJ_DEVICE_CONTROL] = control")
	}
	for _, s := range d.ready {
		p.add("%s", s)
	}
	for i, s := range d.entry {
		op := "="
		if i == 0 {
			op = ":="
		}
		p.add("status %s %s", op, s)
		p.add("if !wdm.NT_SUCCESS(status) {")
		for _, u := range slices.Backward(d.undo[:i]) {
			p.add("%s", u)
		}
		p.add("return status\n}")
	}
	p.add("return wdm.STATUS_SUCCESS\n}\n")
	callback := func(name, body string) {
		p.add("func %s(device *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {\n%s\n}\n", name, body)
	}
	if d.created != "" {
		callback("create", d.created)
		callback("closed", d.closed)
	}
	if len(d.control) > 0 {
		callback("control", strings.Join(d.control, "\n")+"\nreturn wdm.STATUS_SUCCESS")
	}
	p.add("func unload(driver *wdm.DRIVER_OBJECT) {")
	for _, s := range d.unload {
		p.add("%s", s)
	}
	for _, u := range slices.Backward(d.undo) {
		p.add("%s", u)
	}
	p.add("}")
}
