package config

import (
	"encoding/json"

	"github.com/wskvet/wskvet/internal/rules"
)

// property is what a JSON schema says of a setting.
type property struct {
	Description string              `json:"description"`
	Type        string              `json:"type"`
	Items       *property           `json:"items,omitempty"`
	Enum        []string            `json:"enum,omitempty"`
	Properties  map[string]property `json:"properties,omitempty"`
	Closed      *bool               `json:"additionalProperties,omitempty"` // false: no other keys
}

// Schema is the JSON schema (draft 2020-12) of .wskvet.yaml, by which editors
// complete and check it. It names the settings that Parse takes, and no others.
func Schema() ([]byte, error) {
	closed := false
	words := []string{"default", "all"}
	for _, r := range rules.All() {
		words = append(words, r.ID, "-"+r.ID)
	}
	names := func(text string) property {
		return property{Description: text, Type: "array", Items: &property{Description: "a name", Type: "string"}}
	}
	truth := func(text string) property { return property{Description: text, Type: "boolean"} }
	text := func(text string) property { return property{Description: text, Type: "string"} }
	checks := names("rules to run; a minus takes one away")
	checks.Items.Enum = words
	severity := property{Description: "how the findings of a rule are shown", Type: "object", Closed: &closed, Properties: map[string]property{}}
	for _, r := range rules.All() {
		severity.Properties[r.ID] = property{Description: r.Title, Type: "string", Enum: []string{string(rules.Error), string(rules.Warning)}}
	}
	c := property{Description: "drivers in C and C++", Type: "object", Closed: &closed, Properties: map[string]property{
		"defines":       names("macros: NAME or NAME=VALUE"),
		"include":       names("folders for headers, from the directory of the configuration"),
		"exclude":       names("patterns of files and folders that are passed over"),
		"configuration": text("the configuration of projects that is read: Release|x64"),
	}}
	root := struct {
		Schema string `json:"$schema"`
		Title  string `json:"title"`
		property
	}{"https://json-schema.org/draft/2020-12/schema", "Settings of wskvet", property{
		Description: "What holds for a driver whenever it is checked: .wskvet.yaml", Type: "object", Closed: &closed,
		Properties: map[string]property{
			"checks":       checks,
			"entry":        names("further functions that the system calls when the driver is loaded"),
			"unload":       names("further functions that it calls when the driver is unloaded"),
			"callbacks":    names("further functions that it calls in between"),
			"tests":        truth("analyse test files too"),
			"inconclusive": truth("report where the analysis gave up too"),
			"strict":       truth("end with status 3 where the analysis gave up and found nothing"),
			"severity":     severity,
			"tags":         names("build tags"),
			"baseline":     text("report only what is not in this file"),
			"c":            c,
		},
	}}
	out, err := json.MarshalIndent(root, "", "  ")
	return append(out, '\n'), err
}
