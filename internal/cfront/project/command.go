package project

import "strings"

// command is a call of a compiler, of which the macros and folders are read: as
// cl has them (/DNAME, /I dir) and as gcc and clang have them (-DNAME, -isystem dir).
type command struct {
	dir     string // in which it ran
	args    []string
	defines []string
	include []string
	forced  []string // headers that come before a file
	output  string
}

// settings are the options with a value; the longest come first where one begins
// another.
var settings = []struct {
	name string
	to   func(*command, string)
}{
	{"external:I", (*command).folder},
	{"isystem", (*command).folder},
	{"iquote", (*command).folder},
	{"include", (*command).force},
	{"idirafter", (*command).folder},
	{"imsvc", (*command).folder},
	{"I", (*command).folder},
	{"D", (*command).macro},
	{"U", (*command).unmacro},
	{"FI", (*command).force},
	{"Fo", (*command).object},
	{"o", (*command).object},
}

func (c *command) folder(v string) { c.include = append(c.include, v) }
func (c *command) force(v string)  { c.forced = append(c.forced, v) }
func (c *command) macro(v string)  { c.defines = append(c.defines, v) }
func (c *command) object(v string) { c.output = strings.TrimPrefix(v, ":") }

func (c *command) unmacro(v string) {
	var out []string
	for _, d := range c.defines {
		if name, _, _ := strings.Cut(d, "="); name != v {
			out = append(out, d)
		}
	}
	c.defines = out
}

func (c *command) read() {
	for i := 0; i < len(c.args); i++ {
		arg := c.args[i]
		if len(arg) < 2 || arg[0] != '-' && arg[0] != '/' {
			continue
		}
		for _, s := range settings {
			value, ok := strings.CutPrefix(arg[1:], s.name)
			if !ok || s.name == "o" && value != "" { // gcc writes -o file; /openmp is none
				continue
			}
			if value == "" && i+1 < len(c.args) {
				i++
				value = c.args[i]
			}
			if value = strings.Trim(value, `"`); value != "" {
				s.to(c, value)
			}
			break
		}
	}
}

// fields splits a command line. A backslash is a part of a path unless a quote or a
// blank follows it.
func fields(line string) []string {
	var out []string
	var b strings.Builder
	quote, open := byte(0), false
	for i := 0; i < len(line); i++ {
		switch c := line[i]; {
		case c == '\\' && i+1 < len(line) && (line[i+1] == '"' || quote == 0 && line[i+1] == ' '):
			i++
			b.WriteByte(line[i])
			open = true
		case quote != 0 && c == quote:
			quote = 0
		case quote != 0:
			b.WriteByte(c)
		case c == '"' || c == '\'':
			quote, open = c, true
		case c == ' ' || c == '\t' || c == '\n' || c == '\r':
			if open {
				out = append(out, b.String())
				b.Reset()
			}
			open = false
		default:
			b.WriteByte(c)
			open = true
		}
	}
	if open {
		out = append(out, b.String())
	}
	return out
}
