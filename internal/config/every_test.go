package config

import (
	"os"
	"reflect"
	"strings"
	"testing"
)

// said sets where each setting of a Config, or of a part of it, comes from.
func said(v reflect.Value) {
	if from := v.FieldByName("From"); from.IsValid() {
		from.SetString("below")
		return
	}
	for i := range v.NumField() {
		said(v.Field(i))
	}
}

// A setting of a file holds where the flags do not say it: Over forgets none.
func TestOverKeepsEverySetting(t *testing.T) {
	var below Config
	said(reflect.ValueOf(&below).Elem())
	if got := (Config{}).Over(below); !reflect.DeepEqual(got, below) {
		t.Errorf("Over loses a setting:\n%+v\n%+v", got, below)
	}
}

// Each setting is printed by -print-config, and stands in the document.
func TestEverySettingIsTold(t *testing.T) {
	var printed strings.Builder
	if err := (Config{}).Print(&printed); err != nil {
		t.Fatal(err)
	}
	page, err := os.ReadFile("../../docs/configuration.md")
	if err != nil {
		t.Fatal(err)
	}
	told := func(printedAs, key string) {
		if !strings.Contains("\n"+printed.String(), "\n"+printedAs+" ") {
			t.Errorf("-print-config leaves out %s", printedAs)
		}
		if !strings.Contains(string(page), "`"+key+"`") {
			t.Errorf("docs/configuration.md leaves out %s", key)
		}
	}
	for _, key := range keys {
		if key != "c" {
			told(key, key)
		}
	}
	for _, key := range keysOfC {
		told("c."+key, key)
	}
}
