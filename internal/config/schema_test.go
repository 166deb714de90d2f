package config

import (
	"bytes"
	"encoding/json"
	"flag"
	"maps"
	"os"
	"slices"
	"testing"
)

var update = flag.Bool("update", false, "write the schema that the documentation carries")

// TestSchemaFile holds the file that editors load against the settings.
func TestSchemaFile(t *testing.T) {
	const name = "../../docs/wskvet.schema.json"
	want, err := Schema()
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(name, want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s is not what Schema gives: go test ./internal/config -update", name)
	}
}

// TestSchemaKeys asks that the schema names each setting that Parse takes, and no
// other: a setting that is new in one alone fails.
func TestSchemaKeys(t *testing.T) {
	data, err := Schema()
	if err != nil {
		t.Fatal(err)
	}
	var s property
	if err := json.Unmarshal(data, &s); err != nil {
		t.Fatal(err)
	}
	for _, part := range []struct {
		got  map[string]property
		want []string
	}{{s.Properties, keys}, {s.Properties["c"].Properties, keysOfC}} {
		want := slices.Sorted(slices.Values(part.want))
		if got := slices.Sorted(maps.Keys(part.got)); !slices.Equal(got, want) {
			t.Errorf("the schema has %v, Parse takes %v", got, want)
		}
	}
}
