package load

import (
	"errors"
	"go/scanner"
	"go/token"
	"go/types"
	"path/filepath"
)

// What goes wrong in a run is gathered, package by package, and told at its end.

func (l *loader) fail(msg string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.errs = append(l.errs, msg)
}

func (l *loader) parseError(err error) {
	var list scanner.ErrorList
	if errors.As(err, &list) && len(list) > 0 {
		l.fail(l.at(list[0].Pos) + ": " + list[0].Msg)
		return
	}
	l.fail(err.Error())
}

func (l *loader) typeError(err error) {
	var te types.Error
	if errors.As(err, &te) {
		l.fail(l.at(te.Fset.Position(te.Pos)) + ": " + te.Msg)
		return
	}
	l.fail(err.Error())
}

// at is a position with its file relative to the directory of the run.
func (l *loader) at(pos token.Position) string {
	dir, err := filepath.Abs(l.c.Dir)
	if err == nil {
		if rel, err := filepath.Rel(dir, pos.Filename); err == nil {
			pos.Filename = rel
		}
	}
	return pos.String()
}
