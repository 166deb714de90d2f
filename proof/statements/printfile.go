package statements

import (
	"bytes"
	"fmt"
	"go/format"
	"sort"
	"strings"
)

func (p *printer) run(imports []string) {
	p.buf.Reset()
	p.line = 0
	pkg := p.p.ID
	if p.file == 1 {
		pkg = "net"
		p.ln("// Package net is the network half of driver model " + p.p.ID + ".")
	} else {
		p.ln("// Package " + pkg + " is a driver model.")
	}
	p.ln("package " + pkg)
	p.blank()
	if len(imports) > 0 {
		p.ln("import (")
		p.ind++
		for _, i := range imports {
			p.ln(`"` + i + `"`)
		}
		p.ind--
		p.ln(")")
		p.blank()
	}
	if p.file == 1 || !p.p.Split {
		for _, c := range p.p.Consts {
			p.ln(fmt.Sprintf("const %s = %#x", c.Name, c.V))
		}
		if len(p.p.Consts) > 0 {
			p.blank()
		}
		for _, s := range p.p.Structs {
			p.ln("type " + s.Name + " struct {")
			p.ind++
			for _, f := range s.Fields {
				p.ln(f.Name + " " + p.typ(f.T))
			}
			p.ind--
			p.ln("}")
			p.blank()
		}
		w := p.use("wsk")
		p.ln("var ClientDispatch = " + w + "WSK_CLIENT_DISPATCH{Version: 0x0100}")
		p.ln("var ClientNpi = " + w + "WSK_CLIENT_NPI{Dispatch: &ClientDispatch}")
		for _, v := range p.p.Globals {
			p.ln("var " + v.Name + " " + p.typ(v.T))
		}
	}
	first := true
	for _, f := range p.p.Funcs {
		if f.Pkg != p.file {
			continue
		}
		if !first || p.file == 1 || !p.p.Split {
			p.blank()
		}
		first = false
		f.Pos = p.here()
		f.Returns = nil
		if p.instr && f.Entry {
			// End is known: it was printed before
			p.ln(p.sig(f) + fmt.Sprintf(" { oracle.Ret(%d)", f.End.Line))
		} else {
			p.ln(p.sig(f) + " {")
		}
		p.block(f.Body, f)
		f.End = p.here()
		p.ln("}")
	}
}

// printFile prints a file of p.
func printFile(p *Program, file int) []byte {
	return (&printer{p: p, file: file, used: map[string]bool{}}).print()
}

func (pr *printer) print() []byte {
	p := pr.p
	pr.run(nil)
	var imps []string
	for k := range pr.used {
		switch k {
		case "unsafe":
			imps = append(imps, "unsafe")
		case "net":
			imps = append(imps, "gen/"+p.ID+"/net")
		default:
			imps = append(imps, "gen/"+k)
		}
	}
	sort.Strings(imps)
	pr.run(imps)
	if pr.instr {
		pr.run(imps) // now End is right
		// imports must not move a line: the package clause takes one more
		src := bytes.Replace(pr.buf.Bytes(), []byte("\nimport ("), []byte("\nimport \"gen/oracle\"; import ("), 1)
		return append(src, "\nvar _ = oracle.Tick\n"...)
	}
	return pr.buf.Bytes()
}

// gofmt formats src and checks that every line stayed where it was.
func gofmt(src []byte) ([]byte, error) {
	out, err := format.Source(src)
	if err != nil {
		return nil, err
	}
	a, b := bytes.Split(src, []byte("\n")), bytes.Split(out, []byte("\n"))
	if len(a) != len(b) {
		return nil, fmt.Errorf("gofmt moves lines: %d, %d", len(a), len(b))
	}
	for i := range a {
		if strings.Join(strings.Fields(string(a[i])), "") != strings.Join(strings.Fields(string(b[i])), "") {
			return nil, fmt.Errorf("gofmt changes line %d", i+1)
		}
	}
	return out, nil
}

// printAll prints every file of p, formatted, keyed by its path in the module.
func printAll(p *Program, fmtIt bool) (map[string][]byte, error) {
	files := map[string][]byte{}
	n := 1
	if p.Split {
		n = 2
	}
	for i := range n {
		src := printFile(p, i)
		if fmtIt {
			var err error
			if src, err = gofmt(src); err != nil {
				return nil, err
			}
		}
		files[fileName(p.ID, i)] = src
	}
	return files, nil
}

func fileName(id string, file int) string {
	if file == 1 {
		return id + "/net/net.go"
	}
	return id + "/driver.go"
}
