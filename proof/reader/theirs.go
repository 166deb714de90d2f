package reader

import "strings"

// theirs are the functions of tree-sitter's tree, by the token of their brace.
func theirs(root *node, token func(offset int) int) map[int]*function {
	out := map[int]*function{}
	root.walk(func(n *node) {
		if n.kind != "function_definition" {
			return
		}
		body := n.child("body")
		if body != nil && body.kind == "try_statement" {
			body = body.child("body")
		}
		if body == nil || body.kind != "compound_statement" {
			return
		}
		f := &function{name: declared(n.child("declarator")), count: counts{}}
		n.walk(func(x *node) { f.bad = f.bad || x.bad })
		body.walk(func(x *node) { countTheirs(x, f.count) })
		out[token(body.start)] = f
	})
	return out
}

var theirStatements = map[string]string{
	"if_statement": "#if", "for_statement": "#for", "for_range_loop": "#for", "while_statement": "#while",
	"do_statement": "#do", "switch_statement": "#switch", "goto_statement": "#goto", "return_statement": "#return",
	"case_statement": "#case", "labeled_statement": "#label", "break_statement": "#break",
}

func countTheirs(n *node, c counts) {
	if s := theirStatements[n.kind]; s != "" {
		c[s]++
		return
	}
	f := n.child("function")
	if n.kind != "call_expression" || f == nil {
		return
	}
	switch s := called(f); {
	case s == "" || words[s]:
	case f.kind == "parenthesized_expression" && f.last() != nil && f.last().kind == "identifier":
		c[castOf(s)]++ // it knows no types: (T)(x) is a call for it
	default:
		c[s]++
	}
}

// declared is the name that a declarator declares.
func declared(n *node) string {
	for n != nil {
		switch n.kind {
		case "identifier", "field_identifier", "type_identifier", "destructor_name", "operator_name":
			return squeezed(n.text())
		case "operator_cast":
			return "operator"
		case "qualified_identifier", "template_function", "template_method":
			n = n.child("name")
		case "parenthesized_declarator", "reference_declarator", "attributed_declarator":
			n = n.last()
		default:
			n = n.child("declarator")
		}
	}
	return "?"
}

// called is the name of what is called; "" for what is no call.
func called(n *node) string {
	for n != nil {
		switch n.kind {
		case "identifier", "field_identifier", "type_identifier", "destructor_name", "operator_name", "this":
			return squeezed(n.text())
		case "primitive_type", "sized_type_specifier":
			return ""
		case "field_expression":
			n = n.child("field")
		case "qualified_identifier", "template_function", "template_method", "dependent_name":
			if x := n.child("name"); x != nil {
				n = x
			} else {
				n = n.last()
			}
		case "parenthesized_expression":
			n = n.last()
		default:
			if strings.HasSuffix(n.kind, "_cast") {
				return ""
			}
			return "?"
		}
	}
	return "?"
}

func squeezed(s string) string { return strings.Join(strings.Fields(s), "") }
