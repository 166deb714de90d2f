package cdriver

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/wskvet/wskvet/internal/cfront"
	"github.com/wskvet/wskvet/internal/cfront/project"
)

// client is a driver whose start can fail in ways that C and C++ have words for.
const client = `#include <wsk.h>
PIRP ReadIrp(void);
PVOID Next(void);
class Client {
public:
    NTSTATUS Start(PIRP irp);
    void Stop();
    WSK_REGISTRATION m_Registration;
    bool m_On;
};
Client g_Client;
static WSK_CLIENT_DISPATCH g_Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
NTSTATUS Client::Start(PIRP irp) {
    WSK_CLIENT_NPI npi = { NULL, &g_Dispatch };
    NTSTATUS status = WskRegister(&npi, &m_Registration);
    if (!NT_SUCCESS(status)) return status;
    CONDITION
    m_On = true;
    return STATUS_SUCCESS;
}
void Client::Stop() { if (m_On) WskDeregister(&m_Registration); }
static void Unload(PDRIVER_OBJECT driver) { g_Client.Stop(); }
extern "C" NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path) {
    driver->DriverUnload = Unload;
    return g_Client.Start(ReadIrp());
}
`

// Steps say what a reader of C and C++ says: methods by their class, pointers by NULL,
// conditions as the driver has them.
func TestWords(t *testing.T) {
	for _, x := range []struct{ condition, want string }{
		{"if (!irp) return STATUS_UNSUCCESSFUL;", "irp is NULL"},
		{"if (irp == NULL) return STATUS_UNSUCCESSFUL;", "irp is NULL"},
		{"if (NULL == irp) return STATUS_UNSUCCESSFUL;", "NULL == irp is true"},
		{"if (irp) { } else return STATUS_UNSUCCESSFUL;", "irp is NULL"},
		{"PVOID p; if (!(p = ExAllocatePool(NonPagedPool, 8))) return STATUS_UNSUCCESSFUL;", "ExAllocatePool(NonPagedPool, 8) fails"},
		{"PVOID p; if (!(p = Next())) return STATUS_UNSUCCESSFUL;", "(p = Next()) is NULL"},
		{"if (irp->StackCount != 3) return STATUS_UNSUCCESSFUL;", "irp->StackCount != 3 is true"},
		{"if (ReadSwitch()) return STATUS_UNSUCCESSFUL;", "ReadSwitch() is true"},
		{"__try { ProbeForRead(irp, 8, 1); } __except (EXCEPTION_EXECUTE_HANDLER) { return STATUS_UNSUCCESSFUL; }", "ProbeForRead(irp, 8, 1) raises an exception"},
		{"Client *other = new Client(); if (!other) return STATUS_UNSUCCESSFUL;", "new Client() fails"},
	} {
		text := strings.Replace(client, "CONDITION", x.condition, 1)
		fsys := fstest.MapFS{"client.cpp": {Data: []byte(text)}}
		d := project.Driver{Driver: cfront.Driver{Name: "client", FS: fsys, Files: []string{"client.cpp"}}, Path: "client"}
		res, err := Run([]project.Driver{d}, Config{Base: base(t)})
		if err != nil {
			t.Fatal(err)
		}
		got := describe(t, res)
		for _, want := range []string{" WSK006 ", "  calls Client::Start\n", "  " + x.want + "\n"} {
			if !strings.Contains(got, want) {
				t.Errorf("%s: %q is missing in\n%s", x.condition, want, got)
			}
		}
		if strings.Contains(got, "Client_") || strings.Contains(got, "nil") {
			t.Errorf("%s: a name of the model is in\n%s", x.condition, got)
		}
	}
}

// A function of C that is handed on as one of another type is called by its own name, and
// what C++ has no name for is called a lambda.
func TestFunctionNames(t *testing.T) {
	const head = "#include <wsk.h>\nWSK_REGISTRATION g_Registration;\nstatic WSK_CLIENT_DISPATCH g_Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };\n"
	const rest = "    WSK_CLIENT_NPI npi = { NULL, &g_Dispatch };\n    return WskRegister(&npi, &g_Registration);\n}\n"
	for file, c := range map[string]struct{ text, want string }{
		"a.c":   {"static LONG Stop(PDRIVER_OBJECT driver) { return driver != NULL; }\nNTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path) {\n    driver->DriverUnload = (PDRIVER_UNLOAD)Stop;\n", "Stop"},
		"b.cpp": {"extern \"C\" NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path) {\n    driver->DriverUnload = [](PDRIVER_OBJECT) { };\n", "a lambda in DriverEntry"},
	} {
		fsys := fstest.MapFS{file: {Data: []byte(head + c.text + rest)}}
		d := project.Driver{Driver: cfront.Driver{Name: "d", FS: fsys, Files: []string{file}}, Path: "d"}
		res, err := Run([]project.Driver{d}, Config{Base: base(t)})
		if err != nil {
			t.Fatal(err)
		}
		if got := describe(t, res); !strings.Contains(got, "WSK001 "+c.want+" can return with g_Registration still registered") || strings.Contains(got, "literal") {
			t.Errorf("%s: %q is missing in\n%s", file, c.want, got)
		}
	}
}

// What happens in code that the text does not have is told of at the step before it.
func TestOutsideOfText(t *testing.T) {
	const made = "\n//line types.go:3:1\nfunc Made(r *wsk.WSK_REGISTRATION) { wdm.NotModelled() }\n"
	text := strings.Replace(entry, "if /*line", "Made(&g_Registration)\n\tif /*line", 1) + made
	m := model(strings.Replace(text, "driver.DriverUnload = Unload", "driver.DriverUnload = Unload\n", 1))
	got := describe(t, checked(t, map[string]*cfront.Model{"beacon": m}))
	if strings.Contains(got, "types.go") || !strings.Contains(got, "inconclusive Made could not be modelled") {
		t.Errorf("got\n%s", got)
	}
}

// What is said of one place is said together, and why a function has no model rather
// than that it has none.
func TestNotesOfOnePlace(t *testing.T) {
	m := model(entry)
	at := cfront.Place{File: "drv/main.c", Line: 13, Col: 14}
	m.Notes = []cfront.Note{{Kind: cfront.NoteRead, Place: at, Text: "macros ask for too much text"}, {Kind: cfront.NoteSyntax, Place: at, Text: "This could not be read."}}
	got := describe(t, checked(t, map[string]*cfront.Model{"beacon": m}))
	if want := "drv/main.c:13:14 inconclusive macros ask for too much text. This could not be read.\n"; strings.Count(got, want) != 1 || strings.Count(got, "drv/main.c:13:14 inconclusive") != 1 {
		t.Errorf("%q is not said once in\n%s", want, got)
	}
}
