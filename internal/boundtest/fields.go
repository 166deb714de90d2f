package boundtest

import (
	"reflect"
	"slices"
	"testing"
)

// Fields changes each exported field of a value that p points to, one at a time, and asks for
// another hash. Others are the fields that the hash is not of.
func Fields(t *testing.T, p any, hash func() uint64, others ...string) {
	t.Helper()
	v := reflect.ValueOf(p).Elem()
	none := hash()
	for i := range v.NumField() {
		name := v.Type().Field(i).Name
		if !v.Type().Field(i).IsExported() || slices.Contains(others, name) {
			continue
		}
		was := reflect.New(v.Field(i).Type()).Elem()
		was.Set(v.Field(i))
		change(t, name, v.Field(i))
		if hash() == none {
			t.Errorf("two that differ in %s alone are taken for one", name)
		}
		v.Field(i).Set(was)
	}
}

// change gives a field another value than its zero.
func change(t *testing.T, name string, f reflect.Value) {
	t.Helper()
	switch f.Kind() {
	case reflect.Bool:
		f.SetBool(!f.Bool())
	case reflect.Int, reflect.Int32, reflect.Int64:
		f.SetInt(f.Int() + 1)
	case reflect.Uint8, reflect.Uint64:
		f.SetUint(f.Uint() + 1)
	case reflect.String:
		f.SetString(f.String() + "x")
	case reflect.Slice:
		one := reflect.New(f.Type().Elem()).Elem()
		change(t, name, one)
		f.Set(reflect.Append(f, one))
	case reflect.Struct:
		change(t, name, f.Field(0))
	default:
		t.Fatalf("%s is of a kind that this test does not know", name)
	}
}
