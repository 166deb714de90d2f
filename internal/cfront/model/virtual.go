package model

import (
	"strconv"
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/draft"
	"github.com/wskvet/wskvet/internal/cfront/names"
	"github.com/wskvet/wskvet/internal/cfront/stmt"
)

// Objects of classes with virtual methods know their class: constructors leave its
// number in a member of the first class that has such methods. A call of one is a call
// of a function that asks for the number, and calls the method of that class.

// virtuals writes the functions that call virtual methods.
func (f *file) virtuals() {
	for i := 0; i < len(f.b.Dispatches); i++ { // one may ask for another
		if d := f.b.Dispatches[i]; d.Func != nil {
			f.virtualMethod(d)
		} else {
			f.virtualEnd(d)
		}
	}
}

func (f *file) virtualMethod(d draft.Dispatch) {
	b, sig := f.b, f.b.Signature(d.Func)
	g := stmt.Expressions(b.Draft, d.Func.Unit)
	var params, args []string
	for i, p := range sig.Params {
		name := "a" + strconv.Itoa(i+1)
		params, args = append(params, name+" "+p.String()), append(args, name)
	}
	result := ""
	if sig.Elem.Kind != names.Void {
		result = " " + sig.Elem.String()
	}
	f.raw("\n")
	at := b.Place(d.Func.Unit, d.Func.Decl.Name.From)
	write := func(text string) {
		f.directive(at)
		f.raw(text + "\n")
	}
	write("func " + d.Name + "(" + strings.Join(append([]string{"this *" + d.Record.Name}, params...), ", ") + ")" + result + " {")
	this := draft.Target("this", &names.Type{Kind: names.Struct, Rec: d.Record, Name: d.Record.Name})
	list := b.Targets(d.Record, d.Func)
	if len(list) > 1 {
		write("\tswitch " + g.Tags(this)[0].Text + " {")
	}
	for i, t := range list {
		if len(list) > 1 {
			write(b.Label(t.Classes, i+1 == len(list)))
		}
		call := t.Func.Go + "(" + strings.Join(append([]string{g.From(this, t.Func)}, args...), ", ") + ")"
		theirs := b.Signature(t.Func).Elem
		switch {
		case result == "":
			write("\t\t" + call)
		case theirs.Kind == names.Void:
			write("\t\t" + call)
			write("\t\treturn " + draft.Unknown(sig.Elem).Text)
		default:
			write("\t\treturn " + g.Convert(draft.Primary(call, theirs), sig.Elem).Text)
		}
	}
	if len(list) > 1 {
		write("\t}")
	}
	if len(list) == 0 && result != "" {
		write("\treturn " + draft.Unknown(sig.Elem).Text)
	}
	write("}")
}

// virtualEnd writes what delete does to an object of a class with a virtual destructor.
func (f *file) virtualEnd(d draft.Dispatch) {
	b := f.b
	at := Place{}
	if c := b.Program.ClassOf(d.Record); c != nil && len(c.Methods["~"+c.Name]) > 0 {
		fn := c.Methods["~"+c.Name][0]
		at = b.Place(fn.Unit, fn.Decl.Name.From)
	}
	write := func(text string) {
		if at.Line > 0 {
			f.directive(at)
		}
		f.raw(text + "\n")
	}
	f.raw("\n")
	write("func " + d.Name + "(this *" + d.Record.Name + ") {")
	this := draft.Target("this", &names.Type{Kind: names.Struct, Rec: d.Record, Name: d.Record.Name})
	write("\tswitch " + stmt.Expressions(b.Draft, d.Record.Unit).Tags(this)[0].Text + " {")
	for _, r := range append(b.Derived(d.Record), d.Record) {
		g := stmt.Expressions(b.Draft, d.Record.Unit)
		obj := this
		if r != d.Record {
			obj = draft.Target("o", &names.Type{Kind: names.Struct, Rec: r, Name: r.Name})
		}
		g.Finish(obj)
		write(b.Label([]*names.Record{r}, r == d.Record))
		if r != d.Record && len(g.Lines) > 0 {
			write("\t\to := " + g.Outer("this", r, d.Record))
		}
		for _, l := range g.Lines {
			write("\t\t" + l.Text)
		}
	}
	write("\t}")
	write("}")
}
