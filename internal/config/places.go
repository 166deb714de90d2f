package config

import (
	"fmt"
	"slices"
	"strings"
	"sync"
)

// Places are the settings by directory: for each the nearest file, below the flags.
type Places struct {
	file  string // what -config says
	flags Config

	mu    sync.Mutex
	known map[string]Place // by file
}

// Place is the settings that hold in some directories.
type Place struct {
	File   string // "" where there is none
	Config Config // the flags over the file
}

// NewPlaces are the places of a run with flags; file is what -config says.
func NewPlaces(file string, flags Config) *Places {
	return &Places{file: file, flags: flags, known: map[string]Place{}}
}

// At is the place of a directory.
func (p *Places) At(dir string) (Place, error) {
	name, err := ForDir(p.file, dir)
	if err != nil {
		return Place{}, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if known, ok := p.known[name]; ok {
		return known, nil
	}
	below, err := Load(name)
	if err != nil && p.file != "" {
		err = fmt.Errorf("-config: %w", err)
	}
	if err != nil {
		return Place{}, err
	}
	place := Place{name, p.flags.Over(below)}
	if err := place.Config.Check(); err != nil {
		return Place{}, err
	}
	p.known[name] = place
	return place, nil
}

// All are the places that have been asked for, by file.
func (p *Places) All() []Place {
	p.mu.Lock()
	defer p.mu.Unlock()
	var out []Place
	for _, place := range p.known {
		out = append(out, place)
	}
	slices.SortFunc(out, func(a, b Place) int { return strings.Compare(a.File, b.File) })
	return out
}

// OfRun are the settings of c that hold for a run as a whole and differ from those of
// the run: what a file below the working directory cannot say.
func (c Config) OfRun(run Config) []Said {
	var out []Said
	add := func(key, from string, same bool) {
		if from != "" && !strings.HasPrefix(from, "-") && !same {
			out = append(out, Said{key, from})
		}
	}
	add("tests", c.Tests.From, c.Tests.Value == run.Tests.Value)
	add("inconclusive", c.Inconclusive.From, c.Inconclusive.Value == run.Inconclusive.Value)
	add("strict", c.Strict.From, c.Strict.Value == run.Strict.Value)
	add("severity", c.Severity.From, slices.Equal(c.Severity.Value, run.Severity.Value))
	add("tags", c.Tags.From, slices.Equal(c.Tags.Value, run.Tags.Value))
	return out
}

// Said is a setting and the line that says it.
type Said struct{ Key, From string }
