package preprocess

import "github.com/wskvet/wskvet/internal/cfront/scan"

// parseMacro reads what follows #define.
func parseMacro(d []scan.Token) *Macro {
	if len(d) == 0 || d[0].Kind != scan.Ident {
		return nil
	}
	m := &Macro{Name: d[0].Text, At: d[0].At, Body: d[1:]}
	if len(m.Body) == 0 || m.Body[0].Kind != scan.LParen || m.Body[0].Flags&scan.Space != 0 {
		return m
	}
	m.Func = true
	for i, t := range m.Body {
		switch t.Kind {
		case scan.Ident:
			m.Params = append(m.Params, t.Text)
		case scan.Ellipsis:
			m.Variadic = true
			if m.Body[i-1].Kind != scan.Ident { // not the "args..." of GNU
				m.Params = append(m.Params, "__VA_ARGS__")
			}
		case scan.RParen:
			m.Body = m.Body[i+1:]
			return m
		}
	}
	m.Body = nil
	return m
}
