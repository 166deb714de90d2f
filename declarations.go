// Package wskvet holds the sources of packages wdm and wsk, which the models of
// drivers in C import: a binary of wskvet needs no Go installation to read them.
package wskvet

import "embed"

// Declarations are the folders wdm and wsk, tests included.
//
//go:embed wdm/*.go wsk/*.go
var Declarations embed.FS
