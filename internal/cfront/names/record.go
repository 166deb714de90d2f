package names

import (
	"slices"
	"strconv"
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

// tagOf is the tag of a definition, and whether it was there.
func (u *Unit) tagOf(d *syntax.Record) (t *tag, known bool) {
	k := u.recordKey(d)
	if t, ok := u.Prog.at[k].(*tag); ok {
		return t, true
	}
	t = &tag{unit: u, space: u.space, decl: d}
	u.Prog.at[k] = t
	return t, false
}

// recordKey is where a structure is defined. An instance of a template is one in all
// units, wherever each uses it first.
func (u *Unit) recordKey(d *syntax.Record) key {
	k := u.key(d.Name, d.Span)
	k.name = "struct " + d.Name.Last()
	if u.instance(d) {
		k.use = k.at
	}
	return k
}

// instance reports whether a structure has another name than the text: that of an
// instance of a template.
func (u *Unit) instance(d *syntax.Record) bool {
	if d.Name == nil {
		return false
	}
	t := &u.File.Tokens[min(int(d.Name.To), len(u.File.Tokens))-1]
	f := u.Prog.Set.File(t.At)
	return f != nil && !strings.HasPrefix(f.From(t.At), t.Text)
}

// Record is the type that a definition of a structure or union makes.
func (u *Unit) Record(d *syntax.Record) *Type {
	t, _ := u.tagOf(d)
	if t.typ != nil {
		return t.typ
	}
	name := u.Prog.typedefs[u.recordKey(d)]
	if name == "" {
		name = strings.TrimLeft(d.Name.Last(), "_")
	}
	r := &Record{C: d.Name.Last(), Union: d.Tag == "union", tag: t}
	if r.C == "" {
		r.C = name
	}
	if name == "" {
		name = "anonymous"
		if u.outer != "" {
			u.nested++
			name = u.outer + "_" + strconv.Itoa(u.nested)
		}
	}
	r.Name = u.Prog.Unique(name)
	t.typ = &Type{Kind: Struct, Rec: r, Name: r.Name}
	defer func(outer string, n int) { u.outer, u.nested = outer, n }(u.outer, u.nested)
	u.outer, u.nested = r.Name, 0
	r.Unit, r.Decl = u, d
	if c := d.Name.Last(); c != "" {
		r.Full = inside(t.space, c)
		defer u.Enter(r.Full)()
	}
	u.members(r, d)
	u.Prog.Records = append(u.Prog.Records, r)
	return t.typ
}

// members fills a record.
func (u *Unit) members(r *Record, d *syntax.Record) {
	names := map[string]bool{"_": true}
	add := func(f *Field) {
		f.Go = Identifier(f.Go)
		for names[f.Go] {
			f.Go += "_"
		}
		names[f.Go] = true
		r.Fields = append(r.Fields, f)
	}
	for _, b := range d.Bases {
		t := u.Type(b)
		if t.Kind != Struct || t.Rec.Outside {
			r.Outside = true
		}
		if t.Kind == Struct && t.Rec != r {
			r.Bases = append(r.Bases, t.Rec)
			add(&Field{Go: baseName(t), Type: t, Embedded: true})
		}
	}
	if declaresVirtual(d) && !r.Virtual() {
		add(&Field{Go: "class", Type: TUintptr})
		r.Tag = r.Fields[len(r.Fields)-1]
	}
	for i, m := range d.Members {
		switch m := m.(type) {
		case *syntax.Record:
			if m.Name.Last() == "" && m.Defined && !declares(d.Members[i+1:], m) {
				t := u.Record(m)
				add(&Field{Go: t.Name, Type: t, Embedded: true})
			}
			if m.Defined && r.Union {
				u.pack(u.Record(m).Rec)
			}
		case *syntax.Var:
			if m.Storage&(syntax.Static|syntax.Typedef) != 0 || m.Type == nil {
				continue
			}
			t := u.Type(m.Type)
			if t.Kind == Array && t.Len == 0 {
				t = ArrayOf(t.Elem, 1)
			}
			name := m.Name.Last()
			switch {
			case name != "":
				add(&Field{Name: name, Go: name, Type: t, Init: m.Init, Bits: u.bits(m, t), Ref: m.Type.Kind == syntax.TypeRef || m.Type.Kind == syntax.TypeRvalueRef})
			case t.Kind == Struct && m.Bits == nil:
				add(&Field{Go: baseName(t), Type: t, Embedded: true})
			}
		}
	}
}

// bits is the width of a bit field, 0 where that of its type says as much.
func (u *Unit) bits(m *syntax.Var, t *Type) int {
	if m.Bits == nil || t.Kind != Int {
		return 0
	}
	if n, ok := u.Const(m.Bits); ok && n > 0 && n < 8*t.Size {
		return int(n)
	}
	return 0
}

// declaresVirtual reports whether a class has a virtual method of its own.
func declaresVirtual(d *syntax.Record) bool {
	return slices.ContainsFunc(d.Members, func(m syntax.Decl) bool {
		f, ok := m.(*syntax.Func)
		return ok && f.Storage&syntax.Virtual != 0
	})
}

// baseName is the name of an embedded field of a type.
func baseName(t *Type) string { return t.Name[strings.LastIndex(t.Name, ".")+1:] }

// declares reports whether the first of the members is declared with the type
// that is defined just before it.
func declares(members []syntax.Decl, d *syntax.Record) bool {
	if len(members) == 0 {
		return false
	}
	v, ok := members[0].(*syntax.Var)
	if !ok {
		return false
	}
	for t := v.Type; t != nil; t = t.Elem {
		if t.Def == syntax.Decl(d) {
			return true
		}
	}
	return false
}

// A Step leads from a record to a member of it.
type Step struct {
	Of    *Record
	Field *Field
}

// Find is the way to a member of a name in C, through anonymous members and
// bases; nil if there is none.
func (r *Record) Find(name string) []Step { return r.find(name, 0) }

func (r *Record) find(name string, depth int) []Step {
	if f := r.Field(name); f != nil {
		return []Step{{r, f}}
	}
	if depth > 8 {
		return nil
	}
	for _, f := range r.Fields {
		if !f.Embedded || f.Type.Kind != Struct {
			continue
		}
		if in := f.Type.Rec.find(name, depth+1); in != nil {
			return append([]Step{{r, f}}, in...)
		}
	}
	return nil
}
