package follow

import (
	"reflect"
	"testing"

	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/settings"
)

// A run is remembered by the whole of its context: one that differs in any field is
// another.
func TestContextHash(t *testing.T) {
	m := NewRunner(program.Link(nil), settings.DefaultLimits(), nil)
	none := m.contextHash()
	fields := reflect.ValueOf(&m.Context).Elem()
	for i := range fields.NumField() {
		m.Context = Context{}
		name := fields.Type().Field(i).Name
		switch f := fields.Field(i); f.Kind() {
		case reflect.Bool:
			f.SetBool(true)
		case reflect.Int, reflect.Int32:
			f.SetInt(1)
		case reflect.Uint64:
			f.SetUint(1)
		case reflect.String:
			f.SetString("x")
		case reflect.Struct:
			m.Slept = program.SiteKey{Instr: 1}
		case reflect.Pointer:
			m.Beside = &program.Site{Key: program.SiteKey{Fn: 1}}
		default:
			t.Fatalf("%s is of a kind that this test does not know", name)
		}
		if m.contextHash() == none {
			t.Errorf("runs that differ in %s alone are taken for one", name)
		}
	}
}
