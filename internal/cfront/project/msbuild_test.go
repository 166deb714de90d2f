package project

import (
	"slices"
	"strings"
	"testing"
)

func TestConditions(t *testing.T) {
	props := properties{"configuration": "Debug", "platform": "x64", "version": "10", "quote": ""}
	exists := func(name string) bool { return name == `inc\x.props` }
	for expr, want := range map[string]bool{
		"": true,
		"'$(Configuration)|$(Platform)'=='Debug|x64'":               true,
		"'$(Configuration)|$(Platform)'=='debug|X64'":               true,
		"'$(Configuration)'!='Debug'":                               false,
		"'$(Missing)' == ''":                                        true,
		"!('$(Platform)' == 'x64')":                                 false,
		"$(Version) >= 10 and '$(Platform)' == 'x64'":               true,
		"$(Version) < 10 or '$(Platform)' == 'ARM64'":               false,
		`Exists('inc\x.props')`:                                     true,
		`!exists('inc\y.props') AND true`:                           true,
		`HasTrailingSlash('a\')`:                                    true,
		"'$([System.String]::Copy('a'))' == ''":                     false, // it ends within the quotes: not understood
		"'a' == 'b' or ('a' == 'a' and 'c' == 'c')":                 true,
		"'$(Configuration)' == 'Debug' And '$(Platform)' == 'ARM'":  false,
		"'android' == 'android' and 'or' != 'and' and 'x' == 'x'  ": true,
	} {
		got, _ := props.holds(expr, exists)
		if got != want {
			t.Errorf("%s is %t, want %t", expr, got, want)
		}
	}
	for _, expr := range []string{"'a", "'a' ==", "and", "(true", "'a' < 'b'", "true true", "maybe", strings.Repeat("!(", 500)} {
		if got, err := props.holds(expr, exists); got || err == nil {
			t.Errorf("%.20s is %t without an error", expr, got)
		}
	}
}

func TestExpand(t *testing.T) {
	props := properties{"a": "1", "b": "$(a)"}
	for text, want := range map[string]string{
		"x$(A)y": "x1y", "$(Missing)": "", "$(B)": "$(a)", "$(A": "$(A", "$([F]::G($(A)))z": "z", "": "",
	} {
		if got := props.expand(text); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}

// A value that names itself twice doubles with each line of the file.
func TestExpandBounded(t *testing.T) {
	props := properties{"a": "xxxxxxxx"}
	for range 64 {
		props["a"] = props.expand("$(A)$(A)")
	}
	if n := len(props["a"]); n > maxValue {
		t.Errorf("the value has %d bytes", n)
	}
}

func TestFields(t *testing.T) {
	for line, want := range map[string][]string{
		`cl.exe /DA=1 /I "C:\Program Files\x" C:\src\a.c`: {"cl.exe", "/DA=1", "/I", `C:\Program Files\x`, `C:\src\a.c`},
		`gcc -DS=\"x\" -I a\ b 'c d.c'`:                   {"gcc", `-DS="x"`, "-I", "a b", "c d.c"},
		`  `:                                              nil,
		`a ""`:                                            {"a", ""},
	} {
		if got := fields(line); !slices.Equal(got, want) {
			t.Errorf("%s is %q, want %q", line, got, want)
		}
	}
}

func TestCommand(t *testing.T) {
	for line, want := range map[string]command{
		`cl /DA /D B=2 /Iinc /I inc2 /external:I ext /Foout\a.obj /c a.c`:       {defines: []string{"A", "B=2"}, include: []string{"inc", "inc2", "ext"}, output: `out\a.obj`},
		`clang -DA=1 -UA -D B -I inc -isystem sys -imsvc m -o out/a.o -c a.c`:   {defines: []string{"B"}, include: []string{"inc", "sys", "m"}, output: "out/a.o"},
		`cl /openmp /Fo:out\b.obj /W4 /DSTRING="x y" /Oi /I"C:\with space" a.c`: {defines: []string{"STRING=x y"}, include: []string{`C:\with space`}, output: `out\b.obj`},
		`cl /FI"all.h" /FI one.h /c a.c`:                                        {forced: []string{"all.h", "one.h"}},
		`gcc -include all.h -Iinc -c a.c`:                                       {forced: []string{"all.h"}, include: []string{"inc"}},
	} {
		c := command{args: fields(line)}
		c.read()
		if !slices.Equal(c.defines, want.defines) || !slices.Equal(c.include, want.include) || !slices.Equal(c.forced, want.forced) || c.output != want.output {
			t.Errorf("%s gives %q, %q, %q, %q", line, c.defines, c.include, c.forced, c.output)
		}
	}
}
