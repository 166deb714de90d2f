package main

import (
	"fmt"
	"regexp"
	"strings"

	_ "go.opentelemetry.io/otel/trace" // the shapes that are made import it
)

// A vocabulary says a shape in the words of one kind of resource.
type vocabulary struct {
	name    string
	imports []string
	decls   string
	typ     string
	acquire string // %[1]s is acquired, %[2]s leaves where that fails
	attempt string // acquired, and nobody looks whether that failed; "" if it cannot fail
	use     string
	release string // a call
	lenient bool   // a use after the release is allowed, and just fails
}

var vocabularies = []vocabulary{
	{
		name: "response", imports: []string{"io", "net/http"}, typ: "*http.Response",
		acquire: "%[1]s, err := http.Get(\"http://localhost/\")\nif err != nil {\n%[2]s\n}",
		attempt: "%[1]s, _ := http.Get(\"http://localhost/\")",
		use:     "io.Copy(io.Discard, %[1]s.Body)",
		release: "%[1]s.Body.Close()",
		decls:   "var _ = io.EOF\n",
	},
	{
		name: "rows", imports: []string{"database/sql"}, typ: "*sql.Rows",
		acquire: "%[1]s, err := db.Query(\"select\")\nif err != nil {\n%[2]s\n}",
		attempt: "%[1]s, _ := db.Query(\"select\")",
		use:     "%[1]s.Next()",
		release: "%[1]s.Close()",
		decls:   "var db *sql.DB\n",
	},
	{
		name: "span", imports: []string{"context", "go.opentelemetry.io/otel/trace"}, typ: "trace.Span",
		acquire: "_, %[1]s := tracer.Start(context.Background(), \"work\")",
		use:     "%[1]s.AddEvent(\"event\")",
		release: "%[1]s.End()",
		decls:   "var tracer trace.Tracer\n",
	},
	{
		name: "cancel", imports: []string{"context"}, typ: "context.CancelFunc",
		acquire: "ctx, %[1]s := context.WithCancel(context.Background())\nwait(ctx)",
		use:     "work()",
		release: "%[1]s()",
		decls:   "func wait(ctx context.Context) {}\n",
	},
	{
		name: "file", imports: []string{"os"}, typ: "*os.File",
		acquire: "%[1]s, err := os.Open(\"name\")\nif err != nil {\n%[2]s\n}",
		attempt: "%[1]s, _ := os.Open(\"name\")",
		use:     "%[1]s.Sync()",
		release: "%[1]s.Close()",
	},
	{
		name: "registration", imports: []string{"github.com/wskvet/wskvet/wdm", "github.com/wskvet/wskvet/wsk"}, typ: "*wsk.WSK_REGISTRATION",
		acquire: "%[1]s := new(wsk.WSK_REGISTRATION)\nif !wdm.NT_SUCCESS(wsk.WskRegister(&client, %[1]s)) {\n%[2]s\n}",
		attempt: "%[1]s := new(wsk.WSK_REGISTRATION)\nwsk.WskRegister(&client, %[1]s)",
		use:     "request(%[1]s)",
		release: "wsk.WskDeregister(%[1]s)",
		lenient: true,
		decls:   driver,
	},
	{
		name: "capture", imports: []string{"github.com/wskvet/wskvet/wdm", "github.com/wskvet/wskvet/wsk"}, typ: "*wsk.WSK_PROVIDER_NPI",
		acquire: "%[1]s := new(wsk.WSK_PROVIDER_NPI)\nif !wdm.NT_SUCCESS(wsk.WskCaptureProviderNPI(&registration, wsk.WSK_NO_WAIT, %[1]s)) {\n%[2]s\n}\n_ = %[1]s",
		attempt: "%[1]s := new(wsk.WSK_PROVIDER_NPI)\nwsk.WskCaptureProviderNPI(&registration, wsk.WSK_NO_WAIT, %[1]s)\n_ = %[1]s",
		use:     "%[1]s.Dispatch.WskFreeAddressInfo(%[1]s.Client, nil)",
		release: "wsk.WskReleaseProviderNPI(&registration)",
		decls:   registeredDriver,
	},
}

// driver is the driver around a shape: it does its work at load and fails on purpose,
// so what the shape holds at its end is held for ever.
const driver = `var dispatch = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
var client = wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	shape(path.Length&1 != 0, path.Length&2 != 0)
	return wdm.STATUS_UNSUCCESSFUL
}

func request(r *wsk.WSK_REGISTRATION) {
	var npi wsk.WSK_PROVIDER_NPI
	if wdm.NT_SUCCESS(wsk.WskCaptureProviderNPI(r, wsk.WSK_NO_WAIT, &npi)) {
		wsk.WskReleaseProviderNPI(r)
	}
}
`

// registeredDriver registers around a shape, so what the shape leaves captured keeps
// WskDeregister waiting.
const registeredDriver = `var dispatch = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
var client = wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
var registration wsk.WSK_REGISTRATION

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	if wdm.NT_SUCCESS(wsk.WskRegister(&client, &registration)) {
		shape(path.Length&1 != 0, path.Length&2 != 0)
		wsk.WskDeregister(&registration)
	}
	return wdm.STATUS_UNSUCCESSFUL
}
`

var token = regexp.MustCompile(`<<(\w+)(?: ([\w.]+))?(?: ([\w ]+))?>>`)

// says reports whether the vocabulary can say the shape: what cannot fail has no
// attempt, a variable that nothing uses does not compile, and some uses are allowed.
func (v vocabulary) says(s shape) bool {
	if v.attempt == "" && strings.Contains(s.body, "<<attempt") {
		return false
	}
	if v.lenient && s.kind == misuse && strings.Contains(s.body, "<<release r>>\n<<use") {
		return false
	}
	return strings.Contains(v.use, "%[1]s") || strings.Contains(s.body+s.rest, "<<release")
}

// source is the shape in a package of its own.
func (v vocabulary) source(s shape) string {
	say := func(text string) string {
		return token.ReplaceAllStringFunc(text, func(t string) string {
			m := token.FindStringSubmatch(t)
			switch m[1] {
			case "type":
				return v.typ
			case "var":
				return fmt.Sprintf("var %s %s", m[2], v.typ)
			case "acquire":
				return fill(v.acquire, m[2], m[3])
			case "attempt":
				return fill(v.attempt, m[2], "")
			case "use":
				return fill(v.use, m[2], "")
			}
			return fill(v.release, m[2], "")
		})
	}
	var b strings.Builder
	b.WriteString("package shape\n\nimport (\n")
	for _, i := range v.imports {
		fmt.Fprintf(&b, "\t%q\n", i)
	}
	fmt.Fprintf(&b, ")\n\n%s\nfunc work() {}\n\n%s\n\nfunc shape(a, b bool) {\n%s\n}\n\nfunc Run(a, b bool) { shape(a, b) }\n", v.decls, say(s.rest), say(s.body))
	return b.String()
}

func fill(format, name, leave string) string {
	return strings.NewReplacer("%[1]s", name, "%[2]s", leave).Replace(format)
}
