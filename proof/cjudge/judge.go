// Package cjudge holds the models that wskvet makes of C and C++ against a
// compiler: random functions in the shape of drivers are compiled with gcc and
// run, their models are compiled with Go and run, and both must leave the same
// trace for the same arguments.
package cjudge

import (
	_ "embed"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing/fstest"

	"github.com/wskvet/wskvet/internal/cfront"
)

//go:embed testdata/ntddk.h
var kernel string

// arguments are what each function is called with, and how long it may loop.
var arguments = [][2]int64{{0, 0}, {1, 2}, {-5, 77}, {100000, 0xFFFFFFF0}, {3, 0x80000001}, {-2147483648, 12}}

const fuel = 60

// A Mismatch is a function whose model does not do what the function does.
type Mismatch struct {
	Function int
	Text     string // of the function
	Why      string
}

func (m Mismatch) String() string { return fmt.Sprintf("F%d: %s\n%s", m.Function, m.Why, m.Text) }

// Judge compiles and runs a program and its model in dir, a folder of its own.
// root is the folder of wskvet's module.
func Judge(p Program, dir, root string) ([]Mismatch, error) {
	want, err := compiled(p, dir)
	if err != nil {
		return nil, err
	}
	got, notes, err := modelled(p, dir, root)
	if err != nil {
		return nil, err
	}
	var out []Mismatch
	for i, text := range p.Functions {
		switch {
		case notes[fmt.Sprintf("F%d", i)] != "":
			out = append(out, Mismatch{i, text, "not modelled: " + notes[fmt.Sprintf("F%d", i)]})
		case want[i] != got[i]:
			out = append(out, Mismatch{i, text, "gcc " + want[i] + "\nGo  " + got[i]})
		}
	}
	return out, nil
}

// compiled are the traces of the program itself, by function.
func compiled(p Program, dir string) ([]string, error) {
	var main strings.Builder
	main.WriteString("#include <stdio.h>\nint main(void) {\n")
	for i := range p.Functions {
		for _, a := range arguments {
			fmt.Fprintf(&main, "Fuel = %d; TraceCount = 0; Shared = 7; Counter = 0; F%d((LONG)%dLL, (ULONG)%dLL);\n", fuel, i, a[0], a[1])
			main.WriteString("for (ULONG i = 0; i < TraceCount; i++) printf(\"%llx \", (unsigned long long)TraceLog[i]);\n")
			main.WriteString("printf(\"%d; \", Fuel);\n")
		}
		main.WriteString("puts(\"\");\n")
	}
	main.WriteString("}\n")
	name, compiler, std := "program.c", "gcc", "-std=gnu17"
	if p.CPP {
		name, compiler, std = "program.cpp", "g++", "-std=gnu++20"
	}
	for file, text := range map[string]string{"ntddk.h": kernel, name: p.Text + main.String()} {
		if err := os.WriteFile(filepath.Join(dir, file), []byte(text), 0o600); err != nil {
			return nil, err
		}
	}
	// Signed numbers wrap, and a place may be read as another type: what the
	// compiler of the WDK does as well.
	if err := run(dir, compiler, std, "-w", "-O0", "-fwrapv", "-fno-strict-aliasing", "-I.", "-o", "program", name); err != nil {
		return nil, err
	}
	return lines(dir, "./program", len(p.Functions))
}

// modelled are the traces of the model, and why functions have none.
func modelled(p Program, dir, root string) ([]string, map[string]string, error) {
	name := "program.c"
	if p.CPP {
		name = "program.cpp"
	}
	m, err := cfront.Read(cfront.Driver{Name: "program", FS: fstest.MapFS{name: {Data: []byte(p.Text)}}, Files: []string{name}})
	if err != nil {
		return nil, nil, err
	}
	notes := map[string]string{}
	for _, n := range m.Notes {
		if n.Kind == cfront.NoteModel || n.Kind == cfront.NoteSyntax {
			notes[n.Function] = n.Text
		}
	}
	pkg := filepath.Join(dir, "model", "program")
	if err := os.MkdirAll(pkg, 0o700); err != nil {
		return nil, nil, err
	}
	files := map[string]string{
		"program/run.go": caller(m.Package, len(p.Functions)),
		"main.go":        "package main\n\nimport \"model/program\"\n\nfunc main() { program.Run() }\n",
		"go.mod":         "module model\n\ngo 1.26.0\n\nrequire github.com/wskvet/wskvet v0.0.0\n\nreplace github.com/wskvet/wskvet => " + root + "\n",
	}
	for _, f := range m.Files {
		files["program/"+f.Name] = string(f.Text)
	}
	for file, text := range files {
		if err := os.WriteFile(filepath.Join(dir, "model", file), []byte(text), 0o600); err != nil {
			return nil, nil, err
		}
	}
	if err := run(filepath.Join(dir, "model"), "go", "build", "-mod=mod", "-o", "model", "."); err != nil {
		return nil, nil, err
	}
	traces, err := lines(filepath.Join(dir, "model"), "./model", len(p.Functions))
	return traces, notes, err
}

// caller is a file of the model's package that calls its functions as the main of
// the program does.
func caller(pkg string, functions int) string {
	var o strings.Builder
	fmt.Fprintf(&o, "package %s\n\nimport \"fmt\"\n\n", pkg)
	o.WriteString(`func trace(f func(int32, uint32), a int64, b int64) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Print("panic: ", r)
		}
		for _, v := range TraceLog[:TraceCount] {
			fmt.Printf("%x ", v)
		}
		fmt.Printf("%d; ", Fuel)
	}()
`)
	fmt.Fprintf(&o, "\tFuel, TraceCount, Shared, Counter = %d, 0, 7, 0\n\tf(int32(a), uint32(b))\n}\n\n// Run leaves the traces of all functions.\nfunc Run() {\n", fuel)
	for i := range functions {
		for _, a := range arguments {
			fmt.Fprintf(&o, "\ttrace(F%d, %d, %d)\n", i, a[0], a[1])
		}
		o.WriteString("\tfmt.Println()\n")
	}
	o.WriteString("}\n")
	return o.String()
}

func run(dir, name string, args ...string) error {
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("%s: %w\n%.4000s", name, err, out)
	}
	return nil
}

// lines runs a program and gives its lines, one for each function.
func lines(dir, name string, want int) ([]string, error) {
	cmd := exec.Command(name)
	cmd.Dir = dir
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	l := strings.Split(strings.TrimSuffix(string(out), "\n"), "\n")
	if len(l) != want {
		return nil, fmt.Errorf("%s: %d lines of %d", name, len(l), want)
	}
	return l, nil
}
