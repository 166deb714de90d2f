package syntax

// Unparen is an expression without the parentheses around it.
func Unparen(x Expr) Expr {
	for {
		p, ok := x.(*Paren)
		if !ok {
			return x
		}
		x = p.X
	}
}

// Callee is the name that a call calls.
func Callee(x *Call) string {
	switch fun := Unparen(x.Fun).(type) {
	case *Ident:
		return fun.Name.Last()
	case *Member:
		return fun.Name.Last()
	}
	return ""
}

// HasLabel reports whether a statement has a label of that name.
func HasLabel(s Node, name string) bool {
	found := false
	Walk(s, func(n Node) bool {
		if l, ok := n.(*Label); ok && l.Name == name {
			found = true
		}
		return !found
	})
	return found
}

// IsReference reports whether a type is a reference of C++.
func IsReference(t *Type) bool {
	return t != nil && (t.Kind == TypeRef || t.Kind == TypeRvalueRef)
}

// InitExpr is the expression of an initializer.
func InitExpr(x Expr) Expr {
	if l, ok := x.(*List); ok && len(l.Elems) == 1 {
		return l.Elems[0].X
	}
	return x
}

// LabelsHanded are the names that a macro is handed which nothing may declare: a label
// among them says that it may jump there.
func LabelsHanded(x Expr) []string {
	c, ok := x.(*Call)
	if !ok {
		return nil
	}
	if _, ok := c.Fun.(*Ident); !ok {
		return nil
	}
	var out []string
	for _, a := range c.Args {
		if id, ok := a.(*Ident); ok && len(id.Name.Parts) == 1 {
			out = append(out, id.Name.Last())
		}
	}
	return out
}
